"""`build.py check`: is the data right, and what would a careful editor remark on?"""

from collections.abc import Set
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from comparison_site.commands.common import Command, Failure, data_option
from comparison_site.core.counting import many
from comparison_site.core.diagnostics import ComparisonError, Diagnostic, Level
from comparison_site.core.gate_rules import GateRule
from comparison_site.core.later import LaterModule
from comparison_site.core.vocabulary import Rule
from comparison_site.lint.left import LEFT, left
from comparison_site.lint.linting import Report, lint, report
from comparison_site.loading.drafts import DRAFT, unfinished
from comparison_site.loading.loader import Loaded
from comparison_site.publish.inputs import read_inputs, summary

if TYPE_CHECKING:
    from comparison_site.authoring import evidence_gate, git, spelling, versions
else:  # where there is nothing to remark on, and no revision to compare with, none is needed
    evidence_gate = LaterModule("comparison_site.authoring.evidence_gate")
    git = LaterModule("comparison_site.authoring.git")
    spelling = LaterModule("comparison_site.authoring.spelling")
    versions = LaterModule("comparison_site.authoring.versions")

TEXT = "text"
_FEW = 10
_COLOURS = {Level.ERROR: "red", Level.WARNING: "yellow", Level.NOTE: "blue"}


@click.command(cls=Command)
@data_option
@click.option("--strict", is_flag=True, help="Warnings fail as well; notes never do.")
@click.option(
    "--format",
    "form",
    type=click.Choice([TEXT, "json", "github"]),
    default=TEXT,
    show_default=True,
    help="For people, programs, or annotations on a pull request.",
)
@click.option("--notes", is_flag=True, help="In text, print the notes as well, not just how many.")
@click.option(
    "--since",
    metavar="REV",
    help="Also ask whether all that bends a verdict and has changed since this git revision says "
    "why, was reviewed, and is based on something new.",
)
@click.option("--new-file", is_flag=True, help="With --since: the file may be new since then.")
def check(data: Path, strict: bool, form: str, since: str | None, **more: bool) -> None:
    """Check the data and publish nothing.

    Mistakes in the data fail. So do the errors of the editorial rules, which the site's page for
    editors explains; with --strict, their warnings as well. Whatever fails without --strict and
    --since stops a build, an export and a diff, too.

    \b
    Example: python build.py check --data drafts/new.yaml
    Example: python build.py check --strict --format github
    Example: python build.py check --since main
    """
    found, holds = _checked(data, strict, form, since, more["new_file"])
    in_words = _in_words(found, holds, strict, more["notes"])
    click.echo(in_words if form == TEXT else _as(form, found, holds, strict))
    if found.passes(strict):
        return
    if form != TEXT:
        raise click.exceptions.Exit(1)
    if found.counts[Level.ERROR]:
        raise Failure("The check failed: fix the errors, or say in the data why one may stand.")
    if _to_do(found):
        raise Failure("The check failed: with --strict, nothing may be left to do.")
    raise Failure("The check failed: with --strict, warnings fail as well.")


def _checked(
    data: Path, strict: bool, form: str, since: str | None, new_file: bool
) -> tuple[Report, str]:
    """What is wrong with the data, or what the rules remark on; and what the data holds."""
    try:
        inputs = read_inputs(data)
    except ComparisonError as error:
        if form == TEXT:
            raise
        return report(str(data), error.problems), ""
    remarks = [*lint(inputs.loaded, str(data), date.today(), inputs.newest)]
    remarks += unfinished(inputs.loaded.whole, str(data))
    if strict or inputs.comparison.draft:
        remarks += left(inputs.loaded, str(data))
    lacking = _lacking(data, since, inputs.loaded, new_file) if since is not None else ()
    return report(str(data), (*remarks, *lacking)), f"{summary(inputs.comparison)}. "


def _lacking(data: Path, revision: str, present: Loaded, new_file: bool) -> tuple[Diagnostic, ...]:
    """What the changes of verdicts since a revision lack.

    A new file published no verdict then, so nothing can be missing; but whether it is new, only
    its editor knows: one that has got another name since was not there either.
    """
    try:
        then = versions.version_at(data, revision)
    except git.AbsentError as nothing:
        if new_file:
            return ()
        message, hint = f"there is nothing to compare with: {nothing}", "if it is new, --new-file"
        nothing_there = Diagnostic.at(str(data), 0, 0, message, hint=hint)
        return (replace(nothing_there, rule=evidence_gate.GATE),)
    return evidence_gate.missing(then.comparison, present, str(data), date.today())


def _as(form: str, found: Report, holds: str, strict: bool) -> str:
    """For programs: everything that was found."""
    if form == "json":
        return found.as_json(found.passes(strict))
    return f"{found.as_github()}\n{_last(found, holds)}".lstrip()


def _to_do(found: Report) -> list[Diagnostic]:
    """What is left to do before a comparison can be published, and keeps nobody from a draft."""
    return [one for one in found.remarks if one.rule in LEFT and one.level is not Level.ERROR]


def _in_words(found: Report, holds: str, strict: bool, notes: bool) -> str:
    """For people: notes only if asked for, drafts in a line each, how to let a remark stand."""
    drafts = [one for one in found.remarks if one.rule == DRAFT]
    to_do = _to_do(found)
    found = found.without([*drafts, *to_do])
    shown = found if notes else found.without(found.of(Level.NOTE))
    hidden = "; --notes shows them" if shown != found else ""
    remarks = shown.as_text(lambda text, level: click.style(text, _COLOURS[level], bold=True))
    told = "\n".join(one.headline for one in drafts)
    listed = _listed(to_do, len(to_do) if strict else _FEW)
    last = _last(found, holds, hidden) + _then(holds, len(to_do))
    paragraphs = [remarks, _excuse(shown), _waive(shown), listed, told, last]
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def _listed(to_do: list[Diagnostic], most: int) -> str:
    """What is left to do, or the first of it, each with its place."""
    if not to_do:
        return ""
    heading = click.style(
        "Left to do before it can be published", _COLOURS[Level.WARNING], bold=True
    )
    more = [f"and {len(to_do) - most} more; --strict lists all"] if len(to_do) > most else []
    return "\n".join([heading, "", *(one.headline for one in to_do[:most]), *more])


def _then(holds: str, count: int) -> str:
    """What an author of a draft does next."""
    if not holds.endswith("a draft. "):
        return ""
    if not count:
        return " Nothing is left to do: to publish it, remove the line 'draft: true'."
    are = many(count, "thing is", "things are")
    return f" {are} left to do; then remove the line 'draft: true' to publish it."


def _excuse(shown: Report) -> str:
    words = "To let a remark stand, add it with your reason under lint > exceptions"
    return _let_stand(shown, set(Rule) - {Rule.EXCEPTION_NOT_NEEDED}, words)


def _waive(shown: Report) -> str:
    words = "To let a change through without that, add it with your reason under waivers"
    words += "; it counts for this change alone, and readers see it"
    return _let_stand(shown, set(GateRule) - {GateRule.WAIVED}, words, f"on: {date.today()}, ")


def _let_stand(shown: Report, rules: Set[str], words: str, day: str = "") -> str:
    """How to let a remark of some rules stand, with the first one as the example."""
    if not (one := next((one for one in shown.remarks if one.rule in rules), None)):
        return ""
    at = spelling.quoted(one.where)
    return f"{words}:\n  - {{rule: {one.rule}, at: {at}, {day}because: ...}}"


def _last(found: Report, holds: str, more: str = "") -> str:
    return f"{found.file}: {holds}{found.counted or 'No problems found'}{more}."
