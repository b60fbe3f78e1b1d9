#!/usr/bin/env python3
"""The door of a checkout: `python build.py ...` is the command `comparison ...` for this folder."""

from pathlib import Path

from comparison_site.cli import main

if __name__ == "__main__":
    main(Path(__file__).resolve().parent, "build.py")
