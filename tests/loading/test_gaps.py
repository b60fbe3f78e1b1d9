"""A draft of a whole comparison may lack what a published one must have; every gap is named."""

from datetime import date

import pytest

from comparison_site.core.diagnostics import ComparisonError, Level
from comparison_site.core.vocabulary import Kind, State
from comparison_site.loading.gaps import MISSING
from comparison_site.loading.loader import Loaded, load_bytes
from comparison_site.rules.checks import GAPS
from tests.support import paths

TODAY = date(2026, 11, 23)
MINIMAL = paths.MINIMAL.read_text("utf-8")
SKETCH = """\
title: Ways to work
reviewed_on: 2026-11-20
options: [{name: Bicycle, version: "3"}, {name: Bus}, {name: Tram, draft: true}]
criteria:
  - name: Speed
    verdict: {kind: winner, option: bicycle, confidence: medium, as_of: {}}
    positions:
      bicycle:
        points:
          - {stance: strength, text: It leaves when you do.}
      bus:
    facts:
      - {name: Seats, values: {bicycle: 1}}
  - name: Price
  - name: Comfort
    question:
    verdict:
    positions: {bicycle: {}, bus: unknown}
sources:
  - https://example.org/survey
"""
WHERE = [
    ("criteria > speed > verdict > because", "the field 'because' is missing"),
    ("criteria > speed > verdict > flips_if", "the field 'flips_if' is missing"),
    ("criteria > speed > verdict > as_of", "no version here for the option 'bicycle'"),
    ("criteria > speed > positions", "no position here for the option 'bus'"),
    (
        "criteria > speed > positions > bicycle > points > it-leaves-when-you-do > sources",
        "the field 'sources' is missing",
    ),
    ("criteria > speed > facts > seats > values", "no value here for the option 'bus'"),
    (
        "criteria > speed > facts > seats > values > bicycle",
        "nothing says where '1' can be checked",
    ),
    ("criteria > price > positions", "no position here for the options 'bicycle' and 'bus'"),
    ("criteria > price > verdict", "no verdict here yet"),
    ("criteria > comfort > verdict", "no verdict here yet"),
    ("criteria > comfort > positions > bicycle > summary", "the field 'summary' is missing"),
]


def loaded(text: str) -> Loaded:
    return load_bytes(text.encode(), "x.yaml", TODAY)


def problems(text: str) -> list[str]:
    with pytest.raises(ComparisonError) as caught:
        loaded(text)
    return [one.words for one in caught.value.problems]


def test_everything_that_a_draft_lacks_is_named_at_its_place() -> None:
    gaps = loaded("draft: true\n" + SKETCH).gaps
    assert sorted((one.where, one.message) for one in gaps) == sorted(WHERE)
    assert {(one.rule, one.level) for one in gaps} == {(MISSING, Level.WARNING)}
    assert all(one.line for one in gaps)


def test_what_is_missing_in_a_draft_is_not_known_to_its_readers() -> None:
    comparison = loaded("draft: true\n" + SKETCH).comparison
    speed, price, comfort = comparison.criteria
    assert (speed.verdict.kind, price.verdict.kind) == (Kind.WINNER, Kind.UNKNOWN)
    for criterion in (price, comfort):
        assert {p.state for p in criterion.positions.values()} == {State.UNKNOWN}
    assert speed.facts[0].values["bus"].state is State.UNKNOWN
    assert [o.id for o in comparison.options] == ["bicycle", "bus"]


def test_the_same_gaps_are_mistakes_once_it_is_published() -> None:
    found = problems(SKETCH)
    assert len(found) >= len(WHERE)
    assert "criteria > price > verdict: the field 'verdict' is missing" in "\n".join(found)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("title: Ways to work", "titel: Ways to work", "'titel' is not a known field here"),
        ("option: bicycle", "option: bycicle", "there is no option 'bycicle'"),
        ("name: Bus}", "name: }", "the field 'name' is missing"),
        ("bicycle: {}", "bicycle: {sumary: x}", "'sumary' is not a known field here"),
        ("reviewed_on: 2026-11-20", "reviewed_on: 2036-11-20", "2036-11-20 is in the future"),
        ("    question:\n", "    qestion:\n", "did you mean 'question'?"),
        ("    verdict:\n", "    verdit:\n", "did you mean 'verdict'?"),
        ("      bus:\n", "      bsu:\n", "there is no option 'bsu'; did you mean 'bus'?"),
        ("{bicycle: 1}", "{bicycle: 1, bsu: }", "there is no option 'bsu'; did you mean 'bus'?"),
    ],
)
def test_what_is_wrong_is_wrong_in_a_draft_too(old: str, new: str, words: str) -> None:
    assert old in SKETCH
    assert any(words in one for one in problems("draft: true\n" + SKETCH.replace(old, new)))


def test_a_draft_that_is_whole_lacks_nothing_and_says_what_it_would_say_published() -> None:
    draft, published = loaded("draft: true\n" + MINIMAL), loaded(MINIMAL)
    assert (draft.gaps, published.gaps) == ((), ())
    assert draft.comparison.model_copy(update={"draft": None}) == published.comparison


@pytest.mark.parametrize(
    ("typed", "found", "hint"),
    [
        ("True", "the text 'True'", "did you mean 'true'?"),
        ("yes", "the text 'yes'", "did you mean 'true'?"),
        ("treu", "the text 'treu'", "did you mean 'true'?"),
        ("false", "the text 'false'", "write it so, or remove the line"),
        ("maybe", "the text 'maybe'", "write it so, or remove the line"),
        ("[true]", "a list", "write it so, or remove the line"),
    ],
)
def test_another_word_than_true_is_all_that_is_wrong_with_a_draft(
    typed: str, found: str, hint: str
) -> None:
    """Its gaps are no mistakes besides."""
    words = f"draft: expected the word 'true', found {found}; {hint}"
    assert problems(f"draft: {typed}\n{SKETCH}") == [words]
    assert problems(f"draft: {typed}\n{MINIMAL}") == [words]


def test_what_is_no_id_is_told_where_it_stands_alone() -> None:
    """What a draft lacks is filled for every option; what nobody typed is nobody's mistake."""
    text = "draft: true\n" + SKETCH.replace("{name: Bus}", "{id: Bus, name: Bus}")
    assert [one for one in problems(text) if "is not an id" in one] == [
        "options > Bus > id: 'Bus' is not an id: small letters, digits and '-', starting with a "
        "letter; did you mean 'bus'?"
    ]


def test_every_rule_about_what_is_missing_counts_in_a_draft() -> None:
    assert len(GAPS) == 8, "each is in the sketch, but for this one"
    uncited = f"draft: true\n{MINIMAL}  - https://example.org/other\n"
    [gap] = loaded(uncited).gaps
    assert gap.message == "nothing cites the source 'example-org-other'"
