"""A small project as plain values that edits change, and the files that it stands in."""

import json
import re
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path, PurePosixPath

from comparison_site.core.diagnostics import ComparisonError
from comparison_site.loading.loader import load_bytes
from comparison_site.results.files import UnreadableError
from tests.benchmark.made_up import Data, Shape, as_yaml, made_up
from tests.support.paths import ROOT

DATA, SETTINGS, RELEASES = "comparison.yaml", "mkdocs.yml", "upstream/releases.json"
TODAY = date(2026, 11, 28)
_CHANGED = ("docs", "templates", "upstream", "evidence")
_THEME = "  custom_dir: templates/theme\n"
_EDITING = {"templates/pages/editing.md": "# For editors\n\nThis page is long otherwise.\n"}
_METHOD = "# Method\n\nIt is thought about, see [the criteria](criteria.md).\n"


@dataclass
class Project:
    """What a build reads."""

    data: Data = field(default_factory=lambda: made_up(Shape(2, points=2, sources=4)))
    broken: str = ""
    """What follows the data in its file and makes a mistake of it."""
    pages: dict[str, str] = field(default_factory=lambda: {"method.md": _METHOD})
    """The handwritten pages, in the order of the navigation."""
    files: dict[str, str] = field(default_factory=_EDITING.copy)
    """What else stands in the project, by its path: assets, templates, results."""
    settings: dict[str, str] = field(default_factory=dict)
    """What mkdocs.yml says otherwise than this checkout's, by the key."""
    releases: dict[str, str] = field(default_factory=dict)
    """The newest versions of packages, by manager and name."""

    def copy(self) -> "Project":
        """A project that can be changed without this one."""
        return deepcopy(self)

    @property
    def is_right(self) -> bool:
        """Whether nothing is wrong with the data; the rest may be wrong all the same."""
        try:
            load_bytes(as_yaml(self.data).encode(), DATA, TODAY, _Beside(self.files))
        except ComparisonError:
            return False
        return True

    def texts(self) -> dict[str, str]:
        """Every file, by its path."""
        made = {DATA: as_yaml(self.data) + self.broken, SETTINGS: self._mkdocs_yml()}
        if self.releases:
            days = {"first_seen_on": "2026-03-01", "looked_up_on": "2026-03-02"}
            known = {name: {"version": version, **days} for name, version in self.releases.items()}
            made[RELEASES] = json.dumps(known)
        return made | {f"docs/{path}": text for path, text in self.pages.items()} | self.files

    def write(self, folder: Path) -> None:
        """Make a folder hold these files. What is the same is left alone, what is gone goes."""
        texts = self.texts()
        for path in (path for place in _CHANGED for path in (folder / place).rglob("*")):
            if path.is_file() and path.relative_to(folder).as_posix() not in texts:
                path.unlink()
        for name, text in texts.items():
            path = folder / name
            if not path.is_file() or path.read_bytes() != text.encode():
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(text.encode())

    def _mkdocs_yml(self) -> str:
        text = (ROOT / SETTINGS).read_text("utf-8").replace(_THEME, "")
        nav = ", ".join(f"{PurePosixPath(path).stem.title()}: {path}" for path in self.pages)
        for key, value in ({"nav": f"[{nav}]"} | self.settings).items():
            line = re.compile(rf"^( *){key}:.*(?:\n\1 +- .*)*$", re.MULTILINE)
            text, count = line.subn(rf"\g<1>{key}: {value}", text, count=1)
            text += "" if count else f"\n{key}: {value}\n"
        return text


@dataclass(frozen=True)
class _Beside:
    """The files beside the data, which are not written yet."""

    files: Mapping[str, str]

    def read(self, path: str, limit: int) -> bytes:
        """As in `Files`."""
        if path not in self.files:
            raise UnreadableError("there is no such file")
        return self.files[path].encode()[: limit + 1]

    def names(self, folder: str) -> list[str]:
        """As in `Files`."""
        paths = (PurePosixPath(path) for path in self.files)
        return sorted(path.name for path in paths if path.parent.as_posix() == folder)
