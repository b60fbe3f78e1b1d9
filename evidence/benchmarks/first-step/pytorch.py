"""Time everything from the start of the program to the first training step of an MLP."""

import time

started = time.perf_counter()

import json
import os
import sys

import torch
from torch import nn

torch.set_num_threads(int(os.environ["EVIDENCE_THREADS"]))
torch.manual_seed(7)
model = nn.Sequential(
    nn.Linear(784, 512), nn.ReLU(), nn.Linear(512, 512), nn.ReLU(), nn.Linear(512, 10)
)
optimizer = torch.optim.Adam(model.parameters())
run = torch.compile(model) if sys.argv[1] == "compiled" else model
x, y = torch.randn(32, 784), torch.randint(10, (32,))

loss = nn.functional.cross_entropy(run(x), y)
loss.backward()
optimizer.step()
loss.item()
print("RESULT", json.dumps({"first-step": time.perf_counter() - started}))
