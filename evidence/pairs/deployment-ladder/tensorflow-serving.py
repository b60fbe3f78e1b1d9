"""Serve the SavedModel with TensorFlow Serving and ask it over HTTP."""

import time

started = time.perf_counter()

import json
import shutil
import socket
import subprocess
import sys
import urllib.request
from contextlib import suppress
from pathlib import Path
from statistics import median

import numpy as np

if not (server := shutil.which("tensorflow_model_server")):
    why = "tensorflow_model_server is not installed; it comes from Google's package source or image"
    print("RESULT", json.dumps({"skipped": why}))
    sys.exit()
with socket.socket() as free:
    free.bind(("localhost", 0))
    port = free.getsockname()[1]
folder = f"--model_base_path={Path('model').resolve()}"
words = [server, f"--rest_api_port={port}", "--port=0", "--model_name=model", folder]
process = subprocess.Popen(words, stdout=subprocess.DEVNULL)
address = f"http://localhost:{port}/v1/models/model"


def asked_for(path, data=None):
    with urllib.request.urlopen(address + path, data) as answer:
        return json.load(answer)


def predict(rows):
    data = json.dumps({"instances": rows.tolist()}).encode()
    return np.array(asked_for(":predict", data)["predictions"], "float32")


while process.poll() is None:
    time.sleep(0.01)
    with suppress(OSError):  # until it listens, and has loaded the model
        if asked_for("")["model_version_status"][0]["state"] == "AVAILABLE":
            break

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
    "detail": f"{size:.2f} MB, over HTTP",
}
print(f"{told['detail']}, largest difference from training {difference:.1g}")
result = {"outcomes": {"server": {"tensorflow": told}}, "size": size, "difference": difference}
if "timed" in sys.argv:
    assert difference < 1e-4, "the answers are not those of training"
    result |= {"start": ready, "request": median(seconds[50:]) * 1000}
print("RESULT", json.dumps(result))
