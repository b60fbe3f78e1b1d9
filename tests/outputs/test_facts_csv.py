"""The facts as a table for spreadsheets (RFC 4180)."""

import csv
from io import StringIO

import pytest

from comparison_site import Comparison, load
from comparison_site.analysis.compare import groups
from comparison_site.outputs.facts_csv import FACTS_PATH, facts_csv
from comparison_site.outputs.registry import BuildContext, outputs
from tests.support.comparisons import poison
from tests.support.paths import MINIMAL, SCRIPTS


def lines(comparison: Comparison) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(facts_csv(comparison), newline="")))


def test_there_is_a_line_for_every_value() -> None:
    comparison = load(SCRIPTS)
    found = {(line["fact"], line["option"]): line for line in lines(comparison)}
    rows = [row for _, rows in groups(comparison) for row in rows]
    assert list(found) == [(row.fact.id, option) for row in rows for option in row.cells]
    price = found["half-an-hour", "velib"]
    assert (price["type"], price["value"], price["better"]) == ("price", "€1.50", "low")
    assert (price["sources"], price["state"]) == ("survey", "")
    assert price["checked_on"] == str(comparison.source("survey").accessed_on)
    unknown = found["half-an-hour", "bixi"]
    assert (unknown["value"], unknown["state"], unknown["sources"]) == ("", "unknown", "")
    assert unknown["checked_on"] == ""


@pytest.mark.parametrize("start", [*"=+-@\t\r\n", *"\uff1d\uff0b\uff0d\uff20"])
def test_no_text_is_read_as_a_formula(start: str) -> None:
    """As https://owasp.org/www-community/attacks/CSV_Injection has it."""
    poisoned = poison(load(SCRIPTS), f"{start}HYPERLINK(1)")
    cells = [cell for line in lines(poisoned) for cell in line.values()]
    assert f"'{start}HYPERLINK(1)" in cells
    assert not any(cell.startswith(start) for cell in cells)


def test_a_number_below_zero_stays_a_number() -> None:
    [criterion, *others] = load(SCRIPTS).criteria
    fact = next(fact for fact in criterion.facts if fact.id == "warmest")
    cold = {name: value.model_copy(update={"value": "-4.5"}) for name, value in fact.values.items()}
    changed = criterion.model_copy(update={"facts": (fact.model_copy(update={"values": cold}),)})
    comparison = load(SCRIPTS).model_copy(update={"criteria": (changed, *others)})
    assert {line["value"] for line in lines(comparison)} == {"-4.5"}


def test_only_a_comparison_with_facts_has_the_file_and_is_told_of_it() -> None:
    files = dict(outputs(BuildContext(load(SCRIPTS))))
    assert FACTS_PATH in files
    assert FACTS_PATH in files["llms.txt"].decode()
    files = dict(outputs(BuildContext(load(MINIMAL))))
    assert FACTS_PATH not in files
    assert FACTS_PATH not in files["llms.txt"].decode()
