"""The evidence gate: no verdict changes without its reason, its review and its evidence."""

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from comparison_site.authoring.evidence_gate import missing
from comparison_site.commands.check import check
from comparison_site.core.diagnostics import Diagnostic
from comparison_site.core.gate_rules import GateRule
from comparison_site.loading.loader import Loaded, load_bytes
from tests.support import paths
from tests.support.repositories import commit, git, repository

TODAY = date(2026, 11, 23)
MINIMAL = paths.MINIMAL.read_text("utf-8")
HISTORY = """
      history:
        - on: {on}
          kind: {kind}
          label: First in town
          because: A bus lane was built.
    positions:"""
NO_ENTRY = (
    "data.yaml:34:5: criteria > speed > verdict > history: the verdict has changed, but no new "
    "entry says what it was and why it changed; add one that says that it was: Bicycle"
)
NO_REVIEW = (
    "data.yaml:42:20: criteria > speed > verdict > reviewed_on: the verdict has changed, but was "
    "last reviewed on 2026-11-20; set it to the day on which you reviewed the new verdict"
)
NO_SOURCE = (
    "data.yaml:31:5: criteria > speed: the verdict has changed, but none of the sources that it "
    "cites is new; cite a new source, or read one again and set its accessed_on"
)


def loaded(text: str) -> Loaded:
    return load_bytes(text.encode(), "data.yaml", TODAY)


def but(text: str, *changes: tuple[str, str]) -> str:
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return text


def found(before: str, after: str, today: date = TODAY) -> list[Diagnostic]:
    then = loaded(before).comparison
    return list(missing(then, loaded(after), "data.yaml", today))


def said(before: str, after: str, today: date = TODAY) -> list[str]:
    return [problem.headline for problem in found(before, after, today)]


def with_history(text: str, on: str = "2026-11-21", kind: str = "winner") -> str:
    kind = f"{kind}\n          option: bicycle" if kind == "winner" else kind
    return but(text, ("\n    positions:", HISTORY.format(on=on, kind=kind)))


# The other option wins now, in other words; the advice stays.
FLIPPED = but(
    MINIMAL,
    ("      option: bicycle\n", "      option: bus\n"),
    ("because: In town a bicycle is there first.", "because: The bus has a lane of its own."),
    ("flips_if: A bus lane from door to door.", "flips_if: Cars on the lane."),
    ("criteria: [speed]", "criteria: [speed]\n    despite: Nobody waits for it."),
)
REVIEWED = ("      reviewed_on: 2026-11-20", "      reviewed_on: 2026-11-21")
READ_AGAIN = ("accessed_on: 2026-11-20", "accessed_on: 2026-11-21")
COMPLETE = with_history(but(FLIPPED, REVIEWED, READ_AGAIN))


def test_a_verdict_that_changes_alone_lacks_all_three() -> None:
    assert said(MINIMAL, FLIPPED) == [NO_SOURCE, NO_ENTRY, NO_REVIEW]


def test_a_verdict_that_changes_with_all_three_passes() -> None:
    assert said(MINIMAL, COMPLETE) == []


def test_each_of_the_three_is_asked_for() -> None:
    assert said(MINIMAL, but(FLIPPED, REVIEWED, READ_AGAIN)) == [NO_ENTRY]
    assert said(MINIMAL, with_history(but(FLIPPED, READ_AGAIN))) == [NO_REVIEW]
    assert said(MINIMAL, with_history(but(FLIPPED, REVIEWED))) == [NO_SOURCE]


def test_the_order_of_parts_is_no_other_outcome() -> None:
    parts = ["{option: bicycle, for: a}", "{option: bus, for: b}"]
    split = "kind: split\n      parts: [{}, {}]"
    winner = "kind: winner\n      option: bicycle"
    one, two = (but(MINIMAL, (winner, split.format(*p))) for p in (parts, parts[::-1]))
    assert said(one, two) == []
    assert {p.rule for p in found(one, but(one, ("for: a", "for: c")))} == {
        GateRule.OUTCOME_CHANGED,
        GateRule.REASON_KEPT,
    }


def test_a_proposal_that_is_adopted_is_a_change_of_verdict() -> None:
    proposal = """
      contested:
        status: open
        kind: split
        parts: [{option: bicycle, for: short ways}, {option: bus, for: long ways}]
        label: Depends
        icon: scale
        because: Both.
        confidence: low
        argument: Nobody has measured it.
        sources: [survey]
    positions:"""
    contested = but(MINIMAL, ("\n    positions:", proposal))
    assert said(MINIMAL, contested) == []
    adopted = but(contested, ("status: open", "status: adopted"))
    assert len(said(contested, adopted)) == 4  # what would flip it is the old text
    answered = but(adopted, REVIEWED, READ_AGAIN, ("A bus lane from door to door.", "Ice."))
    assert said(contested, with_history(answered)) == []


def test_an_entry_must_say_what_the_verdict_was() -> None:
    [problem] = said(MINIMAL, with_history(but(FLIPPED, REVIEWED, READ_AGAIN), kind="tie"))
    assert problem.endswith(
        "no new entry says what the verdict was; add one that says that it was: Bicycle"
    )


def test_an_entry_must_be_no_older_than_the_verdict_that_it_ends() -> None:
    [problem] = said(MINIMAL, with_history(but(FLIPPED, REVIEWED, READ_AGAIN), on="2026-11-19"))
    assert problem.endswith(
        "the new entry is older than the review of the verdict that it ends; "
        "its day, 'on', is 2026-11-20 or later"
    )


