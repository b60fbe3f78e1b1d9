"""The workflows of the project and of those that it starts."""

import subprocess
from pathlib import Path
from typing import Any

import yaml

from tests.support.commands import run
from tests.support.paths import ROOT

FOLDER = ROOT / ".github" / "workflows"
WORKFLOWS = sorted(FOLDER.glob("*.yml"))


def workflow(file: Path) -> dict[Any, Any]:
    """A workflow as data. Its key `on` is True, since YAML 1.1 reads that word so."""
    data: dict[Any, Any] = yaml.safe_load(file.read_text("utf-8"))
    return data


def bash(script: str, folder: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run a step's script as GitHub does, with the settings of the step."""
    shell = ("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script)
    return run(*shell, cwd=folder, **settings)
