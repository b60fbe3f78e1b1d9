"""A report for a person at a terminal."""

from collections.abc import Callable, Iterator

from comparison_site.lint.remarks import Remark, Report
from comparison_site.lint.rule import Level

Styled = Callable[[str, Level], str]


def plain_report(report: Report, styled: Styled = lambda text, _: text) -> str:
    """The remarks under a heading for each level; `styled` may colour headings."""
    return "\n\n".join(_paragraphs(report, styled))


def counted(report: Report) -> str:
    """How many remarks there are: `1 error, 2 warnings`; nothing where there are none."""
    counts = ((count, level) for level, count in report.counts.items() if count)
    return ", ".join(f"{count} {level}{'' if count == 1 else 's'}" for count, level in counts)


def _paragraphs(report: Report, styled: Styled) -> Iterator[str]:
    for level in Level:
        if remarks := report.of(level):
            yield styled(f"{level.capitalize()}s", level)
            yield from map(_paragraph, remarks)


def _paragraph(remark: Remark) -> str:
    first, *excerpt = str(remark.problem).split("\n")
    return "\n".join([f"{first} [{remark.rule}]", *excerpt])
