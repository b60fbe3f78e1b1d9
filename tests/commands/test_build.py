"""The command line, run as an editor runs it: exit codes, messages and what is published."""

import re
import sys
from pathlib import Path

import material  # type: ignore[import-untyped]
import pytest
from click.testing import CliRunner, Result

from comparison_site import load
from comparison_site.cli import cli
from tests.support.commands import build_py, run
from tests.support.html import Element, addresses, parse, read_page
from tests.support.paths import OTHER_DATA, REAL_DATA
from tests.support.projects import copy_evidence, replace_once, snapshot
from tests.support.sites import PUBLISHED, Site


@pytest.fixture
def published(project: Path, real_site: Site) -> dict[str, bytes]:
    """A project with a published site; returns the site's files."""
    site = project / "site"
    for path, content in snapshot(real_site.folder).items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(content)
    return snapshot(site)


def words(site: Path, address: str) -> str:
    return read_page(site, address).one("article").text


# --- Usage ---


def test_build_is_the_default_command(project: Path) -> None:
    result = build_py(cwd=project)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith("Built site from comparison.yaml: 2 options, 5 criteria")
    assert (project / "site" / "index.html").is_file()


def test_options_without_a_command_mean_build(project: Path) -> None:
    result = build_py("--data", OTHER_DATA, "--site", "elsewhere", cwd=project)
    assert (result.returncode, result.stderr) == (0, "")
    assert (project / "elsewhere" / "options" / "gzip" / "index.html").is_file()
    assert not (project / "site").exists()


def ask(*words: str) -> Result:
    """The same commands without a process of their own, for what only prints."""
    return CliRunner().invoke(cli, words, prog_name="build.py")


@pytest.mark.parametrize("command", sorted(cli.commands))
def test_help_names_every_command_and_each_command_shows_an_example(command: str) -> None:
    overview, own = ask("--help"), ask(command, "--help")
    assert (overview.exit_code, own.exit_code) == (0, 0)
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
    result = ask(*arguments)
    assert result.exit_code == 2
    assert message in result.stderr
    assert "Usage: build.py" in result.stderr


def test_wrong_usage_leaves_the_process_with_2() -> None:
    result = build_py("publish")
    assert (result.returncode, result.stdout) == (2, "")


def test_build_works_from_any_folder(project: Path, tmp_path: Path) -> None:
    door, data = project / "build.py", project / "comparison.yaml"
    result = run(sys.executable, door, "--data", data, "--site", "out", cwd=tmp_path)
    assert (result.returncode, result.stderr) == (0, "")
    assert (tmp_path / "out" / "index.html").is_file()


# --- Check ---


def test_check_reports_good_data_and_publishes_nothing(project: Path) -> None:
    before = sorted(snapshot(project))
    result = build_py("check", cwd=project)
    assert (result.returncode, result.stderr) == (0, "")
    assert "5 criteria" in result.stdout
    assert re.search(r"sources\. (No problems found|\d+ notes?)\.$", result.stdout.strip())
    assert [name for name in sorted(snapshot(project)) if "__pycache__" not in name] == before


@pytest.mark.parametrize("command", ["check", "build"])
def test_bad_data_exits_with_1_and_names_the_line(project: Path, command: str) -> None:
    replace_once(project / "comparison.yaml", "label: Easiest to learn", "lable: Easiest to learn")
    lines = (project / "comparison.yaml").read_text(encoding="utf-8").splitlines()
    line = lines.index("      lable: Easiest to learn") + 1
    result = build_py(command, cwd=project)
    assert (result.returncode, result.stdout) == (1, "")
    assert f"comparison.yaml:{line}:" in result.stderr
    assert "Traceback" not in result.stderr
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
    template = project / "templates" / "pages" / "criterion.md"
    template.write_text(mistake + "\n" + template.read_text(encoding="utf-8"), encoding="utf-8")
    result = build_py(cwd=project)
    assert result.returncode == 1
    assert "criterion.md:1:" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_handwritten_page_on_a_generated_path_is_refused(
    project: Path, published: dict[str, bytes]
) -> None:
    page = project / "docs" / "options" / "pytorch.md"
    page.parent.mkdir()
    page.write_text("# Mine\n", encoding="utf-8")
    result = build_py(cwd=project)
    assert result.returncode == 1
    assert "docs/options/pytorch.md" in result.stderr
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


def test_two_builds_are_the_same_bytes(project: Path, real_site: Site) -> None:
    assert build_py(cwd=project, **PUBLISHED).returncode == 0
    assert snapshot(project / "site") == snapshot(real_site.folder)


