"""Run a SavedModel in TensorFlow, without Keras and the code of the model."""

import json

import numpy as np
import tensorflow as tf

# The inputs of this pair come after its weights in the same row of numbers.
numbers = np.random.default_rng(7)
numbers.normal(size=20 * 64 + 64 * 5)
inputs = numbers.normal(size=(4, 20)).astype("float32")

model = tf.saved_model.load("saved_model")
predictions = model.serve(inputs).numpy()
print("predicted", predictions.argmax(axis=1).tolist())
print("RESULT", json.dumps({"predictions": predictions.tolist()}))
