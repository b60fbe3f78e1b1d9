"""Train a Keras model for a moment, and save its weights as plain arrays."""

import json

import keras
import numpy as np

keras.utils.set_random_seed(7)
numbers = np.random.default_rng(7)
x = numbers.normal(size=(32, 12, 12, 3)).astype("float32")
y = numbers.integers(5, size=32)

model = keras.Sequential(
    [
        keras.Input((12, 12, 3)),
        keras.layers.Conv2D(8, 3, padding="same", activation="relu", name="conv"),
        keras.layers.BatchNormalization(name="norm"),
        keras.layers.MaxPooling2D(2),
        keras.layers.Flatten(),
        keras.layers.Dense(16, activation="relu", name="hidden"),
        keras.layers.Dense(5, name="scores"),
    ]
)
loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
model.compile(optimizer="adam", loss=loss)
model.fit(x, y, epochs=3, verbose=0)

# Every layer's arrays in the order in which Keras holds them: conv.0, conv.1, norm.0, ...
arrays = {
    f"{layer.name}.{n}": array
    for layer in model.layers
    for n, array in enumerate(layer.get_weights())
}
np.savez("keras.npz", **arrays)
np.savez("data.npz", x=x, y=y)

predictions = model(x, training=False).numpy()
print(f"{len(arrays)} arrays, {model.count_params()} numbers")
print("RESULT", json.dumps({"predictions": predictions.tolist()}))
