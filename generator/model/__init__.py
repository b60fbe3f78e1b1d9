"""The records of a comparison. No I/O, no YAML, no HTML: plain facts and judgements."""

from generator.model.comparison import Comparison
from generator.model.criteria import Criterion, Point, Position, Scenario
from generator.model.linting import Exemption, Linting
from generator.model.options import Option, Origin, Package
from generator.model.outcomes import (
    Contestable,
    Contradiction,
    Judgement,
    Outcome,
    Part,
    Past,
    Proposal,
    Verdict,
)
from generator.model.record import Record
from generator.model.sources import Measurement, Source

__all__ = [
    "Comparison",
    "Contestable",
    "Contradiction",
    "Criterion",
    "Exemption",
    "Judgement",
    "Linting",
    "Measurement",
    "Option",
    "Origin",
    "Outcome",
    "Package",
    "Part",
    "Past",
    "Point",
    "Position",
    "Proposal",
    "Record",
    "Scenario",
    "Source",
    "Verdict",
]
