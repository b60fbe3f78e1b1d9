"""What editors need: differences, the evidence gate, edits in place, new projects."""
