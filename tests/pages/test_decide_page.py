"""The decide page: one sum, the same on paper, in Python and in the browser, and shareable."""

import json
import re
from fractions import Fraction
from random import Random
from typing import Any

import pytest
from playwright.sync_api import Page, Route, ViewportSize, expect

from comparison_site.analysis.decide_view import payload, shown
from comparison_site.analysis.every_setting import Every
from comparison_site.analysis.marks import mark_words
from comparison_site.analysis.robustness import robustness
from comparison_site.analysis.weights import (
    DEFAULT,
    LEVELS,
    Sum,
    counted,
    follows,
    preset,
    weigh,
)
from comparison_site.model import Comparison, Outcome
from tests.support.browser import Visitor
from tests.support.comparisons import TIE, UNKNOWN, comparison_of, split, winner, winners
from tests.support.html import Element, parse, read_page
from tests.support.markdown import plain as plain_words
from tests.support.markdown import tokens
from tests.support.sites import Site

PHONE: ViewportSize = {"width": 390, "height": 844}
NO_CLIPBOARD = "void (navigator.clipboard.writeText = () => Promise.reject(new Error('refused')))"
WEIGH_ALL = """async ([script, cases]) => {
    const {counted, weigh, robustness} = await import(script);
    return cases.map(([facts, weights, parts, proposals]) => {
        const sum = weigh(counted(facts, proposals), weights, parts);
        return {...sum, robustness: robustness(sum)};
    });
}"""


@pytest.fixture(params=["bare_site", "bare_other_site"])
def site(request: pytest.FixtureRequest) -> Site:
    """Each of the two sites in turn, with our scripts alone."""
    built: Site = request.getfixturevalue(request.param)
    return built


MARKS = """queries => queries.map(query => {
    history.replaceState(null, "", query);
    dispatchEvent(new PopStateEvent("popstate"));
    return [...document.querySelectorAll(".strip__mark")].map(each => each.getAttribute("x"));
})"""
"""Where the marks stand for each address, as when a reader goes back to it."""


def opened(site: Site, visitor: Visitor, query: str = "", **options: Any) -> Page:
    """The page once it counts, which it does from the reader's first sign on."""
    page = visitor.open(**options)
    page.goto(f"{site.url}decide/{query}")
    weights = page.locator("#weights")
    expect(weights).to_have_class(re.compile("is-live"))
    weights.dispatch_event("focusin")
    expect(weights).not_to_have_attribute("aria-busy", "true")
    return page


def static(site: Site) -> Element:
    return read_page(site.folder, "decide").one("article")


def numbers(table: Element) -> list[list[str]]:
    """Each row of a sum: criterion, level, weight, points, nobody."""
    return [row_of(row) for row in table.all("tr") if "data-row" in row.attributes]


def row_of(row: Element) -> list[str]:
    level = [element.text for element in row.all(".weight__level")]
    return [row.one("th").text, *level, *(cell.one("b").text for cell in row.all("[data-of]")[1:])]


def expected(total: Sum) -> list[list[str]]:
    rows = [
        [
            row.criterion.name,
            *(shown(value) for value in (*row.given.points.values(), row.given.nobody)),
        ]
        for row in total.rows
    ]
    return [*rows, ["Sum", *(shown(value) for value in (*total.totals.values(), total.nobody))]]


def without_level(rows: list[list[str]]) -> list[list[str]]:
    return [[row[0], *row[-count_of(rows) :]] for row in rows]


def count_of(rows: list[list[str]]) -> int:
    return len(rows[-1]) - 1


def splits(comparison: Comparison, proposals: bool = False) -> dict[str, tuple[str, ...]]:
    outcomes = {c.id: counted(c.verdict, proposals) for c in comparison.criteria}
    return {id_: outcome.option_ids for id_, outcome in outcomes.items() if outcome.parts}


# --- Without JavaScript ---


