"""The files of a site that MkDocs does not make: those for programs, and Markdown versions."""

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from comparison_site.analysis.addresses import markdown_path
from comparison_site.analysis.marks import DRAFT, DRAFT_WORDS
from comparison_site.core.cache import Kind
from comparison_site.outputs.markdown import markdown_of
from comparison_site.outputs.policy import HEADERS_PATH, headers
from comparison_site.outputs.registry import BuildContext, Page, outputs
from comparison_site.publish.theme_files import fingerprinted

_SITEMAPS = ("sitemap.xml", "sitemap.xml.gz")
Article = tuple[Page, str]  # a page, and its HTML without what the theme puts around it


def write_machine_files(site: Path, known: BuildContext, *articles: Iterable[Article]) -> None:
    """Write them into the folder of a site whose pages stand there."""
    for name, content in _made(
        site, known, chain(*articles)
    ):  # one at a time: they need not all be held
        file = site / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


def _made(
    site: Path, known: BuildContext, articles: Iterable[Article]
) -> Iterator[tuple[str, bytes]]:
    pages = list[Page]()
    for page, html in articles:
        pages.append(page)
        yield markdown_path(page.path), _markdown(known, page, html)
    yield from outputs(known, pages)
    yield HEADERS_PATH, headers(fingerprinted(site), is_draft=bool(known.comparison.draft)).encode()


def drop_addresses(site: Path) -> None:
    """Delete MkDocs' list of addresses: where the site's own is not known, it is empty, and of a
    draft nobody is to find any."""
    for name in _SITEMAPS:
        (site / name).unlink(missing_ok=True)


def _markdown(known: BuildContext, page: Page, html: str) -> bytes:
    base = known.base_url
    said = f"**{DRAFT}.** {DRAFT_WORDS}\n\n" if known.comparison.draft else ""
    return said.encode() + known.cache.kept(
        Kind.MARKDOWN,
        (page.path, base, html),
        lambda: markdown_of(html, page.path, base).encode(),
    )
