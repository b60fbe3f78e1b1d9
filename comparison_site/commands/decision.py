"""From the options of `build.py verdict` to a decision, or to what is missing for one."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

import click

from comparison_site.authoring.verdicts import Decision, with_hint
from comparison_site.core.characters import visible
from comparison_site.loading.loader import Loaded
from comparison_site.model import Criterion, Option, Outcome


class Pair(click.ParamType[tuple[str, str]]):
    """`ID=TEXT` as two words."""

    name = "ID=TEXT"

    def convert(self, value: Any, param: Any, ctx: Any) -> tuple[str, str]:
        """The two words; click shows what is wrong with others."""
        if isinstance(value, tuple):
            return value
        name, sign, text = str(value).partition("=")
        if not (name and sign and text.strip()):
            self.fail(f"'{value}' is not of the form ID=TEXT", param, ctx)
        return name.strip(), _line(text)


def _line(text: str) -> str:
    """A text of the data is one line of meaning."""
    return " ".join(text.split())


def text(_ctx: Any, _param: Any, value: str | None) -> str | None:
    """A callback for options that hold a text."""
    return None if value is None else _line(value)


def decision(present: Loaded, given: dict[str, Any]) -> Decision:
    """What was decided, by the options' names; raises click.UsageError for what does not fit."""
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
    named = {"option": option, "parts": records}
    return Outcome.model_validate({"kind": kind, **{k: said for k, said in named.items() if said}})


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
