"""The things compared, and where their releases come from."""

from typing import Annotated, Literal

from pydantic import Field

from comparison_site.core.fields import (
    IS_DERIVED,
    Advice,
    Id,
    Label,
    Name,
    Passage,
    Sources,
    WebAddress,
)
from comparison_site.core.vocabulary import Manager
from comparison_site.model.identity import Findable, Record


class Origin(Record):
    """Who made an option first, and in which year."""

    by: Name
    """Who made it."""
    year: Annotated[int, Field(ge=1000, le=2100)]
    """The year in which it began."""


class Package(Record):
    """The package in which an option is released."""

    manager: Manager
    """The package manager that knows its releases."""
    name: Annotated[
        str, Field(pattern=r"^(@[a-z0-9][a-z0-9._-]*/)?[A-Za-z0-9][A-Za-z0-9._-]*$", max_length=100)
    ]
    """The package's name there."""


class Option(Findable):
    """One of the things compared."""

    name: Name
    """What readers call it."""
    version: Label = ""
    """The version that the comparison is about."""
    hue: Annotated[int, Field(ge=0, le=359, title="Accent's hue", json_schema_extra=IS_DERIVED)]
    """The hue of its accent, in degrees; far from the others unless you say one. Lightness is set
    for each colour scheme."""
    package: Package | None = None
    """Where its releases are looked up."""
    origin: Origin | None = None
    """Who made it first, and when."""
    maintained_by: Name | None = None
    """Who looks after it today."""
    license: Name = Field(default="", title="Licence")
    """Its licence, by its short name."""
    homepage: WebAddress = Field(default="", title="Home page")
    """Its own site."""
    summary: Passage = ""
    """What it is, for somebody who has not heard of it."""
    choose_when: Annotated[tuple[Advice, ...], Field(min_length=1, max_length=8)] = ()
    """Cases in which to take it, a sentence each."""
    avoid_when: Annotated[tuple[Advice, ...], Field(min_length=1, max_length=8)] = ()
    """Cases in which not to, a sentence each."""
    sources: Sources = ()
    """What these facts are based on."""


class DraftOption(Record):
    """What an option has to say while it is a draft. Whatever else it says is checked as usual."""

    id: Id = Field(json_schema_extra=IS_DERIVED)
    """Its name in links, and wherever this file names it. The command 'rename' changes it."""
    name: Name
    """What readers call it."""
    draft: Literal["true"]
    """Readers see nothing of it yet, and it may lack all but an id and a name. 'check' says what
    is missing; to publish it, remove this line."""
