"""Rules about sources that are runs of our own, and about verdicts that a run contradicts."""

from collections.abc import Callable

from comparison_site.core.diagnostics import Diagnostic, Diagnostics
from comparison_site.core.tree import Node

_HAVE_A_DAY = ("published_on", "accessed_on")


def sources_lead_somewhere(root: Node) -> Diagnostics:
    """A source is a page on the web or the result of a run, never both."""
    for source in root["sources"]:
        url, result = source["url"], source["result"]
        if url and result:
            message = "a source leads to a page ('url') or to a run ('result'), not to both"
            yield Diagnostic(url.path, message, "remove one of them", at_key=True)
        if not url and not result and source:
            message = "the field 'url' is missing"
            yield Diagnostic(url.path, message, _hint(source), at_key=True)


def _hint(source: Node) -> str:
    run = ", or 'result:' with the file of a run" if source["kind"].text == "measured" else ""
    return f"add 'url:' with a text{run}"


def pages_are_read_on_a_day(root: Node) -> Diagnostics:
    """Someone read the page that a source leads to."""
    for source in root["sources"]:
        if source and not source["result"] and not source["accessed_on"]:
            message = "the field 'accessed_on' is missing"
            hint = "add 'accessed_on:' with a date, YYYY-MM-DD"
            yield Diagnostic(source["accessed_on"].path, message, hint, at_key=True)


def results_are_measured(root: Node) -> Diagnostics:
    """Whatever has a result was measured."""
    for source in root["sources"]:
        kind = source["kind"]
        if source["result"] and kind.text not in ("", "measured"):
            yield Diagnostic(kind.path, "a source with a 'result' is measured", "write 'measured'")


def runs_bring_their_own_day(root: Node) -> Diagnostics:
    """The day of a run stands in its file."""
    for source in root["sources"]:
        for name in _HAVE_A_DAY if source["result"] and not source["url"] else ():
            if source[name]:
                message = f"a run says itself when it was measured, so '{name}' has no place here"
                yield Diagnostic(source[name].path, message, "remove it", at_key=True)


def contradictions_are_measured(root: Node) -> Diagnostics:
    """Only a measurement contradicts a verdict; other doubts are a proposal's argument."""
    kinds = {source["id"].text: source["kind"].text for source in root["sources"]}
    for criterion in root["criteria"]:
        for contradiction in criterion["verdict"]["contradicted_by"]:
            source = contradiction["source"]
            if kinds.get(source.text, "measured") not in ("", "measured"):
                message = f"the source '{source.text}' is not measured"
                yield Diagnostic(source.path, message, "argue in 'contested' instead")


RULES: tuple[Callable[[Node], Diagnostics], ...] = (
    sources_lead_somewhere,
    pages_are_read_on_a_day,
    results_are_measured,
    runs_bring_their_own_day,
    contradictions_are_measured,
)
