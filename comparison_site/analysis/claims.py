"""Everything that the site says and that a reader may dispute: its line, and what it rests on."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from urllib.parse import quote

from comparison_site.analysis.addresses import Addresses
from comparison_site.analysis.compare import rows, told
from comparison_site.analysis.outcomes import outcome_words
from comparison_site.analysis.repository import Repository
from comparison_site.core.room import shortened
from comparison_site.core.tree import Path
from comparison_site.core.vocabulary import Evidence, Stance
from comparison_site.loading.loader import Loaded
from comparison_site.model import Comparison, Criterion, Fact, Option, Point, Scenario, Source

# In characters of the address, where most signs take three and others up to twelve. Servers
# refuse addresses of more than about 8000.
_TEXT_AT_MOST, _SOURCES_AT_MOST, _TITLE_AT_MOST = 2400, 1800, 400


@dataclass(frozen=True)
class Citation:
    """A place that cites a source: an option's facts, a point, a row of facts, advice, a proposal,
    a contradiction.

    `proposes` says that a proposal about the criterion or the scenario cites it.
    """

    option: Option | None = None
    criterion: Criterion | None = None
    point: Point | None = None
    fact: Fact | None = None
    scenario: Scenario | None = None
    contradicts: bool = False
    proposes: bool = False


def citations(comparison: Comparison) -> dict[str, tuple[Citation, ...]]:
    """For every source id, the places that cite it, in publishing order."""
    found: dict[str, tuple[Citation, ...]] = {source.id: () for source in comparison.sources}

    def add(names: Iterable[str], citation: Citation) -> None:
        for name in names:
            found[name] += (citation,)

    for option in comparison.options:
        add(option.sources, Citation(option=option))
    for criterion in comparison.criteria:
        against = (entry.source for entry in criterion.verdict.contradicted_by)
        add(against, Citation(criterion=criterion, contradicts=True))
        if criterion.verdict.contested:
            add(criterion.verdict.contested.sources, Citation(criterion=criterion, proposes=True))
        for name, _, point in criterion.points:
            add(point.sources, Citation(comparison.option(name), criterion, point))
        for fact in criterion.facts:
            add(dict.fromkeys(fact.cited), Citation(criterion=criterion, fact=fact))
    for scenario in comparison.scenarios:
        add(scenario.sources, Citation(scenario=scenario))
        if scenario.contested:
            add(scenario.contested.sources, Citation(scenario=scenario, proposes=True))
    return found


def numbered(comparison: Comparison, names: Iterable[str]) -> dict[str, tuple[int, Source]]:
    """The sources named, each once, numbered from 1 in the order in which they are first named."""
    unique = dict.fromkeys(names)
    return {name: (n, comparison.source(name)) for n, name in enumerate(unique, start=1)}


def cited_by(criterion: Criterion) -> Iterator[str]:
    """The source ids that a criterion's page cites, in reading order, repeats included."""
    proposal = criterion.verdict.contested
    yield from (entry.source for entry in criterion.verdict.contradicted_by)
    yield from proposal.sources if proposal else ()
    for *_, point in criterion.points:
        yield from point.sources
    for fact in criterion.facts:
        yield from fact.cited


def evidence(comparison: Comparison, points: Iterable[Point]) -> tuple[Evidence, ...]:
    """The kinds of evidence that these points rest on, strongest first."""
    cited = {comparison.source(name).kind for point in points for name in point.sources}
    return tuple(kind for kind in Evidence if kind in cited)


def by_stance(points: Sequence[Point]) -> list[tuple[Stance, list[Point]]]:
    """The points that speak for an option, against it and for neither, where there are any."""
    grouped = [(stance, [p for p in points if p.stance is stance]) for stance in Stance]
    return [(stance, found) for stance, found in grouped if found]


def opinion_only(comparison: Comparison, point: Point) -> bool:
    """Whether a point rests on opinions and on nothing else."""
    return evidence(comparison, [point]) == (Evidence.OPINION,)


