"""Running the commands of the project, as a person at a terminal would."""

import os
import subprocess
import sys
from pathlib import Path

from tests.support.paths import ROOT

_SETTINGS = ("COMPARISON_DATA", "SITE_URL", "REPOSITORY_URL", "REPOSITORY_BRANCH", "REVISION")
_UNWANTED = (*_SETTINGS, "SOURCE_DATE_EPOCH")


def clean_environment(**settings: str) -> dict[str, str]:
    """The environment of a command: nothing that steers a build except `settings`."""
    kept = {name: value for name, value in os.environ.items() if name not in _UNWANTED}
    return {**kept, "NO_MKDOCS_2_WARNING": "1", "NO_COLOR": "1", **settings}


def run(
    *command: str | Path, cwd: Path = ROOT, **settings: str
) -> subprocess.CompletedProcess[str]:
    """Run a command and catch what it says. `settings` are environment variables."""
    return subprocess.run(
        [str(word) for word in command],
        cwd=cwd,
        env=clean_environment(**settings),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def build_py(
    *words: str | Path, cwd: Path = ROOT, **settings: str
) -> subprocess.CompletedProcess[str]:
    """Run the build.py that stands in `cwd`."""
    return run(sys.executable, "build.py", *words, cwd=cwd, **settings)
