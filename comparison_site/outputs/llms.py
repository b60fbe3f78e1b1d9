"""llms.txt: every page and every file for programs, in the shape that https://llmstxt.org asks."""

from collections.abc import Iterable, Iterator, Sequence

from comparison_site.analysis.addresses import markdown_path
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

    def entry(title: str, path: str, words: str) -> str:
        return f"- {link(title, addresses.of(path))}" + (f": {printed(words)}" if words else "")

    def entries(listed: Iterable[Page]) -> Iterator[str]:
        for page in listed:
            words = page.summary or page.description
            yield entry(page.title, markdown_path(page.path), words)

    titled = [page for page in pages if page.title]
    main = [page for page in titled if not page.optional]
    blocks = {
        name or "Overview": entries([page for page in main if page.section == name])
        for name in dict.fromkeys(["", *(page.section for page in main)])
    }
    blocks["Files for programs"] = (
        entry(file.title or file.path, file.path, plain_text(file.words))
        for file in files
        if file.words and file.path != LLMS_PATH
    )
    blocks["Optional"] = entries(page for page in titled if page.optional)
    head = [
        f"# {printed(comparison.title)}",
        f"> {printed(comparison.question)} {printed(plain_text(comparison.bottom_line))}",
        f"Reviewed on {comparison.last_reviewed}. {_ABOUT}",
    ]
    sections = (f"## {name}\n\n" + "\n".join(lines) for name, lines in blocks.items())
    return "\n\n".join([*head, *sections]) + "\n"
