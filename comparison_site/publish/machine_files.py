"""The files of a site that MkDocs does not make: those for programs, and Markdown versions."""

from collections.abc import Iterable
from pathlib import Path

from comparison_site.analysis.addresses import markdown_path
from comparison_site.core.cache import Kind
from comparison_site.outputs.markdown import markdown_of
from comparison_site.outputs.policy import HEADERS_PATH, headers
from comparison_site.outputs.registry import BuildContext, Page, outputs
from comparison_site.publish.theme_files import fingerprinted

_SITEMAPS = ("sitemap.xml", "sitemap.xml.gz")
Article = tuple[Page, str]  # a page, and its HTML without what the theme puts around it


def write_machine_files(site: Path, known: BuildContext, articles: Iterable[Article]) -> None:
    """Write them into the folder of a site whose pages stand there."""
    read, made = tuple(articles), dict[str, bytes]()
    for page, html in read:
        made[markdown_path(page.path)] = _markdown(known, page, html)
    made |= outputs(known, [page for page, _ in read])
    made[HEADERS_PATH] = headers(fingerprinted(site)).encode()
    for name, content in made.items():
        file = site / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


def drop_addresses(site: Path) -> None:
    """Delete MkDocs' list of addresses: where the site's own is not known, it is empty."""
    for name in _SITEMAPS:
        (site / name).unlink(missing_ok=True)


def _markdown(known: BuildContext, page: Page, html: str) -> bytes:
    base = known.base_url
    return known.cache.kept(
        Kind.MARKDOWN,
        (page.path, base, html),
        lambda: markdown_of(html, page.path, base).encode(),
    )
