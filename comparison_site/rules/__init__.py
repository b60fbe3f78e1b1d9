"""Rules across records: one small function each, which yields what it finds and never raises."""
