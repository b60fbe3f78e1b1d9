"""Where everything stands."""

import re
from dataclasses import dataclass
from pathlib import Path

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True)
class Folders:
    """The places of one evidence folder.

    `evidence` holds what people write, `results` what a run writes for good, `work` what can be
    thrown away: environments, caches, scratch folders, logs. Paths on a page are relative to
    `project`.
    """

    evidence: Path
    results: Path
    work: Path

    @classmethod
    def of(cls, evidence: Path, results: Path | None = None) -> "Folders":
        """The usual places around an evidence folder."""
        folder = evidence.resolve()
        return cls(folder, (results or folder / "results").resolve(), folder.parent / ".evidence")

    @property
    def project(self) -> Path:
        """The folder that paths in results start from."""
        return self.evidence.parent

    def shown(self, path: Path) -> str:
        """The path as it stands in results and messages."""
        inside = path.is_relative_to(self.project)
        return path.relative_to(self.project).as_posix() if inside else path.as_posix()

    def environment(self, name: str) -> Path:
        """The virtual environment with that name."""
        return self.work / "environments" / name

    def cache(self, name: str) -> Path:
        """What the programs of one environment may keep between runs."""
        return self.work / "cache" / name


def ids_in(folder: Path, mark: str) -> list[str]:
    """The names of the folders that hold a file called `mark`, sorted."""
    return sorted(path.parent.name for path in folder.glob(f"*/{mark}"))
