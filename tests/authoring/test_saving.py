"""A file is replaced as a whole, or stands as it was."""

from pathlib import Path

import pytest

from comparison_site.authoring.changed_file import SavingError, save

TEXT = "title: Bicycle or bus\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "data.yaml"
    path.write_text(TEXT, "utf-8")
    return path


def test_a_file_that_somebody_else_changed_is_not_overwritten(file: Path) -> None:
    with pytest.raises(SavingError, match="was changed by somebody else in the meantime"):
        save(file, b"another text", b"new")
    assert file.read_text("utf-8") == TEXT


def test_a_disk_that_is_full_leaves_the_old_file_and_nothing_beside_it(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(SavingError, match="cannot be written: No space left on device"):
        save(file, TEXT.encode(), b"new")
    assert list(file.parent.iterdir()) == [file]
    assert file.read_text("utf-8") == TEXT
