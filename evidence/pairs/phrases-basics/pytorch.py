"""Everyday work with tensors. What stands between two marks is a phrase of the phrasebook."""

import json

import torch

gives = {}  # what each phrase comes to
x = torch.tensor([[1.0, -2.0, 3.0], [4.0, 5.0, -6.0]])
w = torch.tensor([[0.5, -1.0], [2.0, 0.25], [1.0, 3.0]])
images = torch.arange(24.0).reshape(1, 2, 3, 4)
labels = torch.tensor([2, 0])

# %% create
a = torch.tensor([[1.0, 2.0], [3.0, 4.0]])
# %%
gives["create"] = a

# %% fill
a = torch.zeros(2, 3)
b = torch.full((2, 3), 7.0)
c = torch.arange(6)
# %%
gives["fill"] = [a, b, c]

# %% cast
a = x.to(torch.int32)
# %%
gives["cast"] = a

# %% shape
rows, columns = x.shape
# %%
gives["shape"] = [rows, columns]

# %% reshape
a = x.reshape(3, -1)
# %%
gives["reshape"] = a

# %% add-axis
a = x.unsqueeze(0)
b = a.squeeze(0)
# %%
gives["add-axis"] = [a, b]

# %% permute
a = images.permute(0, 2, 3, 1)
# %%
gives["permute"] = a

# %% slice
a = x[0, 1:]
b = x[:, -1]
# %%
gives["slice"] = [a, b]

# %% pick-rows
a = x[[1, 0, 1]]
# %%
gives["pick-rows"] = a

# %% mask
a = x[x > 0]
# %%
gives["mask"] = a

# %% assign
a = x.clone()
a[0, 1] = 9.0
# %%
gives["assign"] = a

# %% join
a = torch.cat([x, x], dim=1)
b = torch.stack([x, x])
# %%
gives["join"] = [a, b]

# %% repeat
a = x.repeat(2, 1)
b = x.repeat_interleave(2, dim=0)
# %%
gives["repeat"] = [a, b]

# %% matrix-product
a = x @ w
# %%
gives["matrix-product"] = a

# %% einsum
a = torch.einsum("ij,jk->ik", x, w)
# %%
gives["einsum"] = a

# %% reduce
a = x.sum(dim=1)
b = x.mean(dim=0, keepdim=True)
c = x.amax()
# %%
gives["reduce"] = [a, b, c]

# %% standard-deviation
a = x.std(correction=0)
# %%
gives["standard-deviation"] = a

# %% argmax
a = x.argmax(dim=1)
# %%
gives["argmax"] = a

# %% top-k
values, indices = x.topk(2)
# %%
gives["top-k"] = [values, indices]

# %% where
a = torch.where(x > 0, x, 0.0)
b = x.clamp(-1.0, 1.0)
# %%
gives["where"] = [a, b]

# %% softmax
a = x.softmax(dim=-1)
# %%
gives["softmax"] = a

# %% one-hot
a = torch.nn.functional.one_hot(labels, 3)
# %%
gives["one-hot"] = a

# %% numpy
array = x.numpy()
a = torch.from_numpy(array)
# %%
gives["numpy"] = a

print(len(gives), "phrases")
print("RESULT", json.dumps({"phrases": gives}, default=lambda tensor: tensor.tolist()))
