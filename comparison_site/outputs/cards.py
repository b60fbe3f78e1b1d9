"""The preview image of each page: what it says, drawn as PNG of 1200 x 630 (https://ogp.me)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from comparison_site.analysis.findings import finding
from comparison_site.analysis.marks import mark_words
from comparison_site.analysis.outcomes import outcome_words, standing
from comparison_site.core.inline_text import plain_text
from comparison_site.core.room import first_of
from comparison_site.model import Comparison, Criterion, Judgement, Option, Scenario
from comparison_site.outputs.colors import NEUTRAL_COLOR, option_color, outcome_color
from comparison_site.outputs.drawing import INK
from comparison_site.outputs.lettering import Face, is_drawable
from comparison_site.results.figures import quantity
from comparison_site.results.records import Figure
from comparison_site.results.runs import Run

WIDTH, HEIGHT = 1200, 630
TEXT_WIDTH = 1072  # pixels between the margins of a card
MOST_ROWS = 6


@dataclass(frozen=True)
class Row:
    """A line of a card: what is judged, the badge's words, who wins it, and the mark's words."""

    name: str
    pill: str
    said: str
    color: str
    mark: str = ""

    @property
    def words(self) -> str:
        """The same as a line of text."""
        said = ": ".join(filter(None, (self.name, self.pill, self.said)))
        return f"{said} ({self.mark})" if self.mark else said


@dataclass(frozen=True)
class Dot:
    """A series of a chart: its median between the ends of its interval, as parts of the width."""

    name: str
    value: str
    color: str
    low: float
    median: float
    high: float


@dataclass(frozen=True)
class Card:
    """What a card says, from above: a heading, a badge with who wins and what speaks against it,
    rows, a chart, a sentence; and the colours of its edge.

    `reviewed_on` is the day at its foot. Where there are too many rows, `left` are not drawn.
    """

    heading: str
    stripes: tuple[str, ...]
    reviewed_on: date
    accent: str = NEUTRAL_COLOR
    pill: str = ""
    large: str = ""
    mark: str = ""
    rows: tuple[Row, ...] = ()
    left: int = 0
    dots: tuple[Dot, ...] = ()
    sentence: str = ""

    @property
    def words(self) -> str:
        """What it says, for those who cannot see it."""
        badge = ": ".join(filter(None, (self.pill, self.large)))
        dots = (f"{dot.name} {dot.value}" for dot in self.dots)
        more = f"and {self.left} more" if self.left else ""
        said = (self.heading, badge, self.mark, *(row.words for row in self.rows), more)
        told = filter(None, (*said, ", ".join(dots), self.sentence))
        return " ".join(text if text[-1] in ".!?" else f"{text}." for text in told)

    @property
    def names(self) -> Iterator[str]:
        """Everything on it but the sentence: without one of these it would say something else."""
        yield from (self.heading, self.pill, self.large, self.mark)
        for row in self.rows:
            yield from (row.name, row.pill, row.said, row.mark)
        for dot in self.dots:
            yield from (dot.name, dot.value)


def shown(title: str, card: Card) -> Card | None:
    """The card as the fonts can draw it: maybe without its sentence; None where a name, or the
    title at its foot, is in letters that they lack.
    """
    if not all(map(is_drawable, (title, *card.names))):
        return None
    return card if is_drawable(card.sentence, [Face.TEXT]) else replace(card, sentence="")


def card_path(page: str) -> str:
    """Where the card of a page stands: `criteria/speed.md` has `cards/criteria/speed.png`."""
    return f"cards/{page.removesuffix('.md')}.png"


def plain_card(comparison: Comparison, heading: str, text: str) -> Card:
    """The card of a page about all options; `text` may be formatted."""
    return Card(heading, *_edge(comparison), sentence=plain_text(text))


def verdicts_card(comparison: Comparison) -> Card:
    """The card that says all verdicts, or as many as have room."""
    return _listing(comparison, comparison.question, comparison.criteria)


def scenarios_card(comparison: Comparison, heading: str) -> Card:
    """The card that says what to take for which need."""
    return _listing(comparison, heading, comparison.scenarios)


def runs_card(comparison: Comparison, heading: str) -> Card:
    """The card that says what was found in the first runs."""
    return _listing(comparison, heading, comparison.runs)


def criterion_card(comparison: Comparison, criterion: Criterion) -> Card:
    """The card that says a verdict."""
    published = criterion.verdict.published
    accent = outcome_color(comparison, published)
    options = map(comparison.option, published.option_ids)
    return Card(
        heading=criterion.name,
        stripes=tuple(option_color(option.hue) for option in options) or (accent,),
        reviewed_on=criterion.verdict.reviewed_on,
        accent=accent,
        pill=published.label,
        large=outcome_words(comparison, published),
        mark=mark_words(comparison, criterion),
        sentence=plain_text(published.because),
    )


def option_card(comparison: Comparison, option: Option) -> Card:
    """The card of one option: what it wins or shares."""
    color, found = option_color(option.hue), standing(comparison, option)
    card = _listing(comparison, option.name, (*found.wins, *found.shares))
    return replace(card, accent=color, stripes=(color,), sentence=plain_text(option.summary))


def run_card(comparison: Comparison, run: Run) -> Card:
    """The card of a run: what it found, and its first chart."""
    figure = run.figures[0] if run.figures else None
    return Card(
        heading=run.about.title,
        stripes=_stripes(comparison),
        reviewed_on=run.result.measured_on,
        large="" if figure else finding(comparison, run),
        accent=INK,
        dots=_dots(comparison, figure) if figure else (),
        sentence=finding(comparison, run) if figure else plain_text(run.about.task),
    )


def row_of(comparison: Comparison, record: Criterion | Scenario | Run) -> Row:
    """A row that says a verdict, what to take for a need, or what a run found."""
    if isinstance(record, Run):
        return Row(record.about.title, "", finding(comparison, record), INK)
    name = record.name if isinstance(record, Criterion) else record.need
    judged = record.verdict if isinstance(record, Criterion) else record
    outcome, mark = judged.published, mark_words(comparison, record)
    names = ", ".join(comparison.option(one).name for one in outcome.option_ids)
    color = outcome_color(comparison, outcome)
    if isinstance(outcome, Judgement):
        return Row(name, outcome.label, names or outcome.kind.words, color, mark)
    return Row(name, names or outcome.kind.words, "", color, mark)


def _listing(
    comparison: Comparison, heading: str, records: Sequence[Criterion | Scenario | Run]
) -> Card:
    shown, left = first_of(records, MOST_ROWS)
    rows = tuple(row_of(comparison, one) for one in shown)
    return Card(heading, *_edge(comparison), rows=rows, left=left)


def _dots(comparison: Comparison, figure: Figure) -> tuple[Dot, ...]:
    """The first series that have a number, on a scale that starts at nothing."""
    hues = {option.id: option.hue for option in comparison.options}
    series = [one for one in figure.series if one.is_measured][:MOST_ROWS]
    most = max((one.high or 0 for one in series), default=0) or 1
    return tuple(
        Dot(
            one.name,
            quantity(one.median or 0, figure.unit),
            option_color(hues[one.option]) if one.option in hues else NEUTRAL_COLOR,
            *((part or 0) / most for part in (one.low, one.median, one.high)),
        )
        for one in series
    )


def _edge(comparison: Comparison) -> tuple[tuple[str, ...], date]:
    """The colours and the day of a card about all options."""
    return _stripes(comparison), comparison.last_reviewed


def _stripes(comparison: Comparison) -> tuple[str, ...]:
    return tuple(option_color(option.hue) for option in comparison.options)
