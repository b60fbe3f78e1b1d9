"""The commands of `build.py` that know nothing of MkDocs, one module each."""
