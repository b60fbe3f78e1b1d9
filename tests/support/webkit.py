"""WebKit (WebKitGTK's small browser), driven by its WebDriver (https://www.w3.org/TR/webdriver2/)."""

import json
import os
import signal
import socket
import subprocess
import time
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

from tests.support.engine import KEYS, EngineError, found

_ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
_PATIENCE = 60.0  # seconds
_PLACES = "lib*/**/webkit2gtk-4.*/MiniBrowser"


class WebKit:
    """A window of WebKit: what every engine can do, see `Engine`."""

    name = "webkit"

    def __init__(self, address: str) -> None:
        self._client = httpx.Client(base_url=address, timeout=_PATIENCE, trust_env=False)
        browser = {"binary": _browser(), "args": ["--automation"]}
        wanted = {"alwaysMatch": {"webkitgtk:browserOptions": browser}}
        self._session = (
            f"/session/{self._ask('POST', '/session', capabilities=wanted)['sessionId']}"
        )

    def go(self, url: str) -> None:
        """Load a page."""
        self._do("url", url=url)

    def back(self) -> None:
        """Go back to the page before."""
        self._do("back")

    def run(self, script: str) -> Any:
        """The value of an expression, as JSON has it."""
        body = f"""const done = arguments[0];
            (async () => JSON.stringify(await ({script})))().then(
                text => done([text ?? "null"]), error => done([null, String(error)]))"""
        text, *errors = self._do("execute/async", script=body, args=[])
        if errors:
            raise EngineError(errors[0])
        return json.loads(text)

    def press(self, *keys: str) -> None:
        """Press keys together, the last one last."""
        values = [KEYS.get(key, key) for key in keys]
        strokes = [{"type": "keyDown", "value": value} for value in values]
        strokes += [{"type": "keyUp", "value": value} for value in reversed(values)]
        self._do("actions", actions=[{"type": "key", "id": "keyboard", "actions": strokes}])

    def click(self, selector: str) -> None:
        """Click into the middle of an element."""
        element = self._do("element", using="css selector", value=selector)[_ELEMENT]
        self._do(f"element/{element}/click")

    def resize(self, width: int, height: int) -> None:
        """Give the page this much room, in CSS pixels, or as little as the window allows."""
        for _ in range(2):  # the second time, the window's own edges are known
            now = self.run("[outerWidth - innerWidth, outerHeight - innerHeight]")
            self._do("window/rect", width=width + now[0], height=height + now[1])

    def picture(self) -> bytes:
        """What is seen, as PNG."""
        return b64decode(self._ask("GET", f"{self._session}/screenshot"))

    def paper(self) -> None:
        """This driver prints nothing."""

    def faults(self) -> list[str]:
        """Nothing: this driver keeps what a page logs to itself."""
        return []

    def close(self) -> None:
        """End the browser, and what is spoken with it."""
        self._ask("DELETE", self._session)
        self._client.close()

    def _do(self, what: str, **given: Any) -> Any:
        return self._ask("POST", f"{self._session}/{what}", **given)

    def _ask(self, method: str, path: str, **given: Any) -> Any:
        body = given if method == "POST" else None
        answer = self._client.request(method, path, json=body).json()["value"]
        if isinstance(answer, dict) and "error" in answer:
            raise EngineError(f"{path}: {answer['error']}: {answer['message']}")
        return answer


def _browser() -> str:
    """Debian and Ubuntu keep it beside the library, where no PATH leads."""
    return found("WEBKIT", "MiniBrowser", *sorted(map(str, Path("/usr").glob(_PLACES))))


@contextmanager
def webkit() -> Iterator[WebKit]:
    """WebKit in a window that nobody sees."""
    driver, screen = found("WEBKIT_DRIVER", "WebKitWebDriver"), found("XVFB_RUN", "xvfb-run")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    words = [screen, "--auto-servernum", "--server-args=-screen 0 1600x1200x24", driver]
    with subprocess.Popen(
        [*words, f"--port={port}"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # the screen, the driver and the browser end together
    ) as process:
        try:
            _wait_for(int(port))
            browser = WebKit(f"http://127.0.0.1:{port}")
            yield browser
            browser.close()
        finally:
            os.killpg(process.pid, signal.SIGTERM)


def _wait_for(port: int) -> None:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise EngineError("the driver of WebKit did not start")
