"""Reads result files, by day or not, with the words and the programs that stand beside them."""

import hashlib
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from posixpath import basename, dirname, join
from typing import Any, TypeVar

from pydantic import BaseModel

from comparison_site.core.diagnostics import ComparisonError, Diagnostic, did_you_mean
from comparison_site.core.tree import Node, clip
from comparison_site.results.about import AboutRuns, Runtime
from comparison_site.results.files import Files, UnreadableError
from comparison_site.results.parsing import parse_about, parse_result, parse_toml
from comparison_site.results.records import Result
from comparison_site.results.runs import Code, Run

D = TypeVar("D", bound=BaseModel)

_LARGEST = 1_000_000
_LONGEST = 100_000
_MOST_EARLIER = 50
_BY_DAY = re.compile(r"([^.]+)\.(\d{4}-\d\d-\d\d)(?:-([2-9]|[1-9]\d{1,3}))?\.json")


@dataclass(frozen=True)
class Reader:
    """Reads result files. `missing` says what is wrong with each file that is not there.

    `former` holds the ids that options have now, by former ones, which old results still name;
    `declared` what was read of the files that several results share.
    """

    files: Files
    base: str
    former: Mapping[str, str]
    missing: dict[str, str] = field(default_factory=dict)
    problems: list[Diagnostic] = field(default_factory=list)
    declared: dict[str, Any] = field(default_factory=dict)
    listed: dict[str, list[str]] = field(default_factory=dict)

    def runs(self, names: Iterable[str]) -> dict[str, Run]:
        """The runs that are right, by their file."""
        runs: dict[str, Run] = {}
        first: dict[str, str] = {}
        for file in dict.fromkeys(names):
            try:
                run = runs[file] = self._run(file)
            except UnreadableError as error:
                self.missing[file] = str(error)
            except ComparisonError as error:
                self.problems.extend(error.problems)
            else:
                if first.setdefault(run.id, file) != file:
                    message = f"the id '{run.id}' is that of {first[run.id]} as well"
                    self.problems.append(self._problem(file, message))
        return runs

    def flaw(self, file: Node) -> Diagnostic | None:
        """What is wrong with the name of a file that is not there."""
        if file.text not in self.missing:
            return None
        message = f"'{clip(file.text)}': {self.missing[file.text]}"
        folder = dirname(file.text)
        names = [undated(join(folder, name)) for name in self.files.names(folder)]
        hint = did_you_mean(file.text, names)
        return Diagnostic(file.path, message, hint if hint.startswith("did") else "")

    def _run(self, file: str) -> Run:
        """The newest run of a task, with those before it."""
        if undated(file) != file:
            called = basename(undated(file))
            raise UnreadableError(f"that is one day's; name {called}, of which the newest counts")
        folder = dirname(file)
        if folder not in self.listed:
            self.listed[folder] = self.files.names(folder)
        names = [join(folder, name) for name in self.listed[folder]]
        recorded = [self._recorded(name) for name in names if undated(name) == file]
        recorded = recorded or [self._recorded(file)]
        recorded.sort(key=lambda one: (one[1].measured_on, one[0]), reverse=True)
        first, *earlier = recorded[: _MOST_EARLIER + 1]
        firsts = {result.measured_on for number, result, _ in recorded if number == 1}
        run = replace(self._told(file, *first[1:]), turn=max(first[0], 1))
        before = tuple(
            replace(
                run, result=self._named(result), raw=raw, codes={},
                before=_day(result, n, firsts), turn=max(n, 1),
            )
            for n, result, raw in earlier
        )  # fmt: skip
        return replace(run, earlier=before)

    def _recorded(self, file: str) -> tuple[int, Result, bytes]:
        """Which run of its day it is, its result, and the bytes."""
        raw = self.files.read(file, _LARGEST)
        result = parse_result(raw, join(self.base, file))
        if result.id == "index":  # the address of the list of all runs
            message = "the id 'index' is reserved; choose another word"
            raise ComparisonError([self._problem(file, message, "id")])
        found = _BY_DAY.fullmatch(basename(file))
        day, called = result.measured_on.isoformat(), f"but the file is called {basename(file)}"
        if f"{result.id}.json" != basename(undated(file)):  # the name is the page's address
            message = f"the id is '{result.id}', {called}"
            raise ComparisonError([self._problem(file, message, "id")])
        if found and found[2] != day:
            problem = self._problem(file, f"the day is {day}, {called}", "measured_on")
            raise ComparisonError([problem])
        return int(found[3] or 1) if found else 0, result, raw

    def _told(self, file: str, result: Result, raw: bytes) -> Run:
        """A result with the words about it."""
        home = _home(file, result)
        words = f"{home}/{'task' if result.kind == 'pair' else result.kind}.toml"
        try:
            typed = self.files.read(words, _LONGEST)
        except UnreadableError as error:
            problem = self._problem(words, f"{error}; it says what the result shows")
            raise ComparisonError([problem]) from error
        about = parse_about(typed, join(self.base, words), result.kind)
        folder, codes = dirname(dirname(file)), dict(self._codes(result, home))
        again = self._declared(f"{folder}/evidence.toml", AboutRuns) or AboutRuns()
        return Run(file, self._named(result), about, raw, codes, self._names(result, folder), again)

    def _named(self, result: Result) -> Result:
        """The result with the ids that options have now."""
        named: Result = _renamed(result, self.former) if self.former else result
        return named

    def _declared(self, file: str, model: type[D]) -> D | None:
        """The record of a TOML file that need not be there; raises ComparisonError."""
        if file not in self.declared:
            try:
                raw = self.files.read(file, _LONGEST)
            except UnreadableError:
                self.declared[file] = None
            else:
                self.declared[file] = parse_toml(model, raw, join(self.base, file))
        found: D | None = self.declared[file]
        return found

    def _names(self, result: Result, folder: str) -> dict[str, str]:
        """The names that environments have in their declarations."""
        found: dict[str, str] = {}
        for name in result.environments:
            for file in (f"runtimes/{name}/runtime.toml", f"options/{name}/option.toml"):
                if declared := self._declared(f"{folder}/{file}", Runtime):
                    found.setdefault(name, declared.name)
        return found

    def _codes(self, result: Result, home: str) -> Iterator[tuple[str, Code]]:
        """The files as they stand now. Only those beside the task, whatever the result says."""
        for program in result.programs if result.kind == "pair" else ():
            with suppress(UnreadableError):
                raw = self.files.read(f"{home}/{basename(program.file)}", _LONGEST)
                same = hashlib.sha256(raw).hexdigest() == program.sha256
                yield program.id, Code(raw.decode("utf-8", "replace").expandtabs(4), same)

    def _problem(self, file: str, message: str, where: str = "") -> Diagnostic:
        return Diagnostic.at(join(self.base, file), 0, 0, message, where=where)


