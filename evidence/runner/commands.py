"""The command line."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from time import monotonic

from filelock import FileLock, Timeout

from comparison_site.core.diagnostics import ExpectedError
from evidence.runner.benchmarks import run_benchmark
from evidence.runner.catalogue import Catalogue, UsageError, load_catalogue
from evidence.runner.files import Folders, write_result
from evidence.runner.pairs import run_pair
from evidence.runner.sessions import Session
from evidence.runner.tasks import Benchmark, Pair
from evidence.runner.terminal import Document, Progress, summarised, troubles

_EVIDENCE = Path(__file__).resolve().parents[1]
_STOPPED = 130  # what a shell says of a command that Ctrl-C ended
_MAKE = {
    "python evidence/run.py all": "make evidence",
    "python evidence/run.py pairs": "make evidence-pairs",
}
_EXAMPLES = """\
examples:
  python evidence/run.py                              everything; adds to evidence/results
  python evidence/run.py pairs --only train-loop      one pair
  python evidence/run.py benchmarks --samples 2 --results /tmp/trial    a quick trial
  python evidence/run.py list                         which tasks there are

exit codes: 0 all is well; 1 a program failed, programs disagree, the machine is not quiet, or the
folders have problems; 2 wrong usage. Results of tasks that have ended are kept whatever happens
after them.
"""


def main(arguments: Sequence[str]) -> int:
    """Run what the arguments ask for; the exit code."""
    chosen = _parser().parse_args(arguments)
    folders = Folders.of(chosen.evidence, chosen.results)
    try:
        catalogue = load_catalogue(folders)
        tasks = catalogue.chosen("all" if chosen.kind == "list" else chosen.kind, chosen.only)
        if chosen.kind == "list":
            for task in tasks.tasks.values():
                print(f"{type(task).__name__.lower():<10} {task.id}")
            return 0
        folders.work.mkdir(parents=True, exist_ok=True)
        with FileLock(folders.work / "lock", blocking=False):  # two runs would measure each other
            return _run(tasks, folders, chosen)
    except Timeout:
        print("another run is going on; wait for it or stop it first", file=sys.stderr)
        return 2
    except ExpectedError as error:
        print(error, file=sys.stderr)
        return 2 if isinstance(error, UsageError) else 1
    except KeyboardInterrupt:
        print("Stopped. Results of tasks that had ended are written.", file=sys.stderr)
        return _STOPPED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="evidence/run.py",
        description="Run the paired programs and the benchmarks, and write evidence/results.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    add = parser.add_argument
    kinds = ("all", "pairs", "benchmarks", "list")
    add("kind", nargs="?", choices=kinds, default="all", help="what to run")
    once_more = "only this task; may be repeated"
    add("--only", action="append", default=[], metavar="TASK", help=once_more)
    add("--samples", type=_count, metavar="N", help="samples per series instead of the task's own")
    add("--evidence", type=Path, default=_EVIDENCE, metavar="FOLDER", help="where the tasks are")
    noisy = "measure whatever else the machine does; the page will say so"
    add("--noisy", action="store_true", help=noisy)
    instead = "where to write instead of FOLDER/results"
    add("--results", type=Path, metavar="FOLDER", help=instead)
    return parser


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"'{text}' is not a whole number from 1 up")
    return int(text)


def _as_typed(chosen: argparse.Namespace) -> str:
    """The command that leads to the same results."""
    words = ["python evidence/run.py", chosen.kind, *(f"--only {name}" for name in chosen.only)]
    words += [f"--samples {chosen.samples}"] if chosen.samples else []
    words += ["--noisy"] if chosen.noisy else []
    return _MAKE.get(" ".join(words), " ".join(words))


def _result(task: Pair | Benchmark, session: Session, samples: int | None) -> Document:
    """What a task's result file says, with how long all of it took."""
    started = monotonic()
    if isinstance(task, Pair):
        document = run_pair(task, session)
    else:
        document = run_benchmark(task, session, samples or task.samples)
    return {**document, "seconds": round(monotonic() - started, 1)}


def _run(tasks: Catalogue, folders: Folders, chosen: argparse.Namespace) -> int:
    """Run task after task and say what went wrong, if anything; the exit code."""
    progress = Progress(len(tasks.tasks), sys.stderr)
    session = Session(folders, tasks, progress, _as_typed(chosen), chosen.noisy)
    session.install()
    session.look_for_gpus()
    documents: list[Document] = []
    for progress.task, task in enumerate(tasks.tasks.values(), start=1):
        if session.can_run(task):
            documents.append(_result(task, session, chosen.samples))
            write_result(folders.results, documents[-1])
    print("\n".join(summarised(documents)))
    lines = [line for document in documents for line in troubles(document)]
    lines += [
        f"{name} could not be installed, so its tasks did not run and their results stay: {reason}"
        for name, reason in session.failed.items()
        if name in tasks.options
    ]
    print("\n".join(lines), end="\n" if lines else "", file=sys.stderr)
    return 1 if lines else 0
