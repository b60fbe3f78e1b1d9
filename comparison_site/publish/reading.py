"""The comparison as it was read last, its pages, and what is wrong with it now."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from comparison_site.core.diagnostics import ComparisonError, Diagnostic
from comparison_site.core.resources import Folders
from comparison_site.lint.left import left
from comparison_site.lint.linting import lint, report
from comparison_site.outputs.registry import BuildContext, Page
from comparison_site.pages.registry import OPTION_STYLES
from comparison_site.pages.rendering import Rendering
from comparison_site.publish.inputs import Inputs, publishable

_PREVIEW = "# Preview\n\nThe pages appear here once the data is fixed."
_EMPTY = (Page("index.md", title="Preview", content=_PREVIEW), Page(OPTION_STYLES))

Problems = tuple[Diagnostic, ...]
Frame = tuple[object, ...]


@dataclass
class Reading:
    """Keeps the last good version of what a file says, whatever becomes of the file.

    `make` makes a build's context from what was read, for these settings of MkDocs.
    """

    data: Path
    templates: Folders
    make: Callable[[Inputs, MkDocsConfig], BuildContext]
    context: BuildContext | None = None
    pages: tuple[Page, ...] = _EMPTY
    problems: Problems = ()
    remarks: Problems = ()
    known: Mapping[Path, Inputs] = field(default_factory=dict)
    """What a build has read already."""
    text: str = ""
    _rendering: Rendering | None = field(default=None, repr=False)
    _frame: Frame = ()
    _by_path: Mapping[str, Page] = field(default_factory=lambda: _by_path(_EMPTY), repr=False)

    def whole(self, config: MkDocsConfig, is_preview: bool) -> None:
        """Read the file and render every page; ComparisonError where one cannot be.

        A preview learns what the editorial rules remark on, too.
        """
        inputs, rendering = self._read(config)
        self._now(rendering, tuple(rendering.rendered()), _frame(rendering))
        self.remarks = ()
        if is_preview:
            name = os.path.relpath(self.data)
            found = lint(inputs.loaded, name, date.today(), inputs.newest)
            self.remarks = report(name, (*found, *_left(inputs, name))).remarks

    def again(self, config: MkDocsConfig) -> bool:
        """Read the file for pages that are rendered one by one; whether the site has the same ones,
        in the same frame, as when it was read whole. What is wrong is kept as its problems.
        """
        try:
            _, rendering = self._read(config)
            frame = _frame(rendering)
        except ComparisonError as error:
            self.fail(error)
            return bool(self._rendering)
        if frame != self._frame:
            return False
        self._now(rendering, rendering.pages, frame)
        return True

    def page(self, path: str) -> Page | None:
        """The generated page at a path; None for others."""
        return self._by_path.get(path)

    def content(self, path: str) -> str | None:
        """The text of a generated page; None for others. Raises ComparisonError."""
        found = self.page(path)
        return self._rendering.content(found) if found and self._rendering else None

    def fail(self, error: ComparisonError) -> None:
        """Keep what is wrong now."""
        self.problems = error.problems

    @property
    def said(self) -> tuple[Problems, Problems]:
        """What is wrong or, where nothing is, what the editorial rules remark on."""
        return self.problems, () if self.problems else self.remarks

    def _read(self, config: MkDocsConfig) -> tuple[Inputs, Rendering]:
        inputs = self.known.get(self.data) or publishable(Path(os.path.relpath(self.data)))
        self.text = inputs.loaded.text
        return inputs, Rendering(self.make(inputs, config), self.templates)

    def _now(self, rendering: Rendering, pages: tuple[Page, ...], frame: Frame) -> None:
        self._rendering, self._frame, self.context = rendering, frame, rendering.context
        self.pages, self._by_path = pages, _by_path(pages)
        self.problems = ()


def _left(inputs: Inputs, name: str) -> Problems:
    return left(inputs.loaded, name) if inputs.comparison.draft else ()


def _by_path(pages: tuple[Page, ...]) -> dict[str, Page]:
    return {page.path: page for page in pages}


def _frame(rendering: Rendering) -> Frame:
    """What all pages show of each other, and the files that they share."""
    pages = rendering.pages
    listed = [
        (p.path, p.title, p.place, p.section, p.group, p.listed, p.above, p.moved_to, p.styles)
        for p in pages
    ]
    shared = [rendering.content(page) for page in pages if not page.title]
    comparison = rendering.context.comparison
    return comparison.title, comparison.draft, comparison.lang, listed, shared
