"""Use tf.function with XLA where no C++ compiler can be found."""

import json
import os

os.environ["PATH"] = "/nowhere"

import tensorflow as tf


def function(x):
    return tf.reduce_sum(tf.tanh(x))


x = tf.ones(8)
value = float(function(x))
try:
    same = abs(float(tf.function(function, jit_compile=True)(x)) - value) < 1e-6
    told = {"outcome": "works" if same else "differs", "detail": "compiled"}
except Exception as error:
    told = {"outcome": "fails", "detail": type(error).__name__}
    print(str(error).splitlines()[0])
print(told["outcome"], told["detail"])
print("RESULT", json.dumps({"value": value, "outcomes": {"compile": {"tf-function-xla": told}}}))
