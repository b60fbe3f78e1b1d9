"""llms.txt (https://llmstxt.org): pages by section, files, and what may be passed over."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from comparison_site.analysis.addresses import markdown_path
from comparison_site.analysis.marks import DRAFT_WORDS, as_draft
from comparison_site.core.inline_text import plain_text
from comparison_site.core.room import listed
from comparison_site.outputs.markdown_text import link, printed

if TYPE_CHECKING:
    from comparison_site.outputs.registry import BuildContext, Output, Page

LLMS_PATH = "llms.txt"


def llms_txt(context: "BuildContext", pages: "Sequence[Page]", files: "Sequence[Output]") -> str:
    """The text of the file: `files` are those that readers are told of."""
    comparison, addresses = context.comparison, context.addresses(LLMS_PATH)
    sections: dict[str, list[str]] = {"Overview": []}
    optional: list[str] = []
    for page in (page for page in pages if page.title):
        section = optional if page.optional else sections.setdefault(_heading(page), [])
        address = addresses.of(markdown_path(page.path))
        section.append(_entry(page.title, address, page.summary or page.description))
    sections["Files for programs"] = [
        _entry(file.title or file.path, addresses.of(file.path), plain_text(file.words))
        for file in files
        if file.words and file.path != LLMS_PATH
    ]
    sections["Optional"] = optional
    types = {file.media_type.rpartition("/")[2].removesuffix("+xml") for file in files}
    forms = [form for form in ("JSON", "Atom", "CSV") if form.lower() in types]
    head = [
        f"# {printed(as_draft(comparison, comparison.title))}",
        f"> {printed(comparison.question)} {printed(plain_text(comparison.bottom_line))}".rstrip(),
        *([DRAFT_WORDS] if comparison.draft else []),
        f"Reviewed on {comparison.last_reviewed}. The pages below are Markdown and say the same as "
        f"the web pages. What stands under Files for programs is {listed(forms)}.",
    ]
    blocks = ("\n".join([f"## {name}\n", *entries]) for name, entries in sections.items())
    return "\n\n".join([*head, *blocks]) + "\n"


def _heading(page: "Page") -> str:
    return ": ".join(filter(None, (page.section or "Overview", printed(page.group))))


def _entry(name: str, address: str, words: str) -> str:
    entry = f"- {link(name, address)}"
    return f"{entry}: {printed(words)}" if words else entry
