"""Count how often tf.function traces when sizes and numbers change."""

import json

import tensorflow as tf


def function(x, factor):
    return tf.reduce_sum(tf.tanh(x * factor))


SIZES = [(tf.ones((size, 4)), 1) for size in range(1, 11)]
NUMBERS = [(tf.ones((3, 4)), number) for number in range(1, 11)]
MODES = {"tf-function": {}, "tf-function-reduced": {"reduce_retracing": True}}


def told(calls, settings):
    traced = tf.function(function, **settings)
    total = sum(float(traced(*call)) for call in calls)
    return total, traced.experimental_get_tracing_count()


sums, outcomes = [], {"sizes": {}, "numbers": {}}
traces = {"tf-function": {}, "tf-function-reduced": {}}
for feature, calls in {"sizes": SIZES, "numbers": NUMBERS}.items():
    for mode, settings in MODES.items():
        total, count = told(calls, settings)
        print(f"{feature}, {mode}: traced {count} times for {len(calls)} calls")
        traces[mode][feature] = count
        outcomes[feature][mode] = {"outcome": "works", "detail": f"traced {count} times"}
    sums.append(total)
print("RESULT", json.dumps({"sums": sums, "outcomes": outcomes, "traces": traces}))
