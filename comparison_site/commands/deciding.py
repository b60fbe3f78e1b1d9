"""What `verdict` and `scenario` share: who comes out ahead, why, and writing it or refusing to."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import reduce
from pathlib import Path
from typing import Any

import click

from comparison_site.authoring.changed_file import ChangedFile
from comparison_site.authoring.decisions import DecisionError, outcome_of, with_hint
from comparison_site.commands.common import (
    Failure,
    data_option,
    day_option,
    dry_run_option,
    line,
    one_of,
)
from comparison_site.commands.telling import tell
from comparison_site.core.characters import visible
from comparison_site.core.diagnostics import Level
from comparison_site.core.vocabulary import Kind
from comparison_site.loading.loader import Loaded, load_file
from comparison_site.model import Comparison, Criterion, Option, Outcome, Scenario
from comparison_site.model.identity import record_called

Pairs = tuple[tuple[str, str], ...]
Body = Callable[..., None]


def pairs(_ctx: Any, _param: Any, texts: tuple[str, ...]) -> Pairs:
    """`ID=TEXT` as two words, each."""
    found = [(text, *text.partition("=")) for text in texts]
    for text, name, _, words in found:
        if not (name and words.strip()):
            raise click.BadParameter(f"'{text}' is not of the form ID=TEXT")
    return tuple((name.strip(), " ".join(words.split())) for _, name, _, words in found)


def _together(*options: Callable[[Body], Body]) -> Callable[[Body], Body]:
    """Several options as one decorator."""
    return lambda body: reduce(lambda made, option: option(made), reversed(options), body)


def ranked(_ctx: Any, _param: Any, text: str | None) -> tuple[tuple[str, ...], ...]:
    """Options one after the other, as `a,b=c`: those with a sign of equality between are level."""
    places = text.split(",") if text else []
    found = tuple(tuple(name.strip() for name in place.split("=")) for place in places)
    if text is not None and not (len(found) > 1 and all(map(all, found))):
        raise click.BadParameter(f"'{text}' is not of the form ID,ID or ID,ID=ID")
    return found


outcome_options = _together(
    click.option(
        "--option", multiple=True, metavar="ID",
        help="The option that wins now. Give several if they lead together.",
    ),
    click.option(
        "--part", "parts", callback=pairs, multiple=True, metavar="ID=PURPOSE",
        help="What an option is better for, in a split. Give two or more.",
    ),
    click.option("--kind", type=one_of(Kind), help="Needed for tie and for unknown."),
    click.option("--adopt", is_flag=True, help="Publish what the open proposal says."),
    click.option("--confirm", is_flag=True, help="You reviewed it, and it still holds."),
    click.option("--because", callback=line, help="The reason that readers see."),
    click.option("--why", callback=line,
                 help="Why it changed, for the history. [default: --because]"),
)  # fmt: skip
"""The options that say who comes out ahead, and why."""

writing_options = _together(
    day_option("--on", "The day of the change. [default: today]"),
    click.option("--strict", is_flag=True, help="Refuse what check --strict would refuse."),
    dry_run_option,
    data_option,
)
"""The options that say when it was decided, and whether it is written."""


def decision_fields(comparison: Comparison, given: dict[str, Any]) -> dict[str, Any]:
    """The fields that every decision has, by their names.

    What they are made from is taken out of `given`. Raises click.UsageError for what does not fit.
    """
    outcome = _outcome(comparison, given)
    for name in ("option", "parts", "kind"):
        del given[name]
    adopt, because, why, on = (given.pop(name) for name in ("adopt", "because", "why", "on"))
    if not (because or given["confirm"] or (adopt and why)):
        raise click.UsageError("say why: --because TEXT" + (" or --why TEXT" * adopt))
    day, reason = on.date() if on else date.today(), why or because or ""
    return {"outcome": outcome, "on": day, "why": reason, "because": because}


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
    for name in option or dict(parts):
        require_known("option", name, comparison.options)
    return outcome_of(kind, option, parts)


def _misfit(kind: str, option: tuple[str, ...], parts: Pairs) -> str:
    if not kind:
        ways = "--option ID, --part ID=PURPOSE twice, --kind tie, --kind unknown, --adopt"
        return f"say who comes out ahead: {ways} or --confirm"
    if (kind == "winner") != bool(option):
        return "a winner has an --option, several if they lead together, and nothing else has"
    if (kind == "split") != bool(parts) or len(dict(parts)) != len(parts):
        return "a split has a --part for each of its options, and nothing else has"
    return "a split has two parts or more" if len(parts) == 1 else ""


def require_known(noun: str, name: str, records: Iterable[Option | Criterion | Scenario]) -> None:
    """Raises click.UsageError where no record has this id."""
    known = list(records)
    record = record_called(known, name)
    if not record or record.id != name:
        words = f"there is no {noun} '{name}'"
        hinted = with_hint(words, name, [one.id for one in known])
        said = f"{words}; it is called '{record.id}' now" if record else hinted
        raise click.UsageError(visible(said))


def write(
    data: Path,
    noun: str,
    amended: Callable[[Loaded, bytes], ChangedFile],
    *,
    strict: bool,
    dry_run: bool,
) -> ChangedFile:
    """Write what was decided into a file, and say what it changes; Failure if it cannot be.

    `amended` gets what the file says, and its bytes.
    """
    untouched = f"Nothing was written: {data} is as it was."
    present, before = load_file(data), data.read_bytes()
    try:
        made = amended(present, before)
    except DecisionError as error:
        raise Failure(f"{error}\n\n{untouched}") from error
    warned = [one for one in made.remarks if one.level is Level.WARNING]
    if strict and warned:
        said = "\n\n".join(map(str, warned))
        raise Failure(f"With this, check --strict would fail:\n\n{said}\n\n{untouched}")
    tell(made, f"the {noun}", dry_run=dry_run, fails=bool(warned))
    return made
