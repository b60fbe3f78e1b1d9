"""Train a small classifier with a loop written by hand."""

import json

import numpy as np
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

# Data and start weights, the same for every program of this pair.
numbers = np.random.default_rng(7)
inputs = numbers.normal(size=(1024, 20)).astype("float32")
labels = (inputs @ numbers.normal(size=(20, 5))).argmax(axis=1)
start = [numbers.normal(size=shape).astype("float32") * 0.2 for shape in [(20, 64), (64, 5)]]

model = nn.Sequential(nn.Linear(20, 64), nn.ReLU(), nn.Linear(64, 5))
with torch.no_grad():
    for layer, weight in zip([model[0], model[2]], start):
        layer.weight.copy_(torch.from_numpy(weight.T))
        layer.bias.zero_()

dataset = TensorDataset(torch.from_numpy(inputs), torch.from_numpy(labels))
loader = DataLoader(dataset, batch_size=32)
loss_fn = nn.CrossEntropyLoss()
optimizer = torch.optim.Adam(model.parameters(), lr=0.001)

for epoch in range(20):
    for x, y in loader:
        optimizer.zero_grad()
        loss = loss_fn(model(x), y)
        loss.backward()
        optimizer.step()

with torch.no_grad():
    x, y = dataset.tensors
    predictions = model(x)
    loss = loss_fn(predictions, y).item()
    accuracy = (predictions.argmax(dim=1) == y).float().mean().item()
print(f"loss {loss:.4f}, accuracy {accuracy:.3f}")
print("RESULT", json.dumps({"loss": loss, "accuracy": accuracy}))
