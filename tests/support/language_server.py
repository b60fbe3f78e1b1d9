"""A client of the language server that editors run for YAML: LSP over its standard input."""

import json
import queue
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

from tests.support.paths import ROOT

Message = dict[str, Any]

TIMEOUT = 30.0
SETTINGS = json.loads((ROOT / ".vscode/settings.json").read_text("utf-8"))


class LanguageServer:
    """Opens texts as an editor would and asks about places in them (lines count from 0)."""

    def __init__(self, process: "subprocess.Popen[bytes]", folder: Path) -> None:
        self.process = process
        self.folder = folder
        self.numbers = count(1)
        self.received: queue.Queue[Message] = queue.Queue()
        threading.Thread(target=self._receive, daemon=True).start()

    def start(self) -> None:
        capabilities = {
            "textDocument": {
                "completion": {"completionItem": {"documentationFormat": ["markdown"]}},
                "hover": {"contentFormat": ["markdown"]},
            },
            "workspace": {"configuration": True},
        }
        root = {"rootUri": self.folder.as_uri(), "workspaceFolders": None, "processId": None}
        self.request("initialize", **root, capabilities=capabilities)
        self.notify("initialized")

    def stop(self) -> None:
        self.request("shutdown")
        self.notify("exit")

    def open(self, text: str, name: str = "comparison.yaml") -> list[Message]:
        """Show the server a text; what it finds wrong with it."""
        uri = self.uri(name)
        document = {"uri": uri, "languageId": "yaml", "version": next(self.numbers), "text": text}
        self.notify("textDocument/didOpen", textDocument=document)
        while True:
            message = self._next()
            if message.get("method") == "textDocument/publishDiagnostics":
                return list(message["params"]["diagnostics"])

    def completions(self, line: int, column: int, name: str = "comparison.yaml") -> list[Message]:
        return list(self._at("textDocument/completion", line, column, name)["items"])

    def hover(self, line: int, column: int, name: str = "comparison.yaml") -> str:
        return str(self._at("textDocument/hover", line, column, name)["contents"]["value"])

    def uri(self, name: str) -> str:
        return (self.folder / name).as_uri()

    def _at(self, method: str, line: int, column: int, name: str) -> Any:
        place = {"line": line, "character": column}
        return self.request(method, textDocument={"uri": self.uri(name)}, position=place)

    def request(self, method: str, **params: Any) -> Any:
        number = next(self.numbers)
        self._send({"id": number, "method": method, "params": params})
        while True:
            message = self._next()
            if message.get("id") == number and "method" not in message:
                assert "error" not in message, message
                return message["result"]

    def notify(self, method: str, **params: Any) -> None:
        self._send({"method": method, "params": params})

    def _next(self) -> Message:
        """The next message; what the server asks for in between is answered."""
        message = self.received.get(timeout=TIMEOUT)
        if "method" in message and "id" in message:
            self._send({"id": message["id"], "result": self._answer(message)})
        return message

    def _answer(self, message: Message) -> Any:
        if message["method"] != "workspace/configuration":
            return None
        return [self._settings(item["section"]) for item in message["params"]["items"]]

    def _settings(self, section: str) -> Message:
        """The project's own settings for VS Code, nested as the server expects them."""
        nested: Message = {}
        for name, value in SETTINGS.items():
            *path, last = name.split(".")
            if path[:1] == [section]:
                place = nested
                for step in path[1:]:
                    place = place.setdefault(step, {})
                place[last] = value
        return nested

    def _send(self, message: Message) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def _receive(self) -> None:
        stream = self.process.stdout
        assert stream
        while header := stream.readline():
            if header.lower().startswith(b"content-length:"):
                length = int(header.partition(b":")[2])
                while stream.readline().strip():
                    pass
                self.received.put(json.loads(stream.read(length)))


@contextmanager
def language_server(command: list[str], folder: Path) -> Iterator[LanguageServer]:
    """A server for the files in a folder, ended when the block is left."""
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        server = LanguageServer(process, folder)
        try:
            server.start()
            yield server
            server.stop()
            process.wait(TIMEOUT)
        finally:
            process.kill()
