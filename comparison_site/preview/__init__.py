"""The live preview's own parts: a panel of what is wrong, and forms that change the data."""
