"""Which invisible characters a file may hold: joiners where words need them, and no other."""

import pytest

from comparison_site.core.characters import name_unseen, screen, visible

NEEDED = {
    "Persian plural": "می\u200cنی\u200cبوس",
    "Hindi conjunct": "क्\u200dष",
    "Hindi half form at the end of a word": "ब\u094d\u200d",
    "Bengali with a non-joiner": "র\u09cd\u200cয",
    "family": "\U0001f469\u200d\U0001f469\u200d\U0001f467",
    "rainbow flag, drawn in colour": "\U0001f3f3\ufe0f\u200d\U0001f308",
    "runner with a skin tone": "\U0001f3c3\U0001f3fd\u200d♀\ufe0f",
}
NEEDLESS = {
    "between Latin letters": "py\u200dtorch",
    "non-joiner between Latin letters": "py\u200ctorch",
    "at the start": "\u200cمی",
    "at the end": "می\u200c",
    "twice": "می\u200c\u200cنی",
    "between an emoji and a letter": "\U0001f469\u200dA",
    "after a letter that only looks coloured": "A\ufe0f\u200d\U0001f467",
    "between Chinese": "單\u200d車",
    "between digits": "1\u200c2",
    "beside Arabic punctuation": "می،\u200cمی",
}


@pytest.mark.parametrize("text", NEEDED.values(), ids=NEEDED)
def test_a_joiner_stays_where_a_word_or_an_emoji_needs_it(text: str) -> None:
    assert visible(text) == text
    assert not name_unseen(text)
    assert not [*screen([f"name: {text}"])]


@pytest.mark.parametrize("text", NEEDLESS.values(), ids=NEEDLESS)
def test_a_joiner_is_refused_where_it_joins_nothing(text: str) -> None:
    [(_, message, hint)] = screen([f"name: {text}"])
    assert message.startswith("the invisible character U+200")
    assert hint == "delete it: it joins no letters or emoji here"
    assert "\N{REPLACEMENT CHARACTER}" in visible(text)


def test_what_else_is_invisible_is_refused_among_joining_letters_too() -> None:
    assert name_unseen("می\u202eنی") == "U+202E"
    assert name_unseen("می\u200bنی") == "U+200B"
