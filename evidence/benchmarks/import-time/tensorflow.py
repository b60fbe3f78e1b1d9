"""Time the import of TensorFlow, or of Keras on it, in a fresh process."""

import importlib
import json
import sys
import time

started = time.perf_counter()
module = importlib.import_module(sys.argv[1])

seconds = time.perf_counter() - started
print(sys.argv[1], module.__version__)
print("RESULT", json.dumps({"import": seconds}))
