"""Pass arrays between NumPy and PyTorch."""

import json

import numpy as np
import torch

array = np.random.default_rng(7).normal(size=(6, 4)).astype("float32")

# To a tensor and back; both names stand for the same memory.
tensor = torch.from_numpy(array)
scaled = (tensor - tensor.mean(dim=0)) / tensor.std(dim=0, correction=0)
print("shares memory with the array:", np.shares_memory(tensor.numpy(), array))

# NumPy's functions take tensors, as long as no gradient is tracked.
median = np.median(scaled)
weights = torch.ones(4, requires_grad=True)
loss = (scaled @ weights).square().mean()
loss.backward()
try:
    np.median(scaled * weights)
except RuntimeError as error:
    print("with a gradient:", error)

result = {
    "scaled": scaled.numpy().tolist(),
    "median": float(median),
    "gradient": weights.grad.numpy().tolist(),
}
print("RESULT", json.dumps(result))
