"""Each rule of the evidence gate: silent, caught, answered; and all of them in one branch."""

import shutil
from pathlib import Path

import pytest

from comparison_site.authoring.evidence_gate import bends, missing
from comparison_site.authoring.lacks import Bend
from comparison_site.core.diagnostics import Level
from comparison_site.core.gate_rules import GateRule
from comparison_site.loading.loader import Loaded, load_file
from tests.authoring.test_evidence_gate import (
    MINIMAL,
    READ_AGAIN,
    REVIEWED,
    TODAY,
    but,
    found,
    loaded,
)
from tests.support.paths import MEASURED
from tests.support.projects import replace_once

CONTESTED = """
      contested:
        status: open
        kind: winner
        option: bus
        label: First at last
        icon: clock
        because: It has a lane of its own.
        confidence: low
        argument: The lane was built.
        sources: [survey]
    positions:"""
WEAKNESS = """
          - id: icy
            stance: weakness
            text: It slips on ice.
            sources: [survey]
      bus:"""
RUN = """
      contradicted_by:
        - source: count
          because: The bus was there first.
    positions:"""
COUNT = """
  - id: count
    title: A count
    url: https://example.org/count
    publisher: Example Press
    kind: measured
    accessed_on: 2026-11-20
"""
FULL = but(MINIMAL, ("\n      bus:", WEAKNESS), ("\n    positions:", CONTESTED))
FULL = but(FULL, ("\n    positions:", RUN)) + COUNT.lstrip("\n")
FULL = but(FULL, ("avoid_when: [The road is icy]\n    sources: [survey]",
                  "avoid_when: [The road is icy]\n    sources: [survey, count]"))  # fmt: skip
FULL = but(FULL, ("    criteria: [speed]", "    sources: [survey, count]\n    criteria: [speed]"))
# A second criterion, under another id.
SPEED = MINIMAL[MINIMAL.index("  - id: speed") : MINIMAL.index("\nscenarios:")]
COST = but(SPEED, ("id: speed", "id: cost"), ("name: Speed", "name: Cost"), ("medium", "low"))
FACTS = """    facts:
      - id: seats
        name: Seats
        better: high
        sources: [survey]
        values: {bicycle: 1, bus: 60}
      - id: lights
        name: Lights
        values: {bicycle: {value: partly, sources: [survey, count]}, bus: unknown}

scenarios:"""
BARE = FULL
FULL = but(FULL, ("\nscenarios:", FACTS))
TWO = but(BARE, ("\nscenarios:", f"{COST}\nscenarios:"))
NEW_BUS = (
    "            text: On its own lane it passes every queue.\n            sources: [survey]\n"
)
ANOTHER = NEW_BUS + "          - id: {}\n            stance: {}\n            text: It is new.\n"
ANOTHER += "            sources: [survey]\n"
NEW_BICYCLE = (
    "text: It slips on ice.\n            sources: [survey]\n",
    "text: It slips on ice.\n            sources: [survey]\n          - id: fresh\n"
    "            stance: strength\n            text: The air is fresh.\n"
    "            sources: [survey]\n",
)
TRAM = but(
    BARE,
    (
        "\ncriteria:",
        """  - id: tram
    name: Tram
    version: "2026"
    hue: 300
    origin: {by: Somebody, year: 1807}
    license: none
    homepage: https://example.org/tram
    summary: Rails, and a timetable.
    choose_when: [The rails are laid]
    avoid_when: [They are not]
    sources: [survey]

criteria:""",
    ),
    ('bus: "2026"}', 'bus: "2026", tram: "2026"}'),
    (
        "\nscenarios:",
        """      tram:
        summary: Fast on rails.
        points:
          - id: rails
            stance: strength
            text: Nothing else drives there.
            sources: [survey]

scenarios:""",
    ),
)
ENTRY_THAT_STAYS = """
      history:
        - on: 2026-11-22
          kind: winner
          option: bicycle
          label: First in town
          because: The lane ends after a mile.
    positions:"""
SAYS_WHY = ("\n    positions:", ENTRY_THAT_STAYS)
PROPOSAL_GONE = (CONTESTED.removesuffix("\n    positions:"), "")
RUN_GONE = (RUN.removesuffix("\n    positions:"), "")
ADVICE = ("option: bicycle\n    because: Nothing beats it over two miles.",
          "option: bus\n    because: It rains all year.\n    despite: It is slower.")  # fmt: skip
