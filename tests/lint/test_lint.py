"""The editorial rules: what each remarks on, at which place, and what it leaves alone."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from comparison_site.analysis.versions import measured_version
from comparison_site.core.diagnostics import Diagnostic, Level
from comparison_site.core.vocabulary import Rule
from comparison_site.lint import evidence, judgements, order, repeats
from comparison_site.lint.linting import ALL_RULES, lint
from comparison_site.loading.loader import load_bytes, load_file
from comparison_site.results.files import Folder
from comparison_site.results.runs import Runs
from tests.support import paths
from tests.support.paths import FRAMEWORKS, MEASURED_DATA, OTHER_DATA, REAL_DATA

TODAY = date(2026, 11, 23)
FILE = "comparison.yaml"
POINT = """
            text: It leaves when you do.
            sources: [survey]
"""
WEAKNESS = """
          - id: rain
            stance: weakness
            text: You get wet when it rains.
            sources: [survey]
"""
MINIMAL = paths.MINIMAL.read_text("utf-8")
CLEAN = MINIMAL.replace(POINT, POINT.rstrip("\n") + WEAKNESS)

POSITION_OF_BUS = CLEAN[CLEAN.index("      bus:\n        summary") : CLEAN.index("\nscenarios:")]

Changes = dict[str, str]


def source(name: str, kind: str = "survey", url: str = "") -> str:
    return f"""
  - id: {name}
    title: A page
    url: {url or f"https://example.org/{name}"}
    publisher: Example Press
    kind: {kind}
    accessed_on: 2026-11-20
