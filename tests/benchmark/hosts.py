"""The same pages built by others: MkDocs and its theme alone, and what else reads the export."""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.benchmark.checkouts import Checkout
from tests.benchmark.processes import Run, run

VERSIONS = {
    "Zensical": ("zensical", "zensical==0.0.73"),
    "ProperDocs": ("properdocs", "properdocs==1.6.7", "mkdocs-material==9.8.1"),
}
"""The program of each other builder, and what is installed for it."""
_FROM_NOTHING = {"Zensical": ("--clean",)}
HOST = "MkDocs + Material alone"


@dataclass(frozen=True)
class Host:
    """What builds the exported pages; or why it cannot be installed."""

    name: str
    command: tuple[str | Path, ...]
    export: Path
    fault: str = ""

    def build(self) -> Run:
        """Build the site from nothing."""
        return Run(0, 0, 0, 0, self.fault) if self.fault else run(self.command, self.export)


def exported(checkout: Checkout, data: Path, folder: Path) -> Path:
    """The pages of a comparison as a plain project; the builders' settings lie in it."""
    done = checkout.run("export", folder, "--data", data)
    if done.fault:
        raise SystemExit(f"The export failed: {done.fault}")
    return folder


def the_host(export: Path) -> Host:
    """MkDocs, as this project pins it, without this project."""
    words = (sys.executable, "-m", "mkdocs", "build", "-q", "-f", "mkdocs.yml", "-d", "site")
    return Host(HOST, words, export)


def others(export: Path, environments: Path) -> list[Host]:
    """The other builders, each from an environment of its own, which is made once."""
    return [_other(name, export, environments / name.lower()) for name in VERSIONS]


def _other(name: str, export: Path, folder: Path) -> Host:
    program, *wanted = VERSIONS[name]
    uv, python = Path(sys.executable).parent / "uv", folder / "bin" / "python"
    made = folder / "made"
    title = f"{name} {wanted[0].partition('==')[2]}"
    words = (folder / "bin" / program, "build", *_FROM_NOTHING.get(name, ()), "-f", "mkdocs.yml")
    if not made.is_file() or made.read_text(encoding="utf-8").split() != wanted:
        steps: tuple[list[str | Path], ...] = ([uv, "venv", "-q", "--clear", folder],
                 [uv, "pip", "install", "-q", "--python", python, *wanted])  # fmt: skip
        for step in steps:
            done = subprocess.run(step, capture_output=True, text=True, check=False)
            if done.returncode:
                said = " ".join(done.stderr.split())
                return Host(title, words, export, f"not installed: {said[:150]}")
        made.write_text("\n".join(wanted), encoding="utf-8")
    return Host(title, words, export)
