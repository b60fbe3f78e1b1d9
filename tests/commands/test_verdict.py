"""The command that changes a verdict: it edits what it must, or leaves the file as it was."""

import json
import shutil
import stat
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from comparison_site import BuildContext, render_pages
from comparison_site.commands.check import check
from comparison_site.commands.verdict import scenario, verdict
from comparison_site.core.vocabulary import Kind
from comparison_site.loading.loader import load
from comparison_site.model import Comparison
from comparison_site.outputs.api import comparison_json
from comparison_site.publish.making import epoch
from tests.loading.test_completing import SMALL
from tests.support import paths
from tests.support.paths import MEASURED, OTHER_DATA, REAL_DATA, TEMPLATES
from tests.support.projects import copy_evidence
from tests.support.repositories import commit, repository

MINIMAL = paths.MINIMAL.read_text("utf-8")
DAY = ("--on", "2026-11-22")
DAY_AFTER = ("--on", "2026-11-24")
FLIPS = ("--flips-if", "The bus lane is closed.")
FLIP = ("speed", "--option", "bus", "--because", "A bus lane was built.", *FLIPS, *DAY,
        "--despite", "short-way=Nobody waits for a bicycle.")  # fmt: skip
BACK = ("speed", "--option", "bicycle", "--flips-if", "Another bus lane.")
PROPOSAL = """
      # Open to debate.
      contested:
        status: open # or adopted
        kind: split
        parts: [{option: bicycle, for: short ways}, {option: bus, for: long ways}]
        label: Depends on the way
        icon: scale
        because: Both are ahead somewhere.
        confidence: low
        argument: Nobody has measured it.
        sources: [survey]
    positions:"""
CONTESTED = MINIMAL.replace("\n    positions:", PROPOSAL)
ADOPTED = CONTESTED.replace("status: open", "status: adopted")
NOTHING_WRITTEN = "Nothing was written: "


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "data.yaml"
    path.write_text(MINIMAL, "utf-8")
    return path


def run(file: Path, *words: str, text: str = "") -> Result:
    if text:
        file.write_text(text, "utf-8")
    return CliRunner().invoke(verdict, [*words, "--data", str(file)])


def done(file: Path, *words: str, text: str = "") -> Comparison:
    result = run(file, *words, text=text)
    assert (result.exit_code, result.stderr) == (0, "")
    return load(file)


def changed_lines(before: str, after: str) -> tuple[list[str], list[str]]:
    old, new = before.splitlines(), after.splitlines()
    return [line for line in old if line not in new], [line for line in new if line not in old]


@pytest.mark.parametrize("blank", ["", "    verdict:\n"])
def test_a_criterion_of_a_draft_without_a_verdict_asks_for_one(file: Path, blank: str) -> None:
    start, end = MINIMAL.index("    verdict:\n"), MINIMAL.index("    positions:\n")
    scenarios, sources = MINIMAL.index("scenarios:\n"), MINIMAL.index("sources:\n")
    rest = MINIMAL[end:scenarios] + MINIMAL[sources:]
    result = run(file, *FLIP, text=f"draft: true\n{MINIMAL[:start]}{blank}{rest}")
    assert (result.exit_code, type(result.exception)) == (1, SystemExit)
    assert "speed > verdict: nothing stands here yet; write 'verdict:' and" in result.stderr


def test_another_winner_changes_these_lines_and_no_other(file: Path) -> None:
    done(file, *FLIP)
    assert changed_lines(MINIMAL, file.read_text("utf-8")) == (
        [
            "      option: bicycle",
            "      because: In town a bicycle is there first.",
            "      flips_if: A bus lane from door to door.",
            "      reviewed_on: 2026-11-20",
        ],
        [
            "      option: bus",
            "      because: A bus lane was built.",
            "      flips_if: The bus lane is closed.",
            "      reviewed_on: 2026-11-22",
            "      history:",
            "        - on: 2026-11-22",
            "          kind: winner",
            "          option: bicycle",
            "          label: First in town",
            "          because: A bus lane was built.",
            "    despite: Nobody waits for a bicycle.",
        ],
    )


