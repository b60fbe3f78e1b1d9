"""The command line, run as an editor runs it: exit codes, messages and what is published."""

import re
import sys
from collections import Counter
from pathlib import Path

import click
import material  # type: ignore[import-untyped]
import pytest

from comparison_site import __version__, load
from comparison_site.cli import cli
from comparison_site.publish.site import STAMP, replacing
from tests.support.commands import build_py, mkdocs, process, run
from tests.support.html import addresses, parse, read_page
from tests.support.paths import MEASURED_DATA, OTHER_DATA, ROOT
from tests.support.projects import own_template, replace_once, snapshot
from tests.support.sites import PUBLISHED, Site

GOOD, BAD = "label: First in town", "lable: First in town"


@pytest.fixture
def published(project: Path) -> dict[str, bytes]:
    """A project with a published site; returns the site's files."""
    with replacing(project / "site") as fresh:
        for name in ("index.html", STAMP):
            (fresh / name).write_text("old", encoding="utf-8")
    return snapshot(project / "site")


def words(site: Path, address: str) -> str:
    """What a page says, but for its links into the repository that holds the data."""
    return read_page(site, address).one("article").text_without(".claim")


# --- Usage ---


def test_build_is_the_default_command(project: Path) -> None:
    result = build_py(cwd=project)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith("Built site from comparison.yaml: 2 options, 1 criterion")
    assert (project / "site" / "index.html").is_file()


def test_options_without_a_command_mean_build(project: Path) -> None:
    result = build_py("--data", OTHER_DATA, "--site", "elsewhere", cwd=project)
    assert (result.returncode, result.stderr) == (0, "")
    assert (project / "elsewhere" / "options" / "gzip" / "index.html").is_file()
    assert not (project / "site").exists()


def test_it_says_its_version() -> None:
    result = build_py("--version")
    assert (result.returncode, result.stdout) == (0, f"build.py {__version__}\n")


def test_a_short_flag_asks_for_the_overview_too() -> None:
    assert build_py("-h").stdout == build_py("--help").stdout


@pytest.mark.parametrize("command", cli.list_commands(click.Context(cli)))
def test_help_names_every_command_and_each_command_shows_an_example(command: str) -> None:
    overview, own = build_py("--help"), build_py(command, "--help")
    assert (overview.returncode, own.returncode) == (0, 0)
    assert re.search(rf"^  {command} ", overview.stdout, re.M)
    assert "Exit codes: 0" in overview.stdout
    assert re.search(rf"Examples?:\s+python build.py {command}", own.stdout)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["publish"], "No such command 'publish'"),
        (["build", "--fast"], "No such option"),
        (["--fast"], "No such option"),
        (["check", "more.yaml"], "unexpected extra argument"),
        (["export"], "Missing argument 'FOLDER'"),
    ],
)
def test_wrong_usage_exits_with_2_and_says_what_is_wrong(
    arguments: list[str], message: str
) -> None:
    result = build_py(*arguments)
    assert result.returncode == 2
    assert message in result.stderr
    assert "Usage: build.py" in result.stderr


@pytest.mark.process
def test_a_process_ends_with_the_code_of_its_command_from_any_folder(
    project: Path, tmp_path: Path
) -> None:
    """1 and 2, and 0 below; nearly all other tests of commands ask in this process."""
    door, data = project / "build.py", project / "comparison.yaml"
    replace_once(data, GOOD, BAD)
    result = run(sys.executable, door, "check", "--data", data, cwd=tmp_path)
    assert (result.returncode, result.stdout) == (1, "")
    assert "Traceback" not in result.stderr
    result = process("publish")
    assert (result.returncode, result.stdout) == (2, "")


# --- Check ---


def test_check_reports_good_data_and_publishes_nothing(project: Path) -> None:
    before = snapshot(project)
    result = build_py("check", cwd=project)
    assert (result.returncode, result.stderr) == (0, "")
    assert "1 criterion" in result.stdout
    assert re.search(
        r"source\. (No problems found|\d+ (warning|note)s?\b.*)\.$", result.stdout.strip()
    )
    assert snapshot(project) == before


