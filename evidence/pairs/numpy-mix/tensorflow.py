"""Pass arrays between NumPy and TensorFlow."""

import json

import numpy as np
import tensorflow as tf

array = np.random.default_rng(7).normal(size=(6, 4)).astype("float32")

# To a tensor and back; a tensor never changes, so nobody has to know whose memory it is.
tensor = tf.convert_to_tensor(array)
scaled = (tensor - tf.reduce_mean(tensor, axis=0)) / tf.math.reduce_std(tensor, axis=0)
print("shares memory with the array:", np.shares_memory(tensor.numpy(), array))

# NumPy's functions take tensors, eagerly.
median = np.median(scaled)
weights = tf.Variable(tf.ones(4))
with tf.GradientTape() as tape:
    loss = tf.reduce_mean(tf.square(tf.linalg.matvec(scaled, weights)))
gradient = tape.gradient(loss, weights)
print("with a gradient:", np.median(scaled * weights))

result = {
    "scaled": scaled.numpy().tolist(),
    "median": float(median),
    "gradient": gradient.numpy().tolist(),
}
print("RESULT", json.dumps(result))
