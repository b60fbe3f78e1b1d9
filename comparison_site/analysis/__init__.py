"""Counting and choosing: who wins what, who cites what, what changed, what would tip a sum."""
