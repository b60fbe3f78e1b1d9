"""Templates are compiled once in a test run; builds of one process would compile them each time."""

from types import CodeType
from typing import Any
from unittest.mock import patch

from jinja2 import Environment

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
