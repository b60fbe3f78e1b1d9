"""What the outside says: newest releases, working links. Only commands ask, builds read files."""
