"""A live preview put together: who watches, who builds, and who answers which request."""

import ctypes
import platform
import re
from base64 import b64encode
from collections.abc import Callable, Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer

from comparison_site.outputs.policy import POLICY
from comparison_site.preview.built import Built
from comparison_site.preview.editor import FORMS, Editor
from comparison_site.preview.folder import quiet_folder
from comparison_site.preview.guard import App, Guard, is_loopback
from comparison_site.preview.live import Live
from comparison_site.preview.rebuilding import Rebuild
from comparison_site.preview.watching import Watch, rebuilding
from comparison_site.publish.project import folder_of
from comparison_site.publish.reading import Reading
from comparison_site.results.gathering import RESULTS
from comparison_site.upstream.answers import releases_file

_OF_PAGES = ("pages", "parts")
_M_ARENA_MAX = -8  # <malloc.h>
_RELOADING = re.compile(rb"<script>([^<]+)</script></body>")


def forms_of(config: MkDocsConfig) -> str:
    """Where a preview has forms; nothing where others can reach it."""
    return FORMS if is_loopback(config.dev_addr.host) else ""


def serve(
    server: LiveReloadServer,
    config: MkDocsConfig,
    reading: Reading,
    tell: Callable[[MkDocsConfig], None],
    built: Callable[[], Built],
) -> tuple[Live, Watch]:
    """Make a server of MkDocs build and answer as a preview does, and watch what it is made from:
    the data, what is recorded beside it, docs and templates, whether they are there yet or not.
    """
    share_heap()
    data, templates = reading.data, reading.templates
    settings, docs = Path(config.config_file_path), Path(config.docs_dir)
    beside = (releases_file(data), data.parent / RESULTS)
    own = (folder_of(config) / "templates", *templates)
    changes = _Changes(rebuilding(server))
    watched = {path.absolute() for path in (settings, docs, data, *beside, *own)}
    watch = Watch(watched, changes.note)
    places = [path.absolute() for path in (data, *beside)]
    places += [folder.absolute() / kind for folder in own for kind in _OF_PAGES]
    rebuild = Rebuild(server.builder, templates, settings, lambda: reading.said)
    texts = _only_text(places, docs)
    live = Live(server, rebuild, reading, tell, built, changes.taken, texts)
    server.builder = live
    _watch_nothing(server, config)
    _answer(server, config, reading, live)
    watch.start()
    return live, watch


def share_heap() -> None:
    """Have all threads take memory from one heap.

    glibc gives threads heaps of their own, each of which grows to what a whole build needs and is
    never given back: mallopt(3), M_ARENA_MAX. One thread computes at a time, so nobody waits.
    Elsewhere nothing is done.
    """
    if platform.libc_ver()[0] == "glibc":
        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, 1)


class _Changes:
    """The files of which something has become, until somebody takes them."""

    def __init__(self, ask: Callable[[object], None]) -> None:
        self._ask, self._found = ask, set[Path]()

    def note(self, paths: set[Path]) -> None:
        """Keep them, and ask for a rebuild."""
        self._found |= paths
        self._ask(paths)

    def taken(self) -> set[Path]:
        """Those since the last time."""
        found, self._found = self._found, set()
        return found


def _answer(server: LiveReloadServer, config: MkDocsConfig, reading: Reading, live: Live) -> None:
    """Put pages that are made on request, the policy and the forms in front of a server."""
    server.error_handler = lambda code: _error_page(Path(server.root), code)
    answers = policed(live.before(server.serve_request))
    if is_loopback(config.dev_addr.host):
        guard = Guard(config.dev_addr.port, config.dev_addr.host.strip("[]"))
        editor = Editor(reading.data, reading.templates, guard, server.mount_path)
        answers = editor.before(answers)
    server.set_app(answers)


def policed(app: App) -> App:
    """An application (PEP 3333) that answers as `app` does, and says the policy of every page.

    MkDocs ends each page with a script that asks whether it has changed. What runs is exactly that
    script: it stands right before the end of the page, where nothing else does.
    """

    def application(environ: Any, start_response: Any) -> Iterable[bytes]:
        answer: list[Any] = []
        content = app(environ, lambda *given: answer.extend(given))
        status, fields = answer
        if dict(fields).get("Content-Type", "").startswith("text/html"):
            content = [b"".join(content)]
            fields = [*fields, ("Content-Security-Policy", _policy(content[0]))]
        start_response(status, fields)
        return content

    return application


def _policy(page: bytes) -> str:
    hashes = [b64encode(sha256(script).digest()).decode() for script in _RELOADING.findall(page)]
    allowed = "".join(f" 'sha256-{digest}'" for digest in hashes[-1:])
    return POLICY.replace("script-src 'self'", f"script-src 'self'{allowed}")


def _watch_nothing(server: LiveReloadServer, config: MkDocsConfig) -> None:
    """Leave watching to ours. A server that watches nothing at all would reload no browser."""
    for path in (config.config_file_path, config.docs_dir):
        server.unwatch(path)
    server.watch(str(quiet_folder(Path(config.site_dir).parent)))


def _only_text(places: list[Path], docs: Path) -> Callable[[Path], bool]:
    """Tells whether a file that changed is still there, and read into the texts of pages alone."""

    def texts(path: Path) -> bool:
        is_page = path.suffix == ".md" and path.is_relative_to(docs)
        return path.is_file() and (is_page or any(map(path.is_relative_to, places)))

    return texts


def _error_page(site: Path, code: int) -> bytes | None:
    page = site / f"{code}.html"
    return page.read_bytes() if page.is_file() else None
