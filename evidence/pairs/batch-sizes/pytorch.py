"""Count how often torch.compile compiles when sizes and numbers change."""

import json

import torch
from torch._dynamo.utils import counters


def function(x, factor):
    return torch.tanh(x * factor).sum()


SIZES = [(torch.ones(size, 4), 1) for size in range(1, 11)]
NUMBERS = [(torch.ones(3, 4), number) for number in range(1, 11)]


def told(calls):
    torch._dynamo.reset()
    counters.clear()
    compiled = torch.compile(function)
    total = sum(compiled(*call).item() for call in calls)
    return total, counters["stats"]["unique_graphs"]


sums, outcomes, compilations = [], {}, {}
for feature, calls in {"sizes": SIZES, "numbers": NUMBERS}.items():
    total, count = told(calls)
    print(f"{feature}: compiled {count} times for {len(calls)} calls")
    sums.append(total)
    compilations[feature] = count
    outcomes[feature] = {"torch-compile": {"outcome": "works", "detail": f"compiled {count} times"}}
print("RESULT", json.dumps({"sums": sums, "outcomes": outcomes, "compilations": compilations}))