def test_no_date_of_the_site_is_older_than_the_new_verdict(file: Path) -> None:
    comparison = done(file, *FLIP)
    assert str(comparison.reviewed_on) == "2026-11-20"  # nobody has read the whole again
    document = json.loads(comparison_json(comparison))
    assert document["generated_at"] == document["last_modified"] == "2026-11-22T00:00:00Z"
    pages = render_pages(BuildContext(comparison), TEMPLATES)
    titled = [page for page in pages if page.title]
    assert {page.linked()["dateModified"] for page in titled} == {"2026-11-22"}
    assert {str(page.card.reviewed_on) for page in titled if page.card} == {"2026-11-22"}
    assert epoch(comparison) == datetime(2026, 11, 22, tzinfo=UTC).timestamp()
    assert 'Reviewed <time datetime="2026-11-22">' in unescape(pages[0].content)


def test_it_says_what_readers_will_see_and_what_to_look_at(file: Path) -> None:
    said = run(file, *FLIP).stdout
    assert said.startswith(f"Wrote the verdict to {file}. Readers will see:\n\nThe comparison\n")
    assert "\nCriterion: Speed\n  Verdict: Bicycle -> Bus\n" in said
    assert "\nThe badge says" not in said  # the label stays


def test_every_field_can_be_given(file: Path) -> None:
    comparison = done(
        file, *FLIP, "--label", "Quick: now", "--icon", "clock", "--confidence", "low",
        "--flips-if", "It's closed", "--why", "The lane # 7", "--source", "survey",
    )  # fmt: skip
    speed = comparison.criteria[0].verdict
    assert (speed.label, speed.icon, speed.confidence) == ("Quick: now", "clock", "low")
    assert (speed.flips_if, speed.because) == ("It's closed", "A bus lane was built.")
    assert speed.history[0].because == "The lane # 7"
    assert str(comparison.sources[0].accessed_on) == "2026-11-22"


def test_a_tie_drops_the_option_and_gets_a_badge_of_its_own(file: Path) -> None:
    because = ("--because", "Both take ten minutes.", "--despite", "short-way=It is fun.", *FLIPS)
    comparison = done(file, "speed", "--kind", "tie", *because, *DAY)
    speed = comparison.criteria[0].verdict
    assert (speed.kind, speed.option, speed.label, speed.icon) == (Kind.TIE, None, "Tie", "scale")
    assert speed.history[0].option == "bicycle"


def test_a_split_gets_its_parts_and_a_winner_drops_them(file: Path) -> None:
    parts = ("--part", "bicycle=short ways", "--part", "bus=long: ways")
    split = done(file, "speed", *parts, "--label", "Depends", "--because", "So.", *FLIPS, *DAY)
    assert [(p.option, p.purpose) for p in split.criteria[0].verdict.parts] == [
        ("bicycle", "short ways"),
        ("bus", "long: ways"),
    ]
    again = done(file, *BACK, "--because", "No.", "--on", "2026-11-23")
    speed = again.criteria[0].verdict
    assert (speed.kind, speed.option, speed.parts, speed.label) == (
        Kind.WINNER, "bicycle", (), "Winner",
    )  # fmt: skip
    assert [past.kind for past in speed.history] == [Kind.SPLIT, Kind.WINNER]
    assert "      kind: winner\n      option: bicycle\n      label: Winner\n" in file.read_text()


