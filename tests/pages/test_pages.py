"""Which pages a comparison becomes, and what stands on them.

The golden files hold every page of tests/data/minimal.yaml. After an intended change of a template:
    UPDATE_GOLDEN=1 pytest tests/test_pages.py
and read the difference before you commit it.
"""

import os
import re
import shutil
from html import unescape
from pathlib import Path

import pytest

from comparison_site import (
    OPTION_STYLES,
    BuildContext,
    ComparisonError,
    Page,
    load,
    render_pages,
)
from comparison_site.pages.evidence import has_phrases
from comparison_site.pages.rendering import Rendering
from tests.support.articles import contents
from tests.support.comparisons import HISTORY, with_history
from tests.support.html import parse
from tests.support.paths import (
    MEASURED_DATA,
    MINIMAL,
    OTHER_DATA,
    REAL_DATA,
    ROOT,
    SCRIPTS,
    TEMPLATES,
)
from tests.support.projects import own_template

GOLDEN = ROOT / "tests" / "golden" / "pages"
UPDATE = "UPDATE_GOLDEN"
DATA_FREE = ("templates", "comparison_site", "docs/assets")


def pages_of(data: Path) -> tuple[Page, ...]:
    return render_pages(BuildContext(load(data)), TEMPLATES)


def plan_of(data: Path) -> list[tuple[str, str]]:
    """Path and section of every page, but for those that lead on from where a page once stood."""
    pages = Rendering(BuildContext(load(data)), TEMPLATES).pages
    return [(page.path, page.section) for page in pages if not page.moved_to]


def test_pages_of_the_smallest_comparison_are_as_in_the_golden_files() -> None:
    pages = {page.path: page.content for page in pages_of(MINIMAL)}
    if os.environ.get(UPDATE):
        rewrite_golden(pages)
    golden = {
        path.relative_to(GOLDEN).as_posix(): path.read_text(encoding="utf-8")
        for path in GOLDEN.rglob("*")
        if path.is_file()
    }
    assert sorted(golden) == sorted(pages), f"{UPDATE}=1 rewrites the golden files"
    for path, content in pages.items():
        assert content == golden[path], f"{path}; {UPDATE}=1 rewrites the golden files"


def test_the_overview_introduces_the_options_and_ends_with_the_closing(tmp_path: Path) -> None:
    said = "introduction: Two ways to *work*\nclosing: Both lead there\nreviewed_on:"
    data = tmp_path / "said.yaml"
    data.write_text(MINIMAL.read_text("utf-8").replace("reviewed_on:", said, 1), "utf-8")
    overview = next(page.content for page in pages_of(data) if page.path == "index.md")
    _, options = overview.split("## The options")
    before, after = options.split('<div class="options">')
    assert "Two ways to <em>work</em></p>" in before
    assert after.endswith('<p class="closing">Both lead there</p>\n')


def rewrite_golden(pages: dict[str, str]) -> None:
    for old in [path for path in GOLDEN.rglob("*") if path.is_file()]:
        old.unlink()
    for path, content in pages.items():
        file = GOLDEN / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, encoding="utf-8")


def test_the_pages_of_the_real_comparison_follow_the_order_of_the_file() -> None:
    comparison = load(REAL_DATA)
    assert plan_of(REAL_DATA) == [
        ("index.md", ""),
        ("criteria.md", "Criteria"),
        *((f"criteria/{criterion.id}.md", "Criteria") for criterion in comparison.criteria),
        *([("compare.md", "")] if any(one.facts for one in comparison.criteria) else []),
        ("scenarios.md", ""),
        ("decide.md", ""),
        ("options.md", "Options"),
        *((f"options/{option.id}.md", "Options") for option in comparison.options),
        ("evidence.md", ""),
        *((f"evidence/{run.id}.md", "") for run in comparison.runs),
        *([("phrasebook.md", "")] if has_phrases(comparison) else []),
        ("assets/run-tabs.css", ""),
        ("sources.md", ""),
        ("changes.md", ""),
        ("summary.md", ""),
        ("share.md", ""),
        ("editing.md", ""),
        (OPTION_STYLES, ""),
    ]


def test_the_pages_of_another_comparison_follow_the_order_of_its_file() -> None:
    assert plan_of(OTHER_DATA) == [
        ("index.md", ""),
        ("criteria.md", "Criteria"),
        ("criteria/smallest-files.md", "Criteria"),
        ("criteria/where-it-goes.md", "Criteria"),
        ("criteria/noticing-damage.md", "Criteria"),
        ("criteria/memory.md", "Criteria"),
        ("scenarios.md", ""),
        ("decide.md", ""),
        ("options.md", "Options"),
        ("options/gzip.md", "Options"),
        ("options/bzip2.md", "Options"),
        ("options/xz.md", "Options"),
        ("options/zstd.md", "Options"),
        ("sources.md", ""),
        ("changes.md", ""),
        ("summary.md", ""),
        ("share.md", ""),
        ("editing.md", ""),
        (OPTION_STYLES, ""),
    ]


def test_a_comparison_without_scenarios_has_no_scenarios_page(tmp_path: Path) -> None:
    data = tmp_path / "comparison.yaml"
    text = MINIMAL.read_text(encoding="utf-8")
    data.write_text(re.sub(r"^scenarios:\n(?:  .*\n)+", "", text, flags=re.M), encoding="utf-8")
    pages = pages_of(data)
    assert "scenarios.md" not in [page.path for page in pages]
    assert [page.path for page in pages if "scenarios.md" in page.content] == []
    assert [page.path for page in pages if "../scenarios/" in page.content] == []


