"""Reads the results that a comparison names, and the others that stand in its evidence folder."""

import posixpath
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field

from comparison_site.core.diagnostics import ComparisonError, Diagnostic, did_you_mean
from comparison_site.core.fields import is_inside
from comparison_site.core.tree import Node, clip
from comparison_site.results.files import Files, UnreadableError, folder_of
from comparison_site.results.parsing import parse_about, parse_result
from comparison_site.results.placeholders import Measured
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


@dataclass
class Cited:
    """The evidence, the sources that have a result (None: refused already), what was wrong."""

    runs: Runs
    measured: dict[str, Measured | None] = field(default_factory=dict)
    flaws: list[Diagnostic] = field(default_factory=list)
    problems: list[Diagnostic] = field(default_factory=list)


def cite(root: Node, files: Files, base: str) -> Cited:
    """Read every result that a source of the tree names. `base` is the folder's name in messages.

    A name that is no plain path below the folder is left to the records' own types.
    """
    sources = [source for source in root["sources"] if _is_result(source["result"]["file"].text)]
    gathered = gather((source["result"]["file"].text for source in sources), files, base)
    cited = Cited(gathered.runs, problems=gathered.problems)
    for source in sources:
        found = _measured(source["result"], gathered, cited.flaws)
        cited.measured[source["id"].text] = found
    cited.flaws += _not_there(sources, gathered, files)
    return cited


def _is_result(path: str) -> bool:
    return is_inside(path) and path.endswith(".json")


def _not_there(sources: list[Node], gathered: Gathered, files: Files) -> Iterator[Diagnostic]:
    for source in sources:
        file = source["result"]["file"]
        if file.text in gathered.missing:
            message = f"'{clip(file.text)}': {gathered.missing[file.text]}"
            folder = folder_of(file.text)
            known = [f"{folder}/{name}".lstrip("/") for name in files.names(folder)]
            hint = did_you_mean(file.text, known)
            yield Diagnostic(file.path, message, hint if hint.startswith("did") else "")


def _measured(result: Node, gathered: Gathered, flaws: list[Diagnostic]) -> Measured | None:
    run = gathered.runs.run(result["file"].text)
    if run is None:
        return None
    found = next(iter(_figure_flaw(result["figure"], run)), None)
    if found:
        flaws.append(found)
        return None
    figures = {figure.id: figure for figure in run.figures}
    return Measured(run, figures.get(result["figure"].text))


def _figure_flaw(figure: Node, run: Run) -> Iterator[Diagnostic]:
    known = [figure.id for figure in run.figures]
    if not known and figure:
        message = f"'{run.id}' is a pair and has no figures"
        yield Diagnostic(figure.path, message, "remove 'figure'", at_key=True)
    elif known and not figure:
        hint = f"add 'figure:' with one of {', '.join(known[:15])}"
        message = f"which figure of the benchmark '{run.id}'?"
        yield Diagnostic(figure.path, message, hint, at_key=True)
    elif known and figure.text not in known:
        message = f"the benchmark '{run.id}' has no figure '{clip(figure.text)}'"
        yield Diagnostic(figure.path, message, did_you_mean(figure.text, known))