def test_the_page_shows_every_row_of_the_even_sum(site: Site) -> None:
    found = numbers(static(site).one("#sum"))
    assert without_level(found) == expected(weigh(site.comparison))
    assert {row[1] for row in found[:-1]} == {"Matters"}


def test_the_page_shows_a_sum_for_every_scenario(site: Site) -> None:
    cases = static(site).all("section.case")
    for case, scenario in zip(cases, site.comparison.scenarios, strict=True):
        total = preset(site.comparison, scenario)
        assert case.one("h3").text == scenario.need
        assert without_level(numbers(case.one("table"))) == expected(total)
        told = " ".join(line.text for line in case.all("p.differs"))
        proposal = scenario.open_proposal
        proposed = preset(site.comparison, scenario, proposals=True)
        follow = [follows(each, scenario.published) for each in (total, proposed)]
        assert bool(told) is (bool(proposal) or not all(follow))
        other = "the sum with the proposals" if follow[0] else "this sum"
        assert not told or (proposal.label if proposal else f"{other} says otherwise") in told
        assert f"by {shown(proposed.lead)} of {proposed.weight} points" in case.all("p")[0].text


def test_the_result_and_what_tips_it_are_sentences(site: Site) -> None:
    page = static(site)
    said = (page.one("#result").text, page.one("#robustness").text)
    assert said in (
        (
            "PyTorch is ahead by 2 of 10 points.",
            "TensorFlow wins if you weight Deployment and production more than double.",
        ),
        (
            "xz is ahead by 2 of 8 points.",
            "No weighting of these verdicts puts another option ahead. "
            "Saying which part of a split applies to you could.",
        ),
    )


def test_controls_are_hidden_until_a_script_can_serve_them(site: Site) -> None:
    page = static(site)
    controls = [*page.all("label.control"), page.one("div.presets"), page.one("div.takeaway")]
    assert all("hidden" in control.attributes for control in controls)


def test_the_facts_for_the_script_cannot_end_its_element(site: Site) -> None:
    comparison = site.comparison.model_copy(update={"title": "</script><!-- &\u2028\u2029"})
    assert payload(comparison)["title"] == comparison.title
    html = (site.folder / "decide" / "index.html").read_text(encoding="utf-8")
    [text] = re.findall(r'<script type="application/json" id="decide-data">(.*?)</script>', html)
    assert not re.search("[<>&\u2028\u2029]", text)
    facts = json.loads(text)["facts"]
    assert facts == json.loads(json.dumps(payload(site.comparison)))


def test_contested_verdicts_are_marked_in_their_rows(site: Site) -> None:
    rows = static(site).one("#sum").one("tbody").all("tr")
    for criterion, row in zip(site.comparison.criteria, rows, strict=True):
        words = mark_words(site.comparison, criterion)
        lines = 2 if criterion.verdict.open_proposal else 1
        assert [mark.text for mark in row.all(".mark")] == ([words] * lines if words else [])


def test_versions_and_days_are_told_once(site: Site) -> None:
    weights = static(site).one("#weights")
    for option in site.comparison.options:
        assert weights.text.count(f"{option.name} {option.version}") == 1
    assert len(weights.all("time")) <= 2


def test_both_sums_stand_on_the_page(site: Site) -> None:
    for proposals, id_ in ((False, "#result"), (True, "#other")):
        total = weigh(site.comparison, proposals=proposals)
        assert f"by {shown(total.lead)} of {total.weight} points" in static(site).one(id_).text


def test_the_page_says_who_leads_over_all_settings(site: Site) -> None:
    said = [line.text for line in static(site).all(".every__said")]
    strips = static(site).all("svg.strip")
    for proposals, words, strip in zip((False, True), said, strips, strict=True):
        every = Every(site.comparison, proposals)
        assert f"{every.leads.controls.settings:,} settings" in words
        assert all(f"in {share.percent}%" in words for share in every.leading)
        widths = [float(r.attributes["width"].rstrip("%")) for r in strip.all("svg")[:-1]]
        assert sum(widths) == pytest.approx(100)


