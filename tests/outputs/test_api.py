"""The JSON for programs holds everything, follows its schema, and stays as it is.

The golden files in tests/golden/machine are made from tests/data/minimal.yaml. After an intended
change of what programs read:
    UPDATE_GOLDEN=1 pytest tests/outputs tests/analysis/test_verdict_changes.py
and read the difference before you commit it.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from pydantic import ValidationError

from comparison_site import Comparison, load
from comparison_site.core.inline_text import plain_text
from comparison_site.core.vocabulary import Status
from comparison_site.outputs.api import Envelope, comparison_json, comparison_schema
from tests.support.comparisons import BASE, DATA, HOSTILE, eventful, hostile, proposal
from tests.support.golden import golden
from tests.support.json_values import objects
from tests.support.paths import MINIMAL, REAL_DATA, SCRIPTS


def parsed(comparison: Comparison, base_url: str = "") -> Any:
    return json.loads(comparison_json(comparison, base_url))


@cache
def validator() -> Draft202012Validator:
    schema = json.loads(comparison_schema())
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=FormatChecker())


def test_the_json_of_the_smallest_comparison_is_as_in_the_golden_file() -> None:
    golden("api/v1/comparison.json", comparison_json(load(MINIMAL), BASE))


@DATA
@pytest.mark.parametrize("base_url", ["", BASE])
def test_the_json_follows_its_schema(data: Path, base_url: str) -> None:
    validator().validate(parsed(load(data), base_url))


def test_the_json_of_an_eventful_comparison_follows_its_schema() -> None:
    validator().validate(parsed(eventful()))


def test_the_schema_asks_for_every_key_and_forbids_none() -> None:
    schema = json.loads(comparison_schema())
    documents = [schema, *(d for d in schema["$defs"].values() if d["type"] == "object")]
    assert len(documents) > 10
    for document in documents:
        assert document["required"] == list(document["properties"])
    assert "additionalProperties" not in comparison_schema()
    assert "words to any enum" in " ".join(schema["description"].split())


def test_what_a_later_version_1_adds_is_valid_today() -> None:
    document = parsed(eventful())
    for part in list(objects(document)):
        part["added"] = "later"
    document["schema_version"] = "1.1"
    validator().validate(document)


@pytest.mark.parametrize("version", ["2.0", "10.0", "0.1.0", "1", 1.0])
def test_another_version_is_not_valid(version: object) -> None:
    assert not validator().is_valid(parsed(eventful()) | {"schema_version": version})


def test_we_write_no_key_that_the_schema_does_not_name() -> None:
    envelope = Envelope.model_validate_json(comparison_json(eventful()))
    with pytest.raises(ValidationError, match="extra_forbidden"):
        Envelope.model_validate(envelope.model_dump() | {"added": "later"})


def test_the_schema_has_no_choice_of_types_but_null() -> None:
    for part in objects(json.loads(comparison_schema())):
        kinds = part.get("anyOf", [])
        assert not kinds or (len(kinds) == 2 and {"type": "null"} in kinds)
        assert "oneOf" not in part
        assert isinstance(part.get("type", ""), str | dict)


def test_the_schema_says_where_it_stands_if_that_is_known() -> None:
    assert json.loads(comparison_schema(BASE))["$id"] == f"{BASE}api/v1/comparison.schema.json"
    assert "$id" not in json.loads(comparison_schema())


def test_lists_are_never_null() -> None:
    empty = load(MINIMAL).model_copy(update={"scenarios": ()})
    assert parsed(empty)["result"]["scenarios"] == []
    assert parsed(empty)["result"]["criteria"][0]["verdict"]["history"] == []


def test_what_advice_cites_is_told_apart_from_what_a_proposal_cites() -> None:
    comparison = load(MINIMAL)
    [scenario] = comparison.scenarios
    cited = scenario.model_copy(update={"sources": ("survey",)})
    [told] = parsed(comparison.model_copy(update={"scenarios": (cited,)}))["result"]["scenarios"]
    assert (told["sources"], told["published"]["sources"]) == (["survey"], [])


@DATA
def test_nothing_is_left_out(data: Path) -> None:
    comparison, result = load(data), parsed(load(data))["result"]
    for name in ("options", "criteria", "scenarios", "sources"):
        assert [record["id"] for record in result[name]] == [
            record.id for record in getattr(comparison, name)
        ]
    points = [p for c in comparison.criteria for s in c.positions.values() for p in s.points]
    texts = [
        point["text"]["text"]
        for criterion in result["criteria"]
        for position in criterion["positions"]
        for point in position["points"]
    ]
    assert texts == [point.text for point in points]


def test_the_dates_come_from_the_data() -> None:
    document = parsed(load(MINIMAL))
    assert document["schema_version"] == "1.0"
    assert document["generated_at"] == "2026-11-20T00:00:00Z"
    assert document["last_modified"] == "2026-11-20T00:00:00Z"


def test_links_are_relative_to_the_file_when_the_address_is_not_known() -> None:
    document = parsed(load(MINIMAL))
    assert (document["uri"], document["html"]) == ("comparison.json", "../../")
    [criterion] = document["result"]["criteria"]
    point = criterion["positions"][0]["points"][0]
    assert point["html"] == "../../criteria/speed/#point-no-waiting"
    assert criterion["verdict"]["badge"] == "../../badges/speed.svg"


def test_links_are_absolute_when_the_address_is_known() -> None:
    document = parsed(load(MINIMAL), BASE)
    links = [part["html"] for part in objects(document) if "html" in part]
    assert len(links) == 9
    assert all(link.startswith(BASE) for link in links)
    assert f"{BASE}scenarios/#short-way" in links
    assert f"{BASE}sources/#source-survey" in links


def test_what_is_published_and_what_is_proposed_stand_side_by_side() -> None:
    verdict = parsed(eventful())["result"]["criteria"][0]["verdict"]
    assert verdict["published"]["option"] == "bicycle"
    assert verdict["published"]["argument"] is None
    assert verdict["proposal"]["option"] == "bus"
    assert verdict["proposal"]["argument"] == {"text": "It was built.", "plain": "It was built."}
    assert verdict["history"][0]["because"] == {"text": "`A` new *road*.", "plain": "A new road."}


def test_an_adopted_proposal_is_published_with_its_argument() -> None:
    comparison = eventful()
    verdict = comparison.criteria[0].verdict
    adopted = verdict.model_copy(update={"contested": proposal(Status.ADOPTED)})
    criterion = comparison.criteria[0].model_copy(update={"verdict": adopted})
    changed = comparison.model_copy(update={"criteria": (criterion,)})
    document = parsed(changed)["result"]["criteria"][0]["verdict"]
    assert document["proposal"] is None
    assert (document["published"]["option"], document["published"]["sources"]) == (
        "bus",
        ["survey"],
    )


@HOSTILE
def test_hostile_texts_stay_texts(payload: str) -> None:
    document = parsed(hostile(payload), BASE)
    validator().validate(document)
    assert document["result"]["title"] == payload
    assert document["result"]["bottom_line"] == {"text": payload, "plain": plain_text(payload)}


def test_the_same_data_gives_the_same_bytes() -> None:
    assert comparison_json(load(REAL_DATA)) == comparison_json(load(REAL_DATA))


def test_the_order_of_a_verdict_is_told_by_place() -> None:
    price, stations = json.loads(comparison_json(load(SCRIPTS)))["result"]["criteria"]
    assert price["verdict"]["published"]["order"] == [["careem", "bixi"], ["tel-o-fun"], ["velib"]]
    assert stations["verdict"]["published"]["order"] == []


def test_facts_are_told_by_option_with_their_sources() -> None:
    [criterion, _] = json.loads(comparison_json(load(SCRIPTS), BASE))["result"]["criteria"]
    facts = {fact["id"]: fact for fact in criterion["facts"]}
    price = facts["half-an-hour"]
    assert (price["type"], price["better"], price["unit"]) == ("price", "low", "for visitors")
    assert price["html"] == f"{BASE}criteria/price/#fact-half-an-hour"
    values = {value["option"]: value for value in price["values"]}
    assert (values["velib"]["value"], values["velib"]["sources"]) == ("€1.50", ["survey"])
    assert (values["bixi"]["value"], values["bixi"]["state"]) == (None, "unknown")
    assert facts["warmest"]["values"][0]["text"] == "42.6\u00a0°C"
