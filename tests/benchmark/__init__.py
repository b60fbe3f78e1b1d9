"""What the site costs: made-up comparisons of any size, the machine's figures, and a table."""
