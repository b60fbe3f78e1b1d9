"""`build.py verdict` and `scenario`: another verdict or advice, with its history and its dates."""

from itertools import chain
from pathlib import Path
from typing import Any

import click

from comparison_site.authoring.changed_file import ChangedFile, amend, amend_verdict
from comparison_site.authoring.decisions import AdviceDecision, VerdictDecision
from comparison_site.authoring.verdicts import advised
from comparison_site.commands.common import Command, line, one_of
from comparison_site.commands.deciding import (
    decision_fields,
    outcome_options,
    pairs,
    ranked,
    require_known,
    write,
    writing_options,
)  # fmt: skip
from comparison_site.core.vocabulary import Confidence, Icon
from comparison_site.loading.loader import Loaded


@click.command(cls=Command)
@click.argument("criterion")
@outcome_options
@click.option(
    "--order",
    callback=ranked,
    metavar="ID,ID=ID",
    help="Who comes next: the winner first, '=' between those that are level.",
)
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
    callback=pairs,
    multiple=True,
    metavar="SCENARIO=TEXT",
    help="Why a scenario's advice stands, though the verdict is against it now.",
)
@click.option(
    "--against",
    callback=pairs,
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
@writing_options
def verdict(data: Path, dry_run: bool, strict: bool, criterion: str, **given: Any) -> None:
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

    def amended(present: Loaded, before: bytes) -> ChangedFile:
        require_known("criterion", criterion, present.comparison.criteria)
        for name in chain(*given["order"]):
            require_known("option", name, present.comparison.options)
        common = decision_fields(present.comparison, given)
        return amend_verdict(data, present, before, VerdictDecision(criterion, **common, **given))

    is_told = given["label"] or given["confirm"] or given["adopt"]
    made = write(data, "verdict", amended, strict=strict, dry_run=dry_run)
    was, now = (each.comparison.criterion(criterion).verdict for each in (made.then, made.now))
    label = now.published.label
    if label != was.published.label and not is_told:
        click.echo(f"The badge says '{label}' now; --label gives it better words.")


@click.command(cls=Command)
@click.argument("scenario")
@outcome_options
@click.option("--despite", callback=line, help="Why to take who wins none of its verdicts.")
@writing_options
def scenario(data: Path, dry_run: bool, strict: bool, scenario: str, **given: Any) -> None:
    """Change the advice of a SCENARIO, and only the characters that say it.

    Writes what the advice was into its history, sets the day of the review, checks the whole as
    `check --since HEAD` would, and tells what readers will see differently. Nothing is written if
    the result would be refused. With --confirm, the advice stays, and only the review is recorded.

    \b
    Examples: python build.py scenario short-way --option bus --because "It is warm."
              python build.py scenario short-way --adopt --why "Nobody has answered the proposal."
              python build.py scenario short-way --confirm

    Exit codes: 0 written, 1 refused, 2 wrong usage.
    """

    def amended(present: Loaded, before: bytes) -> ChangedFile:
        require_known("scenario", scenario, present.comparison.scenarios)
        decision = AdviceDecision(scenario, **decision_fields(present.comparison, given), **given)

        return amend(
            data, present, before, lambda draft: advised(draft, present.comparison, decision)
        )

    write(data, "advice", amended, strict=strict, dry_run=dry_run)
