"""What builds of one test run share: compiled templates, and what the build cache keeps of pages.

Every project of a test is new, and so is the cache beside its site.
"""

from types import CodeType
from typing import Any
from unittest.mock import patch

from jinja2 import Environment

from comparison_site.core.cache import Cache, Kind, Memory

_compile = Environment.compile
_compiled: dict[object, CodeType] = {}


def _compile_once(self: Environment, source: Any, *where: Any, **options: Any) -> Any:
    """What Environment.compile gives, remembered by all that may make a difference to it."""
    finalize = (self.finalize.__module__, self.finalize.__qualname__) if self.finalize else None
    key = (source, where, *options.items(), finalize, *self.extensions, *self.filters, *self.tests)
    if key not in _compiled:
        _compiled[key] = _compile(self, source, *where, **options)
    return _compiled[key]


compiled_once = patch.object(Environment, "compile", _compile_once)
"""Start it before the first build."""


class _Shared(Memory):
    """A layer of the cache that all builds have; whole sites are each project's own."""

    def put(self, name: str, value: bytes) -> None:
        if name.partition("/")[0] not in _WHOLE:
            super().put(name, value)

    def end(self) -> None:
        """Nothing is ever too much."""


_WHOLE = {Kind.SITE, Kind.FILE, Kind.SOURCES}
_shared = _Shared()


def _cache(*layers: Any) -> Cache:
    return Cache(*layers, _shared) if layers else Cache()


kept_once = patch("comparison_site.commands.build.Cache", _cache)
"""The command `build` alone; `build --no-cache` makes everything anew."""