# --- With JavaScript ---


def test_the_script_starts_with_the_table_that_was_printed(site: Site, visitor: Visitor) -> None:
    live = parse(opened(site, visitor).content()).one("article")
    printed = static(site)
    assert numbers(live.one("#sum")) == numbers(printed.one("#sum"))
    for selector in ("#result", "#robustness", "#other", ".every", "ul.bars"):
        assert live.one(selector).text == printed.one(selector).text
    for name, tag in (("width", "rect"), ("x", ".strip__mark")):
        places = [[r.attributes[name] for r in page.all(tag)] for page in (live, printed)]
        assert places[0] == places[1]


def test_the_script_counts_as_python_does(site: Site, visitor: Visitor) -> None:
    random = Random(20261123)  # noqa: S311 - cases, not secrets
    cases = [random_case(site.comparison, random) for _ in range(200)]
    facts = json.loads(json.dumps(payload(site.comparison)))
    script = f"{site.url}assets/decide/page.js"
    weighed = [[facts, *case] for case in cases]
    found = opened(site, visitor).evaluate(WEIGH_ALL, [script, weighed])
    for case, result in zip(cases, found, strict=True):
        assert plain(result) == of_python(weigh(site.comparison, *case))


def test_the_script_marks_a_sum_where_python_does(site: Site, visitor: Visitor) -> None:
    random = Random(20261127)  # noqa: S311 - cases, not secrets
    ids = [criterion.id for criterion in site.comparison.criteria]
    cases = [{id_: random.choice(LEVELS) for id_ in ids} for _ in range(20)]
    queries = ["?" + "&".join(f"{id_}={n}" for id_, n in weights.items()) for weights in cases]
    strips = {both: Every(site.comparison, both).strip for both in (False, True)}
    found = opened(site, visitor).evaluate(MARKS, queries)
    assert len({tuple(places) for places in found}) > len(cases) / 2
    for weights, places in zip(cases, found, strict=True):
        marks = [
            strip.mark(weigh(site.comparison, weights, proposals=both)).at
            for both, strip in strips.items()
        ]
        assert [round(10 * float(x.rstrip("%"))) for x in places] == marks


def test_the_script_counts_as_python_does_whoever_wins(bare_site: Site, visitor: Visitor) -> None:
    """Up to five options, with verdicts of every kind: more than any one comparison has."""
    random = Random(20261126)  # noqa: S311 - cases, not secrets
    made_up = [random_comparison(random) for _ in range(400)]
    cases = [(facts_of(made), *random_case(made, random)) for made in made_up]
    script = f"{bare_site.url}assets/decide/page.js"
    found = opened(bare_site, visitor).evaluate(WEIGH_ALL, [script, cases])
    for made, (_, weights, parts, proposals), result in zip(made_up, cases, found, strict=True):
        assert plain(result) == of_python(weigh(made, weights, parts, proposals))


def random_comparison(random: Random) -> Comparison:
    options = [f"o{number}" for number in range(random.randint(2, 5))]
    some = [
        winner(random.choice(options)),
        winner(random.choice(options)),
        split(*random.sample(options, 2)),
        split(*random.sample(options, min(3, len(options)))),
        winners(*random.sample(options, 2)),
        TIE,
    ]
    published = random.choices(some, k=random.randint(1, 6))
    proposed = [random.choice([None, *some, UNKNOWN]) for _ in published]
    return comparison_of(options, published, proposed)


def facts_of(comparison: Comparison) -> dict[str, Any]:
    """What the script counts with."""
    return {
        "default": DEFAULT,
        "options": [{"id": option.id} for option in comparison.options],
        "criteria": [
            {
                "id": c.id,
                "published": named_by(c.verdict.published),
                "proposed": proposal and named_by(proposal),
            }
            for c in comparison.criteria
            for proposal in [c.verdict.open_proposal]
        ],
    }


