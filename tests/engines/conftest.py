"""A browser of each engine, opened once for the whole walk."""

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from playwright.sync_api import Error as PlaywrightError

from tests.support.browser import DESKTOP, Visitor, chromium
from tests.support.engine import Engine, EngineError
from tests.support.firefox import firefox
from tests.support.webkit import webkit


class Chromium:
    """A page of Chromium: what every engine can do, see `Engine`."""

    name = "chromium"

    def __init__(self, visitor: Visitor) -> None:
        self._visitor, self._page = visitor, visitor.open()

    def go(self, url: str) -> None:
        """Load a page, even where only the anchor differs."""
        self._page.goto("about:blank")
        self._page.goto(url)

    def back(self) -> None:
        """Go back to the page before."""
        self._page.go_back()

    def run(self, script: str) -> Any:
        """The value of an expression, as JSON has it; a promise is waited for."""
        try:
            return self._page.evaluate(f"async () => await ({script})")
        except PlaywrightError as error:
            raise EngineError(str(error)) from error

    def press(self, *keys: str) -> None:
        """Press keys together, the last one last."""
        self._page.keyboard.press("+".join(keys))

    def click(self, selector: str) -> None:
        """Click into the middle of an element."""
        self._page.locator(selector).first.click()

    def resize(self, width: int, height: int) -> None:
        """Give the page this much room, in CSS pixels."""
        self._page.set_viewport_size({"width": width, "height": height})

    def picture(self) -> bytes:
        """What is seen, as PNG."""
        return self._page.screenshot()

    def paper(self) -> bytes:
        """The page as it is printed on A4, as PDF."""
        return self._page.pdf(format="A4")

    def faults(self) -> list[str]:
        """What went wrong since this was asked before."""
        told, self._visitor.faults = self._visitor.faults, []
        return told


@pytest.fixture(scope="session", params=["chromium", "firefox", "webkit"])
def browser(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Engine]:
    """One browser of each engine."""
    with ExitStack() as stack:
        match request.param:
            case "chromium":
                yield Chromium(Visitor(stack.enter_context(chromium())))
            case "firefox":
                yield stack.enter_context(firefox(tmp_path_factory.mktemp("profile")))
            case _:
                yield stack.enter_context(webkit())


@pytest.fixture
def engine(browser: Engine) -> Iterator[Engine]:
    """The browser as at first; fails the test if a page logged an error or broke its policy."""
    browser.resize(DESKTOP["width"], DESKTOP["height"])
    browser.faults()
    yield browser
    assert browser.faults() == []
    browser.run("void (localStorage.clear(), sessionStorage.clear())")
