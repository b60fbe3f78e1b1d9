"""What a save costs: until the preview serves the new page, the error panel, and memory."""

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from tests.benchmark.checkouts import Checkout, work_on
from tests.benchmark.figures import MIB, Row, Target, spread
from tests.benchmark.preview import Preview, Save, previewed
from tests.benchmark.processes import load

_SECONDS, _GROWTH = "wall s", "times the memory at first"
_LEVEL, _WARM = 1.1, 10
"""So many times the memory after the first saves is level; so many saves come first."""


@dataclass(frozen=True)
class Shown:
    """A comparison that is previewed: what it is called, its file, the seconds that may pass."""

    name: str
    text: str
    most: float
    beside: Path | None = None


def saving(
    checkouts: Sequence[Checkout], shown: Shown, folder: Path, saves: int, many: int = 0
) -> list[Row]:
    """Measure saves of a comparison in all checkouts, in turns; then `many` saves on their own."""
    with ExitStack() as stack:
        previews = {
            one.name: stack.enter_context(
                previewed(work_on(one, folder / one.name, shown.text, shown.beside))
            )
            for one in checkouts
        }
        loads: list[float] = []
        found: dict[str, list[Save]] = {name: [] for name in previews}
        panels: dict[str, list[tuple[float, float]]] = {name: [] for name in previews}
        for _ in range(saves):
            for name, preview in previews.items():
                loads.append(load())
                found[name].append(preview.save_and_settle())
        for _ in range(max(1, saves // 3)):
            for name, preview in previews.items():
                panels[name].append(preview.break_and_mend())
        rows = _rows(shown, found, panels, tuple(loads))
        if many:
            rows += [_memory(shown, name, previews[name], many) for name in previews]
        return rows


def _rows(
    shown: Shown,
    found: dict[str, list[Save]],
    panels: dict[str, list[tuple[float, float]]],
    loads: tuple[float, ...],
) -> list[Row]:
    """The first of the checkouts is the one that has targets."""
    own, target = next(iter(found)), Target(_SECONDS, shown.most)
    rows = []
    for name, saves in found.items():
        seconds = spread(save.seconds for save in saves)
        figures = {_SECONDS: seconds, "CPU s": spread(save.cpu for save in saves)}
        held = target if name == own else None
        rows.append(Row(f"save to served page, {shown.name}", name, figures, loads, held))
    for index, what in enumerate(("the error panel comes", "the error panel goes")):
        for name, both in panels.items():
            figures = {_SECONDS: spread(pair[index] for pair in both)}
            held = target if name == own else None
            rows.append(Row(f"{what}, {shown.name}", name, figures, loads, held))
    return rows


def _memory(shown: Shown, name: str, preview: Preview, many: int) -> Row:
    """How much more it holds after many saves than after a few."""
    what = f"memory over {many} saves, {shown.name}"
    before = load()
    for _ in range(_WARM):
        preview.save()
    preview.settle()
    if not (first := preview.memory()):
        return Row(what, name, note="this system does not tell")
    for _ in range(many):
        preview.save()
    preview.settle()
    last = preview.memory()
    figures = {_GROWTH: spread([last / first]), "MiB at first": spread([first / MIB])}
    figures["MiB at last"] = spread([last / MIB])
    return Row(what, name, figures, (before, load()), Target(_GROWTH, _LEVEL))
