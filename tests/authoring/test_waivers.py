"""A waiver lets one change through, with its reason, and no other; readers and reviewers see it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from comparison_site import BuildContext, load
from comparison_site.analysis.changes import let_through
from comparison_site.authoring.difference import difference
from comparison_site.authoring.versions import present_version
from comparison_site.commands.check import check
from comparison_site.core.diagnostics import Level
from comparison_site.core.gate_rules import GateRule
from comparison_site.model import Comparison, Waiver
from comparison_site.outputs.api import comparison_json
from tests.authoring.test_evidence_gate import MINIMAL, TODAY, but, found, loaded, run, said
from tests.authoring.test_gate_rules import CASES, FULL
from tests.support.articles import articles
from tests.support.comparisons import HOSTILE
from tests.support.html import parse
from tests.support.paths import MINIMAL as MINIMAL_FILE

LABEL = "criteria > speed > verdict > label"
BADGE = ("label: First in town", "label: Quick")


def waived(text: str, *places: tuple[str, str], on: str = "2026-11-23") -> str:
    entries = "".join(
        f"  - rule: {rule}\n    at: '{at}'\n    on: {on}\n    because: The word was wrong.\n"
        for rule, at in places
    )
    return f"{text}waivers:\n{entries}"


@pytest.mark.parametrize(("rule", "after"), [case[::2] for case in CASES.values()], ids=CASES)
def test_what_each_rule_asks_for_can_be_waived_at_its_place(rule: GateRule, after: str) -> None:
    lacking = [(one.rule, one.where) for one in found(FULL, after)]
    assert rule in [code for code, _ in lacking]
    assert found(FULL, waived(after, *lacking)) == []


def test_it_lets_through_what_it_names_and_nothing_else() -> None:
    after = but(MINIMAL, BADGE, ("confidence: medium", "confidence: high"))
    left = found(MINIMAL, waived(after, ("reason-changed", LABEL)))
    assert [one.rule for one in left] == [GateRule.CONFIDENCE_RAISED]


def test_one_that_stood_there_before_excuses_no_later_change() -> None:
    then = waived(MINIMAL, ("reason-changed", LABEL))
    assert [one.rule for one in found(then, but(then, BADGE))] == [GateRule.REASON_CHANGED]
    again = but(then, BADGE, ("on: 2026-11-23", "on: 2026-11-22"))
    assert found(then, again) == []


def test_one_that_lets_nothing_through_is_remarked_on() -> None:
    after = waived(but(MINIMAL, BADGE), ("reason-changed", LABEL.replace("label", "lable")))
    lacking, useless = found(MINIMAL, after)
    assert lacking.rule == GateRule.REASON_CHANGED
    assert (useless.rule, useless.level) == (GateRule.WAIVED, Level.WARNING)
    assert useless.words == (
        "waivers > item 1 > at: reason-changed asks for nothing at this place; "
        f"did you mean '{LABEL}'?"
    )
    [needless] = said(MINIMAL, waived(MINIMAL, ("reason-changed", LABEL)))
    assert needless.endswith("asks for nothing at this place; remove the waiver")
    assert said(after, but(after, BADGE[::-1])) != []  # an old one is no remark


def test_the_check_says_how_to_let_a_change_through(tmp_path: Path) -> None:
    after = but(MINIMAL, BADGE)
    said = run(tmp_path, MINIMAL, after, "--since", "HEAD").stdout
    typed = said.partition("under waivers; it counts for this change alone, and readers see it:\n")
    line = typed[2].split("\n")[0]
    assert line.startswith(f'  - {{rule: reason-changed, at: "{LABEL}", on: ')
    file = tmp_path / "data.yaml"
    file.write_text(f"{after}waivers:\n{line.replace('...', 'The word was wrong.')}\n", "utf-8")
    result = CliRunner().invoke(check, ["--data", str(file), "--since", "HEAD"])
    assert result.exit_code == 0
    assert "under waivers" not in result.stdout


def test_a_reviewer_sees_it() -> None:
    after = loaded(waived(but(MINIMAL, BADGE), ("reason-changed", LABEL)))
    then = loaded(MINIMAL)
    found = difference(present_version(then), present_version(after))
    rule, bend = found.first[-1]
    assert (rule, bend.name, bend.of, bend.after) == (
        GateRule.WAIVED,
        LABEL,
        "Another reason, badge, condition or order",
        "The word was wrong.",
    )
    [section] = [section for section in found.sections if section.part == "waiver"]
    assert (section.name, section.status) == (LABEL, "added")


def with_waivers(*waivers: Waiver) -> Comparison:
    return load(MINIMAL_FILE).model_copy(update={"waivers": waivers})


def waiver(at: str, because: str = "The *word* was wrong.", day: int = 23) -> Waiver:
    on = TODAY.replace(day=day)
    return Waiver(rule=GateRule.REASON_CHANGED, at=at, on=on, because=because)


def test_readers_find_it_on_the_page_of_changes() -> None:
    comparison = with_waivers(waiver(LABEL, day=22), waiver("options"))
    page = parse(articles(BuildContext(comparison))["changes.md"])
    newest, oldest = page.all(".change")
    assert newest.one("h3").text == "options"
    assert oldest.one("h3 a").attributes["href"] == "../criteria/speed/#verdict"
    assert oldest.text == (
        "22 November 2026 Speed Another reason, badge, condition or order, "
        "let through without a review: The word was wrong."
    )


@pytest.mark.parametrize(
    ("at", "name", "place"),
    [
        (LABEL, "Speed", ("criteria/speed.md", "verdict")),
        ("scenarios > short-way > because", "A short way in town", ("scenarios.md", "short-way")),
        ("sources > survey > kind", "A survey of ways to work", ("sources.md", "source-survey")),
        ("criteria > gone", "criteria > gone", None),
        ("options", "options", None),
    ],
)
def test_it_leads_to_what_it_is_about(at: str, name: str, place: object) -> None:
    [one] = let_through(with_waivers(waiver(at)))
    assert (one.name, one.place) == (name, place)


def test_every_rule_has_words_for_what_a_change_went_without() -> None:
    every = [waiver(LABEL).model_copy(update={"rule": rule}) for rule in GateRule]
    page = articles(BuildContext(with_waivers(*every)))["changes.md"]
    assert len(parse(page).all(".change")) == len(GateRule)


def test_programs_find_it_in_the_published_data() -> None:
    assert json.loads(comparison_json(with_waivers(waiver(LABEL))))["result"]["waivers"] == [
        {
            "rule": "reason-changed",
            "at": LABEL,
            "on": "2026-11-23",
            "because": {"text": "The *word* was wrong.", "plain": "The word was wrong."},
        }
    ]


@HOSTILE
def test_whatever_it_says_stays_text(payload: str) -> None:
    page = parse(articles(BuildContext(with_waivers(waiver(payload, payload))))["changes.md"])
    [change] = page.all(".change")
    assert {element.tag for element in change.walk()} <= {
        "li", "p", "h3", "b", "time", "code", "em", "strong", "a",
    }  # fmt: skip
    assert change.one("h3").text == " ".join(payload.split())
