"""Five habits of Python code, as they stand and rewritten, in tf.function and SavedModels."""

import contextlib
import io
import json
from pathlib import Path

import numpy as np
import tensorflow as tf


def branch(x):
    if tf.reduce_sum(x) > 0:
        return x * 2
    return x - 1


def loop(x):
    while tf.reduce_sum(x) < 100:
        x = x * 2
    return x


def append(x):
    rows = []
    for row in x:
        rows.append(row * 2)
    return tf.stack(rows)


def append_rewritten(x):
    rows = tf.TensorArray(tf.float32, size=0, dynamic_size=True)
    for row in x:
        rows = rows.write(rows.size(), row * 2)
    return rows.stack()


def call_numpy(x):
    middle = np.sort(x.numpy())
    return tf.convert_to_tensor(middle) + 1


def call_numpy_rewritten(x):
    return tf.py_function(lambda x: np.sort(x.numpy()), [x], tf.float32) + 1


def call_print(x):
    print("called")
    return x + 1


def call_print_rewritten(x):
    tf.print("called", output_stream="file://printed.txt")
    return x + 1


HABITS = {
    "branch": (branch, branch, "as it stands"),
    "loop": (loop, loop, "as it stands"),
    "append": (append, append_rewritten, "with tf.TensorArray"),
    "numpy": (call_numpy, call_numpy_rewritten, "with tf.py_function"),
    "print": (call_print, call_print_rewritten, "with tf.print"),
}
# Ten lengths, which take different paths through the branch and through the loop.
LENGTHS = range(5, 15)
RISING = [[float(number) for number in range(1, length + 1)] for length in LENGTHS]
MIXED = [[(-1) ** len(row) * number for number in row] for row in RISING]
INPUTS = {habit: RISING if habit == "loop" else MIXED for habit in HABITS}
ANY_LENGTH = [tf.TensorSpec([None], tf.float32)]


def values_of(run, habit):
    return [run(tf.constant(row)).numpy().tolist() for row in INPUTS[habit]]


def prints_of(run):
    Path("printed.txt").write_text("")
    with contextlib.redirect_stdout(io.StringIO()) as out:
        for _ in range(5):
            run(tf.constant(MIXED[0]))
    return (out.getvalue() + Path("printed.txt").read_text()).count("called")


def captured(habit, function, works="one graph", **settings):
    """tf.function for any length, and how many graphs it made."""
    try:
        run = tf.function(function, input_signature=ANY_LENGTH, **settings)
        prints = prints_of(run) if habit == "print" else 5
        right = values_of(run, habit) == values_of(HABITS[habit][0], habit)
    except Exception as error:
        return {"outcome": "fails", "detail": type(error).__name__}
    if not right:
        return {"outcome": "differs", "detail": "another value than eager"}
    if prints != 5:
        return {"outcome": "differs", "detail": f"{prints} of 5 prints"}
    graphs = run.experimental_get_tracing_count()
    return {"outcome": "works", "detail": works if graphs == 1 else f"{graphs} graphs"}


def saved(habit, function, mode):
    """A SavedModel for any length, which the next program runs; or why it fails."""
    module = tf.Module()
    try:
        module.run = tf.function(function, input_signature=ANY_LENGTH)
        tf.saved_model.save(module, f"{habit}.{mode}")
    except Exception as error:
        return {mode: {"outcome": "fails", "detail": type(error).__name__}}
    return {}


def outcomes_of(habit):
    function, rewritten, remedy = HABITS[habit]
    return {
        "tf-function": captured(habit, function),
        "tf-function-xla": captured(habit, function, jit_compile=True),
        "tf-function-rewritten": captured(habit, rewritten, remedy),
        **saved(habit, function, "saved-model"),
        **saved(habit, rewritten, "saved-model-rewritten"),
    }


with contextlib.redirect_stdout(io.StringIO()):
    values = {habit: values_of(HABITS[habit][0], habit) for habit in HABITS}
    outcomes = {habit: outcomes_of(habit) for habit in HABITS}
Path("eager.json").write_text(json.dumps({"inputs": INPUTS, "values": values}))
for habit, row in outcomes.items():
    for mode, told in row.items():
        print(f"{habit:<8}{mode:<26}{told['outcome']:<9}{told['detail']}")
print("RESULT", json.dumps({"values": values, "outcomes": outcomes}))
