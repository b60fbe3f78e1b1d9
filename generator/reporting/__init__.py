"""A report of `check` in the forms that people and programs read: a `Report` in, text out."""
