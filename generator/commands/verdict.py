"""`build.py verdict`: change a verdict in the data, and what goes along with it."""

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from generator.commands.common import TEMPLATES, Failure, data_option, loaded_file
from generator.commands.earlier import version_at
from generator.editing.amending import Amended, amended, unified
from generator.editing.difference import difference
from generator.editing.drafting import DraftError
from generator.editing.gate import missing
from generator.editing.report import Compared, report
from generator.editing.revisions import RevisionError
from generator.editing.saving import SavingError, save
from generator.editing.verdicts import Decision, DecisionError, with_hint
from generator.errors import ComparisonError
from generator.loading.loader import Loaded
from generator.loading.screening import visible
from generator.model import Criterion, Option, Outcome
from generator.site.rendering import report_renderer
from generator.vocabulary import Confidence, Icon, Kind


class _Pair(click.ParamType[tuple[str, str]]):
    """`ID=TEXT` as two words."""

    name = "ID=TEXT"

    def convert(self, value: Any, param: Any, ctx: Any) -> tuple[str, str]:
        if isinstance(value, tuple):
            return value
        name, sign, text = str(value).partition("=")
        if not (name and sign and text.strip()):
            self.fail(f"'{value}' is not of the form ID=TEXT", param, ctx)
        return name.strip(), _line(text)


def _line(text: str) -> str:
    """A text of the data is one line of meaning."""
    return " ".join(text.split())


def _text(_ctx: Any, _param: Any, value: str | None) -> str | None:
    return None if value is None else _line(value)


@click.command()
@click.argument("criterion")
@click.option("--option", metavar="ID", help="The option that wins now.")
@click.option(
    "--part",
    "parts",
    type=_Pair(),
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
@click.option("--because", callback=_text, help="The reason that readers see beside the verdict.")
@click.option("--why", callback=_text, help="Why it changed, for the history. [default: --because]")
@click.option("--label", callback=_text, help="The words on the badge.")
@click.option("--icon", type=click.Choice([icon.value for icon in Icon]), help="Its drawing.")
@click.option(
    "--confidence",
    type=click.Choice([level.value for level in Confidence]),
    help="How sure you are.",
)
@click.option("--flips-if", callback=_text, help="What would flip the new verdict.")
@click.option(
    "--source",
    "reread",
    multiple=True,
    metavar="ID",
    help="A source that you have read again; its accessed_on becomes the day.",
)
@click.option(
    "--despite",
    type=_Pair(),
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
    decision = _decision(present, given)
    before = data.read_bytes()
    after = _amended(before, present, decision, data)
    if dry_run:
        click.echo(unified(before, after.raw, str(data)))
        click.echo(f"Nothing was written to {data}. Readers would see:\n")
    else:
        _save(data, before, after.raw)
        click.echo(f"Wrote the verdict to {data}. Readers will see:\n")
    _tell(data, present, after.loaded)
    for note in _notes(data, decision, present, after.loaded):
        click.echo(note)


def _decision(present: Loaded, given: dict[str, Any]) -> Decision:
    _require_known("criterion", given["criterion"], present.comparison.criteria)
    outcome = _outcome(present, given)
    because, why = given["because"], given["why"]
    if not (because or given["confirm"] or (given["adopt"] and why)):
        raise click.UsageError("say why: --because TEXT" + (" or --why TEXT" * given["adopt"]))
    on = given["on"]
    return Decision(
        criterion=given["criterion"],
        outcome=outcome,
        on=on.date() if isinstance(on, datetime) else date.today(),
        why=why or because or "",
        confirm=given["confirm"],
        because=because,
        **{name: given[name] for name in ("label", "icon", "confidence", "flips_if")},
        reread=given["reread"],
        despite=given["despite"],
    )


def _outcome(present: Loaded, given: dict[str, Any]) -> Outcome | None:
    """Who comes out ahead; None to adopt the proposal, or to confirm what is published."""
    option, parts, kind = given["option"], given["parts"], given["kind"]
    if given["adopt"] or given["confirm"]:
        if option or parts or kind or (given["adopt"] and given["confirm"]):
            raise click.UsageError("--adopt and --confirm say who comes out ahead, each for itself")
        return None
    kind = kind or ("winner" if option else "split" if parts else "")
    _require_fitting(kind, option, parts)
    for name in [option] if option else [name for name, _ in parts]:
        _require_known("option", name, present.comparison.options)
    records = [{"option": name, "for": purpose} for name, purpose in parts]
    return Outcome.model_validate({"kind": kind, "option": option, "parts": records})


def _require_fitting(kind: str, option: str | None, parts: tuple[tuple[str, str], ...]) -> None:
    if not kind:
        ways = "--option ID, --part ID=PURPOSE twice, --kind tie, --kind unknown, --adopt"
        raise click.UsageError(f"say who comes out ahead: {ways} or --confirm")
    if (kind == "winner") != bool(option):
        raise click.UsageError("a winner has one --option, and nothing else has")
    if (kind == "split") != bool(parts) or len({name for name, _ in parts}) != len(parts):
        raise click.UsageError("a split has a --part for each of its options, and nothing else has")
    if len(parts) == 1:
        raise click.UsageError("a split has two parts or more")


def _require_known(noun: str, name: str, records: Iterable[Option | Criterion]) -> None:
    known = [record.id for record in records]
    if name not in known:
        raise click.UsageError(visible(with_hint(f"there is no {noun} '{name}'", name, known)))


def _amended(raw: bytes, present: Loaded, decision: Decision, data: Path) -> Amended:
    try:
        return amended(raw, present, decision, data)
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
    found = difference(before.comparison, after.comparison)
    click.echo(report(found, Compared(str(data)), report_renderer(TEMPLATES)))


def _notes(data: Path, decision: Decision, before: Loaded, after: Loaded) -> Iterable[str]:
    """What an editor should look at next."""
    was = before.comparison.criterion(decision.criterion).verdict
    now = after.comparison.criterion(decision.criterion).verdict
    if not decision.flips_if and not decision.confirm:
        yield f"Still true? What would flip it: {now.flips_if}"
    if not decision.label and now.published.label != was.published.label and decision.outcome:
        yield f"The badge says '{now.published.label}' now; --label gives it better words."
    lacking = [problem.headline for problem in _lacking(data, after)]
    if lacking:
        yield "\n".join(["Still missing, compared with HEAD:", *lacking])


def _lacking(data: Path, after: Loaded) -> tuple[Any, ...]:
    """What the evidence gate would still ask for; nothing where git cannot say."""
    try:
        then = version_at(data, "HEAD", after)
    except (RevisionError, Failure):
        return ()
    return missing(then.earlier.comparison, after, str(data), date.today())
