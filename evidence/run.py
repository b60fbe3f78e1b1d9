"""Run the paired programs and the benchmarks: `python evidence/run.py --help`."""

import sys
from importlib.util import find_spec
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

if not (find_spec("pydantic") and find_spec("uv")):
    sys.exit("This Python lacks pydantic or uv: run `make evidence`, or .venv/bin/python instead.")

from evidence.runner.commands import run  # needs the path set above, and pydantic

if __name__ == "__main__":
    run(prog_name="evidence/run.py")
