"""The form about a verdict, in process: what it asks, shows, writes and refuses."""

import shutil
from collections.abc import Callable
from contextlib import closing
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from wsgiref.util import setup_testing_defaults
from wsgiref.validate import validator

import pytest

from comparison_site.core.resources import template_folders
from comparison_site.loading.loader import load
from comparison_site.preview.editor import FORMS, Editor
from comparison_site.preview.guard import Guard
from tests.support import paths
from tests.support.html import Element, parse
from tests.support.paths import ROOT
from tests.support.repositories import commit, repository

MINIMAL = paths.MINIMAL.read_text("utf-8")
HOST = "127.0.0.1:8000"
BUS = {
    "outcome": "option:bus", "label": "First with a lane", "because": "A bus lane was built.",
    "flips_if": "The lane is closed.", "why": "", "confidence": "low", "reread": "survey",
    "despite:short-way": "Nobody waits for a bicycle.",
}  # fmt: skip
SAY_WHY = "Say why: the reason is still the one for what was published until now"
PROPOSAL = """
      contested:
        status: open
        kind: tie
        label: Level
        icon: scale
        because: Both take ten minutes.
        confidence: low
        argument: Nobody has measured it.
        sources: [survey]
    positions:"""
Forms = Callable[..., tuple[str, Element]]
Answer = str | list[str]
LEADERS = "[name=leader]"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "data.yaml"
    path.write_text(MINIMAL, "utf-8")
    return path


@pytest.fixture
def ask(file: Path) -> Forms:
    """Asks for a form, or sends one, as a browser would; gives the status and the page."""
    guard = Guard(8000)

    def site(environ: Any, start_response: Any) -> list[bytes]:
        start_response("200 OK", [("Content-Type", "text/html")])
        return [f"<p>The page {environ['PATH_INFO']}</p>".encode()]

    app = validator(Editor(file, template_folders(ROOT), guard).before(site))

    def ask(path: str = f"{FORMS}verdict/speed", **answers: Answer) -> tuple[str, Element]:
        said: list[str] = []
        environ: dict[str, Any] = {"SCRIPT_NAME": "", "PATH_INFO": path, "QUERY_STRING": ""}
        environ["HTTP_HOST"] = HOST
        if answers:
            body = urlencode({"token": guard.token, **answers}, doseq=True).encode()
            environ |= {
                "REQUEST_METHOD": "POST", "HTTP_ORIGIN": f"http://{HOST}",
                "CONTENT_TYPE": "application/x-www-form-urlencoded",
                "CONTENT_LENGTH": str(len(body)), "wsgi.input": BytesIO(body),
            }  # fmt: skip
        setup_testing_defaults(environ)

        def start_response(status: str, *_: object) -> Callable[[bytes], object]:
            said.append(status)
            return len  # nobody writes in this way

        with closing(app(environ, start_response)) as answer:  # type: ignore[type-var]
            content = b"".join(answer)
        return said[0], parse(content.decode())

    return ask


def sent(
    ask: Forms, action: str = "show", form: str = "verdict/speed", **answers: Answer
) -> Element:
    """The page after the form was opened and sent."""
    path = f"{FORMS}{form}"
    digest = ask(path)[1].one("[name=digest]").attributes["value"]
    return ask(path, **({"action": action, "digest": digest} | answers))[1]


def problems(page: Element) -> list[str]:
    return [item.text for item in page.all(".problems li")]


def test_every_other_address_is_the_sites(ask: Forms) -> None:
    assert ask("/criteria/speed/")[1].text == "The page /criteria/speed/"


def test_the_form_shows_what_is_published(ask: Forms) -> None:
    status, page = ask()
    assert status == "200 OK"
    values = {e.attributes["name"]: e.attributes.get("value", e.text) for e in page.all("[name]")}
    assert values["label"] == "First in town"
    assert values["because"] == "In town a bicycle is there first."
    assert [e.text for e in page.all("#outcome label")] == [
        "It still holds: Bicycle", "Bus", "It depends on what for",
        "Bicycle is ahead for", "Bus is ahead for",
        "Nobody: they are level", "Nobody can say yet",
    ]  # fmt: skip


