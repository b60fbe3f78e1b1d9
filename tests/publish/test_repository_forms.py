"""The forms for people without a checkout are what GitHub's schema for issue forms asks for."""

from typing import Any

import pytest
import yaml

from tests.support.paths import ROOT

FORMS = sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("*-*.yml"))
KINDS = {"input", "textarea", "dropdown", "checkboxes"}


def form(path: Any) -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    return content


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_a_form_says_what_it_is_for_and_asks_for_each_thing_once(path: Any) -> None:
    content = form(path)
    assert {"name", "description", "title", "body"} <= content.keys()
    ids = [field["id"] for field in content["body"]]
    assert len(set(ids)) == len(ids) > 3
    for field in content["body"]:
        assert field["type"] in KINDS
        assert field["attributes"]["label"]
        assert ("options" in field["attributes"]) is (field["type"] in {"dropdown", "checkboxes"})
    assert any(field.get("validations", {}).get("required") for field in content["body"])


def test_there_is_a_form_for_a_fact_a_verdict_and_a_source() -> None:
    assert [path.stem for path in FORMS] == ["another-verdict", "new-source", "wrong-fact"]


def test_disputes_from_the_site_still_open_a_blank_issue() -> None:
    assert form(ROOT / ".github/ISSUE_TEMPLATE/config.yml")["blank_issues_enabled"] is True
