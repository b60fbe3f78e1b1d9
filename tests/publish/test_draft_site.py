"""The site of a draft: every page and every file says so, and no search engine is to list it."""

import json
from pathlib import Path

import pytest

from comparison_site.publish.audit import audit
from tests.loading.test_gaps import SKETCH
from tests.support import paths
from tests.support.commands import build_py
from tests.support.html import addresses, read_page

ADDRESS = "https://example.org/ways/"
WORDS = "Draft. This comparison is not finished"


@pytest.fixture(scope="module")
def drafted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a sketch, in which nearly everything is missing, at an address."""
    folder = tmp_path_factory.mktemp("draft")
    text = SKETCH.replace("{name: Bicycle,", "{name: Bicycle, id: bike, formerly: [bicycle],")
    text = (
        text.replace("bicycle:", "bike:")
        .replace("bicycle,", "bike,")
        .replace("[bike]", "[bicycle]")
    )
    text = text.replace("{bicycle:", "{bike:").replace("option: bicycle", "option: bike")
    (folder / "comparison.yaml").write_text(f"draft: true\nlang: ar-EG\n{text}", "utf-8")
    result = build_py(cwd=folder, SITE_URL=ADDRESS)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.endswith("1 source, a draft.\n")
    return folder / "site"


def test_every_page_says_that_it_is_a_draft_and_is_kept_out_of_search_engines(
    drafted: Path,
) -> None:
    assert audit(drafted, "/ways/") == []
    for address in (*addresses(drafted), "404.html"):
        page = read_page(drafted, address)
        assert page.one('meta[name="robots"]').attributes["content"] == "noindex", address
        assert page.one("article .draft").text.startswith(WORDS), address
        assert page.one("title").text.startswith("Draft: ") or address == "404.html"
        if titles := page.all('meta[property="og:title"]'):
            assert titles[0].attributes["content"].startswith("Draft: "), address
    moved = (drafted / "options" / "bicycle" / "index.html").read_text("utf-8")
    assert '<meta name="robots" content="noindex">' in moved
    assert not list(drafted.glob("sitemap*"))


def test_its_pages_are_in_the_language_of_its_texts_and_run_as_that_does(drafted: Path) -> None:
    for address, lang, runs in (("", "ar-EG", "rtl"), ("editing", "en", "ltr")):
        html = (drafted / address / "index.html").read_text("utf-8")
        assert f'<html lang="{lang}"' in html
        assert f'<body dir="{runs}"' in html
        assert ('<meta property="og:locale" content="ar_EG">' in html) is (runs == "rtl")
    index = json.loads((drafted / "search" / "search_index.json").read_bytes())
    assert index["config"]["lang"] == ["en"], "no other word stems are published"


def test_the_overview_counts_what_is_left(drafted: Path) -> None:
    said = read_page(drafted, "").one(".draft__left").text
    assert said == "12 things are left to do before this can be published."


def test_every_file_for_programs_says_so(drafted: Path) -> None:
    for page in drafted.rglob("*.md"):
        assert page.read_text("utf-8").startswith(f"**Draft.** {WORDS.removeprefix('Draft. ')}"), (
            page
        )
    assert json.loads((drafted / "api/v1/comparison.json").read_bytes())["result"]["draft"] is True
    for badge in drafted.rglob("badge*/**/*.json"):
        assert json.loads(badge.read_bytes())["message"].startswith("Draft: "), badge
    assert "<title>Draft: Ways to work</title>" in (drafted / "changes.xml").read_text("utf-8")
    assert (drafted / "llms.txt").read_text("utf-8").startswith("# Draft: Ways to work\n")
    assert "  X-Robots-Tag: noindex\n" in (drafted / "_headers").read_text("utf-8")
    assert '"creativeWorkStatus": "Draft"' in (drafted / "index.html").read_text("utf-8")


def test_a_published_site_says_nothing_of_it(minimal_site_folder: Path) -> None:
    for file in minimal_site_folder.rglob("*.html"):
        text = file.read_text("utf-8")
        assert "noindex" not in text, file
        assert 'class="draft"' not in text, file
    assert "X-Robots-Tag" not in (minimal_site_folder / "_headers").read_text("utf-8")


@pytest.fixture
def minimal_site_folder(minimal_site: object) -> Path:
    """The site of the smallest comparison, which is no draft."""
    folder: Path = minimal_site.folder  # type: ignore[attr-defined]
    return folder


def test_a_build_for_readers_refuses_addresses_of_examples(tmp_path: Path) -> None:
    words = ("build", "--data", paths.MINIMAL, "--site", tmp_path / "site")
    result = build_py(*words, cwd=tmp_path, SITE_URL="https://www.iana.org/ways/")
    assert result.returncode == 1
    assert result.stderr.count("stands on a domain that is kept for examples") == 3
    assert not (tmp_path / "site").exists()