def test_nothing_is_written_before_it_was_shown(ask: Forms, file: Path) -> None:
    page = sent(ask, **BUS)
    assert problems(page) == []
    assert "Verdict: Bicycle → Bus" in page.text
    assert "+ option: bus" in page.text
    assert file.read_text("utf-8") == MINIMAL


def test_what_was_shown_is_written(ask: Forms, file: Path) -> None:
    page = sent(ask, "write", **BUS)
    assert "Written to data.yaml" in page.text
    verdict = load(file).criterion("speed").verdict
    assert (verdict.option, verdict.label, verdict.confidence) == (
        "bus", "First with a lane", "low",
    )  # fmt: skip
    assert verdict.history[0].because == "A bus lane was built."


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"outcome": ""}, "Choose who comes out ahead"),
        ({"outcome": "option:train"}, "Choose who comes out ahead"),
        (
            {"because": "In town a bicycle is there first."},
            "Say why: the reason is still the one for what",
        ),
        ({"because": ""}, SAY_WHY),
        ({"flips_if": "A bus lane from door to door."}, "Say what would flip the new verdict"),
        ({"outcome": "split"}, "Say for two options or more what each is better for"),
        ({"despite:short-way": ""}, "What is recommended for 'A short way in town' would win none"),
        ({"reread": "survay"}, "'speed' does not cite a source 'survay'; did you mean 'survey'?"),
        ({"label": "x" * 41}, "This text has 41 characters; at most 40 are allowed"),
        ({"flips_if": "[x](javascript:x)"}, "is not a web address"),
        ({"digest": "0"}, "The file data.yaml has changed since this form was opened"),
    ],
)
def test_what_is_missing_or_wrong_is_said_and_nothing_written(
    ask: Forms, file: Path, changed: dict[str, str], said: str
) -> None:
    page = sent(ask, "write", **(BUS | changed))
    assert said in " ".join(problems(page))
    kept = {e.attributes["name"]: e for e in page.all("textarea")}
    assert kept["flips_if"].text == (BUS | changed)["flips_if"]
    assert file.read_text("utf-8") == MINIMAL


def test_everything_that_is_missing_is_said_at_once(ask: Forms) -> None:
    page = sent(ask, outcome="option:bus", **{"source-url": "https://example.org/lanes"})
    assert [one.partition(";")[0] for one in problems(page)] == [
        SAY_WHY, "Say what the page calls itself", "Say who published the page",
        "Say what kind of evidence the page is", "Say which point the page supports",
        "Say what would flip the new verdict",
        "What is recommended for 'A short way in town' would win none of the verdicts there",
    ]  # fmt: skip


def test_a_review_that_changes_nothing_is_one_choice(ask: Forms, file: Path) -> None:
    page = sent(ask, "write", outcome="confirm", reread="survey")
    assert problems(page) == []
    verdict = load(file).criterion("speed").verdict
    assert (verdict.option, verdict.history) == ("bicycle", ())
    assert verdict.reviewed_on == load(file).sources[0].accessed_on


@pytest.mark.parametrize("field", ["because", "label", "flips_if"])
def test_a_text_that_was_deleted_is_asked_for(ask: Forms, file: Path, field: str) -> None:
    page = sent(ask, "write", outcome="confirm", **{field: " "})
    assert problems(page) == ["This cannot be empty; write it, or leave what was there"]
    assert page.one(".problems a").attributes["href"] == f"#{field}"
    assert file.read_text("utf-8") == MINIMAL


