"""Tests of requests run as a command does: in a thread that has no event loop yet."""

from asyncio.events import _get_running_loop, _set_running_loop
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def no_loop_of_the_browser() -> Iterator[None]:
    """Hide the loop that Playwright keeps running in the worker that has opened a browser."""
    loop = _get_running_loop()
    _set_running_loop(None)
    yield
    _set_running_loop(loop)