def test_an_entry_that_stood_there_before_does_not_count() -> None:
    before = with_history(MINIMAL)
    after = with_history(but(FLIPPED, REVIEWED, READ_AGAIN))
    [problem] = said(before, after)
    assert problem == NO_ENTRY.replace("34:5", "45:9")


def test_two_changes_on_one_day_are_possible() -> None:
    again = with_history(FLIPPED, on="2026-11-20")
    assert said(MINIMAL, again, date(2026, 11, 20)) == []
    assert said(MINIMAL, again) == [NO_SOURCE, NO_REVIEW]


def test_a_source_that_was_published_anew_counts() -> None:
    published = ("published_on: 2026-03-01", "published_on: 2026-04-01")
    assert said(MINIMAL, with_history(but(FLIPPED, REVIEWED, published))) == []


def test_a_new_source_counts_when_the_criterion_cites_it() -> None:
    source = """  - id: count
    title: A count
    url: https://example.org/count
    publisher: Example Press
    kind: measured
    accessed_on: 2026-11-20
"""
    reviewed = with_history(but(FLIPPED, REVIEWED)) + source
    option, point = "[The road is icy]\n    sources: [survey", "do.\n            sources: [survey"
    elsewhere = but(reviewed, (option, f"{option}, count"))
    assert said(MINIMAL, elsewhere) == [NO_SOURCE]
    assert said(MINIMAL, but(elsewhere, (point, f"{point}, count"))) == []


def test_a_new_criterion_changes_no_verdict() -> None:
    start, end = MINIMAL.index("  - id: speed"), MINIMAL.index("\nscenarios:")
    two = MINIMAL[:end] + MINIMAL[start:end].replace("id: speed", "id: cost") + MINIMAL[end:]
    assert said(MINIMAL, two) == []


def test_the_entry_that_is_missing_can_be_pasted() -> None:
    entry, review = (p for p in found(MINIMAL, but(FLIPPED, READ_AGAIN)) if p.paste)
    assert (
        entry.paste
        == """\
      history:
        - on: 2026-11-23
          kind: winner
          option: bicycle
          label: First in town
          because: "Replace this: why the verdict changed.\""""
    )
    assert review.paste == "      reviewed_on: 2026-11-23"
    assert str(entry).endswith(f"^\n\n{entry.paste}")
    pasted = but(FLIPPED, READ_AGAIN, ("      reviewed_on: 2026-11-20", review.paste))
    assert said(MINIMAL, but(pasted, ("    positions:", f"{entry.paste}\n    positions:"))) == []


def test_an_entry_for_a_history_that_is_there_is_pasted_first_in_it() -> None:
    before = with_history(MINIMAL)
    [entry] = found(before, with_history(but(FLIPPED, REVIEWED, READ_AGAIN)))
    first = "      history:\n"
    assert entry.paste.startswith("        - on: 2026-11-23\n          kind: winner\n")
    pasted = but(FLIPPED, REVIEWED, READ_AGAIN)
    pasted = but(with_history(pasted), (first, f"{first}{entry.paste}\n"))
    assert said(before, pasted) == []


def run(folder: Path, before: str, after: str, *words: str) -> Result:
    file = repository(folder) / "data.yaml"
    commit(file, before)
    file.write_text(after, "utf-8")
    return CliRunner().invoke(check, ["--data", str(file), *words])


def test_the_command_names_place_and_line(tmp_path: Path) -> None:
    result = run(tmp_path, MINIMAL, FLIPPED, "--since", "HEAD")
    assert result.exit_code == 1
    for problem in (NO_SOURCE, NO_ENTRY, NO_REVIEW):
        assert f"{tmp_path}/{problem}" in " ".join(result.stdout.split())
    assert "42 |       reviewed_on: 2026-11-20\n" in result.stdout


def test_the_command_is_content_with_a_complete_change(tmp_path: Path) -> None:
    result = run(tmp_path, MINIMAL, COMPLETE, "--since", "HEAD")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "verdict has changed" not in result.stdout


def test_without_a_revision_no_change_is_looked_at(tmp_path: Path) -> None:
    assert run(tmp_path, MINIMAL, FLIPPED).exit_code == 0


@pytest.mark.parametrize("tracked", [True, False])
def test_a_file_that_was_not_there_is_no_pass_unless_it_is_said_to_be_new(
    tmp_path: Path, tracked: bool
) -> None:
    """One that was renamed and rewritten may count as one that was not there."""
    run(tmp_path, MINIMAL, MINIMAL)
    file = tmp_path / "new.yaml"
    file.write_text(MINIMAL)
    if tracked:
        git(tmp_path, "add", "new.yaml")
    asked = ["--data", str(file), "--since", "HEAD", "--format", "github"]
    result = CliRunner().invoke(check, asked)
    assert result.exit_code == 1
    why = "'new.yaml' was not there at 'HEAD'" if tracked else "git does not track 'new.yaml' yet"
    assert f"title=evidence-gate::there is nothing to compare with: {why}; " in result.stdout
    assert "; if it is new, --new-file\n" in result.stdout
    assert CliRunner().invoke(check, [*asked, "--new-file"]).exit_code == 0


def test_a_revision_that_is_not_there_is_no_pass(tmp_path: Path) -> None:
    result = run(tmp_path, MINIMAL, MINIMAL, "--since", "mian")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "git knows no revision 'mian' here" in result.stderr
