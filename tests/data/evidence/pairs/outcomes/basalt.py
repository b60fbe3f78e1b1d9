"""Try a branch in fast mode."""

import json

outcome = {"outcome": "works", "detail": "as basalt does"}
outcomes = {"branch": {"basalt-fast": outcome}}
print("RESULT", json.dumps({"value": 3, "outcomes": outcomes}))
