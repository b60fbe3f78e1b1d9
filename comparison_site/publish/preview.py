"""What the live preview shows while the data is broken."""

from comparison_site.core.diagnostics import Problem
from comparison_site.outputs.context import BuildContext, Page


class Preview:
    """The last good comparison and its pages, and what is wrong with the data since."""

    serving = False
    context: BuildContext | None = None
    pages: tuple[Page, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def title(self) -> str:
        """The comparison's title, once there is one."""
        return self.context.comparison.title if self.context else "Preview"

    def remember(self, context: BuildContext, pages: tuple[Page, ...]) -> None:
        """Keep a comparison that rendered well."""
        self.context, self.pages, self.problems = context, pages, ()