ADVICE_HISTORY = ("criteria: [speed]\n", """criteria: [speed]
    reviewed_on: 2026-11-22
    history:
      - on: 2026-11-22
        kind: winner
        option: bicycle
        because: The weather has changed.
""")  # fmt: skip


# In FULL: another outcome with all that is asked for, told in new words.
BECAUSE = ("because: In town a bicycle is there first.", "because: The bus has a lane of its own.")
FLIPS_IF = ("flips_if: A bus lane from door to door.", "flips_if: Cars on the lane.")
RUN_SAYS = ("because: The bus was there first.", "because: In town the bicycle was first.")
TURNED = (
    ("      option: bicycle\n      label: F", "      option: bus\n      label: F"),
    ("criteria: [speed]", "criteria: [speed]\n    despite: Nobody waits for it."),
    PROPOSAL_GONE, SAYS_WHY, REVIEWED, READ_AGAIN, BECAUSE, FLIPS_IF, RUN_SAYS,
)  # fmt: skip
VERDICT = "criteria > speed > verdict"
FACT = "criteria > speed > facts > {}"
POINTS = "criteria > speed > positions > {} > points > {}"
OLD_TEXT = "the verdict has changed, but this is the old text, word for word"
UNREVIEWED = ", but the verdict was last reviewed on 2026-11-20"
UNSAID = ", and nothing says why"
ANOTHER_TEXT = f"this says something else than before{UNREVIEWED}"


def turned_but(*left_out: tuple[str, str]) -> str:
    return but(FULL, *(step for step in TURNED if step not in left_out))


def full_but(*changes: tuple[str, str]) -> str:
    return but(FULL, *changes)


def fixed(*changes: tuple[str, str]) -> tuple[str, str]:
    """FULL with changes, and the same reviewed with a source that was read again."""
    return full_but(*changes), full_but(*changes, REVIEWED, READ_AGAIN)


def told(*changes: tuple[str, str]) -> tuple[str, str]:
    """FULL with changes, and the same with a new entry in the history."""
    return full_but(*changes), full_but(*changes, SAYS_WHY)


