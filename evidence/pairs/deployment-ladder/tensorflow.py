"""Train an MLP in TensorFlow and export it as a SavedModel, for ONNX and for LiteRT."""

import json

import keras
import numpy as np

# Data and start weights, the same for both frameworks.
numbers = np.random.default_rng(7)
inputs = numbers.normal(size=(512, 784)).astype("float32")
labels = (inputs @ numbers.normal(size=(784, 10))).argmax(axis=1)
sizes = [784, 512, 512, 10]
start = [numbers.normal(size=shape) * shape[0] ** -0.5 for shape in zip(sizes, sizes[1:])]

model = keras.Sequential(
    [
        keras.Input((784,)),
        keras.layers.Dense(512, activation="relu"),
        keras.layers.Dense(512, activation="relu"),
        keras.layers.Dense(10),
    ]
)
for layer, weight in zip(model.layers, start):
    layer.set_weights([weight, np.zeros(weight.shape[1])])

model.compile(
    optimizer=keras.optimizers.SGD(learning_rate=0.05),
    loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
)
model.fit(inputs, labels, batch_size=32, epochs=3, shuffle=False, verbose=0)

# What every rung has to answer, one row at a time.
training = model.predict(inputs[:200], verbose=0)
np.save("inputs.npy", inputs[:200])
np.save("training.npy", training)

model.export("model/1", verbose=False)
model.export("model.onnx", format="onnx", verbose=False)
model.export("model.tflite", format="litert", verbose=False)

right = (training.argmax(axis=1) == labels[:200]).mean()
print(f"classifies {right:.0%} of the first 200 rows rightly")
print("RESULT", json.dumps({"training": training[:4].tolist()}))
