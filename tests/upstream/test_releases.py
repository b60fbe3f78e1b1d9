"""Looking up the newest releases: what is asked, what is recorded, and what stays when it fails.

No test asks a real index: the clients are replaced by their answers, or by small programs.
"""

import json
import subprocess
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from comparison_site import ComparisonError
from comparison_site.commands.upstream import releases
from comparison_site.core.vocabulary import Manager
from comparison_site.model import Package
from comparison_site.upstream.answers import (
    Release,
    is_older,
    newest_stable,
    read_releases,
    releases_file,
)
from comparison_site.upstream.clients import Change, LookupFailedError, look_up, newest_release
from tests.support.paths import MINIMAL

TODAY, BEFORE = date(2026, 11, 25), date(2026, 11, 2)
PIP_ANSWER = """\
torch (2.16.1)
Available versions: 2.16.1, 2.16.0, 2.15.0+cpu, 2.15.0
  INSTALLED: 2.15.0
"""


def package(name: str, manager: Manager = Manager.PIP) -> Package:
    return Package(manager=manager, name=name)


def answered(answer: str, manager: Manager = Manager.PIP, code: int = 0, errors: str = "") -> str:
    """What a look-up makes of a client's answer."""
    return newest_release(package("torch", manager), 5, lambda *_: (code, answer, errors))


# --- Versions ---


@pytest.mark.parametrize(
    ("manager", "judged", "newest"),
    [
        (Manager.PIP, "2.15.0", "2.16.1"),
        (Manager.PIP, "2.9", "2.10.0"),
        (Manager.PIP, "2.15.0", "2.15.0.post1"),
        (Manager.PIP, "2.16.0rc1", "2.16.0"),
        (Manager.PIP, "2.15.0+cpu", "2.15.1"),
        (Manager.PIP, "2026.1", "1!1.0"),
        (Manager.NPM, "18.2.0", "19.0.0"),
        (Manager.NPM, "v1.9.0", "1.10.0"),
        (Manager.NPM, "2.0.0-0", "2.0.0"),
        (Manager.NPM, "2.0.0-canary.5", "2.0.0"),
        (Manager.NPM, "18", "19.0.1"),
    ],
)
def test_a_version_is_older_than_one_that_came_later(
    manager: Manager, judged: str, newest: str
) -> None:
    assert is_older(manager, judged, newest)
    assert not is_older(manager, newest, judged)


@pytest.mark.parametrize(
    ("manager", "judged", "newest"),
    [
        (Manager.PIP, "2.15.0", "2.15.0"),
        (Manager.PIP, "2.15", "2.15.3"),  # who names two numbers means all that begin with them
        (Manager.PIP, "2.15.0+cu118", "2.15.0"),
        (Manager.PIP, "the spring release", "2.15.0"),
        (Manager.NPM, "19", "19.3.1"),
        (Manager.NPM, "1.2.3+build.7", "1.2.3"),
        (Manager.NPM, "1.2.3.4", "2.0.0"),
    ],
)
def test_a_version_is_not_older_when_it_is_the_same_or_cannot_be_compared(
    manager: Manager, judged: str, newest: str
) -> None:
    assert not is_older(manager, judged, newest)


def test_the_newest_version_is_the_highest_that_is_no_pre_release() -> None:
    python = ["1.9.0", "1.10.0", "2.0.0rc1", "2.0.0.dev3", "not a version"]
    assert newest_stable(Manager.PIP, python) == "1.10.0"
    npm = ["0.0.0-375616788", "18.3.1", "19.0.0-rc.1", "18.10.0", "18.10.0-0"]
    assert newest_stable(Manager.NPM, npm) == "18.10.0"
    assert newest_stable(Manager.NPM, ["1.0.0-alpha"]) is None


# --- Clients ---


def test_pips_answer_names_the_newest_release() -> None:
    assert answered(PIP_ANSWER) == "2.16.1"
    assert answered("x (3.0rc1)\nAvailable versions: 3.0rc1, 2.15.0+cpu") == "2.15.0"


def test_npms_answer_names_the_release_that_is_tagged_latest() -> None:
    latest = {"version": "18.3.1", "versions": ["18.3.1", "19.0.0", "20.0.0-rc.1"]}
    assert answered(json.dumps(latest), Manager.NPM) == "18.3.1"
    untagged = latest | {"version": "20.0.0-rc.1"}
    assert answered(json.dumps(untagged), Manager.NPM) == "19.0.0"
    only = {"version": "1.0.0", "versions": "1.0.0"}
    assert answered(json.dumps(only), Manager.NPM) == "1.0.0"


