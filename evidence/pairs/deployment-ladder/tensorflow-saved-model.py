"""Run the SavedModel in TensorFlow, without Keras and the code of the model."""

import time

started = time.perf_counter()

import json
import sys
from pathlib import Path
from statistics import median

import numpy as np
import tensorflow as tf

model = tf.saved_model.load("model/1")


def predict(rows):
    return model.serve(rows).numpy()


inputs, training = np.load("inputs.npy"), np.load("training.npy")
predict(inputs[:1])
ready = time.perf_counter() - started

answers, seconds = [], []
for row in inputs:
    asked = time.perf_counter()
    answers.append(predict(row[None])[0])
    seconds.append(time.perf_counter() - asked)

difference = float(np.abs(np.stack(answers) - training).max())
size = sum(path.stat().st_size for path in Path("model").rglob("*.*")) / 1e6
told = {
    "outcome": "works" if difference < 1e-4 else "differs",
    "detail": f"{size:.2f} MB, TensorFlow needed",
}
print(f"{told['detail']}, largest difference from training {difference:.1g}")
result = {"outcomes": {"own": {"tensorflow": told}}, "size": size, "difference": difference}
if "timed" in sys.argv:
    assert difference < 1e-4, "the answers are not those of training"
    result |= {"start": ready, "request": median(seconds[50:]) * 1000}
print("RESULT", json.dumps(result))
