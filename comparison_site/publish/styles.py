"""One style sheet out of several: a phone pays for every request before its first paint."""

from collections.abc import Iterable
from hashlib import sha256

from comparison_site.publish.sourcemaps import without_source_map


def joined(sheets: Iterable[bytes]) -> bytes:
    """The sheets in their order, without the names of their source maps.

    The first may say its character set, which counts only at the very start (CSS Syntax 3, 3.2).
    """
    return b"\n".join(without_source_map(sheet).strip() for sheet in sheets) + b"\n"


def sheet_path(content: bytes) -> str:
    """Where a sheet stands: its name changes with its content, so that it may be kept for long."""
    return f"assets/stylesheets/all.{sha256(content).hexdigest()[:8]}.css"
