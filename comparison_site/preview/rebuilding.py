"""Builds of a whole preview. After one that fails, the last good pages say what is wrong."""

import logging
import re
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from logging.handlers import BufferingHandler
from pathlib import Path

import click
from jinja2 import Environment, FileSystemLoader, TemplateError
from markupsafe import escape

from comparison_site.core.counting import many
from comparison_site.core.diagnostics import Diagnostic
from comparison_site.core.resources import Folders
from comparison_site.preview.panel import Finding, findings, panel
from comparison_site.publish.failures import failures, in_settings

_TITLE = re.compile(rb"<title>(\(\d+ problems?\) )?")
_PANEL = re.compile(rb'<section class="preview".*?</section>', re.DOTALL)
_END = b"</body>"
_MOST_LOGGED = 1000

Build = Callable[[], None]
Said = Callable[[], tuple[tuple[Diagnostic, ...], tuple[Diagnostic, ...]]]
"""What is said of the data already: its problems, and the remarks of the rules."""


class Rebuild:
    """Builds the preview anew, into a folder of its own: `site` stays what was built last."""

    def __init__(self, build: Build, templates: Folders, settings: Path, said: Said) -> None:
        """`build` builds from `templates` and the file with MkDocs' settings."""
        self._build, self._said = build, said
        self._templates, self._settings = templates, settings
        self._panel: tuple[bytes, bytes] | None = None

    def __call__(self) -> None:
        """Build; of what cannot be built, the panel tells from now on."""
        with _logged() as errors:
            try:
                self._build()
            except Exception as error:
                problems = self._problems(error, errors)
            else:
                self._panel = None
                return
        click.echo("".join(f"\n{problem}\n" for problem in problems), err=True)
        self._panel = self._told(problems)

    @property
    def failed(self) -> bool:
        """Whether the last build failed."""
        return self._panel is not None

    def page(self, site: Path, address: str) -> bytes | None:
        """A page of the last good version with what is wrong now; None where nothing is."""
        file = site / address / "index.html"
        if not self._panel or not file.resolve().is_relative_to(site) or not file.is_file():
            return None
        return _with_panel(file.read_bytes(), *self._panel)

    def _problems(self, error: BaseException, logged: list[logging.LogRecord]) -> list[Diagnostic]:
        words = [record.getMessage() for record in logged]
        if found := failures(error, self._templates, self._settings, words):
            return found
        traceback.print_exception(error)
        return [in_settings(f"{type(error).__name__}: {error}", self._settings)]

    def _told(self, problems: Iterable[Diagnostic]) -> tuple[bytes, bytes]:
        """The panel, and what the title of each page begins with."""
        found, remarks = self._said()
        every = [*problems, *found]
        folders = [folder / "theme" for folder in self._templates]
        environment = Environment(loader=FileSystemLoader(folders), autoescape=True)
        try:
            html = environment.get_template("preview.html").render(panel(every, remarks))
        except TemplateError:  # this is the one that is broken
            html = _plain(findings(every))
        title = f"<title>({many(len(every), 'problem')}) "
        return html.encode(), title.encode()


def _with_panel(page: bytes, panel: bytes, title: bytes) -> bytes:
    """A page with this panel instead of its own, if it had any."""
    page, count = _PANEL.subn(lambda _: panel, page, count=1)
    if not count:
        before, end, after = page.rpartition(_END)
        page = before + panel + end + after
    return _TITLE.sub(lambda _: title, page, count=1)


def _plain(found: Iterable[Finding]) -> str:
    """The panel where it has no template."""
    words = "\n".join(f"{one.place} {one.words}" for one in found)
    return f'<section class="preview"><pre role="alert">{escape(words)}</pre></section>'


@contextmanager
def _logged() -> Iterator[list[logging.LogRecord]]:
    """The errors that MkDocs logs in the block: what it raises then only counts them."""
    ear, logger = BufferingHandler(_MOST_LOGGED), logging.getLogger("mkdocs")
    ear.setLevel(logging.ERROR)
    logger.addHandler(ear)
    try:
        yield ear.buffer
    finally:
        logger.removeHandler(ear)
