"""Export a model to ONNX from Keras on TensorFlow."""

import json
from pathlib import Path

import keras
import numpy as np

# Weights and inputs, the same for every program of this pair.
numbers = np.random.default_rng(7)
weights = [numbers.normal(size=shape).astype("float32") * 0.2 for shape in [(20, 64), (64, 5)]]
inputs = numbers.normal(size=(4, 20)).astype("float32")

model = keras.Sequential(
    [keras.Input((20,)), keras.layers.Dense(64, activation="relu"), keras.layers.Dense(5)]
)
for layer, weight in zip(model.layers, weights):
    layer.set_weights([weight, np.zeros(weight.shape[1])])

predictions = model.predict(inputs, verbose=0)
model.export("model.onnx", format="onnx", verbose=False)

size = Path("model.onnx").stat().st_size
print(f"wrote {size:,} bytes")
print("RESULT", json.dumps({"predictions": predictions.tolist(), "bytes": size}))
