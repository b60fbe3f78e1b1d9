"""Export a PyTorch model to a .pt2 file and to a file for ExecuTorch."""

import json
from pathlib import Path

import numpy as np
import torch
from executorch.backends.xnnpack.partition.xnnpack_partitioner import XnnpackPartitioner
from executorch.exir import to_edge_transform_and_lower
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
program = torch.export.export(model, (x,))
torch.export.save(program, "model.pt2")

lowered = to_edge_transform_and_lower(program, partitioner=[XnnpackPartitioner()])
Path("model.pte").write_bytes(lowered.to_executorch().buffer)

sizes = {path.name: path.stat().st_size for path in sorted(Path().glob("model.*"))}
predictions = model(x).detach().numpy()
print("wrote", ", ".join(f"{name} ({size:,} bytes)" for name, size in sizes.items()))
print("RESULT", json.dumps({"predictions": predictions.tolist(), "bytes": sizes}))
