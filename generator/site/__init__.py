"""The pages that people read, and how they are put in place."""
