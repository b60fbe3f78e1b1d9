"""What the live preview shows while the data is broken."""

from comparison_site.core.diagnostics import Problem
from comparison_site.model import Comparison
from comparison_site.pages.page_extras import Beside
from comparison_site.pages.pages import Page


class Preview:
    """The last good comparison and its pages, and what is wrong with the data since."""

    serving = False
    comparison: Comparison | None = None
    beside = Beside()
    pages: tuple[Page, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def title(self) -> str:
        """The comparison's title, once there is one."""
        return self.comparison.title if self.comparison else "Preview"

    def remember(self, comparison: Comparison, pages: tuple[Page, ...], beside: Beside) -> None:
        """Keep a comparison that rendered well, and what its pages say beside it."""
        self.comparison, self.pages, self.beside, self.problems = comparison, pages, beside, ()
