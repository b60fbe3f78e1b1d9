"""Run the LiteRT file that came from PyTorch, where PyTorch is not installed."""

import importlib.util
import json

import numpy as np
from ai_edge_litert.interpreter import Interpreter

# The inputs of this pair come after its weights in the same row of numbers.
numbers = np.random.default_rng(7)
numbers.normal(size=20 * 64 + 64 * 5)
inputs = numbers.normal(size=(4, 20)).astype("float32")

interpreter = Interpreter("model.tflite")
runner = interpreter.get_signature_runner()
name = next(iter(runner.get_input_details()))
predictions = next(iter(runner(**{name: inputs}).values()))

installed = importlib.util.find_spec("torch") is not None
print("PyTorch installed:", installed)
print("RESULT", json.dumps({"predictions": predictions.tolist(), "framework": installed}))
