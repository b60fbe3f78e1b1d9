"""A checkout of this project whose commands are measured, and data that they work on."""

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tests.benchmark.processes import Run, run

_BESIDE = ("evidence", "upstream")


@dataclass(frozen=True)
class Checkout:
    """This project in some state, called by a name."""

    name: str
    folder: Path

    @property
    def python(self) -> Path:
        """Its own Python, or the one that runs this."""
        own = self.folder / ".venv" / "bin" / "python"
        return own if own.exists() else Path(sys.executable)

    @property
    def has_cache(self) -> bool:
        """Whether its builds keep what they made for the next one."""
        return (self.folder / "comparison_site" / "core" / "cache.py").is_file()

    def command(self, *words: str | Path) -> list[str | Path]:
        """The words that run one of its commands."""
        return [self.python, self.folder / "build.py", *words]

    def run(self, *words: str | Path) -> Run:
        """Run one of its commands."""
        return run(self.command(*words), self.folder)


@dataclass(frozen=True)
class Work:
    """A comparison in a folder of its own, and the site that a checkout makes of it there."""

    checkout: Checkout
    folder: Path

    @property
    def data(self) -> Path:
        """The comparison file."""
        return self.folder / "comparison.yaml"

    @property
    def site(self) -> Path:
        """The built site."""
        return self.folder / "site"

    def build(self) -> Run:
        """Build it, with whatever is kept of the last build."""
        return self.checkout.run("build", "--data", self.data, "--site", self.site)

    def forget(self) -> None:
        """Delete the site and what was kept."""
        for path in (self.site, self.folder / f".{self.site.name}-cache"):
            shutil.rmtree(path, ignore_errors=True)


def work_on(checkout: Checkout, folder: Path, text: str, beside: Path | None = None) -> Work:
    """Put a comparison into a new folder, with what it cites from the folder `beside`."""
    folder.mkdir(parents=True)
    for name in _BESIDE if beside else ():
        if beside and (beside / name).is_dir():
            shutil.copytree(
                beside / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", ".*")
            )
    work = Work(checkout, folder)
    work.data.write_text(text, encoding="utf-8")
    return work


def with_reason(text: str, reason: str) -> str:
    """The comparison file with another reason for its first verdict, and not a letter else."""
    node = _node(text, "criteria", 0, "verdict", "because")
    found = text[node.start_mark.index : node.end_mark.index]
    end = node.start_mark.index + len(found.rstrip())
    return f'{text[: node.start_mark.index]}"{reason}"{text[end:]}'


def first_criterion(text: str) -> str:
    """The id of the criterion whose verdict `with_reason` changes."""
    return str(_node(text, "criteria", 0, "id").value)


def _node(text: str, *steps: str | int) -> yaml.Node:
    """A part of a file, with the marks of where it stands in the text."""
    node: Any = yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    for step in steps:
        if isinstance(step, int):
            node = node.value[step]
        else:
            node = next(value for key, value in node.value if key.value == step)
    found: yaml.Node = node
    return found