def test_several_may_lead_together_and_one_alone_again(file: Path) -> None:
    together = ("smallest-files", "--option", "xz", "--option", "zstd", "--because", "Level.")
    text = OTHER_DATA.read_text("utf-8")
    found = done(file, *together, "--flips-if", "A larger file.", *DAY_AFTER, text=text)
    assert found.criteria[0].verdict.option_ids == ("xz", "zstd")
    assert "      kind: winner\n      options: [xz, zstd]\n" in file.read_text("utf-8")
    alone = ("smallest-files", "--option", "xz", "--because", "So again.", "--flips-if", "Sand.")
    verdict = done(file, *alone, *DAY_AFTER).criteria[0].verdict
    assert (verdict.option_ids, verdict.history[0].option_ids) == (("xz",), ("xz", "zstd"))
    assert "      kind: winner\n      option: xz\n" in file.read_text("utf-8")


def test_the_versions_judged_become_those_of_the_options(file: Path) -> None:
    newer = MINIMAL.replace('"2026"\n    hue: 20', '"2026.1"\n    hue: 20')
    comparison = done(file, *FLIP, text=newer)
    assert comparison.criteria[0].verdict.as_of == {"bicycle": "2026", "bus": "2026.1"}
    assert 'as_of: {bicycle: "2026", bus: "2026.1"}' in file.read_text("utf-8")


def test_the_version_judged_of_an_option_that_names_none_stays(file: Path) -> None:
    nameless = MINIMAL.replace('    version: "2026"\n    hue: 20\n', "    hue: 20\n")
    assert nameless != MINIMAL
    comparison = done(file, *FLIP, text=nameless)
    assert comparison.criteria[0].verdict.as_of == {"bicycle": "2026", "bus": "2026"}


def test_an_open_proposal_is_adopted_as_it_stands(file: Path) -> None:
    done(file, "speed", "--adopt", "--why", "Nobody answered it.", *FLIPS, *DAY, text=CONTESTED)
    assert changed_lines(CONTESTED, file.read_text("utf-8")) == (
        [
            "      flips_if: A bus lane from door to door.",
            "      reviewed_on: 2026-11-20",
            "        status: open # or adopted",
        ],
        [
            "      flips_if: The bus lane is closed.",
            "      reviewed_on: 2026-11-22",
            "      history:",
            "        - on: 2026-11-22",
            "          kind: winner",
            "          option: bicycle",
            "          label: First in town",
            "          because: Nobody answered it.",
            "        status: adopted # or adopted",
        ],
    )


def test_the_badge_is_only_spoken_of_where_the_command_chose_its_words(file: Path) -> None:
    adopt = ("speed", "--adopt", "--why", "x", *FLIPS, *DAY)
    assert "The badge says" not in run(file, *adopt, text=CONTESTED).stdout
    tie = ("--kind", "tie", "--because", "x", *FLIPS, *DAY, "--despite", "short-way=x")
    assert "The badge says 'Tie' now" in run(file, "speed", *tie, text=MINIMAL).stdout


def test_deciding_what_is_proposed_adopts_it_with_the_new_reason(file: Path) -> None:
    parts = ("--part", "bus=long ways", "--part", "bicycle=short ways")
    comparison = done(file, "speed", *parts, "--because", "Measured.", *FLIPS, *DAY, text=CONTESTED)
    speed = comparison.criteria[0].verdict
    assert (speed.published, speed.published.because) == (speed.contested, "Measured.")
    assert speed.because == "In town a bicycle is there first."
    assert speed.published.label == "Depends on the way"


def test_going_back_to_what_an_adopted_proposal_hid_opens_it_again(file: Path) -> None:
    comparison = done(file, *BACK, "--because", "We measured.", *DAY, text=ADOPTED)
    speed = comparison.criteria[0].verdict
    assert (speed.published.option, speed.because) == ("bicycle", "We measured.")
    assert speed.open_proposal is not None
    assert speed.history[0].label == "Depends on the way"


def test_another_outcome_ends_an_adopted_proposal_and_keeps_the_comment(file: Path) -> None:
    comparison = done(file, *FLIP, text=ADOPTED)
    speed = comparison.criteria[0].verdict
    assert (speed.published.option, speed.contested) == ("bus", None)
    assert [past.kind for past in speed.history] == [Kind.SPLIT]
    assert "# Open to debate." in file.read_text("utf-8")


