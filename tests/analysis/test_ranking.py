"""The order of options: what a verdict says of two that do not win it, and what nobody says."""

import pytest

from comparison_site import Comparison, load
from comparison_site.analysis.ranking import Beside, beside, order_words, pairs, place, unplaced
from comparison_site.model import Criterion, NoPosition
from tests.support.articles import contents
from tests.support.comparisons import TIE, UNKNOWN, poison, split
from tests.support.html import parse
from tests.support.paths import OTHER_DATA, SCRIPTS

AHEAD, BEHIND, LEVEL, DEPENDS, UNSAID = Beside
SMALLEST, GOES, DAMAGE, MEMORY = range(4)


def ordered(*order: tuple[str, ...]) -> Comparison:
    """The second comparison, whose first verdict says who comes next."""
    return judged(order=order)


def judged(**fields: object) -> Comparison:
    comparison = load(OTHER_DATA)
    first, *others = comparison.criteria
    verdict = first.verdict.model_copy(update=fields)
    changed = first.model_copy(update={"verdict": verdict})
    return comparison.model_copy(update={"criteria": (changed, *others)})


def first(comparison: Comparison) -> Criterion:
    return comparison.criteria[SMALLEST]


WHOLE = ordered(("xz",), ("zstd",), ("bzip2", "gzip"))
IN_PART = ordered(("xz",), ("zstd",))


def test_an_order_is_told_in_a_row() -> None:
    assert order_words(WHOLE, first(WHOLE).verdict) == "xz, then Zstandard, then bzip2 and gzip"
    assert order_words(load(OTHER_DATA), first(load(OTHER_DATA)).verdict) == ""


def test_level_options_share_their_place_and_the_next_comes_after_all_of_them() -> None:
    verdict = first(ordered(("xz", "zstd"), ("gzip",), ("bzip2",))).verdict
    assert [place(verdict, name) for name in ("xz", "zstd", "gzip", "bzip2")] == [
        (1, 4), (1, 4), (3, 4), (4, 4),
    ]  # fmt: skip


def test_what_is_left_out_has_no_place() -> None:
    verdict = first(IN_PART).verdict
    assert place(verdict, "gzip") is None
    assert [option.id for option in unplaced(IN_PART, verdict)] == ["gzip", "bzip2"]


@pytest.mark.parametrize(
    ("comparison", "one", "other", "said"),
    [
        (WHOLE, "xz", "gzip", AHEAD),
        (WHOLE, "zstd", "gzip", AHEAD),
        (WHOLE, "gzip", "zstd", BEHIND),
        (WHOLE, "gzip", "bzip2", LEVEL),
        (IN_PART, "gzip", "xz", BEHIND),  # it does not win
        (IN_PART, "gzip", "zstd", UNSAID),  # and no more is said of it
        (IN_PART, "gzip", "bzip2", UNSAID),
        (load(OTHER_DATA), "zstd", "xz", BEHIND),
        (load(OTHER_DATA), "zstd", "gzip", UNSAID),
        (judged(outcome=TIE.outcome), "zstd", "gzip", LEVEL),
        (judged(outcome=UNKNOWN.outcome), "zstd", "gzip", UNSAID),
        (judged(outcome=split("gzip", "xz").outcome), "zstd", "gzip", DEPENDS),
        (judged(outcome=split("gzip", "xz").outcome), "zstd", "bzip2", UNSAID),
    ],
)
def test_of_two_options_no_more_is_said_than_the_verdict_says(
    comparison: Comparison, one: str, other: str, said: Beside
) -> None:
    assert beside(first(comparison), one, other) is said


def test_where_nobody_knows_how_one_stands_nothing_is_said() -> None:
    [price, *_] = load(SCRIPTS).criteria
    lost = NoPosition.model_validate("unknown")
    changed = price.model_copy(update={"positions": price.positions | {"tel-o-fun": lost}})
    assert beside(price, "careem", "tel-o-fun") is AHEAD
    assert beside(changed, "careem", "tel-o-fun") is UNSAID


def test_an_option_stands_beside_each_other_once_a_verdict_says_who_comes_next() -> None:
    assert pairs(load(OTHER_DATA), load(OTHER_DATA).option("zstd")) == []
    found = {pair.other.id: pair.criteria for pair in pairs(WHOLE, WHOLE.option("zstd"))}
    assert list(found) == ["gzip", "bzip2", "xz"]
    names = {which: [one.id for one in found["gzip"][which]] for which in Beside}
    assert names == {
        AHEAD: ["smallest-files"], BEHIND: [], DEPENDS: ["where-it-goes"],
        LEVEL: ["noticing-damage"], UNSAID: ["memory"],
    }  # fmt: skip


def test_every_page_about_a_verdict_says_who_comes_next() -> None:
    pages = {path: parse(text) for path, text in contents(load(SCRIPTS)).items()}
    said = "then תל-אופן, then Vélib'; nobody says where 微笑單車 comes"
    for path, where in {
        "criteria/price.md": ".verdict__order",
        "criteria.md": ".criteria__order",
        "compare.md": ".facts__order",
    }.items():
        assert pages[path].one(where).text.endswith(said), path
    assert not pages["criteria/stations.md"].all(".verdict__order")


def test_the_page_of_an_option_says_its_place_and_how_it_stands_beside_the_others() -> None:
    page = parse(contents(WHOLE)["options/zstd.md"])
    lost, *_ = page.all(".won li:has(.won__because)")[-1:]
    assert lost.one(".won__because").text.startswith("Place 2 of 4. ")
    gzip, *_ = page.all(".pairs li")
    assert gzip.text == (
        "gzip: ahead on Smallest files; level on 1 criterion; depends on use for 1 criterion; "
        "not said for 1 criterion"
    )


def test_without_an_order_no_page_says_anything_of_it() -> None:
    for path, text in contents(load(OTHER_DATA)).items():
        assert path == "editing.md" or not any(
            mark in text for mark in ("__order", "pairs", "Place ")
        ), path


def test_no_name_in_an_order_becomes_markup() -> None:
    payload = "<b>x</b> *a* [b](c)"
    poisoned = WHOLE.model_copy(update={"options": poison(WHOLE.options, payload)})
    page = parse(contents(poisoned)["criteria/smallest-files.md"])
    assert [name.text for name in page.all(".verdict__order b")] == [payload] * 3