def named_by(outcome: Outcome) -> dict[str, Any]:
    return {"options": outcome.option_ids, "purposes": [part.purpose for part in outcome.parts]}


def test_a_criterion_may_be_named_like_something_that_every_object_has(
    bare_site: Site, visitor: Visitor
) -> None:
    made = comparison_of(["a", "b"], [split("a", "b")])
    (criterion,) = made.criteria
    named = criterion.model_copy(update={"id": "constructor"})
    facts = facts_of(made.model_copy(update={"criteria": (named,)}))
    script = f"{bare_site.url}assets/decide/page.js"
    (found,) = opened(bare_site, visitor).evaluate(WEIGH_ALL, [script, [[facts, {}, {}]]])
    assert (found["totals"], found["weight"]) == ([2, 2], 2)


def random_case(
    comparison: Comparison, random: Random
) -> tuple[dict[str, int], dict[str, str], bool]:
    weights = {c.id: random.choice((*LEVELS, random.randrange(100))) for c in comparison.criteria}
    proposals = random.random() < 0.5
    shared = splits(comparison, proposals)
    parts = {id_: random.choice(ids) for id_, ids in shared.items() if random.random() < 0.5}
    return weights, parts, proposals


def plain(result: dict[str, Any]) -> list[Any]:
    scale = result["scale"]
    points = [*result["totals"], result["nobody"], result["lead"]]
    tips = [
        (
            tip["options"],
            tip["criterion"],
            *(t and Fraction(*t) for t in (tip["threshold"], tip["factor"])),
        )
        for tip in result["robustness"]["tips"]
    ]
    exact = [Fraction(value, scale) for value in points]
    return [exact, result["leader"], result["ahead"], result["robustness"]["kind"], tips]


def of_python(total: Sum) -> list[Any]:
    found = robustness(total)
    tips = [(list(tip.options), tip.criterion, tip.threshold, tip.factor) for tip in found.tips]
    points = [*total.totals.values(), total.nobody, total.lead]
    return [points, total.leader, list(total.ahead), found.kind.value, tips]


def test_what_counts_is_loaded_once_a_reader_needs_it(site: Site, visitor: Visitor) -> None:
    loaded: list[str] = []
    page = visitor.open()
    page.on("request", lambda request: loaded.append(request.url.removeprefix(site.url)))
    page.goto(f"{site.url}decide/")
    counting = "assets/decide/page.js"
    assert counting not in loaded
    criterion = site.comparison.criteria[-1]
    page.goto(f"{site.url}decide/?{criterion.id}=8")
    total = page.locator('#sum [data-row="-sum"] [data-of="-weight"]')
    expect(total).to_have_text(str(weigh(site.comparison, {criterion.id: 8}).weight))
    expect(total).to_be_visible()
    assert loaded.count(counting) == 1


def test_what_a_reader_chooses_before_it_is_loaded_counts(site: Site, visitor: Visitor) -> None:
    first, *_, last = (criterion.id for criterion in site.comparison.criteria)
    waiting: list[Route] = []

    def hold(route: Route) -> None:
        waiting.append(route)

    page = visitor.open()
    page.route("**/decide/page.js", hold)
    page.goto(f"{site.url}decide/")
    with page.expect_request("**/decide/page.js"):
        for id_ in (first, last):
            page.locator(f'[data-weight-of="{id_}"]').select_option("8")
    waiting[0].continue_()
    page.wait_for_url(f"{site.url}decide/?{first}=8&{last}=8")
    total = weigh(site.comparison, {first: 8, last: 8})
    assert without_level(numbers(parse(page.content()).one("#sum"))) == expected(total)


