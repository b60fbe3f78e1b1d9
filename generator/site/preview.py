"""What the live preview shows while the data is broken."""

from generator.errors import Problem
from generator.model import Comparison
from generator.site.beside import Beside
from generator.site.pages import Page


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