LOSER = ("bus-lane\n            stance: strength", "bus-lane\n            stance: weakness")
NEW_STRENGTH = (NEW_BUS, ANOTHER.format("roof", "strength"))
LIST = "list it under 'formerly' of"
CASES = {
    "the reason is the old one": (
        GateRule.REASON_KEPT, [f"{VERDICT} > because: {OLD_TEXT}"],
        turned_but(BECAUSE), turned_but(),
    ),
    "what would flip it is the old text": (
        GateRule.REASON_KEPT, [f"{VERDICT} > flips_if: {OLD_TEXT}"],
        turned_but(FLIPS_IF), turned_but(),
    ),
    "a run speaks against it in the old words": (
        GateRule.CONTRADICTION_KEPT,
        [f"{VERDICT} > contradicted_by > item 1 > because: "
         "'count' spoke against the old verdict; the new one is: Bus"],
        turned_but(RUN_SAYS), turned_but(),
    ),
    "the confidence is raised": (
        GateRule.CONFIDENCE_RAISED,
        [f"{VERDICT} > confidence: the confidence was raised from medium to high without a later "
         "review and without a source that is new or was read again"],
        *fixed(("confidence: medium", "confidence: high")),
    ),
    "the reason is reversed": (
        GateRule.REASON_CHANGED, [f"{VERDICT} > because: {ANOTHER_TEXT}"],
        *fixed(("a bicycle is there first", "a bicycle is there last")),
    ),
    "the badge is another one": (
        GateRule.REASON_CHANGED, [f"{VERDICT} > label: {ANOTHER_TEXT}"],
        *fixed(("label: First in town", "label: Worst choice ever")),
    ),
    "what would flip it is another thing": (
        GateRule.REASON_CHANGED, [f"{VERDICT} > flips_if: {ANOTHER_TEXT}"],
        *fixed(("A bus lane from door to door.", "A flying bus.")),
    ),
    "a proposal is gone": (
        GateRule.PROPOSAL_REMOVED, [f"{VERDICT} > contested: the proposal is gone: Bus{UNSAID}"],
        *told(PROPOSAL_GONE),
    ),
    "a proposal became another one": (
        GateRule.PROPOSAL_REMOVED, [f"{VERDICT} > contested: the proposal is gone: Bus{UNSAID}"],
        *told(("        kind: winner\n        option: bus", "        kind: tie")),
    ),
    "a run against it is gone": (
        GateRule.CONTRADICTION_REMOVED,
        [f"{VERDICT} > contradicted_by > count: 'count' no longer speaks against the verdict"
         f"{UNSAID}"],
        *told(RUN_GONE),
    ),
    "a weakness of the winner is gone": (
        GateRule.POINTS_OF_ONE_SIDE,
        [f"{POINTS.format('bicycle', 'icy')}: a weakness of Bicycle, which is ahead, became "
         f"context{UNREVIEWED}"],
        *fixed(("stance: weakness", "stance: context")),
    ),
    "a strength of the loser is another thing": (
        GateRule.POINTS_OF_ONE_SIDE,
        [f"{POINTS.format('bus', 'bus-lane')}: a strength of Bus, which is not ahead, became "
         f"weakness{UNREVIEWED}",
         f"{POINTS.format('bus', 'roof')}: a strength of Bus, which is not ahead, was added, and "
         f"none for the other side{UNREVIEWED}"],
        *fixed(NEW_STRENGTH, LOSER),
    ),
    "a point is added for one side": (
        GateRule.POINTS_OF_ONE_SIDE,
        [f"{POINTS.format('bus', 'roof')}: a strength of Bus, which is not ahead, was added, and "
         f"none for the other side{UNREVIEWED}"],
        *fixed(NEW_STRENGTH),
    ),
    "a value is another one": (
        GateRule.FACTS_CHANGED,
        [f"{FACT.format('seats')} > values > bus: '60' of Bus became '45', but none of its sources "
         "is new"],
        full_but(("bus: 60", "bus: 45")), full_but(("bus: 60", "bus: 45"), READ_AGAIN),
    ),
    "a value is another one, and reviewed": (
        GateRule.FACTS_CHANGED,
        [f"{FACT.format('seats')} > values > bus: '60' of Bus became '45', but none of its sources "
         "is new"],
        full_but(("bus: 60", "bus: 45")), full_but(("bus: 60", "bus: 45"), REVIEWED),
    ),
    "a value is gone": (
        GateRule.FACTS_CHANGED,
        [f"{FACT.format('lights')} > values > bicycle: 'Partly' of Bicycle is gone{UNREVIEWED}"],
        *fixed(("{value: partly, sources: [survey, count]}", "unknown")),
    ),
    "a value has lost a source": (
        GateRule.FACTS_CHANGED,
        [f"{FACT.format('lights')} > values > bicycle: the value of Bicycle no longer cites count"
         f"{UNREVIEWED}"],
        *fixed(("partly, sources: [survey, count]", "partly, sources: [survey]")),
    ),
    "the best is turned round": (
        GateRule.FACTS_CHANGED,
        [f"{FACT.format('seats')}: the best in this row was Bus, and is Bicycle now{UNREVIEWED}"],
        *fixed(("better: high", "better: low")),
    ),
    "a source is said to be better": (
        GateRule.SOURCE_UPGRADED,
        ["sources > survey > kind: the kind was raised from survey to documentation, but the page "
         "was not read again"],
        *fixed(("kind: survey", "kind: documentation")),
    ),
    "the advice is another one": (
        GateRule.ADVICE_CHANGED,
        ["scenarios > short-way > history: the advice has changed, but no new entry says what it "
         "was and why it changed",
         "scenarios > short-way > reviewed_on: the advice has changed, but the advice has no "
         "day of a review",
         "scenarios > short-way > because: the advice has changed, but this is the old text, word "
         "for word"],
        full_but(("option: bicycle\n    bec", "option: bus\n    despite: It is late.\n    bec")),
        full_but(ADVICE, ADVICE_HISTORY),
    ),
    "the advice has another reason": (
        GateRule.ADVICE_CHANGED,
        ["scenarios > short-way > because: this says something else than before, but the advice "
         "has no day of a review"],
        full_but(("Nothing beats it over two miles.", "It is cheap.")),
        full_but(("Nothing beats it over two miles.", "It is cheap."),
                 ("criteria: [speed]", "criteria: [speed]\n    reviewed_on: 2026-11-20")),
    ),
    "the advice cites less": (
        GateRule.ADVICE_CHANGED,
        ["scenarios > short-way > sources: the advice no longer cites count, but the advice "
         "has no day of a review"],
        full_but(("[survey, count]\n    criteria", "[survey]\n    criteria")),
        full_but(("[survey, count]\n    criteria",
                  "[survey]\n    reviewed_on: 2026-11-20\n    criteria")),
    ),
    "an option came": (
        GateRule.OPTIONS_CHANGED,
        ["options: Tram came, but these verdicts keep the day of their review: speed"],
        TRAM, but(TRAM, REVIEWED),
    ),
}  # fmt: skip
CAUGHT = pytest.mark.parametrize(
    ("rule", "words", "after"), [case[:3] for case in CASES.values()], ids=CASES
)
ANSWERED = pytest.mark.parametrize(
    ("rule", "after"), [(case[0], case[3]) for case in CASES.values()], ids=CASES
)


