"""Report a figure that depends on the mode alone."""

import json
import sys

number = {"slow": 20.0, "fast": 10.0}[sys.argv[1]]
print("RESULT", json.dumps({"step": number}))
