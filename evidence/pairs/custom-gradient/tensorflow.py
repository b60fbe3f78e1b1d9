"""Binarize with a straight-through gradient: tf.custom_gradient."""

import json

import keras
import tensorflow as tf


@tf.custom_gradient
def sign(x):
    def backward(gradient):
        return gradient * tf.cast(tf.abs(x) <= 1, x.dtype)

    return tf.where(x >= 0, 1.0, -1.0), backward


class Binarize(keras.layers.Layer):
    def call(self, x):
        return sign(x)


def gradients_of(layer):
    x = tf.Variable([-2.0, -0.5, 0.0, 0.5, 2.0])
    with tf.GradientTape() as tape:
        outputs = layer(x)
        loss = tf.reduce_sum(outputs * tf.range(1.0, 6.0))
    return outputs.numpy().tolist(), tape.gradient(loss, x).numpy().tolist()


layer = Binarize()
outputs, gradients = gradients_of(layer)
_, compiled_gradients = gradients_of(tf.function(layer, jit_compile=True))
print("outputs  ", outputs)
print("gradients", gradients)
print("compiled ", compiled_gradients)
print(
    "RESULT",
    json.dumps(
        {"outputs": outputs, "gradients": gradients, "compiled_gradients": compiled_gradients}
    ),
)