"""


def changed(changes: Changes, text: str = CLEAN) -> str:
    """The text with each passage replaced everywhere; what has no passage is added at the end."""
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new) if old else text + new
    return text


def remarks(
    changes: Changes, today: date = TODAY, newest: Mapping[str, str] | None = None
) -> tuple[Diagnostic, ...]:
    """What is remarked on, but for the number of points: there is no smaller file than this one."""
    found = lint(load_bytes(changed(changes).encode(), FILE, today), FILE, today, newest)
    return tuple(one for one in found if one.rule != Rule.FEW_POINTS_FOR_POSITION)


def said(
    changes: Changes, today: date = TODAY, newest: Mapping[str, str] | None = None
) -> list[str]:
    """Each remark with the text at its place, as far as a column of a report shows it."""
    lines = changed(changes).split("\n")
    found = []
    for one in remarks(changes, today, newest):
        place = lines[one.line - 1][one.column - 1 :]
        words = one.headline.partition(": ")[2]
        found.append(f"{one.level} {one.rule} at '{place[:12]}': {words}")
    return found


def test_a_careful_file_gets_no_remark() -> None:
    assert said({}) == []


# --- Judgements ----------------------------------------------------------------------------------


def test_scenario_against_verdicts() -> None:
    assert said(
        {"    option: bicycle\n    because: Nothing": "    kind: tie\n    because: Nothing"}
    ) == [
        "warning scenario-against-verdicts at '[speed]': scenarios > short-way > criteria: the "
        "verdicts named here put Bicycle ahead; rest the advice on the verdicts that support it, "
        "or change it"
    ]


def test_scenario_against_verdicts_counts_shares_of_splits() -> None:
    text = FRAMEWORKS.read_text("utf-8")
    old = "    need: Learning and exploration\n    option: pytorch"
    assert old in text
    text = text.replace(old, old.replace("option: pytorch", "option: tensorflow"))
    found = lint(load_bytes(text.encode(), FILE, TODAY), FILE, TODAY)
    assert [(one.rule, one.where) for one in found] == [
        ("scenario-against-verdicts", "scenarios > learning > criteria")
    ]
    assert "put PyTorch ahead" in found[0].message


def test_a_scenario_that_admits_what_speaks_against_it_is_left_alone() -> None:
    assert said({"    option: bicycle\n    because: Nothing": (
        "    option: bus\n    despite: It rains.\n    because: Nothing"
    )}) == []  # fmt: skip


def test_bottom_line_against_tally() -> None:
    assert said({"Take the **bicycle** when the way is short.": "Take the bus."}) == [
        "warning bottom-line-against-tally at 'Take the bus': bottom_line: this does not name "
        "Bicycle, which leads the tally; say how the verdicts add up"
    ]


SPLIT = {
    "      kind: winner\n      option: bicycle\n": (
        "      kind: split\n      parts:\n        - {option: bicycle, for: dry days}\n"
        "        - {option: bus, for: wet days}\n"
    ),
    "            text: On its own lane": (
        "            text: It stops often.\n            sources: [survey]\n"
        "          - id: own-lane\n            stance: weakness\n            text: On its own lane"
    ),
}


def test_a_level_tally_asks_for_every_leader() -> None:
    assert said(SPLIT) == [
        "warning bottom-line-against-tally at 'Take the **b': bottom_line: this does not name Bus, "
        "which shares the lead of the tally; say how the verdicts add up"
    ]
    assert said(SPLIT | {"Take the **bicycle**": "Take the bus or the **bicycle**"}) == []


def test_where_nobody_wins_anything_the_bottom_line_need_not_name_anybody() -> None:
    assert said({
        "      kind: winner\n      option: bicycle\n": "      kind: tie\n",
        "    option: bicycle\n    because: Nothing": "    kind: tie\n    because: Nothing",
        "Take the **bicycle** when the way is short.": "Toss a coin.",
    }) == []  # fmt: skip


def test_verdict_without_other_side() -> None:
    assert said({WEAKNESS: "\n"}) == [
        "warning verdict-without-other-side at 'bicycle:': criteria > speed > positions > bicycle: "
        "Bicycle is ahead here, and no point is a weakness; say what speaks against it"
    ]


TURNED = {
    "because: In town a bicycle is there first.": "because: A BUS is slow, bus stops are far."
}


def test_reason_names_another_option() -> None:
    assert said(TURNED) == [
        "warning reason-names-another-option at 'A BUS is slo': criteria > speed > verdict > "
        "because: this names Bus, while Bicycle is ahead; say why it is ahead"
    ]


@pytest.mark.parametrize(
    "reason",
    ["A bicycle is faster than a **bus**.", "Nothing is faster.", "Omnibus and busy, buses too."],
)
def test_a_reason_may_name_others_beside_the_winner_and_words_that_hold_a_name(reason: str) -> None:
    assert said({"In town a bicycle is there first.": reason}) == []


def test_a_name_inside_a_longer_name_is_not_meant() -> None:
    names = {"name: Bicycle": "name: C", "name: Bus": "name: C++"}
    line = {"Take the **bicycle**": "Take the **C**"}
    reason = "because: In town a bicycle is there first."
    [one] = remarks(names | line | {reason: "because: C++ is slow."})
    assert one.message == "this names C++, while C is ahead"
    assert remarks(names | line | {reason: "because: C is fast."}) == ()


def test_where_nobody_or_several_are_ahead_a_reason_may_name_any_of_them() -> None:
    names_one = {"In town a bicycle is there first.": "The bus is slow."}
    tie = {
        "      kind: winner\n      option: bicycle\n": "      kind: tie\n",
        "    option: bicycle\n    because: Nothing": "    kind: tie\n    because: Nothing",
    }
    assert said(tie | names_one) == []
    bottom = {"Take the **bicycle**": "Take the bus or the **bicycle**"}
    assert said(SPLIT | bottom | names_one) == []


def test_the_reason_of_an_adopted_proposal_is_its_own() -> None:
    contested = (
        "      contested:\n        status: adopted\n        kind: winner\n        option: bus\n"
        "        label: Dry\n        icon: scale\n        because: A bicycle is wet.\n"
        "        confidence: low\n        argument: Rain.\n        sources: [survey]\n"
    )
    scenario = {
        "    option: bicycle\n    because: Nothing": "    option: bus\n    because: Nothing"
    }
    found = remarks({"    positions:\n": contested + "    positions:\n"} | scenario)
    assert "criteria > speed > verdict > contested > because" in [one.where for one in found]


def test_contested_but_confident() -> None:
    contested = (
        "      contested:\n        status: open\n        kind: tie\n        label: Even\n"
        "        icon: scale\n        because: It depends.\n        confidence: low\n"
        "        argument: Traffic.\n        sources: [survey]\n"
    )
    assert said({"    positions:\n": contested + "    positions:\n"}) == [
        "warning contested-but-confident at 'medium': criteria > speed > verdict > confidence: "
        "confidence medium, while an open proposal contests the verdict; write low"
    ]
    low = {"confidence: medium": "confidence: low"}
    assert said({"    positions:\n": contested + "    positions:\n"} | low) == []


# --- Evidence ------------------------------------------------------------------------------------


def test_ahead_without_strength() -> None:
    assert said({"stance: strength" + POINT: "stance: context" + POINT}) == [
        "warning ahead-without-strength at 'bicycle:': criteria > speed > positions > bicycle: "
        "Bicycle is ahead here, and no point is a strength; say what it is ahead in"
    ]


def test_behind_without_strength() -> None:
    on_its = "strength\n            text: On its"
    assert said({on_its: on_its.replace("strength", "weakness")}) == [
        "warning behind-without-strength at 'bus:': criteria > speed > positions > bus: no point "
        "here speaks for Bus; give this option its best case"
    ]
    assert said({"    bus:\n        summary": "    bus:\n        summary"}) == []


@pytest.mark.parametrize("state", ["unknown", "not-applicable"])
def test_where_nobody_can_say_where_an_option_stands_nothing_is_missed(state: str) -> None:
    assert said({POSITION_OF_BUS: f"      bus: {state}\n"}) == []


def test_few_points_for_position() -> None:
    def found(text: str) -> list[tuple[Level, str, str]]:
        every = lint(load_bytes(text.encode(), FILE, TODAY), FILE, TODAY)
        few = (one for one in every if one.rule == Rule.FEW_POINTS_FOR_POSITION)
        return [(one.level, one.where, one.message) for one in few]

    at = "criteria > speed > positions >"
    bus = (Level.NOTE, f"{at} bus", "1 point here; 3 are usual")
    assert found(CLEAN) == [(Level.NOTE, f"{at} bicycle", "2 points here; 3 are usual"), bus]
    assert found(CLEAN.replace(WEAKNESS, WEAKNESS + WEAKNESS.replace("rain", "hail"))) == [bus]
    not_judged = {
        "      kind: winner\n      option: bicycle\n": "      kind: unknown\n",
        "    option: bicycle\n    because: Nothing": "    kind: unknown\n    because: Nothing",
    }
    assert found(changed(not_judged)) == []


def many(count: int) -> Changes:
    names = [f"page-{number}" for number in range(count)]
    return {
        "it passes every queue.\n            sources: [survey]": (
            f"it passes every queue.\n            sources: [{', '.join(names)}]"
        ),
        "": "".join(source(name) for name in names),
    }


def test_sources_lopsided_in_number() -> None:
    assert said(many(5)) == [
        "warning sources-lopsided-in-number at 'bicycle:': criteria > speed > positions > bicycle: "
        "1 source here, but 5 for Bus; look for more"
    ]
    assert said(many(4)) == []


@pytest.mark.parametrize("kind", ["measured", "maintainer-statement"])
def test_sources_lopsided_in_kind(kind: str) -> None:
    first_hand = {"kind: survey": f"kind: {kind}"}
    hearsay = {
        "it passes every queue.\n            sources: [survey]": (
            "it passes every queue.\n            sources: [report]"
        ),
        "": source("report", "article"),
    }
    assert said(first_hand | hearsay) == [
        "warning sources-lopsided-in-kind at 'bus:': criteria > speed > positions > bus: nothing "
        "first-hand here (only article), but for others; cite measurements, documentation or "
        "release notes"
    ]
    assert said({"kind: survey": "kind: article"}) == []


@pytest.mark.parametrize("publisher", ["Bicycle", "karl von drais"])
def test_sources_from_vendor_only(publisher: str) -> None:
    assert said({"publisher: Example Press": f"publisher: {publisher}"}) == [
        "warning sources-from-vendor-only at 'bicycle:': criteria > speed > positions > bicycle: "
        "every strength of Bicycle is cited from its makers; cite somebody else as well"
    ]


def test_the_makers_of_an_option_that_is_not_ahead_may_praise_it() -> None:
    assert said({"publisher: Example Press": "publisher: Bus"}) == []


def test_high_confidence_on_opinion() -> None:
    sure = {"confidence: medium": "confidence: high"}
    assert said(sure | {"kind: survey": "kind: article"}) == [
        "error high-confidence-on-opinion at 'high': criteria > speed > verdict > confidence: high "
        "confidence, but every source is of the kind article; claim less, or cite what they report "
        "on"
    ]


def test_high_confidence_on_one_kind() -> None:
    assert said({"confidence: medium": "confidence: high"}) == [
        "warning high-confidence-on-one-kind at 'high': criteria > speed > verdict > confidence: "
        "high confidence, but every source is of the kind survey; claim less, or cite another kind "
        "of evidence"
    ]


def test_high_confidence_of_a_proposal_rests_on_its_own_sources() -> None:
    contested = (
        "    contested:\n      status: open\n      kind: tie\n      label: Even\n"
        "      icon: scale\n"
        "      because: It depends.\n      confidence: high\n      argument: Traffic.\n"
        "      sources: [report]\n"
    )
    found = remarks(
        {
            "    criteria: [speed]\n": "    criteria: [speed]\n" + contested,
            "": source("report", "opinion"),
        }
    )
    assert [(one.rule, one.where) for one in found] == [
        ("high-confidence-on-opinion", "scenarios > short-way > contested > confidence")
    ]


def test_point_on_opinion_alone() -> None:
    changes = {
        "it passes every queue.\n            sources: [survey]": (
            "it passes every queue.\n            sources: [letter]"
        ),
        "": source("letter", "opinion"),
    }
    assert said(changes) == [
        "warning point-on-opinion-alone at '[letter]': criteria > speed > positions > bus > points "
        "> bus-lane > sources: this point is based on opinion alone; cite other evidence"
    ]
    assert said(changes | {"[letter]": "[letter, survey]"}) == []


def test_unknown_but_confident() -> None:
    unknown = {
        "      kind: winner\n      option: bicycle\n": "      kind: unknown\n",
        "    option: bicycle\n    because: Nothing": "    kind: unknown\n    because: Nothing",
    }
    sure = {"confidence: medium": "confidence: high"}
    found = [one for one in said(unknown | sure) if "unknown-but" in one]
    assert found == [
        "warning unknown-but-confident at 'high': criteria > speed > verdict > confidence: high "
        "confidence in a verdict that is not known yet; claim less"
    ]
    assert said(unknown) == []


def more_points(count: int, cited: str = "survey") -> Changes:
    points = (
        f"          - id: more-{n}\n            stance: context\n            text: Fact {n}.\n"
        f"            sources: [{cited}]\n"
        for n in range(count)
    )
    return {"    positions:\n      bicycle:\n        summary: Starts at your door.\n"
            "        points:\n": "    positions:\n      bicycle:\n        summary: Starts at your "
            f"door.\n        points:\n{''.join(points)}"}  # fmt: skip


def test_all_on_one_source() -> None:
    assert said(more_points(9)) == [
        "warning all-on-one-source at 'survey': sources > survey > id: 12 of 12 points are cited "
        "from this source alone; cite others as well"
    ]
    assert said(more_points(8)) == []
    assert said(more_points(12, "survey, ride") | {"": source("ride")}) == []


@pytest.mark.parametrize(
    "url",
    [
        "http://www.Example.org/survey/",
        "https://example.org:443/survey?utm_source=x",
        "https://example.org/surve%79#:~:text=bus",
        "https://example.org/survey/index.html",
    ],
)
def test_a_source_is_the_same_however_its_address_is_spelt(url: str) -> None:
    cited = {"it passes every queue.\n            sources: [survey]": (
        "it passes every queue.\n            sources: [copy]"
    ), "": source("copy", url=url)}  # fmt: skip
    assert [one.rule for one in remarks(cited)] == ["source-listed-twice"]


@pytest.mark.parametrize("end", ["/two", "?page=2", "#bus", ":8080"])
def test_another_page_or_part_of_it_is_another_source(end: str) -> None:
    cited = {"it passes every queue.\n            sources: [survey]": (
        "it passes every queue.\n            sources: [copy]"
    ), "": source("copy", url=f"https://example.org/survey{end}" if end[0] != ":" else
        f"https://example.org{end}/survey")}  # fmt: skip
    assert remarks(cited) == ()


def test_point_listed_twice() -> None:
    again = WEAKNESS.replace("id: rain", "id: shower").replace("You get wet", "you get  WET")
    assert said({WEAKNESS: WEAKNESS.rstrip("\n") + again}) == [
        "warning point-listed-twice at 'you get  WET': criteria > speed > positions > bicycle > "
        "points > shower > text: another point says 'you get WET when it rains.', too; the first "
        "is on line 54; remove one of the two"
    ]


def another_criterion(**changes: str) -> Changes:
    """The criterion again, with each text that is not named said in other words."""
    start, end = CLEAN.index("  - id: speed"), CLEAN.index("scenarios:")
    text = CLEAN[start:end].replace("id: speed", "id: pace")
    words = {
        "name: Speed": "name: Pace", "question: Which one is there": "question: Who is there",
        "because: In town": "because: Most often",
    } | changes  # fmt: skip
    for old, new in words.items():
        assert old in text
        text = text.replace(old, new)
    return {"scenarios:\n": f"{text}scenarios:\n"}


def test_name_used_twice() -> None:
    assert said(another_criterion()) == []
    assert said(another_criterion(**{"name: Speed": "name: SPÉED"})) == [
        "warning name-used-twice at 'SPÉED': criteria > pace > name: another one says 'SPÉED', "
        "too; the first is on line 32; say what is different here"
    ]
    need = CLEAN[CLEAN.index("  - id: short-way") : CLEAN.index("sources:\n  - id")]
    again = need.replace("short-way", "shorter").replace("Nothing", "Hardly anything").rstrip("\n")
    [one] = said({"scenarios:\n": f"scenarios:\n{again}\n"})
    assert "name-used-twice at 'A short way ': scenarios > short-way > need" in one


def test_reason_used_twice() -> None:
    assert said(another_criterion(**{"because: In town": "because: In town"})) == [
        "warning reason-used-twice at 'In town a bi': criteria > pace > verdict > because: another "
        "reason says 'In town a bicycle is there first.', too; the first is on line 39; say what "
        "decides here"
    ]


def test_chosen_and_avoided() -> None:
    assert said({"avoid_when: [The road is icy]": "avoid_when: [the way is short]"}) == [
        "warning chosen-and-avoided at 'the way is s': options > bicycle > avoid_when > item 1: "
        "this case stands under 'choose_when' as well; remove it from one of the two"
    ]


def test_evidence_after_review() -> None:
    later = {"published_on: 2026-03-01\n    accessed_on: 2026-11-20": (
        "published_on: 2026-11-22\n    accessed_on: 2026-11-22"
    )}  # fmt: skip
    assert said(later) == [
        "warning evidence-after-review at 'survey]': criteria > speed > positions > bicycle > "
        "points > no-waiting > sources > item 1: published on 2026-11-22, after the review of "
        "2026-11-20; review it again, or correct one of the two dates"
    ]
    assert said({"published_on: 2026-03-01": "published_on: 2026-11-20"}) == []
    advice = {"    criteria: [speed]\n": (
        "    criteria: [speed]\n    sources: [survey]\n    reviewed_on: 2026-02-01\n"
    )}  # fmt: skip
    assert [one.where for one in remarks(advice)] == ["scenarios > short-way > sources > item 1"]


def test_a_run_is_younger_than_a_review_by_the_day_on_which_it_was_measured() -> None:
    early = MEASURED_DATA.read_text("utf-8").replace(
        "      reviewed_on: 2026-11-20", "      reviewed_on: 2026-11-10"
    )
    folder = Folder(MEASURED_DATA.parent)
    loaded = load_bytes(early.encode(), MEASURED_DATA.name, TODAY, folder)
    found = [one for one in lint(loaded, FILE, TODAY) if one.rule == Rule.EVIDENCE_AFTER_REVIEW]
    assert {one.message for one in found} == {
        "measured on 2026-11-21, after the review of 2026-11-10"
    }


def test_release_before_origin() -> None:
    note = {"kind: survey": "kind: release-note", "published_on: 2026-03-01": (
        "published_on: 1801-01-01"
    ), "it passes every queue.\n            sources: [survey]": (
        "it passes every queue.\n            sources: [other]"
    ), "": source("other", "release-note")}  # fmt: skip
    assert [one for one in said(note) if "release-before" in one] == [
        "warning release-before-origin at '1801-01-01': sources > survey > published_on: a release "
        "of Bicycle, which began in 1817; correct one of the two years, or cite it for another "
        "option"
    ]
    assert said({"published_on: 2026-03-01": "published_on: 1801-01-01"}) == []


def test_source_listed_twice() -> None:
    changes = {
        "it passes every queue.\n            sources: [survey]": (
            "it passes every queue.\n            sources: [copy]"
        ),
        "": source("copy", url="https://example.org/survey"),
    }
    assert said(changes) == [
        "warning source-listed-twice at 'https://exam': sources > copy > url: the source 'survey' "
        "has the same address; cite 'survey' instead"
    ]


# --- Age -----------------------------------------------------------------------------------------


def test_sources_not_reread() -> None:
    assert said({"accessed_on: 2026-11-20": "accessed_on: 2026-05-23"}) == [
        "warning sources-not-reread at '2026-11-20': criteria > speed > verdict > reviewed_on: "
        "reviewed on 2026-11-20, but no source was read after 2026-05-23; read them again and set "
        "their 'accessed_on'"
    ]
    assert said({"accessed_on: 2026-11-20": "accessed_on: 2026-05-24"}) == []


def test_review_overdue() -> None:
    assert said({}, today=date(2027, 5, 20)) == [
        "note review-overdue at '2026-11-20': criteria > speed > verdict > reviewed_on: last "
        "reviewed 181 days ago; 180 are allowed; review the verdict and set the day"
    ]
    assert said({}, today=date(2027, 5, 19)) == []
    assert said({"": "\nlint: {review_after_days: 181}\n"}, today=date(2027, 5, 20)) == []


BUS = {"    hue: 20\n": "    hue: 20\n    package: {manager: pip, name: bus}\n"}


def test_newer_release() -> None:
    assert said(BUS, newest={"bus": "2027.1"}) == [
        "note newer-release at '\"2026\"}': criteria > speed > verdict > as_of > bus: judged at "
        "2026; the newest release is 2027.1; judge it again"
    ]


@pytest.mark.parametrize("newest", ["2026", "2026.1", "2025.12", "spring"])
def test_a_release_that_is_not_newer_is_left_alone(newest: str) -> None:
    assert said(BUS, newest={"bus": newest}) == []


def test_measured_before() -> None:
    loaded = load_file(MEASURED_DATA, TODAY)
    found = [one for one in lint(loaded, FILE, TODAY) if one.rule == Rule.MEASURED_BEFORE]
    assert [(one.level, one.where, one.message) for one in found] == [
        (
            Level.NOTE,
            "criteria > speed > verdict > as_of > bicycle",
            "judged at 2026, but measured at 2025.1: uphill, one-mile, ticket, parking",
        )
    ]


def test_a_run_in_another_environment_of_an_option_is_dated_too() -> None:
    """A program may need an environment with more in it than the option's own."""
    comparison = load_file(MEASURED_DATA, TODAY).comparison
    source = comparison.source("uphill")
    run = comparison.run(source)
    assert run
    used = measured_version(comparison, source, "bus")
    assert used
    elsewhere = {f"{name}-and-more": one for name, one in run.result.environments.items()}
    series = run.figures[0].series
    ran = [one.model_copy(update={"environment": f"{one.option}-and-more"}) for one in series]
    figure = run.figures[0].model_copy(update={"series": tuple(ran)})
    result = run.result.model_copy(update={"environments": elsewhere, "figures": (figure,)})
    moved = comparison.with_runs(Runs((replace(run, result=result),)))
    assert measured_version(moved, source, "bus") == used


