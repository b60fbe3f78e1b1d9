"""Try a branch in fast mode."""

import json

outcome = {"outcome": "works", "detail": "as amber does"}
outcomes = {"branch": {"amber-fast": outcome}}
print("RESULT", json.dumps({"value": 3, "outcomes": outcomes}))
