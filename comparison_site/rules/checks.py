"""Editorial rules across records: one small function per rule.

The rules read the tree as typed, before it is known to be valid, so that a misspelt field never
hides a second mistake. They stay silent about what the records' own types already refuse.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import pairwise

from comparison_site.core import tree as places
from comparison_site.core.diagnostics import Diagnostic, Diagnostics
from comparison_site.core.fields import web_fault
from comparison_site.core.inline_text import link_targets
from comparison_site.core.tree import Node, clip
from comparison_site.core.vocabulary import Confidence, Kind
from comparison_site.rules import ahead, facts, groups, references

_SURE = (Confidence.HIGH, Confidence.MEDIUM)
_MOST_BRACKETS = 30  # Markdown looks for a link at each: time grows with the square
_CLOCKS_DIFFER = timedelta(days=7)  # time zones, and build machines whose clock is behind


def flaws(root: Node, today: date) -> Diagnostics:
    """Run the rules over the whole file, drafts included; `today` is the day of the run.

    What is a draft as a whole may lack what they call `GAPS`.
    """
    for rule in (rule for rule in _asked(root) if rule not in _OF_WHAT_IS_PUBLISHED):
        yield from rule(root)
    for rule_of_days in RULES_OF_DAYS:
        yield from rule_of_days(root, today)


def published_flaws(root: Node) -> Diagnostics:
    """Run the rules about what options share, or need, over what readers see of the file."""
    for rule in (rule for rule in _asked(root) if rule in _OF_WHAT_IS_PUBLISHED):
        yield from rule(root)


def gaps(root: Node) -> Diagnostics:
    """What a draft lacks that a published comparison must have."""
    for rule in GAPS:
        yield from rule(root)


def verdicts_say_why(root: Node) -> Diagnostics:
    """Whoever is ahead is so for a reason. From medium confidence on, what would flip it is asked
    for, too."""
    for verdict in places.verdicts(root):
        for judgement in (verdict, verdict["contested"]):
            if places.kind(judgement) not in ("", Kind.UNKNOWN):
                yield from _absent(judgement, "because")
        if verdict["confidence"].text in _SURE:
            yield from _absent(verdict, "flips_if")
    for scenario in (one for one in root["scenarios"] if one["contested"]):
        yield from _absent(scenario["contested"], "because")


def points_are_sourced(root: Node) -> Diagnostics:
    """A point names the sources by which it can be checked."""
    for point in places.points_of(root):
        yield from _absent(point, "sources", "a list")


def positions_say_something(root: Node) -> Diagnostics:
    """A position has a summary or a point; otherwise it is unknown."""
    for criterion in root["criteria"]:
        for position in criterion["positions"]:
            if isinstance(position.value, dict) and not places.state(position):
                yield from () if position["points"].value else _absent(position, "summary")


def contested_outcomes_propose_another(root: Node) -> Diagnostics:
    """A proposal that says what is published anyway contests nothing."""
    for outcome in places.contestable(root):
        proposal = outcome["contested"]
        is_complete = proposal and places.is_complete(proposal)
        if is_complete and places.result(proposal) == places.result(outcome):
            message = "this proposes what is published anyway"
            hint = "propose another outcome, or remove 'contested'"
            yield Diagnostic(proposal.path, message, hint, at_key=True)


def scenarios_admit_what_speaks_against_them(root: Node) -> Diagnostics:
    """A recommended option that wins none of the scenario's criteria needs `despite`."""
    known = set(places.ids(root["options"]))
    wins = {c["id"].text: _ahead(c["verdict"], known) for c in root["criteria"]}
    for scenario in root["scenarios"]:
        recommended, despite = _ahead(scenario, known), scenario["despite"]
        winners = [wins.get(criterion.text) for criterion in scenario["criteria"]]
        if not recommended or not winners or None in winners:
            continue
        supported = any(won and recommended & won for won in winners)
        names = clip(", ".join(sorted(recommended)))
        if not supported and not despite:
            message = f"'{names}' wins none of the criteria that this scenario is based on"
            hint = "say why it is recommended all the same: add 'despite: ...'"
            yield Diagnostic(despite.path, message, hint, at_key=True)
        if supported and despite:
            message = f"'{names}' wins a criterion here, so there is nothing to admit"
            yield Diagnostic(despite.path, message, "remove 'despite'", at_key=True)


def history_is_newest_first(root: Node) -> Diagnostics:
    """Entries of a history go back in time."""
    for record in places.contestable(root):
        for newer, older in pairwise(entry["on"] for entry in record["history"]):
            if date.min < _day(newer) < _day(older):
                message = f"{older.text} stands below {newer.text}, but is later"
                yield Diagnostic(older.path, message, "put the newest entry first")


def options_are_judged_once_they_exist(root: Node, today: date) -> Diagnostics:
    """Nobody judges an option before the year in which it began."""
    began = {o["id"].text: _day(o["origin"]["year"]) for o in root["options"] if o["id"].text}
    for verdict in places.verdicts(root):
        day = verdict["reviewed_on"]
        judged = (began.get(version.key, date.min) for version in verdict["as_of"])
        latest = max(judged, default=date.min)
        if date.min < _day(day) < latest <= today:  # a later year is in the future
            names = [f"'{clip(name)}'" for name, year in began.items() if year == latest]
            message = f"reviewed on {day.text}, but {names[0]} began in {latest.year}"
            yield Diagnostic(day.path, message, "correct the day, or the year under 'origin'")


