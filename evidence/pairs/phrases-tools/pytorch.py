"""Everyday work with data, files, devices and seeds. What stands between two marks is a phrase."""

import json

import numpy as np
import torch
from torch import nn
from torch.utils.data import DataLoader, Dataset, TensorDataset

gives = {}  # what each phrase comes to
numbers = np.random.default_rng(7)
inputs, labels = numbers.normal(size=(8, 3)).astype("float32"), np.arange(8) % 2
kernel, bias = (numbers.normal(size=shape).astype("float32") for shape in [(3, 2), (2,)])
x, y = torch.from_numpy(inputs), torch.from_numpy(labels)


def fresh(weights=None):
    model = nn.Sequential(nn.Linear(3, 2))
    if weights:
        with torch.no_grad():
            model[0].weight.copy_(torch.from_numpy(weights[0].T))
            model[0].bias.copy_(torch.from_numpy(weights[1]))
    return model


# %% batches
dataset = TensorDataset(x, y)
batches = DataLoader(dataset, batch_size=3)
# %%
gives["batches"] = [[batch, target] for batch, target in batches]

# %% shuffle
batches = DataLoader(dataset, batch_size=3, shuffle=True)
# %%
gives["shuffle"] = sorted(row[0].item() for batch, _ in batches for row in batch)


# %% transform
class Doubled(Dataset):
    def __len__(self):
        return len(x)

    def __getitem__(self, i):
        return x[i] * 2, y[i]


# %%
gives["transform"] = [[batch, target] for batch, target in DataLoader(Doubled(), batch_size=3)]

# %% find-gpu
gpu = torch.cuda.is_available()
device = "cuda" if gpu else "cpu"
# %%
gives["find-gpu"] = gpu

# %% move
a = x.to(device)
# %%
gives["move"] = a.cpu()

# %% seed
torch.manual_seed(7)
a = torch.randn(3)
# %%
torch.manual_seed(7)
gives["seed"] = [len(a), torch.equal(a, torch.randn(3))]

# %% generator
generator = torch.Generator().manual_seed(7)
a = torch.randn(3, generator=generator)
# %%
again = torch.randn(3, generator=torch.Generator().manual_seed(7))
gives["generator"] = [len(a), torch.equal(a, again)]

model = fresh([kernel, bias])
# %% save-weights
torch.save(model.state_dict(), "model.pt")
# %%

model = fresh()
# %% load-weights
model.load_state_dict(torch.load("model.pt"))
# %%
gives["save-weights"] = gives["load-weights"] = model(x)

optimizer = torch.optim.Adam(model.parameters(), lr=0.01, eps=1e-7)


def step():
    optimizer.zero_grad()
    nn.functional.cross_entropy(model(x), y).backward()
    optimizer.step()


step()
# %% save-checkpoint
saved = {"model": model.state_dict(), "optimizer": optimizer.state_dict()}
torch.save(saved, "checkpoint.pt")
# %%

model = fresh()
optimizer = torch.optim.Adam(model.parameters(), lr=0.01, eps=1e-7)
# %% load-checkpoint
saved = torch.load("checkpoint.pt")
model.load_state_dict(saved["model"])
optimizer.load_state_dict(saved["optimizer"])
# %%
step()
gives["save-checkpoint"] = gives["load-checkpoint"] = model(x)

# %% export
exported = torch.export.export(model, (x,))
torch.export.save(exported, "model.pt2")
# %%
gives["export"] = torch.export.load("model.pt2").module()(x)

print(len(gives), "phrases")
print("RESULT", json.dumps({"phrases": gives}, default=lambda tensor: tensor.tolist()))
