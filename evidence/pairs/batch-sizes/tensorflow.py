"""Count how often tf.function and Keras's fit trace when sizes and numbers change."""

import json

import keras
import tensorflow as tf


def function(x, factor):
    return tf.reduce_sum(tf.tanh(x * factor))


SIZES = [(tf.ones((size, 4)), 1) for size in range(1, 11)]
NUMBERS = [(tf.ones((3, 4)), number) for number in range(1, 11)]
TENSORS = [(x, tf.constant(float(number))) for x, number in NUMBERS]
REDUCED = {"reduce_retracing": True}
MODES = {
    "sizes": {"tf-function": (SIZES, {}), "tf-function-reduced": (SIZES, REDUCED)},
    "numbers": {
        "tf-function": (NUMBERS, {}),
        "tf-function-reduced": (NUMBERS, REDUCED),
        "tf-function-constant": (TENSORS, {}),
    },
}


def told(calls, settings):
    traced = tf.function(function, **settings)
    total = sum(float(traced(*call)) for call in calls)
    return total, traced.experimental_get_tracing_count()


class Counted(keras.Sequential):
    traces = 0

    def train_step(self, data):
        Counted.traces += 1  # Python runs this line only while the step is traced
        return super().train_step(data)


def traces_of_fit():
    """Ten calls of fit, each with all its rows in one batch, Keras's settings untouched."""
    model = Counted([keras.Input((4,)), keras.layers.Dense(1)])
    model.compile(optimizer="sgd", loss="mse")
    for x, _ in SIZES:
        model.fit(x, tf.ones((len(x), 1)), batch_size=len(x), verbose=0)
    return Counted.traces


sums, traces = [], {mode: {} for mode in ("tf-function", "tf-function-reduced")}
traces |= {"tf-function-constant": {}, "keras-fit": {"sizes": traces_of_fit()}}
for feature, modes in MODES.items():
    totals = []
    for mode, (calls, settings) in modes.items():
        total, traces[mode][feature] = told(calls, settings)
        totals.append(total)
    assert max(totals) - min(totals) < 0.001
    sums.append(totals[0])

outcomes = {"sizes": {}, "numbers": {}}
for mode, counts in traces.items():
    for feature, count in counts.items():
        print(f"{feature}, {mode}: traced {count} times for 10 calls")
        times = "once" if count == 1 else f"{count} times"
        outcomes[feature][mode] = {"outcome": "works", "detail": f"traced {times}"}
print("RESULT", json.dumps({"sums": sums, "outcomes": outcomes, "traces": traces}))
