"""The search finds on a page what the theme's own parser finds there."""

from material.plugins.search import plugin as reading  # type: ignore[import-untyped]

from comparison_site.core.plain_html import tags
from comparison_site.publish.indexing import QuickParser
from tests.support.sites import Site


def sections(parser: reading.Parser, html: str) -> list[tuple[object, ...]]:
    parser.feed(html)
    parser.close()
    return [(part.id, part.el, part.depth, part.title, part.text) for part in parser.data]


def test_the_quick_parser_finds_the_sections_that_the_slow_one_finds(
    real_site: Site, other_site: Site
) -> None:
    [slow] = QuickParser.__bases__
    for site in (real_site, other_site):
        for path in site.folder.rglob("*.html"):
            article = path.read_text(encoding="utf-8").partition("<article")[2]
            html = article.partition(">")[2].partition("</article>")[0]
            assert tags(html) is not None
            assert sections(QuickParser(), html) == sections(slow(), html)


def test_the_theme_reads_pages_with_the_quick_parser() -> None:
    assert reading.Parser is QuickParser
