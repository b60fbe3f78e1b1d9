"""Help for editors, made from the records: a schema for their editor, and a reference."""
