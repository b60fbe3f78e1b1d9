"""Train a small classifier with Keras on PyTorch."""

import json
import os

os.environ["KERAS_BACKEND"] = "torch"

import keras
import numpy as np

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

model.compile(
    optimizer=keras.optimizers.Adam(learning_rate=0.001),
    loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
    metrics=["accuracy"],
)
model.fit(inputs, labels, batch_size=32, epochs=20, shuffle=False, verbose=0)

loss, accuracy = model.evaluate(inputs, labels, verbose=0)
print(f"loss {loss:.4f}, accuracy {accuracy:.3f}")
print("RESULT", json.dumps({"loss": loss, "accuracy": accuracy}))
