"""What was made is kept: in memory, and in a folder that nobody else can have filled."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from comparison_site.core.cache import Cache, Kind, Memory, digest
from comparison_site.core.cache_folder import CacheFolder, cache_folder

Maker = Callable[[bytes], Callable[[], bytes]]


@pytest.fixture
def made() -> list[bytes]:
    return []


@pytest.fixture
def maker(made: list[bytes]) -> Maker:
    def making(value: bytes) -> Callable[[], bytes]:
        def make() -> bytes:
            made.append(value)
            return value

        return make

    return making


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / ".site-cache"


def entries(folder: Path) -> Iterator[Path]:
    return (
        path for path in folder.rglob("*") if path.is_file() and path.name not in ("key", "size")
    )


def test_what_is_made_from_the_same_is_made_once(maker: Maker, made: list[bytes]) -> None:
    cache = Cache(Memory())
    assert [cache.kept(Kind.CODE, ["a"], maker(b"A")) for _ in range(2)] == [b"A", b"A"]
    assert made == [b"A"]


def test_without_a_layer_everything_is_made(maker: Maker, made: list[bytes]) -> None:
    cache = Cache()
    assert [cache.kept(Kind.CODE, ["a"], maker(b"A")) for _ in range(2)] == [b"A", b"A"]
    assert made == [b"A", b"A"]


@pytest.mark.parametrize("other", [["ab", "c"], ["abc"], ["a", "bc", ""], [b"a", b"bd"]])
def test_parts_do_not_run_into_each_other(other: list[str]) -> None:
    assert digest(["a", "bc"]) != digest(other)


def test_the_same_parts_may_make_different_things(maker: Maker) -> None:
    cache = Cache(Memory())
    found = [cache.kept(kind, ["a"], maker(kind.encode())) for kind in Kind]
    assert found == [kind.encode() for kind in Kind]


def test_what_json_can_say_comes_out_the_same_the_first_time() -> None:
    cache = Cache(Memory())
    assert [cache.kept_json(Kind.CODE, [], lambda: (1, "ä")) for _ in range(2)] == [[1, "ä"]] * 2


def test_memory_forgets_what_two_builds_have_not_asked_for(maker: Maker, made: list[bytes]) -> None:
    cache = Cache(Memory())
    for asked in ("ab", "a", "a", "ab"):
        for name in asked:
            cache.kept(Kind.CODE, [name], maker(name.encode()))
        cache.end()
    assert made == [b"a", b"b", b"b"]


def test_a_folder_keeps_for_the_next_build(folder: Path, maker: Maker, made: list[bytes]) -> None:
    for _ in range(2):
        assert Cache(CacheFolder(folder)).kept(Kind.CODE, ["a"], maker(b"A")) == b"A"
    assert made == [b"A"]


def test_the_folder_stands_beside_the_site_under_its_name(tmp_path: Path) -> None:
    assert cache_folder(tmp_path / "www") == tmp_path / ".www-cache"


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def flip(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))


def empty(path: Path) -> None:
    path.write_bytes(b"")


def make_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize("damage", [cut, flip, empty, Path.unlink, make_a_folder])
def test_what_is_damaged_is_made_again(
    folder: Path, maker: Maker, made: list[bytes], damage: Callable[[Path], None]
) -> None:
    Cache(CacheFolder(folder)).kept(Kind.CODE, ["a"], maker(b"A"))
    damage(next(entries(folder)))
    assert Cache(CacheFolder(folder)).kept(Kind.CODE, ["a"], maker(b"A")) == b"A"
    assert made == [b"A", b"A"]


def test_an_entry_is_none_under_another_name(folder: Path, maker: Maker) -> None:
    cache = Cache(CacheFolder(folder))
    for name in "ab":
        cache.kept(Kind.CODE, [name], maker(name.encode()))
    one, other = entries(folder)
    shutil.copy(one, other)
    assert [cache.kept(Kind.CODE, [name], maker(name.encode())) for name in "ab"] == [b"a", b"b"]


def test_a_folder_that_somebody_brought_along_is_not_believed(
    folder: Path, tmp_path: Path, maker: Maker, made: list[bytes]
) -> None:
    """Whoever made a whole folder elsewhere knows its key, but not where the copy will stand."""
    Cache(CacheFolder(tmp_path / "theirs")).kept(Kind.CODE, ["a"], maker(b"theirs"))
    shutil.copytree(tmp_path / "theirs", folder)
    assert Cache(CacheFolder(folder)).kept(Kind.CODE, ["a"], maker(b"ours")) == b"ours"
    assert made == [b"theirs", b"ours"]


@pytest.mark.skipif(os.name != "posix", reason="modes say who may write on POSIX only")
def test_a_folder_that_others_may_write_or_read_is_not_used(folder: Path, maker: Maker) -> None:
    folder.mkdir()
    folder.chmod(0o755)
    layer = CacheFolder(folder)
    assert Cache(layer).kept(Kind.CODE, ["a"], maker(b"A")) == b"A"
    assert "open to others" in layer.complaint
    assert list(folder.iterdir()) == []


def test_a_file_in_its_place_costs_a_line(folder: Path, maker: Maker) -> None:
    folder.write_text("mine")
    layer = CacheFolder(folder)
    assert Cache(layer).kept(Kind.CODE, ["a"], maker(b"A")) == b"A"
    assert "is no folder" in layer.complaint
    assert folder.read_text() == "mine"


def test_a_link_in_its_place_is_not_followed(folder: Path, tmp_path: Path, maker: Maker) -> None:
    (tmp_path / "elsewhere").mkdir(mode=0o700)
    folder.symlink_to(tmp_path / "elsewhere")
    layer = CacheFolder(folder)
    assert Cache(layer).kept(Kind.CODE, ["a"], maker(b"A")) == b"A"
    assert "is no folder" in layer.complaint
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_what_cannot_be_written_costs_a_line(
    folder: Path, maker: Maker, made: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on a full disk, or in a folder that may only be read."""

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    layer = CacheFolder(folder)
    monkeypatch.setattr(Path, "replace", refuse)
    for name in "ab":
        Cache(layer).kept(Kind.CODE, [name], maker(name.encode()))
    assert layer.complaint.endswith("cannot be written, which only costs time: "
                                    "No space left on device")  # fmt: skip
    assert (made, list(entries(folder))) == ([b"a", b"b"], [])


