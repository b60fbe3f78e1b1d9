"""Everything that the site says and that a reader may dispute, with the line it stands on."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote

from comparison_site.analysis.addresses import Addresses, Repository
from comparison_site.analysis.outcomes import outcome_words
from comparison_site.core.vocabulary import Evidence
from comparison_site.loading.loader import Loaded
from comparison_site.model import Comparison, Criterion, Option, Point, Scenario, Source


@dataclass(frozen=True)
class Citation:
    """One place that cites a source: an option's facts, a point, a proposal, or what
    contradicts a verdict."""

    option: Option | None = None
    criterion: Criterion | None = None
    point: Point | None = None
    scenario: Scenario | None = None
    contradicts: bool = False


def citations(comparison: Comparison) -> dict[str, tuple[Citation, ...]]:
    """For every source id, the places that cite it, in publishing order."""
    found: dict[str, list[Citation]] = {source.id: [] for source in comparison.sources}
    for names, citation in _all(comparison):
        for name in names:
            found[name].append(citation)
    return {name: tuple(places) for name, places in found.items()}


def numbered(comparison: Comparison, names: Iterator[str]) -> dict[str, tuple[int, Source]]:
    """The sources named, each once, numbered from 1 in the order in which they are first named."""
    unique = dict.fromkeys(names)
    return {name: (n, comparison.source(name)) for n, name in enumerate(unique, start=1)}


def cited_by(criterion: Criterion) -> Iterator[str]:
    """The source ids that a criterion's page cites, in reading order, repeats included."""
    proposal = criterion.verdict.contested
    yield from (entry.source for entry in criterion.verdict.contradicted_by)
    yield from proposal.sources if proposal else ()
    for position in criterion.positions.values():
        for point in position.points:
            yield from point.sources


def evidence(comparison: Comparison, points: Iterable[Point]) -> tuple[Evidence, ...]:
    """The kinds of evidence that these points rest on, strongest first."""
    cited = {comparison.source(name).kind for point in points for name in point.sources}
    return tuple(kind for kind in Evidence if kind in cited)


def opinion_only(comparison: Comparison, point: Point) -> bool:
    """Whether a point rests on opinions and on nothing else."""
    return evidence(comparison, [point]) == (Evidence.OPINION,)


def _all(comparison: Comparison) -> Iterator[tuple[tuple[str, ...], Citation]]:
    for option in comparison.options:
        yield option.sources, Citation(option=option)
    for criterion in comparison.criteria:
        yield from _of_criterion(comparison, criterion)
    for scenario in comparison.scenarios:
        if scenario.contested:
            yield scenario.contested.sources, Citation(scenario=scenario)


def _of_criterion(
    comparison: Comparison, criterion: Criterion
) -> Iterator[tuple[tuple[str, ...], Citation]]:
    against = tuple(entry.source for entry in criterion.verdict.contradicted_by)
    yield against, Citation(criterion=criterion, contradicts=True)
    if criterion.verdict.contested:
        yield criterion.verdict.contested.sources, Citation(criterion=criterion)
    for name, position in criterion.positions.items():
        option = comparison.option(name)
        for point in position.points:
            yield point.sources, Citation(option=option, criterion=criterion, point=point)


# In characters of the address, where most signs take three and others up to twelve. Servers
# refuse addresses of more than about 8000.
_TEXT_AT_MOST = 2400
_SOURCES_AT_MOST = 1800
_TITLE_AT_MOST = 400


@dataclass(frozen=True)
class Claim:
    """One thing said: its page and anchor, its line, its present words and what it rests on.

    `id` is where the site says it, such as `criteria/speed#point-bus-lane`.
    """

    id: str
    line: int
    text: str
    sources: tuple[Source, ...] = ()

    @property
    def page(self) -> str:
        """The address of the claim on the site, seen from the site's root."""
        path, mark, anchor = self.id.partition("#")
        return f"{path}/{mark}{anchor}"


@dataclass(frozen=True)
class ClaimLinks:
    """Where a claim can be read in the data, changed and disputed."""

    line: int
    source: str
    edit: str
    dispute: str


@dataclass(frozen=True)
class Issue:
    """What an issue about a claim says: the words present, as long as an address may be.

    `sources` are ids, each with an address, which is empty for a run of ours on a site without
    one; `more` counts those that find no room. `fence` is longer than any run of backticks in the
    text, so that nothing in it is Markdown.
    """

    claim: Claim
    text: str
    sources: tuple[tuple[str, str], ...]
    more: int
    fence: str
    source: str
    page: str


