"""Reads the results that a comparison names, and the others that stand in its evidence folder."""

from dataclasses import dataclass, field

from comparison_site.core import tree as places
from comparison_site.core.diagnostics import Diagnostic, did_you_mean
from comparison_site.core.fields import is_inside
from comparison_site.core.tree import Node, clip
from comparison_site.results.files import Files
from comparison_site.results.reading import Reader, undated
from comparison_site.results.runs import Measured, Run, Runs

RESULTS = "evidence/results"
"""The folder, beside the comparison, whose results are shown whether or not they are cited."""

_MOST_RUNS = 200


@dataclass
class Cited:
    """The evidence, the sources that have a result (None: refused already), what was wrong."""

    runs: Runs
    measured: dict[str, Measured | None] = field(default_factory=dict)
    flaws: list[Diagnostic] = field(default_factory=list)
    problems: list[Diagnostic] = field(default_factory=list)


def cite(root: Node, files: Files, base: str) -> Cited:
    """Read every result that a source of the tree names, then, if any, the rest of the folder.

    `x.json` stands for every run of x, also for those kept by day: `x.2026-11-25.json` and, for
    another one of that day, `x.2026-11-25-2.json`. The newest counts, the others are `earlier`.
    Pairs come before benchmarks, cited ones before others. `base` is the folder of `files` in
    messages. A name that is no plain path below it is left to the records' own types.
    """
    texts = ((source, source["result"]["file"].text) for source in root["sources"])
    named = [(one, file) for one, file in texts if is_inside(file) and file.endswith(".json")]
    others = files.names(RESULTS) if named else []  # where nothing is cited, nothing is read
    rest = list(dict.fromkeys(undated(f"{RESULTS}/{n}") for n in others if n.endswith(".json")))
    reader = Reader(files, base, places.former_ids(root["options"]))
    runs = reader.runs([*(file for _, file in named), *rest[:_MOST_RUNS]])
    ordered = sorted(runs.values(), key=lambda run: run.result.kind != "pair")
    cited = Cited(Runs(tuple(ordered)), problems=reader.problems)
    for source, name in named:
        file, figure = source["result"]["file"], source["result"]["figure"]
        run = runs.get(name)
        flaw = _figure_flaw(figure, run) if run else reader.flaw(file)
        cited.flaws += [flaw] if flaw else []
        figures = {one.id: one for one in run.figures} if run else {}
        found = Measured(run, figures.get(figure.text)) if run and not flaw else None
        cited.measured[source["id"].text] = found
    return cited


def _figure_flaw(figure: Node, run: Run) -> Diagnostic | None:
    known = [figure.id for figure in run.figures]
    if not known and figure:
        message = f"'{run.id}' is a pair and has no figures"
        return Diagnostic(figure.path, message, "remove 'figure'", at_key=True)
    if known and not figure:
        hint = f"add 'figure:' with one of {', '.join(known[:15])}"
        message = f"which figure of the benchmark '{run.id}'?"
        return Diagnostic(figure.path, message, hint, at_key=True)
    if known and figure.text not in known:
        message = f"the benchmark '{run.id}' has no figure '{clip(figure.text)}'"
        return Diagnostic(figure.path, message, did_you_mean(figure.text, known))
    return None
