"""The folder of a preview is cleared up by its owner, or by the next preview if that was killed."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from comparison_site.preview.folder import hold


def folder(parent: Path, name: str) -> Path:
    made = parent / f"mkdocs_{name}"
    made.mkdir()
    (made / "index.html").write_text("A page")
    return made


def test_what_a_killed_preview_left_is_cleared_and_what_another_one_shows_stays(
    tmp_path: Path,
) -> None:
    running, left, mine = (folder(tmp_path, name) for name in ("running", "left", "mine"))
    kept = hold(running)
    hold(left).release()
    hold(mine).release()
    assert sorted(tmp_path.iterdir()) == [mine, running]
    assert (running / "index.html").exists()
    kept.release()


def test_what_is_not_ours_stays(tmp_path: Path) -> None:
    """Another program's folder, one that is only beginning, a link to elsewhere, one of others."""
    foreign, beginning, target = (folder(tmp_path, name) for name in ("a", "b", "c"))
    (beginning / ".preview.lock").touch()
    hold(target).release()
    elsewhere = target.rename(tmp_path / "elsewhere")
    (tmp_path / "mkdocs_link").symlink_to(elsewhere)
    hold(folder(tmp_path, "mine")).release()
    assert foreign.exists()
    assert beginning.exists()
    assert (elsewhere / "index.html").exists()


def test_a_folder_of_somebody_else_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    theirs, mine = folder(tmp_path, "theirs"), folder(tmp_path, "mine")
    hold(theirs).release()
    real = Path.lstat

    def lstat(path: Path) -> SimpleNamespace:
        found = real(path)
        return SimpleNamespace(st_uid=found.st_uid + (path == theirs), st_mode=found.st_mode)

    monkeypatch.setattr(Path, "lstat", lstat)
    hold(mine).release()
    assert theirs.exists()
