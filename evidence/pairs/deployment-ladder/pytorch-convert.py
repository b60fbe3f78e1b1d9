"""Convert the MLP that PyTorch trained to LiteRT."""

import json

import litert_torch
import torch
from torch import nn

model = nn.Sequential(
    nn.Linear(784, 512), nn.ReLU(), nn.Linear(512, 512), nn.ReLU(), nn.Linear(512, 10)
).eval()
model.load_state_dict(torch.load("weights.pt"))
litert_torch.convert(model, (torch.ones(1, 784),)).export("model.tflite")
print("converted by PyTorch", torch.__version__)
print("RESULT", json.dumps({}))
