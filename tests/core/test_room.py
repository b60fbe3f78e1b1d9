"""What has room: the beginning of a text, the first of a list and how many are left."""

import pytest

from comparison_site.core.room import first_of, groups_of, shortened


@pytest.mark.parametrize(
    ("text", "most", "loose", "shown"),
    [
        ("seven", 5, "", "seven"),
        ("sevens", 5, "", "seve…"),
        ("in a row", 6, "", "in a …"),
        ("in a row", 6, " ", "in a…"),
        ("much too long", 1, "", "…"),
        ("much too long", 0, "", "…"),
        ("", 0, "", ""),
    ],
)
def test_a_text_is_cut_only_where_it_is_too_wide(
    text: str, most: int, loose: str, shown: str
) -> None:
    assert shortened(text, most, len, loose) == shown


def test_as_much_is_kept_as_the_measure_allows() -> None:
    assert shortened("iiiiii", 10, lambda text: 3 * len(text)) == "ii…"


@pytest.mark.parametrize(
    ("items", "shown", "left"), [("abc", "abc", 0), ("abcd", "abcd", 0), ("abcdef", "abc", 3)]
)
def test_of_too_many_one_gives_its_place_to_how_many_are_left(
    items: str, shown: str, left: int
) -> None:
    assert first_of(items, 4) == (shown, left)


def test_a_long_list_stands_in_groups_that_know_the_number_of_their_first() -> None:
    assert groups_of("") == []
    assert [(first, "".join(some)) for first, some in groups_of("abcde", most=2)] == [
        (1, "ab"), (3, "cd"), (5, "e"),
    ]  # fmt: skip
    words = ["a", "bb", "cccc", "d", "e"]
    assert groups_of(words, most=3, size=len) == [(1, ["a", "bb"]), (3, ["cccc"]), (4, ["d", "e"])]
