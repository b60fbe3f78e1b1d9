"""Call a layer with a batch of the wrong shape and read what TensorFlow says."""

import json
import traceback

import keras
import tensorflow as tf

layer = keras.layers.Dense(5)
layer.build((None, 32))
batch = tf.ones((8, 64))


def predict(batch):
    return layer(batch)


def read(error):
    trace = "".join(traceback.format_exception(error))
    kind = {
        "stops": True,
        "names_both_sizes": "32" in str(error) and "64" in str(error),
        "leads_to_the_line": "return layer(batch)" in trace,
    }
    lines = {"message": len(str(error).splitlines()), "traceback": len(trace.splitlines())}
    return kind, lines


kinds, lengths = {}, {}
for mode, function in {"eager": predict, "compiled": tf.function(predict)}.items():
    try:
        function(batch)
    except Exception as error:
        kinds[mode], lengths[mode] = read(error)
        print(f"--- {mode}: {type(error).__name__}, {lengths[mode]['traceback']} lines in all")
        print(error)
print("RESULT", json.dumps({**kinds, "lines": lengths}))
