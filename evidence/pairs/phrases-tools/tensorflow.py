"""Everyday work with data, files, devices and seeds. What stands between two marks is a phrase."""

import json

import keras
import numpy as np
import tensorflow as tf

gives = {}  # what each phrase comes to
numbers = np.random.default_rng(7)
inputs, labels = numbers.normal(size=(8, 3)).astype("float32"), np.arange(8) % 2
kernel, bias = (numbers.normal(size=shape).astype("float32") for shape in [(3, 2), (2,)])
x, y = tf.constant(inputs), tf.constant(labels)


def fresh(weights=None):
    model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(2)])
    if weights:
        model.set_weights(weights)
    return model


# %% batches
dataset = tf.data.Dataset.from_tensor_slices((x, y))
batches = dataset.batch(3)
# %%
gives["batches"] = [[batch, target] for batch, target in batches]

# %% shuffle
batches = dataset.shuffle(buffer_size=len(x)).batch(3)
# %%
gives["shuffle"] = sorted(row[0].numpy().item() for batch, _ in batches for row in batch)

# %% transform
doubled = dataset.map(lambda x, y: (x * 2, y))
# %%
gives["transform"] = [[batch, target] for batch, target in doubled.batch(3)]

# %% find-gpu
gpu = bool(tf.config.list_physical_devices("GPU"))
device = "/GPU:0" if gpu else "/CPU:0"
# %%
gives["find-gpu"] = gpu

# %% move
with tf.device(device):
    a = tf.identity(x)
# %%
gives["move"] = a

# %% seed
keras.utils.set_random_seed(7)
a = tf.random.normal((3,))
# %%
keras.utils.set_random_seed(7)
gives["seed"] = [len(a), bool(tf.reduce_all(a == tf.random.normal((3,))))]

# %% generator
generator = tf.random.Generator.from_seed(7)
a = generator.normal((3,))
# %%
again = tf.random.Generator.from_seed(7).normal((3,))
gives["generator"] = [len(a), bool(tf.reduce_all(a == again))]

model = fresh([kernel, bias])
# %% save-weights
model.save_weights("model.weights.h5")
# %%

model = fresh()
# %% load-weights
model.load_weights("model.weights.h5")
# %%
gives["save-weights"] = gives["load-weights"] = model(x)

loss_fn = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
model.compile(optimizer=keras.optimizers.Adam(learning_rate=0.01), loss=loss_fn)
model.train_on_batch(x, y)
# %% save-checkpoint
model.save("checkpoint.keras")
# %%

# %% load-checkpoint
model = keras.models.load_model("checkpoint.keras")
# %%
model.train_on_batch(x, y)
gives["save-checkpoint"] = gives["load-checkpoint"] = model(x)

# %% export
model.export("model")
# %%
loaded = tf.saved_model.load("model")
gives["export"] = loaded.serve(x)

print(len(gives), "phrases")
print("RESULT", json.dumps({"phrases": gives}, default=lambda tensor: tensor.numpy().tolist()))
