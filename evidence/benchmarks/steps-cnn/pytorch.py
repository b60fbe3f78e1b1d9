"""Time training steps and inferences of a CNN on pictures of 32 by 32 points."""

import json
import os
import sys
import time
from statistics import median

import torch
from torch import nn

compiled, fused = "compiled" in sys.argv, "fused" in sys.argv
device = "cuda" if os.environ["EVIDENCE_DEVICE"] == "gpu" else "cpu"
torch.set_num_threads(int(os.environ["EVIDENCE_THREADS"]))
torch.manual_seed(7)


def make_model():
    return nn.Sequential(
        nn.Conv2d(3, 32, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(32, 64, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(64, 128, 3, padding=1), nn.ReLU(), nn.AdaptiveAvgPool2d(1),
        nn.Flatten(), nn.Linear(128, 10),
    )  # fmt: skip


def timed(step):
    """Milliseconds for a call, the median of many, after a warm-up."""
    repeat(step, calls=3, seconds=0.1)
    return median(repeat(step, calls=5, seconds=0.3)) * 1000


def repeat(step, calls, seconds):
    times, end = [], time.perf_counter() + seconds
    while len(times) < calls or time.perf_counter() < end:
        started = time.perf_counter()
        step()
        times.append(time.perf_counter() - started)
    return times


def measured(size):
    """A training step and an inference with batches of one size."""
    torch.compiler.reset()
    model = make_model().to(device)
    run = torch.compile(model) if compiled else model
    optimizer = torch.optim.Adam(model.parameters(), fused=True if fused else None)
    x = torch.randn(size, 3, 32, 32, device=device)
    y = torch.randint(10, (size,), device=device)

    def train():
        optimizer.zero_grad()
        loss = nn.functional.cross_entropy(run(x), y)
        loss.backward()
        optimizer.step()
        return loss.item()

    @torch.inference_mode()
    def infer():
        return run(x).cpu()

    figures = {f"train-{size}": timed(train)}
    if not fused:  # the optimizer plays no part in it
        model.eval()
        figures[f"infer-{size}"] = timed(infer)
    return figures


print("RESULT", json.dumps(measured(1) | measured(32)))
