"""Values of facts: what a text is, what a row of texts has in common, and how numbers are printed.

The expected values follow from the documented forms alone: ISO 8601 days, ISO 4217 codes and
signs of money, dotted versions.
"""

import pytest

from comparison_site.core.values import (
    FactType,
    price,
    state_meant,
    strays,
    type_of_all,
    types_of,
    version_order,
    with_unit,
)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("yes", ["yes-no"]), ("partly", ["yes-no"]), ("Yes", ["text"]),
        ("2026-03-01", ["date"]), ("2026-02-30", ["date"]),
        ("12", ["number", "version"]), ("-0.5", ["number"]), ("1,200", ["text"]),
        ("€9.99", ["price"]), ("10 USD", ["price"]), ("US$ 5", ["price"]), ("9 €", ["price"]),
        ("2.21.0", ["version"]), ("v2", ["version"]), ("2.22.0rc0", ["version"]),
        ("unknown", []), ("not-applicable", []),
        ("only with a plug-in", ["text"]), ("9,99 €", ["text"]), ("مترو", ["text"]),
    ],
)  # fmt: skip
def test_a_text_is_what_its_form_says(text: str, kinds: list[str]) -> None:
    assert types_of(text) == kinds


@pytest.mark.parametrize(
    ("texts", "kind"),
    [
        (["1.9", "1.10"], "number"), (["1.9", "1.10.0"], "version"),
        (["yes", "no", "unknown"], "yes-no"), (["unknown"], "text"), ([], "text"),
        (["3", "€4"], "price"), (["a word", "b word", "yes"], "text"),
    ],
)  # fmt: skip
def test_a_row_is_what_most_of_its_values_can_be(texts: list[str], kind: str) -> None:
    assert type_of_all(texts) == kind


def test_what_is_said_of_a_row_outweighs_what_its_values_look_like() -> None:
    assert strays(["1.9", "1.10"], FactType.VERSION) == ("version", [])
    assert strays(["1.9", "new"], FactType.VERSION) == ("version", ["new"])
    assert strays(["1.9", "new", "unknown"], FactType.TEXT) == ("text", [])
    assert strays(["1.9", "2", "new"]) == ("number", ["new"])


@pytest.mark.parametrize("others", [[], ["unknown"], ["2026-03-01"], ["in spring", "in autumn"]])
def test_what_looks_like_a_date_must_be_one_whatever_stands_beside_it(others: list[str]) -> None:
    assert strays(["2026-02-31", *others])[1] == ["2026-02-31"]
    assert strays(["2026-02-31", *others], FactType.TEXT) == ("text", [])


@pytest.mark.parametrize(
    ("number", "unit", "printed"),
    [
        ("12", "GB", "12\u00a0GB"), ("12.5", "%", "12.5%"), ("12", "€", "€12"), ("12", "", "12"),
        ("20", "°C", "20\u00a0°C"), ("250000", "", "250,000"), ("1999", "", "1999"),
        ("-12000.5", "USD", "-12,000.5\u00a0USD"),
    ],
)  # fmt: skip
def test_a_number_is_printed_with_its_unit(number: str, unit: str, printed: str) -> None:
    assert with_unit(number, unit) == printed


def test_a_price_is_an_amount_in_a_currency() -> None:
    assert price("€9.99") == price("9.99 €") == ("€", "9.99")
    assert price("10 USD") == ("USD", "10")
    assert price("10") == ("", "")


def test_versions_are_ordered_by_their_numbers_whatever_letters_follow() -> None:
    """Python's, Node's, OpenSSL's, OpenSSH's, Maven's, and a local build."""
    ordered = [
        "1.1.1", "1.1.1a", "1.1.1w", "1.9", "1.10.v3", "v1.10", "2.0.dev3", "2.0a1", "2.0-alpha.2",
        "2.0b1", "2.0-jre", "2.0-rc.1", "2.0rc9", "2.0rc10", "2.0", "2.0.post1", "2.0+cpu",
        "2.0.1", "9.1p1", "9.1p2", "9.1p10",
    ]  # fmt: skip
    assert sorted(set(ordered), key=version_order) == ordered
    assert all(FactType.VERSION in types_of(text) for text in ordered)
    assert version_order("nightly") < version_order("0.0.1")


def test_versions_that_mean_the_same_are_ordered_alike() -> None:
    for same in (["2.0", "2.0.0", "v2", "2.0.0.final"], ["2.0rc1", "2.0.0-rc.1", "2.0c1"]):
        assert len({version_order(text) for text in same}) == 1


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("unknown", ["unknown", "?", "???", "TBD", "not known", "Not-Known", "no data", "-", "—"]),
        ("not-applicable", ["not-applicable", "n/a", "NA", "Not applicable"]),
        (None, ["no", "none", "-5", "0", "knows", "a-b"]),
    ],
)
def test_that_there_is_no_value_is_understood_in_other_words(
    state: str | None, words: list[str]
) -> None:
    assert {state_meant(word) for word in words} == {state}


def test_a_version_has_the_digits_that_it_is_ordered_by() -> None:
    arabic = "\u0662.\u0661.\u0660"
    assert strays(["2.1.0", arabic], FactType.VERSION) == ("version", [arabic])