@CAUGHT
def test_the_rule_says_what_is_missing(rule: GateRule, words: list[str], after: str) -> None:
    problems = [one for one in found(FULL, after) if one.rule == rule]
    assert [f"{one.where}: {one.message}" for one in problems] == words
    assert all(one.hint for one in problems)
    assert rule in [each for each, _ in changes(FULL, after)]


@ANSWERED
def test_the_rule_is_silent_once_it_is_answered(rule: GateRule, after: str) -> None:
    assert [one for one in found(FULL, after) if one.rule == rule] == []


def changes(before: str, after: str) -> list[tuple[GateRule, tuple[Bend, ...]]]:
    return list(bends(loaded(before).comparison, loaded(after).comparison, TODAY))


@pytest.mark.parametrize(
    "changes",
    [
        [],
        [("confidence: medium", "confidence: low")],
        [("label: First in town", "label: first, in town")],
        [("In town a bicycle is there first.", "In town, the bicycle is there first!")],
        [("kind: survey", "kind: opinion")],
        [NEW_STRENGTH, NEW_BICYCLE],
        [(NEW_BUS, ANOTHER.format("roof", "context"))],
        [("It slips on ice.", "It slides on ice.")],
        [("need: A short way", "need: A quick way")],
        [("status: open", "status: open # to debate")],
        [("bicycle: 1,", "bicycle: 1.0,")],
        [("bus: 60", "bus: {value: 60, sources: [survey, count]}")],
        [("bus: unknown", "bus: {value: yes, sources: [survey]}")],
        [("name: Seats", "name: Places to sit")],
    ],
)  # fmt: skip
def test_what_bends_no_verdict_is_no_business_of_the_gate(changes: list[tuple[str, str]]) -> None:
    assert found(FULL, full_but(*changes)) == []


def test_an_option_that_goes_narrows_every_verdict() -> None:
    words = [one.message for one in found(TRAM, FULL) if one.rule == GateRule.OPTIONS_CHANGED]
    assert words == ["Tram went, but these verdicts keep the day of their review: speed"]
    assert found(TRAM, but(FULL, REVIEWED))[0].rule == GateRule.ID_GONE


@pytest.mark.parametrize(
    ("changes", "where", "hint"),
    [
        ([("id: speed", "id: pace"), ("[speed]", "[pace]")], "criteria > speed", f"{LIST} 'pace'"),
        ([("id: short-way", "id: far")], "scenarios > short-way", f"{LIST} 'far'"),
        ([("id: icy", "id: ice")], "criteria > speed > points > icy", f"{LIST} 'ice'"),
        ([("id: seats", "id: places")], "criteria > speed > facts > seats", f"{LIST} 'places'"),
        ([("id: survey", "id: paper"), ("[survey", "[paper")],
         "sources > survey", f"{LIST} 'paper'"),
        ([("id: survey", "id: paper"), ("[survey", "[paper"), ("title: A s", "title: S")],
         "sources > survey", "put it back"),
        ([(WEAKNESS, "\n      bus:")], "criteria > speed > points > icy", "put it back"),
    ],
)  # fmt: skip
def test_an_id_that_is_gone_breaks_links(
    changes: list[tuple[str, str]], where: str, hint: str
) -> None:
    problems = found(FULL, but(FULL, *changes))
    [gone] = [one for one in problems if one.rule == GateRule.ID_GONE]
    assert gone.where == where
    assert gone.message.endswith("is gone, and with it every link to it")
    assert gone.hint.startswith(hint)


