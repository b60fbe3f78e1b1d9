"""Count how often torch.compile compiles when sizes and numbers change."""

import json

import torch
from torch._dynamo.utils import counters


def function(x, factor):
    return torch.tanh(x * factor).sum()


CALLS = {
    "sizes": [(torch.ones(size, 4), 1) for size in range(1, 11)],
    "numbers": [(torch.ones(3, 4), number) for number in range(1, 11)],
}
MODES = {"torch-compile": {}, "torch-compile-dynamic": {"dynamic": True}}


def told(calls, settings):
    torch._dynamo.reset()
    counters.clear()
    compiled = torch.compile(function, **settings)
    total = sum(compiled(*call).item() for call in calls)
    return total, counters["stats"]["unique_graphs"]


sums, outcomes, counts = [], {"sizes": {}, "numbers": {}}, {mode: {} for mode in MODES}
for feature, calls in CALLS.items():
    totals = []
    for mode, settings in MODES.items():
        total, count = told(calls, settings)
        totals.append(total)
        counts[mode][feature] = count
        print(f"{feature}, {mode}: compiled {count} times for {len(calls)} calls")
        times = "once" if count == 1 else f"{count} times"
        outcomes[feature][mode] = {"outcome": "works", "detail": f"compiled {times}"}
    assert max(totals) - min(totals) < 0.001
    sums.append(totals[0])
compilations = counts["torch-compile"]
result = {"sums": sums, "outcomes": outcomes, "compilations": compilations, "by_mode": counts}
print("RESULT", json.dumps(result))
