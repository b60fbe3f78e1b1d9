"""Time everything from the start of the program to the first training step of an MLP."""

import time

started = time.perf_counter()

import json
import os
import sys

import keras
import numpy as np
import tensorflow as tf

mode = sys.argv[1]
tf.config.threading.set_intra_op_parallelism_threads(int(os.environ["EVIDENCE_THREADS"]))
keras.utils.set_random_seed(7)
model = keras.Sequential(
    [
        keras.Input((784,)),
        keras.layers.Dense(512, activation="relu"),
        keras.layers.Dense(512, activation="relu"),
        keras.layers.Dense(10),
    ]
)
optimizer = keras.optimizers.Adam()
loss_fn = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
x = np.random.normal(size=(32, 784)).astype("float32")
y = np.random.randint(10, size=32)


def train_step(x, y):
    with tf.GradientTape() as tape:
        loss = loss_fn(y, model(x, training=True))
    gradients = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(gradients, model.trainable_variables))
    return loss


if mode == "keras":
    model.compile(optimizer, loss_fn)
    loss = model.train_on_batch(x, y)
else:
    if mode != "eager":
        train_step = tf.function(train_step, jit_compile=mode == "xla")
    loss = train_step(tf.constant(x), tf.constant(y))
float(loss)
print("RESULT", json.dumps({"first-step": time.perf_counter() - started}))
