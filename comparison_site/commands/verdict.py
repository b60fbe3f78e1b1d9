"""`build.py verdict`: change a verdict in the data, with its history, dates and scenarios."""

from collections.abc import Iterable, Iterator
from datetime import date
from difflib import unified_diff
from pathlib import Path
from typing import Any

import click

from comparison_site.authoring.difference import Compared, difference, report
from comparison_site.authoring.editing import DraftError
from comparison_site.authoring.evidence_gate import missing
from comparison_site.authoring.git import RevisionError
from comparison_site.authoring.saving import save
from comparison_site.authoring.verdicts import Decision, DecisionError, decided, with_hint
from comparison_site.authoring.versions import present_version, version_at
from comparison_site.commands.common import Command, Failure, data_option, templates
from comparison_site.core.characters import visible
from comparison_site.core.diagnostics import ComparisonError
from comparison_site.core.vocabulary import Confidence, Icon, Kind, Words
from comparison_site.loading.loader import Loaded, load_bytes, load_file
from comparison_site.model import Comparison, Criterion, Option, Outcome
from comparison_site.pages.rendering import report_renderer
from comparison_site.results.files import Folder

_MARK = b"\xef\xbb\xbf"
Pairs = tuple[tuple[str, str], ...]


def _line(_ctx: Any, _param: Any, text: str | None) -> str | None:
    """A text of the data is one line of meaning."""
    return None if text is None else " ".join(text.split())


def _pairs(_ctx: Any, _param: Any, texts: tuple[str, ...]) -> Pairs:
    """`ID=TEXT` as two words, each."""
    found = [(text, *text.partition("=")) for text in texts]
    for text, name, _, words in found:
        if not (name and words.strip()):
            raise click.BadParameter(f"'{text}' is not of the form ID=TEXT")
    return tuple((name.strip(), " ".join(words.split())) for _, name, _, words in found)


def _one_of(words: type[Words]) -> click.Choice[str]:
    return click.Choice([word.value for word in words])


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
@click.option("--kind", type=_one_of(Kind), help="Needed for a tie and for what is not known.")
@click.option("--adopt", is_flag=True, help="Publish what the verdict's open proposal says.")
@click.option("--confirm", is_flag=True, help="You reviewed the verdict, and it still holds.")
@click.option("--because", callback=_line, help="The reason that readers see beside the verdict.")
@click.option("--why", callback=_line, help="Why it changed, for the history. [default: --because]")
@click.option("--label", callback=_line, help="The words on the badge.")
@click.option("--icon", type=_one_of(Icon), help="Its drawing.")
@click.option("--confidence", type=_one_of(Confidence), help="How sure you are.")
@click.option("--flips-if", callback=_line, help="What would flip the new verdict.")
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
    present = load_file(data)
    decision = _decision(present.comparison, given)
    before = data.read_bytes()
    raw, after = _amended(before, present, decision, data)
    if dry_run:
        click.echo(_unified(before, raw, str(data)))
        click.echo(f"Nothing was written to {data}. Readers would see:\n")
    else:
        save(data, before, raw)
        click.echo(f"Wrote the verdict to {data}. Readers will see:\n")
    found = difference(present_version(present), present_version(after))
    click.echo(report(found, Compared(str(data)), report_renderer(templates())))
    for note in _notes(data, decision, present.comparison, after):
        click.echo(note)


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


def _amended(raw: bytes, present: Loaded, decision: Decision, data: Path) -> tuple[bytes, Loaded]:
    """The bytes of a file with a decision in them, and what they say; the byte order mark stays."""
    untouched = f"Nothing was written: {data} is as it was."
    mark = _MARK if raw.startswith(_MARK) else b""
    try:
        text = decided(raw.removeprefix(mark).decode("utf-8"), present.comparison, decision)
        new = mark + text.encode("utf-8")
        return new, load_bytes(new, str(data), files=Folder(data.parent))
    except DecisionError as error:
        raise Failure(visible(f"{error}.\n{untouched}")) from error
    except DraftError as error:
        raise Failure(visible(f"{error}\n\n{untouched}")) from error
    except ComparisonError as error:
        told = "\n\n".join(map(str, error.problems))
        reason = f"With this verdict, the file would not be right:\n\n{told}"
        raise Failure(f"{reason}\n\n{untouched}") from error


def _unified(before: bytes, after: bytes, name: str) -> str:
    """The lines that differ, as patches show them; nothing in them can speak to a terminal."""
    old, new = (raw.decode("utf-8-sig").splitlines() for raw in (before, after))
    lines = unified_diff(old, new, name, name, lineterm="")
    return "".join(f"{visible(line)}\n" for line in lines)


def _notes(data: Path, decision: Decision, before: Comparison, after: Loaded) -> Iterator[str]:
    """What an editor should look at next."""
    was = before.criterion(decision.criterion).verdict
    now = after.comparison.criterion(decision.criterion).verdict
    if not decision.flips_if and not decision.confirm:
        yield f"Still true? What would flip it: {now.flips_if}"
    if not decision.label and now.published.label != was.published.label and decision.outcome:
        yield f"The badge says '{now.published.label}' now; --label gives it better words."
    try:
        then = version_at(data, "HEAD")
    except RevisionError:  # git cannot say what stood there
        return
    if lacking := missing(then.comparison, after, str(data), date.today()):
        yield "Still missing, compared with HEAD:"
        yield from (problem.headline for problem in lacking)
