"""Texts that programs read, held against files in tests/golden."""

import os

from tests.support.paths import GOLDEN


def golden(name: str, text: str) -> None:
    """The text is as in the golden file; UPDATE_GOLDEN=1 writes it there first."""
    path = GOLDEN / "machine" / name
    if os.environ.get("UPDATE_GOLDEN"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8"), f"{name}; UPDATE_GOLDEN=1 rewrites it"