@dataclass(frozen=True)
class Claim:
    """One thing said: where it is read, changed and disputed, and what an issue about it says.

    `id` is where the site says it (`criteria/speed#point-bus-lane`), `page` the address of that (or
    empty), `line` its line in the data. `text` are the words, clipped; `fence` is longer than any
    run of backticks in them. `sources` are ids with addresses, which are empty for a run of ours on
    a site without one; `more` counts those that find no room.
    """

    id: str
    page: str
    line: int
    source: str
    edit: str
    text: str
    fence: str
    sources: list[tuple[str, str]]
    more: int
    dispute: str = ""


class Claims:
    """The claims of a comparison that a public repository holds, with their links."""

    def __init__(self, loaded: Loaded, repository: Repository, base_url: str = "") -> None:
        """`base_url` is the site's address, ending in a slash, or empty where it is not known."""
        self.repository = repository
        self._loaded, self._base_url = loaded, base_url
        self._said = dict(_said(loaded.comparison))

    def links(self, name: str, write: Callable[[Claim], str]) -> Claim:
        """A claim with its links. `write` makes the title of an issue, a line break and its body.

        Raises KeyError if nothing is claimed there.
        """
        place, words, names = self._said[name]
        line = self._loaded.document.mark(place, at_key=place[-1] == "verdict").line
        text = clipped(words, _TEXT_AT_MOST)
        cited = [(source, self._address(source)) for source in dict.fromkeys(names)]
        ends = accumulate(_length(f"- {source}: <{address}>\n") for source, address in cited)
        fitting = bisect_right(list(ends), _SOURCES_AT_MOST)
        path, mark, anchor = name.partition("#")
        claim = Claim(
            id=name,
            page=self._base_url and f"{self._base_url}{path}/{mark}{anchor}",
            line=line,
            source=self.repository.line(line),
            edit=self.repository.edit(line),
            text=text,
            fence="`" * max([3, *(len(run) + 1 for run in re.findall("`+", text))]),
            sources=cited[:fitting],
            more=len(cited) - fitting,
        )
        title, _, body = write(claim).partition("\n")
        issue = self.repository.issue(clipped(title, _TITLE_AT_MOST), body.strip())
        return replace(claim, dispute=issue)

    def _address(self, name: str) -> str:
        comparison, base = self._loaded.comparison, self._base_url
        source = comparison.source(name)
        return Addresses(base).behind(comparison, source) if base else source.url or ""


def clipped(text: str, most: int) -> str:
    """As much of a text as takes up `most` characters when it is percent-encoded."""
    return shortened(text, most, _length)


def _length(text: str) -> int:
    return len(quote(text, safe=""))


def _said(comparison: Comparison) -> Iterator[tuple[str, tuple[Path, str, tuple[str, ...]]]]:
    """Of every claim its id; its place in the data, its words, and the sources that it rests on."""
    for n, criterion in enumerate(comparison.criteria):
        verdict, address = criterion.verdict.published, f"criteria/{criterion.id}"
        words = f"{verdict.label}: {outcome_words(comparison, verdict)}\n{verdict.because}"
        yield f"{address}#verdict", (("criteria", n, "verdict"), words, tuple(cited_by(criterion)))
        for name, i, point in criterion.points:
            place = ("criteria", n, "positions", name, "points", i, "id")
            words = f"{point.text}\n{point.changed}" if point.changed else point.text
            yield f"{address}#point-{point.id}", (place, words, point.sources)
        for i, row in enumerate(rows(comparison, criterion)):
            words = f"{row.fact.name}\n{told(comparison, row)}"
            at = ("criteria", n, "facts", i, "id")
            yield f"{address}#fact-{row.fact.id}", (at, words, row.fact.cited)
    for n, scenario in enumerate(comparison.scenarios):
        advice = outcome_words(comparison, scenario.published)
        words = f"{scenario.need}\n{advice}\n{scenario.published.because}"
        yield f"scenarios#{scenario.id}", (("scenarios", n, "id"), words, scenario.cited)
    for n, option in enumerate(comparison.options):
        said = option.summary or option.name
        yield f"options/{option.id}", (("options", n, "id"), said, option.sources)
    for n, source in enumerate(comparison.sources):
        words = f"{source.title} {source.note or ''}".strip()
        yield f"sources#source-{source.id}", (("sources", n, "id"), words, (source.id,))
