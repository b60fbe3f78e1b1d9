"""Modules that are loaded when something first asks for them."""

from importlib import import_module
from typing import Any


class LaterModule:
    """A module that is loaded when something first reads from it, so that no command waits for it
    which does not use it. To tools that read types it is the module itself, imported under
    `TYPE_CHECKING`.
    """

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, name: str) -> Any:
        return getattr(import_module(self._name), name)