@pytest.mark.parametrize("manager", Manager)
@pytest.mark.parametrize("answer", ["", "<html>", "[1, 2]", '{"version": null, "versions": {}}'])
def test_an_answer_that_says_nothing_is_a_failed_look_up(manager: Manager, answer: str) -> None:
    with pytest.raises(LookupFailedError, match=r"cannot be read|names no stable version"):
        answered(answer, manager)


def test_a_failed_look_up_tells_the_clients_own_reason() -> None:
    errors = "WARNING: experimental\nERROR: No matching distribution found for torch\n"
    with pytest.raises(
        LookupFailedError, match=r"^ERROR: No matching distribution found for torch$"
    ):
        answered("", code=1, errors=errors)
    with pytest.raises(LookupFailedError, match=r"^npm error 404 Not Found$"):
        answered(
            "", Manager.NPM, 1, "npm error code E404\nnpm error 404 Not Found\nnpm error 404\n"
        )
    with pytest.raises(LookupFailedError, match=r"^the client stopped with code 9$"):
        answered("", code=9)


def test_a_clients_reason_reaches_no_terminal_as_a_command() -> None:
    with pytest.raises(LookupFailedError) as error:
        answered("", code=1, errors=f"ERROR: \x1b[2J\x1b]0;title\x07 {'long ' * 100}")
    assert str(error.value).isprintable()
    assert len(str(error.value)) <= 200


def test_a_client_that_does_not_answer_or_start_is_a_failed_look_up() -> None:
    def slow(command: Sequence[str], seconds: float) -> tuple[int, str, str]:
        raise subprocess.TimeoutExpired(command, seconds)

    def missing(*_: object) -> tuple[int, str, str]:
        raise PermissionError(13, "Permission denied")

    with pytest.raises(LookupFailedError, match="no answer within 5 seconds"):
        newest_release(package("torch"), 5, slow)
    with pytest.raises(LookupFailedError, match="cannot be started: Permission denied"):
        newest_release(package("torch"), 5, missing)


