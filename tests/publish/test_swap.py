"""A site is replaced all at once or not at all, whatever happens during the build."""

import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

import pytest

from comparison_site.core.cache_folder import cache_folder
from comparison_site.publish import site as publishing
from comparison_site.publish.site import STAMP, PublishingError, replacing
from tests.support.commands import build_py, clean_environment
from tests.support.projects import replace_once, snapshot


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A small site that a build made."""
    folder = tmp_path / "site"
    publish(folder, "first")
    return folder


def publish(folder: Path, words: str) -> None:
    with replacing(folder) as fresh:
        for name in ("index.html", "404.html", STAMP):
            (fresh / name).write_text(words, encoding="utf-8")


def words_of(folder: Path) -> set[str]:
    return {content.decode(errors="replace") for content in snapshot(folder).values()}


def leftovers(folder: Path) -> list[str]:
    """What builds left beside a site, but for what they keep for the next one."""
    others = {path.name for path in folder.parent.iterdir()} - {cache_folder(folder).name}
    return sorted(name for name in others if name.startswith(f".{folder.name}"))


def old_site(project: Path) -> dict[str, bytes]:
    """Give a project a published site; returns its files."""
    publish(project / "site", "old")
    return snapshot(project / "site")


# --- Swapping ---


def test_a_first_site_appears_whole(tmp_path: Path) -> None:
    publish(tmp_path / "deep" / "site", "first")
    assert words_of(tmp_path / "deep" / "site") == {"first"}
    assert (tmp_path / "deep" / "site").stat().st_mode & 0o777 == 0o755


def test_a_site_can_be_read_by_a_server_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        publish(tmp_path / "site", "first")
    finally:
        os.umask(before)
    assert (tmp_path / "site").stat().st_mode & 0o777 == 0o755


def test_a_new_site_replaces_the_old_one_and_leaves_nothing_behind(site: Path) -> None:
    (site / "page-of-old.html").write_text("first", encoding="utf-8")
    publish(site, "second")
    assert words_of(site) == {"second"}
    assert not (site / "page-of-old.html").exists()
    assert leftovers(site) == []


def test_the_swap_works_where_the_kernel_cannot_exchange(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publishing, "_exchange", lambda *_: False)
    publish(site, "second")
    assert words_of(site) == {"second"}
    assert leftovers(site) == []


def test_a_block_that_raises_leaves_the_old_site(site: Path) -> None:
    before = snapshot(site)
    with suppress(KeyboardInterrupt), replacing(site) as fresh:
        (fresh / "index.html").write_text("half", encoding="utf-8")
        raise KeyboardInterrupt
    assert snapshot(site) == before
    assert leftovers(site) == []


def test_a_swap_that_fails_half_way_leaves_the_old_site(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = snapshot(site)
    rename = Path.rename

    def second_rename_fails(path: Path, target: Path) -> Path:
        if target == site and path.name != "old":
            raise OSError(28, "No space left on device")
        return rename(path, target)

    monkeypatch.setattr(publishing, "_exchange", lambda *_: False)
    monkeypatch.setattr(Path, "rename", second_rename_fails)
    with pytest.raises((OSError, PublishingError)):
        publish(site, "second")
    assert site.is_dir(), "the site is gone"
    assert snapshot(site) == before


def test_a_swap_that_was_killed_half_way_is_undone_by_the_next_build(site: Path) -> None:
    before = snapshot(site)
    work = site.parent / f".{site.name}-next-abc"
    work.mkdir()
    (work / STAMP).touch()
    site.rename(work / "old")
    with pytest.raises(KeyboardInterrupt), replacing(site):
        raise KeyboardInterrupt
    assert snapshot(site) == before
    assert leftovers(site) == []


def test_a_reader_never_sees_the_front_page_missing(site: Path) -> None:
    seen: set[str] = set()
    finished = threading.Event()

    def read() -> None:
        while not finished.is_set():
            try:
                seen.add((site / "index.html").read_text(encoding="utf-8"))
            except FileNotFoundError:
                seen.add("missing")

    reader = threading.Thread(target=read, daemon=True)
    reader.start()
    try:
        for number in range(25):
            publish(site, f"number {number}")
            time.sleep(0.002)
    finally:
        finished.set()
        reader.join()
    assert "missing" not in seen
    assert len(seen) > 5


# --- What may be replaced ---


def test_a_folder_that_no_build_made_is_refused(tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "diary.txt").write_text("dear diary", encoding="utf-8")
    with pytest.raises(PublishingError, match="no build made"):
        publish(mine, "new")
    assert snapshot(mine) == {"diary.txt": b"dear diary"}


def test_a_handmade_site_is_refused_even_with_a_sitemap(tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    for name in ("index.html", "sitemap.xml", "diary.txt"):
        (mine / name).write_text("handmade", encoding="utf-8")
    with pytest.raises(PublishingError):
        publish(mine, "new")
    assert words_of(mine) == {"handmade"}


def test_an_empty_folder_is_accepted(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    publish(tmp_path / "site", "first")
    assert words_of(tmp_path / "site") == {"first"}


def test_a_file_or_a_symbolic_link_is_refused(tmp_path: Path, site: Path) -> None:
    (tmp_path / "file").write_text("words", encoding="utf-8")
    (tmp_path / "link").symlink_to(site)
    for name in ("file", "link"):
        with pytest.raises(PublishingError, match="not a folder"):
            publish(tmp_path / name, "new")
    assert words_of(site) == {"first"}


def test_the_root_of_the_machine_is_refused() -> None:
    with pytest.raises(PublishingError), replacing(Path("/")):
        raise AssertionError("a build was let loose on /")


@pytest.mark.parametrize("target", [".", "docs", ".."])
def test_a_folder_of_the_project_is_refused(project: Path, target: str) -> None:
    before = snapshot(project / "docs")
    result = build_py("--site", target, cwd=project)
    assert result.returncode == 1
    assert "no build made" in result.stderr
    assert snapshot(project / "docs") == before


@pytest.mark.parametrize("target", ["docs/site", "new/deep/../../docs/site", "mkdocs.yml/site"])
def test_a_refused_build_leaves_nothing_behind(project: Path, target: str) -> None:
    before = sorted(project.rglob("*"))
    result = build_py("--site", target, cwd=project)
    assert result.returncode == 1
    assert "-next-" not in result.stderr
    assert sorted(project.rglob("*")) == before


def test_a_failed_first_build_leaves_nothing_behind(tmp_path: Path) -> None:
    with suppress(KeyboardInterrupt), replacing(tmp_path / "new" / "deep" / "site"):
        raise KeyboardInterrupt
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_something_is_mounted_at_is_refused_with_the_reason(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = "mounted, so it cannot be swapped for another folder; mount the folder above it"
    monkeypatch.setattr("os.path.ismount", lambda path: path == site)
    with pytest.raises(PublishingError, match=words):
        publish(site, "second")
    assert words_of(site) == {"first"}
    assert leftovers(site) == []


def test_a_folder_that_looks_like_any_until_it_is_swapped_is_refused_with_the_reason(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Python does not see that a folder of the same disk is mounted."""

    def busy(*_: object) -> None:
        raise OSError(16, "Device or resource busy")

    monkeypatch.setattr(publishing, "_swap", busy)
    with pytest.raises(PublishingError, match="mounted, so it cannot be swapped"):
        publish(site, "second")
    assert words_of(site) == {"first"}
    assert leftovers(site) == []


