import sys
from pathlib import Path

import pytest

from evidence.runner import environments
from evidence.runner.catalogue import load_catalogue
from evidence.runner.files import Folders, site_packages
from tests.support.evidence import Runner, result


def lock(evidence: Path, option: str, requirements: str, needs: str = "") -> None:
    """Give an option requirements, which can be installed without a network only if empty."""
    folder = evidence / "options" / option
    (folder / "requirements.txt").write_text(requirements)
    entry = f'\n[[locks]]\nfile = "requirements.txt"\n{needs}\n'
    with (folder / "option.toml").open("a") as file:
        file.write(entry)


def test_the_tasks_of_an_option_that_cannot_be_installed_do_not_run(
    evidence: Path, runner: Runner, capsys: pytest.CaptureFixture[str]
) -> None:
    lock(evidence, "amber", "", 'needs = ["false"]')
    assert runner("pairs", "--only", "sum") == 1
    assert not (evidence / "results").exists()
    said, reason = capsys.readouterr().err, "none of its requirements fits this machine"
    assert f"[0/1] environment amber ... could not be installed: {reason}, " in said
    assert f"so its tasks did not run and their results stay: {reason}\n" in said


def test_a_runtime_that_cannot_be_installed_skips_its_programs(
    evidence: Path, runner: Runner
) -> None:
    folder = evidence / "runtimes" / "tiny"
    folder.mkdir(parents=True)
    (folder / "requirements.txt").write_text("")
    (folder / "runtime.toml").write_text(
        'name = "Tiny"\n[[locks]]\nfile = "requirements.txt"\nneeds = ["no-such-command"]\n'
    )
    with (evidence / "pairs" / "sum" / "task.toml").open("a") as task:
        task.write('\n[[programs]]\nprogram = "basalt"\nenvironment = "tiny"\nname = "On Tiny"\n')
    assert runner("pairs", "--only", "sum") == 0
    told = result(evidence, "sum")["programs"][1]
    assert (told["name"], told["status"], told["exit_code"]) == ("On Tiny", "skipped", None)
    assert told["detail"].startswith("the environment tiny could not be installed")


def test_requirements_are_tried_in_order_and_installed_once(
    evidence: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[str] = []

    def install(words: list[str], _log: Path) -> str:
        last = Path(words[-1])
        if "venv" in words:
            metadata = site_packages(last) / "Amber-1.0.dist-info" / "METADATA"
            metadata.parent.mkdir(parents=True)
            metadata.write_text("Name: Amber\nVersion: 1.0\n")
            return ""
        tried.append(last.name)
        return "" if last.name == "second.txt" else "no"

    monkeypatch.setattr(environments, "_logged", install)
    folder = evidence / "options" / "amber"
    entries = ""
    for name in ("absent", "first", "second", "third"):
        (folder / f"{name}.txt").write_text(name)
        needs = 'needs = ["false"]\n' if name == "absent" else ""
        entries += f'[[locks]]\nfile = "{name}.txt"\n{needs}'
    (folder / "option.toml").write_text(f'name = "Amber"\npackages = ["amber"]\n{entries}')
    folders = Folders.of(evidence)
    option = load_catalogue(folders).options["amber"]
    for _ in range(2):
        assert environments.prepared(option, folders).versions["packages"] == {"amber": "1.0"}
    assert tried == ["first.txt", "second.txt"]
    (folder / "first.txt").write_text("changed")
    environments.prepared(option, folders)
    assert tried[2:] == ["first.txt", "second.txt"]


def test_the_reason_why_nothing_was_installed_names_no_address(
    evidence: Path,
    runner: Runner,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    said = "Using Python\\nerror: nothing at https://example.org/amber\\n  hint: look elsewhere"
    failing = [sys.executable, "-c", f"print('{said}'); raise SystemExit(2)"]
    monkeypatch.setattr(environments, "_UV", failing)
    lock(evidence, "amber", "")
    assert runner("pairs", "--only", "sum") == 1
    assert "results stay: requirements.txt: nothing at (address)\n" in capsys.readouterr().err
    log = evidence.parent / ".evidence" / "logs" / "amber.log"
    assert "https://example.org/amber" in log.read_text()
