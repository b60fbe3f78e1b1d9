"""Time training steps and inferences of a transformer in Keras, on the backend that is set."""

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


class Positions(layers.Layer):
    def build(self, shape):
        self.positions = self.add_weight(shape=shape[1:], initializer="zeros")

    def call(self, x):
        return x + self.positions


def make_model():
    tokens = keras.Input((64,), dtype="int32")
    x = Positions()(layers.Embedding(1000, 128)(tokens))
    for _ in range(2):
        y = layers.LayerNormalization(epsilon=1e-5)(x)
        x = x + layers.MultiHeadAttention(4, 32)(y, y)
        y = layers.LayerNormalization(epsilon=1e-5)(x)
        x = x + layers.Dense(128)(layers.Dense(512, activation="gelu")(y))
    x = layers.LayerNormalization(epsilon=1e-5)(layers.GlobalAveragePooling1D()(x))
    return keras.Model(tokens, layers.Dense(10)(x))


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
    x = np.random.randint(1000, size=(size, 64))
    y = np.random.randint(10, size=size)
    model = make_model()
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(keras.optimizers.Adam(), loss)
    return {
        f"train-{size}": timed(lambda: model.train_on_batch(x, y)),
        f"infer-{size}": timed(lambda: model.predict_on_batch(x)),
    }


print("RESULT", json.dumps(measured(1) | measured(32)))
