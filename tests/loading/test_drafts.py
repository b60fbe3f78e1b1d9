"""Drafts: options that grow in the file, and of which readers see nothing until they are whole."""

from datetime import date

import pytest

from comparison_site.authoring.versions import read_version
from comparison_site.core.diagnostics import ComparisonError, Level
from comparison_site.loading.drafts import DRAFT, Cut, unfinished
from comparison_site.loading.loader import Loaded, load_bytes
from comparison_site.outputs.api import comparison_json
from tests.support import paths

TODAY = date(2026, 11, 23)
FILE = "data.yaml"
MINIMAL = paths.MINIMAL.read_text("utf-8")
TRAM = "  - id: tram\n    name: Tram\n    draft: true\n"
REST = """    version: "2026"
    hue: 80
    origin: {by: John Stephenson, year: 1832}
    license: none
    homepage: https://example.org/tram
    summary: A bus on rails.
    choose_when: [There are rails]
    avoid_when: [There are none]
    sources: [rails]
"""
SUMMARY = "      tram:\n        summary: Runs on rails.\n"
POINTS = """        points:
          - id: own-rails
            stance: strength
            text: Nothing stands in its way.
            sources: [rails]
"""
SOURCE = """  - id: rails
    title: All about rails
    url: https://example.org/rails
    publisher: Example Press
    kind: article
    accessed_on: 2026-11-20
"""


def drafted(
    option: str = TRAM, position: str = "", judged: str = "", source: str = "", last: bool = False
) -> str:
    """The smallest comparison with a draft: in front of every other option, or behind them."""
    at_options, at_sources = (
        ("\ncriteria:", "") if last else ("  - id: bicycle\n", "  - id: survey\n")
    )
    text = MINIMAL.replace(at_options, option + at_options, 1)
    text = text.replace("    positions:\n", f"    positions:\n{position}")
    text = text.replace('bus: "2026"}', f'bus: "2026"{judged}}}')
    return text.replace(at_sources, source + at_sources, 1) if at_sources else text + source


WHOLE = (TRAM + REST, SUMMARY + POINTS, ', tram: "2026"', SOURCE)


def loaded(text: str) -> Loaded:
    return load_bytes(text.encode(), FILE, TODAY)


def problems(text: str) -> list[str]:
    with pytest.raises(ComparisonError) as caught:
        loaded(text)
    return [one.words for one in caught.value.problems]


def missing(text: str) -> str:
    [note] = unfinished(loaded(text).whole, FILE)
    assert (note.rule, note.level) == (DRAFT, Level.NOTE)
    assert note.where == "options > tram"
    assert note.hint == (
        "to publish it: option publish tram"
        if "nothing" in note.message
        else "readers do not see it"
    )
    return note.message.removeprefix("a draft that lacks ")


STAGES = {
    "a name": drafted(),
    "a name, last": drafted(last=True),
    "its facts": drafted(TRAM + REST, "", "", SOURCE),
    "a position": drafted(TRAM, SUMMARY + POINTS, "", SOURCE),
    "everything": drafted(*WHOLE),
    "everything, last": drafted(*WHOLE, last=True),
}


@pytest.mark.parametrize("text", STAGES.values(), ids=STAGES)
def test_readers_see_nothing_of_a_draft_however_far_it_is(text: str) -> None:
    found, bare = loaded(text), loaded(MINIMAL)
    assert found.comparison == bare.comparison
    assert found.filled == bare.filled
    assert comparison_json(found.comparison) == comparison_json(bare.comparison)


@pytest.mark.parametrize("text", STAGES.values(), ids=STAGES)
def test_every_place_is_on_its_own_line_all_the_same(text: str) -> None:
    lines, document = text.split("\n"), loaded(text).document
    for leaf in document.root.leaves():
        mark = document.mark(leaf.path)
        assert lines[mark.line - 1][mark.column - 1 :].lstrip('">-').startswith(leaf.text[:9])


@pytest.mark.parametrize("text", STAGES.values(), ids=STAGES)
def test_an_old_version_that_is_broken_shows_no_draft_either(text: str) -> None:
    broken = text.replace("bottom_line:", "bottomline:")
    then = read_version(broken.encode(), FILE)
    assert [option.id for option in then.comparison.options] == ["bicycle", "bus"]
    assert "tram" not in str(then.root.value)


