"""Reads the results that a comparison names, and the others that stand in its evidence folder."""

import posixpath
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field

from comparison_site.core.diagnostics import ComparisonError, Diagnostic
from comparison_site.results.files import Files, UnreadableError, folder_of
from comparison_site.results.parsing import parse_about, parse_result
from comparison_site.results.records import MAX_BYTES, Pair, Result
from comparison_site.results.runs import Code, Run, Runs, code_of

RESULTS = "evidence/results"
"""The folder, beside the comparison, whose results are shown whether or not they are cited."""

_LONGEST = 100_000
_MOST_RUNS = 200


@dataclass
class Gathered:
    """The runs that are right, and what was wrong: `missing` says it of each file not there."""

    runs: Runs = field(default_factory=Runs)
    missing: dict[str, str] = field(default_factory=dict)
    problems: list[Diagnostic] = field(default_factory=list)


def gather(named: Iterable[str], files: Files, base: str) -> Gathered:
    """Read the named result files, then the rest of the folder; none named, none read.

    Pairs come before benchmarks, and what is cited first before the rest.

    `base` is the folder of `files` as messages shall call it.
    """
    gathered = Gathered()
    cited = list(dict.fromkeys(named))
    runs: dict[str, Run] = {}
    for file in dict.fromkeys([*cited, *(_others(files) if cited else ())]):
        try:
            runs[file] = _Reader(files, base).run(file)
        except UnreadableError as error:
            gathered.missing[file] = str(error)
        except ComparisonError as error:
            gathered.problems += error.problems
    gathered.problems += _same_ids(runs, base)
    gathered.runs = Runs(tuple(sorted(runs.values(), key=lambda run: run.result.kind != "pair")))
    return gathered


def _others(files: Files) -> list[str]:
    names = [name for name in files.names(RESULTS) if name.endswith(".json")]
    return [f"{RESULTS}/{name}" for name in names[:_MOST_RUNS]]


def _same_ids(runs: dict[str, Run], base: str) -> Iterator[Diagnostic]:
    first: dict[str, str] = {}
    for file, run in runs.items():
        if run.id in first:
            message = f"the id '{run.id}' is that of {first[run.id]} as well"
            yield Diagnostic.at(posixpath.join(base, file), 0, 0, message)
        first.setdefault(run.id, file)


@dataclass(frozen=True)
class _Reader:
    files: Files
    base: str

    def run(self, file: str) -> Run:
        raw = self.files.read(file, MAX_BYTES)
        result = parse_result(raw, self._shown(file))
        self._check_name(result, file)
        home = f"{folder_of(folder_of(file))}/{result.kind}s/{result.id}".lstrip("/")
        about = self._about(f"{home}/{'task' if result.kind == 'pair' else result.kind}.toml")
        return Run(
            file,
            result,
            parse_about(about[1], self._shown(about[0]), result.kind),
            raw,
            dict(self._codes(result, home)),
        )

    def _check_name(self, result: Result, file: str) -> None:
        """The file's name is the page's address; `index` would be that of the list of all runs."""
        stem = posixpath.basename(file).removesuffix(".json")
        if result.id != stem or stem == "index":
            message = f"the id is '{result.id}', but the file is called {posixpath.basename(file)}"
            reserved = "the id 'index' is reserved; choose another word"
            words = reserved if result.id == "index" else message
            raise ComparisonError([Diagnostic.at(self._shown(file), 0, 0, words, where="id")])

    def _about(self, file: str) -> tuple[str, bytes]:
        try:
            return file, self.files.read(file, _LONGEST)
        except UnreadableError as error:
            message = f"{error}; it says what the result shows"
            raise ComparisonError([Diagnostic.at(self._shown(file), 0, 0, message)]) from error

    def _codes(self, result: Result, home: str) -> Iterator[tuple[str, Code]]:
        """The files as they stand now. Only those beside the task, whatever the result says."""
        for program in result.programs if isinstance(result, Pair) else ():
            name = posixpath.basename(program.file)
            with suppress(UnreadableError):
                yield program.id, code_of(self.files.read(f"{home}/{name}", _LONGEST), program)

    def _shown(self, file: str) -> str:
        return posixpath.join(self.base, file)