def sources_are_read_after_publication(root: Node) -> Diagnostics:
    """Nobody reads a page before it is published."""
    for source in root["sources"]:
        published, accessed = source["published_on"], source["accessed_on"]
        if date.min < _day(accessed) < _day(published):
            message = f"read on {accessed.text}, but published on {published.text}"
            yield Diagnostic(accessed.path, message, "correct one of the two dates")


def contradictions_are_measured(root: Node) -> Diagnostics:
    """Only a measurement contradicts a verdict; other doubts are a proposal's argument."""
    kinds = {source["id"].text: source["kind"].text for source in root["sources"]}
    for verdict in places.verdicts(root):
        for source in (contradiction["source"] for contradiction in verdict["contradicted_by"]):
            if kinds.get(source.text, "measured") not in ("", "measured"):
                message = f"the source '{source.text}' is not measured"
                yield Diagnostic(source.path, message, "argue in 'contested' instead")


def links_lead_to_the_web(root: Node) -> Diagnostics:
    """A link inside a text must be a full http or https address."""
    for leaf in root.leaves():
        if leaf.text.count("[") > _MOST_BRACKETS:
            message = f"this text has more than {_MOST_BRACKETS} opening brackets"
            yield Diagnostic(leaf.path, message, "write fewer links")
            continue
        for target in link_targets(leaf.text):
            if fault := web_fault(target):
                message = f"the link to '{clip(target)}' is not a web address"
                yield Diagnostic(leaf.path, message, fault)


def no_date_is_in_the_future(root: Node, today: date) -> Diagnostics:
    """What is reviewed, read, published or changed has happened; clocks may differ by a week."""
    for leaf in root.leaves():
        if _day(leaf) > today + _CLOCKS_DIFFER:
            yield Diagnostic(leaf.path, f"{leaf.text} is in the future", f"today is {today}")


RULES: tuple[Callable[[Node], Diagnostics], ...] = (
    references.ids_are_unique, references.former_ids_lead_to_one_record,
    references.option_names_are_unique, references.ids_are_not_reserved,
    references.scenarios_have_anchors_of_their_own, references.references_exist,
    references.references_are_not_repeated, references.drafts_are_named_by_their_own_alone,
    references.every_option_has_a_position, references.every_option_has_a_version_judged,
    references.every_source_is_cited, ahead.who_is_ahead_has_a_position,
    ahead.parts_of_a_split_differ, ahead.winners_are_not_everybody,
    ahead.orders_begin_with_the_winners, ahead.orders_name_an_option_once,
    ahead.who_has_a_place_has_a_position, ahead.advice_has_no_order,
    contested_outcomes_propose_another, scenarios_admit_what_speaks_against_them,
    history_is_newest_first, sources_are_read_after_publication, contradictions_are_measured,
    links_lead_to_the_web, facts.fact_names_are_unique, facts.every_option_has_a_value,
    facts.values_of_a_row_are_of_one_type, facts.values_are_sourced,
    facts.better_and_unit_fit_the_values, points_are_sourced, verdicts_say_why,
    positions_say_something, groups.group_names_are_unique, groups.every_criterion_has_its_group,
    groups.every_group_has_a_criterion, groups.groups_keep_together,
)  # fmt: skip
RULES_OF_DAYS: tuple[Callable[[Node, date], Diagnostics], ...] = (
    no_date_is_in_the_future, options_are_judged_once_they_exist,
)  # fmt: skip
_OF_WHAT_IS_PUBLISHED = (
    references.every_option_has_a_position, references.every_option_has_a_version_judged,
    references.every_source_is_cited, facts.every_option_has_a_value,
    ahead.who_is_ahead_has_a_position, ahead.winners_are_not_everybody,
    scenarios_admit_what_speaks_against_them,
)  # fmt: skip


GAPS = (
    references.every_option_has_a_position, references.every_option_has_a_version_judged,
    references.every_source_is_cited, facts.every_option_has_a_value, facts.values_are_sourced,
    points_are_sourced, verdicts_say_why, positions_say_something,
)  # fmt: skip
"""The rules about what may be missing in a draft."""


def _asked(root: Node) -> Iterator[Callable[[Node], Diagnostics]]:
    is_draft = places.is_draft(root)
    return (rule for rule in RULES if not (is_draft and rule in GAPS))


def _absent(record: Node, field: str, sort: str = "a text") -> Iterator[Diagnostic]:
    if isinstance(record.value, dict) and field not in record.value:
        message, hint = f"the field '{field}' is missing", f"add '{field}:' with {sort}"
        yield Diagnostic(record[field].path, message, hint, at_key=True)


def _ahead(contestable: Node, known: set[str]) -> set[str] | None:
    """The options that are ahead as published; None where that is refused anyway."""
    outcome = places.published(contestable)
    options = places.options_in(outcome)
    return options if places.is_complete(outcome) and options <= known else None


def _day(leaf: Node) -> date:
    """The day that a date or a year begins; long past for anything else."""
    rest = {"on": "", "year": "-01-01"}.get(leaf.key.rpartition("_")[2])
    try:
        return date.min if rest is None else date.fromisoformat(f"{leaf.text}{rest}")
    except ValueError:
        return date.min
