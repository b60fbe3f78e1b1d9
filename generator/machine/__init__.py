"""What programs read: one module for each output, all pure text or bytes from a `Comparison`."""
