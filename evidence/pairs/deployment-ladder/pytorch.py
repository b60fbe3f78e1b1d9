"""Train an MLP in PyTorch and export it for torch.export, AOTInductor, ONNX and ExecuTorch."""

import json
import shutil
from pathlib import Path

import numpy as np
import torch
from executorch.backends.xnnpack.partition.xnnpack_partitioner import XnnpackPartitioner
from executorch.exir import to_edge_transform_and_lower
from torch import nn

# Data and start weights, the same for both frameworks.
numbers = np.random.default_rng(7)
inputs = numbers.normal(size=(512, 784)).astype("float32")
labels = (inputs @ numbers.normal(size=(784, 10))).argmax(axis=1)
sizes = [784, 512, 512, 10]
start = [numbers.normal(size=shape) * shape[0] ** -0.5 for shape in zip(sizes, sizes[1:])]

model = nn.Sequential(
    nn.Linear(784, 512), nn.ReLU(), nn.Linear(512, 512), nn.ReLU(), nn.Linear(512, 10)
)
with torch.no_grad():
    for layer, weight in zip(model[::2], start):
        layer.weight.copy_(torch.from_numpy(weight.T))
        layer.bias.zero_()

x, y = torch.from_numpy(inputs), torch.from_numpy(labels)
optimizer = torch.optim.SGD(model.parameters(), lr=0.05)
for rows in torch.arange(len(x)).split(32) * 3:
    optimizer.zero_grad()
    loss = nn.functional.cross_entropy(model(x[rows]), y[rows])
    loss.backward()
    optimizer.step()
model.eval()

# What every rung has to answer, one row at a time.
training = model(x[:200]).detach().numpy()
np.save("inputs.npy", inputs[:200])
np.save("training.npy", training)
torch.save(model.state_dict(), "weights.pt")

program = torch.export.export(model, (x[:1],))
torch.export.save(program, "model.pt2")
torch.onnx.export(program, f="model.onnx", verbose=False)
if shutil.which("g++") or shutil.which("clang++"):
    torch._inductor.aoti_compile_and_package(
        program, package_path=str(Path("compiled.pt2").resolve())
    )
lowered = to_edge_transform_and_lower(program, partitioner=[XnnpackPartitioner()])
Path("model.pte").write_bytes(lowered.to_executorch().buffer)

right = (training.argmax(axis=1) == labels[:200]).mean()
print(f"classifies {right:.0%} of the first 200 rows rightly")
print("RESULT", json.dumps({"training": training[:4].tolist()}))