def test_a_weight_changes_the_table_the_words_and_the_address(site: Site, visitor: Visitor) -> None:
    page = opened(site, visitor)
    criterion = site.comparison.criteria[-1]
    page.get_by_label(f"How much {criterion.name} matters").select_option(label="Decisive")
    total = weigh(site.comparison, {criterion.id: 8})
    page.wait_for_url(f"{site.url}decide/?{criterion.id}=8")
    assert without_level(numbers(parse(page.content()).one("#sum"))) == expected(total)
    expect(page.locator("#result")).to_contain_text(f"of {total.weight} points")


def test_the_address_holds_the_state_through_reload_back_and_forward(
    site: Site, visitor: Visitor
) -> None:
    [split, options], *_ = splits(site.comparison).items()
    query = f"?{split}=4&{split}.part={options[-1]}"
    page = opened(site, visitor, query)
    total = weigh(site.comparison, {split: 4}, {split: options[-1]})

    def check(sum_: Sum) -> None:
        expect(page.locator('#sum [data-row="-sum"] [data-of="-weight"]')).to_have_text(
            str(sum_.weight)
        )
        assert without_level(numbers(parse(page.content()).one("#sum"))) == expected(sum_)

    check(total)
    page.reload()
    check(total)
    page.get_by_role("button", name="All the same").click()
    assert page.url == f"{site.url}decide/"
    check(weigh(site.comparison))
    page.go_back()
    assert page.url.endswith(query)
    check(total)
    page.locator("#sum tbody th a").first.click()
    page.go_back()
    check(total)
    page.go_forward()
    page.go_back()
    check(total)


def test_what_an_address_does_not_mean_is_ignored(site: Site, visitor: Visitor) -> None:
    first = site.comparison.criteria[0].id
    query = f"?{first}=3&{first}.part=nobody&zebra=8&__proto__=4&{first}.part.part=x"
    live = parse(opened(site, visitor, query).content()).one("article")
    assert numbers(live.one("#sum")) == numbers(static(site).one("#sum"))


def test_a_preset_sets_the_weights_of_its_scenario(site: Site, visitor: Visitor) -> None:
    page = opened(site, visitor)
    for scenario in site.comparison.scenarios:
        button = page.get_by_role("button", name=scenario.need)
        button.click()
        for proposals in (True, False):
            page.get_by_label("Count what the evidence proposes").set_checked(proposals)
            total = preset(site.comparison, scenario, proposals)
            assert without_level(numbers(parse(page.content()).one("#sum"))) == expected(total)
            expect(button).to_have_attribute("aria-pressed", "true")
            told = not follows(total, scenario.published) or bool(scenario.open_proposal)
            expect(page.locator(".outcome .differs:visible")).to_have_count(int(told))


def test_what_the_evidence_proposes_is_counted_on_request(site: Site, visitor: Visitor) -> None:
    page = opened(site, visitor)
    switch = page.get_by_label("Count what the evidence proposes")
    switch.check()
    total = weigh(site.comparison, proposals=True)
    assert without_level(numbers(parse(page.content()).one("#sum"))) == expected(total)
    expect(page.locator("#other")).to_contain_text("Counting what is published instead")
    for criterion in site.comparison.criteria:
        counts = counted(criterion.verdict, proposals=True)
        row = page.locator(f'#sum [data-row="{criterion.id}"]')
        expect(row.locator(".badge:visible")).to_have_text([counts.label])
        expect(row).to_have_class(re.compile(f"kind-{counts.kind.value}"))
    assert page.url == f"{site.url}decide/?proposals.counted=yes"
    page.reload()
    expect(switch).to_be_checked()
    page.go_back()
    expect(switch).not_to_be_checked()


