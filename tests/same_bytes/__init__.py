"""The same bytes, however short the way to them was: random edits, and builds that must agree."""
