"""Do the programs of a pair agree?"""

import math
from collections.abc import Iterator, Mapping

from evidence.runner.pairs import Comparison
from evidence.runner.processes import Run

_MISSING = object()


def compare(
    comparisons: tuple[Comparison, ...], runs: Mapping[str, Run]
) -> tuple[bool | None, str]:
    """Whether everything that must be equal is, and the differences in words.

    None when it could not be said: nothing to compare, or a program did not end well.
    """
    verdicts = [_compared(comparison, runs) for comparison in comparisons]
    words = "; ".join(said for _, said in verdicts)
    agreed = [agree for agree, _ in verdicts]
    if not verdicts:
        return None, "nothing is compared"
    return (False if False in agreed else None if None in agreed else True), words


def _compared(comparison: Comparison, runs: Mapping[str, Run]) -> tuple[bool | None, str]:
    key = comparison.key
    if bad := [name for name in comparison.programs if runs[name].status != "ok"]:
        return None, f"{key}: not compared, {_ended(bad[0], runs)}"
    if len(comparison.programs) < 2:  # noqa: PLR2004  # it takes two
        return None, f"{key}: not compared, there is only one program"
    values = {name: found(runs[name].reported, key) for name in comparison.programs}
    if missing := [name for name, value in values.items() if value is _MISSING]:
        return None, f"{key}: not reported by {missing[0]}"
    return _apart(comparison, values)


def _ended(name: str, runs: Mapping[str, Run]) -> str:
    return f"{name}: {runs[name].status}"


def found(reported: object, key: str) -> object:
    """The value under a key with dots."""
    for part in key.split("."):
        if not isinstance(reported, dict) or part not in reported:
            return _MISSING
        reported = reported[part]
    return reported


def _apart(comparison: Comparison, values: dict[str, object]) -> tuple[bool, str]:
    """Compare each value with the first one."""
    (first, one), *others = values.items()
    largest = 0.0
    for name, other in others:
        for place, left, right in _leaves(comparison.key, one, other):
            if not (_is_number(left) and _is_number(right)):
                if left != right or type(left) is not type(right):
                    return False, f"{place}: {first} has {_short(left)}, {name} has {_short(right)}"
                continue
            largest = max(largest, abs(float(str(left)) - float(str(right))))
    return _measured(comparison, largest, one)


def _measured(comparison: Comparison, largest: float, one: object) -> tuple[bool, str]:
    if not comparison.tolerance and not largest:
        return True, f"{comparison.key}: equal{_said(one)}"
    words = f"largest difference {largest:.2g}, allowed {comparison.tolerance:g}"
    return largest <= comparison.tolerance, f"{comparison.key}: {words}"


def _said(value: object) -> str:
    return f" ({_short(value)})" if isinstance(value, str | bool | int) else ""


def _leaves(place: str, one: object, other: object) -> Iterator[tuple[str, object, object]]:
    """Every pair of values that stand in the same place; what has no counterpart meets None."""
    if isinstance(one, dict) and isinstance(other, dict):
        for key in {**one, **other}:
            yield from _leaves(f"{place}.{key}", one.get(key), other.get(key))
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for number, (left, right) in enumerate(zip(one, other, strict=True)):
            yield from _leaves(f"{place}[{number}]", left, right)
    else:
        yield place, one, other


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _short(value: object) -> str:
    words = str(value)
    return words if len(words) <= 40 else f"{words[:40]}..."  # noqa: PLR2004  # a glance
