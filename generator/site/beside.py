"""What the pages may say beside what the comparison holds."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.site.claims import Claims


@dataclass(frozen=True)
class Beside:
    """The newest release of each option that has one, by the option's id; the claims' links."""

    newest: Mapping[str, str] = field(default_factory=dict)
    claims: Claims | None = None
