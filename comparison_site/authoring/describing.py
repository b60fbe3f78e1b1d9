"""A comparison as the facts that readers see, in the order in which a report tells them."""

from collections.abc import Iterator, Mapping

from comparison_site.analysis.outcome_words import named_outcome
from comparison_site.analysis.scoreboard import tally
from comparison_site.analysis.versions import Freshness
from comparison_site.authoring.facts import Described, Facts, Key, Names, Value, facts_of
from comparison_site.model import (
    Comparison,
    Contestable,
    Contradiction,
    Criterion,
    Judgement,
    Option,
    Past,
    Point,
    Proposal,
    Scenario,
    Source,
)
from comparison_site.results.figures import quantity
from comparison_site.results.records import Series
from comparison_site.results.runs import Run


def described(
    comparison: Comparison, names: Names, newest: Mapping[str, str]
) -> tuple[Described, ...]:
    """Everything that readers see, in the order in which a report tells it.

    `newest` holds the newest release of each option that has one, by the option's id.
    """
    freshness = Freshness(comparison, newest)
    return (
        Described("comparison", "", comparison.title, dict(_whole(comparison, names))),
        *(_criterion(criterion, names, freshness) for criterion in comparison.criteria),
        *(_scenario(scenario, names) for scenario in comparison.scenarios),
        *(_option(option, names) for option in comparison.options),
        *(_source(source, comparison) for source in comparison.sources),
        *(_run(run) for run in comparison.runs),
    )


def _whole(comparison: Comparison, names: Names) -> Iterator[tuple[Key, Value]]:
    told = ("title", "question", "bottom_line", "reviewed_on")
    yield from facts_of(**{name: getattr(comparison, name) for name in told}).items()
    counts = tally(comparison)
    for entry in counts.standings:
        name = names.option(entry.option.id)
        yield Key("wins", name), str(len(entry.wins))
        yield Key("shares", name), str(len(entry.shares))
    for field_ in ("split", "tied", "unknown", "contested"):
        yield Key(field_), str(getattr(counts, field_))


def _judgement(judgement: Judgement, names: Names) -> Facts:
    return facts_of(
        outcome=named_outcome(names.option, judgement),
        label=judgement.label,
        icon=judgement.icon,
        confidence=judgement.confidence,
        because=judgement.because,
    )


def _proposal(outcome: Contestable, names: Names) -> tuple[Described, ...]:
    """The proposal, if there is one. An adopted one is what the outcome says: no more is told."""
    proposal = outcome.contested
    if not proposal:
        return ()
    is_open = outcome.open_proposal is not None
    facts = facts_of(status=proposal.status) | (_proposed(proposal, names) if is_open else {})
    return (Described("proposal", "", "", facts),)


def _proposed(proposal: Proposal, names: Names) -> Facts:
    more = facts_of(argument=proposal.argument, sources=names.cited(proposal.sources))
    return _judgement(proposal, names) | more


def _criterion(criterion: Criterion, names: Names, freshness: Freshness) -> Described:
    verdict = criterion.verdict
    judged = (f"{names.option(name)} {version}" for name, version in verdict.as_of.items())
    facts = (
        facts_of(name=criterion.name, question=criterion.question)
        | _judgement(verdict.published, names)
        | facts_of(
            flips_if=verdict.flips_if, reviewed_on=verdict.reviewed_on, as_of=", ".join(judged)
        )
    )
    for name, version in verdict.as_of.items():
        facts |= facts_of(names.option(name), newer=_newer(freshness, name, version))
    for name, position in criterion.positions.items():
        facts |= facts_of(names.option(name), summary=position.summary)
    inside = (
        *_proposal(verdict, names),
        *(_contradiction(each, names) for each in verdict.contradicted_by),
        *_history(verdict.history, names),
        *_points(criterion, names),
    )
    return Described("criterion", criterion.id, criterion.name, facts, inside)


def _newer(freshness: Freshness, option: str, version: str) -> str:
    """The release that came after the version judged; an old file may name no such option."""
    known = option in (record.id for record in freshness.comparison.options)
    return freshness.newer(option, version) if known else ""


def _contradiction(contradiction: Contradiction, names: Names) -> Described:
    [title] = names.cited([contradiction.source])
    facts = facts_of(because=contradiction.because)
    return Described("contradiction", contradiction.source, title, facts)


def _history(history: tuple[Past, ...], names: Names) -> Iterator[Described]:
    """Newest first; the key counts from the oldest, which nothing newer moves."""
    for number, past in zip(range(len(history), 0, -1), history, strict=True):
        outcome = named_outcome(names.option, past)
        facts = facts_of(outcome=outcome, label=past.label, because=past.because)
        yield Described("past", f"{past.on} {number}", str(past.on), facts)


def _points(criterion: Criterion, names: Names) -> Iterator[Described]:
    for option, position in criterion.positions.items():
        for point in position.points:
            yield _point(point, names.option(option), names)


def _point(point: Point, option: str, names: Names) -> Described:
    facts = facts_of(
        option=option,
        stance=point.stance,
        text=point.text,
        changed=point.changed,
        sources=names.cited(point.sources),
    )
    return Described("point", point.id, point.id, facts)


def _scenario(scenario: Scenario, names: Names) -> Described:
    facts = facts_of(
        need=scenario.need,
        advice=named_outcome(names.option, scenario.published),
        because=scenario.reason,
        criteria=tuple(names.criteria.get(name, name) for name in scenario.criteria),
        despite=scenario.despite,
    )
    return Described("scenario", scenario.id, scenario.need, facts, _proposal(scenario, names))


def _option(option: Option, names: Names) -> Described:
    package = option.package
    facts = facts_of(
        name=option.name,
        version=option.version,
        hue=option.hue,
        package=f"{package.name} ({package.manager.words})" if package else None,
        origin=f"{option.origin.by}, {option.origin.year}",
        maintained_by=option.maintained_by,
        license=option.license,
        homepage=option.homepage,
        summary=option.summary,
        choose_when=option.choose_when,
        avoid_when=option.avoid_when,
        sources=names.cited(option.sources),
    )
    return Described("option", option.id, option.name, facts)


def _source(source: Source, comparison: Comparison) -> Described:
    told = ("title", "url", "publisher", "kind", "published_on", "note")
    result = source.result
    facts = facts_of(
        **{name: getattr(source, name) for name in told},
        accessed_on=comparison.read_on(source),
        result=" ".join(filter(None, (result.file, result.figure))) if result else None,
    )
    return Described("source", source.id, source.title, facts)


def _run(run: Run) -> Described:
    """What was measured, in numbers: every bar of every chart, or what became of each program."""
    facts = facts_of(measured_on=run.result.measured_on)
    for figure in run.figures:
        for series in figure.series:
            of = f"{figure.title}, {series.name}"
            facts |= facts_of(of, measured=_measured(series, figure.unit))
    for program in run.programs:
        facts |= facts_of(program.name, program=program.status)
    return Described("run", run.file, run.id, facts)


def _measured(series: Series, unit: str) -> str:
    return series.status.words if series.median is None else quantity(series.median, unit)
