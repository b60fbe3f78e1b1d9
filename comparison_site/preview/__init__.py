"""The live preview's own parts: it never stops, says what is wrong, and changes the data."""
