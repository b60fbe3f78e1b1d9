"""A comparison of one's own: complete, honest about being empty, and sound from the first build."""

import stat
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from markdown_it import MarkdownIt
from packaging.version import Version

from comparison_site import __version__
from comparison_site.commands.check import check
from comparison_site.commands.new import new
from comparison_site.commands.schema import schema
from comparison_site.commands.upgrade import copies, pinned
from comparison_site.core.vocabulary import Confidence, Kind
from comparison_site.loading.loader import load
from tests.support.commands import build_py
from tests.support.html import read_page
from tests.support.paths import ROOT
from tests.support.projects import snapshot
from tests.support.workflows import workflow

TWO = ("--option", "Vim", "--option", "Emacs")
SPEED = ("--criterion", "Speed")
AWKWARD = [
    *(
        "C++",
        "csharp=C#",
        "7-Zip",
        "nihongo=日本語",
        "Ünïcödé: é",
        "yes",
        "no",
        "null",
        "index",
        "a # b",
    ),
    *(
        "- dash",
        "'quoted'",
        '"double"',
        "{{ 7*7 }}",
        "{x: y}",
        "[l](https://example.org)",
        "<*bold*>",
    ),
    *("1.10", "%TAG & co", "x" * 60),
]


def run(folder: Path, *words: str, title: str = "Vim vs Emacs") -> Result:
    return CliRunner().invoke(new, [str(folder), "--title", title, *words])


def made(folder: Path, *words: str, title: str = "Vim vs Emacs") -> Path:
    result = run(folder, *words, title=title)
    assert (result.exit_code, result.stderr) == (0, "")
    return folder


@pytest.mark.parametrize(
    ("title", "options", "criteria"),
    [
        ("Vim vs Emacs", ["Vim", "Emacs"], ["Speed"]),
        ("Three: a # title", ["One", "Two", "Three"], ["Ease of use", "Speed"]),
        ('"Twenty" & {{ 7*7 }}', AWKWARD, ["c=C: & {D}"]),
    ],
    ids=["two", "three", "twenty"],
)
def test_it_passes_the_check_and_builds_at_once(
    tmp_path: Path, title: str, options: list[str], criteria: list[str]
) -> None:
    words = [word for name in options for word in ("--option", name)]
    words += [word for name in criteria for word in ("--criterion", name)]
    folder = made(tmp_path / "mine", *words, title=title)
    data = ("--data", str(folder / "comparison.yaml"))
    checked = CliRunner().invoke(check, data)
    assert checked.exit_code == 0
    assert "this text still says 'Replace this'" in checked.stdout
    assert CliRunner().invoke(schema, ["--check", *data]).exit_code == 0
    built = build_py(cwd=folder)
    assert (built.returncode, built.stderr) == (0, "")
    comparison = load(folder / "comparison.yaml")
    names = [
        name.partition("=")[2] if name.startswith(("csharp=", "nihongo=")) else name
        for name in options
    ]
    assert [option.name for option in comparison.options] == names
    assert read_page(folder / "site", "").one("h1").text.startswith(title)
    assert title in read_page(folder / "site", "").one("title").text


def test_it_can_start_another_one_and_change_a_verdict(tmp_path: Path) -> None:
    folder = made(tmp_path / "mine", *TWO, *SPEED)
    words = ["--title", "Again", "--option", "A", "--option", "B", "--criterion", "C"]
    again = build_py("new", "again", *words, cwd=folder)
    assert again.returncode == 0
    assert (folder / "again" / "comparison.yaml").is_file()
    given = {"option": "vim", "because": "It is."}
    decision = [word for name, said in given.items() for word in (f"--{name}", said)]
    assert build_py("verdict", "speed", *decision, cwd=folder).returncode == 0


def test_nothing_in_it_claims_to_be_known(tmp_path: Path) -> None:
    comparison = load(made(tmp_path / "mine", *TWO, *SPEED) / "comparison.yaml")
    [criterion] = comparison.criteria
    assert (criterion.verdict.kind, criterion.verdict.confidence) == (Kind.UNKNOWN, Confidence.LOW)
    summaries = {name: position.summary for name, position in criterion.positions.items()}
    assert summaries["vim"].startswith("Replace this: ")
    assert summaries["emacs"] == "Not known."
    assert (comparison.sources, comparison.bottom_line) == ((), "")


