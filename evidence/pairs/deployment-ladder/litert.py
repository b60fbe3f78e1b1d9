"""Run a LiteRT file where the framework that the model came from is not installed."""

import time

started = time.perf_counter()

import json
import sys
from pathlib import Path
from statistics import median

import numpy as np
from ai_edge_litert.interpreter import Interpreter

trained_in = sys.argv[1]
runner = Interpreter("model.tflite").get_signature_runner()
name = next(iter(runner.get_input_details()))


def predict(rows):
    return next(iter(runner(**{name: rows}).values()))


inputs, training = np.load("inputs.npy"), np.load("training.npy")
predict(inputs[:1])
ready = time.perf_counter() - started

answers, seconds = [], []
for row in inputs:
    asked = time.perf_counter()
    answers.append(predict(row[None])[0])
    seconds.append(time.perf_counter() - asked)

difference = float(np.abs(np.stack(answers) - training).max())
size = sum(path.stat().st_size for path in [Path("model.tflite")]) / 1e6
told = {"outcome": "works" if difference < 1e-4 else "differs", "detail": f"{size:.2f} MB"}
print(f"{told['detail']}, largest difference from training {difference:.1g}")
result = {"outcomes": {"litert": {trained_in: told}}, "size": size, "difference": difference}
if "timed" in sys.argv:
    assert difference < 1e-4, "the answers are not those of training"
    result |= {"start": ready, "request": median(seconds[50:]) * 1000}
print("RESULT", json.dumps(result))
