"""Save an MLP in the format that the argument names and measure the files."""

import json
import sys
from pathlib import Path

import keras

model = keras.Sequential(
    [
        keras.Input((784,)),
        keras.layers.Dense(512, activation="relu"),
        keras.layers.Dense(512, activation="relu"),
        keras.layers.Dense(10),
    ]
)
model(keras.ops.ones((1, 784)))  # the exporters want a model that has been called
folder = Path("saved")
folder.mkdir()

match sys.argv[1]:
    case "keras":
        model.save(folder / "model.keras")
    case "saved-model":
        model.export(folder / "model", verbose=False)
    case "onnx":
        model.export(folder / "model.onnx", format="onnx", verbose=False)
    case "litert":
        model.export(folder / "model.tflite", format="litert", verbose=False)

size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6
print("RESULT", json.dumps({"weights": size, "program": size}))
