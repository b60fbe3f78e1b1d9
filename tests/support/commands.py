"""Running the commands of the project: in this process, or as a person at a terminal would."""

import logging
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import chdir, contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from click import Command
from click.testing import CliRunner
from mkdocs.__main__ import cli as mkdocs_cli

from comparison_site.cli import cli
from comparison_site.core.resources import project_folder
from tests.support.paths import ROOT

Outcome = subprocess.CompletedProcess[str]
_SETTINGS = ("COMPARISON_DATA", "SITE_URL", "REPOSITORY_URL", "REPOSITORY_BRANCH", "REVISION")
# What `make test` tells a make within a test would change what that one says.
_UNWANTED = (*_SETTINGS, "SOURCE_DATE_EPOCH", "MAKEFLAGS", "MAKELEVEL", "MFLAGS")
TIMEOUT = 60.0


def clean_environment(**settings: str) -> dict[str, str]:
    """The environment of a command: nothing that steers a build except `settings`."""
    kept = {name: value for name, value in os.environ.items() if name not in _UNWANTED}
    return {**kept, "NO_MKDOCS_2_WARNING": "1", "NO_COLOR": "1", **settings}


def run(*command: str | Path, cwd: Path = ROOT, **settings: str) -> Outcome:
    """Run a command and catch what it says. `settings` are environment variables."""
    return subprocess.run(
        [str(word) for word in command],
        cwd=cwd,
        env=clean_environment(**settings),
        capture_output=True,
        text=True,
        timeout=TIMEOUT,
        check=False,
    )


def process(*words: str | Path, cwd: Path = ROOT, **settings: str) -> Outcome:
    """Run build.py in a process of its own, for a project in `cwd` or the checkout's."""
    own = cwd / "build.py"
    return run(
        sys.executable, own if own.is_file() else ROOT / "build.py", *words, cwd=cwd, **settings
    )


def build_py(*words: str | Path, cwd: Path = ROOT, **settings: str) -> Outcome:
    """What `process` does, without a process of its own: it takes a second less."""
    return _invoke(cli, words, cwd, settings, prog_name="build.py", obj=project_folder(cwd))


def mkdocs(*words: str | Path, cwd: Path = ROOT, **settings: str) -> Outcome:
    """Run MkDocs itself in this process."""
    return _invoke(mkdocs_cli, words, cwd, settings)


def _invoke(
    program: Command,
    words: Iterable[str | Path],
    cwd: Path,
    settings: Mapping[str, str],
    **more: Any,
) -> Outcome:
    command = [str(word) for word in words]
    environment = clean_environment(**settings)
    with chdir(cwd), patch.dict(os.environ, environment, clear=True), _logging_to_stderr():
        result = CliRunner(catch_exceptions=False).invoke(program, command, **more)
    return subprocess.CompletedProcess(command, result.exit_code, result.stdout, result.stderr)


class _Stderr(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        """Write to what is stderr now; the runner of commands puts another in its place."""
        print(self.format(record), file=sys.stderr)


@contextmanager
def _logging_to_stderr() -> Iterator[None]:
    """Say warnings as the command line does. MkDocs's own command changes its logger for good."""
    handler, root, own = _Stderr(logging.WARNING), logging.getLogger(), logging.getLogger("mkdocs")
    before = own.level, own.propagate, own.handlers[:]
    root.addHandler(handler)
    try:
        yield
    finally:
        root.removeHandler(handler)
        own.level, own.propagate, own.handlers[:] = before