def test_judged_on_another_version() -> None:
    assert said({'bus: "2026"}': 'bus: "2025"}'}) == [
        "note judged-on-another-version at '\"2025\"}': criteria > speed > verdict > as_of > bus: "
        "judged at 2025, while the option's version is 2026; judge it again"
    ]


# --- Words ---------------------------------------------------------------------------------------


def test_overlong_sentence() -> None:
    text = "You get wet when it rains."
    assert said({text: f"{'word ' * 40}end. {text}"}) == [
        "warning overlong-sentence at 'word word wo': criteria > speed > positions > bicycle > "
        "points > rain > text: 41 words without a stop; 40 are plenty; make two sentences of it"
    ]
    assert said({text: f"{'word ' * 39}end. {text}"}) == []
    assert said({text: f"'{'word ' * 20}end: {'word ' * 30}end.'"}) == []


@pytest.mark.parametrize("label", ["C # is", "Ranked #1", "Issue # 4 was closed"])
def test_text_cut_at_comment(label: str) -> None:
    word = label.partition(" ")[0]
    assert said({"label: First in town": f"label: {label}"}) == [
        f"warning text-cut-at-comment at '{label[:12]}': criteria > speed > verdict > label: this "
        "text is one word, and what follows ' #' is a comment; put all of it in quotes, or the "
        "comment on a line of its own"
    ]
    assert said({"label: First in town": f"label: {word}#1"}) == []