@pytest.mark.parametrize("command", ["check", "build"])
def test_bad_data_exits_with_1_and_names_the_line(project: Path, command: str) -> None:
    replace_once(project / "comparison.yaml", GOOD, BAD)
    lines = (project / "comparison.yaml").read_text(encoding="utf-8").splitlines()
    line = lines.index(f"      {BAD}") + 1
    result = build_py(command, cwd=project)
    assert (result.returncode, result.stdout) == (1, "")
    assert f"comparison.yaml:{line}:" in result.stderr
    assert not (project / "site").exists()


def test_a_missing_file_exits_with_1(project: Path) -> None:
    result = build_py("check", "--data", "nowhere.yaml", cwd=project)
    assert result.returncode == 1
    assert "nowhere.yaml: the file cannot be read" in result.stderr


# --- What stops a build ---


def test_a_dead_link_in_the_docs_fails_and_the_old_site_stands(
    project: Path, published: dict[str, bytes]
) -> None:
    method = project / "docs" / "method.md"
    method.write_text(method.read_text(encoding="utf-8") + "\n[dead](nowhere.md)\n")
    result = build_py(cwd=project)
    assert result.returncode == 1
    assert "nowhere.md" in result.stderr
    assert "method.md" in result.stderr
    assert snapshot(project / "site") == published


def test_a_dead_link_in_raw_html_fails_too(project: Path, published: dict[str, bytes]) -> None:
    method = project / "docs" / "method.md"
    text = method.read_text(encoding="utf-8") + '\n<a href="../nowhere/">dead</a>\n'
    method.write_text(text, encoding="utf-8")
    result = build_py(cwd=project)
    assert result.returncode == 1
    assert re.search(r"^method/index\.html:\d+:\d+: .*'\.\./nowhere/'", result.stderr, re.M)
    assert snapshot(project / "site") == published


@pytest.mark.parametrize("mistake", ["{% endfor %}", "{{ nobody_knows }}", "{{ 1 / 0 }}"])
def test_a_broken_template_names_the_template_and_line(project: Path, mistake: str) -> None:
    template = own_template(project, "pages/criterion.md")
    template.write_text(mistake + "\n" + template.read_text(encoding="utf-8"), encoding="utf-8")
    result = build_py(cwd=project)
    assert result.returncode == 1
    assert "criterion.md:1:" in result.stderr


def test_a_handwritten_page_on_a_generated_path_is_refused(
    project: Path, published: dict[str, bytes]
) -> None:
    page = project / "docs" / "options" / "bus.md"
    page.parent.mkdir()
    page.write_text("# Mine\n", encoding="utf-8")
    result = build_py(cwd=project)
    assert result.returncode == 1
    assert "docs/options/bus.md" in result.stderr
    assert snapshot(project / "site") == published


def test_a_docs_page_outside_the_navigation_is_refused(
    project: Path, published: dict[str, bytes]
) -> None:
    (project / "docs" / "forgotten.md").write_text("# Forgotten\n", encoding="utf-8")
    result = build_py(cwd=project)
    assert result.returncode == 1
    assert "forgotten.md" in result.stderr
    assert snapshot(project / "site") == published


# --- What a build gives ---


@pytest.mark.process
def test_two_builds_are_the_same_bytes(measured_site: Site, tmp_path: Path) -> None:
    """In two processes, whose sets and dicts do not have the same order, and from any folder."""
    words = (ROOT / "build.py", "--data", MEASURED_DATA, "--site", "again")
    other = run(sys.executable, *words, cwd=tmp_path, PYTHONHASHSEED="1", **PUBLISHED)
    assert (other.returncode, other.stderr) == (0, "")
    assert snapshot(tmp_path / "again") == snapshot(measured_site.folder)


def test_a_sitemap_is_published_where_the_address_is_known(
    project: Path, minimal_site: Site
) -> None:
    assert list(minimal_site.folder.glob("sitemap.*")) == []
    assert build_py(cwd=project, SITE_URL="https://example.org/site/").returncode == 0
    listed = parse((project / "site" / "sitemap.xml").read_text(encoding="utf-8"))
    assert {place.text for place in listed.all("loc")} == {
        f"https://example.org/site/{address}/".replace("site//", "site/")
        for address in addresses(project / "site")
    }
    [day] = {day.text for day in listed.all("lastmod")}
    assert day == minimal_site.comparison.last_reviewed.isoformat()
    assert (project / "site" / "sitemap.xml.gz").exists()


