"""The questions that the records answer, and what is counted and numbered from them."""

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

import pytest
from pydantic import ValidationError

from comparison_site import Comparison, load
from comparison_site.analysis.claims import Citation, citations, cited_by, numbered
from comparison_site.analysis.outcomes import Standing, standing, tally
from comparison_site.core.tree import describe
from comparison_site.core.vocabulary import Icon, Kind, Words
from comparison_site.loading.yaml_reader import read
from comparison_site.model import Criterion, Past
from comparison_site.model.schema import formatted_fields, references
from tests.support.paths import MINIMAL
from tests.support.paths import OTHER_DATA as COMPRESSION

TODAY = date(2026, 11, 23)

Changed = Callable[[str, str], Comparison]


@pytest.fixture(scope="module")
def compression() -> Comparison:
    return load(COMPRESSION, TODAY)


@pytest.fixture
def changed(tmp_path: Path) -> Changed:
    """The same comparison with one piece of its text replaced everywhere."""

    def replace(old: str, new: str) -> Comparison:
        text = COMPRESSION.read_text("utf-8")
        assert old in text
        file = tmp_path / "changed.yaml"
        file.write_text(text.replace(old, new), "utf-8")
        return load(file, TODAY)

    return replace


@pytest.fixture
def adopted(changed: Changed) -> Comparison:
    return changed("status: open", "status: adopted")


def ids(records: Iterable[object]) -> list[str]:
    return [str(getattr(record, "id", None)) for record in records]


def test_records_are_found_by_id(compression: Comparison) -> None:
    assert compression.option("zstd").name == "Zstandard"
    assert compression.criterion("memory").name == "Memory on small devices"
    assert compression.source("rfc-1951").publisher == "RFC Editor"


def test_records_cannot_be_changed(compression: Comparison) -> None:
    with pytest.raises(ValidationError):
        setattr(compression, "title", "Another")  # noqa: B010 - mypy refuses the plain form


@pytest.mark.parametrize(
    ("criterion", "names"),
    [
        ("smallest-files", ("xz",)),
        ("where-it-goes", ("gzip", "xz", "zstd")),
        ("noticing-damage", ()),
        ("memory", ()),
    ],
)
def test_an_outcome_names_the_options_that_win_it_or_have_a_part(
    compression: Comparison, criterion: str, names: tuple[str, ...]
) -> None:
    assert compression.criterion(criterion).verdict.option_ids == names


@pytest.mark.parametrize(
    ("days", "newest"),
    [
        (("2026-01-03", "2026-01-01", "2026-01-01"), "2026-01-03"),
        (("2026-01-01", "2026-01-03", "2026-01-01"), "2026-01-03"),
        (("2026-01-01", "2026-01-01", "2026-01-03"), "2026-01-03"),
    ],
    ids=["the whole was read", "a verdict was reviewed", "a verdict changed"],
)
def test_the_last_review_is_the_newest_of_the_whole_and_its_verdicts(
    compression: Comparison, days: tuple[str, str, str], newest: str
) -> None:
    whole, review, change = map(date.fromisoformat, days)
    first, *others = compression.criteria
    past = Past(on=change, kind=Kind.TIE, label="Level", because="It was.")
    dated = [_reviewed(first, review, past), *(_reviewed(c, date(2025, 1, 1)) for c in others)]
    update = {"reviewed_on": whole, "criteria": tuple(dated)}
    assert str(compression.model_copy(update=update).last_reviewed) == newest


def _reviewed(criterion: Criterion, day: date, *history: Past) -> Criterion:
    verdict = criterion.verdict.model_copy(update={"reviewed_on": day, "history": history})
    return criterion.model_copy(update={"verdict": verdict})


def test_an_open_proposal_changes_nothing_that_is_published(compression: Comparison) -> None:
    verdict = compression.criterion("noticing-damage").verdict
    assert verdict.published is verdict
    assert verdict.open_proposal is verdict.contested is not None


def test_an_adopted_proposal_is_what_is_published(adopted: Comparison) -> None:
    verdict = adopted.criterion("noticing-damage").verdict
    assert verdict.published is verdict.contested
    assert verdict.published.kind is Kind.SPLIT
    assert verdict.published.option_ids == ("bzip2", "xz")
    assert verdict.open_proposal is None


def test_a_verdict_that_nobody_contests_is_published(compression: Comparison) -> None:
    verdict = compression.criterion("smallest-files").verdict
    assert verdict.published is verdict
    assert verdict.open_proposal is None


def test_a_scenario_that_says_no_kind_recommends_its_option(compression: Comparison) -> None:
    scenario = compression.scenarios[0]
    assert (scenario.kind, scenario.option_ids) == (Kind.WINNER, ("gzip",))


def test_a_scenario_gives_its_own_reason_while_the_proposal_is_open(
    compression: Comparison,
) -> None:
    scenario = compression.scenarios[1]
    assert scenario.published is scenario


def test_a_scenario_gives_the_reason_of_the_proposal_once_adopted(adopted: Comparison) -> None:
    scenario = adopted.scenarios[1]
    assert scenario.contested is not None
    assert scenario.published.option_ids == ("zstd",)
    assert scenario.published.because == scenario.contested.because != scenario.because


def results(found: Standing) -> dict[str, list[str]]:
    return {
        "wins": ids(found.wins),
        "shares": ids(found.shares),
        "undecided": ids(found.undecided),
        "losses": ids(found.losses),
        "scenarios": ids(found.scenarios),
    }