def test_a_badge_says_what_stands_in_its_field_whoever_is_ahead(ask: Forms, file: Path) -> None:
    tie = {**BUS, "outcome": "tie", "label": "First in town"}
    assert problems(sent(ask, "write", **tie)) == []
    verdict = load(file).criterion("speed").verdict
    assert (verdict.kind, verdict.label) == ("tie", "First in town")


def test_a_split_says_what_each_is_ahead_for(ask: Forms, file: Path) -> None:
    parts = {"outcome": "split", "purpose:bicycle": "short ways", "purpose:bus": "long ways"}
    answers = {name: text for name, text in BUS.items() if not name.startswith("despite")}
    assert problems(sent(ask, "write", **(answers | parts))) == []
    assert load(file).criterion("speed").verdict.parts[1].purpose == "long ways"


def test_several_lead_together_where_others_do_not(ask: Forms, file: Path) -> None:
    file.write_text(paths.OTHER_DATA.read_text("utf-8"), "utf-8")
    form, answers = "verdict/smallest-files", {**BUS, "outcome": "several", "reread": ""}
    del answers["despite:short-way"]
    page = ask(f"{FORMS}{form}")[1]
    boxes = {box.attributes["value"]: "checked" in box.attributes for box in page.all(LEADERS)}
    assert boxes == {"gzip": False, "bzip2": False, "xz": True, "zstd": False}
    few = "Mark two options or more that lead together, and not all of them"
    for marked in ([], ["xz"], list(boxes)):
        assert few in problems(sent(ask, form=form, **answers, leader=marked))
    page = sent(ask, form=form, **answers, leader=["gzip", "xz"])
    assert "xz → gzip and xz" in page.text, problems(page)
    assert [box.attributes["value"] for box in page.all(f"{LEADERS}[checked]")] == ["gzip", "xz"]
    sent(ask, "write", form, **answers, leader=["gzip", "xz"])
    assert load(file).criterion("smallest-files").verdict.winners == ("gzip", "xz")


def test_where_there_are_two_both_are_a_tie(ask: Forms) -> None:
    assert ask()[1].all("[value=several]") == []


def test_a_proposal_is_adopted_by_choosing_it(ask: Forms, file: Path) -> None:
    file.write_text(MINIMAL.replace("\n    positions:", PROPOSAL), "utf-8")
    adopted = {"outcome": "adopt", "why": "Nobody answered.", "flips_if": "A measurement."}
    despite = {"despite:short-way": "It is fun."}
    assert problems(sent(ask, "write", **adopted)) == [
        "What is recommended for 'A short way in town' would win none of the verdicts there; say "
        "why it is recommended all the same"
    ]
    assert problems(sent(ask, "write", **adopted, **despite)) == []
    verdict = load(file).criterion("speed").verdict
    assert (verdict.published.label, verdict.because) == (
        "Level", "In town a bicycle is there first.",
    )  # fmt: skip


def test_a_new_source_comes_with_the_verdict(ask: Forms, file: Path) -> None:
    without_reading = {name: text for name, text in BUS.items() if name != "reread"}
    page = {"source-url": "https://example.org/lanes"}
    [point] = load(file).criterion("speed").positions["bus"].points
    page |= {
        "source-title": "Bus lanes: counted", "source-publisher": "City of Example",
        "source-kind": "survey", "source-cite": point.id,
    }  # fmt: skip
    assert problems(sent(ask, "write", **without_reading, **page)) == []
    comparison = load(file)
    assert comparison.sources[-1].title == "Bus lanes: counted"
    assert comparison.sources[-1].accessed_on == date.today()
    [point] = comparison.criterion("speed").positions["bus"].points
    assert point.sources == ("survey", comparison.sources[-1].id)
    again = sent(ask, outcome="confirm", **page)
    assert "has this address already" in " ".join(problems(again))


