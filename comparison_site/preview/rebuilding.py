"""Rebuilds of a preview: one that fails shows the last good version, and what is wrong."""

import logging
import os
import re
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from jinja2 import Environment, FileSystemLoader, TemplateError
from markupsafe import escape
from mkdocs.exceptions import MkDocsException

from comparison_site.core.characters import one_line
from comparison_site.core.diagnostics import Diagnostic
from comparison_site.core.resources import Folders
from comparison_site.pages.rendering import template_problem
from comparison_site.preview.panel import Finding, findings

_TITLE = re.compile(rb"<title>(\(\d+ problems?\) )?")
_PANEL = re.compile(rb'<section class="preview".*?</section>', re.DOTALL)
_PLACE = re.compile(r"line (\d+), column (\d+)")
_END = b"</body>"

Build = Callable[[], None]
Said = Callable[[], tuple[tuple[Diagnostic, ...], tuple[Diagnostic, ...]]]
"""What is said of the data already: its problems, and the remarks of the rules."""


class Rebuild:
    """Builds the preview anew; called by its server whenever a file has changed."""

    def __init__(
        self, build: Build, site: Path, templates: Folders, config: Path, said: Said
    ) -> None:
        """`build` builds into `site`, from `templates` and the settings in `config`."""
        self._build, self._site, self._templates, self._config = build, site, templates, config
        self._said = said
        self._good = self._files()

    def __call__(self) -> None:
        """Build; what cannot be built is told on the last good version of each page."""
        with _heard() as errors:
            try:
                self._build()
            except (Exception, SystemExit) as error:  # MkDocs ends a build with the latter
                problems = self._problems(error, errors)
            else:
                self._good = self._files()
                return
        click.echo("".join(f"\n{problem}\n" for problem in problems), err=True)
        panel, title = self._panel(problems)
        for path, content in self._good.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            is_page = path.suffix == ".html"
            path.write_bytes(_with_panel(content, panel, title) if is_page else content)

    def _files(self) -> dict[Path, bytes]:
        """Every file of the site, but for those that stand there hidden."""
        files = (path for path in self._site.rglob("*") if path.is_file())
        return {path: path.read_bytes() for path in files if not path.name.startswith(".")}

    def _problems(self, error: BaseException, errors: list[str]) -> list[Diagnostic]:
        """What is wrong with the settings, as MkDocs said, with a template, or with what runs."""
        if isinstance(error, MkDocsException):
            return [self._in_settings(words) for words in errors or [str(error)]]
        found = template_problem(error, self._templates)
        if found.line:
            return [found]
        traceback.print_exception(error)
        return [self._in_settings(f"{type(error).__name__}: {error}")]

    def _in_settings(self, words: str) -> Diagnostic:
        """A problem with the settings, at the place that the words name, if they do."""
        place = _PLACE.search(words)
        line, column = map(int, place.groups()) if place else (0, 0)
        return Diagnostic.at(os.path.relpath(self._config), line, column, one_line(words))

    def _panel(self, problems: Iterable[Diagnostic]) -> tuple[bytes, bytes]:
        """The panel, and what the title of each page begins with."""
        found, remarks = self._said()
        every = [*problems, *found]
        names = {
            "count": len(every),
            "problems": findings(every),
            "remarked": len(remarks),
            "remarks": findings(remarks),
        }
        folders = [folder / "theme" for folder in self._templates]
        environment = Environment(loader=FileSystemLoader(folders), autoescape=True)
        try:
            panel = environment.get_template("preview.html").render(names)
        except TemplateError:  # this is the one that is broken
            panel = _plain(findings(every))
        title = f"<title>({len(every)} problem{'s' if len(every) > 1 else ''}) "
        return panel.encode(), title.encode()


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


class _Ear(logging.Handler):
    def __init__(self, errors: list[str]) -> None:
        super().__init__(logging.ERROR)
        self.errors = errors

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the words."""
        self.errors.append(record.getMessage())


@contextmanager
def _heard() -> Iterator[list[str]]:
    """The errors that MkDocs logs in the block: what it raises then only counts them."""
    errors: list[str] = []
    ear, logger = _Ear(errors), logging.getLogger("mkdocs")
    logger.addHandler(ear)
    try:
        yield errors
    finally:
        logger.removeHandler(ear)