def test_the_standing_of_an_option_that_wins(compression: Comparison) -> None:
    assert results(standing(compression, compression.option("xz"))) == {
        "wins": ["smallest-files"],
        "shares": ["where-it-goes"],
        "undecided": ["noticing-damage", "memory"],
        "losses": [],
        "scenarios": ["release-download", "kept-for-years"],
    }


def test_the_standing_of_an_option_that_loses(compression: Comparison) -> None:
    assert results(standing(compression, compression.option("bzip2"))) == {
        "wins": [],
        "shares": [],
        "undecided": ["noticing-damage", "memory"],
        "losses": ["smallest-files", "where-it-goes"],
        "scenarios": ["kept-for-years"],
    }


def test_an_adopted_proposal_counts_in_the_standings(adopted: Comparison) -> None:
    found = results(standing(adopted, adopted.option("bzip2")))
    assert found["shares"] == ["noticing-damage"]
    assert results(standing(adopted, adopted.option("zstd")))["scenarios"] == ["release-download"]


def test_the_tally_counts_each_criterion_once(compression: Comparison) -> None:
    found = tally(compression)
    assert [len(standing.wins) for standing in found.standings] == [0, 0, 1, 0]
    assert [standing.option.id for standing in found.standings] == ids(compression.options)
    assert (found.split, found.tied, found.unknown, found.contested) == (1, 1, 1, 1)


def test_the_tally_counts_what_is_published(adopted: Comparison) -> None:
    found = tally(adopted)
    assert (found.split, found.tied, found.unknown, found.contested) == (2, 0, 1, 0)


def test_every_source_has_its_citations_in_publishing_order(compression: Comparison) -> None:
    found = citations(compression)
    assert list(found) == ids(compression.sources)
    assert [place(citation) for citation in found["rfc-1952"]] == [
        ("gzip", "where-it-goes", "gzip-spoken-elsewhere", ""),
        ("", "noticing-damage", "", ""),
        ("gzip", "noticing-damage", "gzip-crc", ""),
    ]


def test_options_and_scenarios_cite_too(compression: Comparison) -> None:
    found = citations(compression)
    assert place(found["xz-format"][0]) == ("xz", "", "", "")
    assert place(found["kernel-ark-issue"][-1]) == ("", "", "", "release-download")


def place(citation: Citation) -> tuple[str, str, str, str]:
    option, criterion, point, scenario = (
        getattr(record, "id", "")
        for record in (citation.option, citation.criterion, citation.point, citation.scenario)
    )
    return option, criterion, point, scenario


def test_a_criterion_cites_its_proposal_first_and_then_its_points(compression: Comparison) -> None:
    assert list(cited_by(compression.criterion("noticing-damage"))) == [
        *("bzip2-manual", "xz-format", "rfc-1952", "rfc-8878"),
        *("rfc-1952", "bzip2-manual", "xz-format", "zstd-changelog", "rfc-8878"),
    ]


def test_sources_are_numbered_once_in_the_order_of_their_first_mention(
    compression: Comparison,
) -> None:
    found = numbered(compression, cited_by(compression.criterion("noticing-damage")))
    assert {name: number for name, (number, _) in found.items()} == {
        "bzip2-manual": 1,
        "xz-format": 2,
        "rfc-1952": 3,
        "rfc-8878": 4,
        "zstd-changelog": 5,
    }
    assert all(source.id == name for name, (_, source) in found.items())


@pytest.mark.parametrize("vocabulary", Words.__subclasses__(), ids=lambda kind: kind.__name__)
def test_every_word_of_a_vocabulary_has_words_for_readers(vocabulary: type[Words]) -> None:
    said = [member.words for member in vocabulary]
    assert len(set(said)) == len(said)
    assert all(words.strip() for words in said)


def test_a_word_is_written_as_the_yaml_says_it() -> None:
    assert f"{Icon.CHECK}" == "check"


def test_whether_a_text_is_formatted_is_part_of_its_type() -> None:
    formatted = formatted_fields()
    assert {"summary", "choose_when", "because", "text", "note"} <= formatted
    assert not formatted & {"id", "name", "label", "question", "publisher", "version", "sources"}


def test_who_names_whom_follows_from_the_declarations() -> None:
    root = read(MINIMAL.read_text("utf-8")).root
    found = {
        (group, describe(node.path, root.value), name) for group, node, name, _ in references(root)
    }
    at = "criteria > speed >"
    assert found == {
        ("sources", "options > bicycle > sources > item 1", "survey"),
        ("sources", "options > bus > sources > item 1", "survey"),
        ("options", f"{at} verdict > option", "bicycle"),
        ("options", f"{at} verdict > as_of > bicycle", "bicycle"),
        ("options", f"{at} verdict > as_of > bus", "bus"),
        ("options", f"{at} positions > bicycle", "bicycle"),
        ("options", f"{at} positions > bus", "bus"),
        ("sources", f"{at} positions > bicycle > points > no-waiting > sources > item 1", "survey"),
        ("sources", f"{at} positions > bus > points > bus-lane > sources > item 1", "survey"),
        ("options", "scenarios > short-way > option", "bicycle"),
        ("criteria", "scenarios > short-way > criteria > item 1", "speed"),
    }
