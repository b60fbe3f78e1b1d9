"""Everyday work with tensors. What stands between two marks is a phrase of the phrasebook."""

import json

import tensorflow as tf

gives = {}  # what each phrase comes to
x = tf.constant([[1.0, -2.0, 3.0], [4.0, 5.0, -6.0]])
w = tf.constant([[0.5, -1.0], [2.0, 0.25], [1.0, 3.0]])
images = tf.reshape(tf.range(24.0), (1, 2, 3, 4))
labels = tf.constant([2, 0])

# %% create
a = tf.constant([[1.0, 2.0], [3.0, 4.0]])
# %%
gives["create"] = a

# %% fill
a = tf.zeros((2, 3))
b = tf.fill((2, 3), 7.0)
c = tf.range(6)
# %%
gives["fill"] = [a, b, c]

# %% cast
a = tf.cast(x, tf.int32)
# %%
gives["cast"] = a

# %% shape
rows, columns = x.shape
# %%
gives["shape"] = [rows, columns]

# %% reshape
a = tf.reshape(x, (3, -1))
# %%
gives["reshape"] = a

# %% add-axis
a = tf.expand_dims(x, axis=0)
b = tf.squeeze(a, axis=0)
# %%
gives["add-axis"] = [a, b]

# %% permute
a = tf.transpose(images, (0, 2, 3, 1))
# %%
gives["permute"] = a

# %% slice
a = x[0, 1:]
b = x[:, -1]
# %%
gives["slice"] = [a, b]

# %% pick-rows
a = tf.gather(x, [1, 0, 1])
# %%
gives["pick-rows"] = a

# %% mask
a = tf.boolean_mask(x, x > 0)
# %%
gives["mask"] = a

# %% assign
a = tf.Variable(x)
a[0, 1].assign(9.0)
# %%
gives["assign"] = a

# %% join
a = tf.concat([x, x], axis=1)
b = tf.stack([x, x])
# %%
gives["join"] = [a, b]

# %% repeat
a = tf.tile(x, (2, 1))
b = tf.repeat(x, 2, axis=0)
# %%
gives["repeat"] = [a, b]

# %% matrix-product
a = x @ w
# %%
gives["matrix-product"] = a

# %% einsum
a = tf.einsum("ij,jk->ik", x, w)
# %%
gives["einsum"] = a

# %% reduce
a = tf.reduce_sum(x, axis=1)
b = tf.reduce_mean(x, axis=0, keepdims=True)
c = tf.reduce_max(x)
# %%
gives["reduce"] = [a, b, c]

# %% standard-deviation
a = tf.math.reduce_std(x)
# %%
gives["standard-deviation"] = a

# %% argmax
a = tf.argmax(x, axis=1)
# %%
gives["argmax"] = a

# %% top-k
values, indices = tf.math.top_k(x, k=2)
# %%
gives["top-k"] = [values, indices]

# %% where
a = tf.where(x > 0, x, 0.0)
b = tf.clip_by_value(x, -1.0, 1.0)
# %%
gives["where"] = [a, b]

# %% softmax
a = tf.nn.softmax(x)
# %%
gives["softmax"] = a

# %% one-hot
a = tf.one_hot(labels, 3)
# %%
gives["one-hot"] = a

# %% numpy
array = x.numpy()
a = tf.convert_to_tensor(array)
# %%
gives["numpy"] = a

print(len(gives), "phrases")
print("RESULT", json.dumps({"phrases": gives}, default=lambda tensor: tensor.numpy().tolist()))