def test_the_part_of_a_split_that_is_proposed_is_kept_apart(site: Site, visitor: Visitor) -> None:
    page = opened(site, visitor, "?proposals.counted=yes")
    changed = [c for c in site.comparison.criteria if c.verdict.open_proposal]
    for criterion in (c for c in changed if counted(c.verdict, proposals=True).parts):
        option = counted(criterion.verdict, proposals=True).option_ids[-1]
        page.locator(f'[data-part-of="{criterion.id}.proposed"]').select_option(option)
        total = weigh(site.comparison, {}, {criterion.id: option}, proposals=True)
        assert without_level(numbers(parse(page.content()).one("#sum"))) == expected(total)
        assert f"{criterion.id}.proposed.part={option}" in page.url
        page.get_by_label("Count what the evidence proposes").uncheck()
        found = numbers(parse(page.content()).one("#sum"))
        assert without_level(found) == expected(weigh(site.comparison))


def test_the_reader_can_say_which_part_is_theirs(site: Site, visitor: Visitor) -> None:
    page = opened(site, visitor)
    for id_, options in splits(site.comparison).items():
        name = site.comparison.criterion(id_).name
        for option in options:
            page.locator("#sum").get_by_label(f"Which applies to you? {name}").select_option(option)
            total = weigh(site.comparison, {}, {id_: option})
            assert without_level(numbers(parse(page.content()).one("#sum"))) == expected(total)
            assert page.url.endswith(f"?{id_}.part={option}")


def test_everything_works_by_keyboard(site: Site, visitor: Visitor) -> None:
    page = opened(site, visitor)
    page.get_by_role("button", name="All the same").focus()
    for _ in site.comparison.scenarios:
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    scenario = site.comparison.scenarios[-1]
    expect(page.get_by_role("button", name=scenario.need)).to_have_attribute("aria-pressed", "true")
    select = page.locator("#sum select").first
    select.focus()
    page.keyboard.press("End")
    expect(select).to_have_value("8")
    page.keyboard.press("Home")
    expect(select).to_have_value("0")
    assert f"{site.comparison.criteria[0].id}=0" in page.url


def test_controls_are_named_and_large_enough(site: Site, visitor: Visitor) -> None:
    page = opened(site, visitor, viewport=PHONE)
    controls = page.locator("#weights :is(button, select, .counting):visible").all()
    assert len(controls) > len(site.comparison.criteria)
    for control in controls:
        box = control.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 24
    named = page.locator("#weights :is(button, select, input):visible").all()
    names = [control.aria_snapshot() for control in named]
    assert all(re.match(r'- \w+ "[^"]+', name) for name in names), names
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def test_the_outcome_is_announced(site: Site, visitor: Visitor) -> None:
    page = opened(site, visitor)
    status = page.get_by_role("status").filter(has=page.locator("#result"))
    expect(status).to_have_attribute("aria-live", "polite")


def test_weights_of_zero_leave_nobody_ahead(site: Site, visitor: Visitor) -> None:
    query = "?" + "&".join(f"{c.id}=0" for c in site.comparison.criteria)
    page = opened(site, visitor, query)
    expect(page.locator("#result")).to_have_text("No option is ahead: all weights are zero.")
    expect(page.locator("#robustness")).to_contain_text("More weight on")


# --- What a reader takes along ---


