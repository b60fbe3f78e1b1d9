"""What the pages may say beside what the comparison holds."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from comparison_site.pages.claims import Claims
from comparison_site.schema.command_facts import CommandFacts


@dataclass(frozen=True)
class Beside:
    """The newest release of each option that has one, by the option's id; the claims' links.

    `commands` are those that the page for editors lists.
    """

    newest: Mapping[str, str] = field(default_factory=dict)
    claims: Claims | None = None
    commands: tuple[CommandFacts, ...] = ()
