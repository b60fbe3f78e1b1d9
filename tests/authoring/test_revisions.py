"""A file at a git revision: found under whatever name it had, or a plain word on why not."""

import shutil
from pathlib import Path

import pytest

from comparison_site.authoring.git import AbsentError, RevisionError, snapshot
from comparison_site.results.files import UnreadableError
from tests.support.repositories import commit, git


@pytest.fixture(scope="module")
def pattern(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pattern")
    git(folder, "init", "--quiet")
    for text in ("one\n", "two\n", "three\n"):
        commit(folder / "data.yaml", text)
    return folder


@pytest.fixture
def file(pattern: Path, tmp_path: Path) -> Path:
    """A file with three revisions, one, two and three, in a repository of its own."""
    return shutil.copytree(pattern, tmp_path / "repository") / "data.yaml"


def refused(file: Path, revision: str) -> str:
    with pytest.raises(RevisionError) as caught:
        snapshot(file, revision)
    return str(caught.value)


def test_a_file_is_read_at_a_revision_not_from_the_working_folder(file: Path) -> None:
    file.write_text("four\n")
    found = snapshot(file, "HEAD~1")
    assert (found.raw, found.name) == (b"two\n", "HEAD~1:data.yaml")
    assert snapshot(file, "HEAD").raw == b"three\n"


def test_a_branch_a_tag_and_an_abbreviated_id_are_revisions(file: Path) -> None:
    git(file.parent, "tag", "--annotate", "v1", "--message", "First", "HEAD~2")
    git(file.parent, "branch", "old/work", "HEAD~1")
    assert snapshot(file, "v1").raw == b"one\n"
    assert snapshot(file, "old/work").raw == b"two\n"


def test_a_detached_head_is_a_revision_like_any_other(file: Path) -> None:
    git(file.parent, "checkout", "--quiet", "--detach", "HEAD~1")
    assert snapshot(file, "HEAD").raw == b"two\n"


def test_the_file_may_stand_in_a_subfolder_and_be_named_from_elsewhere(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (file.parent / "deep" / "down").mkdir(parents=True)
    commit(file.parent / "deep" / "down" / "more.yaml", "below\n")
    monkeypatch.chdir(tmp_path)
    assert snapshot(Path("repository/deep/down/more.yaml"), "HEAD").raw == b"below\n"


def test_a_link_is_followed_to_the_file_that_git_keeps(file: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.yaml"
    link.symlink_to(file)
    assert snapshot(link, "HEAD").raw == b"three\n"


def test_a_file_that_had_another_name_then_is_named(file: Path) -> None:
    git(file.parent, "mv", file.name, "renamed.yaml")
    with pytest.raises(AbsentError, match=r"'renamed\.yaml' was not there at 'HEAD'"):
        snapshot(file.parent / "renamed.yaml", "HEAD")


def test_a_hooks_environment_does_not_lead_to_another_repository(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere" / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "index"))
    assert snapshot(file, "HEAD").raw == b"three\n"


def test_no_conversion_that_a_repository_asks_for_is_run(file: Path) -> None:
    (file.parent / ".gitattributes").write_text("*.yaml diff=shout\n")
    git(file.parent, "config", "diff.shout.textconv", "echo run; false")
    assert snapshot(file, "HEAD").raw == b"three\n"


def test_without_git_it_says_so(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert refused(file, "HEAD") == "git is not installed; install it, then try again"


def test_outside_of_a_repository_it_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert refused(tmp_path / "data.yaml", "HEAD") == (
        f"'{tmp_path}' does not belong to a git repository; "
        "earlier versions are known only of files in a git repository"
    )


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "nowhere"
    assert refused(folder / "data.yaml", "HEAD") == f"there is no folder '{folder}'; check --data"


def test_a_repository_whose_settings_are_broken_is_named(file: Path) -> None:
    (file.parent / ".git" / "config").write_text("[[[\n")
    assert refused(file, "HEAD").startswith(
        f"git cannot work in '{file.parent}': fatal: bad config"
    )


def test_before_the_first_commit_it_says_what_to_do(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    expected = "nothing is committed yet; commit the file first: git add, then git commit"
    assert refused(tmp_path / "data.yaml", "HEAD") == expected


def test_on_an_unborn_branch_the_other_branches_are_still_revisions(file: Path) -> None:
    git(file.parent, "switch", "--quiet", "--orphan", "fresh")
    for name in ("HEAD", "HEAD~1", "@"):
        assert refused(file, name) == (
            "nothing is committed yet on this branch; "
            "commit the file first: git add, then git commit"
        )
    assert refused(file, "HEADY").startswith("git knows no revision 'HEADY' here; ")
    file.write_text("four\n")
    assert snapshot(file, "main").raw == b"three\n"


@pytest.mark.parametrize("revision", ["HEAD~9", "0123abc", "HEAD:data.yaml", "x y"])
def test_a_revision_that_is_like_nothing_gets_an_example(file: Path, revision: str) -> None:
    assert refused(file, revision) == (
        f"git knows no revision '{revision}' here; "
        "name a commit, a branch or a tag, such as HEAD~1 or main"
    )


def test_in_a_shallow_clone_it_says_how_to_fetch_the_rest(file: Path, tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", "--depth", "1", file.parent.as_uri(), clone)
    assert snapshot(clone / "data.yaml", "HEAD").raw == b"three\n"
    assert refused(clone / "data.yaml", "HEAD~1") == (
        "git knows no revision 'HEAD~1' here, and this clone holds only the newest commits; "
        "fetch the others: git fetch --unshallow (in a workflow: fetch-depth: 0)"
    )


@pytest.mark.parametrize(
    "revision", ["--output=x", "-p", "", " ", "^HEAD", "a\nb", "a\0b", "\x1b[31m"]
)
def test_what_is_no_revision_never_reaches_git(file: Path, revision: str) -> None:
    said = refused(file, revision)
    assert said.endswith(
        "is not a revision; name a commit, a branch or a tag, such as HEAD~1 or main"
    )
    assert "\x1b" not in said


def test_a_range_is_refused(file: Path) -> None:
    assert refused(file, "main..HEAD") == "'main..HEAD' is a range; name one revision"


def test_a_file_that_git_does_not_track_is_named(file: Path) -> None:
    (file.parent / "new.yaml").write_text("new\n")
    with pytest.raises(AbsentError, match=r"git does not track 'new.yaml' yet; tell it: git add"):
        snapshot(file.parent / "new.yaml", "HEAD")


def test_a_file_that_was_not_there_yet_is_named(file: Path) -> None:
    commit(file.parent / "later.yaml", "later\n")
    with pytest.raises(AbsentError, match=r"'later.yaml' was not there at 'HEAD~1'"):
        snapshot(file.parent / "later.yaml", "HEAD~1")


def test_what_was_a_folder_or_a_link_then_is_no_file(file: Path) -> None:
    (file.parent / "thing").symlink_to("data.yaml")
    git(file.parent, "add", "--all")
    git(file.parent, "commit", "--quiet", "--message", "Link it")
    (file.parent / "thing").unlink()
    (file.parent / "thing").write_text("a file now\n")
    with pytest.raises(AbsentError, match="'thing' was not a file at 'HEAD'"):
        snapshot(file.parent / "thing", "HEAD")


def test_what_lay_beside_the_file_is_read_at_the_same_revision(file: Path) -> None:
    (file.parent / "evidence" / "results").mkdir(parents=True)
    (file.parent / "evidence" / "results" / "b.json").write_text("{}")
    commit(file.parent / "evidence" / "results" / "a.json", "then")
    (file.parent / "evidence" / "results" / "a.json").write_text("now")
    beside = snapshot(file, "HEAD").files
    assert beside.read("evidence/results/a.json", 100) == b"then"
    assert beside.names("evidence/results") == ["a.json", "b.json"]
    assert beside.names("evidence") == beside.names("nowhere") == []


@pytest.mark.parametrize(
    "path", ["../data.yaml", "/etc/passwd", "nowhere.json", "link.json", "big.json"]
)
def test_what_did_not_lie_beside_it_cannot_be_read(file: Path, path: str) -> None:
    (file.parent / "link.json").symlink_to("data.yaml")
    (file.parent / "big.json").write_text("x" * 11)
    commit(file.parent / "other.json", "x")
    with pytest.raises(UnreadableError):
        snapshot(file, "HEAD").files.read(path, 10)
