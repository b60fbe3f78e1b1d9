"""Names that run from right to left turn nothing around them about."""

import pytest

from comparison_site.core.direction import END, ISOLATE, isolated, isolated_html, with_elements

ARABIC, HEBREW = "كريم بايك", "תל-אופן"


def run(text: str) -> str:
    return f"{ISOLATE}{text}{END}"


@pytest.mark.parametrize("name", [ARABIC, HEBREW, "می\u200cنی\u200cبوس", f"{ARABIC} 2022"])
def test_a_name_that_runs_from_right_to_left_is_isolated(name: str) -> None:
    assert isolated(name) == run(name)


@pytest.mark.parametrize("text", ["", "Vélib'", "微笑單車", "C++ (2022)", "a < b & c"])
def test_any_other_text_stays_as_it_is(text: str) -> None:
    assert isolated(text) == isolated_html(text) == text


def test_names_inside_a_sentence_are_isolated_one_by_one() -> None:
    said = f"Cheaper than {ARABIC}, 2022, and {HEBREW} (2011), in town"
    assert isolated(said) == f"Cheaper than {run(ARABIC)}, 2022, and {run(HEBREW)} (2011), in town"


def test_a_sentence_that_runs_from_right_to_left_stays_whole_around_its_foreign_words() -> None:
    said = f"{ARABIC} {ARABIC} PyTorch {ARABIC}."
    assert isolated(said) == run(said)
    assert isolated_html(f"<em>{said}</em>") == run(f"<em>{said}</em>")


def test_formatted_text_keeps_its_elements_and_references() -> None:
    html = f'See <a href="https&#58;//x.invalid/{HEBREW}">{HEBREW}</a>, that is a&#45;b'
    shown = f'See <a href="https&#58;//x.invalid/{HEBREW}">{run(HEBREW)}</a>, that is a&#45;b'
    assert isolated_html(html) == shown


def test_on_a_page_an_element_isolates_wherever_one_may_stand() -> None:
    name = run(ARABIC)
    bdi = f'<bdi dir="rtl">{ARABIC}</bdi>'
    assert with_elements(f'<p title="{name}">{name}</p>') == f'<p title="{name}">{bdi}</p>'
    for alone in ("svg", "title", "option"):
        kept = f"<{alone}><x>{name}</x></{alone}>"
        assert with_elements(f"{kept}{name}") == f"{kept}{bdi}"
    assert with_elements(f"<svg/>{name}") == f"<svg/>{bdi}"