class Claims:
    """The links of every claim of a comparison that a public repository holds."""

    def __init__(self, loaded: Loaded, repository: Repository, base_url: str = "") -> None:
        """`base_url` is the site's address, ending in a slash, or empty where it is not known."""
        self._claims = {claim.id: claim for claim in _claims(loaded)}
        self._comparison = loaded.comparison
        self.repository = repository
        self._base_url = base_url

    def links(self, name: str, write: Callable[[Issue], str]) -> ClaimLinks:
        """The links of a claim. `write` turns an issue into its title, a line break and its body.

        Raises KeyError if nothing is claimed there.
        """
        claim = self._claims[name]
        title, _, body = write(self._issue(claim)).partition("\n")
        return ClaimLinks(
            line=claim.line,
            source=self.repository.line(claim.line),
            edit=self.repository.edit(claim.line),
            dispute=self.repository.issue(clipped(title, _TITLE_AT_MOST), body.strip()),
        )

    def _issue(self, claim: Claim) -> Issue:
        text = clipped(claim.text, _TEXT_AT_MOST)
        sources = tuple(_fitting((s.id, self._address(s)) for s in claim.sources))
        return Issue(
            claim=claim,
            text=text,
            sources=sources,
            more=len(claim.sources) - len(sources),
            fence=_fence(text),
            source=self.repository.line(claim.line),
            page=f"{self._base_url}{claim.page}" if self._base_url else "",
        )

    def _address(self, source: Source) -> str:
        if source.url or not self._base_url:
            return source.url or ""
        return Addresses(self._base_url).behind(self._comparison, source)


def clipped(text: str, most: int) -> str:
    """As much of a text as takes up `most` characters when it is percent-encoded."""
    if _length(text) <= most:
        return text
    room, kept = most - _length("…"), ""
    for letter in text:
        room -= _length(letter)
        if room < 0:
            break
        kept += letter
    return f"{kept}…"


def _length(text: str) -> int:
    return len(quote(text, safe=""))


def _fence(text: str) -> str:
    fence = "```"
    while fence in text:
        fence += "`"
    return fence


def _fitting(sources: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    room = _SOURCES_AT_MOST
    for name, address in sources:
        room -= _length(f"- {name}: <{address}>\n")
        if room < 0:
            break
        yield name, address


def _claims(loaded: Loaded) -> Iterator[Claim]:
    comparison = loaded.comparison
    for number, criterion in enumerate(comparison.criteria):
        line = loaded.document.mark(("criteria", number, "verdict"), at_key=True).line
        yield _verdict(comparison, criterion, line)
        yield from _points(loaded, criterion, number)
    for number, scenario in enumerate(comparison.scenarios):
        yield _scenario(comparison, scenario, _line(loaded, "scenarios", number))
    for number, option in enumerate(comparison.options):
        cited = _sources(comparison, option.sources)
        line = _line(loaded, "options", number)
        yield Claim(f"options/{option.id}", line, option.summary, cited)
    for number, source in enumerate(comparison.sources):
        words = " ".join([source.title, source.note or ""]).strip()
        line = _line(loaded, "sources", number)
        yield Claim(f"sources#source-{source.id}", line, words, (source,))


def _line(loaded: Loaded, *path: str | int) -> int:
    return loaded.mark(*path, "id").line


def _verdict(comparison: Comparison, criterion: Criterion, line: int) -> Claim:
    published = criterion.verdict.published
    words = f"{published.label}: {outcome_words(comparison, published)}\n{published.because}"
    cited = _sources(comparison, cited_by(criterion))
    return Claim(f"criteria/{criterion.id}#verdict", line, words, cited)


def _points(loaded: Loaded, criterion: Criterion, number: int) -> Iterator[Claim]:
    for option, position in criterion.positions.items():
        for index, point in enumerate(position.points):
            place = ("criteria", number, "positions", option, "points", index)
            words = "\n".join([point.text, *([point.changed] if point.changed else [])])
            cited = _sources(loaded.comparison, point.sources)
            name = f"criteria/{criterion.id}#point-{point.id}"
            yield Claim(name, _line(loaded, *place), words, cited)


def _scenario(comparison: Comparison, scenario: Scenario, line: int) -> Claim:
    words = [scenario.need, outcome_words(comparison, scenario.published), scenario.reason]
    cited = scenario.contested.sources if scenario.contested else ()
    return Claim(f"scenarios#{scenario.id}", line, "\n".join(words), _sources(comparison, cited))


def _sources(comparison: Comparison, names: Iterable[str]) -> tuple[Source, ...]:
    return tuple(comparison.source(name) for name in dict.fromkeys(names))
