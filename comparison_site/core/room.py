"""As much of a text or of a list as there is room for."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")

CUT = "…"
FEW = 20
"""As many criteria stand in menus, on the overview and in the sum for a scenario. Of more, a page
of tables lists all, menus the nearest, the overview the first, the sum those that weigh more."""
_GROUP = 50
"""As many records of a long list stand together; the other groups are folded."""


def shortened(text: str, most: float, width: Callable[[str], float], loose: str = "") -> str:
    """The text, ending in `…` where it is wider than `most`, as `width` measures it.

    `loose` are the characters that do not stand before the `…`.
    """
    if width(text) <= most:
        return text
    kept = bisect_right(range(len(text)), most, key=lambda end: width(text[:end] + CUT)) - 1
    return text[: max(kept, 0)].rstrip(loose) + CUT


def first_of(items: Sequence[T], most: int) -> tuple[Sequence[T], int]:
    """The items and 0; of more than `most`, one fewer and how many are left, which has to be said
    in the place of the last."""
    shown = items if len(items) <= most else items[: most - 1]
    return shown, len(items) - len(shown)


def listed(names: Sequence[str], last_joined_by: str = "and") -> str:
    """One name or more in a row: A, B and C."""
    *most, last = names
    return f"{', '.join(most)} {last_joined_by} {last}" if most else last


def groups_of(
    items: Sequence[T], most: int = _GROUP, size: Callable[[T], int] = lambda _: 1
) -> list[tuple[int, Sequence[T]]]:
    """The items of a long list in groups, each with the number of its first one, from 1.

    `size` says for how many an item counts, of `most` in a group; one that is larger is a group.
    """
    groups: list[tuple[int, list[T]]] = []
    left = 0
    for number, item in enumerate(items, start=1):
        if not groups or left < size(item):
            groups.append((number, []))
            left = most
        groups[-1][1].append(item)
        left -= size(item)
    return [*groups]
