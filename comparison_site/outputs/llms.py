"""llms.txt: every page and every file for programs, in the shape that https://llmstxt.org asks."""

from collections.abc import Iterable, Iterator, Sequence

from comparison_site.analysis.addresses import Addresses, markdown_path
from comparison_site.core.inline_text import plain_text
from comparison_site.outputs.context import BuildContext, Output, Page
from comparison_site.outputs.markdown_text import link, printed

LLMS_PATH = "llms.txt"

_ABOUT = (
    "The pages below are Markdown and say the same as the web pages. What stands under Files for "
    "programs is JSON and Atom."
)


def llms_txt(context: BuildContext, pages: Sequence[Page], files: Iterable[Output]) -> str:
    """The list as Markdown: pages by section, files, and the pages that may be passed over."""
    comparison, addresses = context.comparison, context.addresses(LLMS_PATH)
    titled = [page for page in pages if page.title]
    main = [page for page in titled if not page.optional]
    others = [file for file in files if file.words and file.path != LLMS_PATH]
    sections = {
        name or "Overview": _pages(addresses, [page for page in main if page.section == name])
        for name in dict.fromkeys(["", *(page.section for page in main)])
    }
    sections["Files for programs"] = _files(addresses, others)
    sections["Optional"] = _pages(addresses, [page for page in titled if page.optional])
    head = [
        f"# {printed(comparison.title)}",
        f"> {printed(comparison.question)} {printed(plain_text(comparison.bottom_line))}",
        f"Reviewed on {comparison.last_reviewed}. {_ABOUT}",
    ]
    blocks = (f"## {name}\n\n" + "\n".join(lines) for name, lines in sections.items())
    return "\n\n".join([*head, *blocks]) + "\n"


def _pages(addresses: Addresses, pages: Iterable[Page]) -> Iterator[str]:
    for page in pages:
        entry = f"- {link(page.title, addresses.of(markdown_path(page.path)))}"
        words = page.summary or page.description
        yield f"{entry}: {printed(words)}" if words else entry


def _files(addresses: Addresses, files: Iterable[Output]) -> Iterator[str]:
    for file in files:
        name = link(file.title or file.path, addresses.of(file.path))
        yield f"- {name}: {printed(plain_text(file.words))}"
