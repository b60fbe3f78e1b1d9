"""What the live preview says of the data below the page: its problems, and the lint's remarks."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig

from comparison_site.core.diagnostics import SHOWN_AT_MOST, Diagnostic
from comparison_site.lint.left import LEFT


class Finding(NamedTuple):
    """A diagnostic for the panel: where it stands, how to get there, what it says."""

    place: str
    """The file, the line and the column, as a terminal would name them."""
    address: str
    """Opens the line in an editor that knows `vscode://file/` addresses; empty without a file."""
    words: str
    excerpt: str


def tell(
    config: MkDocsConfig, title: str, problems: Sequence[Diagnostic], remarks: Sequence[Diagnostic]
) -> None:
    """Tell the theme what the site is called, and what a preview says about the data."""
    config.site_name = escape(title)
    config.extra["preview"] = panel(problems, remarks) if problems or remarks else {}


def panel(problems: Sequence[Diagnostic], remarks: Sequence[Diagnostic]) -> dict[str, Any]:
    """What the template of the panel prints: findings of each sort, and how many there are."""
    to_do = [one for one in remarks if one.rule in LEFT]
    said = {"problems": problems, "to_do": to_do, "remarks": [r for r in remarks if r not in to_do]}
    counts = {f"{name}_count": len(found) for name, found in said.items()}
    return counts | {name: findings(found) for name, found in said.items()}


def findings(diagnostics: Iterable[Diagnostic]) -> tuple[Finding, ...]:
    """The diagnostics as the panel shows them, as many as a terminal would show."""
    return tuple(_finding(one) for one in list(diagnostics)[:SHOWN_AT_MOST])


def _finding(one: Diagnostic) -> Finding:
    at = f":{one.line}:{one.column}" if one.line else ""
    path = Path(one.file).absolute()
    address = f"vscode://file/{quote(path.as_posix().lstrip('/'))}{at}" if path.is_file() else ""
    return Finding(f"{one.file}{at}", address, one.words, one.excerpt.strip())
