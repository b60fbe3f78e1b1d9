"""Live previews whose server answers nobody: they build when they are asked to, as after a save.

Pages that a save shows at once are compared, too: each is asked for before the rest is built.
"""

import os
from contextlib import suppress
from hashlib import sha256
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any
from unittest.mock import patch

from mkdocs.livereload import LiveReloadServer

from comparison_site.preview.live import Live
from tests.same_bytes.builds import digests
from tests.support.commands import build_py

_SHOW, _END = "show", "end"


class Preview:
    """A preview in a process of its own, from its first build on."""

    def __init__(self, project: Path) -> None:
        context = get_context("forkserver")
        self._line, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, project))
        self._process.start()
        theirs.close()

    def first(self) -> dict[str, str]:
        """The digests of what the first build has made; nothing if there is none."""
        with suppress(EOFError):
            made: dict[str, str] = self._line.recv()
            return made
        return {}

    def ask(self) -> None:
        """Let it build anew, since something was saved."""
        with suppress(OSError):
            self._line.send(_SHOW)

    def end(self) -> None:
        """End it."""
        with suppress(OSError):
            self._line.send(_END)
        self._process.join()
        self._line.close()

    shown = first
    """What the build that was asked for has made."""


def _serve(line: Connection, project: Path) -> None:
    def instead(server: LiveReloadServer, *_: Any, **__: Any) -> None:
        """What the server does instead of waiting for requests and for changes."""
        line.send(_visible(Path(server.root)))
        while line.recv() == _SHOW:
            live = server.builder
            assert isinstance(live, Live)
            live()
            said, at_once = live.reading.said, _asked_for(live)
            live.settled()
            if live.reading.said != said:  # what the editorial rules remark on follows later
                at_once = {}
            line.send(_visible(Path(server.root)) | at_once)

    with patch.object(LiveReloadServer, "serve", instead), Path(os.devnull).open("w") as nowhere:
        os.dup2(nowhere.fileno(), 2)
        build_py("serve", "--address", "127.0.0.1:1", cwd=project)
    line.close()


def _asked_for(live: Live) -> dict[str, str]:
    """The digests of all pages that are made when they are asked for; none where all are built."""
    pages = {address: live.page(f"/{address}") for address in live.pages}
    return {f"{at}index.html": sha256(page).hexdigest() for at, page in pages.items() if page}


def _visible(site: Path) -> dict[str, str]:
    """What stands there hidden is the preview's own."""
    return {path: found for path, found in digests(site).items() if not path.startswith(".")}
