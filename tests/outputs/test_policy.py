"""What pages may load and run: said by each of them, and in a file for hosts that send headers."""

import re
from hashlib import sha256
from pathlib import Path

import pytest
from mkdocs.theme import Theme

from comparison_site.outputs.policy import HEADERS_PATH, POLICY
from tests.support.html import Element, addresses, read_page
from tests.support.sites import Site

THEME = Path(Theme(name="material").dirs[0]) / "partials" / "javascripts"
# The theme's scripts inside of pages that docs/assets/early.js stands for. When one has changed,
# compare it with early.js before you change its number here.
REPLACED = {
    "base.html": "d6113712bc4deb30",
    "content.html": "3722e156f0f6339d",
    "palette.html": "8790389765ea6036",
}
FINGERPRINT = re.compile(r"\.[0-9a-f]{8}\.")


def sent(site: Site) -> dict[str, dict[str, str]]:
    """The headers of each path, as a host reads the file."""
    blocks = (site.folder / HEADERS_PATH).read_text("utf-8").rstrip().split("\n\n")
    said = {}
    for path, *fields in (block.split("\n") for block in blocks):
        assert all(field.startswith("  ") for field in fields)
        said[path] = dict(field.strip().split(": ", 1) for field in fields)
    return said


def test_nothing_inside_of_a_page_may_run_and_nothing_comes_from_elsewhere() -> None:
    rules = dict(rule.split(" ", 1) for rule in POLICY.split("; "))
    assert rules["default-src"] == "'none'"
    allowed = {word for words in rules.values() for word in words.split()}
    assert allowed == {"'none'", "'self'", "data:"}
    assert [name for name, words in rules.items() if "data:" in words] == ["img-src"]


def test_every_page_says_it(site: Site) -> None:
    for address in addresses(site.folder):
        head = read_page(site.folder, address).one("head").items
        first = next(each for each in head if isinstance(each, Element))
        assert first.attributes == {"http-equiv": "Content-Security-Policy", "content": POLICY}


def test_a_host_that_reads_headers_sends_it_and_forbids_frames(real_site: Site) -> None:
    everywhere = sent(real_site)["/*"]
    assert everywhere["Content-Security-Policy"] == f"{POLICY}; frame-ancestors 'none'"
    assert everywhere["X-Content-Type-Options"] == "nosniff"


def test_only_files_whose_names_change_are_kept_for_long(real_site: Site) -> None:
    kept = [path for path, fields in sent(real_site).items() if "Cache-Control" in fields]
    files = [path.relative_to(real_site.folder) for path in real_site.folder.rglob("assets/**/*")]
    named = {f"/{file.as_posix()}" for file in files if FINGERPRINT.search(file.name)}
    assert set(kept) == named
    scripts = [path for path in kept if not path.startswith("/assets/stylesheets/")]
    assert len(scripts) == 2  # the theme's, and its search
    assert len(kept) > len(scripts) + 1  # the style sheet of all pages, and those of some


@pytest.mark.parametrize("name", REPLACED)
def test_the_scripts_that_ours_stands_for_are_still_the_same(name: str) -> None:
    digest = sha256((THEME / name).read_bytes()).hexdigest()[:16]
    assert digest == REPLACED[name], f"compare {THEME / name} with docs/assets/early.js"
