"""What a walk through the site needs of a browser, whichever engine draws its pages."""

import os
import shutil
from typing import Any, Protocol

import pytest

KEYS = {
    "Tab": "\ue004", "Enter": "\ue007", "Shift": "\ue008", "Control": "\ue009", "Escape": "\ue00c",
    "Space": " ", "ArrowLeft": "\ue012", "ArrowUp": "\ue013", "ArrowRight": "\ue014",
    "ArrowDown": "\ue015",
}  # fmt: skip
"""The keys that write nothing, as both protocols name them (WebDriver, 17.4.2)."""


class EngineError(Exception):
    """Raised for what the browser could not do, or for a script that failed in a page."""


class Engine(Protocol):
    """A browser with one page."""

    name: str

    def go(self, url: str) -> None:
        """Load a page."""

    def back(self) -> None:
        """Go back to the page before."""

    def run(self, script: str) -> Any:
        """The value of an expression, as JSON has it; a promise is waited for."""

    def press(self, *keys: str) -> None:
        """Press keys together, the last one last."""

    def click(self, selector: str) -> None:
        """Click into the middle of an element."""

    def resize(self, width: int, height: int) -> None:
        """Give the page this much room, in CSS pixels, or as little as the engine allows."""

    def picture(self) -> bytes:
        """What is seen, as PNG."""

    def paper(self) -> bytes | None:
        """The page as it is printed on A4, as PDF; None where the driver prints nothing."""

    def faults(self) -> list[str]:
        """What went wrong since this was asked before, as far as the driver tells."""


def found(variable: str, *names: str) -> str:
    """The path of a program, which a variable may name; skips the test where there is none."""
    for name in filter(None, (os.environ.get(variable, ""), *names)):
        if path := shutil.which(name):
            return path
    sentence = f"{names[0]} is missing: see tests/install-engines.sh, or set {variable}"
    if os.environ.get("CI"):
        pytest.fail(sentence)
    pytest.skip(sentence)
