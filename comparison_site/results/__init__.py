"""What was run: result files as records, their figures, and the numbers in texts."""
