"""Everyday work with layers and training. What stands between two marks is a phrase."""

import json

import numpy as np
import torch
from torch import nn

gives = {}  # what each phrase comes to
numbers = np.random.default_rng(7)
inputs, labels = numbers.normal(size=(8, 3)).astype("float32"), np.arange(8) % 2
pictures = numbers.normal(size=(2, 6, 6, 3)).astype("float32")  # channels last
shapes = [(3, 8), (8,), (8, 2), (2,), (3, 2), (2,), (3, 3, 3, 4), (4,), (10, 4)]
*start, kernel, bias, filters, offsets, table = [
    numbers.normal(size=shape).astype("float32") for shape in shapes
]
x, y = torch.from_numpy(inputs), torch.from_numpy(labels)
images = torch.from_numpy(pictures).permute(0, 3, 1, 2)
scores, wanted = x[:, 0], (x[:, 1] > 0).float()


def give_weights(layer, weight, bias=None):
    with torch.no_grad():
        layer.weight.copy_(torch.from_numpy(weight))
        if bias is not None:
            layer.bias.copy_(torch.from_numpy(bias))


def fresh():
    model = nn.Sequential(nn.Linear(3, 8), nn.ReLU(), nn.Linear(8, 2))
    give_weights(model[0], start[0].T, start[1])
    give_weights(model[2], start[2].T, start[3])
    return model


# %% dense
layer = nn.Linear(3, 2)
a = layer(x)
# %%
gives["dense"] = list(a.shape)

# %% set-weights
with torch.no_grad():
    layer.weight.copy_(torch.from_numpy(kernel.T))
    layer.bias.copy_(torch.from_numpy(bias))
# %%
gives["set-weights"] = layer(x)

# %% convolution
layer = nn.Conv2d(3, 4, kernel_size=3, padding=1)
# %%
give_weights(layer, filters.transpose(3, 2, 0, 1), offsets)
gives["convolution"] = layer(images).permute(0, 2, 3, 1)

# %% pooling
a = nn.MaxPool2d(2)(images)
# %%
gives["pooling"] = a.permute(0, 2, 3, 1)

# %% batch-norm
layer = nn.BatchNorm1d(3, eps=0.001, momentum=0.01)
layer.train()
a = layer(x)
# %%
gives["batch-norm"] = [a, layer.running_mean]

# %% embedding
layer = nn.Embedding(10, 4)
a = layer(y)
# %%
give_weights(layer, table)
gives["embedding"] = layer(y)

# %% dropout
layer = nn.Dropout(0.5)
layer.eval()
a = layer(x)
# %%
gives["dropout"] = a

# %% model
model = nn.Sequential(
    nn.Linear(3, 8),
    nn.ReLU(),
    nn.Linear(8, 2),
)
# %%
model = fresh()
gives["model"] = model(x)


# %% custom-layer
class Scale(nn.Module):
    def __init__(self, size):
        super().__init__()
        self.factor = nn.Parameter(torch.ones(size))

    def forward(self, x):
        return x * self.factor


# %%
gives["custom-layer"] = Scale(3)(x)

# %% count-parameters
n = sum(p.numel() for p in model.parameters())
# %%
gives["count-parameters"] = n

# %% gradient
v = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
loss = (v * v).sum()
loss.backward()
a = v.grad
# %%
gives["gradient"] = a

# %% no-gradient
with torch.no_grad():
    a = model(x)
# %%
gives["no-gradient"] = a

# %% stop-gradient
v = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
loss = (v * v.detach()).sum()
# %%
loss.backward()
gives["stop-gradient"] = v.grad

# %% cross-entropy
loss_fn = nn.CrossEntropyLoss()
loss = loss_fn(model(x), y)
# %%
gives["cross-entropy"] = loss

# %% binary-cross-entropy
loss = nn.functional.binary_cross_entropy_with_logits(scores, wanted)
# %%
gives["binary-cross-entropy"] = loss

# %% mean-squared-error
loss = nn.functional.mse_loss(scores, wanted)
# %%
gives["mean-squared-error"] = loss

# %% optimizer
optimizer = torch.optim.Adam(model.parameters(), lr=0.01, eps=1e-7)
# %%

# %% training-step
optimizer.zero_grad()
loss = loss_fn(model(x), y)
loss.backward()
optimizer.step()
# %%
gives["optimizer"] = gives["training-step"] = [loss, model(x)]

# %% train
for epoch in range(3):
    for batch, target in zip(x.split(4), y.split(4)):
        optimizer.zero_grad()
        loss_fn(model(batch), target).backward()
        optimizer.step()
# %%
gives["train"] = model(x)

model = fresh()
# %% freeze
model[0].requires_grad_(False)
# %%
gives["freeze"] = sum(p.numel() for p in model.parameters() if p.requires_grad)

model = fresh()
# %% weight-decay
optimizer = torch.optim.AdamW(model.parameters(), lr=0.01, eps=1e-7, weight_decay=0.02)
# %%
loss_fn(model(x), y).backward()
optimizer.step()
gives["weight-decay"] = model(x)

# %% learning-rate-schedule
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=10)
# after each step: schedule.step()
# %%
for _ in range(4):
    optimizer.step()
    schedule.step()
gives["learning-rate-schedule"] = schedule.get_last_lr()[0]

model = fresh()
# %% clip-gradients
loss_fn(model(x), y).backward()
nn.utils.clip_grad_norm_(model.parameters(), max_norm=0.1)
# %%
gives["clip-gradients"] = model[2].bias.grad

layer = nn.Linear(3, 2)
give_weights(layer, kernel.T, bias)
# %% mixed-precision
with torch.autocast("cpu", dtype=torch.bfloat16):
    a = layer(x)
# %%
gives["mixed-precision"] = [str(a.dtype).removeprefix("torch."), a.float()]

# %% compile
fast = torch.compile(model)
a = fast(x)
# %%
gives["compile"] = a

print(len(gives), "phrases")
print("RESULT", json.dumps({"phrases": gives}, default=lambda tensor: tensor.tolist()))
