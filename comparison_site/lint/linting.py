"""Runs the editorial rules over a file, and leaves out what the file itself excuses."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from comparison_site.core.diagnostics import Diagnostic, Diagnostics, Level, did_you_mean
from comparison_site.core.tree import describe
from comparison_site.core.vocabulary import Rule
from comparison_site.lint import evidence, freshness, judgements
from comparison_site.lint.rule import REGISTERED, LintRule, Place, Review, rule
from comparison_site.loading.loader import Loaded
from comparison_site.model import Exemption

_MODULES = (evidence, freshness, judgements)  # importing them registers their rules


@rule(Rule.EXCEPTION_NOT_NEEDED, Level.ERROR)
def exception_not_needed(review: Review) -> Diagnostics:
    """An exception that outlives its remark hides the next one at the same place. So one that
    excuses nothing is an error, and so is one that names its place with a slip of the pen.
    """
    for number, exception in enumerate(review.comparison.lint.exceptions):
        if (exception.rule, exception.at) in review.remarked or _unknowable(review, exception):
            continue
        message = f"{exception.rule} has nothing to remark on at this place"
        near = [at for rule, at in review.remarked if rule == exception.rule]
        hint = did_you_mean(exception.at, sorted(near)) or "remove the exception"
        yield Diagnostic(("lint", "exceptions", number, "at"), message, hint)


def _unknowable(review: Review, exception: Exemption) -> bool:
    """Where no release is known, nobody can say that a verdict is not behind one."""
    return exception.rule is Rule.NEWER_RELEASE and not review.newest


ALL_RULES: tuple[LintRule, ...] = tuple(REGISTERED[code] for code in Rule)
RULES = tuple(rule for rule in ALL_RULES if rule.check is not exception_not_needed)
EXCEPTIONS = REGISTERED[Rule.EXCEPTION_NOT_NEEDED]


@dataclass(frozen=True)
class Report:
    """Everything found in one run, the worst first and then by place."""

    file: str
    remarks: tuple[Diagnostic, ...]

    def of(self, level: Level) -> tuple[Diagnostic, ...]:
        """The remarks of a level, by place."""
        return tuple(remark for remark in self.remarks if remark.level is level)

    @property
    def counts(self) -> dict[Level, int]:
        """How many remarks there are of each level."""
        found = Counter(remark.level for remark in self.remarks)
        return {level: found[level] for level in Level}

    def passes(self, strict: bool = False) -> bool:
        """Whether nothing was found that must not be: errors, and warnings where it is strict."""
        return not self.counts[Level.ERROR] and not (strict and self.counts[Level.WARNING])


def report(file: str, remarks: Iterable[Diagnostic]) -> Report:
    """Put remarks into the order in which they are read."""
    levels = list(Level)
    ranked = sorted(remarks, key=lambda one: (levels.index(one.level), one, one.rule))
    return Report(file, tuple(ranked))


def lint(
    loaded: Loaded, file: str, today: date, newest: Mapping[str, str] | None = None
) -> tuple[Diagnostic, ...]:
    """What the rules remark on in a file, without what its exceptions excuse.

    `file` is what remarks call it, `today` the day by which age is measured; `newest` gives the
    newest release of an option by its id, for as many as are known.
    """
    review = Review(loaded.comparison, loaded.document.root, today, newest or {})
    found = [remark for one in RULES for remark in _remarks(one, review)]
    remarked = frozenset(_place(review, one) for one in found)
    excused = {(exception.rule, exception.at) for exception in loaded.comparison.lint.exceptions}
    left = [one for one in found if _place(review, one) not in excused]
    useless = _remarks(EXCEPTIONS, replace(review, remarked=remarked))
    return tuple(loaded.document.place(one, file) for one in [*left, *useless])


def _remarks(one: LintRule, review: Review) -> Diagnostics:
    return (replace(found, rule=one.code, level=one.level) for found in one.check(review))


def _place(review: Review, found: Diagnostic) -> Place:
    return found.rule, describe(found.path, review.root.value)


Styled = Callable[[str, Level], str]

VERSION = "1.0"
_GITHUB = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "notice"}
_IN_TEXT = {ord(letter): f"%{ord(letter):02X}" for letter in "%\r\n"}
_IN_PROPERTY = {ord(letter): f"%{ord(letter):02X}" for letter in "%\r\n:,"}


def text_report(report: Report, styled: Styled = lambda text, _: text) -> str:
    """The remarks under a heading for each level; `styled` may colour headings."""
    return "\n\n".join(_paragraphs(report, styled))


def counted(report: Report) -> str:
    """How many remarks there are: `1 error, 2 warnings`; nothing where there are none."""
    counts = ((count, level) for level, count in report.counts.items() if count)
    return ", ".join(f"{count} {level}{'' if count == 1 else 's'}" for count, level in counts)


def _paragraphs(report: Report, styled: Styled) -> Iterator[str]:
    for level in Level:
        if remarks := report.of(level):
            yield styled(f"{level.capitalize()}s", level)
            for remark in remarks:
                first, *excerpt = str(remark).split("\n")
                yield "\n".join([f"{first} [{remark.rule}]", *excerpt])


def json_report(report: Report, passed: bool) -> str:
    """An object with `version`, `file`, `passed`, `counts` by level, and the `remarks`.

    A remark has `rule`, `level`, `file`, `line` and `column` (from 1; 0 where a whole file is
    meant), `where`, `message` and `hint`; the last three may be empty but for the message. Keys
    are only ever added.
    """
    keys = ("rule", "level", "file", "line", "column", "where", "message", "hint")
    content: dict[str, Any] = {
        "version": VERSION,
        "file": report.file,
        "passed": passed,
        "counts": report.counts,
        "remarks": [{key: getattr(remark, key) for key in keys} for remark in report.remarks],
    }
    return json.dumps(content, ensure_ascii=False, indent=1)


def github_report(report: Report) -> str:
    """One workflow command for each remark, which becomes an annotation on a pull request.

    https://docs.github.com/actions/reference/workflow-commands-for-github-actions; what must be
    escaped is what the runner unescapes (actions/toolkit, `command.ts`).
    """
    return "\n".join(_command(remark) for remark in report.remarks)


def _command(remark: Diagnostic) -> str:
    place = {"line": str(remark.line), "col": str(remark.column)} if remark.line else {}
    named = {"file": repository_path(remark.file)} | place | {"title": remark.rule}
    properties = ",".join(f"{key}={text.translate(_IN_PROPERTY)}" for key, text in named.items())
    return f"::{_GITHUB[remark.level]} {properties}::{remark.words.translate(_IN_TEXT)}"


def repository_path(file: str) -> str:
    """The file relative to the working folder, if it is in there, with slashes."""
    path = Path(file)
    if path.is_absolute() and path.is_relative_to(Path.cwd()):
        path = path.relative_to(Path.cwd())
    return path.as_posix()
