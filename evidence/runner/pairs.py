"""Running the programs of a pair, comparing what they report, and what a result file says."""

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from evidence.runner import files
from evidence.runner.processes import Run
from evidence.runner.sessions import Session
from evidence.runner.tasks import Comparison, Pair, Phrase, Program

_IN_TABLES = ("outcomes", "phrases")  # of what programs report: it stands elsewhere in the file
_LONGEST, _MOST_SAID = 500, 3  # characters, and differences that are named when there are more
_GLANCE = 40  # characters of a value that a difference shows


def run_pair(pair: Pair, session: Session) -> dict[str, object]:
    """Run each program once and compare; the content of the result file."""
    runs: dict[str, Run] = {}
    for sharing in _sharing(pair):
        with session.scratch() as folder:
            for program in sharing:
                with session.progress.step(f"{pair.id} {program.id}"):
                    runs[program.id] = session.start(program, folder, pair.limits)
    agrees, words = compare([*pair.compare, *(one.comparison for one in pair.phrases)], runs)
    return {
        **session.head(pair.id, "pair", pair.programs),
        "agrees": agrees,
        "comparison": words,
        "programs": [_told(program, runs[program.id], session) for program in pair.programs],
        "outcomes": [
            {"feature": each.name, "id": each.id, "results": _row(each.id, runs)}
            for each in pair.features
        ],
        "modes": [mode.model_dump() for mode in pair.modes],
        "phrases": [_gave(phrase, runs) for phrase in pair.phrases],
    }


def _sharing(pair: Pair) -> Sequence[Sequence[Program]]:
    """The programs that share a folder, in the order in which they run."""
    options = dict.fromkeys(program.option for program in pair.programs)
    each = [[one for one in pair.programs if one.option == option] for option in options]
    return [pair.programs] if pair.chain else each


def _gave(phrase: Phrase, runs: Mapping[str, Run]) -> dict[str, object]:
    """Whether a phrase gives the same everywhere, and what that is in the first program."""
    agrees, words = _compared(phrase.comparison, runs)
    return {"id": phrase.id, "agrees": agrees, "comparison": words.partition(": ")[2]}


def _told(program: Program, run: Run, session: Session) -> dict[str, object]:
    return {
        **program.model_dump(include={"id", "option", "name", "environment"}),
        "file": session.folders.shown(program.file),
        "sha256": files.sha256(program.file),
        "status": run.status,
        "detail": run.detail,
        "exit_code": run.exit_code,
        "seconds": run.seconds,
        "code_lines": files.code_lines(program.file),
        "output": run.output,
        "reported": {k: v for k, v in (run.reported or {}).items() if k not in _IN_TABLES},
    }


def _row(feature: str, runs: Mapping[str, Run]) -> dict[str, object]:
    """What each mode made of a feature, as the programs report it."""
    row: dict[str, object] = {}
    for run in runs.values():
        outcomes = (run.reported or {}).get("outcomes")
        if isinstance(outcomes, dict) and isinstance(outcomes.get(feature), dict):
            row |= outcomes[feature]
    return row


def compare(comparisons: Sequence[Comparison], runs: Mapping[str, Run]) -> tuple[bool | None, str]:
    """Whether everything that must be equal is, and the differences in words.

    None when it could not be said: nothing to compare, or a program did not end well.
    """
    if not comparisons:
        return None, "nothing is compared"
    verdicts = [_compared(comparison, runs) for comparison in comparisons]
    agreed = [agree for agree, _ in verdicts]
    words = "; ".join(said for _, said in verdicts)
    if len(words) > _LONGEST:
        apart = [said for agree, said in verdicts if not agree]
        more = len(verdicts) - len(apart)
        words = "; ".join([*apart[:_MOST_SAID], f"{more} of {len(verdicts)} are equal"])
    return (False if False in agreed else None if None in agreed else True), words


def _compared(comparison: Comparison, runs: Mapping[str, Run]) -> tuple[bool | None, str]:
    key, names = comparison.key, comparison.programs or list(runs)
    if bad := [name for name in names if runs[name].status != "ok"]:
        return None, f"{key}: not compared, {bad[0]}: {runs[bad[0]].status}"
    if len(names) == 1:
        return None, f"{key}: not compared, there is only one program"
    values: dict[str, object] = {name: runs[name].reported for name in names}
    for name, part in product(names, key.split(".")):
        inside = values[name]
        if not isinstance(inside, dict) or part not in inside:
            return None, f"{key}: not reported by {name}"
        values[name] = inside[part]
    return _apart(comparison, values)


def _apart(comparison: Comparison, values: dict[str, object]) -> tuple[bool, str]:
    """Compare each value with the first one."""
    (first, one), *others = values.items()
    key, allowed, largest = comparison.key, comparison.tolerance, 0.0
    for name, other in others:
        for place, left, right in _leaves(key, one, other):
            if _is_number(left) and _is_number(right):
                largest = max(largest, abs(float(str(left)) - float(str(right))))
            elif left != right or type(left) is not type(right):
                return False, f"{place}: {first} has {_short(left)}, {name} has {_short(right)}"
    if not largest:
        shown = f" ({_short(one)})" if isinstance(one, str | int) else ""
        return True, f"{key}: equal{shown}"
    return largest <= allowed, f"{key}: largest difference {largest:.2g}, allowed {allowed:g}"


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
    return words if len(words) <= _GLANCE else f"{words[:_GLANCE]}..."
