"""Builds in processes that have built nothing before, as the command line's are."""

import marshal
from dataclasses import dataclass
from hashlib import sha256
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from time import process_time
from types import CodeType
from typing import Any
from unittest.mock import patch

from jinja2 import Environment

from tests.support.commands import build_py

_compile = Environment.compile


@dataclass(frozen=True)
class Built:
    """What became of a build: how it ended, what it said, the digest of each file, its CPU time."""

    code: int
    said: str
    files: dict[str, str]
    seconds: float

    def __sub__(self, other: "Built") -> list[str]:
        """In what it differs from another one: paths of files, and what the builds said."""
        paths = dict.fromkeys((*self.files, *other.files))
        found = [path for path in paths if self.files.get(path) != other.files.get(path)]
        mine, theirs = (f"ended with {one.code}: {one.said}" for one in (self, other))
        return [*([f"{mine}\ninstead of {theirs}"] if mine != theirs else []), *found]


class Job:
    """A build that has begun in a process of its own.

    Templates that a build compiled which was given the file `compiled` too need no compiling: this
    is for builds without a cache, of which there are many, and it keeps nothing else.
    """

    def __init__(
        self, project: Path, site: Path, *options: str, compiled: Path | None = None
    ) -> None:
        context = get_context("forkserver")
        context.set_forkserver_preload([__name__, "comparison_site.plugin"])
        self._answer, theirs = context.Pipe(duplex=False)
        order = (theirs, project, site, options, compiled)
        self._process = context.Process(target=_work, args=order)
        self._process.start()
        theirs.close()

    def result(self) -> Built:
        """Wait for its end."""
        built: Built = self._answer.recv()
        self._process.join()
        self._answer.close()
        return built


def digests(site: Path) -> dict[str, str]:
    """The digest of every file below a folder, by its path."""
    files = (path for path in site.rglob("*") if path.is_file())
    return {
        path.relative_to(site).as_posix(): sha256(path.read_bytes()).hexdigest() for path in files
    }


def _work(
    answer: Connection, project: Path, site: Path, options: tuple[str, ...], compiled: Path | None
) -> None:
    known: dict[str, CodeType] = {}
    if compiled and compiled.is_file():
        known = marshal.loads(compiled.read_bytes())  # noqa: S302 - our own, from a moment ago
    count = len(known)
    with patch.object(Environment, "compile", _remembering(known) if compiled else _compile):
        done = build_py("build", "--site", site, *options, cwd=project)
    if compiled and len(known) > count:
        compiled.write_bytes(marshal.dumps(known))
    said = done.stderr.replace(str(site), "SITE")
    answer.send(Built(done.returncode, said, digests(site), process_time()))


def _remembering(known: dict[str, CodeType]) -> Any:
    """What Environment.compile gives, remembered under all that may make a difference to it."""

    def compiled(self: Environment, source: Any, *where: Any, **options: Any) -> Any:
        finalize = (self.finalize.__module__, self.finalize.__qualname__) if self.finalize else None
        names = (*self.extensions, *self.filters, *self.tests)
        key = sha256(repr((source, where, options, finalize, names)).encode()).hexdigest()
        if key not in known:
            known[key] = _compile(self, source, *where, **options)
        return known[key]

    return compiled