def test_advice_is_changed_in_the_same_way(ask: Forms, file: Path) -> None:
    other = {"outcome": "option:bus", "because": "It is warm."}
    assert problems(sent(ask, "write", "scenario/short-way", **other)) == [
        "What is recommended wins none of the verdicts named there; say why it is recommended all "
        "the same"
    ]
    page = sent(ask, "write", "scenario/short-way", **other, despite="It is fun.")
    assert (problems(page), page.one("h1").text) == ([], "Written to data.yaml")
    [scenario] = load(file).scenarios
    assert (scenario.option, scenario.despite, len(scenario.history)) == ("bus", "It is fun.", 1)


def test_a_point_is_changed_in_the_same_way(ask: Forms, file: Path) -> None:
    [point] = load(file).criterion("speed").positions["bus"].points
    form, now = f"point/speed/{point.id}", {"text": point.text, "stance": point.stance.value}
    assert problems(sent(ask, "write", form, **now)) == ["Nothing is changed yet"]
    assert problems(sent(ask, form=form, **(now | {"text": " "}))) == ["Say what the point claims"]
    new = {"text": "It waits: for nobody.", "changed": "It once did.", "reread": "survey"}
    assert problems(sent(ask, "write", form, **(now | new))) == []
    [after] = load(file).criterion("speed").positions["bus"].points
    assert (after.text, after.changed) == ("It waits: for nobody.", "It once did.")
    assert load(file).sources[0].accessed_on == date.today()


@pytest.fixture
def measured(file: Path) -> Path:
    """A file whose texts quote runs, in place of the other."""
    shutil.copytree(paths.MEASURED, file.parent, dirs_exist_ok=True)
    return (file.parent / "measured.yaml").replace(file)


def answers_of(page: Element) -> dict[str, str]:
    """What stands in the texts of a form."""
    return {e.attributes["name"]: e.text for e in page.all("textarea")}


@pytest.mark.usefixtures("measured")
def test_a_text_that_quotes_a_run_still_quotes_it_after_an_edit(ask: Forms, file: Path) -> None:
    form = "point/speed/no-waiting"
    text = answers_of(ask(f"{FORMS}{form}")[1])["text"]
    assert "one mile takes {one-mile:bicycle}, the bus takes" in text
    page = ask(f"{FORMS}{form}")[1]
    assert "What stands in braces is a number" in page.one("#help-text").text
    assert "maxlength" not in page.one("#text").attributes  # readers see fewer characters
    assert "maxlength" in page.one("#changed").attributes
    assert problems(sent(ask, "write", form, text=f"{text} So it is.")) == []
    assert f"{text} So it is." in " ".join(file.read_text("utf-8").split())
    contradiction = answers_of(ask()[1])["against:uphill"]
    assert contradiction == "Uphill nobody is ahead; the bicycle needs {uphill:bicycle}."


@pytest.mark.usefixtures("measured")
def test_the_history_quotes_no_run(ask: Forms, file: Path) -> None:
    quoting = {"because": "It takes {parking:bus} to park.", "over": "uphill"}
    page = sent(ask, "write", **(BUS | quoting))
    assert problems(page) == [
        "The history keeps its words and takes no number from a run; write it out"
    ]
    assert problems(sent(ask, "write", **(BUS | quoting | {"why": "Parking is quick."}))) == []
    assert "{parking:bus} to park" in file.read_text("utf-8")


@pytest.mark.parametrize(
    ("field", "changed"),
    [
        ("label", {"label": "x" * 41}),
        ("because", {"because": "[x](javascript:x)"}),
        ("why", {"why": "x" * 241}),
        ("despite-short-way", {"despite:short-way": "a\0b"}),
        ("confidence", {"confidence": "enormous"}),
        (
            "purpose-bicycle",
            {"outcome": "split", "purpose:bicycle": "x" * 61, "purpose:bus": "long ways"},
        ),
    ],
)
def test_what_is_wrong_with_a_text_is_said_beside_it_in_a_sentence(
    ask: Forms, file: Path, field: str, changed: dict[str, str]
) -> None:
    page = sent(ask, "write", **(BUS | changed))
    [problem] = problems(page)
    assert str(file) not in problem
    assert page.one(".problems a").attributes["href"] == f"#{field}"
    assert page.one(f"#wrong-{field}").text == problem
    assert file.read_text("utf-8") == MINIMAL