def test_another_outcome_than_the_open_proposals_leaves_it_open(file: Path) -> None:
    comparison = done(file, *FLIP, text=CONTESTED)
    assert comparison.criteria[0].verdict.published.option == "bus"
    assert comparison.criteria[0].verdict.open_proposal is not None


def test_a_review_that_changes_nothing_is_recorded_without_a_history(file: Path) -> None:
    done(file, "speed", "--confirm", "--source", "survey", "--confidence", "high", *DAY)
    assert changed_lines(MINIMAL, file.read_text("utf-8")) == (
        [
            "      confidence: medium",
            "      reviewed_on: 2026-11-20",
            "    accessed_on: 2026-11-20",
        ],
        ["      confidence: high", "      reviewed_on: 2026-11-22", "    accessed_on: 2026-11-22"],
    )


def test_confirming_an_adopted_proposal_writes_into_what_readers_see(file: Path) -> None:
    words = ("speed", "--confirm", "--because", "Still so.", *DAY)
    speed = done(file, *words, text=ADOPTED).criteria[0].verdict
    assert (speed.published.because, speed.because) == (
        "Still so.", "In town a bicycle is there first.",
    )  # fmt: skip


def test_a_reason_that_is_no_longer_needed_is_dropped(file: Path) -> None:
    done(file, *FLIP)
    back = done(file, *BACK, "--because", "So.", "--on", "2026-11-23")
    assert back.scenarios[0].despite is None


def test_windows_line_ends_a_byte_order_mark_and_the_mode_stay(file: Path) -> None:
    raw = b"\xef\xbb\xbf" + MINIMAL.replace("\n", "\r\n").encode()
    file.write_bytes(raw)
    file.chmod(0o640)
    done(file, *FLIP)
    after = file.read_bytes()
    assert after.startswith(b"\xef\xbb\xbf")
    assert after.count(b"\n") == after.count(b"\r\n") == raw.count(b"\n") + 7
    assert stat.S_IMODE(file.stat().st_mode) == 0o640


def test_a_link_to_the_file_stays_a_link(file: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.yaml"
    link.symlink_to(file)
    done(link, *FLIP)
    assert link.is_symlink()
    assert "option: bus" in file.read_text("utf-8")


def test_a_dry_run_shows_the_lines_and_writes_nothing(file: Path) -> None:
    result = run(file, *FLIP, "--dry-run")
    assert result.exit_code == 0
    assert "-      option: bicycle\n+      option: bus\n" in result.stdout
    assert f"Nothing was written to {file}. Readers would see:" in result.stdout
    assert file.read_text("utf-8") == MINIMAL


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            FLIP[:-2],
            "recommended for 'A short way in town' would win none of the verdicts there; say why ",
        ),
        (
            ("speed", "--option", "bicycle", "--because", "x"),
            "is published on 'speed' already; if you reviewed it and it still holds, confirm it; "
            "--confirm",
        ),
        (("speed", "--adopt", "--because", "x"), "nothing is proposed for 'speed' at present"),
        ((*FLIP, "--source", "survay"), "does not cite a source 'survay'; did you mean 'survey'?"),
        ((*FLIP, "--despite", "short=x"), "no scenario 'short' is based on 'speed'"),
        ((*FLIP, "--label", "x" * 41), "this text has 41 characters; at most 40 are allowed"),
        ((*FLIP, "--on", "2999-01-01"), "2999-01-01 is in the future"),
        ((*FLIP, "--why", "a\x1b[31mb"), "an escape makes the invisible character U+001B"),
        ((*FLIP, "--flips-if", "[x](javascript:x)"), "is not a web address"),
    ],
)
def test_what_would_not_be_right_is_refused(file: Path, words: tuple[str, ...], said: str) -> None:
    result = run(file, *words)
    assert (result.exit_code, result.stdout) == (1, "")
    assert said in result.stderr
    assert result.stderr.endswith(f"{NOTHING_WRITTEN}{file} is as it was.\n")
    assert file.read_text("utf-8") == MINIMAL