def test_a_text_is_cut_in_lists_and_brackets_as_well() -> None:
    short = {"choose_when: [The way is short]": "choose_when:\n      - Issue # 4 was closed"}
    flow = {"avoid_when: [The road is icy]": "avoid_when: [Ice # and snow\n      ]"}
    assert [one.where for one in remarks(short | flow)] == [
        "options > bicycle > choose_when > item 1", "options > bicycle > avoid_when > item 1",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("kind: winner", "kind: winner # at last"),
        ("option: bicycle\n      label", "option: bicycle # of course\n      label"),
        ("reviewed_on: 2026-11-20\n\n", "reviewed_on: 2026-11-20 # all of it\n\n"),
        ("url: https://example.org/survey", "url: https://example.org/survey # moved"),
        ("hue: 140", "hue: 140 # green"),
        ("label: First in town", 'label: "First" # in town'),
        ("label: First in town", "label: >- # in town\n        First"),
    ],
)
def test_a_comment_after_what_is_no_free_text_cuts_nothing(old: str, new: str) -> None:
    assert said({old: new}) == []


@pytest.mark.parametrize(
    "words", ["here", "This page", "read more", "*the* source", "www.example.org"]
)
def test_empty_link_words(words: str) -> None:
    found = remarks({"Starts at your door.": f"See [{words}](https://example.org/a)."})
    assert [(one.rule, one.line, one.message) for one in found] == [
        (
            "empty-link-words",
            46,
            f"the link '{words.strip('*').replace('* ', ' ')}' does not say where it leads",
        )
    ]


