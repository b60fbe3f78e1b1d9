# ruff: noqa: E501 - data stands on its lines as authors write them
"""Ids and hues that follow from names are listed, and written down without changing a page."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from comparison_site.authoring.editing import Draft
from comparison_site.authoring.ids import derived, write_down
from comparison_site.commands.ids import ids
from comparison_site.loading.loader import load_bytes
from comparison_site.outputs.api import comparison_json
from tests.loading.test_completing import SMALL
from tests.support.paths import MINIMAL, SCRIPTS

SHORT = (
    SMALL.replace("  - https://example.com/survey", "  - https://example.com/survey # counted")
    .replace("  - name: Speed\n", "  - name: Speed # in town\n")
    .replace("\n      bus: unknown\n", """
      bus: "- late [https://example.com/late]"
    facts:
      - {name: Seats, sources: [example-com-survey], values: {bicycle: 1, velo-electrique: 1, bus: 80}}
  - name: Price
    verdict: {kind: unknown}
    positions: {bicycle: "+ cheap, or free [https://example.com/roofs]", velo-electrique: unknown, bus: unknown}
scenarios:
  - {need: A short way, option: bicycle, because: Near., criteria: [speed]}
""")
)  # fmt: skip
"""Every record without an id, and every short form, in braces and on lines of their own."""


def written(text: str) -> str:
    draft = Draft(text)
    write_down(draft, {one.path: one.fields for one in derived(draft.document)})
    return draft.made()


def api(text: str) -> str:
    return comparison_json(load_bytes(text.encode(), "x.yaml").comparison)


def run(data: Path, *words: str) -> Result:
    return CliRunner().invoke(ids, [*words, "--data", str(data)])


@pytest.mark.parametrize("text", [SMALL, SHORT], ids=["small", "short"])
def test_what_is_written_down_says_what_was_derived(text: str) -> None:
    after = written(text)
    assert api(after) == api(text)
    assert list(derived(Draft(after).document)) == []
    for comment in ("# counted", "# in town"):
        assert after.count(comment) == text.count(comment)


def test_line_ends_and_what_nobody_asked_about_stay() -> None:
    assert written(SHORT.replace("\n", "\r\n")) == written(SHORT).replace("\n", "\r\n")
    text = MINIMAL.read_text("utf-8")
    assert written(text) == text


def test_an_id_that_is_written_down_outlives_its_name() -> None:
    after = written(SMALL).replace("name: Speed", "name: Pace").replace("name: Bus", "name: Coach")
    comparison = load_bytes(after.encode(), "x.yaml").comparison
    assert comparison.criterion("speed").name == "Pace"
    assert comparison.option("bus").name == "Coach"


def test_the_command_lists_them_and_writes_them_once(tmp_path: Path) -> None:
    data = tmp_path / "comparison.yaml"
    data.write_text(SHORT, "utf-8")
    listed = run(data)
    assert listed.exit_code == 0
    assert "option     id bicycle, hue 270  (Bicycle)\n" in listed.stdout
    assert listed.stdout.endswith(f"14 ids and 2 hues not in {data}; --write writes them there.\n")
    assert data.read_text("utf-8") == SHORT
    assert (done := run(data, "--write")).exit_code == 0
    assert done.stdout.startswith(f"Wrote 14 ids and 2 hues to {data}. Readers will see:\n")
    assert "Nothing changes" in done.stdout
    assert data.read_text("utf-8") == written(SHORT)
    for words in ((), ("--write",)):
        assert run(data, *words).stdout == f"{data} says every id and every hue already.\n"


def test_a_file_that_says_all_has_nothing_to_list() -> None:
    assert run(SCRIPTS).stdout == f"{SCRIPTS} says every id and every hue already.\n"
