"""`check`: what it prints in each form, and when it fails."""

import json
import subprocess
import sys
from dataclasses import replace
from datetime import date
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner, Result

from comparison_site.commands.check import check
from comparison_site.core.diagnostics import Diagnostic, Level
from comparison_site.core.resources import COMMAND
from comparison_site.lint.linting import Report, report
from tests.support import paths
from tests.support.commands import build_py
from tests.support.projects import with_three_points

MINIMAL = with_three_points(paths.MINIMAL.read_text("utf-8")).replace("example.org", "iana.org")
FORMS = ("text", "json", "github")
NASTY = "50%: a\r\n::error::b,c"


def remark(
    level: Level, line: int = 3, message: str = "too long", file: str = "a.yaml"
) -> Diagnostic:
    found = Diagnostic.at(
        file, line, 4 if line else 0, message, where="title", hint="shorten it", excerpt="x: y"
    )
    return replace(found, rule="overlong-sentence", level=level)


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A comparison with one warning, in the working folder."""
    monkeypatch.chdir(tmp_path)
    file = Path("my.yaml")
    file.write_text(MINIMAL, "utf-8")
    return file


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(check, [str(word) for word in words])


def broken(data: Path, old: str = "kind: winner", new: str = "kind: winer") -> Path:
    data.write_text(MINIMAL.replace(old, new, 1), "utf-8")
    return data


def without_remarks(data: Path) -> Path:
    """Nothing is ahead, so nothing needs another side."""
    text = MINIMAL.replace("      kind: winner\n      option: bicycle\n", "      kind: tie\n")
    text = text.replace("    option: bicycle\n    because: N", "    kind: tie\n    because: N")
    data.write_text(text, "utf-8")
    return data


# --- When it fails -------------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMS)
def test_a_warning_fails_only_where_it_is_strict(data: Path, form: str) -> None:
    assert run("--data", data, "--format", form).exit_code == 0
    assert run("--data", data, "--format", form, "--strict").exit_code == 1


@pytest.mark.parametrize("form", FORMS)
def test_mistakes_in_the_data_fail(data: Path, form: str) -> None:
    assert run("--data", broken(data), "--format", form).exit_code == 1


@pytest.mark.parametrize("form", FORMS)
def test_a_file_without_remarks_passes_where_it_is_strict(data: Path, form: str) -> None:
    assert run("--data", without_remarks(data), "--format", form, "--strict").exit_code == 0


def test_an_error_of_a_rule_fails(data: Path) -> None:
    data.write_text(
        MINIMAL.replace("confidence: medium", "confidence: high").replace(
            "kind: survey", "kind: article"
        ),
        "utf-8",
    )
    result = run("--data", data)
    assert result.exit_code == 1
    assert "[high-confidence-on-opinion]" in result.stdout


def test_notes_never_fail(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    later = SimpleNamespace(today=lambda: date(2028, 1, 1))
    monkeypatch.setattr(import_module("comparison_site.commands.check"), "date", later)
    result = run("--data", without_remarks(data), "--strict")
    assert (result.exit_code, result.stderr) == (0, "")


def test_notes_are_only_counted_in_text_unless_somebody_asks(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = SimpleNamespace(today=lambda: date(2028, 1, 1))
    monkeypatch.setattr(import_module("comparison_site.commands.check"), "date", later)
    result = run("--data", without_remarks(data))
    holds = "my.yaml: 2 options, 1 criterion, 1 scenario, 1 source."
    assert result.stdout == f"{holds} 1 note; --notes shows them.\n"
    asked = run("--data", data, "--notes").stdout
    assert "[review-overdue]" in asked
    assert asked.endswith(f"\n\n{holds} 1 note.\n")
    for form in ("json", "github"):
        assert "review-overdue" in run("--data", data, "--format", form).stdout


def test_the_real_comparison_passes_strictly() -> None:
    result = build_py("check", "--strict")
    assert (result.returncode, result.stderr) == (0, "")


def test_an_unknown_format_is_wrong_usage() -> None:
    result = build_py("check", "--format", "xml")
    assert result.returncode == 2
    assert "'xml' is not one of 'text', 'json', 'github'" in result.stderr


# --- Text ----------------------------------------------------------------------------------------


def test_text_without_remarks_is_one_line(data: Path) -> None:
    result = run("--data", without_remarks(data))
    assert result.stdout == (
        "my.yaml: 2 options, 1 criterion, 1 scenario, 1 source. No problems found.\n"
    )


def test_text_groups_remarks_by_level_with_their_lines(data: Path) -> None:
    result = run("--data", data, "--strict")
    assert result.stdout.splitlines() == [
        "Warnings",
        "",
        "my.yaml:45:7: criteria > speed > positions > bicycle: Bicycle is ahead here, and no point "
        "is a weakness; say what speaks against it [verdict-without-other-side]",
        "      45 |       bicycle:",
        "         |       ^",
        "",
        "To let a remark stand, add it with your reason under lint > exceptions:",
        '  - {rule: verdict-without-other-side, at: "criteria > speed > positions > bicycle", '
        "because: ...}",
        "",
        "my.yaml: 2 options, 1 criterion, 1 scenario, 1 source. 1 warning.",
    ]
    assert result.stderr == "The check failed: with --strict, warnings fail as well.\n"


def test_what_the_check_offers_to_type_lets_the_remark_stand(data: Path) -> None:
    [typed] = [line for line in run("--data", data).stdout.split("\n") if "- {rule" in line]
    entry = typed.replace("...", "Nobody asked.")
    data.write_text(f"{MINIMAL}\nlint:\n  exceptions:\n  {entry}\n", "utf-8")
    assert run("--data", data, "--strict").stdout.endswith("No problems found.\n")


def test_an_exception_that_nobody_needs_is_not_to_be_excused(data: Path) -> None:
    entry = "- {rule: review-overdue, at: title, because: We looked.}"
    without_remarks(data).write_text(
        f"{data.read_text('utf-8')}\nlint:\n  exceptions:\n    {entry}\n", "utf-8"
    )
    output = run("--data", data).stdout
    assert "[exception-not-needed]" in output
    assert "To let a remark stand" not in output


def test_text_has_no_colour_away_from_a_terminal(data: Path) -> None:
    assert "\x1b" not in run("--data", data).stdout


def test_levels_stand_in_order_and_are_counted() -> None:
    found = report("a.yaml", [remark(Level.NOTE), remark(Level.ERROR, 9), remark(Level.ERROR, 2)])
    assert [(one.level, one.line) for one in found.remarks] == [
        (Level.ERROR, 2), (Level.ERROR, 9), (Level.NOTE, 3),
    ]  # fmt: skip
    assert found.counted == "2 errors, 1 note"
    headings = [line for line in found.as_text().split("\n") if line in ("Errors", "Notes")]
    assert headings == ["Errors", "Notes"]


def test_mistakes_in_the_data_are_told_as_every_command_tells_them(data: Path) -> None:
    result = run("--data", broken(data))
    assert result.stdout == ""
    assert result.stderr.startswith("my.yaml:35:13: criteria > speed > verdict > kind: 'winer' is")
    assert result.stderr.endswith("1 problem. Nothing was published.\n")


def test_a_draft_is_one_line_that_says_what_is_missing_and_fails_nothing(data: Path) -> None:
    text = without_remarks(data).read_text("utf-8")
    draft = "  - {id: tram, name: Tram, draft: true, license: none}\n\ncriteria:"
    data.write_text(text.replace("\ncriteria:", draft), "utf-8")
    result = run("--data", data, "--strict")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [
        "my.yaml:29:5: options > tram: a draft that lacks 1 of 1 positions (speed); readers do "
        "not see it",
        "",
        "my.yaml: 2 options, 1 criterion, 1 scenario, 1 source. No problems found.",
    ]
    [remark] = json.loads(run("--data", data, "--format", "json").stdout)["remarks"]
    assert (remark["rule"], remark["level"], remark["line"]) == ("draft", "note", 29)


# --- JSON ----------------------------------------------------------------------------------------


def test_json_says_all_about_each_remark(data: Path) -> None:
    assert json.loads(run("--data", data, "--format", "json").stdout) == {
        "version": "1.0",
        "file": "my.yaml",
        "passed": True,
        "counts": {"error": 0, "warning": 1, "note": 0},
        "remarks": [
            {
                "rule": "verdict-without-other-side",
                "level": "warning",
                "file": "my.yaml",
                "line": 45,
                "column": 7,
                "where": "criteria > speed > positions > bicycle",
                "message": "Bicycle is ahead here, and no point is a weakness",
                "hint": "say what speaks against it",
                "paste": "",
            }
        ],
    }


def test_json_holds_mistakes_in_the_data_as_well(data: Path) -> None:
    found = json.loads(run("--data", broken(data), "--format", "json").stdout)
    assert found["passed"] is False
    assert [(one["rule"], one["level"], one["line"]) for one in found["remarks"]] == [
        ("data", "error", 35)
    ]


def test_json_says_whether_a_strict_check_passed(data: Path) -> None:
    result = run("--data", data, "--format", "json", "--strict")
    assert json.loads(result.stdout)["passed"] is False


def test_json_of_a_report_is_what_was_found() -> None:
    found = json.loads(Report("a.yaml", (remark(Level.NOTE, message=NASTY),)).as_json(True))
    assert found["remarks"][0]["message"] == NASTY


# --- GitHub --------------------------------------------------------------------------------------


def test_github_annotates_the_line(data: Path) -> None:
    assert run("--data", data, "--format", "github").stdout == (
        "::warning file=my.yaml,line=45,col=7,title=verdict-without-other-side::criteria > speed > "
        "positions > bicycle: Bicycle is ahead here, and no point is a weakness; say what speaks "
        "against it\n"
        "my.yaml: 2 options, 1 criterion, 1 scenario, 1 source. 1 warning.\n"
    )


def test_github_names_files_as_the_repository_does(data: Path) -> None:
    output = run("--data", data.absolute(), "--format", "github").stdout
    assert output.startswith("::warning file=my.yaml,line=45,")


@pytest.mark.parametrize(
    ("level", "command"),
    [(Level.ERROR, "error"), (Level.WARNING, "warning"), (Level.NOTE, "notice")],
)
def test_github_has_a_command_for_each_level(level: Level, command: str) -> None:
    assert Report("a.yaml", (remark(level),)).as_github().startswith(f"::{command} file=a.yaml")


def test_github_commands_are_escaped() -> None:
    found = Report("a", (remark(Level.ERROR, 1, NASTY, "odd, 5%:\nname.yaml"),))
    assert found.as_github() == (
        "::error file=odd%2C 5%25%3A%0Aname.yaml,line=1,col=4,title=overlong-sentence::"
        "title: 50%25: a%0D%0A::error::b,c; shorten it"
    )


def test_github_commands_for_a_whole_file_have_no_line(data: Path) -> None:
    data.unlink()
    output = run("--data", data, "--format", "github").stdout
    assert output == (
        "::error file=my.yaml,title=data::the file cannot be read: No such file or directory; "
        f"to start one of your own: {COMMAND} new DIR\n"
        "my.yaml: 1 error.\n"
    )


def test_what_a_stranger_typed_makes_no_command_of_its_own(data: Path) -> None:
    typed = 'kind: "winner\\n::warning::pwned\\n::set-output name=a::b"'
    output = run("--data", broken(data, "kind: winner", typed), "--format", "github").stdout
    commands = [line for line in output.split("\n") if line.startswith("::")]
    assert len(commands) == 1
    assert commands[0].startswith("::error file=my.yaml,line=35,")
    assert "pwned" in commands[0]


def test_it_starts_without_what_only_other_commands_need() -> None:
    """Editors run it after every save; MkDocs, Jinja and an HTTP client cost half a second."""
    unwanted = ("mkdocs", "jinja2", "httpx", "PIL", "filelock", "pygments", "comparison_site.pages")
    program = (
        "import sys; from comparison_site.cli import cli; cli.get_command(None, 'check'); "
        f"print({{*{unwanted}, 'comparison_site.authoring.evidence_gate'}} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=paths.ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == "set()\n"


# --- Drafts of the whole -------------------------------------------------------------------------


def test_a_draft_passes_and_says_what_is_left(data: Path) -> None:
    data.write_text(
        "draft: true\n"
        + MINIMAL.replace("summary: Starts at your door.", "summary: Replace this.").replace(
            "https://iana.org/survey", "https://example.org/survey"
        ),
        "utf-8",
    )
    result = run("--data", data)
    assert (result.exit_code, result.stderr) == (0, "")
    listed = result.stdout.partition("Left to do before it can be published\n\n")[2]
    replaced, address, _, last = listed.splitlines()
    assert replaced.startswith("my.yaml:47:18: criteria > speed > positions > bicycle > summary: ")
    assert address.startswith("my.yaml:87:10: sources > survey > url: ")
    assert last == (
        "my.yaml: 2 options, 1 criterion, 1 scenario, 1 source, a draft. 1 warning. "
        "2 things are left to do; then remove the line 'draft: true' to publish it."
    )
    for form in FORMS:
        assert run("--data", data, "--format", form, "--strict").exit_code == 1


def test_of_much_that_is_left_a_draft_says_the_first_and_strictly_all(data: Path) -> None:
    gone = MINIMAL[: MINIMAL.index("criteria:")].replace("    sources: [survey]\n", "")
    gone += "criteria:\n"
    data.write_text("draft: true\n" + gone + "".join(f"  - name: C{n}\n" for n in range(9)))
    plain, strict = run("--data", data), run("--data", data, "--strict")
    assert "and 8 more; --strict lists all" in plain.stdout
    assert plain.stdout.count("my.yaml:") == 10 + 1
    assert strict.stdout.count("my.yaml:") == 18 + 1
    assert strict.stderr == "The check failed: with --strict, nothing may be left to do.\n"


def test_a_draft_with_nothing_left_is_told_how_to_be_published(data: Path) -> None:
    without_remarks(data)
    data.write_text("draft: true\n" + data.read_text("utf-8"), "utf-8")
    result = run("--data", data, "--strict")
    assert result.exit_code == 0
    words = "Nothing is left to do: to publish it, remove the line 'draft: true'."
    assert result.stdout.endswith(f"a draft. No problems found. {words}\n")


def test_an_address_of_an_example_fails_where_it_is_strict_alone(data: Path) -> None:
    without_remarks(data)
    data.write_text(data.read_text("utf-8").replace("iana.org", "example.org"), "utf-8")
    assert run("--data", data).stdout.endswith("No problems found.\n")
    result = run("--data", data, "--strict")
    assert result.exit_code == 1
    assert result.stdout.count("stands on a domain that is kept for examples") == 3
