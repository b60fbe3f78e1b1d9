"""Runs small programs side by side, compares and measures them; it knows no option by name."""
