"""Run the ONNX file that TensorFlow wrote, where TensorFlow is not installed."""

import importlib.util
import json

import numpy as np
import onnxruntime

# The inputs of this pair come after its weights in the same row of numbers.
numbers = np.random.default_rng(7)
numbers.normal(size=20 * 64 + 64 * 5)
inputs = numbers.normal(size=(4, 20)).astype("float32")

session = onnxruntime.InferenceSession("model.onnx")
name = session.get_inputs()[0].name
predictions = session.run(None, {name: inputs})[0]

installed = importlib.util.find_spec("tensorflow") is not None
print("TensorFlow installed:", installed)
print("RESULT", json.dumps({"predictions": predictions.tolist(), "framework": installed}))
