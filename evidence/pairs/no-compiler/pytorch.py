"""Use torch.compile where no C++ compiler can be found."""

import json
import os

os.environ["PATH"] = "/nowhere"
os.environ["TORCHINDUCTOR_CACHE_DIR"] = "empty-cache"

import torch


def function(x):
    return torch.tanh(x).sum()


x = torch.ones(8)
value = function(x).item()
try:
    same = torch.compile(function)(x).item() == value
    told = {"outcome": "works" if same else "differs", "detail": "compiled"}
except Exception as error:
    told = {"outcome": "fails", "detail": type(error).__name__}
    print(str(error).splitlines()[0])
print(told["outcome"], told["detail"])
print("RESULT", json.dumps({"value": value, "outcomes": {"compile": {"torch-compile": told}}}))
