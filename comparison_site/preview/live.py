"""A preview whose pages are made when they are asked for, and everything else a moment later.

After a save the browser waits for one page. That page is made at once, with what MkDocs had when it
built the site last; a build of the whole follows in another folder, which then takes the place of
the one before. A save that comes meanwhile ends it.
"""

import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event, RLock, Thread, current_thread
from typing import Any

import click
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer, _timestamp
from mkdocs.structure.pages import Page

from comparison_site.core.diagnostics import ComparisonError
from comparison_site.preview.built import Built
from comparison_site.preview.guard import App
from comparison_site.preview.rebuilding import Rebuild
from comparison_site.publish.reading import Reading
from comparison_site.publish.theme_env import is_plain

_AFTER = 0.3  # seconds that browsers get before the whole is built
_MEANWHILE = 0.01  # seconds


class SupersededError(BaseException):
    """Ends a build that nobody waits for any more; MkDocs is not to log it as an error."""


@dataclass
class Live:
    """Builds a preview anew, called by its server, and answers for its pages.

    `rebuild` builds the whole, and `built` gives what was built last; `tell` tells the theme what
    is said of the data; `changed` gives the files that changed since it was asked, and `texts` says
    whether one is read into texts alone: no page comes or goes with it, nor its frame.
    """

    server: LiveReloadServer
    rebuild: Rebuild
    reading: Reading
    tell: Callable[[MkDocsConfig], None]
    built: Callable[[], Built]
    changed: Callable[[], set[Path]]
    texts: Callable[[Path], bool]

    def __post_init__(self) -> None:
        """Serve what is built already."""
        self._lock, self._over = RLock(), Event()
        self._waiting: list[str] = []  # what browsers wait for
        self._settling: Thread | None = None
        self._made: dict[str, bytes] | None = None
        self.pages: dict[str, Page] = {}
        self._took()

    def __call__(self) -> None:
        """Read the data anew where only texts have changed; otherwise build the whole."""
        self.stop()
        changed = self.changed()
        with self._lock:
            is_quick = bool(changed) and all(map(self.texts, changed)) and self._again()
        if not is_quick:
            self._build()
            return
        if self.reading.problems:  # the last good version is built already
            return
        self._over.clear()
        self._settling = Thread(target=self._settle, daemon=True)
        self._settling.start()

    def stop(self) -> None:
        """End the build that runs in the background, if one does."""
        self._over.set()
        if self._settling:
            self._settling.join()
            self._settling = None

    def settled(self) -> None:
        """Wait until everything is built."""
        if self._settling:
            self._settling.join()

    def give_way(self) -> None:
        """Called between the steps of a build: it waits for requests, and may have to end."""
        if current_thread() is not self._settling:
            return
        while self._waiting and not self._over.wait(_MEANWHILE):
            pass
        if self._over.is_set():
            raise SupersededError

    def before(self, app: App) -> App:
        """The application (PEP 3333) that answers for pages, and asks `app` for all else."""

        def application(environ: Any, start_response: Any) -> Iterable[bytes]:
            epoch = self.server._visible_epoch
            with self._awaited(environ["PATH_INFO"]), self._lock:
                page = self.page(environ["PATH_INFO"])
            if page is None:
                return app(environ, start_response)
            content: bytes = self.server._inject_js_into_html(page, epoch)  # type: ignore[no-untyped-call]
            size = ("Content-Length", str(len(content)))
            start_response("200 OK", [("Content-Type", "text/html"), size])
            return [b"" if environ["REQUEST_METHOD"] == "HEAD" else content]

        return application

    @contextmanager
    def _awaited(self, path: str) -> Iterator[None]:
        """Around an answer, for which the build in the background makes way."""
        self._waiting.append(path)
        try:
            yield
        finally:
            self._waiting.remove(path)

    def page(self, path: str) -> bytes | None:
        """The page at an address, where it is not the one that stands in the folder."""
        address = path.encode("latin-1").decode("utf-8", "ignore")
        mount = self.server.mount_path
        if not address.startswith(mount):
            return None
        address = address.removeprefix(mount).removesuffix("index.html")
        if self._made is None or address not in self.pages:
            return self.rebuild.page(Path(self.server.root), address)
        if address not in self._made:
            made = self._make(self.pages[address])  # which may forget all that were made
            self._made[address] = made
        return self._made[address]

    def _make(self, page: Page) -> bytes:
        try:
            text = self.reading.content(page.file.src_uri)
        except ComparisonError as error:  # a template of ours: the page keeps its last good text
            self.reading.fail(error)
            self._told()
        else:
            if text is not None:
                page.file.content_string = text
        try:
            return self._built.html(page)
        except Exception:  # the build of the whole tells of it
            return Path(self.server.root, page.file.dest_uri).read_bytes()

    def _again(self) -> bool:
        if self.rebuild.failed or not is_plain(self._built.config):
            return False
        if not self.reading.again(self._built.config):
            return False
        self._told()
        return True

    def _told(self) -> None:
        """Make every page anew, with what is wrong now."""
        for problem in self.reading.problems:
            click.echo(f"\n{problem}", err=True)
        self.tell(self._built.config)
        self._made = {}

    def _settle(self) -> None:
        if self._over.wait(_AFTER):
            return
        said = self.reading.said
        try:
            self._build()
        except SupersededError:
            return
        if self.reading.said != said or self.rebuild.failed:
            self._reload()

    def _build(self) -> None:
        self.rebuild()
        with self._lock:
            self._took()
        gc.collect()  # the comparison before, which Python would look for after many builds more

    def _took(self) -> None:
        """From now on the folder that was built last is served."""
        self._made = None
        if not self.rebuild.failed:
            self._built = self.built()
            self.pages = self._built.pages
            self.server.root = self._built.config.site_dir

    def _reload(self) -> None:
        server = self.server
        with server._epoch_cond:
            server._visible_epoch = server._wanted_epoch = _timestamp()
            server._epoch_cond.notify_all()
