"""Time training steps and inferences of an MLP 784-512-512-10."""

import json
import os
import sys
import time
from statistics import median

import torch
from torch import nn

mode, settings = sys.argv[1], sys.argv[2:]  # eager, compiled or whole
fused = "fused" in settings
device = "cuda" if os.environ["EVIDENCE_DEVICE"] == "gpu" else "cpu"
torch.set_num_threads(int(os.environ["EVIDENCE_THREADS"]))
torch.manual_seed(7)


def make_model():
    return nn.Sequential(
        nn.Linear(784, 512), nn.ReLU(), nn.Linear(512, 512), nn.ReLU(), nn.Linear(512, 10)
    )


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
    run = torch.compile(model) if mode == "compiled" else model
    optimizer = torch.optim.Adam(model.parameters(), fused=True if fused else None)
    x = torch.randn(size, 784, device=device)
    y = torch.randint(10, (size,), device=device)

    def loss_of(x, y):
        return nn.functional.cross_entropy(run(x), y)

    def update():
        optimizer.step()

    if mode == "whole":  # what the tf.function of a training step covers
        loss_of, update = torch.compile(loss_of), torch.compile(update)

    def train():
        optimizer.zero_grad()
        loss = loss_of(x, y)
        loss.backward()
        update()
        return loss.item()

    @torch.inference_mode()
    def infer():
        return run(x).cpu()

    figures = {f"train-{size}": timed(train)}
    if mode != "whole" and not fused:  # the optimizer plays no part in it
        model.eval()
        figures[f"infer-{size}"] = timed(infer)
    return figures


print("RESULT", json.dumps(measured(1) | measured(32)))
