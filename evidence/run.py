"""Run the paired programs and the benchmarks: `python evidence/run.py --help`."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from evidence.runner.commands import main  # needs the path set above

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