def test_mkdocs_itself_builds_the_same_pages(project: Path) -> None:
    assert build_py("--site", "ours", cwd=project, **PUBLISHED).returncode == 0
    result = mkdocs("build", "--strict", cwd=project, **PUBLISHED)
    assert result.returncode == 0, result.stderr
    ours, theirs = pages_in(project / "ours"), pages_in(project / "site")
    assert len(ours) > 10
    assert theirs == ours


def test_the_themes_code_names_no_source_map(minimal_site: Site) -> None:
    """Nothing else of its scripts changes, so their names may stay as the theme made them."""
    files = {path: file for path, file in snapshot(minimal_site.folder).items() if "/" in path}
    scripts = [path for path in files if path.startswith("assets/javascripts/")]
    assert len(scripts) == 2
    assert [path for path, content in files.items() if b"sourceMappingURL" in content] == []
    assert [path for path in files if path.endswith(".map")] == []
    theme = Path(material.__file__).parent / "templates"
    for path in scripts:
        left_out = (theme / path).read_bytes().removeprefix(files[path].rstrip()).strip()
        assert re.fullmatch(rb"//# sourceMappingURL=\S+", left_out)


def pages_in(site: Path) -> dict[str, bytes]:
    return {path: text for path, text in snapshot(site).items() if path.endswith((".html", ".css"))}


@pytest.mark.process
def test_mkdocs_itself_refuses_bad_data_without_a_traceback(project: Path) -> None:
    replace_once(project / "comparison.yaml", GOOD, BAD)
    result = run(sys.executable, "-m", "mkdocs", "build", "--strict", cwd=project)
    assert result.returncode == 1
    assert "comparison.yaml:" in result.stderr
    assert "Traceback" not in result.stderr
    assert not (project / "site").exists()


# --- Changing a judgement is changing the data ---


def test_another_winner_changes_every_page_that_says_who_wins(
    tmp_path: Path, other_site: Site
) -> None:
    data = tmp_path / "comparison.yaml"
    text = OTHER_DATA.read_text(encoding="utf-8")
    start = text.index("- id: smallest-files\n")
    changed = text[:start] + text[start:].replace("option: xz\n", "option: gzip\n", 1)
    criteria = "criteria: [smallest-files, noticing-damage]\n"
    changed = changed.replace(criteria, f"{criteria}    despite: Neither is ahead any more.\n")
    data.write_text(changed, encoding="utf-8")
    result = build_py("--data", data, "--site", tmp_path / "site", cwd=ROOT, **PUBLISHED)
    assert result.returncode == 0, result.stderr
    new, old, name = tmp_path / "site", other_site.folder, "Smallest files"
    assert score(new)[name] == "gzip"
    assert score(old)[name] == "xz"
    assert {k: v for k, v in score(new).items() if k != name} == {
        k: v for k, v in score(old).items() if k != name
    }
    verdict = read_page(new, "criteria/smallest-files").one("#verdict")
    assert verdict.one(".result").text == "gzip"
    assert tally(new)["gzip"] == tally(old)["gzip"] + 1
    assert tally(new)["xz"] == tally(old)["xz"] - 1
    assert won(new, "options/gzip") == [name, *won(old, "options/gzip")]
    assert won(old, "options/xz") == [name, *won(new, "options/xz")]
    same = [a for a in addresses(old) if words(old, a) == words(new, a)]
    assert {"method", "sources", "criteria/memory"} <= set(same)


def score(site: Path) -> dict[str, str]:
    rows = read_page(site, "").one("table.scoreboard").one("tbody").all("tr")
    return {row.one("th").text: row.one(".result").text for row in rows}


