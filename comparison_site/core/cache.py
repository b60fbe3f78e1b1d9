"""What was made once is kept: whatever is made from the same again need not be made.

Everything kept is bytes, under the digest of all that it was made from: so nothing is ever out of
date, and nothing has to be dropped when something changes. What a value depends on has to be named,
whole, by whoever asks for it; the program itself, its libraries and Python count anyway.
"""

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

from comparison_site.core.cache_folder import CacheFolder
from comparison_site.core.resources import PACKAGE

Part = bytes | str

_GENERATIONS = 3  # this build and two before it
_INSTALLED = (".dist-info", ".egg-info")


class Kind(StrEnum):
    """Everything that is kept; each stands in a folder of this name."""

    TEMPLATE = "templates"
    """A compiled template."""
    CODE = "code"
    """A highlighted program."""
    PAGE = "pages"
    """A page converted from Markdown, with its anchors and links."""
    SEARCH = "search"
    """What the search finds on a page."""
    MARKDOWN = "markdown"
    """The Markdown version of a page."""
    PICTURE = "pictures"
    """A card, or the slide."""
    COMMANDS = "commands"
    """What the commands say of themselves."""
    SCHEMA = "schemas"
    """The JSON Schema of what is published."""
    FRAMED = "framed"
    """A page with what the theme puts around it."""
    SOURCES = "sources"
    """Where everything stands that a site was made from."""
    SITE = "sites"
    """The files of a finished site by name, with the digest of each."""
    FILE = "files"
    """A file of a finished site, by its digest."""
    AUDIT = "audit"
    """Anchors, links and faults of a finished page."""


class Memory:
    """Keeps values while the program runs; one that two builds have not asked for is forgotten.

    Their names say what kind they are of.
    """

    def __init__(self) -> None:
        self._generations: list[dict[str, bytes]] = [{}]

    def get(self, name: str) -> bytes | None:
        """The value of this name; None if there is none, or it is not what was put there."""
        found = next((known[name] for known in self._generations if name in known), None)
        if found is not None:
            self._generations[0][name] = found
        return found

    def put(self, name: str, value: bytes) -> None:
        """Keep a value, if there is a way."""
        self._generations[0][name] = value

    def end(self) -> None:
        """A build is over: what is too much may go."""
        self._generations = [{}, *self._generations[: _GENERATIONS - 1]]


class Cache:
    """Values from the first of its layers that has them. Without a layer, everything is made."""

    def __init__(self, *layers: Memory | CacheFolder) -> None:
        self._layers = layers

    def kept(self, kind: Kind, made_from: Iterable[Part], make: Callable[[], bytes]) -> bytes:
        """What `make` makes from `made_from`, or what it has made from the same before."""
        parts = tuple(made_from)
        value = self.get(kind, parts)
        if value is None:
            value = make()
            self.put(kind, parts, value)
        return value

    def kept_json(self, kind: Kind, made_from: Iterable[Part], make: Callable[[], Any]) -> Any:
        """As `kept`, for what JSON can say: it comes out as JSON would give it back, always."""
        return json.loads(self.kept(kind, made_from, lambda: json.dumps(make()).encode()))

    def get(self, kind: Kind, made_from: Iterable[Part]) -> bytes | None:
        """What was kept; None if nothing was."""
        if not self._layers:
            return None
        name = _name(kind, made_from)
        for n, layer in enumerate(self._layers):
            value = layer.get(name)
            if value is not None:
                for nearer in self._layers[:n]:
                    nearer.put(name, value)
                return value
        return None

    def put(self, kind: Kind, made_from: Iterable[Part], value: bytes) -> None:
        """Keep a value that was made."""
        name = _name(kind, made_from) if self._layers else ""
        for layer in self._layers:
            layer.put(name, value)

    def end(self) -> None:
        """Say that a build is over, whether it succeeded or not."""
        for layer in self._layers:
            layer.end()


def digest(parts: Iterable[Part]) -> str:
    """The digest of several parts, each with its length, so that none runs into the next."""
    found = blake2b(digest_size=20)
    for part in parts:
        content = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        found.update(b"%d:" % len(content))
        found.update(content)
    return found.hexdigest()


def _name(kind: Kind, made_from: Iterable[Part]) -> str:
    return f"{kind}/{digest((program(), kind, *made_from))}"


@cache
def program() -> bytes:
    """A digest of the package's code, and of the versions of Python and of every library.

    It is that of the code which runs: a module that was changed since is not loaded anew.
    """
    found = blake2b(repr((sys.version, sys.implementation.cache_tag)).encode())
    for name in sorted(set(_libraries())):
        found.update(name.encode("utf-8", "surrogateescape") + b"\0")
    for path in sorted(PACKAGE.rglob("*.py")):
        content = path.read_bytes()
        found.update(b"%s\0%d\0" % (path.name.encode(), len(content)))
        found.update(content)
    return found.digest()


def _libraries() -> Iterator[str]:
    """The names of the folders that tell what is installed: each ends in its version."""
    for folder in sys.path:
        try:
            names = [path.name for path in Path(folder).iterdir()]
        except OSError:  # an archive, or a folder that is not there
            continue
        yield from (name for name in names if name.endswith(_INSTALLED))
