"""Which of the judged versions a row about a verdict has room for."""

from comparison_site import Comparison, load
from comparison_site.analysis.versions import judged_in_row
from tests.support.paths import ROOT

COMPRESSION = load(ROOT / "tests" / "data" / "compression.yaml")  # four options
VERSIONS = {option.id: option.version for option in COMPRESSION.options}


def with_five_options() -> Comparison:
    fifth = COMPRESSION.options[0].model_copy(update={"id": "fifth", "version": "5.0"})
    return COMPRESSION.model_copy(update={"options": (*COMPRESSION.options, fifth)})


def test_few_options_have_all_their_versions_in_a_row() -> None:
    verdict = COMPRESSION.criteria[0].verdict
    assert judged_in_row(COMPRESSION, verdict) == verdict.as_of == VERSIONS


def test_of_many_options_a_row_names_those_that_differ_from_the_line_for_all() -> None:
    judged = {**VERSIONS, "fifth": "4.9"}
    verdict = COMPRESSION.criteria[0].verdict.model_copy(update={"as_of": judged})
    assert judged_in_row(with_five_options(), verdict) == {"fifth": "4.9"}


def test_of_many_options_judged_on_the_same_versions_a_row_names_none() -> None:
    judged = {**VERSIONS, "fifth": "5.0"}
    verdict = COMPRESSION.criteria[0].verdict.model_copy(update={"as_of": judged})
    assert judged_in_row(with_five_options(), verdict) == {}
