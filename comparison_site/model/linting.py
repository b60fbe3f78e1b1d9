"""How the editorial rules apply to a file."""

from typing import Annotated

from pydantic import Field

from comparison_site.core.fields import Reason
from comparison_site.core.vocabulary import Rule
from comparison_site.model.record import Record


class Exemption(Record):
    """A remark that the editors leave standing, and why."""

    rule: Rule
    """The rule whose remark is excused."""
    at: Annotated[str, Field(min_length=1, max_length=400)]
    """Where the remark stands, as 'check' prints it: criteria > speed > verdict."""
    because: Reason
    """Why the remark may stand."""


class Linting(Record):
    """How `check` applies its editorial rules to this file. Readers never see it."""

    review_after_days: Annotated[int, Field(ge=1, le=3650)] = 180
    """After how many days a verdict is due for another review. 180 unless you say otherwise."""
    exceptions: tuple[Exemption, ...] = ()
    """The remarks that may stand. One that excuses nothing is an error."""
