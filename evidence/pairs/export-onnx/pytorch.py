"""Export a model to ONNX from PyTorch."""

import json
from pathlib import Path

import numpy as np
import torch
from torch import nn

# Weights and inputs, the same for every program of this pair.
numbers = np.random.default_rng(7)
weights = [numbers.normal(size=shape).astype("float32") * 0.2 for shape in [(20, 64), (64, 5)]]
inputs = numbers.normal(size=(4, 20)).astype("float32")

model = nn.Sequential(nn.Linear(20, 64), nn.ReLU(), nn.Linear(64, 5)).eval()
with torch.no_grad():
    for layer, weight in zip([model[0], model[2]], weights):
        layer.weight.copy_(torch.from_numpy(weight.T))
        layer.bias.zero_()

x = torch.from_numpy(inputs)
any_batch = ({0: torch.export.Dim.DYNAMIC},)
torch.onnx.export(model, (x,), "model.onnx", dynamic_shapes=any_batch, verbose=False)

size = sum(path.stat().st_size for path in Path().glob("model.onnx*"))
predictions = model(x).detach().numpy()
print(f"wrote {size:,} bytes")
print("RESULT", json.dumps({"predictions": predictions.tolist(), "bytes": size}))
