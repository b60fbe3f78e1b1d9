"""Rules about judgements, their points and words: do they agree, and can they be followed?"""

import re
from collections.abc import Iterator

from comparison_site.analysis.weights import weigh
from comparison_site.core.counting import many
from comparison_site.core.diagnostics import Diagnostic, Diagnostics
from comparison_site.core.inline_text import links, plain_text
from comparison_site.core.tree import Node, Path
from comparison_site.core.vocabulary import Confidence, Kind, Stance
from comparison_site.lint.review import PLACEHOLDER, STAND_INS, Review, at_option
from comparison_site.model import Criterion, Exemption, Waiver

_FEW_POINTS = 3
_MOST_WORDS = 40
_OR_DRAFT = "write it, or say 'draft: true' at the top until it is written"
_SENTENCE_END = re.compile(r"(?<=[.!?:;])\s+")
_ADDRESS = re.compile(r"https?://|www\.")
_NOT_READ = ("id", "url", "homepage", "at", "rule")
_FILLERS = {"a", "an", "at", "for", "from", "in", "it", "of", "on", "our", "that", "the", "to"}
_EMPTY_WORDS = _FILLERS | {
    "article", "click", "details", "docs", "here", "link", "more", "page", "post", "read", "see",
    "site", "source", "this", "website",
}  # fmt: skip


def scenario_against_verdicts(review: Review) -> Diagnostics:
    """A reader takes a scenario's advice because of the verdicts below it. If those put another
    option ahead, either the advice or the list of verdicts is wrong.
    """
    for number, scenario in enumerate(review.comparison.scenarios):
        weights = {c.id: int(c.id in scenario.criteria) for c in review.comparison.criteria}
        total = weigh(review.comparison, weights)
        recommended = set(scenario.published.option_ids)
        agrees = recommended & set(total.ahead) if recommended else not total.leader
        if not agrees and not scenario.despite:
            message = f"the verdicts named here put {review.names(total.ahead)} ahead"
            hint = "rest the advice on the verdicts that support it, or change it"
            yield Diagnostic(("scenarios", number, "criteria"), message, hint)


def bottom_line_against_tally(review: Review) -> Diagnostics:
    """Most readers read the bottom line and go. It has to name whoever the verdicts put ahead, all
    of them where several are level; a bottom line about somebody else is another comparison's.
    """
    total = weigh(review.comparison)
    named = review.named_in(review.comparison.bottom_line)
    unnamed = tuple(option for option in total.ahead if option not in named)
    if review.comparison.bottom_line and total.most and unnamed:
        lead = "leads the tally" if len(total.ahead) == 1 else "shares the lead of the tally"
        message = f"this does not name {review.names(unnamed)}, which {lead}"
        yield Diagnostic(("bottom_line",), message, "say how the verdicts add up")


def reason_names_another_option(review: Review) -> Diagnostics:
    """A verdict that was turned round needs a reason of its own. One that names an option, but none
    of those that are ahead, was most likely written for the verdict before.
    """
    for path, criterion in review.criteria():
        verdict, published = criterion.verdict, criterion.verdict.published
        ahead, named = published.option_ids, review.named_in(published.because)
        if ahead and named and named.isdisjoint(ahead):
            others = tuple(o.id for o in review.comparison.options if o.id in named)
            verb = "is" if len(ahead) == 1 else "are"
            message = f"this names {review.names(others)}, while {review.names(ahead)} {verb} ahead"
            place = (*path, "verdict", *(("contested",) if published is not verdict else ()))
            yield Diagnostic((*place, "because"), message, "say why it is ahead")


def contested_but_confident(review: Review) -> Diagnostics:
    """The Method page promises low confidence while sources say otherwise: the site cannot be sure
    of what it doubts in the next line.
    """
    for path, criterion in review.criteria():
        claimed = criterion.verdict.confidence
        if criterion.verdict.open_proposal and claimed is not Confidence.LOW:
            message = f"confidence {claimed}, while an open proposal contests the verdict"
            yield Diagnostic((*path, "verdict", "confidence"), message, "write low")


def unknown_but_confident(review: Review) -> Diagnostics:
    """Where nobody can say yet who is ahead, nobody can be sure of it either."""
    for path, criterion in review.criteria():
        published = criterion.verdict.published
        if published.kind is Kind.UNKNOWN and published.confidence is Confidence.HIGH:
            place = () if published is criterion.verdict else ("contested",)
            message = "high confidence in a verdict that is not known yet"
            yield Diagnostic((*path, "verdict", *place, "confidence"), message, "claim less")


def few_points_for_position(review: Review) -> Diagnostics:
    """Readers weigh what is listed. One or two points assert something; three can say what it is
    based on, what is against it, and what has changed. What is not judged yet may have fewer.
    """
    for path, criterion in review.criteria():
        if criterion.verdict.published.kind is Kind.UNKNOWN:
            continue
        for option, position in criterion.placed.items():
            if (count := len(position.points)) < _FEW_POINTS:
                points = many(count, "point") if count else "no points"
                message = f"{points} here; {_FEW_POINTS} are usual"
                yield at_option(path, option, message, "look for what else there is to say")


