"""Five habits of Python code, eager, with torch.compile and with torch.export."""

import contextlib
import io
import json

import numpy as np
import torch
from torch import nn


def branch(x):
    if x.sum() > 0:
        return x * 2
    return x - 1


def loop(x):
    while x.sum() < 100:
        x = x * 2
    return x


def append(x):
    rows = []
    for row in x:
        rows.append(row * 2)
    return torch.stack(rows)


def call_numpy(x):
    middle = np.sort(x.numpy())
    return torch.from_numpy(middle) + 1


def call_print(x):
    print("called")
    return x + 1


# Each with two inputs that take different paths.
HABITS = {
    "branch": (branch, [1.0, 2.0, 3.0], [-1.0, -2.0, -3.0]),
    "loop": (loop, [1.0, 2.0, 3.0], [20.0, 30.0, 60.0]),
    "append": (append, [1.0, 2.0, 3.0], [1.0, 2.0, 3.0, 4.0]),
    "numpy": (call_numpy, [3.0, 1.0, 2.0], [2.0, 3.0, 1.0]),
    "print": (call_print, [1.0, 2.0, 3.0], [4.0, 5.0, 6.0]),
}


class Model(nn.Module):
    def __init__(self, function):
        super().__init__()
        self.function = function

    def forward(self, x):
        return self.function(x)


def exported(function, example):
    any_length = {"x": {0: torch.export.Dim.DYNAMIC}}
    return torch.export.export(Model(function), (example,), dynamic_shapes=any_length).module()


MODES = {
    "torch-compile": lambda function, _: torch.compile(function),
    "torch-compile-fullgraph": lambda function, _: torch.compile(function, fullgraph=True),
    "torch-export": exported,
}


def values_of(run, inputs):
    return [run(torch.tensor(x)).tolist() for x in inputs]


def prints_of(run, x):
    with contextlib.redirect_stdout(io.StringIO()) as out:
        for _ in range(5):
            run(torch.tensor(x))
    return out.getvalue().count("called")


def tried(habit, mode):
    """What a mode makes of a habit: works, breaks (the graph), differs or fails."""
    function, *inputs = HABITS[habit]
    torch._dynamo.reset()
    try:
        run = MODES[mode](function, torch.tensor(inputs[0]))
        right = values_of(run, inputs) == values_of(function, inputs)
        prints = prints_of(run, inputs[0]) if habit == "print" else 5
    except Exception as error:
        return {"outcome": "fails", "detail": type(error).__name__}
    if not right:
        return {"outcome": "differs", "detail": "another value than eager"}
    if prints != 5:
        return {"outcome": "differs", "detail": f"{prints} of 5 prints"}
    if mode == "torch-compile" and tried(habit, "torch-compile-fullgraph")["outcome"] == "fails":
        return {"outcome": "breaks", "detail": "runs in pieces"}
    return {"outcome": "works", "detail": "one graph"}


with contextlib.redirect_stdout(io.StringIO()):
    values = {habit: values_of(function, inputs) for habit, (function, *inputs) in HABITS.items()}
    outcomes = {habit: {mode: tried(habit, mode) for mode in MODES} for habit in HABITS}
for habit, row in outcomes.items():
    for mode, told in row.items():
        print(f"{habit:<8}{mode:<26}{told['outcome']:<9}{told['detail']}")
print("RESULT", json.dumps({"values": values, "outcomes": outcomes}))
