"""Numbers with their nouns."""

from comparison_site.core.counting import many


def test_one_of_something_has_no_plural() -> None:
    assert [many(count, "source") for count in (0, 1, 2)] == ["0 sources", "1 source", "2 sources"]
    assert many(1, "criterion", "criteria") == "1 criterion"
    assert many(2, "criterion", "criteria") == "2 criteria"
