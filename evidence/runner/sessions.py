"""One run of the runner: what it has installed, and how it starts a program."""

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from comparison_site.core.diagnostics import ExpectedError
from evidence.runner import environments, processes
from evidence.runner.catalogue import Catalogue
from evidence.runner.environments import Ready
from evidence.runner.files import Folders
from evidence.runner.machine import cores, described
from evidence.runner.printed import places_of
from evidence.runner.processes import Command, Limits, Run
from evidence.runner.tasks import Benchmark, Pair, Program
from evidence.runner.terminal import Progress

_PROBE = Limits(120, 8000)


_MAKE = {
    "python evidence/run.py all": "make evidence",
    "python evidence/run.py pairs": "make evidence-pairs",
}


@dataclass(frozen=True)
class Asked:
    """What the command line asks for; `samples` are instead of those of a benchmark."""

    kind: str
    only: tuple[str, ...] = ()
    samples: int | None = None
    noisy: bool = False

    @property
    def command(self) -> str:
        """The command that leads to the same results."""
        words = ["python evidence/run.py", self.kind, *(f"--only {name}" for name in self.only)]
        words += [f"--samples {self.samples}"] if self.samples else []
        words += ["--noisy"] if self.noisy else []
        return _MAKE.get(" ".join(words), " ".join(words))


@dataclass
class Session:
    """What stays the same during one run. `failed` says why an environment is missing."""

    folders: Folders
    catalogue: Catalogue
    progress: Progress
    asked: Asked
    ready: dict[str, Ready] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)
    gpus: dict[str, tuple[str, str]] = field(default_factory=dict)  # option: name, else reason

    def install(self) -> None:
        """Make every environment that is needed; a failure is noted."""
        for environment in self.catalogue.needed():
            name = environment.id
            with self.progress.step(f"environment {name}"):
                try:
                    self.ready[name] = environments.prepared(environment, self.folders)
                except ExpectedError as error:
                    self.failed[name] = str(error)
                    self.progress.ended = f"could not be installed: {error}"

    def look_for_gpus(self) -> None:
        """Ask each option's own probe; an option without one is not measured on a GPU."""
        for name, option in self.catalogue.options.items():
            if name not in self.ready or not option.gpu:
                continue
            program = Program(id="gpu", option=name, name=option.name, file=option.gpu)
            with self.scratch() as folder:
                run = self.start(program, folder, _PROBE)
            said = run.reported or {}
            reason = str(said.get("reason") or run.detail or "none found")
            self.gpus[name] = str(said.get("gpu") or ""), reason

    def can_run(self, task: Pair | Benchmark) -> bool:
        """Whether every option among its programs' has its environment."""
        return not any(program.option in self.failed for program in task.programs)

    def start(
        self, program: Program, scratch: Path, limits: Limits, own: dict[str, str] | None = None
    ) -> Run:
        """Run a program with its own variables; skipped when its environment is missing."""
        if reason := self.failed.get(program.environment):
            told = f"the environment {program.environment} could not be installed"
            run = Run("skipped", f"{told}: {reason}")
        else:
            ready, threads = self.ready[program.environment], min(limits.threads, cores())
            values = environments.variables(ready, self.folders, scratch, threads, own or {})
            places = places_of(self.folders.project, ready.folder, scratch)
            words = (str(ready.python), str(program.file), *program.arguments)
            run = processes.run(Command(words, scratch, values, places), limits)
        self.progress.ended = run.status
        return run

    @contextmanager
    def scratch(self, given: Path | None = None) -> Iterator[Path]:
        """A fresh folder for what programs write, gone afterwards; it starts as a copy, if any."""
        parent = self.folders.work / "scratch"
        parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=parent, ignore_cleanup_errors=True) as folder:
            if given:
                shutil.copytree(given, folder, dirs_exist_ok=True)
            yield Path(folder)

    def head(self, name: str, kind: str, programs: Sequence[Program]) -> dict[str, object]:
        """The keys with which every result file begins."""
        used = {program.environment for program in programs}
        gpu = next((name for name, _ in self.gpus.values() if name), None)
        return {
            "format": 1,
            "id": name,
            "kind": kind,
            "measured_on": date.today().isoformat(),
            "command": self.asked.command,
            "machine": described(gpu),
            "environments": {
                name: each.versions for name, each in self.ready.items() if name in used
            },
        }
