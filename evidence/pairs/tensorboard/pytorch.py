"""Log a training's loss to TensorBoard from PyTorch, and read it back."""

import importlib.util
import json

import numpy as np
import torch
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
from torch.utils.tensorboard import SummaryWriter

random = np.random.default_rng(7)
x = torch.from_numpy(random.normal(size=(64, 3)).astype("float32"))
y = x @ torch.tensor([1.0, -2.0, 0.5])
weights = torch.zeros(3, requires_grad=True)
optimizer = torch.optim.SGD([weights], lr=0.1)

with SummaryWriter("logs") as writer:
    for step in range(20):
        loss = ((x @ weights - y) ** 2).mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        writer.add_scalar("loss", loss.item(), step)

log = EventAccumulator("logs", {"scalars": 0}).Reload()
curve = [event.value for event in log.Scalars("loss")]
print("TensorFlow installed:", importlib.util.find_spec("tensorflow") is not None)
print(f"{len(curve)} steps, loss from {curve[0]:.3f} to {curve[-1]:.3f}")
print("RESULT", json.dumps({"curve": curve}))
