"""What a build costs: from nothing, after one changed verdict, after no change, and a check."""

from collections.abc import Callable, Sequence
from pathlib import Path

from tests.benchmark.checkouts import Checkout, Work, with_reason, work_on
from tests.benchmark.figures import Row, row_of
from tests.benchmark.hosts import Host, exported, others, the_host
from tests.benchmark.processes import Run

FIRST, CHANGED, SAME, CHECK = (
    "first build, without a cache", "build after one verdict changed", "build after no change",
    "check",
)  # fmt: skip
_MOST = {FIRST: 1.5, CHANGED: 0.75, SAME: 0.5, CHECK: 0.5}
Runs = dict[tuple[str, str], list[Run]]
"""The runs by what was done and who did it."""


def building(
    checkouts: Sequence[Checkout], data: Path, folder: Path, environments: Path, turns: int
) -> list[Row]:
    """Measure every build in turns; the first checkout is the one that has targets."""
    text = data.read_text(encoding="utf-8")
    works = [work_on(one, folder / one.name, text, data.parent) for one in checkouts]
    export = exported(checkouts[0], works[0].data, folder / "export")
    hosts = [the_host(export), *others(export, environments)]
    runs: Runs = {}
    for turn in range(turns):
        _turn(hosts, works, text, f"So it was in turn {turn}.", runs)
    return _rows(hosts, works, runs)


def _turn(hosts: Sequence[Host], works: Sequence[Work], text: str, why: str, runs: Runs) -> None:
    """One run of everything, one after the other."""

    def note(what: str, who: str, do: Callable[[], Run]) -> None:
        runs.setdefault((what, who), []).append(do())

    for host in hosts:
        note(FIRST, host.name, host.build)
    for work in works:
        work.forget()
        work.data.write_text(text, encoding="utf-8")
        note(FIRST, work.checkout.name, work.build)
    for work in (work for work in works if work.checkout.has_cache):
        work.data.write_text(with_reason(text, why), encoding="utf-8")
        note(CHANGED, work.checkout.name, work.build)
        note(SAME, work.checkout.name, work.build)
    for work in works:
        check = ("check", "--data", work.data)
        note(CHECK, work.checkout.name, lambda work=work, words=check: work.checkout.run(*words))  # type: ignore[misc]


def _rows(hosts: Sequence[Host], works: Sequence[Work], runs: Runs) -> list[Row]:
    """Who has no cache builds in the same way each time, so that one row says it."""
    alone = runs[FIRST, hosts[0].name]
    rows = [row_of("build of the exported pages", h.name, runs[FIRST, h.name]) for h in hosts]
    own = works[0].checkout.name
    for what in (FIRST, CHANGED, SAME):
        for name in (work.checkout.name for work in works if (what, work.checkout.name) in runs):
            most = _MOST[what] if name == own else None
            rows.append(row_of(what, name, runs[what, name], alone, most))
    for name in (work.checkout.name for work in works):
        most = _MOST[CHECK] if name == own else None
        rows.append(row_of(CHECK, name, runs[CHECK, name], most=most))
    return rows