def test_a_folder_deleted_in_between_costs_time(folder: Path, maker: Maker) -> None:
    cache = Cache(CacheFolder(folder))
    for name in "ab":
        assert cache.kept(Kind.CODE, [name], maker(name.encode())) == name.encode()
        shutil.rmtree(folder, ignore_errors=True)
    cache.end()


def test_a_key_cut_short_is_replaced(folder: Path, maker: Maker, made: list[bytes]) -> None:
    Cache(CacheFolder(folder)).kept(Kind.CODE, ["a"], maker(b"A"))
    (folder / "key").write_bytes(b"short")
    for _ in range(2):
        assert Cache(CacheFolder(folder)).kept(Kind.CODE, ["a"], maker(b"A")) == b"A"
    assert made == [b"A", b"A"]


def test_what_was_not_used_for_longest_goes_first(
    folder: Path, maker: Maker, made: list[bytes]
) -> None:
    """The size of a folder is bounded; what is read counts as used."""
    cache = Cache(CacheFolder(folder, bound=300))
    for n, name in enumerate("abc"):
        cache.kept(Kind.CODE, [name], maker(name.encode() * 100))
        newest = max(entries(folder), key=lambda path: path.stat().st_mtime_ns)
        os.utime(newest, (n, n))
    cache.kept(Kind.CODE, ["a"], maker(b"a" * 100))
    cache.end()
    assert len(list(entries(folder))) == 2
    for name in "acb":
        cache.kept(Kind.CODE, [name], maker(name.encode() * 100))
    assert [value[:1] for value in made] == [b"a", b"b", b"c", b"b"]


def test_a_folder_is_counted_again_once_it_may_hold_too_much(folder: Path, maker: Maker) -> None:
    for name in "abcdef":
        cache = Cache(CacheFolder(folder, bound=500))
        cache.kept(Kind.CODE, [name], maker(name.encode() * 100))
        cache.end()
        assert sum(path.stat().st_size for path in entries(folder)) <= 500
    cache = Cache(CacheFolder(folder, bound=500))
    assert cache.kept(Kind.CODE, ["f"], maker(b"")) == b"f" * 100
    (folder / "size").write_text("0")  # nobody knows by whom
    cache.kept(Kind.CODE, ["g"], maker(b"g" * 300))
    cache.end()
    assert sum(path.stat().st_size for path in entries(folder)) <= 500


def test_two_builds_may_write_at_once(folder: Path, maker: Maker) -> None:
    first, second = Cache(CacheFolder(folder)), Cache(CacheFolder(folder))
    for cache in (first, second, first):
        assert cache.kept(Kind.CODE, ["a"], maker(b"A")) == b"A"
        assert cache.kept(Kind.CODE, [str(id(cache))], maker(b"B")) == b"B"
    assert len(list(entries(folder))) == 3
