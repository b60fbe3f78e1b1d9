"""Runs the editorial rules over a file, and leaves out what the file itself excuses."""

import json
from collections.abc import Callable, Collection, Iterable, Mapping, Set
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from comparison_site.core.characters import one_line
from comparison_site.core.counting import many
from comparison_site.core.diagnostics import Diagnostic, Diagnostics, Level, did_you_mean
from comparison_site.core.vocabulary import Rule
from comparison_site.lint import evidence, judgements, order, repeats
from comparison_site.lint.review import Review
from comparison_site.loading.loader import Loaded
from comparison_site.model.schema import is_free_text

# Rules that are not named here warn.
_LEVELS = {
    Rule.HIGH_CONFIDENCE_ON_OPINION: Level.ERROR, Rule.EXCEPTION_NOT_NEEDED: Level.ERROR,
    Rule.PLACEHOLDER_LEFT: Level.ERROR,
    Rule.REVIEW_OVERDUE: Level.NOTE, Rule.NEWER_RELEASE: Level.NOTE,
    Rule.MEASURED_BEFORE: Level.NOTE, Rule.JUDGED_ON_ANOTHER_VERSION: Level.NOTE,
    Rule.FEW_POINTS_FOR_POSITION: Level.NOTE,
}  # fmt: skip


@dataclass(frozen=True)
class LintRule:
    """A rule of the lint: its code, and the function of that name, which looks at a review."""

    code: Rule
    level: Level
    check: Callable[[Review], Diagnostics]

    @property
    def reason(self) -> str:
        """Why the rule is there: its function's docstring, in one paragraph."""
        return one_line(self.check.__doc__ or "")

    def remarks(self, review: Review) -> Diagnostics:
        """What the rule remarks on, under its code and at its level. A draft is still written."""
        is_written = self.code is Rule.PLACEHOLDER_LEFT and review.comparison.draft
        level = Level.WARNING if is_written else self.level
        return (replace(one, rule=self.code, level=level) for one in self.check(review))


def exception_not_needed(review: Review) -> Diagnostics:
    """An exception that outlives its remark hides the next one at the same place. So one that
    excuses nothing is an error, and so is one that names its place with a slip of the pen.
    """
    for number, exception in enumerate(review.comparison.lint.exceptions):
        # Where no release is known, nobody can say that a verdict is not behind one.
        unknowable = exception.rule is Rule.NEWER_RELEASE and not review.newest
        if unknowable or (exception.rule, exception.at) in review.remarked:
            continue
        message = f"{exception.rule} has nothing to remark on at this place"
        near = sorted(at for rule, at in review.remarked if rule == exception.rule)
        hint = did_you_mean(exception.at, near) or "remove the exception"
        yield Diagnostic(("lint", "exceptions", number, "at"), message, hint)


_CHECKS = vars(evidence) | vars(judgements) | vars(order) | vars(repeats)
_CHECKS["exception_not_needed"] = exception_not_needed
ALL_RULES = tuple(
    LintRule(code, _LEVELS.get(code, Level.WARNING), _CHECKS[code.replace("-", "_")])
    for code in Rule
)

