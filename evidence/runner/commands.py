"""The command line."""

import sys
from pathlib import Path
from time import monotonic
from typing import Any

import click
from filelock import FileLock, Timeout

from comparison_site.commands.common import Command, Failure
from evidence.runner.benchmarks import run_benchmark
from evidence.runner.catalogue import load_catalogue
from evidence.runner.files import Folders, write_result
from evidence.runner.pairs import run_pair
from evidence.runner.sessions import Asked, Session
from evidence.runner.tasks import Benchmark, Pair
from evidence.runner.terminal import Document, Progress, summarised, troubles

_EVIDENCE = Path(__file__).resolve().parents[1]
_KINDS = click.Choice(["all", "pairs", "benchmarks", "list"])
_FOLDER = click.Path(file_okay=False, path_type=Path)
_STOPPED = 130  # what a shell says of a command that Ctrl-C ended


@click.command(cls=Command, context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("kind", type=_KINDS, default="all")
@click.option("--only", multiple=True, metavar="TASK", help="Only this task; may be repeated.")
@click.option("--samples", type=click.IntRange(1), help="Samples per series, not the task's own.")
@click.option("--noisy", is_flag=True, help="Measure on a busy machine, too; the page will say so.")
@click.option("--evidence", type=_FOLDER, default=_EVIDENCE, help="Where the tasks are.")
@click.option("--results", type=_FOLDER, help="Where to write, if not into results there.")
def run(kind: str, evidence: Path, results: Path | None, **more: Any) -> None:
    """Run the paired programs and the benchmarks, and write evidence/results.

    \b
    python evidence/run.py                            everything
    python evidence/run.py pairs --only train-loop    one pair
    python evidence/run.py benchmarks --samples 2 --results trial    a quick trial
    python evidence/run.py list                       which tasks there are

    Exit codes: 0 all is well; 1 a program failed, programs disagree, the machine is not quiet, or
    the folders have problems; 2 wrong usage. Results of tasks that have ended are kept whatever
    happens after them.
    """
    folders = Folders.of(evidence, results)
    tasks = load_catalogue(folders).chosen("all" if kind == "list" else kind, more["only"])
    if kind == "list":
        for task in tasks.tasks.values():
            click.echo(f"{type(task).__name__.lower():<10} {task.id}")
        return
    session = Session(folders, tasks, Progress(len(tasks.tasks), sys.stderr), Asked(kind, **more))
    try:
        folders.work.mkdir(parents=True, exist_ok=True)
        with FileLock(folders.work / "lock", blocking=False):  # two runs would measure each other
            lines = _ran(session)
    except Timeout as error:
        raise Failure("another run is going on; wait for it or stop it first") from error
    except KeyboardInterrupt:
        click.echo("Stopped. Results of tasks that had ended are written.", err=True)
        sys.exit(_STOPPED)
    if lines:
        raise Failure("\n".join(lines))


def _ran(session: Session) -> list[str]:
    """Run task after task; what went wrong, a line each."""
    session.install()
    session.look_for_gpus()
    progress, documents = session.progress, list[Document]()
    for progress.task, task in enumerate(session.catalogue.tasks.values(), start=1):
        if session.can_run(task):
            documents.append(_result(task, session))
            write_result(session.folders.results, documents[-1])
    click.echo("\n".join(summarised(documents)))
    return [line for document in documents for line in troubles(document)] + [
        f"{name} could not be installed, so its tasks did not run and their results stay: {reason}"
        for name, reason in session.failed.items()
        if name in session.catalogue.options
    ]


def _result(task: Pair | Benchmark, session: Session) -> Document:
    """What a task's result file says, with how long all of it took."""
    started = monotonic()
    found = run_pair(task, session) if isinstance(task, Pair) else run_benchmark(task, session)
    return {**found, "seconds": round(monotonic() - started, 1)}
