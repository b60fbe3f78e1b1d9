"""Take over the weights of a Keras model, go on training, and hand them back."""

import json

import numpy as np
import torch
from torch import nn


class Net(nn.Module):
    """The same layers. Images come with their channels first."""

    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 8, 3, padding=1)
        self.norm = nn.BatchNorm2d(8, eps=0.001, momentum=0.01)  # as Keras has them
        self.hidden = nn.Linear(6 * 6 * 8, 16)
        self.scores = nn.Linear(16, 5)

    def forward(self, x):
        x = nn.functional.max_pool2d(self.norm(self.conv(x).relu()), 2)
        return self.scores(self.hidden(x.flatten(1)).relu())


def to_torch(keras):
    """Keras's arrays as PyTorch names and lays them out."""
    # Behind Flatten the rows go by (height, width, channel), here by (channel, height, width).
    hidden = keras["hidden.0"].reshape(6, 6, 8, 16).transpose(3, 2, 0, 1).reshape(16, -1)
    arrays = {
        "conv.weight": keras["conv.0"].transpose(3, 2, 0, 1),  # height, width, in, out
        "conv.bias": keras["conv.1"],
        "norm.weight": keras["norm.0"],
        "norm.bias": keras["norm.1"],
        "norm.running_mean": keras["norm.2"],
        "norm.running_var": keras["norm.3"],
        "hidden.weight": hidden,
        "hidden.bias": keras["hidden.1"],
        "scores.weight": keras["scores.0"].T,  # in, out
        "scores.bias": keras["scores.1"],
    }
    return {name: torch.tensor(array) for name, array in arrays.items()}


def to_keras(state):
    """And back."""
    torch_arrays = {name: tensor.numpy() for name, tensor in state.items()}
    hidden = torch_arrays["hidden.weight"].reshape(16, 8, 6, 6).transpose(2, 3, 1, 0)
    return {
        "conv.0": torch_arrays["conv.weight"].transpose(2, 3, 1, 0),
        "conv.1": torch_arrays["conv.bias"],
        "norm.0": torch_arrays["norm.weight"],
        "norm.1": torch_arrays["norm.bias"],
        "norm.2": torch_arrays["norm.running_mean"],
        "norm.3": torch_arrays["norm.running_var"],
        "hidden.0": hidden.reshape(-1, 16),
        "hidden.1": torch_arrays["hidden.bias"],
        "scores.0": torch_arrays["scores.weight"].T,
        "scores.1": torch_arrays["scores.bias"],
    }


keras, data = np.load("keras.npz"), np.load("data.npz")
x, y = torch.tensor(data["x"]).permute(0, 3, 1, 2), torch.tensor(data["y"])
model = Net()
model.load_state_dict(to_torch(keras), strict=False)  # PyTorch counts batches, Keras does not

model.eval()
with torch.no_grad():
    predictions = model(x)
back = to_keras(model.state_dict())
exact = all(np.array_equal(back[name], keras[name]) for name in keras)
print("there and back, the same numbers:", exact)

model.train()
optimizer = torch.optim.SGD(model.parameters(), lr=0.05)
for _ in range(5):
    optimizer.zero_grad()
    nn.functional.cross_entropy(model(x), y).backward()
    optimizer.step()
np.savez("tuned.npz", **to_keras(model.state_dict()))
model.eval()
with torch.no_grad():
    tuned = model(x)

result = {"predictions": predictions.tolist(), "exact": exact, "tuned": tuned.tolist()}
print("RESULT", json.dumps(result))
