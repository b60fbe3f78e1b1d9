"""Running the programs of a pair, and what a result file says of them."""

from collections.abc import Iterable

from evidence.runner import results
from evidence.runner.comparing import compare
from evidence.runner.pairs import Pair, Program
from evidence.runner.processes import Run
from evidence.runner.sessions import Session


def steps(pair: Pair) -> list[str]:
    """The keys of the steps that a pair takes."""
    return [f"{pair.id} {program.id}" for program in pair.programs]


def run_pair(pair: Pair, session: Session) -> dict[str, object]:
    """Run each program once and compare; the content of the result file."""
    runs = _runs(pair, session)
    agrees, words = compare(pair.comparisons, runs)
    return {
        **session.head(pair.id, "pair", list(pair.programs)),
        "agrees": agrees,
        "comparison": words,
        "programs": [_told(program, runs[program.id], session) for program in pair.programs],
        "outcomes": _outcomes(pair, runs),
        "modes": [{"id": m.id, "option": m.option, "name": m.name} for m in pair.modes],
    }


def _runs(pair: Pair, session: Session) -> dict[str, Run]:
    """The programs of an option share a scratch folder and run in order."""
    runs: dict[str, Run] = {}
    for option in dict.fromkeys(program.option for program in pair.programs):
        with session.scratch() as folder:
            for program in pair.programs:
                if program.option == option:
                    label = f"{pair.id} {program.id}"
                    session.progress.begin(label)
                    run = session.start(program, folder, pair.threads, pair.limits)
                    session.progress.end(label, label, run.status)
                    runs[program.id] = run
    return runs


def _told(program: Program, run: Run, session: Session) -> dict[str, object]:
    return {
        "id": program.id,
        "option": program.option,
        "name": program.name,
        "environment": program.environment,
        "file": session.folders.shown(program.file),
        "sha256": results.sha256(program.file),
        "status": run.status,
        "detail": run.detail,
        "exit_code": run.exit_code,
        "seconds": run.seconds,
        "code_lines": results.code_lines(program.file),
        "output": run.output,
        "reported": {k: v for k, v in (run.reported or {}).items() if k != "outcomes"},
    }


def _outcomes(pair: Pair, runs: dict[str, Run]) -> list[dict[str, object]]:
    """A row for each feature with what each mode made of it, as the programs report it."""
    return [
        {"feature": feature.name, "id": feature.id, "results": _row(feature.id, runs.values())}
        for feature in pair.features
    ]


def _row(feature: str, runs: Iterable[Run]) -> dict[str, object]:
    row: dict[str, object] = {}
    for run in runs:
        outcomes = (run.reported or {}).get("outcomes")
        if isinstance(outcomes, dict) and isinstance(outcomes.get(feature), dict):
            row |= outcomes[feature]
    return row
