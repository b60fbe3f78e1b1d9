"""The commands, those that share their subject in one module."""
