"""Train a small classifier with a loop written by hand."""

import json

import keras
import numpy as np
import tensorflow as tf

# Data and start weights, the same for every program of this pair.
numbers = np.random.default_rng(7)
inputs = numbers.normal(size=(1024, 20)).astype("float32")
labels = (inputs @ numbers.normal(size=(20, 5))).argmax(axis=1)
start = [numbers.normal(size=shape).astype("float32") * 0.2 for shape in [(20, 64), (64, 5)]]

model = keras.Sequential(
    [keras.Input((20,)), keras.layers.Dense(64, activation="relu"), keras.layers.Dense(5)]
)
for layer, weight in zip(model.layers, start):
    layer.set_weights([weight, np.zeros(weight.shape[1])])

dataset = tf.data.Dataset.from_tensor_slices((inputs, labels)).batch(32)
loss_fn = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
optimizer = keras.optimizers.Adam(learning_rate=0.001)


@tf.function
def train_step(x, y):
    with tf.GradientTape() as tape:
        loss = loss_fn(y, model(x, training=True))
    gradients = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(gradients, model.trainable_variables))


for epoch in range(20):
    for x, y in dataset:
        train_step(x, y)

predictions = model(inputs)
loss = float(loss_fn(labels, predictions))
accuracy = float(np.mean(np.argmax(predictions, axis=1) == labels))
print(f"loss {loss:.4f}, accuracy {accuracy:.3f}")
print("RESULT", json.dumps({"loss": loss, "accuracy": accuracy}))
