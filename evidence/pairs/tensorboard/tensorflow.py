"""Log a training's loss to TensorBoard from TensorFlow, and read it back."""

import json

import numpy as np
import tensorflow as tf
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator

random = np.random.default_rng(7)
x = tf.constant(random.normal(size=(64, 3)).astype("float32"))
y = tf.linalg.matvec(x, [1.0, -2.0, 0.5])
weights = tf.Variable(tf.zeros(3))
optimizer = tf.keras.optimizers.SGD(learning_rate=0.1)

with tf.summary.create_file_writer("logs").as_default():
    for step in range(20):
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean((tf.linalg.matvec(x, weights) - y) ** 2)
        gradients = tape.gradient(loss, [weights])
        optimizer.apply_gradients(zip(gradients, [weights]))
        tf.summary.scalar("loss", loss, step=step)

log = EventAccumulator("logs", {"tensors": 0}).Reload()
curve = [float(tf.make_ndarray(event.tensor_proto)) for event in log.Tensors("loss")]
print(f"{len(curve)} steps, loss from {curve[0]:.3f} to {curve[-1]:.3f}")
print("RESULT", json.dumps({"curve": curve}))
