"""Comparison data in, pages out: `load`, `render_pages`; `ComparisonError` says what to fix."""

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
