"""Rebuilds of a preview: one that fails shows the last good version, and what is wrong."""

import logging
import re
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from jinja2 import Environment, FileSystemLoader, TemplateError
from markupsafe import escape

from comparison_site.core.diagnostics import Diagnostic
from comparison_site.core.resources import Folders
from comparison_site.preview.panel import Finding, findings
from comparison_site.publish.failures import failures, in_settings

_TITLE = re.compile(rb"<title>(\(\d+ problems?\) )?")
_PANEL = re.compile(rb'<section class="preview".*?</section>', re.DOTALL)
_END = b"</body>"

Build = Callable[[], None]
Said = Callable[[], tuple[tuple[Diagnostic, ...], tuple[Diagnostic, ...]]]
"""What is said of the data already: its problems, and the remarks of the rules."""


class Rebuild:
    """Builds the preview anew; called by its server whenever a file has changed."""

    def __init__(
        self, build: Build, site: Path, templates: Folders, settings: Path, said: Said
    ) -> None:
        """`build` builds into `site`, from `templates` and the file with MkDocs' settings."""
        self._build, self._site, self._said = build, site, said
        self._templates, self._settings = templates, settings
        self._good = self._files()

    def __call__(self) -> None:
        """Build; what cannot be built is told on the last good version of each page."""
        with _logged() as errors:
            try:
                self._build()
            except Exception as error:
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

    def _problems(self, error: BaseException, logged: list[str]) -> list[Diagnostic]:
        if found := failures(error, self._templates, self._settings, logged):
            return found
        traceback.print_exception(error)
        return [in_settings(f"{type(error).__name__}: {error}", self._settings)]

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
def _logged() -> Iterator[list[str]]:
    """The errors that MkDocs logs in the block: what it raises then only counts them."""
    errors: list[str] = []
    ear, logger = _Ear(errors), logging.getLogger("mkdocs")
    logger.addHandler(ear)
    try:
        yield errors
    finally:
        logger.removeHandler(ear)