def test_an_address_in_the_open_is_an_empty_link() -> None:
    assert said({"Starts at your door.": "'See https://example.org/a?b=c&d, too.'"}) == [
        "warning empty-link-words at ''See https:/': criteria > speed > positions > bicycle > "
        "summary: the address https://example.org/a?b=c&d stands in the open; make a link of it: "
        "[what is there](address)"
    ]


@pytest.mark.parametrize(
    "text", ["The [survey of ways](https://example.org/a).", "Type `https://example.org/a`."]
)
def test_links_that_say_where_they_lead_and_code_are_left_alone(text: str) -> None:
    assert said({"Starts at your door.": text}) == []


def test_a_source_that_is_called_by_its_address_is_left_alone() -> None:
    title = "title: A survey of ways to work"
    assert said({title: "title: www.example.org/survey"}) == []


# --- Exceptions ----------------------------------------------------------------------------------


def exception(rule: str, at: str, because: str = "We looked.") -> Changes:
    entry = f"{{rule: {rule}, at: {at},\n       because: {because}}}"
    return {"": f"\nlint:\n  exceptions:\n    - {entry}\n"}


def test_an_exception_excuses_the_remark_at_its_place() -> None:
    excuse = exception("verdict-without-other-side", "criteria > speed > positions > bicycle")
    assert said({WEAKNESS: "\n"} | excuse) == []


