"""Say which GPU this build of PyTorch can use."""

import json

import torch

gpu = torch.cuda.get_device_name(0) if torch.cuda.is_available() else None
reason = f"PyTorch {torch.__version__} finds no GPU that it can use"
print("RESULT", json.dumps({"gpu": gpu, "reason": reason}))
