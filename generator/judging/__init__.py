"""Counting, choosing and weighing: what the published verdicts add up to."""
