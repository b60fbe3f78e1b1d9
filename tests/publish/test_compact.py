"""What readers load of ours: as little as it can be, and the same as its authors wrote."""

import pytest

from comparison_site.publish.compact import compact_script, compact_styles
from tests.support.html import read_page
from tests.support.paths import ROOT
from tests.support.sites import Site
from tests.support.weights import own_weights

MOST = 15_000  # bytes, gzipped


@pytest.mark.parametrize(
    ("written", "published"),
    [
        ("a , b > c { color : red ; }  /* why */", "a,b>c{color :red}"),
        ("a :hover, b:hover { margin: 0 auto; }", "a :hover,b:hover{margin:0 auto}"),
        ('a::before { content: "  /* · */ ; "; }', 'a::before{content:"  /* · */ ; "}'),
        ("a { width: calc(1px + 2px); }", "a{width:calc(1px + 2px)}"),
        (
            "@media (width > 1em) and (a) {\n  b { --c: 1; }\n}\n",
            "@media (width>1em) and (a){b{--c:1}}",
        ),
    ],
)
def test_a_style_sheet_means_the_same(written: str, published: str) -> None:
    assert compact_styles(written) == published


def test_a_script_keeps_its_lines_and_its_texts() -> None:
    written = """// What it is for.

/** What it
 *  gives. */
const a = () => {
  return "https://x.org"; // said once
};
"""
    assert compact_script(written) == 'const a = () => {\nreturn "https://x.org";\n};\n'


def test_no_text_in_a_script_spans_lines() -> None:
    """Or its white space would change."""
    scripts = (ROOT / "docs" / "assets").rglob("*.js")
    texts = [script.read_text("utf-8").replace("\\`", "") for script in scripts]
    assert [line for text in texts for line in text.splitlines() if line.count("`") % 2] == []


def test_what_a_page_loads_of_ours_is_small(real_site: Site, measured_site: Site) -> None:
    heavy = {}
    for site in (real_site, measured_site):
        for address in site.kinds:
            weights = own_weights(site.folder, address)
            if sum(weights.values()) > MOST:
                heavy[address] = weights
    assert heavy == {}


def test_a_page_links_a_style_sheet_that_all_have_and_one_of_its_kind(measured_site: Site) -> None:
    folder = measured_site.folder
    linked = {
        address: read_page(folder, address).all("link[rel=stylesheet]")
        for address in measured_site.kinds
    }
    assert {address: sheets for address, sheets in linked.items() if len(sheets) > 2} == {}
