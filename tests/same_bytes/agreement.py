"""Whether the short way and the long one lead to the same site; and if not, by which few edits."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import unified_diff
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Self

from tests.same_bytes.builds import Built, Job
from tests.same_bytes.previews import Preview
from tests.same_bytes.project import Project

_LINES, _FILES, _PATHS = 60, 3, 20


@dataclass(frozen=True)
class Step:
    """One more build: in what the short way differs from the long one, and their CPU times."""

    differs: list[str]
    is_right: bool
    short: float
    long: float


class Agreement:
    """A project that is built after each edit, with the cache of all builds before and without."""

    def __init__(self, folder: Path) -> None:
        self.project, self._other = folder / "project", folder / "other"
        self.site, self.expected = self.project / "site", self._other / "site"
        self.project.mkdir()
        self._other.mkdir()
        self._preview: Preview | None = None

    def __enter__(self) -> Self:
        """Nothing runs yet; the preview begins with the first project that is right."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the preview."""
        if self._preview:
            self._preview.end()

    def warm(self, project: Project) -> Built:
        """Build with the cache alone."""
        project.write(self.project)
        built = Job(self.project, self.site).result()
        self.previewed(is_right=False)
        return built

    def step(self, project: Project) -> Step:
        """Build both ways, at the same time, and compare."""
        project.write(self.project)
        compiled = self._other / "compiled"
        jobs = (
            Job(self.project, self.site),
            Job(self.project, self.expected, "--no-cache", compiled=compiled),
        )
        short, long = (job.result() for job in jobs)
        differs, is_right = short - long, long.code == 0
        return Step(differs + self.previewed(is_right), is_right, short.seconds, long.seconds)

    def previewed(self, is_right: bool) -> list[str]:
        """In what the preview that runs since the first project differs from one that begins now.

        What is wrong it shows in its own way, on the last good pages: that is not compared.
        """
        if not self._preview:
            self._preview = Preview(self.project)
        else:
            self._preview.ask()
        now = self._preview.shown()
        if not is_right:
            return []
        fresh = Preview(self.project)
        expected = fresh.first()
        fresh.end()
        paths = dict.fromkeys((*expected, *now))
        return [f"preview: {one}" for one in paths if now.get(one) != expected.get(one)]

    def shown(self, differs: Sequence[str]) -> str:
        """How the files differ."""
        more = f"and {len(differs) - _PATHS} more" if len(differs) > _PATHS else ""
        found = map(self._difference, differs[:_FILES])
        return "\n".join([*differs[:_PATHS], more, *found])

    def _difference(self, path: str) -> str:
        long, short = (_read(site / path) for site in (self.expected, self.site))
        return "\n".join(_changes(f"long/{path}", long, f"short/{path}", short)[:_LINES])


def shrunk(projects: Sequence[Project]) -> tuple[list[Project], str]:
    """As few of the projects as lead to a difference in the last one, and how that shows itself.

    None where it does not show itself again.
    """
    *before, last = projects
    tried: list[list[Project]] = [[last], *([one, last] for one in reversed(before[-50:]))]
    tried += [[*before[-count:], last] for count in (2, 5, 10, 20, 50, 100) if count < len(before)]
    for some in (*tried, [*projects]):
        if shown := differing(some):
            return some, shown
    return [], ""


def differing(projects: Sequence[Project]) -> str:
    """How the site of the last project differs after these, built one after the other."""
    with TemporaryDirectory() as folder, Agreement(Path(folder)) as agreement:
        for project in projects[:-1]:
            agreement.warm(project)
        differs = agreement.step(projects[-1]).differs
        return agreement.shown(differs) if differs else ""


def edited(projects: Sequence[Project]) -> str:
    """What changed in the files from one project to the next."""
    lines: list[str] = []
    for one, other in pairwise(projects):
        before, after = one.texts(), other.texts()
        for path in dict.fromkeys((*before, *after)):
            lines += _changes(f"a/{path}", before.get(path, ""), f"b/{path}", after.get(path, ""))
    return "\n".join(lines)


def _read(file: Path) -> str:
    text = file.read_bytes().decode("utf-8", "replace") if file.is_file() else ""
    return text.replace("><", ">\n<")


def _changes(name: str, before: str, other: str, after: str) -> list[str]:
    texts = before.splitlines(), after.splitlines()
    return [*unified_diff(*texts, name, other, lineterm="", n=0)]
