"""The live preview: saving a file changes the page, and mistakes appear on the page itself."""

import signal
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from comparison_site.core.resources import COMMAND
from tests.support.commands import build_py
from tests.support.html import Element
from tests.support.preview import PATIENCE, Preview, serving
from tests.support.projects import new_project, own_template, replace_once, snapshot

BOTTOM_LINE = "Take the bicycle when the way is short."
OWN = ("pages/overview.md", "theme/main.html")
pytestmark = pytest.mark.process


def alerts(page: Element) -> list[Element]:
    return [item for item in page.walk() if item.attributes.get("role") == "alert"]


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """One preview for the module; each test leaves the project as it found it, or better."""
    project = new_project(tmp_path_factory.mktemp("serve") / "project")
    for name in OWN:
        own_template(project, name)
    with serving(project) as running:
        running.wait_for(lambda page: page.all("h1"))
        yield running


def test_the_page_is_served(preview: Preview) -> None:
    page = preview.wait_for(lambda page: BOTTOM_LINE in page.text)
    assert alerts(page) == []
    assert preview.get("criteria/speed/") is not None


def test_a_mistake_appears_on_the_last_good_version_of_the_page(preview: Preview) -> None:
    data = preview.project / "comparison.yaml"
    good = data.read_text(encoding="utf-8")
    replace_once(data, "label: First in town", "lable: <b>First</b> in town")
    broken = preview.wait_for(alerts)
    [panel] = alerts(broken)
    assert "comparison.yaml:" in panel.text
    assert "'lable'" in panel.text
    assert "<b>First</b>" in panel.text
    assert BOTTOM_LINE in broken.text
    assert "First in town" in broken.one("table.scoreboard").text
    assert preview.process.poll() is None
    data.write_text(good, encoding="utf-8")
    fixed = preview.wait_for(lambda page: not alerts(page))
    assert BOTTOM_LINE in fixed.text


def test_a_change_of_the_data_appears(preview: Preview) -> None:
    data = preview.project / "comparison.yaml"
    replace_once(data, "label: First in town", "label: Quickest in town")
    preview.wait_for(lambda page: "Quickest in town" in page.one("table.scoreboard").text)


def test_a_change_of_a_template_appears(preview: Preview) -> None:
    replace_once(
        preview.project / "templates/pages/overview.md", "## The options", "## All options"
    )
    preview.wait_for(lambda page: "All options" in page.text)


def test_a_broken_template_does_not_end_the_preview(preview: Preview) -> None:
    template = preview.project / "templates/pages/overview.md"
    good = template.read_text(encoding="utf-8")
    template.write_text(good + "{% endfor %}\n", encoding="utf-8")
    panel = alerts(preview.wait_for(alerts))[0].text
    assert "overview.md" in panel
    template.write_text(good, encoding="utf-8")
    preview.wait_for(lambda page: not alerts(page))


def test_a_change_of_the_docs_appears(preview: Preview) -> None:
    method = preview.project / "docs/method.md"
    text = method.read_text(encoding="utf-8")
    method.write_text(text + "\nA line that was added a moment ago.\n", encoding="utf-8")
    preview.wait_for(lambda page: "added a moment ago" in page.text, "method/")


@pytest.mark.parametrize(
    ("name", "words"), [("templates/theme/main.html", "main.html"), ("mkdocs.yml", "mkdocs.yml:")]
)
def test_a_broken_theme_and_broken_settings_do_not_end_the_preview(
    preview: Preview, name: str, words: str
) -> None:
    file = preview.project / name
    good = file.read_text("utf-8")
    file.write_text(good + "\nnav: [{% endfor %}\n", "utf-8")
    page = preview.wait_for(alerts)
    file.write_text(good, "utf-8")
    assert words in alerts(page)[0].text
    assert BOTTOM_LINE in page.text
    preview.wait_for(lambda page: not alerts(page))


def test_data_that_is_deleted_is_missed_and_seen_again_when_it_is_back(preview: Preview) -> None:
    data = preview.project / "comparison.yaml"
    good = data.read_text("utf-8")
    data.unlink()
    page = preview.wait_for(alerts)
    assert "comparison.yaml the file cannot be read" in " ".join(alerts(page)[0].text.split())
    assert BOTTOM_LINE in page.text
    data.write_text(good, "utf-8")
    preview.wait_for(lambda page: not alerts(page))


def test_the_preview_starts_on_broken_data_or_none_and_shows_it_once_it_is_right(
    project: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """And the next start clears up after a preview that was killed, but not after others."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    data = project / "comparison.yaml"
    good = data.read_text("utf-8")
    data.write_text("title: [unclosed\n", "utf-8")
    with serving(project) as running:
        assert "comparison.yaml:1:" in alerts(running.wait_for(alerts))[0].text
    [left] = tmp_path.glob("mkdocs_*")
    data.unlink()
    with serving(project) as running:
        told = alerts(running.wait_for(alerts))[0].text
        assert "the file cannot be read" in told
        assert f"to start one of your own: {COMMAND} new DIR" in told
        data.write_text(good, "utf-8")
        assert alerts(running.wait_for(lambda page: BOTTOM_LINE in page.text)) == []
        [own] = tmp_path.glob("mkdocs_*")
        assert own != left
        running.process.send_signal(signal.SIGINT)
        running.process.wait(timeout=PATIENCE)
        assert "Traceback" not in running.said()
    assert list(tmp_path.glob("mkdocs_*")) == []


def test_settings_that_are_broken_from_the_start_are_named_and_leave_nothing(
    project: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    replace_once(project / "mkdocs.yml", "docs_dir: docs", "docs_dir: gone")
    result = build_py("serve", cwd=project)
    assert result.returncode == 1
    assert "gone" in result.stderr
    assert result.stderr.endswith("The preview cannot start.\n")
    assert list(tmp_path.glob("mkdocs_*")) == []


def test_nothing_is_written_into_the_project_but_what_the_next_start_can_use(
    preview: Preview,
) -> None:
    made = ("__pycache__", ".site-cache/")
    kept = {path for path in snapshot(preview.project) if not any(one in path for one in made)}
    fresh = new_project(preview.project.parent / "fresh")
    for name in OWN:
        own_template(fresh, name)
    assert kept == set(snapshot(fresh))


@pytest.mark.parametrize(
    ("given", "served"),
    [
        (":8792", "127.0.0.1:8792"),
        ("localhost", "localhost:8000"),
        ("0.0.0.0:80", "0.0.0.0:80"),
        ("[::1]:8080", "[::1]:8080"),
    ],
)
def test_half_an_address_is_enough(
    monkeypatch: pytest.MonkeyPatch, given: str, served: str
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(
        "comparison_site.commands.site.mkdocs_cli.main", lambda words, **_: asked.append(words[-1])
    )
    assert build_py("serve", "--address", given).returncode == 0
    assert asked == [served]


@pytest.mark.parametrize(
    "given", ["127.0.0.1:99999", "here:8000", "::1", "1.2.3.4:0", "8000", "a b"]
)
def test_an_address_that_cannot_be_is_refused(given: str) -> None:
    result = build_py("serve", "--address", given)
    assert result.returncode == 2
    assert "a port lies between 1 and 65535" in " ".join(result.stderr.split())


def test_a_port_that_is_taken_is_said(project: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        result = build_py("serve", "--address", address, cwd=project)
    assert result.returncode == 1
    assert f"{address} cannot be served: Address already in use" in result.stderr
