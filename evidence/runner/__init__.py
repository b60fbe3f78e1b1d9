"""Runs small programs side by side, compares and measures them, and writes down what happened.

It knows folders, processes and numbers. What an option is called, how it is installed and what its
programs do stand in the folders beside this package.
"""
