"""What a site costs as its comparison grows: CPU, bytes, its largest page, memory."""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from tests.benchmark.checkouts import Checkout, work_on
from tests.benchmark.figures import Row, Target, exponent, row_of, spread
from tests.benchmark.made_up import Shape, as_yaml, made_up

_MEGABYTE, _KILOBYTE = 1e6, 1e3
_OWN = re.compile(
    rb'<article.*</article>|<script type="application/ld\+json">.*?</script>', re.DOTALL
)
_CPU, _BYTES, _AROUND = "CPU s", "site MB", "most around an article kB"
_SPEED, _MEMORY, _NAVIGATION, _POWER = 9.0, 200.0, 60.0, 1.1
_SPEED_AT, _MEMORY_AT, _LARGE = 100, 300, 1000
WIDE = Shape(20, options=20)


def growing(
    checkout: Checkout, shapes: Sequence[Shape], folder: Path, has_targets: bool
) -> list[Row]:
    """Build each made-up comparison once from nothing, and say with which power the cost grows."""
    rows = [_grown(checkout, shape, folder / str(n)) for n, shape in enumerate(shapes)]
    by_size = {
        shape.criteria: row
        for shape, row in zip(shapes, rows, strict=True)
        if row.figures and shape != WIDE
    }
    if has_targets:
        rows = [
            replace(row, target=_target(shape)) for shape, row in zip(shapes, rows, strict=True)
        ]
    large = max(by_size, default=0)
    if _SPEED_AT in by_size and large > _SPEED_AT:
        found = _powers(checkout.name, by_size[_SPEED_AT], by_size[large], large)
        rows += found if has_targets else [replace(row, target=None) for row in found]
    return rows


def _grown(checkout: Checkout, shape: Shape, folder: Path) -> Row:
    work = work_on(checkout, folder, as_yaml(made_up(shape)))
    run = work.build()
    what = f"{shape.criteria} criteria, {shape.options} options"
    row = row_of(what, checkout.name, [run])
    if row.note:
        return row
    sizes = {path: path.stat().st_size for path in work.site.rglob("*") if path.is_file()}
    pages = [path for path in sizes if path.suffix == ".html"]
    figures = {
        _BYTES: sum(sizes.values()) / _MEGABYTE,
        "largest page kB": max(sizes[page] for page in pages) / _KILOBYTE,
        _AROUND: max(around(page.read_bytes()) for page in pages) / _KILOBYTE,
    }
    work.forget()
    return replace(row, figures=row.figures | {name: spread([n]) for name, n in figures.items()})


def around(page: bytes) -> int:
    """How many bytes of a page are neither its article nor its JSON-LD: navigation, footer."""
    return len(_OWN.sub(b"", page))


def _target(shape: Shape) -> Target | None:
    targets = {_SPEED_AT: Target(_CPU, _SPEED), _MEMORY_AT: Target("peak MiB", _MEMORY)}
    return targets.get(shape.criteria, Target(_AROUND, _NAVIGATION))


def _powers(name: str, small: Row, large: Row, size: int) -> list[Row]:
    what, loads = f"exponent from {_SPEED_AT} to {size} criteria", (*small.loads, *large.loads)
    rows = []
    for figure in (_CPU, _BYTES):
        least, most = (row.figures[figure].median for row in (small, large))
        power = exponent(least, most, size / _SPEED_AT)
        word = f"exponent of {figure}"
        target = Target(word, _POWER)
        rows.append(Row(what, name, {word: spread([power])}, loads, target))
    return rows