def test_a_source_that_was_not_offered_is_no_answer(ask: Forms, file: Path) -> None:
    page = sent(ask, "write", "point/speed/bus-lane", changed="It was.", reread="survay")
    assert problems(page) == ["There is no source 'survay'; did you mean 'survey'?"]
    assert file.read_text("utf-8") == MINIMAL


@pytest.mark.parametrize(
    ("form", "back"), [("", "/some/path/"), ("verdict/speed", "/some/path/criteria/speed/")]
)
def test_the_way_back_leads_to_the_site_wherever_it_stands(
    file: Path, form: str, back: str
) -> None:
    editor = Editor(file, template_folders(ROOT), Guard(8000), "/some/path/")
    request = {"REQUEST_METHOD": "GET", "HTTP_HOST": HOST, "PATH_INFO": f"{FORMS}{form}"}
    links = parse(editor.answer(request).text).all("main a")
    assert back in [link.attributes["href"] for link in links]


def test_what_the_gate_asks_is_asked_in_the_form(tmp_path: Path, ask: Forms, file: Path) -> None:
    repository(tmp_path)
    commit(file, MINIMAL)
    without_reading = {name: text for name, text in BUS.items() if name != "reread"}
    page = sent(ask, "write", **without_reading)
    assert "none of the sources that it cites is new" in " ".join(problems(page))
    [lacking, asked] = problems(page)
    assert lacking.startswith("Criteria > speed: the verdict has changed")
    assert asked == "Which of the sources did you read again?"
    assert file.read_text("utf-8") == MINIMAL


def test_data_that_is_broken_is_not_edited(ask: Forms, file: Path) -> None:
    file.write_text(MINIMAL.replace("icon: bolt", "icon: unicorn"), "utf-8")
    status, page = ask()
    assert status == "409 Conflict"
    assert "'unicorn' is not one of" in page.text


def test_a_form_that_is_none_is_not_found(ask: Forms) -> None:
    assert ask(f"{FORMS}verdict/sped")[0] == "404 Not Found"
    assert ask(f"{FORMS}point/speed/none")[0] == ask(f"{FORMS}scenario/none")[0] == "404 Not Found"
    assert ask(f"{FORMS}../../etc/passwd")[0] == "404 Not Found"


def test_a_request_without_the_token_changes_nothing(ask: Forms, file: Path) -> None:
    digest = ask()[1].one("[name=digest]").attributes["value"]
    old = {"token": "guessed", "digest": digest, "action": "write"}
    status, page = ask(**old, **BUS)
    assert (status, problems(page)) == (
        "403 Forbidden",
        ["The preview was started anew since this form was opened; look at your answers and send "
         "them again"],
    )  # fmt: skip
    assert answers_of(page)["because"] == BUS["because"]
    assert file.read_text("utf-8") == MINIMAL


HOSTILE = """</textarea><script>alert(1)</script>{{ 7 * 7 }}" onfocus="alert(1)'"""


def test_whatever_is_typed_or_stands_in_the_data_stays_text(ask: Forms, file: Path) -> None:
    quoted = HOSTILE.replace('"', '\\"')
    file.write_text(MINIMAL.replace("In town a bicycle is there first.", f'"{quoted}"'), "utf-8")
    for page in (ask()[1], sent(ask, **{**BUS, "why": HOSTILE, "label": HOSTILE[:40]})):
        assert page.all("script") == []
        assert page.all("[onfocus]") == []
        assert HOSTILE in [e.text for e in page.all("textarea")]
    shown = sent(ask, **{**BUS, "because": HOSTILE})
    assert shown.all("script") == []
    assert "{{ 7 * 7 }}" in shown.text