FLOW = """verdict: {kind: winner, option: bicycle, label: First in town, icon: bolt,
      because: In town a bicycle is there first., confidence: medium,
      flips_if: A bus lane from door to door., reviewed_on: 2026-11-20,
      as_of: {bicycle: "2026", bus: "2026"}}
    """


def test_a_verdict_in_braces_is_refused_with_the_lines_to_type(file: Path) -> None:
    start, end = MINIMAL.index("verdict:\n"), MINIMAL.index("positions:\n")
    text = MINIMAL[:start] + FLOW + MINIMAL[end:]
    result = run(file, *FLIP, text=text)
    assert (result.exit_code, result.stdout) == (1, "")
    assert (
        result.stderr
        == f"""\
criteria > speed > verdict needs a line for each of its fields to be changed from here.
Write it so and run this again, or type these lines yourself:

criteria > speed > verdict:
  history:
    - on: 2026-11-22
      kind: winner
      option: bicycle
      label: First in town
      because: A bus lane was built.
  option: bus
  because: A bus lane was built.
  flips_if: The bus lane is closed.
  reviewed_on: 2026-11-22

scenarios > short-way:
  despite: Nobody waits for a bicycle.

{NOTHING_WRITTEN}{file} is as it was.
"""
    )
    assert file.read_text("utf-8") == text


def measured(folder: Path, *words: str) -> Result:
    """The command on a file in which the run `uphill` speaks against the verdict."""
    shutil.copytree(MEASURED, folder, dirs_exist_ok=True)
    return CliRunner().invoke(verdict, ["speed", *words, "--data", str(folder / "measured.yaml")])


def contradictions(folder: Path) -> list[tuple[str, str]]:
    entries = load(folder / "measured.yaml").criterion("speed").verdict.contradicted_by
    return [(entry.source, entry.because) for entry in entries]


TAKE_BUS = FLIP[1:]


def test_a_run_of_our_own_says_its_day_itself(tmp_path: Path) -> None:
    result = measured(tmp_path, "--confirm", "--source", "one-mile", *DAY)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "accessed_on: 2026-11-22" not in (tmp_path / "measured.yaml").read_text("utf-8")


def test_a_run_that_spoke_against_the_old_verdict_is_asked_about(tmp_path: Path) -> None:
    result = measured(tmp_path, *TAKE_BUS)
    assert result.exit_code == 1
    assert (
        "does 'One mile uphill, measured' speak against the new verdict? It says: Uphill nobody "
        in (result.stderr)
    )
    assert "--against uphill='...' or --no-longer-against uphill\n" in result.stderr


def test_a_run_that_agrees_now_goes_and_that_is_said(tmp_path: Path) -> None:
    result = measured(tmp_path, *TAKE_BUS, "--no-longer-against", "uphill")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "\nNo longer in the file: what 'uphill' shows: Uphill nobody is " in result.stdout
    assert contradictions(tmp_path) == []


def test_what_a_run_shows_against_the_new_verdict_is_written(tmp_path: Path) -> None:
    shown = ("--against", "uphill=Not uphill.", "--against", "one-mile=Not on a mile.")
    result = measured(tmp_path, *TAKE_BUS, *shown)
    assert (result.exit_code, result.stderr) == (0, "")
    assert contradictions(tmp_path) == [("uphill", "Not uphill."), ("one-mile", "Not on a mile.")]