@pytest.mark.parametrize("text", STAGES.values(), ids=STAGES)
def test_what_is_left_is_found_again_in_the_whole_file(text: str) -> None:
    whole = loaded(text).whole
    cut = Cut(whole.root)
    left = [leaf for leaf in whole.root.leaves() if not cut.leaves_out(leaf.path)]
    assert [cut.before(cut.after(leaf.path)) for leaf in left] == [leaf.path for leaf in left]
    assert [leaf.text for leaf in left] == [
        leaf.text for leaf in loaded(text).document.root.leaves()
    ]


def test_a_source_that_something_else_cites_stays() -> None:
    text = drafted(TRAM + "    sources: [survey]\n")
    assert [source.id for source in loaded(text).comparison.sources] == ["survey"]


@pytest.mark.parametrize(
    ("text", "lacks"),
    [
        (drafted(), "1 of 1 positions (speed)"),
        (drafted(TRAM + REST, "", "", SOURCE),
         "1 of 1 positions (speed), 1 of 1 versions judged"),
        (drafted(TRAM + REST, SUMMARY + POINTS.replace("strength", "context"), "", SOURCE),
         "1 of 1 positions (speed), 1 of 1 versions judged"),
        (drafted(TRAM + REST, SUMMARY + POINTS, "", SOURCE), "1 of 1 versions judged"),
        (drafted(*WHOLE), "nothing"),
    ],
)  # fmt: skip
def test_a_draft_says_what_it_lacks(text: str, lacks: str) -> None:
    assert missing(text) == lacks


def test_without_the_line_a_whole_option_is_published() -> None:
    comparison = loaded(drafted(*WHOLE).replace("    draft: true\n", "")).comparison
    assert [option.id for option in comparison.options] == ["tram", "bicycle", "bus"]


def test_without_the_line_what_is_missing_is_a_problem() -> None:
    found = problems(drafted(TRAM + REST).replace("    draft: true\n", ""))
    assert {each.partition(";")[0] for each in found} == {
        "criteria > speed > verdict > as_of: no version here for the option 'tram'",
        "criteria > speed > positions: no position here for the option 'tram'",
        "options > tram > sources > item 1: there is no source 'rails'",
    }


@pytest.mark.parametrize("last", [False, True])
@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("hue: 80", "hue: 800", "options > tram > hue: 800 is too large; the most is 359"),
        ("hue: 80", "lizense: x", "options > tram > lizense: 'lizense' is not a known field here; "
         "did you mean 'license'?"),
        ("[rails]\n", "[rail]\n",
         "options > tram > sources > item 1: there is no source 'rail'; did you mean 'rails'?"),
        ("stance: strength\n            text: Noth", "stance: strong\n            text: Noth",
         "criteria > speed > positions > tram > points > own-rails > stance: 'strong' is not one "
         "of strength, weakness, context; did you mean 'strength'?"),
        ('tram: "2026"', "tram: []", "criteria > speed > verdict > as_of > tram: "
         "expected text, found a list; write one text; one that starts with '[' needs quotes"),
        ("https://example.org/rails", "rails", "sources > rails > url: 'rails' is not a web "
         "address; it must start with https:// or http://"),
        ("publisher: Example Press\n    kind: survey", "publisher: Example Press\n    kind: suvey",
         "sources > survey > kind: 'suvey' is not one of measured, documentation, release-note, "
         "maintainer-statement, survey, article, opinion, other; did you mean 'survey'?"),
        ("option: bicycle\n      label", "option: tram\n      label",
         "criteria > speed > verdict > option: the option 'tram' is a draft, which readers do not "
         "see; publish it first: remove its line 'draft'"),
    ],
)  # fmt: skip
def test_what_stands_in_a_file_with_a_draft_is_checked_as_usual(
    old: str, new: str, words: str, last: bool
) -> None:
    text = drafted(*WHOLE, last=last)
    assert old in text
    found = problems(text.replace(old, new, 1))
    assert found == [words]


@pytest.mark.parametrize(("name", "words"), [("id: tram", "id: bus"), ("Tram", "Bus")])
def test_a_draft_and_a_published_option_may_not_be_called_the_same(name: str, words: str) -> None:
    found = problems(drafted().replace(name, words))
    assert [": duplicate " in one for one in found] == [True]


def test_two_options_are_published_at_least() -> None:
    text = MINIMAL.replace("    name: Bus\n", "    name: Bus\n    draft: true\n")
    found = problems(text)
    assert any("this list has 1 published option, but needs 2 or more" in words for words in found)