VERSION = "1.0"
_GITHUB = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "notice"}
_IN_TEXT = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTY = _IN_TEXT | str.maketrans({":": "%3A", ",": "%2C"})


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
        return {level: len(self.of(level)) for level in Level}

    def passes(self, strict: bool = False) -> bool:
        """Whether nothing was found that must not be: errors, and warnings where it is strict."""
        return not self.counts[Level.ERROR] and not (strict and self.counts[Level.WARNING])

    def without(self, remarks: Collection[Diagnostic]) -> "Report":
        """The report with all but some of its remarks."""
        return replace(self, remarks=tuple(one for one in self.remarks if one not in remarks))

    def as_text(self, styled: Callable[[str, Level], str] = lambda text, _: text) -> str:
        """The remarks under a heading for each level; `styled` may colour headings."""
        paragraphs = []
        for level in (level for level in Level if self.of(level)):
            paragraphs.append(styled(f"{level.capitalize()}s", level))
            paragraphs += [one.coded for one in self.of(level)]
        return "\n\n".join(paragraphs)

    @property
    def counted(self) -> str:
        """How many remarks there are: `1 error, 2 warnings`; nothing where there are none."""
        counts = {level: count for level, count in self.counts.items() if count}
        return ", ".join(many(n, level) for level, n in counts.items())

    def as_json(self, passed: bool) -> str:
        """An object with `version`, `file`, `passed`, `counts` by level, and the `remarks`.

        `line` and `column` of a remark count from 1 and are 0 for a whole file; `where`, `hint` and
        `paste` may be empty. Keys are only ever added.
        """
        keys = ("rule", "level", "file", "line", "column", "where", "message", "hint", "paste")
        content: dict[str, Any] = {
            "version": VERSION,
            "file": self.file,
            "passed": passed,
            "counts": self.counts,
            "remarks": [{key: getattr(remark, key) for key in keys} for remark in self.remarks],
        }
        return json.dumps(content, ensure_ascii=False, indent=1)

    def as_github(self) -> str:
        """One workflow command for each remark, which becomes an annotation on a pull request.

        https://docs.github.com/actions/reference/workflow-commands-for-github-actions; what must be
        escaped is what the runner unescapes (actions/toolkit, `command.ts`).
        """
        commands, here = [], Path.cwd()
        for remark in self.remarks:
            path = Path(remark.file)
            file = path.relative_to(here) if path.is_relative_to(here) else path
            place = {"line": str(remark.line), "col": str(remark.column)} if remark.line else {}
            named = {"file": file.as_posix()} | place | {"title": remark.rule}
            placed = ",".join(f"{key}={it.translate(_IN_PROPERTY)}" for key, it in named.items())
            paste = f"\n\n{remark.paste}" if remark.paste else ""
            words = f"{remark.words}{paste}".translate(_IN_TEXT)
            commands.append(f"::{_GITHUB[remark.level]} {placed}::{words}")
        return "\n".join(commands)


def report(file: str, remarks: Iterable[Diagnostic]) -> Report:
    """Put remarks into the order in which they are read."""
    levels = list(Level)
    ranked = sorted(remarks, key=lambda one: (levels.index(one.level), one, one.rule))
    return Report(file, tuple(ranked))


def errors(
    loaded: Loaded, file: str, today: date, newest: Mapping[str, str] | None = None
) -> tuple[Diagnostic, ...]:
    """What the rules call errors, as `lint` finds them: nothing that has one is published.

    Only what can be an error, or can show that an exception is needless, is looked at.
    """
    excused = {exception.rule for exception in loaded.comparison.lint.exceptions}
    asked = {rule.code for rule in ALL_RULES if rule.level is Level.ERROR}
    found = lint(loaded, file, today, newest, asked | excused)
    return tuple(one for one in found if one.level is Level.ERROR)


def lint(
    loaded: Loaded,
    file: str,
    today: date,
    newest: Mapping[str, str] | None = None,
    of: Set[str] = frozenset(Rule),
) -> tuple[Diagnostic, ...]:
    """What the rules remark on in a file, without what its exceptions excuse.

    `file` is what remarks call it, `today` the day by which age is measured; `newest` gives the
    newest release of an option by its id, for as many as are known. `of` are the rules that are
    asked, all of them unless it says some; the last one, which looks at what the others remarked
    on, always is.
    """
    document = loaded.document
    cut = tuple(path for path in document.cut if is_free_text(path))
    review = Review(loaded.comparison, document.root, today, newest or {}, cut=cut)
    *others, last = ALL_RULES
    rules = [rule for rule in others if rule.code in of]
    found = [loaded.document.place(each, file) for one in rules for each in one.remarks(review)]
    remarked = frozenset((one.rule, one.where) for one in found)
    excused = {(exception.rule, exception.at) for exception in loaded.comparison.lint.exceptions}
    left = [one for one in found if (one.rule, one.where) not in excused]
    useless = last.remarks(replace(review, remarked=remarked))
    return (*left, *(loaded.document.place(one, file) for one in useless))
