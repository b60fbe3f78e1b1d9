"""Names that run from right to left stand apart on every page, and turn nothing around them."""

import re

from tests.support.html import read_page
from tests.support.sites import Site

ISOLATED = re.compile("\u2067[^\u2069]*\u2069")
LETTERS = re.compile("[\u0590-\u08ff]+")


def test_every_name_that_runs_from_right_to_left_is_isolated(world_site: Site) -> None:
    named = 0
    for address in world_site.addresses:
        page = read_page(world_site.folder, address)
        texts = [page.text_without("bdi"), *(t for e in page.walk() for t in e.attributes.values())]
        bare = [found for text in texts for found in LETTERS.findall(ISOLATED.sub("", text))]
        assert bare == [], address
        named += bool(LETTERS.search(page.text))
    assert named > len(world_site.addresses) / 2


def test_no_other_site_holds_an_element_or_a_character_for_it(site: Site) -> None:
    for file in [*site.folder.rglob("*.html"), *site.folder.rglob("*.svg")]:
        assert not re.search("<bdi|\u2067", file.read_text(encoding="utf-8")), file
