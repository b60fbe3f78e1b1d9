"""A watched file may be missing, come, change, go, and come again."""

from pathlib import Path

from comparison_site.preview.watching import Watch


def test_a_file_that_comes_changes_goes_and_comes_again_is_seen_each_time(tmp_path: Path) -> None:
    file, seen = tmp_path / "not" / "there" / "yet.yaml", []
    watch = Watch([file], lambda: seen.append(len(seen)))
    watch.look()
    assert seen == []
    file.parent.mkdir(parents=True)
    for number, text in enumerate(("one", "four"), 1):
        file.write_text(text)
        watch.look()
        watch.look()
        assert len(seen) == number
    file.unlink()
    watch.look()
    assert len(seen) == 3
    file.write_text("one")
    watch.look()
    assert len(seen) == 4


def test_files_below_a_folder_are_seen_whenever_the_folder_comes(tmp_path: Path) -> None:
    folder, seen = tmp_path / "templates", []
    watch = Watch([folder], lambda: seen.append(1))
    (folder / "theme").mkdir(parents=True)
    (folder / "theme" / "main.html").touch()
    watch.look()
    (folder / "theme" / "main.html").rename(folder / "main.html")
    watch.look()
    (tmp_path / "other").touch()
    watch.look()
    assert seen == [1, 1]
