"""Criteria, and what is said of each, under the headings that the data groups them by."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any, TypeVar

from comparison_site.core.room import groups_of
from comparison_site.model import Comparison, Criterion, Group

T = TypeVar("T")


def group_of(comparison: Comparison, criterion: Criterion) -> Group | None:
    """The group that a criterion belongs to; None where there are none."""
    return next((group for group in comparison.groups if group.id == criterion.group), None)


def by_group(comparison: Comparison, items: Sequence[T]) -> list[tuple[Group | None, Sequence[T]]]:
    """Criteria, or what has a `criterion`, by group; all of them without one where there are none.

    The items are in publishing order, in which those of a group stand together.
    """
    if not comparison.groups:
        return [(None, items)]
    groups = {group.id: group for group in comparison.groups}
    runs = groupby(items, key=_group)
    return [(groups[name], list(run)) for name, run in runs]


def _group(item: Any) -> str:
    """The id of the group that an item belongs to."""
    return str(getattr(item, "criterion", item).group)


def folds(
    comparison: Comparison, items: Sequence[T]
) -> list[tuple[Group | None, int, Sequence[T]]]:
    """A long list in parts to fold, each with the number of its first item, from 1: by group, and
    the items of a large group in several parts. A list that needs no folding is one part.
    """
    if len(groups_of(items)) == 1:
        return [(None, 1, items)]
    found, start = [], 0
    for group, some in by_group(comparison, items):
        found += [(group, start + first, part) for first, part in groups_of(some)]
        start += len(some)
    return found
