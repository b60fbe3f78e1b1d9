"""Comparison data in, pages out: `load`, `render_pages`; `ComparisonError` says what to mend."""

from generator.errors import ComparisonError, Problem
from generator.loading import load
from generator.model import Comparison
from generator.pages import OPTION_STYLES, Page, render_pages

__all__ = [
    "OPTION_STYLES",
    "Comparison",
    "ComparisonError",
    "Page",
    "Problem",
    "load",
    "render_pages",
]
