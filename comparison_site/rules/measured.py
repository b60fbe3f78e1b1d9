"""Rules about sources that are runs of our own, and about verdicts that a run contradicts."""

from collections.abc import Callable

from comparison_site.core.diagnostics import Diagnostic, Diagnostics
from comparison_site.core.tree import Node


def contradictions_are_measured(root: Node) -> Diagnostics:
    """Only a measurement contradicts a verdict; other doubts are a proposal's argument."""
    kinds = {source["id"].text: source["kind"].text for source in root["sources"]}
    for criterion in root["criteria"]:
        for contradiction in criterion["verdict"]["contradicted_by"]:
            source = contradiction["source"]
            if kinds.get(source.text, "measured") not in ("", "measured"):
                message = f"the source '{source.text}' is not measured"
                yield Diagnostic(source.path, message, "argue in 'contested' instead")


RULES: tuple[Callable[[Node], Diagnostics], ...] = (contradictions_are_measured,)