def tally(site: Path) -> Counter[str]:
    """How many criteria each option wins, as the overview counts them."""
    told = [item.text for item in read_page(site, "").one(".tally").all("b.option")]
    counts = [text.replace(" wins ", " ").rsplit(" ", 1) for text in told]
    return Counter({name: int(count) for name, count in counts})


def won(site: Path, address: str) -> list[str]:
    """The criteria that an option's page lists under `Wins`."""
    groups = read_page(site, address).all(".won__group")
    wins = [group for group in groups if group.one("h3").text == "Wins"]
    return [item.all("a")[0].text for group in wins for item in group.all("li")]


def test_adopting_a_proposal_is_one_word(tmp_path: Path, other_site: Site) -> None:
    comparison = other_site.comparison
    disputed = [c for c in comparison.criteria if c.verdict.open_proposal]
    advice = [s for s in comparison.scenarios if s.open_proposal]
    data, site = tmp_path / "comparison.yaml", tmp_path / "site"
    text = OTHER_DATA.read_text(encoding="utf-8")
    assert text.count("status: open") == len(disputed) + len(advice) > 0
    data.write_text(text.replace("status: open", "status: adopted"), encoding="utf-8")
    result = build_py("--data", data, "--site", site)
    assert result.returncode == 0, result.stderr
    rows = read_page(site, "").one("table.scoreboard").one("tbody").all("tr")
    badges = {row.one("th").text: row.one(".badge__label").text for row in rows}
    for criterion in disputed:
        proposal = criterion.verdict.open_proposal
        assert proposal is not None
        assert badges[criterion.name] == proposal.label
        page = read_page(site, f"criteria/{criterion.id}").one("#verdict")
        assert page.one(".badge__label").text == proposal.label
    rows = read_page(site, "").one("table.lookup").one("tbody").all("tr")
    reasons = {row.one("th").text: row.text for row in rows}
    for scenario in advice:
        assert scenario.open_proposal is not None
        assert parse(scenario.open_proposal.because).text in reasons[scenario.need]
    assert "Contested" not in words(site, "")


def test_each_proposal_can_be_adopted_alone(tmp_path: Path) -> None:
    text = OTHER_DATA.read_text(encoding="utf-8")
    places = [match.start() for match in re.finditer("status: open", text)]
    data = tmp_path / "comparison.yaml"
    for place in places:
        adopted = text[:place] + text[place:].replace("open", "adopted", 1)
        data.write_text(adopted, encoding="utf-8")
        assert load(data) != load(OTHER_DATA)
    assert places


@pytest.mark.parametrize(
    ("mistake", "words"),
    [
        ("{% endfor %}", "Encountered unknown tag 'endfor'."),
        ("{{ a.b }}", "this template cannot be rendered: 'a' is undefined"),
    ],
)
def test_a_broken_template_of_the_theme_is_named_with_its_line(
    project: Path, mistake: str, words: str
) -> None:
    template = own_template(project, "theme/main.html")
    template.write_text(mistake + template.read_text("utf-8"), "utf-8")
    result = build_py(cwd=project)
    expected = f"{template}:1:1: {words}\n\n1 problem. Nothing was published.\n"
    assert (result.returncode, result.stderr) == (1, expected)


@pytest.mark.process
def test_a_preview_that_cannot_start_says_why(project: Path) -> None:
    own_template(project, "theme/main.html").write_text("{% endfor %}", "utf-8")
    result = process("serve", cwd=project)
    assert result.returncode == 1
    assert result.stderr.endswith(
        "main.html:1:1: Encountered unknown tag 'endfor'.\n\n1 problem. Nothing was published.\n"
    )


@pytest.mark.parametrize("command", ["build", "serve", "export"])
def test_settings_that_cannot_be_read_are_named_with_their_line(
    project: Path, command: str
) -> None:
    settings = project / "mkdocs.yml"
    text = settings.read_text("utf-8")
    settings.write_text(f"{text}\nnav: [unclosed\n", "utf-8")
    line = text.count("\n") + 2
    words = [command, "plain"] if command == "export" else [command]
    result = build_py(*words, cwd=project)
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr.startswith(f"mkdocs.yml:{line}:6: MkDocs encountered an error parsing")
