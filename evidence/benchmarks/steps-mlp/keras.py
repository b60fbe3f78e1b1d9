"""Time training steps and inferences of an MLP in Keras, on the backend that is set."""

import json
import os
import time
from statistics import median

if os.environ["EVIDENCE_DEVICE"] == "cpu":
    os.environ["CUDA_VISIBLE_DEVICES"] = ""  # before a backend looks

import keras
import numpy as np
from keras import layers

keras.utils.set_random_seed(7)


def make_model():
    return keras.Sequential(
        [
            keras.Input((784,)),
            layers.Dense(512, activation="relu"),
            layers.Dense(512, activation="relu"),
            layers.Dense(10),
        ]
    )


def timed(step):
    """Milliseconds for a call, the median of many, after a warm-up."""
    repeat(step, calls=3, seconds=0.1)
    return median(repeat(step, calls=5, seconds=0.3)) * 1000


def repeat(step, calls, seconds):
    times, end = [], time.perf_counter() + seconds
    while len(times) < calls or time.perf_counter() < end:
        started = time.perf_counter()
        step()
        times.append(time.perf_counter() - started)
    return times


def measured(size):
    """A training step and an inference with batches of one size."""
    x = np.random.normal(size=(size, 784)).astype("float32")
    y = np.random.randint(10, size=size)
    model = make_model()
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(keras.optimizers.Adam(), loss)
    return {
        f"train-{size}": timed(lambda: model.train_on_batch(x, y)),
        f"infer-{size}": timed(lambda: model.predict_on_batch(x)),
    }


print("RESULT", json.dumps(measured(1) | measured(32)))