def test_a_purpose_that_does_not_fit_is_said(file: Path) -> None:
    parts = ("--part", f"bicycle={'x' * 61}", "--part", "bus=far")
    result = run(file, "speed", *parts, "--because", "So.", "--flips-if", "None.", *DAY)
    assert (result.exit_code, file.read_text("utf-8")) == (1, MINIMAL)
    assert result.stderr.startswith(
        "what 'bicycle' is ahead for: this text has 61 characters; at most 60 are allowed"
    )


def test_what_is_said_of_other_runs_still_quotes_them(tmp_path: Path) -> None:
    result = measured(tmp_path, "--confirm", "--against", "one-mile=Not on a mile.", *DAY)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "needs {uphill:bicycle}." in (tmp_path / "measured.yaml").read_text("utf-8")


def test_everything_that_is_wrong_is_said_at_once(file: Path) -> None:
    words = ("speed", "--option", "bus", "--because", "x", "--source", "survay", *DAY)
    said = run(file, *words, "--no-longer-against", "survey").stderr
    assert said.splitlines()[:4] == [
        "say what would flip the new verdict; the old one said: A bus lane from door to door.; "
        "--flips-if '...'",
        "what is recommended for 'A short way in town' would win none of the verdicts there; say "
        "why it is recommended all the same; --despite short-way='...'",
        "'survey' does not speak against the verdict on 'speed'",
        "'speed' does not cite a source 'survay'; did you mean 'survey'?",
    ]


def test_what_goes_is_said(file: Path) -> None:
    text = ADOPTED.replace("scale\n        because", "scale # for now\n        because")
    said = run(file, *FLIP, text=text).stdout
    assert "\nNo longer in the file: the adopted proposal with its argument and 1 source\n" in said
    assert "\nNo longer in the file: the comment '# for now'\n" in said
    assert (
        "\nNo longer in the file: why 'A short way in town' stands all the same: Nobody waits "
        in run(file, *BACK, "--because", "So.", "--on", "2026-11-23").stdout
    )


def test_what_the_rules_remark_on_now_is_said_and_refused_where_that_is_asked(file: Path) -> None:
    sure = ("speed", "--confirm", "--because", "word " * 45, *DAY)
    result = run(file, *FLIP, "--label", "x", "--why", "word " * 45)
    assert result.exit_code == 0
    assert "What the checks remark on now, and check --strict fails on it:" in (result.stdout)
    assert "45 words without a stop" in result.stdout
    strict = run(file, *sure, "--strict", text=MINIMAL)
    assert (strict.exit_code, file.read_text("utf-8")) == (1, MINIMAL)
    assert NOTHING_WRITTEN in strict.stderr


def test_what_the_check_calls_an_error_is_never_written(file: Path) -> None:
    text = MINIMAL.replace("kind: survey", "kind: opinion")
    result = run(file, "speed", "--confirm", "--confidence", "high", *DAY, text=text)
    assert result.exit_code == 1
    assert "The check would refuse this:" in result.stderr
    assert "[high-confidence-on-opinion]" in result.stderr
    assert file.read_text("utf-8") == text


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "Missing argument 'CRITERION'"),
        (("sped", "--option", "bus", "--because", "x"),
         "no criterion 'sped'; did you mean 'speed'?"),
        (("speed", "--option", "buss", "--because", "x"), "no option 'buss'; did you mean 'bus'?"),
        (("speed", "--option", "bus"), "say why: --because TEXT"),
        (("speed", "--adopt"), "say why: --because TEXT or --why TEXT"),
        (("speed", "--because", "x"), "say who comes out ahead: --option ID"),
        (("speed", "--kind", "winner", "--because", "x"), "a winner has an --option"),
        (("speed", "--kind", "tie", "--option", "bus", "--because", "x"),
         "a winner has an --option"),
        (("speed", "--part", "bus=x", "--because", "x"), "a split has two parts or more"),
        (("speed", "--part", "bus=x", "--part", "bus=y", "--because", "x"), "a split has a --part"),
        (("speed", "--part", "bus", "--because", "x"), "'bus' is not of the form ID=TEXT"),
        (("speed", "--adopt", "--option", "bus", "--why", "x"),
         "--adopt and --confirm say who comes out ahead"),
        (("speed", "--option", "bus", "--because", "x", "--on", "today"),
         "does not match the format"),
    ],
)  # fmt: skip
def test_wrong_usage_is_named(file: Path, words: tuple[str, ...], said: str) -> None:
    result = run(file, *words)
    assert result.exit_code == 2
    assert said in result.stderr
    assert file.read_text("utf-8") == MINIMAL


