"""What editors can type, for their editors and for the page that lists it."""
