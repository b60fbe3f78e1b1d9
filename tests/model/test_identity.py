"""A record is found by the ids that it has and had."""

from comparison_site.model import Named
from comparison_site.model.identity import record_called


def criterion(name: str, *formerly: str) -> Named:
    return Named(id=name, formerly=formerly)


PACE, COST = criterion("pace", "speed", "velocity"), criterion("cost")


def test_an_id_means_the_record_that_has_it_or_else_the_one_that_had_it() -> None:
    assert record_called([COST, PACE], "pace") is PACE
    assert record_called([COST, PACE], "speed") is PACE
    assert record_called([COST, PACE], "velocity") is PACE
    assert record_called([COST, PACE], "weight") is None


def test_an_id_from_between_is_found_when_a_record_got_its_first_one_back() -> None:
    again = criterion("speed", "pace", "speed")
    assert record_called([again], "pace") is again


def test_the_first_id_stays_whatever_the_id_becomes() -> None:
    for record in (
        criterion("speed"),
        criterion("pace", "speed"),
        criterion("speed", "pace", "speed"),
    ):
        assert record.first_id == "speed"


def test_other_ids_are_those_that_a_record_has_no_longer() -> None:
    assert PACE.other_ids == ("speed", "velocity")
    assert criterion("speed", "pace", "speed").other_ids == ("pace",)
