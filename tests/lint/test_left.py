"""What is left before a comparison can be published: gaps, texts to replace, example addresses."""

from datetime import date

import pytest

from comparison_site.core.diagnostics import Level
from comparison_site.core.vocabulary import Rule
from comparison_site.lint.left import EXAMPLE, everything_left, is_reserved, left
from comparison_site.lint.linting import errors
from comparison_site.loading.loader import Loaded, load_bytes
from tests.support import paths

TODAY = date(2026, 11, 23)
MINIMAL = paths.MINIMAL.read_text("utf-8")
WRITTEN = MINIMAL.replace("example.org", "www.iana.org")


def loaded(text: str) -> Loaded:
    return load_bytes(text.encode(), "x.yaml", TODAY)


@pytest.mark.parametrize(
    ("address", "reserved"),
    [
        *((f"https://{host}/page", True) for host in ("example.org", "www.example.COM", "a.test")),
        *((f"http://{host}", True) for host in ("example.net.", "localhost:8000", "x.invalid")),
        *((f"https://{host}/", False) for host in ("an-example.org", "example.org.uk", "test.de")),
    ],
)
def test_the_domains_of_examples_are_known(address: str, reserved: bool) -> None:
    assert is_reserved(address) is reserved


def test_addresses_of_examples_are_left_wherever_they_stand() -> None:
    text = WRITTEN.replace("iana.org/bus", "example.com/bus").replace(
        "A seat, a roof", "A [seat](https://example.net), a roof"
    )
    found = left(loaded(text.replace("www.iana.org/survey", "example.org/survey")), "x.yaml")
    assert [(one.where, one.rule, one.level) for one in found] == [
        ("options > bus > homepage", EXAMPLE, Level.WARNING),
        ("options > bus > summary", EXAMPLE, Level.WARNING),
        ("sources > survey > url", EXAMPLE, Level.WARNING),
    ]
    assert left(loaded(WRITTEN), "x.yaml") == ()


def test_a_text_to_replace_stops_what_is_published_and_no_draft() -> None:
    text = WRITTEN.replace("Starts at your door.", "Replace this.")
    [error] = errors(loaded(text), "x.yaml", TODAY)
    assert (error.rule, error.line) == (Rule.PLACEHOLDER_LEFT, 46)
    draft = loaded("draft: true\n" + text)
    assert errors(draft, "x.yaml", TODAY) == ()
    [warning] = everything_left(draft, "x.yaml", TODAY)
    assert (warning.rule, warning.level) == (Rule.PLACEHOLDER_LEFT, Level.WARNING)
