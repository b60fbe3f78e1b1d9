"""Add the numbers at once."""

import json

# One line of many.
total = sum(range(1, 11))
print("the sum is", total)
print("RESULT", json.dumps({"total": total}))
