"""The search finds on a page what the theme's own parser finds there."""

from importlib.util import module_from_spec, spec_from_file_location

from material.plugins.search import plugin as reading  # type: ignore[import-untyped]

from comparison_site.core.plain_html import tags
from comparison_site.publish.indexing import QuickElement, QuickParser
from tests.support.sites import Site


def slow_parser() -> reading.Parser:
    """The theme's own, out of a copy of its module in which nothing is replaced."""
    spec = spec_from_file_location("material.plugins.search.untouched", reading.__file__)
    assert spec
    assert spec.loader
    untouched = module_from_spec(spec)
    spec.loader.exec_module(untouched)
    return untouched.Parser()


def sections(parser: reading.Parser, html: str) -> list[tuple[object, ...]]:
    parser.feed(html)
    parser.close()
    return [
        (part.id, part.el, part.is_excluded(), part.depth, part.title, part.text)
        for part in parser.data
    ]


def test_the_quick_parser_finds_the_sections_that_the_slow_one_finds(
    real_site: Site, other_site: Site
) -> None:
    for site in (real_site, other_site):
        for path in site.folder.rglob("*.html"):
            article = path.read_text(encoding="utf-8").partition("<article")[2]
            html = article.partition(">")[2].partition("</article>")[0]
            assert tags(html) is not None
            assert sections(QuickParser(), html) == sections(slow_parser(), html)


def test_what_a_page_keeps_from_the_search_is_kept_from_it() -> None:
    html = (
        '<h1 id="a">A</h1><p>one <b data-search-exclude>two <i>three</i></b></p>'
        '<h2 id="b" data-search-exclude>B</h2><p>four</p><div class="linenodiv"><p>5</p></div>'
        '<div><h2 id="c">C</h2><style>p { color: red }</style><p> </p></div><p>six</p>'
    )
    assert sections(QuickParser(), html) == sections(slow_parser(), html)


def test_the_theme_reads_pages_with_the_quick_parser() -> None:
    assert (reading.Parser, reading.Element) == (QuickParser, QuickElement)
