"""llms.txt lists every page and every announced file, in the shape of https://llmstxt.org."""

import re
from pathlib import Path

import pytest

from comparison_site import BuildContext, Page, load
from comparison_site.analysis.addresses import markdown_path
from comparison_site.outputs.registry import announced, outputs
from comparison_site.pages.registry import all_pages
from tests.support.comparisons import BASE, DATA
from tests.support.golden import golden
from tests.support.markdown import links
from tests.support.paths import MINIMAL

_LINK = re.compile(r"- \[([^\]]+)\]\(([^)]+)\)(?:: .+)?")
WRITTEN = Page("about/us.md", title="About us", description="Who we are.")


def llms(context: BuildContext) -> str:
    pages = [*all_pages(context), WRITTEN]
    return dict(outputs(context, pages))["llms.txt"].decode()


def test_llms_txt_of_the_smallest_comparison_is_as_in_the_golden_file() -> None:
    golden("llms.txt", llms(BuildContext(load(MINIMAL))))


@DATA
def test_llms_txt_has_the_shape_of_llmstxt_org(data: Path) -> None:
    lines = [line for line in llms(BuildContext(load(data), BASE)).splitlines() if line]
    assert re.match(r"# \S", lines[0])
    assert re.match(r"> \S", lines[1])
    assert [line for line in lines if line.startswith("# ")] == lines[:1]
    sections = lines[lines.index("## Overview") :]
    assert all(line.startswith("## ") or _LINK.fullmatch(line) for line in sections)
    assert sections.count("## Optional") == 1


@DATA
def test_llms_txt_lists_every_page_and_every_file_that_has_words(data: Path) -> None:
    context = BuildContext(load(data))
    listed = links(llms(context))
    pages = [page.path for page in (*all_pages(context), WRITTEN) if page.title]
    files = [file.path for file in announced(context.comparison) if file.words]
    files.remove("llms.txt")
    assert sorted(listed) == sorted([*map(markdown_path, pages), *files])
    assert "- [About us](about/us/index.md): Who we are.\n" in llms(context)


@pytest.mark.parametrize("base", ["", BASE])
def test_addresses_are_absolute_where_the_sites_is_known(base: str) -> None:
    assert f"({base}criteria/speed/index.md)" in llms(BuildContext(load(MINIMAL), base))