def test_exception_not_needed() -> None:
    excuse = exception("verdict-without-other-side", "criteria > speed > positions > bicycle")
    assert said(excuse) == [
        "error exception-not-needed at 'criteria > s': lint > exceptions > item 1 > at: "
        "verdict-without-other-side has nothing to remark on at this place; remove the exception"
    ]


def test_an_exception_with_a_slip_of_the_pen_is_told_the_place_that_it_meant() -> None:
    excuse = exception("verdict-without-other-side", "criteria > speed > position > bicycle")
    found = {one.rule: one.hint for one in remarks({WEAKNESS: "\n"} | excuse)}
    assert found == {
        "verdict-without-other-side": "say what speaks against it",
        "exception-not-needed": "did you mean 'criteria > speed > positions > bicycle'?",
    }


@pytest.mark.parametrize("word", ["x", "known", "..."])
def test_exception_without_reason(word: str) -> None:
    place = "criteria > speed > positions > bicycle"
    excuse = exception("verdict-without-other-side", place, word)
    assert said({WEAKNESS: "\n"} | excuse) == [
        f"warning exception-without-reason at '{word}}}': lint > exceptions > item 1 > "
        f"because: '{word}' does not say why the remark may stand; "
        "write the reason, in a sentence"
    ]


def test_a_waiver_has_a_reason_as_well() -> None:
    waiver = "waivers:\n  - {rule: id-gone, at: sources > x, on: 2026-11-20, because: slip}\n"
    assert said({"scenarios:\n": f"{waiver}scenarios:\n"}) == [
        "warning exception-without-reason at 'slip}': waivers > item 1 > because: 'slip' does not "
        "say why the remark may stand; write the reason, in a sentence"
    ]