def ahead_without_strength(review: Review) -> Diagnostics:
    """A verdict is believed for what speaks for the option that is ahead. If none of its points
    does, either they are not the reason, or the verdict is wrong.
    """
    for path, criterion in review.criteria():
        for option in criterion.verdict.published.option_ids:
            if Stance.STRENGTH not in _stances(criterion, option):
                message = f"{review.names((option,))} is ahead here, and no point is a strength"
                yield at_option(path, option, message, "say what it is ahead in")


def behind_without_strength(review: Review) -> Diagnostics:
    """The option that loses gets its best case, too: readers who have it already, or who like it,
    trust a verdict that knows it. Where it has none, say so in an exception.
    """
    for path, criterion in review.criteria():
        ahead = criterion.verdict.published.option_ids
        behind = [option for option in criterion.placed if option not in ahead] if ahead else []
        for option in behind:
            stances = _stances(criterion, option)
            if stances and Stance.STRENGTH not in stances:
                message = f"no point here speaks for {review.names((option,))}"
                yield at_option(path, option, message, "give this option its best case")


def verdict_without_other_side(review: Review) -> Diagnostics:
    """A verdict convinces when it says what speaks against it. An option that is ahead without a
    single weakness is an advertisement, or its weaknesses were never looked for.
    """
    for path, criterion in review.criteria():
        for option in criterion.verdict.published.option_ids:
            if Stance.WEAKNESS not in _stances(criterion, option):
                message = f"{review.names((option,))} is ahead here, and no point is a weakness"
                yield at_option(path, option, message, "say what speaks against it")


def _stances(criterion: Criterion, option: str) -> set[Stance]:
    return {point.stance for point in criterion.positions[option].points}


def placeholder_left(review: Review) -> Diagnostics:
    """A new comparison, and the lines to paste that the checks print, say "Replace this" wherever
    somebody has to write. Published, such a text looks like a fact that nobody knows. In a draft it
    is a warning.
    """
    hint = "write it, or remove it" if review.comparison.draft else _OR_DRAFT
    for leaf in _texts(review.root):
        if leaf.text.startswith(PLACEHOLDER):
            yield Diagnostic(leaf.path, f"this text still says '{PLACEHOLDER}'", hint)
        elif leaf.text in STAND_INS:
            yield Diagnostic(
                leaf.path, f"'{leaf.text}' only stands in for a name", "write the name"
            )


def overlong_sentence(review: Review) -> Diagnostics:
    """Readers lose the thread of a long sentence, and translators lose its meaning. Forty words
    without a full stop, a colon or a semicolon are too many.
    """
    for leaf in _texts(review.root):
        if leaf.text.count(" ") < _MOST_WORDS:
            continue
        longest = max(len(part.split()) for part in _SENTENCE_END.split(plain_text(leaf.text)))
        if longest > _MOST_WORDS:
            message = f"{longest} words without a stop; {_MOST_WORDS} are plenty"
            yield Diagnostic(leaf.path, message, "make two sentences of it")


def text_cut_at_comment(review: Review) -> Diagnostics:
    """What follows a space and '#' is a comment, which no reader sees: 'C # is' is 'C'. A text of
    several words that ends so is refused; one word may be all that was meant.
    """
    for path in review.cut:
        message = "this text is one word, and what follows ' #' is a comment"
        hint = "put all of it in quotes, or the comment on a line of its own"
        yield Diagnostic(path, message, hint)


def empty_link_words(review: Review) -> Diagnostics:
    """People who listen to a page jump from link to link and hear nothing but their words. 'Here'
    and a bare address tell them nothing. A source without a title is called by its address.
    """
    for leaf in _texts(review.root):
        if leaf.path[0] == "sources" and leaf.key == "title":
            continue
        for words, address in links(leaf.text) if _ADDRESS.search(leaf.text) else ():
            if not words:
                message = f"the address {address} stands in the open"
                yield Diagnostic(leaf.path, message, "make a link of it: [what is there](address)")
            elif _ADDRESS.match(words) or set(re.findall(r"\w+", words.lower())) <= _EMPTY_WORDS:
                message = f"the link '{words}' does not say where it leads"
                yield Diagnostic(leaf.path, message, "name what is there")


def exception_without_reason(review: Review) -> Diagnostics:
    """An exception or a waiver lasts, and whoever meets it later has only its reason to go by. One
    word, such as 'x' or 'known', is none.
    """
    lists: tuple[tuple[Path, tuple[Exemption | Waiver, ...]], ...] = (
        (("lint", "exceptions"), review.comparison.lint.exceptions),
        (("waivers",), review.comparison.waivers),
    )
    for path, number, one in ((path, n, one) for path, some in lists for n, one in enumerate(some)):
        if one.because.isascii() and " " not in one.because:  # some scripts have no spaces
            message = f"'{one.because}' does not say why the remark may stand"
            yield Diagnostic((*path, number, "because"), message, "write the reason, in a sentence")


def _texts(root: Node) -> Iterator[Node]:
    """Every text that readers or editors read."""
    return (leaf for leaf in root.leaves() if leaf.key not in _NOT_READ)
