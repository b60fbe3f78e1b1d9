"""One run of the runner: what it has installed, and how it starts a program."""

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from evidence.runner import environments, machine, printed, processes
from evidence.runner.catalogue import Catalogue
from evidence.runner.environments import Ready, filled
from evidence.runner.errors import EnvironmentFailedError
from evidence.runner.folders import Folders
from evidence.runner.options import Option
from evidence.runner.pairs import Limits, Program
from evidence.runner.processes import Command, Run
from evidence.runner.progress import Progress

_PROBE = Limits(120, 8000)


@dataclass
class Session:
    """What stays the same during one run. `failed` says why an environment is missing."""

    folders: Folders
    catalogue: Catalogue
    progress: Progress
    command: str
    ready: dict[str, Ready] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)
    gpus: dict[str, tuple[str, str]] = field(default_factory=dict)  # option: name, else reason

    def install(self) -> None:
        """Make every environment that is needed; a failure is noted."""
        for environment in self.catalogue.needed():
            key = install_key(environment.id)
            new = not environments.is_ready(environment, self.folders)
            self.progress.begin(key)
            try:
                self.ready[environment.id] = environments.prepared(environment, self.folders)
            except EnvironmentFailedError as error:
                self.failed[environment.id] = str(error)
                self.progress.note(f"{environment.id} could not be installed: {error}")
            if new:
                self.progress.end(key, key, "failed" if environment.id in self.failed else "ok")

    def look_for_gpus(self) -> None:
        """Ask each option's own probe."""
        for name, option in self.catalogue.options.items():
            if name in self.ready:
                self.gpus[name] = self._probed(option)

    def missing_option(self, programs: list[Program]) -> str:
        """The first option among these programs' that has no environment; empty if all have."""
        names = [program.option for program in programs if program.option in self.failed]
        return names[0] if names else ""

    def start(
        self,
        program: Program,
        scratch: Path,
        threads: int,
        limits: Limits,
        variables: Mapping[str, str] | None = None,
    ) -> Run:
        """Run a program in a scratch folder; it is skipped when its environment is missing."""
        if reason := self.failed.get(program.environment):
            told = f"the environment {program.environment} could not be installed"
            return Run("skipped", f"{told}: {reason}")
        ready = self.ready[program.environment]
        values = environments.variables(ready, self.folders, scratch, min(threads, machine.cores()))
        values |= {"EVIDENCE_DEVICE": "cpu"}
        values |= filled(dict(variables or {}), {"{scratch}": str(scratch)})
        places = printed.places_of(self.folders.project, ready.folder, scratch)
        words = (str(ready.python), str(program.file), *program.arguments)
        return processes.run(Command(words, scratch, values, places), limits)

    @contextmanager
    def scratch(self) -> Iterator[Path]:
        """A fresh folder for what programs write, gone afterwards."""
        parent = self.folders.work / "scratch"
        parent.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(dir=parent))
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def head(self, name: str, kind: str, programs: list[Program]) -> dict[str, object]:
        """The keys with which every result file begins."""
        used = {program.environment for program in programs}
        gpu = next((name for name, _ in self.gpus.values() if name), None)
        return {
            "format": 1,
            "id": name,
            "kind": kind,
            "measured_on": date.today().isoformat(),
            "command": self.command,
            "machine": machine.described(gpu),
            "environments": {
                name: ready.versions for name, ready in self.ready.items() if name in used
            },
        }

    def _probed(self, option: Option) -> tuple[str, str]:
        if not option.gpu:
            return "", "the option has no program that looks for one"
        program = Program("gpu", option.id, option.name, option.gpu, option.id)
        with self.scratch() as folder:
            run = self.start(program, folder, 1, _PROBE)
        said = run.reported or {}
        reason = str(said.get("reason") or run.detail or "none found")
        return str(said.get("gpu") or ""), reason


def install_key(name: str) -> str:
    """The key of the step that installs an environment."""
    return f"install {name}"