def test_a_client_that_is_not_installed_is_a_failed_look_up(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(LookupFailedError, match="npm is not installed here"):
        newest_release(package("left", Manager.NPM), 5)


def test_a_name_is_never_taken_for_an_option_of_the_client() -> None:
    asked: list[Sequence[str]] = []

    def run(command: Sequence[str], _: float) -> tuple[int, str, str]:
        asked.append(command)
        return 0, PIP_ANSWER, ""

    newest_release(package("torch"), 5, run)
    assert asked[0][-2:] == ["--", "torch"]
    sly = Package.model_construct(manager=Manager.PIP, name="--index-url=x")
    with pytest.raises(LookupFailedError, match="not a package name"):
        newest_release(sly, 5, run)
    with pytest.raises(ValueError, match="name"):
        Package(manager=Manager.PIP, name="-r")


# --- The record ---


def test_a_look_up_records_when_a_version_was_first_seen_and_last_confirmed() -> None:
    before = {"pip:torch": Release(version="2.15.0", first_seen_on=BEFORE, looked_up_on=BEFORE)}
    names = {"pip:torch": package("torch")}
    [same] = look_up(names, before, lambda _: "2.15.0", TODAY)
    assert (same.change, same.now) == (
        Change.SAME,
        Release(version="2.15.0", first_seen_on=BEFORE, looked_up_on=TODAY),
    )
    [new] = look_up(names, before, lambda _: "2.16.1", TODAY)
    assert (new.change, new.now) == (
        Change.NEW,
        Release(version="2.16.1", first_seen_on=TODAY, looked_up_on=TODAY),
    )


def test_an_older_answer_does_not_replace_a_newer_record() -> None:
    before = {"pip:torch": Release(version="2.16.1", first_seen_on=BEFORE, looked_up_on=BEFORE)}
    [kept] = look_up({"pip:torch": package("torch")}, before, lambda _: "2.15.0", TODAY)
    assert (kept.change, kept.now) == (Change.KEPT, before["pip:torch"])
    assert kept.reason == "the client now names 2.15.0, which is older"


# --- The command ---


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A comparison of two npm packages; `npm` is a program that knows one of them."""
    text = MINIMAL.read_text(encoding="utf-8")
    for name in ("bicycle", "bus"):
        hue = text.index("    hue:", text.index(f"- id: {name}"))
        text = f"{text[:hue]}    package: {{manager: npm, name: {name}}}\n{text[hue:]}"
    (tmp_path / "comparison.yaml").write_text(text, encoding="utf-8")
    client(
        tmp_path,
        monkeypatch,
        '*" -- bicycle version versions") echo \'{"version": "2027.1.0", "versions": []}\';;',
    )
    return tmp_path / "comparison.yaml"


def client(folder: Path, monkeypatch: pytest.MonkeyPatch, case: str) -> None:
    npm = folder / "bin" / "npm"
    npm.parent.mkdir(exist_ok=True)
    npm.write_text(
        f'#!/bin/sh\ncase "$*" in {case}\n'
        '*) echo "npm error 404 no such package" >&2; exit 1;; esac\n'
    )
    npm.chmod(0o755)
    monkeypatch.setenv("PATH", f"{npm.parent}:/usr/bin:/bin")


def run(data: Path, *words: str) -> Result:
    return CliRunner().invoke(releases, ["--data", str(data), *words])


def test_the_command_records_what_it_finds_and_says_which_verdicts_are_behind(data: Path) -> None:
    result = run(data)
    assert "npm:bicycle: 2027.1.0, new here" in result.stdout
    assert "behind: Speed, judged on Bicycle 2026, newest 2027.1.0" in result.stdout
    assert read_releases(data)["npm:bicycle"].version == "2027.1.0"


def test_a_failed_look_up_keeps_the_last_answer_says_so_and_exits_with_1(data: Path) -> None:
    last = {"version": "2026.3.0", "first_seen_on": "2026-01-02", "looked_up_on": "2026-01-09"}
    releases_file(data).parent.mkdir()
    releases_file(data).write_text(json.dumps({"npm:bus": last, "pip:other": last}))
    result = run(data)
    assert result.exit_code == 1
    assert "npm:bus: kept 2026.3.0 of 2026-01-09: npm error 404 no such package" in result.stderr
    assert "1 of 2 look-ups failed; the last answers were kept." in result.stderr
    after = json.loads(releases_file(data).read_text(encoding="utf-8"))
    assert sorted(after) == ["npm:bicycle", "npm:bus", "pip:other"]
    assert (after["npm:bus"], after["pip:other"]) == (last, last)


def test_a_failed_look_up_of_what_was_never_known_records_nothing(data: Path) -> None:
    result = run(data)
    assert result.exit_code == 1
    assert "npm:bus: not known: npm error 404 no such package" in result.stderr
    assert list(read_releases(data)) == ["npm:bicycle"]


def test_the_file_has_one_value_per_line_in_a_stable_order(data: Path) -> None:
    run(data)
    today = date.today().isoformat()
    assert releases_file(data).read_text(encoding="utf-8").splitlines() == [
        "{",
        ' "npm:bicycle": {',
        f'  "first_seen_on": "{today}",',
        f'  "looked_up_on": "{today}",',
        '  "version": "2027.1.0"',
        " }",
        "}",
    ]


def test_a_comparison_without_packages_has_nothing_to_look_up() -> None:
    result = run(MINIMAL)
    assert result.exit_code == 0
    assert "Bicycle: has no package in the data, so nothing is looked up" in result.stdout
    assert not releases_file(MINIMAL).exists()


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('{\n "pip:torch": {\n', 3, ""),
        ('{\n "pip:torch": {"version": "2"}\n}', 2, "first_seen_on"),
        ('{\n "a": 1,\n "a": 2\n}', 3, "duplicate key"),
        ('{\n "pip:x": {"version": "<b>", "first_seen_on": "2026-01-01",\n'
         '  "looked_up_on": "soon"}}', 3, "'soon' is not a date"),
        ("<<<<<<< ours\n{}\n", 1, "conflict marker"),
        ("", 1, "valid dictionary"),
        ("[]", 1, "valid dictionary"),
        ("\ufffe\x00", 1, ""),
    ],
)  # fmt: skip
def test_a_broken_file_is_a_problem_with_its_line(
    data: Path, text: str, line: int, words: str
) -> None:
    releases_file(data).parent.mkdir()
    releases_file(data).write_text(text, encoding="utf-8")
    with pytest.raises(ComparisonError) as error:
        read_releases(data)
    assert line in [problem.line for problem in error.value.problems]
    assert words in str(error.value)
    result = run(data)
    assert result.exit_code == 1
    assert f"releases.json:{line}:" in result.stderr


def test_a_file_that_cannot_be_read_is_a_problem(data: Path) -> None:
    releases_file(data).mkdir(parents=True)
    result = run(data)
    assert result.exit_code == 1
    assert "releases.json: the file cannot be read: Is a directory" in result.stderr
