"""The word lists about runs: what programs gave side by side, and what a figure measures."""

from comparison_site.core.vocabulary import Better, Words


class Agreement(Words):
    """What programs that do the same gave, side by side."""

    BOTH = "both", "Same output in both"
    ALL = "all", "Same output in all"
    EXPECTED = "expected", "Each ran as expected"
    REST = "rest", "Some were skipped, the rest ran as expected"
    DIFFERENT = "different", "The outputs differ"
    UNKNOWN = "unknown", "The outputs were not compared"


class Measure(Words):
    """What a figure's unit measures; its words are what the best is."""

    TIME = "time", "fastest"
    SIZE = "size", "smallest"
    LESS = "less", "lowest"
    MORE = "more", "highest"


class Bearing(Words):
    """How a run stands to a verdict whose criterion cites it."""

    AGAINST = "against", "Speaks against it"
    FOR = "for", "Agrees with it"
    OTHER = "other", "Cited for another option"
    BOTH = "both", "Cited on both sides"
    NEITHER = "neither", "Cited"


_UNITS = {
    Measure.TIME: {"ns", "µs", "μs", "us", "ms", "s", "min", "h"},
    Measure.SIZE: {"B", "kB", "MB", "GB", "KiB", "MiB", "GiB", "TiB"},
}


def measure(unit: str, better: Better) -> Measure:
    """What numbers in this unit measure, for which there are words."""
    if better is Better.HIGHER:
        return Measure.MORE
    return next((kind for kind, units in _UNITS.items() if unit in units), Measure.LESS)
