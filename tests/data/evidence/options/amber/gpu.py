"""Finds none."""

print('RESULT {"gpu": null, "reason": "this build has none"}')