@pytest.mark.parametrize("reason", ["Nobody knows yet.", "没有人知道"])
def test_a_reason_is_a_sentence_in_any_script(reason: str) -> None:
    place = "criteria > speed > positions > bicycle"
    assert said({WEAKNESS: "\n"} | exception("verdict-without-other-side", place, reason)) == []


def test_an_exception_for_a_newer_release_waits_until_releases_are_known() -> None:
    excuse = BUS | exception("newer-release", "criteria > speed > verdict > as_of > bus")
    assert said(excuse) == []
    assert said(excuse, newest={"bus": "2027"}) == []
    assert [one.rule for one in remarks(excuse, newest={"bus": "2026"})] == ["exception-not-needed"]


# --- All of them ---------------------------------------------------------------------------------


def test_every_code_has_one_rule_with_a_reason() -> None:
    assert [rule.code for rule in ALL_RULES] == list(Rule)
    for rule in ALL_RULES:
        assert rule.check.__name__ == rule.code.replace("-", "_")
        assert rule.reason.endswith("."), rule.code
        assert len(rule.reason) > 60


def test_every_public_function_among_the_rules_is_a_rule() -> None:
    found = [
        name for module in (evidence, judgements, order, repeats)
        for name, check in vars(module).items()
        if getattr(check, "__module__", "") == module.__name__ and not name.startswith("_")
    ]  # fmt: skip
    assert {"exception_not_needed", *found} == {rule.replace("-", "_") for rule in Rule}


