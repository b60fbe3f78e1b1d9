"""What came of a run, in one line of plain words; which verdicts it bears on, and how."""

from collections import Counter
from collections.abc import Iterator

from comparison_site.core.counting import many
from comparison_site.core.vocabulary import Effect, RunStatus, Stance
from comparison_site.model import Comparison, Criterion
from comparison_site.results.about import Bearing, Measure, better, measure
from comparison_site.results.records import Mode, Pair, Program, Ran
from comparison_site.results.runs import Run
from comparison_site.results.standings import Standings, standings

_MOST_NAMED = 3
_TIMES = "\N{MULTIPLICATION SIGN}"


def finding(comparison: Comparison, run: Run) -> str:
    """What came of a run, without a stop at its end.

    Figures say it by their numbers. A pair has words of its own, as long as every program ran, or
    was skipped and not needed to compare, and none gave something else than the others; without
    them, its table of what works is counted.
    """
    if isinstance(run.result, Pair):
        return _of_a_pair(comparison, run, run.result)
    which = better(run.about)
    found = [standings(figure, which) for figure in run.figures]
    if len(found) > 1:
        return _of_figures(comparison, found)
    return _of_a_figure(comparison, found[0], measure(run.figures[0].unit, which))


def _of_a_pair(comparison: Comparison, run: Run, pair: Pair) -> str:
    fine = (RunStatus.OK, RunStatus.SKIPPED) if pair.agrees else (RunStatus.OK,)
    stopped = [one for one in pair.programs if one.status not in fine]
    if stopped:
        return "; ".join(_few([f"{one.name}: {one.status.words.lower()}" for one in stopped]))
    words = getattr(run.about, "finding", "")
    if pair.agrees is not False and words:
        return str(words)
    counts = list(_counts(comparison, pair)) if pair.agrees is not False else []
    return "; ".join(counts) or pair.agreement.words


def _counts(comparison: Comparison, pair: Pair) -> Iterator[str]:
    """Of each option how many features work or do not, each in the way in which it fares best."""
    ways: list[Program | Mode] = [*pair.programs, *pair.modes]
    owners = {way.id: way.option for way in ways}
    names = {way.option: called(comparison, way) for way in reversed(ways)}
    order = list(Effect)
    for option in dict.fromkeys(owners.values()):
        rows = [
            [cell.outcome for name, cell in row.results.items() if owners.get(name) == option]
            for row in pair.outcomes
        ]
        tally = Counter(min(row, key=order.index) for row in rows if row)
        told = ", ".join(f"{one.words.lower()} {tally[one]}" for one in order if tally[one])
        if told:
            yield f"{names[option]}: {told}"


def _of_a_figure(comparison: Comparison, found: Standings, kind: Measure) -> str:
    """The best number of each option: `A is fastest: 1.4 s; B 2.8 s (2.0 times)`."""
    if not found.best:
        return "Nothing gave a number"
    firsts = {row.series.option: row for row in reversed(found.rows) if row.median}
    ranked = [row for row in found.rows if firsts.get(row.series.option) is row]
    names = [called(comparison, row.series) for row in ranked]
    if len(ranked) == 1:  # one option in several ways
        ranked = [row for row in found.rows if row.median]
        names = [row.series.name for row in ranked]
    level = [row for row in ranked if row.series in (found.best, *found.tied)]
    told = [
        row.median
        if row in level or row.times in ("", "1")
        else f"{row.median} ({row.times}{_TIMES})"
        for row in ranked
    ]
    each = [f"{name} {words}" for name, words in zip(names, told, strict=True)]
    first = f"{names[0]} is {kind.words}: {told[0]}"
    if found.tied:
        first = f"{_tie(found).capitalize()}: {', '.join(_few(each[: len(level)]))}"
    return "; ".join([first, *_few(each[len(level) :])])


def called(comparison: Comparison, ran: Ran | Mode) -> str:
    """The option for which it ran, by the name that the comparison has for it, else that of its
    environment; its own name where nobody named that.
    """
    options = {option.id: option.name for option in comparison.options}
    return {**environments(comparison), **options}.get(ran.option, ran.name)


def environments(comparison: Comparison) -> dict[str, str]:
    """What people call the environments of all runs, by their ids."""
    return {name: words for run in comparison.runs for name, words in run.names.items()}


def _tie(found: Standings) -> str:
    return "too noisy to tell" if found.noisy else "no clear difference"


def _few(texts: list[str]) -> list[str]:
    """The first of them, and how many there are besides."""
    more = len(texts) - _MOST_NAMED
    return [*texts[:_MOST_NAMED], f"and {more} more"] if more > 0 else texts


def _of_figures(comparison: Comparison, found: list[Standings]) -> str:
    """In how many figures each option leads, and by how much."""
    leads: dict[str, list[str]] = {}
    ties: list[str] = []
    for one in found:
        rivals = {series.option for series in (one.best, one.next, *one.tied) if series}
        if one.best and len(rivals) > 1 and not one.tied and one.lead != "1":
            leads.setdefault(called(comparison, one.best), []).append(one.lead)
        elif len(rivals) > 1:
            ties.append(_tie(one))
    counts = [
        (f"{name} leads", len(lead), _range(lead))
        for name, lead in sorted(leads.items(), key=lambda item: -len(item[1]))
    ]
    counts += [(words, ties.count(words), "") for words in sorted(set(ties))]
    rest = len(found) - len(ties) - sum(map(len, leads.values()))
    counts += [("nothing to compare", rest, "")] if rest else []
    whole = f" of {many(len(found), 'measurement')}"
    told = [
        f"{words} in {count}{'' if n else whole}{more}"
        for n, (words, count, more) in enumerate(counts)
    ]
    text = "; ".join(told)
    return text[:1].upper() + text[1:]


def _range(leads: list[str]) -> str:
    """The least and the most, or one of them where they are the same; nothing without a ratio."""
    ordered = sorted(filter(None, leads), key=lambda text: float(text.replace(",", "")))
    ends = dict.fromkeys(f"{end}{_TIMES}" for end in (*ordered[:1], *ordered[-1:]))
    return f" ({' to '.join(ends)})" if ends else ""


def named(criterion: Criterion) -> Iterator[str]:
    """The sources that contradict a criterion's verdict, and those that its points cite."""
    yield from (entry.source for entry in criterion.verdict.contradicted_by)
    yield from (name for *_, point in criterion.points for name in point.sources)


def bearings(comparison: Comparison, run: Run) -> list[tuple[Criterion, Bearing]]:
    """The criteria whose points cite a run, or whose verdict it contradicts."""
    sources = {source.id for source in comparison.sources if comparison.run(source) is run}
    citing = (c for c in comparison.criteria if not sources.isdisjoint(named(c)))
    return [(criterion, _bearing(criterion, sources)) for criterion in citing]


def _bearing(criterion: Criterion, sources: set[str]) -> Bearing:
    """Told by the points that cite it: a strength of the winner, or a weakness of another, agrees.

    Where the verdict names no single winner, it is only cited.
    """
    if any(entry.source in sources for entry in criterion.verdict.contradicted_by):
        return Bearing.AGAINST
    winners = criterion.verdict.published.option_ids
    agrees = {
        (point.stance is Stance.STRENGTH) is (option in winners)
        for option, _, point in criterion.points
        if point.stance is not Stance.CONTEXT and not sources.isdisjoint(point.sources)
    }
    if len(winners) != 1 or not agrees:
        return Bearing.NEITHER
    return Bearing.BOTH if len(agrees) > 1 else Bearing.FOR if True in agrees else Bearing.OTHER
