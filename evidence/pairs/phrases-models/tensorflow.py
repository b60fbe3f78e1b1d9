"""Everyday work with layers and training. What stands between two marks is a phrase."""

import json

import keras
import numpy as np
import tensorflow as tf

gives = {}  # what each phrase comes to
numbers = np.random.default_rng(7)
inputs, labels = numbers.normal(size=(8, 3)).astype("float32"), np.arange(8) % 2
pictures = numbers.normal(size=(2, 6, 6, 3)).astype("float32")  # channels last
shapes = [(3, 8), (8,), (8, 2), (2,), (3, 2), (2,), (3, 3, 3, 4), (4,), (10, 4)]
*start, kernel, bias, filters, offsets, table = [
    numbers.normal(size=shape).astype("float32") for shape in shapes
]
x, y = tf.constant(inputs), tf.constant(labels)
images = tf.constant(pictures)
scores, wanted = x[:, 0], tf.cast(x[:, 1] > 0, tf.float32)


def fresh():
    model = keras.Sequential(
        [keras.Input((3,)), keras.layers.Dense(8, activation="relu"), keras.layers.Dense(2)]
    )
    model.set_weights(start)
    return model


# %% dense
layer = keras.layers.Dense(2)
a = layer(x)
# %%
gives["dense"] = list(a.shape)

# %% set-weights
layer.set_weights([kernel, bias])
# %%
gives["set-weights"] = layer(x)

# %% convolution
layer = keras.layers.Conv2D(4, kernel_size=3, padding="same")
# %%
layer(images)
layer.set_weights([filters, offsets])
gives["convolution"] = layer(images)

# %% pooling
a = keras.layers.MaxPooling2D(2)(images)
# %%
gives["pooling"] = a

# %% batch-norm
layer = keras.layers.BatchNormalization(momentum=0.99)
a = layer(x, training=True)
# %%
gives["batch-norm"] = [a, layer.moving_mean]

# %% embedding
layer = keras.layers.Embedding(10, 4)
a = layer(y)
# %%
layer.set_weights([table])
gives["embedding"] = layer(y)

# %% dropout
layer = keras.layers.Dropout(0.5)
a = layer(x, training=False)
# %%
gives["dropout"] = a

# fmt: off
# %% model
model = keras.Sequential([
    keras.Input((3,)),
    keras.layers.Dense(8, activation="relu"),
    keras.layers.Dense(2),
])
# %%
# fmt: on
model = fresh()
gives["model"] = model(x)


# %% custom-layer
class Scale(keras.layers.Layer):
    def build(self, shape):
        self.factor = self.add_weight(shape=(shape[-1],), initializer="ones")

    def call(self, x):
        return x * self.factor


# %%
gives["custom-layer"] = Scale()(x)

# %% count-parameters
n = model.count_params()
# %%
gives["count-parameters"] = n

# %% gradient
v = tf.Variable([1.0, 2.0, 3.0])
with tf.GradientTape() as tape:
    loss = tf.reduce_sum(v * v)
a = tape.gradient(loss, v)
# %%
gives["gradient"] = a

# %% no-gradient
a = model(x)  # outside of a GradientTape
# %%
gives["no-gradient"] = a

# %% stop-gradient
v = tf.Variable([1.0, 2.0, 3.0])
with tf.GradientTape() as tape:
    loss = tf.reduce_sum(v * tf.stop_gradient(v))
# %%
gives["stop-gradient"] = tape.gradient(loss, v)

# %% cross-entropy
loss_fn = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
loss = loss_fn(y, model(x))
# %%
gives["cross-entropy"] = loss

# %% binary-cross-entropy
loss = keras.losses.BinaryCrossentropy(from_logits=True)(wanted, scores)
# %%
gives["binary-cross-entropy"] = loss

# %% mean-squared-error
loss = keras.losses.MeanSquaredError()(wanted, scores)
# %%
gives["mean-squared-error"] = loss

# %% optimizer
optimizer = keras.optimizers.Adam(learning_rate=0.01)
# %%

# %% training-step
with tf.GradientTape() as tape:
    loss = loss_fn(y, model(x, training=True))
gradients = tape.gradient(loss, model.trainable_variables)
optimizer.apply_gradients(zip(gradients, model.trainable_variables))
# %%
gives["optimizer"] = gives["training-step"] = [loss, model(x)]

# %% train
model.compile(optimizer=optimizer, loss=loss_fn)
model.fit(x, y, batch_size=4, epochs=3, shuffle=False)
# %%
gives["train"] = model(x)

model = fresh()
# %% freeze
model.layers[0].trainable = False
# %%
gives["freeze"] = sum(w.numpy().size for w in model.trainable_variables)

model = fresh()
# %% weight-decay
optimizer = keras.optimizers.AdamW(learning_rate=0.01, weight_decay=0.02)
# %%
with tf.GradientTape() as tape:
    loss = loss_fn(y, model(x))
gradients = tape.gradient(loss, model.trainable_variables)
optimizer.apply_gradients(zip(gradients, model.trainable_variables))
gives["weight-decay"] = model(x)

# %% learning-rate-schedule
schedule = keras.optimizers.schedules.CosineDecay(0.1, decay_steps=10)
optimizer = keras.optimizers.SGD(learning_rate=schedule)
# %%
gives["learning-rate-schedule"] = schedule(4)

model = fresh()
# %% clip-gradients
with tf.GradientTape() as tape:
    loss = loss_fn(y, model(x))
gradients = tape.gradient(loss, model.trainable_variables)
gradients, norm = tf.clip_by_global_norm(gradients, 0.1)
# %%
gives["clip-gradients"] = gradients[3]

# %% mixed-precision
keras.config.set_dtype_policy("mixed_bfloat16")
layer = keras.layers.Dense(2)
a = layer(x)
# %%
layer.set_weights([kernel, bias])
gives["mixed-precision"] = [layer(x).dtype.name, tf.cast(layer(x), tf.float32)]
keras.config.set_dtype_policy("float32")

# %% compile
fast = tf.function(model)
a = fast(x)
# %%
gives["compile"] = a

print(len(gives), "phrases")
print("RESULT", json.dumps({"phrases": gives}, default=lambda tensor: tensor.numpy().tolist()))
