"""When a text says something else: a mended slip of the pen asks for no review, a turn does."""

import pytest

from comparison_site.authoring.wording import says_the_same

NAMES = ("Bicycle", "Bus", "C", "C++", "Bus 2")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("In town a bicycle is there first.", "In town, a bicycle is there first!"),
        ("It recieves every message.", "It receives every message."),
        ("teh road is free", "The road is free."),
        ("Its a web site.", "It's a website."),
        ("It is free free of charge", "It is free of charge"),
        ("It runs in a background.", "It runs in the background."),
        ("The `licence` is *permissive*.", "The license is permissive."),
        ("It needs a seperate license.", "It needs a separate licence."),
        ("See [the survey](https://example.org/a).", "See [the survey](https://example.org/b)."),
        ("It\u2019s open-source.", "It's open source."),
    ],
)
def test_better_spelling_says_the_same(before: str, after: str) -> None:
    assert says_the_same(before, after, NAMES)
    assert says_the_same(after, before, NAMES)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("In town a bicycle is there first.", "In town a bus is there first."),
        ("The bicycle beats the bus.", "The bus beats the bicycle."),
        ("It can be repaired.", "It can't be repaired."),
        ("It can be repaired.", "It cannot be repaired."),
        ("It does not need a licence.", "It does need a licence."),
        ("It is likely to be there first.", "It is unlikely to be there first."),
        ("It is quick in town.", "It is quicker in town."),
        ("Prices increase every year.", "Prices decrease every year."),
        ("It takes 5 minutes.", "It takes 50 minutes."),
        ("It takes 1.5 minutes.", "It takes 15 minutes."),
        ("Costs < 5", "Costs > 5"),
        ("Written in C.", "Written in C++."),
        ("Bus is ahead.", "Bus 2 is ahead."),
        ("It is always there.", "It is there."),
        ("Nothing beats it.", "Everything beats it."),
        ("A compilation can help.", "A compilations may help."),
    ],
)
def test_another_word_says_something_else(before: str, after: str) -> None:
    assert not says_the_same(before, after, NAMES)
    assert not says_the_same(after, before, NAMES)


def test_numbers_may_move_when_they_were_measured_again() -> None:
    before, after = "It takes 5 minutes.", "It takes 6 minutes."
    assert not says_the_same(before, after)
    assert says_the_same(before, after, numbers_move=True)
    assert not says_the_same(before, "It takes 6 hours.", numbers_move=True)