def test_the_folder_that_somebody_is_in_is_refused(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(site)
    for path in (Path(), site):
        with pytest.raises(PublishingError, match="you are in"):
            publish(path, "second")
    assert words_of(site) == {"first"}


@pytest.mark.parametrize("name", ["site", "s[it]e"])
def test_a_folder_of_somebody_else_with_such_a_name_stays(tmp_path: Path, name: str) -> None:
    for other in (".site-next-precious", ".s[it]e-next-precious"):
        (tmp_path / other).mkdir()
        (tmp_path / other / "diary.txt").write_text("dear diary", encoding="utf-8")
    publish(tmp_path / name, "first")
    publish(tmp_path / name, "second")
    assert words_of(tmp_path / name) == {"second"}
    assert len(list(tmp_path.glob(".*-next-precious/diary.txt"))) == 2


@pytest.mark.parametrize("name", ["x" * 255, "index.html/site"])
def test_a_place_where_nothing_can_be_written_is_named(site: Path, name: str) -> None:
    with pytest.raises(PublishingError, match=r"cannot be published: .*(too long|exists)"):
        publish(site / name, "second")
    assert words_of(site) == {"first"}


def test_a_full_disk_during_a_build_is_said_and_the_old_site_stands(site: Path) -> None:
    with pytest.raises(PublishingError, match="No space left on device"), replacing(site):
        raise OSError(28, "No space left on device")
    assert words_of(site) == {"first"}
    assert leftovers(site) == []


# --- Two builds, killed builds, failed builds ---


def test_a_second_build_is_refused_while_the_first_one_runs(site: Path) -> None:
    with replacing(site), pytest.raises(PublishingError, match="another build"):
        publish(site, "second")


def test_the_command_says_that_another_build_is_running(project: Path) -> None:
    before = old_site(project)
    with suppress(KeyboardInterrupt), replacing(project / "site"):
        result = build_py(cwd=project)
        raise KeyboardInterrupt
    assert result.returncode == 1
    assert "another build" in result.stderr
    assert snapshot(project / "site") == before


def test_a_failed_build_leaves_the_old_site_byte_for_byte(project: Path) -> None:
    before = old_site(project)
    replace_once(project / "mkdocs.yml", "- Method: method.md", "- Method: gone.md")
    result = build_py(cwd=project)
    assert result.returncode == 1
    assert "gone.md" in result.stderr
    assert snapshot(project / "site") == before
    assert leftovers(project / "site") == []


@pytest.mark.process
def test_a_killed_build_leaves_the_old_site_and_the_next_one_clears_up(project: Path) -> None:
    before = old_site(project)
    kill_while_building(project)
    assert snapshot(project / "site") == before
    assert len(leftovers(project / "site")) == 2, "its folder and its lock"
    assert build_py(cwd=project).returncode == 0
    assert leftovers(project / "site") == []
    assert words_of(project / "site") != {"old"}


@pytest.mark.process
def test_a_terminated_build_leaves_the_old_site(project: Path) -> None:
    before = old_site(project)
    kill_while_building(project, signal.SIGTERM)
    assert snapshot(project / "site") == before


def kill_while_building(project: Path, sign: signal.Signals = signal.SIGKILL) -> None:
    """Start a build and end it while the new site is half written."""
    process = subprocess.Popen(
        [sys.executable, "build.py"], cwd=project, env=clean_environment(),
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    deadline = time.monotonic() + 20
    while not list(project.glob(".site-next-*/site/*")) and time.monotonic() < deadline:
        time.sleep(0.005)
    process.send_signal(sign)
    assert process.wait(timeout=10) != 0