def test_every_rule_has_a_test() -> None:
    assert [rule for rule in Rule if f"test_{rule.replace('-', '_')}" not in globals()] == []


def test_what_time_alone_brings_about_or_needs_more_research_is_a_note() -> None:
    by_time = {
        Rule.REVIEW_OVERDUE, Rule.NEWER_RELEASE, Rule.MEASURED_BEFORE,
        Rule.JUDGED_ON_ANOTHER_VERSION,
    }  # fmt: skip
    notes = {rule.code for rule in ALL_RULES if rule.level is Level.NOTE}
    assert notes == by_time | {Rule.FEW_POINTS_FOR_POSITION}


def test_the_real_comparison_has_no_errors_and_no_warnings() -> None:
    loaded = load_file(REAL_DATA)
    found = lint(loaded, FILE, loaded.comparison.reviewed_on)
    assert [str(one) for one in found if one.level is not Level.NOTE] == []


def test_remarks_on_another_comparison_stand_where_they_say() -> None:
    lines = OTHER_DATA.read_text("utf-8").split("\n")
    found = lint(load_bytes(OTHER_DATA.read_bytes(), FILE, TODAY), FILE, TODAY)
    few = {one for one in found if one.rule == Rule.FEW_POINTS_FOR_POSITION}
    assert len(few) == 12
    assert {(one.rule, lines[one.line - 1].strip()) for one in set(found) - few} == {
        ("verdict-without-other-side", "gzip:"),
        ("verdict-without-other-side", "zstd:"),
        ("contested-but-confident", "confidence: medium"),
    }


def test_placeholder_left() -> None:
    first = {"summary: Two wheels": "summary: Replace this, two wheels"}
    words = (
        "placeholder-left at 'Replace this': options > {} > summary: this text still says "
        "'Replace this'; write it, or {}"
    )
    second = {"summary: A seat": "summary: Replace this. A seat"}
    until = "say 'draft: true' at the top until it is written"
    assert said(first | second) == [
        f"error {words.format(option, until)}" for option in ("bicycle", "bus")
    ]
    assert said(first | {"title: Bicycle": "draft: true\ntitle: Bicycle"}) == [
        f"warning {words.format('bicycle', 'remove it')}"
    ]


def test_placeholder_left_knows_the_names_that_a_new_comparison_starts_with() -> None:
    assert said({"name: Bus": "name: Another option"}) == [
        "error placeholder-left at 'Another opti': options > bus > name: 'Another option' only "
        "stands in for a name; write the name"
    ]
