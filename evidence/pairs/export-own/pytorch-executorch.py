"""Run a .pte file in ExecuTorch's runtime; the binding takes PyTorch's tensors."""

import json

import numpy as np
import torch
from executorch.runtime import Runtime

# The inputs of this pair come after its weights in the same row of numbers.
numbers = np.random.default_rng(7)
numbers.normal(size=20 * 64 + 64 * 5)
inputs = numbers.normal(size=(4, 20)).astype("float32")

method = Runtime.get().load_program("model.pte").load_method("forward")
predictions = method.execute([torch.from_numpy(inputs)])[0].numpy()
print("predicted", predictions.argmax(axis=1).tolist())
print("RESULT", json.dumps({"predictions": predictions.tolist()}))
