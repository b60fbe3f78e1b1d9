"""Five habits of Python code, as they stand and rewritten, in torch.compile and torch.export."""

import contextlib
import io
import json
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch._dynamo.utils import counters
from torch._higher_order_ops import print as graph_print
from torch._higher_order_ops import while_loop


def branch(x):
    if x.sum() > 0:
        return x * 2
    return x - 1


def branch_rewritten(x):
    return torch.cond(x.sum() > 0, lambda x: x * 2, lambda x: x - 1, (x,))


def loop(x):
    while x.sum() < 100:
        x = x * 2
    return x


def loop_rewritten(x):
    return while_loop(lambda x: x.sum() < 100, lambda x: (x * 2,), (x,))[0]


def append(x):
    rows = []
    for row in x:
        rows.append(row * 2)
    return torch.stack(rows)


def append_rewritten(x):
    return torch.vmap(lambda row: row * 2)(x)


def call_numpy(x):
    middle = np.sort(x.numpy())
    return torch.from_numpy(middle) + 1


@torch.library.custom_op("habits::sort", mutates_args=())
def sort(x: torch.Tensor) -> torch.Tensor:
    return torch.from_numpy(np.sort(x.numpy()))


@sort.register_fake
def _(x):
    return torch.empty_like(x)


def call_numpy_rewritten(x):
    return sort(x) + 1


def call_print(x):
    print("called")
    return x + 1


def call_print_rewritten(x):
    graph_print("called")
    return x + 1


HABITS = {
    "branch": (branch, branch_rewritten, "torch.cond"),
    "loop": (loop, loop_rewritten, "while_loop"),
    "append": (append, append_rewritten, "torch.vmap"),
    "numpy": (call_numpy, call_numpy_rewritten, "custom_op"),
    "print": (call_print, call_print_rewritten, "a print operator"),
}
# Ten lengths, which take different paths through the branch and through the loop.
LENGTHS = range(5, 15)
RISING = [[float(number) for number in range(1, length + 1)] for length in LENGTHS]
MIXED = [[(-1) ** len(row) * number for number in row] for row in RISING]


INPUTS = {habit: RISING if habit == "loop" else MIXED for habit in HABITS}


def values_of(run, habit):
    return [run(torch.tensor(row)).tolist() for row in INPUTS[habit]]


def prints_of(run):
    with contextlib.redirect_stdout(io.StringIO()) as out:
        for _ in range(5):
            run(torch.tensor(MIXED[0]))
    return out.getvalue().count("called")


def judged(run, habit, works):
    """What came of running a habit: it works, in the words given, or differs from eager code."""
    if values_of(run, habit) != values_of(HABITS[habit][0], habit):
        return {"outcome": "differs", "detail": "another value than eager"}
    if habit == "print" and (prints := prints_of(run)) != 5:
        return {"outcome": "differs", "detail": f"{prints} of 5 prints"}
    return {"outcome": "works", "detail": works}


def compiled(habit, function, works="one graph", **settings):
    """torch.compile for any length, and how many graphs it made."""
    torch._dynamo.reset()
    counters.clear()
    try:
        told = judged(torch.compile(function, dynamic=True, **settings), habit, works)
    except Exception as error:
        return {"outcome": "fails", "detail": type(error).__name__}
    graphs = counters["stats"]["unique_graphs"]
    if told["outcome"] == "works" and graphs > 1:
        rest = ", the rest eager" if graphs < len(LENGTHS) else ""
        told["detail"] = f"{graphs} graphs for {len(LENGTHS)} lengths{rest}"
    return told


class Model(nn.Module):
    def __init__(self, function):
        super().__init__()
        self.function = function

    def forward(self, x):
        return self.function(x)


def exported(habit, function, mode):
    """torch.export for any length, into a file that the next program runs; or why it fails."""
    example, any_length = torch.tensor(MIXED[0]), {"x": {0: torch.export.Dim.DYNAMIC}}
    try:
        program = torch.export.export(Model(function), (example,), dynamic_shapes=any_length)
        torch.export.save(program, f"{habit}.{mode}.pt2")
    except Exception as error:
        return {mode: {"outcome": "fails", "detail": type(error).__name__}}
    return {}


def outcomes_of(habit):
    function, rewritten, remedy = HABITS[habit]
    usual, whole = compiled(habit, function), compiled(habit, function, fullgraph=True)
    if usual["outcome"] == "works" and whole["detail"] == "Unsupported":
        usual = {"outcome": "breaks", "detail": "runs in pieces"}
    return {
        "torch-compile": usual,
        "torch-compile-fullgraph": whole,
        "torch-compile-rewritten": compiled(habit, rewritten, f"with {remedy}", fullgraph=True),
        **exported(habit, function, "torch-export"),
        **exported(habit, rewritten, "torch-export-rewritten"),
    }


with contextlib.redirect_stdout(io.StringIO()):
    values = {habit: values_of(HABITS[habit][0], habit) for habit in HABITS}
    outcomes = {habit: outcomes_of(habit) for habit in HABITS}
Path("eager.json").write_text(json.dumps({"inputs": INPUTS, "values": values}))
for habit, row in outcomes.items():
    for mode, told in row.items():
        print(f"{habit:<8}{mode:<26}{told['outcome']:<9}{told['detail']}")
print("RESULT", json.dumps({"values": values, "outcomes": outcomes}))
