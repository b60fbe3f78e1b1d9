"""What everything else rests on: diagnostics, the data as typed, values and their words."""
