"""The form about a verdict in a browser: a verdict changed by a person, and by no other page."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from playwright.sync_api import Page, expect

from comparison_site.core.resources import template_folders
from comparison_site.loading.loader import load
from comparison_site.preview.editor import FORMS, Editor
from comparison_site.preview.guard import Guard
from tests.support import paths
from tests.support.browser import DESKTOP, PHONE, Visitor, violations
from tests.support.paths import ROOT
from tests.support.sites import served

MINIMAL = paths.MINIMAL.read_text("utf-8")


class Quiet(WSGIRequestHandler):
    """Answers without a word on the terminal."""

    def log_message(self, *_: Any) -> None:
        pass


def nothing(_: Any, start_response: Any) -> list[bytes]:
    start_response("404 Not Found", [("Content-Type", "text/html")])
    return [b"<!doctype html><title>Nothing</title>"]


@contextmanager
def forms(file: Path) -> Iterator[tuple[str, Guard]]:
    """The forms about a file, on a port of this machine, and who guards them."""
    with make_server("127.0.0.1", 0, nothing, handler_class=Quiet) as server:
        guard = Guard(server.server_port)
        server.set_app(Editor(file, template_folders(ROOT), guard).before(nothing))
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}", guard
        finally:
            server.shutdown()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "data.yaml"
    path.write_text(MINIMAL, "utf-8")
    return path


def fill(page: Page) -> None:
    page.get_by_label("Bus", exact=True).check()
    page.get_by_label("On the badge").fill("First with a lane")
    page.get_by_label("The reason").fill("A bus lane was built.")
    page.get_by_label("What would flip this verdict").fill("The lane is closed.")
    page.get_by_role("checkbox", name="A survey of ways to work").check()


LOOKS: dict[str, dict[str, Any]] = {
    "desk": {"viewport": DESKTOP},
    "phone": {"viewport": PHONE, "color_scheme": "dark"},
}
WON_NOWHERE = (
    "What is recommended for 'A short way in town' would win none of the verdicts there; say why "
    "it is recommended all the same"
)


@pytest.fixture
def page(visitor: Visitor, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page of its own: the server of these tests is gone before the next one begins."""
    look = getattr(request, "param", "desk")
    with visitor.browser.new_context(**LOOKS[look]) as context:
        context.set_default_timeout(5000)
        yield context.new_page()


@pytest.mark.parametrize("page", LOOKS, indirect=True)
def test_somebody_who_knows_no_yaml_changes_a_verdict(file: Path, page: Page) -> None:
    show = page.get_by_role("button", name="Show what readers will see")
    with forms(file) as (root, _):
        page.goto(f"{root}{FORMS}verdict/speed")
        assert violations(page) == []
        fill(page)
        show.click()
        alert = page.get_by_role("alert")
        expect(alert).to_contain_text(WON_NOWHERE)
        assert violations(page) == []
        alert.get_by_role("link").click()
        field = page.get_by_label("A short way in town")
        expect(field).to_be_in_viewport()
        expect(field).to_have_accessible_description(WON_NOWHERE)
        field.fill("Nobody waits for a bicycle.")
        show.click()
        changes = page.get_by_role("region", name="What this changes")
        expect(changes).to_contain_text("Bicycle → Bus")
        assert violations(page) == []
        assert file.read_text("utf-8") == MINIMAL
        page.get_by_role("button", name="Write it to data.yaml").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Written to data.yaml")
        assert violations(page) == []
    assert load(file).criterion("speed").verdict.option == "bus"


HOSTILE = """<!doctype html><title>Hostile</title>
<form method="post" action="{form}" {how}>
<input name="token" value="{token}"><input name="outcome" value="confirm">
<input name="action" value="write"><input name="because" value="Taken over.">
<input name="digest" value="0"></form>
<script>
const said = [];
const note = (name, promise) => promise.then(
  answer => said.push(name + answer.type + answer.status), () => said.push(name + "failed"),
);
const body = new URLSearchParams(new FormData(document.forms[0]));
const read = async answer => {{ said.push(await answer.text()); return answer; }};
Promise.all([
  note("read:", fetch("{form}").then(read)),
  note("blind:", fetch("{form}", {{mode: "no-cors"}})),
  note("sent:", fetch("{form}", {{method: "POST", mode: "no-cors", body}})),
]).then(() => {{ document.title = said.join(" "); }});
</script>
<iframe src="{form}"></iframe>"""


def test_a_hostile_page_in_the_same_browser_reads_and_changes_nothing(
    file: Path, page: Page, tmp_path: Path
) -> None:
    """Even one that has got hold of the token, and whatever way it sends the form."""
    for number, how in enumerate(["", 'enctype="text/plain"', 'enctype="multipart/form-data"']):
        folder = tmp_path / f"hostile-{number}"
        folder.mkdir()
        with forms(file) as (root, guard), served(folder) as elsewhere:
            words = {"form": f"{root}{FORMS}verdict/speed", "token": guard.token, "how": how}
            (folder / "index.html").write_text(HOSTILE.format_map(words), "utf-8")
            for address in (elsewhere, elsewhere.replace("127.0.0.1", "localhost")):
                page.goto(address)
                page.wait_for_function("document.title !== 'Hostile'")
                assert "First in town" not in page.title()
                with page.expect_navigation():
                    page.evaluate("document.forms[0].submit()")
                expect(page.get_by_role("heading", level=1)).to_have_text(
                    "This is not possible now"
                )
    assert file.read_text("utf-8") == MINIMAL
