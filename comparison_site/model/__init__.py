"""The records of a comparison. No I/O, no YAML, no HTML: plain facts and judgements."""

# isort: off
from comparison_site.model.comparison import (
    Comparison, Exemption, Linting, Scenario, Waiver,
)  # fmt: skip
from comparison_site.model.criteria import (
    AnyPosition, Criterion, Fact, Group, NoPosition, Point, Position, Value, in_short,
)  # fmt: skip
from comparison_site.model.identity import Named, Record
from comparison_site.model.options import Option, Origin, Package
from comparison_site.model.outcomes import (
    Contestable, Contradiction, Judgement, Outcome, Part, Past, PastAdvice, Proposal, Split,
    Tie, Unknown, Verdict, Winner,
)  # fmt: skip
from comparison_site.model.sources import Measurement, OwnRun, Source, WebPage

__all__ = [
    "AnyPosition", "Comparison", "Contestable", "Contradiction", "Criterion", "Exemption", "Fact",
    "Group", "Judgement", "Linting", "Measurement", "Named", "NoPosition", "Option",
    "Origin", "Outcome", "OwnRun", "Package", "Part", "Past", "PastAdvice", "Point", "Position",
    "Proposal", "Record",
    "Scenario", "Source", "Split", "Tie", "Unknown", "Value", "Verdict", "Waiver", "WebPage",
    "Winner", "in_short",
]  # fmt: skip
