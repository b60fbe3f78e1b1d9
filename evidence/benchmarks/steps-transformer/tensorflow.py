"""Time training steps and inferences of a transformer with 2 layers of width 128 and 4 heads."""

import json
import os
import sys
import time
from statistics import median

import keras
import numpy as np
import tensorflow as tf
from keras import layers

mode = sys.argv[1]
if os.environ["EVIDENCE_DEVICE"] == "cpu":
    tf.config.set_visible_devices([], "GPU")
threads = int(os.environ["EVIDENCE_THREADS"])
tf.config.threading.set_intra_op_parallelism_threads(threads)
tf.config.threading.set_inter_op_parallelism_threads(threads)
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


def steps_of(model, x, y):
    """The training step and the inference of a mode; both end with a result in Python."""
    optimizer = keras.optimizers.Adam()
    loss_fn = keras.losses.SparseCategoricalCrossentropy(from_logits=True)

    def train(x, y):
        with tf.GradientTape() as tape:
            loss = loss_fn(y, model(x, training=True))
        gradients = tape.gradient(loss, model.trainable_variables)
        optimizer.apply_gradients(zip(gradients, model.trainable_variables))
        return loss

    def infer(x):
        return model(x, training=False)

    if mode != "eager":
        train = tf.function(train, jit_compile=mode == "xla")
        infer = tf.function(infer, jit_compile=mode == "xla")
    x, y = tf.constant(x), tf.constant(y)
    return lambda: float(train(x, y)), lambda: infer(x).numpy()


def measured(size):
    """A training step and an inference with batches of one size."""
    x = np.random.randint(1000, size=(size, 64))
    y = np.random.randint(10, size=size)
    train, infer = steps_of(make_model(), x, y)
    return {f"train-{size}": timed(train), f"infer-{size}": timed(infer)}


print("RESULT", json.dumps(measured(1) | measured(32)))
