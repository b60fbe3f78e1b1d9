"""Five habits of Python code, eager, with tf.function and through a SavedModel."""

import contextlib
import io
import json

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


def call_numpy(x):
    middle = np.sort(x.numpy())
    return tf.convert_to_tensor(middle) + 1


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
ANY_LENGTH = [tf.TensorSpec([None], tf.float32)]


def saved_and_loaded(function):
    module = tf.Module()
    module.run = tf.function(function, input_signature=ANY_LENGTH)
    tf.saved_model.save(module, function.__name__)
    return tf.saved_model.load(function.__name__).run


MODES = {
    "tf-function": lambda function: tf.function(function, input_signature=ANY_LENGTH),
    "tf-function-xla": lambda function: tf.function(function, jit_compile=True),
    "saved-model": saved_and_loaded,
}


def values_of(run, inputs):
    return [run(tf.constant(x)).numpy().tolist() for x in inputs]


def prints_of(run, x):
    with contextlib.redirect_stdout(io.StringIO()) as out:
        for _ in range(5):
            run(tf.constant(x))
    return out.getvalue().count("called")


def tried(habit, mode):
    """What a mode makes of a habit: works, differs or fails."""
    function, *inputs = HABITS[habit]
    try:
        run = MODES[mode](function)
        prints = prints_of(run, inputs[0]) if habit == "print" else 5
        right = values_of(run, inputs) == values_of(function, inputs)
    except Exception as error:
        return {"outcome": "fails", "detail": type(error).__name__}
    if not right:
        return {"outcome": "differs", "detail": "another value than eager"}
    if prints != 5:
        return {"outcome": "differs", "detail": f"{prints} of 5 prints"}
    return {"outcome": "works", "detail": "one graph"}


with contextlib.redirect_stdout(io.StringIO()):
    values = {habit: values_of(function, inputs) for habit, (function, *inputs) in HABITS.items()}
    outcomes = {habit: {mode: tried(habit, mode) for mode in MODES} for habit in HABITS}
for habit, row in outcomes.items():
    for mode, told in row.items():
        print(f"{habit:<8}{mode:<26}{told['outcome']:<9}{told['detail']}")
print("RESULT", json.dumps({"values": values, "outcomes": outcomes}))