def folders_of(run: Run) -> tuple[str, ...]:
    """The folders, beside the comparison, in which everything stands that was read for a run."""
    file, result = run.file, run.result
    folder = dirname(dirname(file))
    kinds = ("runtimes", "options")
    declared = (join(folder, kind, name) for name in result.environments for kind in kinds)
    return dirname(file), _home(file, result), folder, *declared


def undated(file: str) -> str:
    """What a source calls the file of a day."""
    found = _BY_DAY.fullmatch(basename(file))
    return join(dirname(file), f"{found[1]}.json") if found else file


def _day(result: Result, number: int, firsts: Collection[date]) -> str:
    """A name for a run among those of its task: its day, and which run of that day it was.

    A file that does not say its day comes before the first that does: `firsts` are their days.
    """
    is_first = number == 1 or (number == 0 and result.measured_on not in firsts)
    return f"{result.measured_on}" if is_first else f"{result.measured_on}-{number}"


def _home(file: str, result: Result) -> str:
    return join(dirname(dirname(file)), f"{result.kind}s", result.id)


def _renamed(part: Any, former: Mapping[str, str]) -> Any:
    """A part of a result in which the ids of options are those that they have now."""
    if isinstance(part, tuple):
        return tuple(_renamed(one, former) for one in part)
    if not isinstance(part, BaseModel):
        return part
    fields = {name: _renamed(getattr(part, name), former) for name in type(part).model_fields}
    for name in fields.keys() & {"option", "environment"}:
        fields[name] = former.get(fields[name], fields[name])
    if "environments" in fields:
        known = fields["environments"].items()
        fields["environments"] = {former.get(name, name): one for name, one in known}
    return part.model_copy(update=fields)
