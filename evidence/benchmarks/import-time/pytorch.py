"""Time the import of PyTorch in a fresh process."""

import json
import time

started = time.perf_counter()
import torch

seconds = time.perf_counter() - started
print("PyTorch", torch.__version__)
print("RESULT", json.dumps({"import": seconds}))
