"""Time training steps and inferences of a transformer with 2 layers of width 128 and 4 heads."""

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


class Transformer(nn.Module):
    def __init__(self):
        super().__init__()
        self.tokens = nn.Embedding(1000, 128)
        self.positions = nn.Parameter(torch.zeros(64, 128))
        layer = nn.TransformerEncoderLayer(
            128, 4, 512, dropout=0.0, activation="gelu", batch_first=True, norm_first=True
        )
        self.encoder = nn.TransformerEncoder(layer, 2, enable_nested_tensor=False)
        self.head = nn.Sequential(nn.LayerNorm(128), nn.Linear(128, 10))

    def forward(self, x):
        return self.head(self.encoder(self.tokens(x) + self.positions).mean(dim=1))


def make_model():
    return Transformer()


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
    x = torch.randint(1000, (size, 64), device=device)
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
