"""What the live preview shows while the data is broken."""

from generator.errors import Problem
from generator.pages import Page


class Preview:
    """What `serve` shows while the data is broken: the last good pages, and what is wrong."""

    serving = False
    pages: tuple[Page, ...] = ()
    title = "Preview"
    problems: tuple[Problem, ...] = ()

    def remember(self, title: str, pages: tuple[Page, ...]) -> None:
        """Keep pages that rendered well."""
        self.title, self.pages, self.problems = title, pages, ()
