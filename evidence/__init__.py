"""Programs and figures that anyone can run again."""