def test_the_record_says_what_was_decided_why_and_on_which_verdicts(
    site: Site, visitor: Visitor
) -> None:
    [split, options], *_ = splits(site.comparison).items()
    page = opened(site, visitor, f"?{split}=8&{split}.part={options[0]}")
    page.get_by_role("button", name="Copy as decision record").click()
    expect(page.locator(".takeaway__said")).to_contain_text("Copied")
    text = unescaped(page.evaluate("navigator.clipboard.readText()"))
    total = weigh(site.comparison, {split: 8}, {split: options[0]})
    assert total.leader
    leader = site.comparison.option(total.leader)
    for heading in ("Context and Problem Statement", "Decision Drivers", "Considered Options"):
        assert f"## {heading}" in text
    assert text.startswith("---\nstatus: proposed\ndate: 20")
    assert f"# Use {leader.name}" in text
    assert site.comparison.question in text
    assert f"Chosen option: {leader.name}" in text
    assert page.locator("#result").inner_text() in text
    names = " | ".join(option.name for option in site.comparison.options)
    assert f"| Criterion | Weight | {names} | Undecided |" in text
    check_drivers(site, text, split, options[0])
    check_links(site, text)
    assert f"<{page.url}>" in text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("C++ & C#", "C++ & C#"),
        ("x\n\n=== y", "x === y"),
        ("  - a\n- b ", "- a - b"),
        ("1. first", "1. first"),
        ("+ plus", "+ plus"),
        ("a | b", "a | b"),
        ("<b>*x*</b> &amp;", "<b>*x*</b> &amp;"),
    ],
)
def test_a_text_stays_one_line_of_words_in_the_record(
    bare_site: Site, visitor: Visitor, text: str, words: str
) -> None:
    page = opened(bare_site, visitor)
    script = f"{bare_site.url}assets/decide/record.js"
    ask = "async ([script, text]) => (await import(script)).escaped(text)"
    markdown = page.evaluate(ask, [script, text])
    assert "\n" not in markdown
    found = [token.type for token in tokens(f"{markdown}\n") if not token.type.startswith("text")]
    assert found == ["paragraph_open", "inline", "paragraph_close"]
    assert plain_words(markdown) == words


def test_no_name_is_html_in_the_record(bare_site: Site, visitor: Visitor) -> None:
    name, (option, *_) = "<img src=x onerror=alert(1)>", bare_site.comparison.options
    html = (bare_site.folder / "decide/index.html").read_text("utf-8")
    body, count = re.subn(rf'("name": ?)"{option.name}"', rf'\1"{name}"', html)
    assert count
    page = visitor.open()
    page.route("**/decide/", lambda r: r.fulfill(body=body, content_type="text/html"))
    page.goto(f"{bare_site.url}decide/")
    page.get_by_role("button", name="Copy as decision record").click()
    expect(page.locator(".takeaway__said")).to_contain_text("Copied")
    markdown = page.evaluate("navigator.clipboard.readText()")
    assert name in unescaped(markdown)
    assert "html" not in {token.type.partition("_")[0] for token in tokens(markdown)}


def unescaped(markdown: str) -> str:
    return re.sub(r"\\([^\w\s])", r"\1", markdown)


def check_drivers(site: Site, text: str, heavy: str, mine: str) -> None:
    for criterion in site.comparison.criteria:
        words = "Decisive (weight 8)" if criterion.id == heavy else f"Matters (weight {DEFAULT})"
        own = [p.purpose for p in criterion.verdict.published.parts if p.option == mine]
        part = f", for {own[0]}" if criterion.id == heavy else ""
        assert f"* {criterion.name}{part}: {words}" in text


def check_links(site: Site, text: str) -> None:
    for option in site.comparison.options:
        link = f"* [{option.name}]({site.url}options/{option.id}/), version {option.version}"
        assert link in text
    for criterion in site.comparison.criteria:
        verdict = criterion.verdict
        link = f"[{criterion.name}: {verdict.published.label}]({site.url}criteria/{criterion.id}/)"
        sure = verdict.published.confidence.words
        assert f"{link}. {sure}, reviewed on {verdict.reviewed_on}, judged on" in text
        assert all(version in text for version in verdict.as_of.values())
        words = mark_words(site.comparison, criterion)
        assert not words or f"{words}." in text
        proposal = verdict.open_proposal
        assert not proposal or f"The evidence proposes: {proposal.label} (" in text


def test_the_record_lists_what_speaks_for_and_against(site: Site, visitor: Visitor) -> None:
    page = opened(site, visitor)
    page.get_by_role("button", name="Copy as decision record").click()
    expect(page.locator(".takeaway__said")).to_contain_text("Copied")
    text = unescaped(page.evaluate("navigator.clipboard.readText()"))
    total = weigh(site.comparison)
    for row in total.rows:
        won = row.given.points[total.leader or ""]
        word = "Good" if won else "Neutral" if row.given.nobody else "Bad"
        assert f"* {word}, because of {row.criterion.name}: " in text