def test_titles_are_the_names_in_the_data() -> None:
    titles = [page.title for page in pages_of(MINIMAL)]
    assert titles == [
        "Bicycle vs Bus", "All criteria", "Speed", "Scenarios", "Decide", "All options", "Bicycle",
        "Bus", "Sources", "Changes", "Summary", "Share", "For editors", "",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("path", "data", "bare"),
    [
        ("criteria.md", OTHER_DATA, "criteria"),
        ("options.md", OTHER_DATA, "options"),
        ("scenarios.md", OTHER_DATA, "scenarios"),
        ("evidence.md", MEASURED_DATA, "runs"),
    ],
)
def test_where_ids_of_the_data_stand_bare_no_fixed_id_can_be_one(
    path: str, data: Path, bare: str
) -> None:
    comparison = load(data)
    content = contents(comparison)[path]
    found = re.findall(r'\bid="([^"]+)"|\{ #(\S+) \}', content)
    fixed = {one or other for one, other in found} - {r.id for r in getattr(comparison, bare)}
    prefixed = {name for name in fixed if name.startswith(("contested-", "source-"))}
    assert fixed - prefixed
    assert [name for name in fixed - prefixed if "_" not in name] == []
    assert [line for line in re.findall(r"^#+ .*$", content, re.M) if not line.endswith(" }")] == []


def test_advice_shows_its_sources_and_these_say_where_they_are_cited() -> None:
    comparison = load(MINIMAL)
    [scenario] = comparison.scenarios
    cited = scenario.model_copy(update={"sources": ("survey",)})
    known = BuildContext(comparison.model_copy(update={"scenarios": (cited,)}))
    pages = {page.path: parse(page.content) for page in render_pages(known, TEMPLATES)}
    [number] = pages["scenarios.md"].all(".cites a")
    assert (number.text, number.attributes["href"]) == ("1", "#source-survey")
    assert pages["scenarios.md"].one("li#source-survey")
    places = {a.attributes["href"]: a.text for a in pages["sources.md"].all(".citing a")}
    assert places["../scenarios/#short-way"] == "A short way in town: advice"


@pytest.mark.parametrize("data", [SCRIPTS, OTHER_DATA, MEASURED_DATA], ids=lambda path: path.stem)
def test_a_name_in_the_data_never_becomes_an_anchor(data: Path) -> None:
    comparison = load(data)
    names = {comparison.question, *(criterion.name for criterion in comparison.criteria)}
    names |= {option.name for option in comparison.options}
    names |= {run.about.title for run in comparison.runs}
    for page in render_pages(BuildContext(comparison), TEMPLATES):
        for line in re.findall(r"^#+ .*$", page.content, re.M):
            named = any(unescape(line).startswith(f"# {name}") for name in names)
            assert not named or line.endswith(" { #page_title }"), page.path


def test_two_changes_on_one_day_have_two_anchors() -> None:
    [past, *_] = HISTORY
    twice = with_history(past, past)
    pages = contents(twice)
    anchors = re.findall(r'class="change" id="([^"]+)"', pages["changes.md"])
    assert anchors == ["speed-2026-11-20-2", "speed-2026-11-20"]


def test_rendering_twice_gives_the_same_pages() -> None:
    assert pages_of(MEASURED_DATA) == pages_of(MEASURED_DATA)


def test_no_page_of_another_comparison_mentions_the_first_one() -> None:
    for page in pages_of(OTHER_DATA):
        assert not re.search("tensorflow|pytorch|keras|google brain", page.content, re.I), page.path


@pytest.mark.parametrize("data", [REAL_DATA, OTHER_DATA], ids=["real", "other"])
def test_no_template_style_script_or_module_knows_an_option(data: Path) -> None:
    names = {word for o in load(data).options for word in (o.name.lower(), f"option-{o.id}")}
    pattern = re.compile("|".join(rf"(?<![\w-]){re.escape(name)}(?![\w-])" for name in names))
    files = [file for folder in DATA_FREE for file in (ROOT / folder).rglob("*") if file.is_file()]
    texts = [ROOT / "build.py", *(file for file in files if file.suffix not in (".pyc", ".png"))]
    assert len(texts) > 30
    found = [
        f"{file.relative_to(ROOT)}:{number}: {line.strip()}"
        for file in texts
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1)
        if pattern.search(line.lower())
    ]
    assert found == []


def test_only_pages_with_a_title_have_front_matter() -> None:
    for page in pages_of(MEASURED_DATA):
        assert page.content.startswith("---\ntitle: ") is bool(page.title), page.path
        assert not page.title or "\ndescription: " in page.content


@pytest.mark.parametrize(
    ("mistake", "message"),
    [
        ("{% endfor %}\n", "Encountered unknown tag 'endfor'"),
        ("{{ comparison.prize }}\n", "prize"),
        ("{{ missing_name }}\n", "'missing_name' is undefined"),
        ("{{ 'two words' | slug }}\n", "is not an id"),
        ("{{ 1 / 0 }}\n", "division by zero"),
    ],
)
def test_a_broken_template_is_reported_with_its_line(
    project: Path, mistake: str, message: str
) -> None:
    template = own_template(project, "pages/option.md")
    template.write_text(template.read_text(encoding="utf-8") + mistake, encoding="utf-8")
    line = template.read_text(encoding="utf-8").count("\n")
    with pytest.raises(ComparisonError) as error:
        render_pages(BuildContext(load(MINIMAL)), (project / "templates", *TEMPLATES))
    assert message in str(error.value)
    [problem] = error.value.problems
    assert (Path(problem.file).name, problem.line) == ("option.md", line)


def test_a_missing_template_is_reported_by_name(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    (tmp_path / "templates" / "pages" / "sources.md").unlink()
    with pytest.raises(ComparisonError, match=r"sources\.md"):
        render_pages(BuildContext(load(MINIMAL)), (tmp_path / "templates",))
