"""Say which GPU this build of TensorFlow can use."""

import json

import tensorflow as tf

gpus = tf.config.list_physical_devices("GPU")
gpu = tf.config.experimental.get_device_details(gpus[0]).get("device_name", "GPU") if gpus else None
reason = f"TensorFlow {tf.__version__} finds no GPU that it can use"
print("RESULT", json.dumps({"gpu": gpu, "reason": reason}))
