"""Prints what a build, a save and growth cost here, and writes it as JSON: `make benchmark`.

python -m tests.benchmark --against ../before --quick
"""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmark import machine, table
from tests.benchmark.building import building
from tests.benchmark.checkouts import Checkout
from tests.benchmark.figures import Row
from tests.benchmark.growing import WIDE, growing
from tests.benchmark.made_up import Shape, as_yaml, made_up
from tests.benchmark.saving import Shown, saving

_ROOT = Path(__file__).resolve().parents[2]
_RESULTS = _ROOT / ".benchmark"
_PARTS = ("builds", "saves", "growth")
_TURNS, _SAVES, _MANY = 5, 10, 200
_SIZES, _QUICK_SIZES = (10, 100, 300, 1000), (10, 100)
_OTHER_AT_MOST = 300  # criteria: what costs with the square of them takes hours
_THIS_SITE, _HUNDRED = 0.4, 1.0  # seconds


def main() -> None:
    """Measure, print, write."""
    chosen = _chosen()
    checkouts = [Checkout("this", _ROOT)]
    if chosen.against:
        checkouts.append(Checkout("against", chosen.against.resolve()))
    known = machine.facts() | {"against": str(chosen.against or ""), "quick": chosen.quick}
    print(heading := machine.heading(known), flush=True)
    rows: list[Row] = []
    with TemporaryDirectory(prefix="benchmark-") as folder:
        for part in chosen.parts:
            rows += _MEASURED[part](checkouts, Path(folder) / part, chosen)
            print(f"{part}: done", flush=True)
    print(table.as_text(f"\n{heading}", rows))
    path = _RESULTS / f"{known['date'].replace(':', '')}.json"
    table.write_json(path, known, rows)
    print(f"\nWritten to {path.relative_to(_ROOT)}")


def _builds(checkouts: list[Checkout], folder: Path, chosen: Namespace) -> list[Row]:
    turns = 1 if chosen.quick else chosen.turns
    return building(checkouts, _ROOT / "comparison.yaml", folder, _RESULTS, turns)


def _saves(checkouts: list[Checkout], folder: Path, chosen: Namespace) -> list[Row]:
    saves, many = (3, 20) if chosen.quick else (_SAVES, _MANY)
    data = _ROOT / "comparison.yaml"
    site = Shown("this site", data.read_text(encoding="utf-8"), _THIS_SITE, data.parent)
    large = Shown("100 criteria", as_yaml(made_up(Shape(100))), _HUNDRED)
    return [
        *saving(checkouts, site, folder / "site", saves),
        *saving(checkouts, large, folder / "large", saves),
        *saving(checkouts[:1], site, folder / "many", 1, many)[-1:],
    ]


def _growth(checkouts: list[Checkout], folder: Path, chosen: Namespace) -> list[Row]:
    shapes = [*map(Shape, _QUICK_SIZES if chosen.quick else _SIZES), WIDE]
    rows: list[Row] = []
    for checkout in checkouts:
        own = checkout is checkouts[0]
        some = [shape for shape in shapes if own or shape.criteria <= _OTHER_AT_MOST]
        rows += growing(checkout, some, folder / checkout.name, has_targets=own)
    return rows


_MEASURED = {"builds": _builds, "saves": _saves, "growth": _growth}


def _chosen() -> Namespace:
    parser = ArgumentParser(prog="make benchmark", description=__doc__)
    parser.add_argument("--against", type=Path, help="another checkout, measured in the same turns")
    parser.add_argument("--quick", action="store_true", help="one turn, few saves, small sizes")
    parser.add_argument("--turns", type=int, default=_TURNS, help="turns of builds")
    parser.add_argument("--parts", nargs="+", choices=_PARTS, default=_PARTS, help="some alone")
    return parser.parse_args()


if __name__ == "__main__":
    main()
