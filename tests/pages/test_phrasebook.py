"""The phrasebook: parts of programs side by side, with what came of comparing them."""

import hashlib
import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from comparison_site import Comparison, load
from comparison_site.outputs.markdown import markdown_of
from comparison_site.pages.evidence import parts, sections
from tests.support.articles import article, contents
from tests.support.html import parse
from tests.support.paths import MEASURED
from tests.support.projects import replace_once

HOSTILE = 'fare = "</code></pre><script>alert(1)</script>"  # `*x*` {{ 7 * 7 }}'
NAMES = ("pay", "leave", "lock")


@pytest.fixture
def comparison(tmp_path: Path) -> Comparison:
    """Bicycle and bus, whose programs about a ticket have three phrases; one has no bus."""
    folder = shutil.copytree(MEASURED, tmp_path / "measured") / "evidence"
    result = json.loads((folder / "results/ticket.json").read_text("utf-8"))
    for program in result["programs"]:
        name = program["option"]
        code = f"# %% pay\n{HOSTILE}\n# %%\nprint(1)\n# %% leave\nleave('{name}')\n# %%\n"
        code += "# %% lock\nlock()\n" if name == "bicycle" else ""
        (folder / f"pairs/ticket/{name}.py").write_text(code, "utf-8")
        program["sha256"] = hashlib.sha256(code.encode()).hexdigest()
    said = [("pay", True, "equal"), ("leave", False, "largest difference 2.5, allowed 0")]
    result["phrases"] = [
        dict(zip(("id", "agrees", "comparison"), one, strict=True)) for one in said
    ]
    (folder / "results/ticket.json").write_text(json.dumps(result), "utf-8")
    task = folder / "pairs/ticket/task.toml"
    more = [f"[[phrases]]\nid = '{name}'\ntitle = 'To {name} &amp; *go*'" for name in NAMES]
    task.write_text("\n".join([task.read_text("utf-8"), *more]), "utf-8")
    return load(folder.parent / "measured.yaml", date(2026, 11, 23))


def test_a_part_ends_at_the_next_mark_and_loses_its_margin() -> None:
    code = "import x\n# %% one\n    a = 1\n\n    b = 2\n# %%\nhidden\n  // %% two\ny\n# %% three\nz"
    assert parts(code) == {"one": "a = 1\n\nb = 2", "two": "y", "three": "z"}


def test_a_phrase_shows_what_each_program_has_and_what_came_of_it(comparison: Comparison) -> None:
    [section] = sections(comparison)
    told = {
        row.phrase.id: (row.given and row.given.agrees, [one.option for one, _ in row.sides])
        for row in section.rows
    }
    assert told == {
        "pay": (True, ["bicycle", "bus"]),
        "leave": (False, ["bicycle", "bus"]),
        "lock": (None, ["bicycle"]),
    }
    assert not section.changed


def test_the_page_can_be_linked_to_row_by_row_and_says_each_result_in_words(
    comparison: Comparison,
) -> None:
    page = parse(article(contents(comparison)["phrasebook.md"]))
    found = {one.one("h3").attributes["id"]: one.text for one in page.all(".phrase")}
    assert list(found) == ["ticket-pay", "ticket-leave", "ticket-lock"]
    assert "To pay &amp; *go*" in found["ticket-pay"]
    assert "Same result" in found["ticket-pay"]
    assert "Another result largest difference 2.5, allowed 0" in found["ticket-leave"]
    assert "Not compared" in found["ticket-lock"]


def test_code_is_text_whatever_stands_in_it(comparison: Comparison) -> None:
    html = article(contents(comparison)["phrasebook.md"])
    assert HOSTILE in parse(html).content
    assert "<script" not in html
    markdown = markdown_of(html, "phrasebook.md")
    assert f"```python\n{HOSTILE}\n```" in markdown


@pytest.mark.usefixtures("comparison")
def test_code_that_has_changed_since_says_so(tmp_path: Path) -> None:
    program = tmp_path / "measured/evidence/pairs/ticket/bus.py"
    replace_once(program, "print(1)", "print(2)")
    again = load(tmp_path / "measured/measured.yaml", date(2026, 11, 23))
    assert [one.option for one in sections(again)[0].changed] == ["bus"]
    assert "This file has changed since it ran" in contents(again)["phrasebook.md"]


def test_without_phrases_there_is_no_phrasebook() -> None:
    assert "phrasebook.md" not in contents(load(MEASURED / "measured.yaml", date(2026, 11, 23)))
