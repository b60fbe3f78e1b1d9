"""Add the numbers one by one."""

import json

total = 0.0004
for number in range(1, 11):
    total += number
print("RESULT", json.dumps({"total": total}))
