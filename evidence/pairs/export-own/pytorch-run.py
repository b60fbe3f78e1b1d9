"""Run a .pt2 file in PyTorch, without the code of the model."""

import json

import numpy as np
import torch

# The inputs of this pair come after its weights in the same row of numbers.
numbers = np.random.default_rng(7)
numbers.normal(size=20 * 64 + 64 * 5)
inputs = numbers.normal(size=(4, 20)).astype("float32")

model = torch.export.load("model.pt2").module()
predictions = model(torch.from_numpy(inputs)).detach().numpy()
print("predicted", predictions.argmax(axis=1).tolist())
print("RESULT", json.dumps({"predictions": predictions.tolist()}))