def test_a_file_that_is_broken_is_not_touched(file: Path) -> None:
    broken = MINIMAL.replace("icon: bolt", "icon: unicorn")
    result = run(file, *FLIP, text=broken)
    assert result.exit_code == 1
    assert "'unicorn' is not one of" in result.stderr
    assert file.read_text("utf-8") == broken


def test_what_the_gate_asks_for_is_asked_before_anything_is_written(tmp_path: Path) -> None:
    file = repository(tmp_path / "repository") / "data.yaml"
    commit(file, MINIMAL)
    asked = "which of the sources did you read again?; --source with one of survey"
    incomplete = run(file, "speed", "--option", "bus", "--because", "x", *DAY)
    assert asked in incomplete.stderr  # with all the rest, in one round
    lacking = run(file, *FLIP)
    assert lacking.exit_code == 1
    assert "none of the sources that it cites is new" in lacking.stderr
    assert asked in lacking.stderr
    assert file.read_text("utf-8") == MINIMAL
    assert run(file, *FLIP, "--source", "survey").exit_code == 0
    result = CliRunner().invoke(check, ["--since", "HEAD", "--data", str(file)])
    assert result.exit_code == 0


@pytest.mark.parametrize("path", [REAL_DATA, OTHER_DATA], ids=lambda path: path.name)
def test_every_verdict_of_a_real_file_can_become_every_other(tmp_path: Path, path: Path) -> None:
    file = tmp_path / "data.yaml"
    copy_evidence(path, tmp_path)
    comparison = load(path)
    for criterion in comparison.criteria:
        resting = [s.id for s in comparison.scenarios if criterion.id in s.criteria]
        despite = [word for name in resting for word in ("--despite", f"{name}=So it is.")]
        for option in comparison.options:
            if option.id in criterion.verdict.published.option_ids:
                continue
            file.write_bytes(path.read_bytes())
            runs = [one.source for one in criterion.verdict.contradicted_by]
            over = [word for run in runs for word in ("--no-longer-against", run)]
            words = ["--option", option.id, "--because", "It's so: #1", *FLIPS, *despite, *over]
            result = run(file, criterion.id, *words)
            if result.exit_code:  # a scenario that has nothing to admit takes no reason
                assert "leave out --despite" in result.stderr
            else:
                assert load(file).criterion(criterion.id).verdict.option == option.id


ADVICE = ("short-way", "--option", "bus", "--because", "It is warm.", *DAY)


def advise(file: Path, *words: str, text: str = "") -> Result:
    if text:
        file.write_text(text, "utf-8")
    return CliRunner().invoke(scenario, [*words, "--data", str(file)])


def test_other_advice_changes_these_lines_and_no_other(file: Path) -> None:
    result = advise(file, *ADVICE, "--despite", "The bicycle is faster.")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "Wrote the advice to " in result.stdout
    gone, come = changed_lines(MINIMAL, file.read_text("utf-8"))
    assert come == [
        "    option: bus",
        "    because: It is warm.",
        "    despite: The bicycle is faster.",
        "    history:",
        "      - on: 2026-11-22",
        "        kind: winner",
        "        option: bicycle",
        "        because: It is warm.",
        "    reviewed_on: 2026-11-22",
    ]
    assert len(gone) == 2


