"""The options in the published JSON, version 1: what is compared, and where it comes from."""

from comparison_site.core.vocabulary import Manager
from comparison_site.outputs.documents import ApiDocument, Link, Named, Text


class OriginDocument(ApiDocument):
    """Who made an option first, and in which year."""

    by: str
    year: int


class PackageDocument(ApiDocument):
    """The package in which an option is released."""

    manager: Manager
    name: str


class OptionDocument(Named):
    """One of the things compared; `hue` is the hue of its accent in degrees.

    `newest_version` is the newest release of its package, where that was looked up.
    """

    name: str
    version: str
    newest_version: str | None
    hue: int
    package: PackageDocument | None
    origin: OriginDocument | None
    maintained_by: str | None
    license: str
    homepage: Link
    summary: Text
    keywords: tuple[str, ...]
    choose_when: tuple[Text, ...]
    avoid_when: tuple[Text, ...]
    sources: tuple[str, ...]
