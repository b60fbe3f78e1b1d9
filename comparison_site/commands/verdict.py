"""`build.py verdict`: change a verdict in the data, with its history, dates and scenarios."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import click

from comparison_site.authoring.amending import AmendingError, amend
from comparison_site.authoring.decisions import Decision, with_hint
from comparison_site.authoring.difference import Compared, report
from comparison_site.commands.common import Command, Failure, data_option, line, one_of, templates
from comparison_site.core.characters import visible
from comparison_site.core.diagnostics import Level
from comparison_site.core.vocabulary import Confidence, Icon, Kind
from comparison_site.loading.loader import load_file
from comparison_site.model import Comparison, Criterion, Option, Outcome
from comparison_site.pages.rendering import report_renderer

Pairs = tuple[tuple[str, str], ...]


def _pairs(_ctx: Any, _param: Any, texts: tuple[str, ...]) -> Pairs:
    """`ID=TEXT` as two words, each."""
    found = [(text, *text.partition("=")) for text in texts]
    for text, name, _, words in found:
        if not (name and words.strip()):
            raise click.BadParameter(f"'{text}' is not of the form ID=TEXT")
    return tuple((name.strip(), " ".join(words.split())) for _, name, _, words in found)


@click.command(cls=Command)
@click.argument("criterion")
@click.option("--option", metavar="ID", help="The option that wins now.")
@click.option(
    "--part",
    "parts",
    callback=_pairs,
    multiple=True,
    metavar="ID=PURPOSE",
    help="What an option is better for, in a split. Give two or more.",
)
@click.option("--kind", type=one_of(Kind), help="Needed for a tie and for what is not known.")
@click.option("--adopt", is_flag=True, help="Publish what the verdict's open proposal says.")
@click.option("--confirm", is_flag=True, help="You reviewed the verdict, and it still holds.")
@click.option("--because", callback=line, help="The reason that readers see beside the verdict.")
@click.option("--why", callback=line, help="Why it changed, for the history. [default: --because]")
@click.option("--label", callback=line, help="The words on the badge.")
@click.option("--icon", type=one_of(Icon), help="Its drawing.")
@click.option("--confidence", type=one_of(Confidence), help="How sure you are.")
@click.option("--flips-if", callback=line, help="What would flip the new verdict.")
@click.option(
    "--source",
    "reread",
    multiple=True,
    metavar="ID",
    help="A source that you have read again; its accessed_on becomes the day.",
)
@click.option(
    "--despite",
    callback=_pairs,
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
@click.option(
    "--against",
    callback=_pairs,
    multiple=True,
    metavar="RUN=TEXT",
    help="What a run of our own shows against the new verdict.",
)
@click.option(
    "--no-longer-against",
    multiple=True,
    metavar="RUN",
    help="A run that does not speak against the verdict any more.",
)
@click.option("--strict", is_flag=True, help="Refuse what check --strict would refuse.")
@click.option("--dry-run", is_flag=True, help="Show the lines that would change; write nothing.")
@data_option
def verdict(data: Path, dry_run: bool, strict: bool, **given: Any) -> None:
    """Change the verdict on a CRITERION, and only the characters that say it.

    Writes what the verdict was into its history, sets the day of the review and the versions
    judged, checks the whole as `check --since HEAD` would, and tells what readers will see
    differently and what the editorial rules remark on. Nothing is written if the result would be
    refused. Comments and layout stay; what goes is said. With --confirm, the verdict stays as
    well, and only the review is recorded.

    \b
    Examples: python build.py verdict speed --option bus --because "It has a lane." \\
                  --flips-if "The lane closes." --source survey
              python build.py verdict speed --part bicycle=near --part bus=far \\
                  --because "So it is." --flips-if "One is faster everywhere." --source survey
              python build.py verdict speed --kind tie --label Level --because "Both are quick." \\
                  --flips-if "One is faster by a minute." --source survey
              python build.py verdict speed --adopt --why "Nobody has answered the proposal." \\
                  --flips-if "The lane closes." --source survey
              python build.py verdict speed --confirm --source survey

    Exit codes: 0 written, 1 refused, 2 wrong usage.
    """
    present, before = load_file(data), data.read_bytes()
    decision = _decision(present.comparison, given)
    untouched = f"Nothing was written: {data} is as it was."
    try:
        made = amend(data, present, before, decision)
    except AmendingError as error:
        raise Failure(f"{error}\n\n{untouched}") from error
    warned = [one for one in made.remarks if one.level is Level.WARNING]
    if strict and warned:
        said = "\n\n".join(map(str, warned))
        raise Failure(f"With this verdict, check --strict would fail:\n\n{said}\n\n{untouched}")
    if dry_run:
        click.echo(f"{made.lines}\nNothing was written to {data}. Readers would see:\n")
    else:
        made.save()
        click.echo(f"Wrote the verdict to {data}. Readers will see:\n")
    click.echo(report(made.difference, Compared(str(data)), report_renderer(templates())))
    for note in made.notes:
        click.echo(note)
    if made.remarks:
        failing = ", and check --strict fails on it" if warned else ""
        click.echo(f"\nWhat the editorial rules remark on now{failing}:\n")
        click.echo("\n\n".join(map(str, made.remarks)))


def _decision(comparison: Comparison, given: dict[str, Any]) -> Decision:
    """What was decided, by the options' names; raises click.UsageError for what does not fit."""
    _require_known("criterion", given["criterion"], comparison.criteria)
    outcome = _outcome(comparison, given)
    adopt, because, why, on = (given.pop(name) for name in ("adopt", "because", "why", "on"))
    if not (because or given["confirm"] or (adopt and why)):
        raise click.UsageError("say why: --because TEXT" + (" or --why TEXT" * adopt))
    day, reason = on.date() if on else date.today(), why or because or ""
    words = {name: said for name, said in given.items() if name not in ("option", "parts", "kind")}
    return Decision(outcome=outcome, on=day, why=reason, because=because, **words)


def _outcome(comparison: Comparison, given: dict[str, Any]) -> Outcome | None:
    """Who comes out ahead; None to adopt the proposal, or to confirm what is published."""
    option, parts, kind = given["option"], given["parts"], given["kind"]
    if given["adopt"] or given["confirm"]:
        if option or parts or kind or (given["adopt"] and given["confirm"]):
            raise click.UsageError("--adopt and --confirm say who comes out ahead, each for itself")
        return None
    kind = kind or ("winner" if option else "split" if parts else "")
    if misfit := _misfit(kind, option, parts):
        raise click.UsageError(misfit)
    for name in [option] if option else dict(parts):
        _require_known("option", name, comparison.options)
    fields = {"kind": kind} | ({"option": option} if option else {})
    records = [{"option": name, "for": purpose} for name, purpose in parts]
    return Outcome.model_validate(fields | ({"parts": records} if records else {}))


def _misfit(kind: str, option: str | None, parts: Pairs) -> str:
    if not kind:
        ways = "--option ID, --part ID=PURPOSE twice, --kind tie, --kind unknown, --adopt"
        return f"say who comes out ahead: {ways} or --confirm"
    if (kind == "winner") != bool(option):
        return "a winner has one --option, and nothing else has"
    if (kind == "split") != bool(parts) or len(dict(parts)) != len(parts):
        return "a split has a --part for each of its options, and nothing else has"
    return "a split has two parts or more" if len(parts) == 1 else ""


def _require_known(noun: str, name: str, records: Iterable[Option | Criterion]) -> None:
    if name not in (known := [record.id for record in records]):
        raise click.UsageError(visible(with_hint(f"there is no {noun} '{name}'", name, known)))
