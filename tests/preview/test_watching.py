"""A watched file may be missing, come, change, go, and come again."""

from pathlib import Path
from threading import Event

from comparison_site.preview.watching import Bell, Watch

PATIENCE = 30.0  # seconds


def test_a_file_that_comes_changes_goes_and_comes_again_is_seen_each_time(tmp_path: Path) -> None:
    file, seen = tmp_path / "not" / "there" / "yet.yaml", list[set[Path]]()
    watch = Watch([file], seen.append)
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
    folder, seen = tmp_path / "templates", list[set[Path]]()
    watch = Watch([folder], seen.append)
    (folder / "theme").mkdir(parents=True)
    (folder / "theme" / "main.html").touch()
    watch.look()
    (folder / "theme" / "main.html").rename(folder / "main.html")
    watch.look()
    (tmp_path / "other").touch()
    watch.look()
    main = folder / "theme" / "main.html"
    assert seen == [{main}, {main, folder / "main.html"}]


def test_the_system_rings_for_what_it_tells_and_not_for_what_is_read(tmp_path: Path) -> None:
    """Also for a file whose folder is not there yet, and for one that is put in its place."""
    rung, file = Event(), tmp_path / "later" / "data.yaml"
    bell = Bell(rung.set)
    bell.listen([file])
    file.parent.mkdir()
    assert rung.wait(PATIENCE)
    bell.listen([file])
    rung.clear()
    file.write_text("one")
    assert rung.wait(PATIENCE)
    bell.stop()


def test_a_look_follows_at_once_whatever_the_system_says(tmp_path: Path) -> None:
    seen, told = set[Path](), Event()

    def changed(paths: set[Path]) -> None:
        seen.update(paths)
        told.set()

    watch = Watch([tmp_path], changed)
    watch.start()
    beside = tmp_path.parent / f"{tmp_path.name}.new"
    beside.write_text("x")
    beside.replace(tmp_path / "data.yaml")
    assert told.wait(PATIENCE)
    watch.stop()
    assert seen == {tmp_path / "data.yaml"}
