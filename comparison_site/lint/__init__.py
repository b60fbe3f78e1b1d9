"""What a careful editor would remark on in data that is valid: one small function per rule."""
