"""Comparison data in, pages out: `load`, `render_pages`; `ComparisonError` says what to mend."""

from comparison_site.core.diagnostics import ComparisonError, Diagnostic
from comparison_site.loading.loader import load
from comparison_site.model import Comparison
from comparison_site.pages.pages import Page, render_pages
from comparison_site.pages.registry import OPTION_STYLES

__version__ = "0.1.0"

__all__ = [
    "OPTION_STYLES",
    "Comparison",
    "ComparisonError",
    "Diagnostic",
    "Page",
    "load",
    "render_pages",
]
