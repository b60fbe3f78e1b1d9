"""Comparison data in, pages out: `load`, `render_pages`; `ComparisonError` says what to mend."""

from generator.errors import ComparisonError, Problem
from generator.loading.loader import load
from generator.model import Comparison
from generator.site.pages import Page, render_pages
from generator.site.plans import OPTION_STYLES

__all__ = [
    "OPTION_STYLES",
    "Comparison",
    "ComparisonError",
    "Page",
    "Problem",
    "load",
    "render_pages",
]