def test_it_asks_nothing_that_can_be_derived_and_is_short(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    assert CliRunner().invoke(new, [str(folder)]).exit_code == 0
    assert len((folder / "comparison.yaml").read_text("utf-8").splitlines()) <= 40
    assert load(folder / "comparison.yaml").title == "One option vs Another option"


def from_table(folder: Path, table: str | bytes, *words: str) -> Result:
    file = folder / "table.csv"
    file.write_bytes(table if isinstance(table, bytes) else table.encode())
    return CliRunner().invoke(new, [str(folder / "mine"), "--from", str(file), *words])


@pytest.mark.parametrize("between", [",", ";", "\t"])
def test_a_table_becomes_a_comparison(tmp_path: Path, between: str) -> None:
    rows = [
        ["Feature", "Bicycle", "Bus", "Vélo"],
        ["Speed", "fast", "", '"slow, at ""noon"""'],
        ["Price", "0 €", "N/A", "- dear"],
        ["", "", "", ""],
    ]
    table = "\ufeff" + "\r\n".join(between.join(row) for row in rows)
    result = from_table(tmp_path, table)
    assert (result.exit_code, result.stderr) == (0, "")
    comparison = load(tmp_path / "mine" / "comparison.yaml")
    assert [option.id for option in comparison.options] == ["bicycle", "bus", "velo"]
    said = {c.id: [p.summary for p in c.positions.values()] for c in comparison.criteria}
    assert said == {
        "speed": ["fast", "Not known.", 'slow, at "noon"'],
        "price": ["0 €", "Not applicable.", "dear"],
    }
    assert {criterion.verdict.kind for criterion in comparison.criteria} == {Kind.UNKNOWN}


@pytest.mark.parametrize(
    ("table", "code", "said"),
    [
        (",A,B\nSpeed,fast\n", 1, "row 2 has 2 cells, the first one 3"),
        (",A,B\nSpeed\n", 1, "row 2 has 1 cell, the first one 3"),
        (",A\nSpeed,fast\n", 2, "a comparison has 2 to 20 options, not 1"),
        (",日本,B\nSpeed,a,b\n", 2, "choose one: write in its cell 'my-id=日本'"),
        (",A,A\nSpeed,a,b\n", 2, "an id: write in its cell 'a-2=A'"),
        ("", 1, "has no row of a criterion"),
        (",A,B\n", 1, "has no row of a criterion"),
        (f",A,B\nSpeed,{'x' * 241},b\n", 1, "this text has 241 characters"),
        (
            ",A,Vélo\nSpeed,a,b\n".encode("latin-1"),
            1,
            "table.csv:1:5: this byte is not UTF-8 text; save the file with the encoding UTF-8",
        ),
        (f',A,B\nSpeed,"{"x" * 200_000},b\n', 1, "table.csv:2: a cell is too long"),
    ],
)
def test_what_is_no_table_of_options_is_refused(
    tmp_path: Path, table: str | bytes, code: int, said: str
) -> None:
    result = from_table(tmp_path, table)
    assert (result.exit_code, result.stdout) == (code, "")
    assert said in " ".join(result.stderr.split())
    assert "codec" not in result.stderr
    assert not (tmp_path / "mine").exists()


def test_a_table_says_the_options_itself(tmp_path: Path) -> None:
    assert from_table(tmp_path, ",A,B\nSpeed,a,b\n", "--option", "C").exit_code == 2


def test_it_holds_what_is_theirs_and_nothing_of_the_generator(tmp_path: Path) -> None:
    folder = made(tmp_path / "mine", *TWO, *SPEED)
    assert sorted(snapshot(folder)) == [
        ".github/workflows/site.yml",
        ".gitignore",
        "README.md",
        "comparison.yaml",
        "requirements.txt",
        "schema/comparison.schema.json",
    ]
    assert pinned((folder / "requirements.txt").read_text("utf-8")) == Version(__version__)
    assert copies(folder) == []
    assert stat.S_IMODE(folder.stat().st_mode) & 0o555 == 0o555
    assert list(tmp_path.iterdir()) == [folder]


def test_its_workflow_uses_the_action_of_this_version_and_of_no_other(tmp_path: Path) -> None:
    folder = made(tmp_path / "mine", *TWO, *SPEED, "--action", "team/comparison")
    file = folder / ".github" / "workflows" / "site.yml"
    site, publish = workflow(file)["jobs"].values()
    assert site["steps"][1] == {"uses": f"team/comparison@v{__version__}"}
    assert publish["permissions"] == {"pages": "write", "id-token": "write"}
    used = [step["uses"].partition("@")[0] for step in publish["steps"]]
    assert used == ["actions/deploy-pages"], "who may write installs nothing"


def test_its_readme_prints_names_as_text(tmp_path: Path) -> None:
    folder = made(tmp_path / "mine", *TWO, *SPEED, title="*a* ![x](https://example.org/x) & b")
    html = MarkdownIt().render((folder / "README.md").read_text("utf-8"))
    assert "<h1>*a* ![x](https://example.org/x) &amp; b</h1>" in html


def test_it_says_what_to_do_next(tmp_path: Path) -> None:
    folder = tmp_path / "my $comparison"
    said = run(folder, *TWO, *SPEED).stdout
    assert said.startswith(f"Made {folder}: 2 options, 1 criterion, a draft.\n\nNext:\n")
    assert f"  cd '{folder}'\n" in said
    assert "comparison verdict speed --option vim" in said


def test_an_empty_folder_is_filled_and_a_full_one_is_left_alone(tmp_path: Path) -> None:
    empty, full = tmp_path / "empty", tmp_path / "full"
    for folder in (empty, full):
        folder.mkdir()
    made(empty, *TWO, *SPEED)
    (full / "note").write_text("mine")
    for folder in (full, full / "note"):
        result = run(folder, *TWO, *SPEED)
        assert (result.exit_code, result.stdout) == (1, "")
        assert result.stderr == f"{folder} is not empty; choose a new folder\n"
    assert snapshot(full) == {"note": b"mine"}


def test_a_part_of_the_generator_is_no_place_for_it() -> None:
    result = run(ROOT / "docs" / "mine", *TWO, *SPEED)
    assert result.exit_code == 1
    assert "is a part of this project" in result.stderr
    assert not (ROOT / "docs" / "mine").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--option", "Vim", *SPEED), "a comparison has 2 to 20 options, not 1"),
        (tuple(f"--option=o{n}" for n in range(21)) + SPEED, "2 to 20 options, not 21"),
        (("--option", "C++", "--option", "C", *SPEED),
         "'C++' and 'C' would both get the id 'c'; give one of them an id: --option 'c-2=C'"),
        ((*TWO, "--criterion", "a b", "--criterion", "A  B"), "would both get the id 'a-b'"),
        (("--option", "日本語", *SPEED), "choose one: --option 'my-id=日本語'"),
    ],
)  # fmt: skip
def test_wrong_usage_is_named(tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    result = run(tmp_path / "mine", *words)
    assert result.exit_code == 2
    assert said in " ".join(result.stderr.split())
    assert list(tmp_path.iterdir()) == []


def test_every_name_that_needs_an_id_is_named_at_once(tmp_path: Path) -> None:
    names = ("--option", "公車", "--option", "C++", "--option", "捷運", "--option", "C")
    told = run(tmp_path / "mine", *names, "--criterion", "速度").stderr
    lines = told.partition("Error: ")[2].splitlines()
    assert lines == [
        "'公車' has no Latin letters to make an id from; choose one: --option 'my-id=公車'",
        "'捷運' has no Latin letters to make an id from; choose one: --option 'my-id=捷運'",
        "'C++' and 'C' would both get the id 'c'; give one of them an id: --option 'c-2=C'",
        "'速度' has no Latin letters to make an id from; choose one: --criterion 'my-id=速度'",
    ]
    table = from_table(tmp_path, ",公車,捷運\n速度,a,b\n").stderr
    assert [name in table for name in ("'公車'", "'捷運'", "'速度'")] == [True] * 3


@pytest.mark.parametrize(
    ("words", "title", "said"),
    [
        ((*TWO, *SPEED), "x" * 61, "title: this text has 61 characters; at most 60 are allowed"),
        ((*TWO, *SPEED), " ", "title: this text is empty"),
        ((*TWO, *SPEED), "a\x1b[31mb", "title: an escape makes the invisible character U+001B"),
        (("--option", "a=Same", "--option", "b=Same", *SPEED), "T", "duplicate 'Same'"),
        ((*TWO, "--criterion", "x" * 61), "T", "this text has 61 characters"),
        ((*TWO, *SPEED, "--question", "x" * 161), "T", "question: this text has 161 characters"),
    ],
)
def test_a_name_that_the_data_does_not_allow_is_named(
    tmp_path: Path, words: tuple[str, ...], title: str, said: str
) -> None:
    result = run(tmp_path / "mine", *words, title=title)
    assert (result.exit_code, result.stdout) == (1, "")
    assert said in result.stderr
    assert result.stderr.endswith("\nNothing was written.\n")
    assert "\x1b" not in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_is_full_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    result = run(tmp_path / "mine", *TWO, *SPEED)
    assert result.exit_code == 1
    assert result.stderr.endswith("mine cannot be written: No space left on device\n")
    assert list(tmp_path.iterdir()) == []