@pytest.mark.parametrize(
    ("changes", "line", "at"),
    [
        ([("id: speed", "id: pace"), ("[speed]", "[pace]")],
         "    formerly: [speed]", "  - id: pace\n"),
        ([("id: icy", "id: ice")], "            formerly: [icy]", "          - id: ice\n"),
        ([("id: survey", "id: paper"), ("[survey", "[paper")],
         "    formerly: [survey]", "  - id: paper\n"),
    ],
)  # fmt: skip
def test_the_line_that_brings_old_links_back_can_be_pasted(
    changes: list[tuple[str, str]], line: str, at: str
) -> None:
    after = but(FULL, *changes)
    [gone] = found(FULL, after)
    assert gone.paste == line
    assert found(FULL, but(after, (at, f"{at}{line}\n"))) == []


def test_an_id_that_a_record_had_formerly_is_not_gone() -> None:
    names = ("id: bicycle", "option: bicycle", "{bicycle:", "      bicycle:")
    moved = [(name, name.replace("bicycle", "bike")) for name in names]
    moved += [("name: Bicycle", "name: Bike\n    formerly: [bicycle]"), ("id: icy", "id: ice")]
    moved += [("stance: weakness", "formerly: [icy]\n            stance: weakness")]
    assert found(FULL, but(FULL, *moved)) == []


def test_under_another_id_a_verdict_is_still_held_against_what_it_was() -> None:
    pace = ("id: speed", "id: pace"), ("[speed]", "[pace]"), ("label: First", "label: Last")
    rules = [one.rule for one in found(FULL, but(FULL, *pace))]
    assert rules == [GateRule.REASON_CHANGED, GateRule.ID_GONE]
    names = ("id: bicycle", "option: bicycle", "{bicycle:", "      bicycle:")
    bike = but(FULL, *((name, name.replace("bicycle", "bike")) for name in names))
    assert [one.rule for one in found(FULL, bike)] == [GateRule.ID_GONE]


def test_of_five_acts_on_one_branch_all_are_found_in_the_order_to_look() -> None:
    after = but(
        TWO,
        ("confidence: medium", "confidence: high"),
        (WEAKNESS, "\n      bus:"),
        PROPOSAL_GONE,
        RUN_GONE,
        ("id: cost", "id: price"),
    )
    assert [one.rule for one in found(TWO, after)] == [
        GateRule.CONFIDENCE_RAISED,
        GateRule.PROPOSAL_REMOVED,
        GateRule.CONTRADICTION_REMOVED,
        GateRule.POINTS_OF_ONE_SIDE,
        GateRule.ID_GONE,  # the criterion
        GateRule.ID_GONE,  # the point
    ]


def test_only_what_no_program_can_know_is_a_warning() -> None:
    [question] = [one for one in found(FULL, turned_but(RUN_SAYS)) if one.level is Level.WARNING]
    assert question.rule == GateRule.CONTRADICTION_KEPT
    questions = [rule for rule in GateRule if rule.is_question]
    assert questions == [question.rule, GateRule.WAIVED]


def measured(folder: Path, *, minutes: str = "5.2", day: str = "2026-11-21") -> Loaded:
    """A verdict and an advice that quote a run."""
    shutil.copytree(MEASURED, folder)
    data, run = folder / "measured.yaml", folder / "evidence/results/short-way.json"
    replace_once(data, "In town a bicycle is there first.", "In town it takes {one-mile:bicycle}.")
    replace_once(data, "Nothing beats it over two miles.", "It takes {one-mile:bicycle} each way.")
    text = run.read_text("utf-8").replace("2026-11-21", day)
    run.write_text(text.replace('"median": 5.2', f'"median": {minutes}'), "utf-8")
    return load_file(data, TODAY)


@pytest.mark.parametrize(
    ("day", "rules"),
    [
        ("2026-11-22", []),
        ("2026-11-21", [GateRule.REASON_CHANGED, GateRule.ADVICE_CHANGED]),
    ],
)
def test_a_number_that_was_measured_again_is_no_other_reason(
    tmp_path: Path, day: str, rules: list[GateRule]
) -> None:
    then = measured(tmp_path / "then").comparison
    now = measured(tmp_path / "now", minutes="5.3", day=day)
    assert now.comparison.criteria[0].verdict.because == "In town it takes 5.30 min."
    assert [one.rule for one in missing(then, now, "data.yaml", TODAY)] == rules