def test_a_sitemap_is_published_where_the_address_is_known(project: Path, real_site: Site) -> None:
    assert list(real_site.folder.glob("sitemap.*")) == []
    assert build_py(cwd=project, SITE_URL="https://example.org/site/").returncode == 0
    listed = parse((project / "site" / "sitemap.xml").read_text(encoding="utf-8"))
    assert {place.text for place in listed.all("loc")} == {
        f"https://example.org/site/{address}/".replace("site//", "site/")
        for address in addresses(project / "site")
    }
    [day] = {day.text for day in listed.all("lastmod")}
    assert day == real_site.comparison.last_reviewed.isoformat()
    assert (project / "site" / "sitemap.xml.gz").exists()


def test_mkdocs_itself_builds_the_same_pages(project: Path, real_site: Site) -> None:
    command = (sys.executable, "-m", "mkdocs", "build", "--strict")
    result = run(*command, cwd=project, **PUBLISHED)
    assert result.returncode == 0, result.stderr
    ours, theirs = pages_in(real_site.folder), pages_in(project / "site")
    assert len(ours) > 10
    assert theirs == ours


def test_the_themes_code_names_no_source_map(real_site: Site) -> None:
    """Nothing else of its scripts changes, so their names may stay as the theme made them."""
    files = {path: file for path, file in snapshot(real_site.folder).items() if "/" in path}
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


def test_mkdocs_itself_refuses_bad_data_without_a_traceback(project: Path) -> None:
    replace_once(project / "comparison.yaml", "label: Easiest to learn", "lable: Easiest to learn")
    result = run(sys.executable, "-m", "mkdocs", "build", "--strict", cwd=project)
    assert result.returncode == 1
    assert "comparison.yaml:" in result.stderr
    assert "Traceback" not in result.stderr
    assert not (project / "site").exists()


# --- Changing a judgement is changing the data ---


def test_another_winner_changes_every_page_that_says_who_wins(
    project: Path, real_site: Site
) -> None:
    text = (project / "comparison.yaml").read_text(encoding="utf-8")
    start = text.index("- id: ease-of-use\n")
    changed = text[:start] + text[start:].replace("option: pytorch\n", "option: tensorflow\n", 1)
    (project / "comparison.yaml").write_text(changed, encoding="utf-8")
    result = build_py(cwd=project, **PUBLISHED)
    assert result.returncode == 0, result.stderr
    new, old = project / "site", real_site.folder
    assert score(new)["Ease of use"] == "TensorFlow"
    assert score(old)["Ease of use"] == "PyTorch"
    assert {k: v for k, v in score(new).items() if k != "Ease of use"} == {
        k: v for k, v in score(old).items() if k != "Ease of use"
    }
    verdict = read_page(new, "criteria/ease-of-use").one("#verdict")
    assert verdict.one(".result").text == "TensorFlow"
    assert tally(new)["TensorFlow"] == tally(old)["TensorFlow"] + 1
    assert tally(new)["PyTorch"] == tally(old)["PyTorch"] - 1
    assert won(new, "options/tensorflow") == [*["Ease of use"], *won(old, "options/tensorflow")]
    assert won(old, "options/pytorch") == [*["Ease of use"], *won(new, "options/pytorch")]
    same = [a for a in addresses(old) if words(old, a) == words(new, a)]
    assert "method" in same
    assert "sources" in same
    assert "criteria/performance" in same


def score(site: Path) -> dict[str, str]:
    rows = read_page(site, "").one("table.scoreboard").one("tbody").all("tr")
    return {row.one("th").text: row.one(".result").text for row in rows}


def tally(site: Path) -> dict[str, int]:
    items = read_page(site, "").one(".tally").all("li")
    counts = [item.text.split(" ", 1) for item in items]
    return {name: int(count) for count, name in counts}


def won(site: Path, address: str) -> list[str]:
    """The criteria that an option's page lists under `Wins`."""
    groups = read_page(site, address).all(".won__group")
    wins: list[Element] = [group for group in groups if group.one("h3").text == "Wins"]
    return [item.all("a")[0].text for group in wins for item in group.all("li")]


def test_adopting_a_proposal_is_one_word(project: Path, real_site: Site) -> None:
    comparison = real_site.comparison
    disputed = [c for c in comparison.criteria if c.verdict.open_proposal]
    advice = [s for s in comparison.scenarios if s.open_proposal]
    data = project / "comparison.yaml"
    text = data.read_text(encoding="utf-8")
    assert text.count("status: open") == len(disputed) + len(advice) > 0
    data.write_text(text.replace("status: open", "status: adopted"), encoding="utf-8")
    result = build_py(cwd=project)
    assert result.returncode == 0, result.stderr
    site = project / "site"
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
    text = REAL_DATA.read_text(encoding="utf-8")
    places = [match.start() for match in re.finditer("status: open", text)]
    data = tmp_path / "comparison.yaml"
    copy_evidence(REAL_DATA, tmp_path)
    for place in places:
        adopted = text[:place] + text[place:].replace("open", "adopted", 1)
        data.write_text(adopted, encoding="utf-8")
        assert load(data) != load(REAL_DATA)
    assert places
