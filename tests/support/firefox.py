"""Firefox, driven over WebDriver BiDi (https://www.w3.org/TR/webdriver-bidi/)."""

import json
import re
import subprocess
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from websockets.sync.client import connect
from websockets.sync.connection import Connection

from tests.support.engine import KEYS, EngineError, found

_LISTENING = re.compile(r"WebDriver BiDi listening on (ws://\S+)")
_PATIENCE = 60.0  # seconds
_SETTINGS = """
user_pref("app.normandy.enabled", false);
user_pref("app.update.disabledForTesting", true);
user_pref("browser.shell.checkDefaultBrowser", false);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("dom.events.testing.asyncClipboard", true);
"""


class Firefox:
    """A tab of Firefox: what every engine can do, see `Engine`."""

    name = "firefox"

    def __init__(self, socket: Connection) -> None:
        self._socket, self._faults, self._last = socket, list[str](), 0
        self._ask("session.new", capabilities={})
        self._ask("session.subscribe", events=["log.entryAdded"])
        # The window that it starts with never has the focus.
        self._tab = self._ask("browsingContext.create", type="window")["context"]
        self._ask("browsingContext.activate", context=self._tab)

    def go(self, url: str) -> None:
        """Load a page."""
        self._ask("browsingContext.navigate", context=self._tab, url=url, wait="complete")

    def back(self) -> None:
        """Go back to the page before."""
        self._ask("browsingContext.traverseHistory", context=self._tab, delta=-1)

    def run(self, script: str) -> Any:
        """The value of an expression, as JSON has it."""
        answer = self._ask(
            "script.evaluate",
            expression=f"(async () => JSON.stringify(await ({script})))()",
            target={"context": self._tab},
            awaitPromise=True,
            userActivation=True,
        )
        if answer["type"] != "success":
            raise EngineError(answer["exceptionDetails"]["text"])
        return json.loads(answer["result"].get("value", "null"))

    def press(self, *keys: str) -> None:
        """Press keys together, the last one last."""
        values = [KEYS.get(key, key) for key in keys]
        strokes = [{"type": "keyDown", "value": value} for value in values]
        strokes += [{"type": "keyUp", "value": value} for value in reversed(values)]
        self._act({"type": "key", "id": "keyboard", "actions": strokes})

    def click(self, selector: str) -> None:
        """Click into the middle of an element."""
        where = f"document.querySelector({json.dumps(selector)})"
        self.run(f"void {where}.scrollIntoView({{block: 'center', behavior: 'instant'}})")
        box = self.run(f"{where}.getBoundingClientRect().toJSON()")
        point = {name: int(box[name] + box[side] / 2) for name, side in _MIDDLES}
        strokes = [
            {"type": "pointerMove", **point},
            *({"type": kind, "button": 0} for kind in ("pointerDown", "pointerUp")),
        ]
        self._act({"type": "pointer", "id": "mouse", "actions": strokes})

    def resize(self, width: int, height: int) -> None:
        """Give the page this much room, in CSS pixels."""
        size = {"width": width, "height": height}
        self._ask("browsingContext.setViewport", context=self._tab, viewport=size)

    def picture(self) -> bytes:
        """What is seen, as PNG."""
        return b64decode(self._ask("browsingContext.captureScreenshot", context=self._tab)["data"])

    def paper(self) -> bytes:
        """The page as it is printed on A4, as PDF."""
        page = {"width": 21.0, "height": 29.7}
        answer = self._ask("browsingContext.print", context=self._tab, page=page, background=False)
        return b64decode(answer["data"])

    def faults(self) -> list[str]:
        """The errors on the console since this was asked before."""
        self._ask("session.status")  # what was logged before comes before its answer
        told, self._faults = self._faults, []
        return told

    def _act(self, source: dict[str, Any]) -> None:
        self._ask("input.performActions", context=self._tab, actions=[source])

    def _ask(self, method: str, **given: Any) -> Any:
        self._last += 1
        self._socket.send(json.dumps({"id": self._last, "method": method, "params": given}))
        while True:
            answer = json.loads(self._socket.recv(_PATIENCE))
            if answer.get("method") == "log.entryAdded" and answer["params"]["level"] == "error":
                self._faults.append(str(answer["params"]["text"]))
            if answer.get("id") == self._last:
                if answer["type"] == "error":
                    raise EngineError(f"{method}: {answer['message']}")
                return answer["result"]


_MIDDLES = (("x", "width"), ("y", "height"))


@contextmanager
def firefox(folder: Path) -> Iterator[Firefox]:
    """Firefox without a window, with a new profile in an empty folder."""
    (folder / "user.js").write_text(_SETTINGS, encoding="utf-8")
    program = found("FIREFOX", "firefox-esr", "firefox")
    words = [program, "--headless", "--no-remote", "--remote-debugging-port=0"]
    with subprocess.Popen(
        [*words, "--profile", str(folder)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            told = (_LISTENING.search(line) for line in process.stderr or ())
            address = next(match[1] for match in told if match)
            with connect(f"{address}/session", max_size=None) as socket:
                yield Firefox(socket)
        finally:
            process.kill()
