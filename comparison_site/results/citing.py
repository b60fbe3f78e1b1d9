"""Which sources of a comparison's tree have a result, and whether it and its figure are there."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from comparison_site.core.diagnostics import Diagnostic
from comparison_site.core.fields import is_inside
from comparison_site.core.spelling import did_you_mean
from comparison_site.core.tree import Node, clip
from comparison_site.results.files import Files, folder_of
from comparison_site.results.gathering import Gathered, gather
from comparison_site.results.placeholders import Measured
from comparison_site.results.runs import Run, Runs


@dataclass
class Cited:
    """The evidence, the sources that have a result (None: refused already), what was wrong."""

    runs: Runs
    measured: dict[str, Measured | None] = field(default_factory=dict)
    flaws: list[Diagnostic] = field(default_factory=list)
    problems: list[Diagnostic] = field(default_factory=list)


def cite(root: Node, files: Files, base: str) -> Cited:
    """Read every result that a source of the tree names. `base` is the folder's name in messages.

    A name that is no plain path below the folder is left to the records' own types.
    """
    sources = [source for source in root["sources"] if _is_result(source["result"]["file"].text)]
    gathered = gather((source["result"]["file"].text for source in sources), files, base)
    cited = Cited(gathered.runs, problems=gathered.problems)
    for source in sources:
        found = _measured(source["result"], gathered, cited.flaws)
        cited.measured[source["id"].text] = found
    cited.flaws += _not_there(sources, gathered, files)
    return cited


def _is_result(path: str) -> bool:
    return is_inside(path) and path.endswith(".json")


def _not_there(sources: list[Node], gathered: Gathered, files: Files) -> Iterator[Diagnostic]:
    for source in sources:
        file = source["result"]["file"]
        if file.text in gathered.missing:
            message = f"'{clip(file.text)}': {gathered.missing[file.text]}"
            folder = folder_of(file.text)
            known = [f"{folder}/{name}".lstrip("/") for name in files.names(folder)]
            hint = did_you_mean(file.text, known)
            yield Diagnostic(file.path, message, hint if hint.startswith("did") else "")


def _measured(result: Node, gathered: Gathered, flaws: list[Diagnostic]) -> Measured | None:
    run = gathered.runs.run(result["file"].text)
    if run is None:
        return None
    found = next(iter(_figure_flaw(result["figure"], run)), None)
    if found:
        flaws.append(found)
        return None
    figures = {figure.id: figure for figure in run.figures}
    return Measured(run, figures.get(result["figure"].text))


def _figure_flaw(figure: Node, run: Run) -> Iterator[Diagnostic]:
    known = [figure.id for figure in run.figures]
    if not known and figure:
        message = f"'{run.id}' is a pair and has no figures"
        yield Diagnostic(figure.path, message, "remove 'figure'", at_key=True)
    elif known and not figure:
        hint = f"add 'figure:' with one of {', '.join(known[:15])}"
        message = f"which figure of the benchmark '{run.id}'?"
        yield Diagnostic(figure.path, message, hint, at_key=True)
    elif known and figure.text not in known:
        message = f"the benchmark '{run.id}' has no figure '{clip(figure.text)}'"
        yield Diagnostic(figure.path, message, did_you_mean(figure.text, known))