@pytest.mark.parametrize("kind", ["tie", "unknown"])
def test_advice_can_be_that_nobody_is_ahead_and_somebody_again(file: Path, kind: str) -> None:
    none = ("short-way", "--kind", kind, "--because", "Try both.", *DAY)
    assert advise(file, *none).exit_code == 0
    assert load(file).scenarios[0].kind == kind
    again = ("short-way", "--option", "bicycle", "--because", "Tried.", "--on", "2026-11-23")
    assert advise(file, *again).exit_code == 0
    [now] = load(file).scenarios
    assert (now.option, [str(past.on) for past in now.history]) == (
        "bicycle", ["2026-11-23", "2026-11-22"],
    )  # fmt: skip


def test_advice_that_stays_is_only_reviewed(file: Path) -> None:
    assert advise(file, "short-way", "--confirm", *DAY).exit_code == 0
    gone, come = changed_lines(MINIMAL, file.read_text("utf-8"))
    assert (gone, come) == ([], ["    reviewed_on: 2026-11-22"])


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (ADVICE, 1, "what is recommended wins none of the verdicts named there; say why it is "),
        (("short-way", "--confirm", "--despite", "x"), 1, "so there is nothing to admit; leave "),
        (("short-way", "--adopt", "--why", "x"), 1, "nothing is proposed for 'short-way'"),
        (("short-way", "--option", "bicycle", "--because", "x"), 1, "is published on 'short-way'"),
        (("short", *ADVICE[1:]), 2, "no scenario 'short'; did you mean 'short-way'?"),
        (("short-way", "--option", "bus"), 2, "say why: --because TEXT"),
    ],
)
def test_advice_that_does_not_fit_is_refused(
    file: Path, words: tuple[str, ...], code: int, said: str
) -> None:
    result = advise(file, *words)
    assert (result.exit_code, said in result.stderr) == (code, True), result.stderr
    assert file.read_text("utf-8") == MINIMAL


def test_the_gate_is_content_with_advice_that_the_command_wrote(tmp_path: Path) -> None:
    file = repository(tmp_path / "repository") / "data.yaml"
    commit(file, MINIMAL)
    assert advise(file, *ADVICE, "--despite", "It is fun.").exit_code == 0
    result = CliRunner().invoke(check, ["--since", "HEAD", "--data", str(file)])
    assert (result.exit_code, result.stderr) == (0, "")


def test_a_draft_that_nobody_has_read_has_no_history(file: Path) -> None:
    verdict = done(file, *FLIP, text=f"draft: true\n{MINIMAL}").criterion("speed").verdict
    assert (verdict.option, verdict.history) == ("bus", ())


def test_a_draft_in_front_of_everything_moves_no_change_to_another_place(file: Path) -> None:
    draft = "  - id: tram\n    name: Tram\n    draft: true\n    sources: [rails]\n  - id: bicycle\n"
    rails = MINIMAL[MINIMAL.index("  - id: survey\n") :].replace("survey", "rails")
    text = MINIMAL.replace("  - id: bicycle\n", draft, 1)
    text = text.replace("  - id: survey\n", f"{rails.rstrip()}\n  - id: survey\n", 1)
    text = text.replace("kind: rails", "kind: survey").replace('bus: "2026"}', 'bus: "2025"}')
    comparison = done(file, *FLIP, "--source", "survey", text=text)
    assert comparison.criterion("speed").verdict.option == "bus"
    assert str(comparison.source("survey").accessed_on) == "2026-11-22"
    assert "accessed_on: 2026-11-20\n  - id: survey" in file.read_text("utf-8")


@pytest.mark.parametrize("source", ["example-com-survey", "example-com-roofs"])
def test_an_address_alone_has_no_day_on_which_it_was_read(file: Path, source: str) -> None:
    result = run(file, "speed", "--confirm", "--source", source, *DAY, text=SMALL)
    assert result.exit_code == 1
    assert f"'{source}' is an address alone" in result.output
    assert file.read_text("utf-8") == SMALL