@pytest.mark.parametrize("proposals", [False, True])
def test_the_record_says_whether_proposals_are_counted_and_names_both(
    site: Site, visitor: Visitor, proposals: bool
) -> None:
    page = opened(site, visitor, "?proposals.counted=yes" if proposals else "")
    page.get_by_role("button", name="Copy as decision record").click()
    expect(page.locator(".takeaway__said")).to_contain_text("Copied")
    text = unescaped(page.evaluate("navigator.clipboard.readText()"))
    kinds = ["what is published", "what is proposed"]
    contested = sum(bool(c.verdict.open_proposal) for c in site.comparison.criteria)
    assert text.count(f"Counted here: {kinds[proposals]}.") == contested
    assert kinds[not proposals] not in text.replace("Counting what is published", "")
    for words in ("#result", "#other"):
        assert page.locator(words).inner_text() in text


def test_all_of_a_group_is_weighed_at_once(world_site: Site, visitor: Visitor) -> None:
    page = opened(world_site, visitor, "?price=8")
    money, way = page.locator("[data-weights-of]").all()
    expect(money).to_have_value("8")
    way.select_option("Decisive")
    assert page.url.endswith("?price=8&stations=8")
    expect(page.locator("[data-weight-of=stations]")).to_have_value("8")
    page.locator("[data-weight-of=stations]").select_option("A little")
    expect(way).to_have_value("1")


def test_the_record_says_who_comes_next(world_site: Site, visitor: Visitor) -> None:
    page = opened(world_site, visitor)
    page.get_by_role("button", name="Copy as decision record").click()
    expect(page.locator(".takeaway__said")).to_contain_text("Copied")
    text = unescaped(page.evaluate("navigator.clipboard.readText()"))
    [price, stations] = text.partition("their sources:")[2].strip().splitlines()[:2]
    assert "كريم بايك and BIXI Montréal, then תל-אופן, then Vélib'." in price
    assert ", then " not in stations


def test_a_level_sum_is_recorded_as_undecided(site: Site, visitor: Visitor) -> None:
    query = "?" + "&".join(f"{c.id}=0" for c in site.comparison.criteria)
    page = opened(site, visitor, query)
    page.get_by_role("button", name="Copy as decision record").click()
    expect(page.locator(".takeaway__said")).to_contain_text("Copied")
    text = unescaped(page.evaluate("navigator.clipboard.readText()"))
    assert f"# {site.comparison.title}: not decided yet" in text
    assert "Chosen option" not in text
    assert "undefined" not in text


@pytest.mark.parametrize("button", ["Copy as decision record", "Copy link"])
def test_a_refused_clipboard_leaves_the_text_to_copy(
    site: Site, visitor: Visitor, button: str
) -> None:
    page = opened(site, visitor)
    page.evaluate(NO_CLIPBOARD)
    page.get_by_role("button", name=button).click()
    expect(page.locator(".takeaway__said")).to_contain_text("does not let this page copy")
    area = page.get_by_label("Text to copy")
    expect(area).to_be_focused()
    assert page.url in area.input_value()
    chosen = area.evaluate("area => area.value.slice(area.selectionStart, area.selectionEnd)")
    assert chosen == area.input_value()


def test_the_link_opens_the_same_weights(site: Site, visitor: Visitor) -> None:
    page = opened(site, visitor)
    page.locator("#sum select").first.select_option("8")
    page.get_by_role("button", name="Copy link").click()
    expect(page.locator(".takeaway__said")).to_contain_text("Copied")
    link = page.evaluate("navigator.clipboard.readText()")
    assert link == f"{site.url}decide/?{site.comparison.criteria[0].id}=8"
    other = opened(site, visitor, link.removeprefix(f"{site.url}decide/"))
    assert numbers(parse(other.content())) == numbers(parse(page.content()))
