"""The report of differences begins with what bends verdicts; old files cannot break it."""

import json
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest

from comparison_site.authoring.difference import MARKDOWN, TEXT, Compared, difference, report
from comparison_site.authoring.evidence_gate import bends
from comparison_site.authoring.versions import present_version, read_version
from comparison_site.core.resources import template_folders
from comparison_site.pages.rendering import report_renderer
from tests.authoring.test_evidence_gate import TODAY, loaded
from tests.authoring.test_gate_rules import FULL, PROPOSAL_GONE, RUN_GONE, WEAKNESS, full_but
from tests.support.paths import ROOT

BENT = full_but(
    ("confidence: medium", "confidence: high"),
    ("label: First in town", "label: Worst *choice* ever"),
    ("kind: survey", "kind: measured"),
    (WEAKNESS, "\n      bus:"),
    PROPOSAL_GONE,
    RUN_GONE,
)


def reported(before: str, after: str, form: str = TEXT, revision: str = "main") -> str:
    found = difference(present_version(loaded(before)), present_version(loaded(after)))
    render = report_renderer(template_folders(ROOT), form == MARKDOWN)
    return report(found, Compared("data.yaml", revision), render, form)


def test_what_bends_verdicts_comes_before_everything_else() -> None:
    assert reported(FULL, BENT).startswith("""\
data.yaml, compared with main

Look at these first
  Speed: More confidence: Medium confidence -> High confidence
  Speed: Another reason, badge, condition or order (Badge): First in town -> Worst *choice* ever
  Speed: A proposal is gone: Bus, removed
  Speed: A run against a verdict is gone (count)
  Speed: Points came or went on one side (Bicycle, ahead): Weakness, icy, removed
  A survey of ways to work: A source counts as stronger evidence: Survey -> Measured
  Speed: An id is gone (point): icy, removed

The comparison
""")


def test_in_markdown_it_is_a_list_in_which_data_stays_text() -> None:
    assert reported(FULL, BENT, MARKDOWN).startswith("""\
## What readers will see differently

data.yaml, compared with main

### Look at these first

- Speed: More confidence: Medium confidence → **High confidence**
- Speed: Another reason, badge, condition or order (Badge): First in town → **Worst \\*choice\\* ever**
- Speed: A proposal is gone: Bus, **removed**
- Speed: A run against a verdict is gone (count)
- Speed: Points came or went on one side (Bicycle, ahead): Weakness, icy, **removed**
- A survey of ways to work: A source counts as stronger evidence: Survey → **Measured**
- Speed: An id is gone (point): icy, **removed**

### The comparison
""")  # noqa: E501


@pytest.mark.parametrize("form", [TEXT, MARKDOWN])
def test_where_nothing_bends_there_is_nothing_to_look_at_first(form: str) -> None:
    assert "first" not in reported(FULL, full_but(("name: Speed", "name: Pace")), form)
    assert "Look at" not in reported(FULL, BENT, form, revision="")


def without_each_part(value: Any, top: Any) -> Iterator[Any]:
    """The whole with one key or item left out, for each of them."""
    parts = list(value) if isinstance(value, dict) else range(len(value))
    for part in parts:
        kept = value[part]
        del value[part]
        yield deepcopy(top)
        if isinstance(value, dict):
            value[part] = kept
        else:
            value.insert(part, kept)
        if isinstance(kept, dict | list):
            yield from without_each_part(kept, top)


def test_an_old_file_may_lack_any_part() -> None:
    now = loaded(FULL)
    whole: Any = deepcopy(now.document.root.value)
    olds = list(without_each_part(whole, whole))
    assert len(olds) > 100
    for old in olds:
        assert old != now.document.root.value
        then = read_version(json.dumps(old).encode(), "old.yaml").comparison
        list(bends(then, now.comparison, TODAY))  # none of them raises
