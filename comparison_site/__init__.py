"""Comparison data in, pages out: `load`, `render_pages`; `ComparisonError` says what to fix."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from comparison_site.core.diagnostics import ComparisonError, Diagnostic
    from comparison_site.loading.loader import load
    from comparison_site.model import Comparison
    from comparison_site.outputs.registry import BuildContext, Page
    from comparison_site.pages.registry import OPTION_STYLES
    from comparison_site.pages.rendering import render_pages

__version__ = "0.1.0"

__all__ = [
    "OPTION_STYLES", "BuildContext", "Comparison", "ComparisonError", "Diagnostic", "Page", "load",
    "render_pages",
]  # fmt: skip

_PLACES = {
    "core.diagnostics": ("ComparisonError", "Diagnostic"),
    "loading.loader": ("load",),
    "model": ("Comparison",),
    "outputs.registry": ("BuildContext", "Page"),
    "pages.registry": ("OPTION_STYLES",),
    "pages.rendering": ("render_pages",),
}


def __getattr__(name: str) -> object:
    """Load what is asked for (PEP 562): a command starts without the modules of all others."""
    for module, names in _PLACES.items():
        if name in names:
            return getattr(import_module(f"{__name__}.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
