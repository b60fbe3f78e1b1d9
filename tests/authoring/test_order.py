"""An order in a verdict, while it is edited: another one is told, asked about, renamed, gone."""

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from comparison_site.authoring.difference import difference
from comparison_site.authoring.editing import Draft
from comparison_site.authoring.evidence_gate import missing
from comparison_site.authoring.ids import give_id
from comparison_site.authoring.versions import present_version
from comparison_site.commands.verdict import verdict
from comparison_site.core.gate_rules import GateRule
from comparison_site.loading.loader import Loaded, load, load_bytes
from tests.authoring.test_evidence_gate import but
from tests.support.paths import OTHER_DATA

PLAIN = OTHER_DATA.read_text("utf-8")
WON, LABEL = "      option: xz\n", "      label: Smallest files\n"
DAY = date(2026, 11, 24)


def ordered(order: str) -> str:
    return but(PLAIN, (WON + LABEL, f"{WON}      order: {order}\n{LABEL}"))


WITH = ordered("[xz, zstd, [bzip2, gzip]]")


def loaded(text: str) -> Loaded:
    return load_bytes(text.encode(), "data.yaml", DAY)


def asked(before: str, after: str) -> list[str]:
    found = missing(loaded(before).comparison, loaded(after), "data.yaml", date(2026, 11, 25))
    return [f"{one.rule} {one.where}" for one in found]


def told(before: str, after: str) -> list[tuple[str, str | None, str | None]]:
    old, new = present_version(loaded(before)), present_version(loaded(after))
    found = [change for one in difference(old, new).sections for change in one.changes]
    return [(change.key.field, change.before, change.after) for change in found]


def test_a_new_order_is_told_and_asks_for_nothing() -> None:
    words = "xz, then Zstandard, then bzip2 and gzip"
    assert told(PLAIN, WITH) == [("order", None, words)]
    assert asked(PLAIN, WITH) == []


def test_another_order_bends_the_verdict() -> None:
    after = ordered("[xz, bzip2, [zstd, gzip]]")
    place = "criteria > smallest-files > verdict > order"
    assert asked(WITH, after) == [f"{GateRule.REASON_CHANGED} {place}"]
    assert asked(WITH, PLAIN) == [f"{GateRule.REASON_CHANGED} {place}"]
    reviewed = after.replace("reviewed_on: 2026-11-23", "reviewed_on: 2026-11-24", 2)
    assert asked(WITH, reviewed) == []


def test_level_options_may_be_written_in_any_order() -> None:
    after = ordered("[xz, zstd, [gzip, bzip2]]")
    assert asked(WITH, after) == []
    assert [field for field, *_ in told(WITH, after)] == ["order"]


def test_an_order_follows_an_option_that_has_another_id() -> None:
    draft = Draft(WITH)
    give_id(draft, "option", "bzip2", "bz")
    assert "      order: [xz, zstd, [bz, gzip]]\n" in draft.made()
    assert [field for field, *_ in told(WITH, draft.made())] == ["renamed"]
    assert asked(WITH, draft.made()) == []


ANOTHER = (
    *("--option", "zstd", "--because", "It has caught up.", "--flips-if", "Another count."),
    *("--despite", "kept-for-years=Old readers know it."),
)


def decided(file: Path, text: str, *words: str) -> Result:
    file.write_text(text, "utf-8")
    always = ("--source", "xz-readme", "--on", "2026-11-24", "--data", str(file))
    return CliRunner().invoke(verdict, ["smallest-files", *words, *always])


def test_with_another_winner_the_old_order_goes_and_is_told(tmp_path: Path) -> None:
    file = tmp_path / "data.yaml"
    result = decided(file, WITH, *ANOTHER)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "the order: xz, then zstd, then bzip2, gzip" in result.stdout
    [changed, *_] = load(file).criteria
    assert (changed.verdict.option, changed.verdict.order) == ("zstd", ())


def test_a_verdict_that_is_confirmed_keeps_its_order(tmp_path: Path) -> None:
    file = tmp_path / "data.yaml"
    result = decided(file, WITH, "--confirm")
    assert (result.exit_code, result.stderr) == (0, "")
    assert load(file).criteria[0].verdict.order == (("xz",), ("zstd",), ("bzip2", "gzip"))


@pytest.mark.parametrize("before", [PLAIN, WITH])
@pytest.mark.parametrize(
    ("words", "order"),
    [
        (ANOTHER, "zstd, xz, [bzip2, gzip]"),
        (("--confirm",), "xz, [zstd, bzip2], gzip"),
    ],
)
def test_an_order_is_written_below_who_leads(
    tmp_path: Path, before: str, words: tuple[str, ...], order: str
) -> None:
    file = tmp_path / "data.yaml"
    typed = order.replace("[bzip2, gzip]", "bzip2 = gzip").replace("[zstd, bzip2]", "zstd=bzip2")
    result = decided(file, before, *words, "--order", typed)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "No longer in the file" not in result.stdout
    leader = order.partition(",")[0]
    lines = f"      option: {leader}\n      order: [{order}]\n"
    assert file.read_text("utf-8").count(lines) == 1
    assert file.read_text("utf-8").count("order:") == 1


@pytest.mark.parametrize(
    ("order", "code", "said"),
    [
        ("xz", 2, "'xz' is not of the form ID,ID or ID,ID=ID"),
        ("xz,,zstd", 2, "is not of the form"),
        ("xz,zst", 2, "there is no option 'zst'; did you mean 'zstd'?"),
        ("zstd,xz", 1, "the order begins with 'zstd', the verdict with 'xz'"),
    ],
)
def test_an_order_that_does_not_fit_is_refused(
    tmp_path: Path, order: str, code: int, said: str
) -> None:
    file = tmp_path / "data.yaml"
    result = decided(file, PLAIN, "--confirm", "--order", order)
    assert (result.exit_code, said in " ".join(result.stderr.split())) == (code, True)
    assert file.read_text("utf-8") == PLAIN
