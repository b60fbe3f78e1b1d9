"""A build where nothing has changed gives the same site without making it; what is a change."""

import json
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from comparison_site.core.cache import Cache
from comparison_site.core.cache_folder import CacheFolder, cache_folder
from comparison_site.publish import making
from comparison_site.publish.finished import Wanted
from tests.support.commands import build_py, clean_environment, run
from tests.support.paths import MEASURED_DATA
from tests.support.projects import new_project, own_template, replace_once, snapshot
from tests.support.sites import made_once

NOT_OURS = ("site-packages", "lib/python", "/proc", "/dev", "/sys", "/etc", "/zoneinfo")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that was built, with everything beside it that a comparison may have."""

    def build(folder: Path) -> None:
        made = new_project(folder / "project", MEASURED_DATA)
        own_template(made, "pages/share.md")
        (made / "upstream").mkdir()
        (made / "upstream" / "releases.json").write_text("{}", "utf-8")
        for _ in range(2):  # what changed a moment before a build may have changed in it
            result = build_py(cwd=made)
            assert (result.returncode, result.stderr) == (0, "")

    return made_once(tmp_path_factory, "finished", build) / "project"


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in os.environ.keys() - clean_environment().keys():
        monkeypatch.delenv(name)


def is_kept(project: Path) -> bool:
    cache = Cache(CacheFolder(cache_folder(project / "site")))
    return Wanted(project, project / "comparison.yaml", cache).finished() is not None


def refuse(*_: object) -> None:
    raise AssertionError("this site need not be made")


def test_the_same_site_is_not_made_again(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = snapshot(project / "site")
    shutil.rmtree(project / "site")
    with monkeypatch.context() as patched:
        patched.setattr(making, "mkdocs_build", refuse)
        result = build_py(cwd=project)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith("Built site from comparison.yaml: ")
    assert snapshot(project / "site") == before


def append(name: str) -> Callable[[Path], None]:
    def change(project: Path) -> None:
        with (project / name).open("a", encoding="utf-8") as file:
            file.write("\n")

    return change


def add(name: str) -> Callable[[Path], None]:
    def change(project: Path) -> None:
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_text("new", "utf-8")

    return change


def take(name: str) -> Callable[[Path], None]:
    return lambda project: (project / name).unlink()


def link(project: Path) -> None:
    """The same text, but what is reached through a link is not read as evidence."""
    file = next((project / "evidence" / "results").glob("*.json"))
    shutil.move(file, project / "elsewhere")
    file.symlink_to(project / "elsewhere")


@pytest.mark.parametrize(
    "change",
    [
        append("comparison.yaml"), append("mkdocs.yml"), append("docs/method.md"),
        append("templates/pages/share.md"), append("upstream/releases.json"),
        append("evidence/results/ticket.json"), add("docs/new.txt"), add("docs/deep/new.txt"),
        add("templates/parts/words.html"), add("evidence/results/new.json"),
        add("evidence/evidence.toml"), take("upstream/releases.json"), take("docs/method.md"), link,
    ],
)  # fmt: skip
def test_whatever_a_build_reads_counts(
    project: Path, tmp_path: Path, change: Callable[[Path], None]
) -> None:
    shutil.copytree(project, tmp_path / "before", symlinks=True)
    assert is_kept(project)
    try:
        change(project)
        assert not is_kept(project)
    finally:
        for path in project.iterdir():
            if path.name != ".site-cache":
                shutil.rmtree(path) if path.is_dir() else path.unlink()
        ignore = shutil.ignore_patterns(".site-cache")
        shutil.copytree(tmp_path / "before", project, dirs_exist_ok=True, ignore=ignore)
    assert is_kept(project)


@pytest.mark.parametrize("name", ["SITE_URL", "REPOSITORY_URL", "REVISION", "SOURCE_DATE_EPOCH"])
def test_variables_that_the_settings_name_count(
    project: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    assert is_kept(project)
    monkeypatch.setenv(name, "1")
    assert not is_kept(project)


def test_other_variables_do_not(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("A_VARIABLE_OF_NOBODY", "1")
    assert is_kept(project)


def test_where_a_file_of_it_is_lost_it_is_made_again(project: Path) -> None:
    before = snapshot(project / "site")
    page = next(path for path in (project / ".site-cache" / "files").iterdir() if path.is_file())
    page.write_bytes(b"damaged")
    result = build_py(cwd=project)
    assert (result.returncode, result.stderr) == (0, "")
    assert snapshot(project / "site") == before


@pytest.mark.process
def test_a_build_reads_nothing_else(project: Path, tmp_path: Path) -> None:
    """Of a file that a build opens it is known, or the libraries' versions say, what is in it."""
    script = f"""
import json, os, sys, tempfile
opened = set()
def note(event, args):
    if event == "open" and isinstance(args[0], (str, bytes)) and not args[2] & 3:
        opened.add(os.path.abspath(os.fsdecode(args[0])))
sys.addaudithook(note)
from pathlib import Path
from comparison_site.publish import finished
keep = finished.Wanted.keep
def noted(self, site, sources, words):
    known = {{str(path) for path in (self.settings, self.data, *sources.files())}}
    own = {{*sources.folders, tempfile.gettempdir()}}
    known |= {{path for path in opened if os.path.dirname(path) in own}}
    made = [path for path in opened - known if not path.startswith(str(site.parent))]
    Path({str(tmp_path / "found")!r}).write_text(json.dumps(sorted(made)))
    keep(self, site, sources, words)
finished.Wanted.keep = noted
from comparison_site.cli import main
sys.argv = ["build.py", "build", "--site", {str(tmp_path / "site")!r}]
main(Path({str(project)!r}), "build.py")
"""
    result = run(sys.executable, "-c", script, cwd=project)
    assert (result.returncode, result.stderr) == (0, "")
    found = json.loads((tmp_path / "found").read_text("utf-8"))
    ours = ("comparison_site/", ".site-cache/", ".site.lock", "/pyproject.toml")
    others = [p for p in found if not any(part in p for part in (*NOT_OURS, *ours))]
    assert others == []


def test_a_dead_link_from_an_unchanged_page_is_found(tmp_path: Path) -> None:
    project = new_project(tmp_path / "project")
    (project / "docs" / "other.md").write_text("# Other\n\n## Kept\n\n## Gone\n", "utf-8")
    (project / "docs" / "first.md").write_text(
        '# First\n\n<a href="../other/#gone">It</a>\n', "utf-8"
    )
    replace_once(
        project / "mkdocs.yml",
        "  - Method: method.md\n",
        "  - Method: method.md\n  - other.md\n  - first.md\n",
    )
    assert build_py(cwd=project).returncode == 0
    replace_once(project / "docs" / "other.md", "## Gone\n", "")
    result = build_py(cwd=project)
    assert result.returncode == 1
    assert "first/index.html" in result.stderr
    assert "that page has no 'gone'" in result.stderr
