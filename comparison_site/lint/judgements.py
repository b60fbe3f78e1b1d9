"""Rules about judgements: do the verdicts, the advice and the bottom line agree?"""

import re

from comparison_site.analysis.weights import even, weigh
from comparison_site.core.diagnostics import Diagnostic, Diagnostics
from comparison_site.core.inline_text import plain_text
from comparison_site.core.vocabulary import Confidence, Rule, Stance
from comparison_site.lint.rule import Level, LintRule, Review
from comparison_site.model import Comparison, Scenario


def scenario_against_verdicts(review: Review) -> Diagnostics:
    """A reader takes a scenario's advice because of the verdicts below it. If those put another
    option ahead, either the advice or the list of verdicts is wrong.
    """
    for number, scenario in enumerate(review.comparison.scenarios):
        rivals = _rivals(review.comparison, scenario)
        if rivals and not scenario.despite:
            message = f"the verdicts named here put {review.names(rivals)} ahead"
            hint = "rest the advice on the verdicts that support it, or change it"
            yield Diagnostic(("scenarios", number, "criteria"), message, hint)


def _rivals(comparison: Comparison, scenario: Scenario) -> tuple[str, ...]:
    """Whom the scenario's verdicts put ahead of everybody that it recommends."""
    weights = {c.id: int(c.id in scenario.criteria) for c in comparison.criteria}
    total, recommended = weigh(comparison, weights), scenario.published.option_ids
    if not recommended:
        return (total.leader,) if total.leader else ()
    return () if set(recommended) & set(total.ahead) else total.ahead


def bottom_line_against_tally(review: Review) -> Diagnostics:
    """Most readers read the bottom line and go. It has to name whoever the verdicts put ahead, all
    of them where several are level; a bottom line about somebody else is another comparison's.
    """
    total = even(review.comparison)
    words = plain_text(review.comparison.bottom_line)
    unnamed = tuple(option for option in total.ahead if not _named(review, option, words))
    if total.most and unnamed:
        lead = "leads the tally" if len(total.ahead) == 1 else "shares the lead of the tally"
        message = f"this does not name {review.names(unnamed)}, which {lead}"
        yield Diagnostic(("bottom_line",), message, "say how the verdicts add up")


def _named(review: Review, option: str, words: str) -> bool:
    name = re.escape(review.comparison.option(option).name)
    return bool(re.search(rf"(?<!\w){name}(?!\w)", words, re.IGNORECASE))


def verdict_without_other_side(review: Review) -> Diagnostics:
    """A verdict convinces when it says what speaks against it. An option that is ahead without a
    single weakness is an advertisement, or its weaknesses were never looked for.
    """
    for path, criterion in review.criteria():
        for option in criterion.verdict.published.option_ids:
            stances = {point.stance for point in criterion.positions[option].points}
            if Stance.WEAKNESS not in stances:
                message = f"{review.names((option,))} is ahead here, and no point is a weakness"
                hint = "say what speaks against it"
                yield Diagnostic((*path, "positions", option), message, hint, at_key=True)


def contested_but_confident(review: Review) -> Diagnostics:
    """The Method page promises low confidence where a verdict is contested: the site cannot be sure
    of what it doubts in the next line.
    """
    for path, criterion in review.criteria():
        verdict = criterion.verdict
        if verdict.open_proposal and verdict.confidence is not Confidence.LOW:
            message = (
                f"confidence {verdict.confidence}, while an open proposal contests the verdict"
            )
            yield Diagnostic((*path, "verdict", "confidence"), message, "write low")


RULES = (
    LintRule(Rule.SCENARIO_AGAINST_VERDICTS, Level.WARNING, scenario_against_verdicts),
    LintRule(Rule.BOTTOM_LINE_AGAINST_TALLY, Level.WARNING, bottom_line_against_tally),
    LintRule(Rule.VERDICT_WITHOUT_OTHER_SIDE, Level.WARNING, verdict_without_other_side),
    LintRule(Rule.CONTESTED_BUT_CONFIDENT, Level.WARNING, contested_but_confident),
)
