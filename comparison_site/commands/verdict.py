"""`build.py verdict`: change a verdict in the data, with its history, dates and scenarios."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from difflib import unified_diff
from pathlib import Path
from typing import Any

import click

from comparison_site.authoring.difference import Compared, difference, report
from comparison_site.authoring.drafting import Draft, DraftError, SavingError, save
from comparison_site.authoring.evidence_gate import missing
from comparison_site.authoring.git import RevisionError
from comparison_site.authoring.verdicts import Decision, DecisionError, decided
from comparison_site.authoring.versions import present_version, version_at
from comparison_site.commands.common import Failure, data_option, loaded_file, templates
from comparison_site.commands.decision import Pair, decision, text
from comparison_site.core.characters import visible
from comparison_site.core.diagnostics import ComparisonError
from comparison_site.core.vocabulary import Confidence, Icon, Kind
from comparison_site.loading.loader import Loaded, load_bytes
from comparison_site.pages.rendering import report_renderer
from comparison_site.results.files import Folder


@dataclass(frozen=True)
class Amended:
    """A file's new bytes, and what they say."""

    raw: bytes
    loaded: Loaded


def amended(raw: bytes, present: Loaded, decision: Decision, file: Path) -> Amended:
    """The bytes of a file with a decision in them; `present` is what they say now.

    A byte order mark and the line ends stay. Raises DecisionError and DraftError as `decided`
    does, and ComparisonError if the result would be broken.
    """
    mark = _MARK if raw.startswith(_MARK) else b""
    draft = Draft(raw.removeprefix(_MARK).decode("utf-8"))
    new = mark + decided(draft, present.comparison, decision).text.encode("utf-8")
    return Amended(new, load_bytes(new, str(file), files=Folder(file.parent)))


def unified(before: bytes, after: bytes, name: str) -> str:
    """The lines that differ, as patches show them; nothing in them can speak to a terminal."""
    old, new = (raw.decode("utf-8-sig").splitlines() for raw in (before, after))
    lines = unified_diff(old, new, name, name, lineterm="")
    return "".join(f"{visible(line)}\n" for line in lines)


@click.command()
@click.argument("criterion")
@click.option("--option", metavar="ID", help="The option that wins now.")
@click.option(
    "--part",
    "parts",
    type=Pair(),
    multiple=True,
    metavar="ID=PURPOSE",
    help="What an option is better for, in a split. Give two or more.",
)
@click.option(
    "--kind",
    type=click.Choice([kind.value for kind in Kind]),
    help="Needed for a tie and for what is not known.",
)
@click.option("--adopt", is_flag=True, help="Publish what the verdict's open proposal says.")
@click.option("--confirm", is_flag=True, help="You reviewed the verdict, and it still holds.")
@click.option("--because", callback=text, help="The reason that readers see beside the verdict.")
@click.option("--why", callback=text, help="Why it changed, for the history. [default: --because]")
@click.option("--label", callback=text, help="The words on the badge.")
@click.option("--icon", type=click.Choice([icon.value for icon in Icon]), help="Its drawing.")
@click.option(
    "--confidence",
    type=click.Choice([level.value for level in Confidence]),
    help="How sure you are.",
)
@click.option("--flips-if", callback=text, help="What would flip the new verdict.")
@click.option(
    "--source",
    "reread",
    multiple=True,
    metavar="ID",
    help="A source that you have read again; its accessed_on becomes the day.",
)
@click.option(
    "--despite",
    type=Pair(),
    multiple=True,
    metavar="SCENARIO=TEXT",
    help="Why a scenario's advice stands, though the verdict is against it now.",
)
@click.option(
    "--on",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="The day of the change. [default: today]",
)
@click.option("--dry-run", is_flag=True, help="Show the lines that would change; write nothing.")
@data_option
def verdict(data: Path, dry_run: bool, **given: Any) -> None:
    """Change the verdict on a CRITERION, and only the characters that say it.

    Writes what the verdict was into its history, sets the day of the review and the versions
    judged, checks the whole, and tells what readers will see differently. Nothing is written if
    the result would be broken. Comments and layout stay. With --confirm, the verdict stays as
    well, and only the review is recorded.

    \b
    Examples: python build.py verdict speed --option bus --because "It has a lane." --source survey
              python build.py verdict speed --part bicycle=near --part bus=far --because "So it is."
              python build.py verdict speed --kind tie --label Level --because "Both are quick."
              python build.py verdict speed --adopt --why "Nobody has answered the proposal."
              python build.py verdict speed --confirm --source survey

    Exit codes: 0 written, 1 refused, 2 wrong usage.
    """
    present = loaded_file(data)
    decided = decision(present, given)
    before = data.read_bytes()
    after = _amended(before, present, decided, data)
    if dry_run:
        click.echo(unified(before, after.raw, str(data)))
        click.echo(f"Nothing was written to {data}. Readers would see:\n")
    else:
        _save(data, before, after.raw)
        click.echo(f"Wrote the verdict to {data}. Readers will see:\n")
    _tell(data, present, after.loaded)
    for note in _notes(data, decided, present, after.loaded):
        click.echo(note)


def _amended(raw: bytes, present: Loaded, decided: Decision, data: Path) -> Amended:
    try:
        return amended(raw, present, decided, data)
    except (DecisionError, DraftError) as error:
        raise Failure(visible(f"{error}.\n{_UNTOUCHED.format(data)}")) from error
    except ComparisonError as error:
        told = "\n\n".join(str(problem) for problem in error.problems)
        reason = f"With this verdict, the file would not be right:\n\n{told}"
        raise Failure(f"{reason}\n\n{_UNTOUCHED.format(data)}") from error


_UNTOUCHED = "Nothing was written: {} is as it was."


def _save(data: Path, before: bytes, after: bytes) -> None:
    try:
        save(data, before, after)
    except SavingError as error:
        raise Failure(str(error)) from error


def _tell(data: Path, before: Loaded, after: Loaded) -> None:
    found = difference(present_version(before), present_version(after))
    click.echo(report(found, Compared(str(data)), report_renderer(templates())))


def _notes(data: Path, decided: Decision, before: Loaded, after: Loaded) -> Iterable[str]:
    """What an editor should look at next."""
    was = before.comparison.criterion(decided.criterion).verdict
    now = after.comparison.criterion(decided.criterion).verdict
    if not decided.flips_if and not decided.confirm:
        yield f"Still true? What would flip it: {now.flips_if}"
    if not decided.label and now.published.label != was.published.label and decided.outcome:
        yield f"The badge says '{now.published.label}' now; --label gives it better words."
    lacking = [problem.headline for problem in _lacking(data, after)]
    if lacking:
        yield "\n".join(["Still missing, compared with HEAD:", *lacking])


def _lacking(data: Path, after: Loaded) -> tuple[Any, ...]:
    """What the evidence gate would still ask for; nothing where git cannot say."""
    try:
        then = version_at(data, "HEAD")
    except (RevisionError, ComparisonError):
        return ()
    return missing(then.comparison, after, str(data), date.today())


_MARK = b"\xef\xbb\xbf"
