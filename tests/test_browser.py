"""The built site in a real browser: it fits, prints, works by keyboard and without script.

Every test fails as well when a page logs an error or asks another origin for anything (conftest).
"""

from collections.abc import Iterable

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from conftest import Site, Visitor
from playwright.sync_api import Page, ViewportSize, expect
from site_pages import read_page

DESKTOP: ViewportSize = {"width": 1440, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
OLD_PHONE: ViewportSize = {"width": 320, "height": 568}
# The rules that look at colours. The dark scheme has the same HTML, so that no other rule can
# find there what it has not found in the light one.
COLOUR_RULES = ["color-contrast", "link-in-text-block"]
INSIDE_VIEWPORT = """element => {
    const box = element.getBoundingClientRect();
    return box.width > 0 && box.top >= 0 && box.bottom <= innerHeight && box.right <= innerWidth;
}"""
FOCUSED = f"""() => {{
    const element = document.activeElement, style = getComputedStyle(element);
    const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1;
    const label = element.getAttribute("aria-label") || element.textContent.trim();
    return {{label, outlined, onscreen: ({INSIDE_VIEWPORT})(element),
            row: !!element.closest(".scoreboard"), nav: !!element.closest(".md-tabs"),
            search: element.matches(".md-search__input")}};
}}"""


@pytest.fixture(params=["real_site", "other_site"])
def site(request: pytest.FixtureRequest) -> Site:
    """Each of the two sites in turn."""
    built: Site = request.getfixturevalue(request.param)
    return built


def url(site: Site, address: str, anchor: str = "") -> str:
    slash = "/" if address and not address.endswith(".html") else ""
    return f"{site.url}{address}{slash}{anchor}"


def criterion_urls(site: Site) -> list[str]:
    return [url(site, f"criteria/{criterion.id}") for criterion in site.comparison.criteria]


def open_tabs(page: Page) -> list[str]:
    """The labels of the tabs whose content is shown."""
    found: list[str] = page.evaluate(
        """[...document.querySelectorAll('.tabbed-block')]
        .map((block, index) => getComputedStyle(block).display === 'none' ? '' :
            document.querySelectorAll('.tabbed-labels > label')[index].textContent.trim())
        .filter(Boolean)"""
    )
    return found


# --- Layout ---


def test_no_page_scrolls_sideways(site: Site, visitor: Visitor) -> None:
    page = visitor.open(viewport=PHONE)
    wide = []
    for address in [*site.addresses, "404.html"]:
        page.set_viewport_size(PHONE)
        page.goto(url(site, address))
        wide += too_wide(page, PHONE)
        page.set_viewport_size(OLD_PHONE)
        wide += too_wide(page, OLD_PHONE)
        if address.startswith("criteria/"):
            page.locator("#tab--all").evaluate("input => input.click()")
            assert open_tabs(page) == [option.name for option in site.comparison.options]
            wide += too_wide(page, OLD_PHONE)
    assert wide == []


def too_wide(page: Page, screen: ViewportSize) -> list[str]:
    width = page.evaluate("document.documentElement.scrollWidth")
    return [f"{page.url}: {width} on {screen['width']}"] if width > screen["width"] else []


@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_all_verdicts_stand_on_the_first_screen(
    real_site: Site, visitor: Visitor, screen: ViewportSize
) -> None:
    page = visitor.open(real_site.url, viewport=screen)
    badges = page.locator(".scoreboard tbody tr .badge")
    assert badges.count() == 5
    hidden = [b.inner_text() for b in badges.all() if not b.evaluate(INSIDE_VIEWPORT)]
    assert hidden == []
    winners = page.locator(".scoreboard tbody tr .result").all()
    assert [w.inner_text() for w in winners if not w.evaluate(INSIDE_VIEWPORT)] == []


@pytest.mark.parametrize("address", ["", "decide/"])
def test_every_verdict_shows_how_sure_when_reviewed_and_on_what(
    site: Site, visitor: Visitor, address: str
) -> None:
    for screen in (DESKTOP, PHONE):
        page = visitor.open(site.url + address, viewport=screen)
        rows = page.locator(".scoreboard tbody tr, #sum tbody tr").all()
        assert len(rows) == len(site.comparison.criteria)
        for row in rows:
            for part in (".confidence", "time", ".judged .version"):
                expect(row.locator(part).first).to_be_visible()


def test_nothing_needs_to_be_tapped_with_a_needle(real_site: Site, visitor: Visitor) -> None:
    page = visitor.open(real_site.url, viewport=PHONE)
    links = page.locator(".scoreboard a, .lookup a").all()
    assert len(links) >= 10
    small = [a.inner_text() for a in links if (a.bounding_box() or {"height": 0})["height"] < 16]
    assert small == []


# --- Accessibility ---


def violations(page: Page, rules: Iterable[str] = (), part: str | None = None) -> list[str]:
    """What axe finds on the page, or in a part of it; by all rules, or by those named."""
    only = {"runOnly": {"type": "rule", "values": list(rules)}} if rules else {}
    found = Axe().run(page, part, {"resultTypes": ["violations"], **only}).response
    assert found["passes"]
    return [
        f"{found['url']}: {rule['id']}: {node['target']}"
        for rule in found["violations"]
        for node in rule["nodes"][:3]
    ]


def without_similar_runs(site: Site) -> list[str]:
    """Every page, but of the pages of runs one with programs and one with figures."""
    runs = site.comparison.runs
    pairs, figures = [r for r in runs if r.programs], [r for r in runs if not r.programs]
    similar = {f"evidence/{run.id}" for run in (*pairs[1:], *figures[1:])}
    return [address for address in site.addresses if address not in similar]


def one_of_each_kind(site: Site) -> list[str]:
    """The same without the later criteria and options."""
    later = {f"criteria/{each.id}" for each in site.comparison.criteria[1:]}
    later |= {f"options/{each.id}" for each in site.comparison.options[1:]}
    return [address for address in without_similar_runs(site) if address not in later]


def test_axe_finds_nothing_on_the_real_site(real_site: Site, visitor: Visitor) -> None:
    page = visitor.open(color_scheme="light")
    found = []
    for address in [*without_similar_runs(real_site), "404.html"]:
        page.goto(url(real_site, address))
        found += violations(page)
    assert found == []


def test_axe_finds_nothing_in_the_dark_either(real_site: Site, visitor: Visitor) -> None:
    page = visitor.open(color_scheme="dark")
    found = []
    for address in [*one_of_each_kind(real_site), "404.html"]:
        page.goto(url(real_site, address))
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
        found += violations(page, COLOUR_RULES)
    assert found == []


def test_axe_finds_nothing_on_another_comparison(other_site: Site, visitor: Visitor) -> None:
    page = visitor.open()
    found = []
    for address in ("", "criteria/noticing-damage"):
        page.emulate_media(color_scheme="light")
        page.goto(url(other_site, address))
        found += violations(page)
        page.emulate_media(color_scheme="dark")
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
        found += violations(page, COLOUR_RULES)
    assert found == []


def test_axe_finds_nothing_on_a_phone(real_site: Site, visitor: Visitor) -> None:
    page = visitor.open(viewport=PHONE)
    found = []
    for address in ("", "scenarios", "criteria/ecosystem"):
        page.goto(url(real_site, address))
        found += violations(page)
    assert found == []


def test_axe_finds_nothing_in_the_side_by_side_view(real_site: Site, visitor: Visitor) -> None:
    page = visitor.open(url(real_site, "criteria/performance"))
    page.get_by_text("All at once", exact=True).click()
    assert violations(page) == []


# --- Tabs ---


def test_one_option_is_shown_at_a_time_and_a_click_shows_another(
    site: Site, visitor: Visitor
) -> None:
    names = [option.name for option in site.comparison.options]
    page = visitor.open(criterion_urls(site)[0])
    assert open_tabs(page) == [names[0]]
    for name in names[1:]:
        page.locator(".tabbed-labels > label").get_by_text(name, exact=True).click()
        assert open_tabs(page) == [name]
    page.get_by_text("All at once", exact=True).click()
    assert open_tabs(page) == names


def test_arrow_keys_move_between_the_tabs(site: Site, visitor: Visitor) -> None:
    names = [option.name for option in site.comparison.options]
    page = visitor.open(criterion_urls(site)[0])
    page.locator(".tabbed-set > input:checked").focus()
    for name in names[1:]:
        page.keyboard.press("ArrowRight")
        assert open_tabs(page) == [name]
    page.keyboard.press("ArrowLeft")
    assert open_tabs(page) == [names[-2]]


def test_the_focused_tab_can_be_seen(real_site: Site, visitor: Visitor) -> None:
    page = visitor.open(criterion_urls(real_site)[0])
    before = page.locator(".tabbed-labels").screenshot()
    page.locator(".tabbed-set > input:checked").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    page.wait_for_timeout(400)
    assert page.locator(".tabbed-labels").screenshot() != before


def test_the_chosen_option_stays_chosen_on_the_next_criterion(site: Site, visitor: Visitor) -> None:
    name = site.comparison.options[1].name
    first, second = criterion_urls(site)[:2]
    page = visitor.open(first)
    page.locator(".tabbed-labels > label").get_by_text(name, exact=True).click()
    page.goto(second)
    page.reload()
    page.wait_for_function(
        "[...document.querySelectorAll('.tabbed-set > input')].findIndex(i => i.checked) === 1"
    )
    assert open_tabs(page) == [name]


def test_a_link_to_a_point_opens_its_tab(site: Site, visitor: Visitor) -> None:
    criterion, option = site.comparison.criteria[0], site.comparison.options[-1]
    point = criterion.positions[option.id].points[-1]
    page = visitor.open(url(site, f"criteria/{criterion.id}", f"#point-{point.id}"))
    assert open_tabs(page) == [option.name]
    expect(page.locator(f"#point-{point.id}")).to_be_in_viewport(ratio=0.9)


def test_a_link_to_a_point_wins_over_the_remembered_tab(real_site: Site, visitor: Visitor) -> None:
    first, last = real_site.comparison.options
    criterion = real_site.comparison.criteria[0]
    page = visitor.open(criterion_urls(real_site)[1])
    page.locator(".tabbed-labels > label").get_by_text(first.name, exact=True).click()
    point = criterion.positions[last.id].points[0]
    page.goto(url(real_site, f"criteria/{criterion.id}", f"#point-{point.id}"))
    page.wait_for_timeout(300)
    assert open_tabs(page) == [last.name]
    expect(page.locator(f"#point-{point.id}")).to_be_in_viewport()


def test_a_point_link_followed_from_the_sources_page_opens_its_tab(
    real_site: Site, visitor: Visitor
) -> None:
    criterion, option = real_site.comparison.criteria[-1], real_site.comparison.options[-1]
    point = criterion.positions[option.id].points[0]
    page = visitor.open(url(real_site, "sources"))
    page.locator(f'.citing a[href$="criteria/{criterion.id}/#point-{point.id}"]').first.click()
    expect(page.locator(f"#point-{point.id}")).to_be_in_viewport()
    assert open_tabs(page) == [option.name]


def test_the_own_link_of_a_point_in_the_side_by_side_view_stays_readable(
    real_site: Site, visitor: Visitor
) -> None:
    criterion, option = real_site.comparison.criteria[0], real_site.comparison.options[-1]
    point = criterion.positions[option.id].points[0]
    page = visitor.open(criterion_urls(real_site)[0])
    page.get_by_text("All at once", exact=True).click()
    page.locator(f'a[href="#point-{point.id}"]').click()
    expect(page.locator(f"#point-{point.id}")).to_be_in_viewport()
    assert open_tabs(page) == [option.name for option in real_site.comparison.options]


def test_a_strange_anchor_breaks_nothing(real_site: Site, visitor: Visitor) -> None:
    page = visitor.open()
    for anchor in ("#nowhere", "#%E0%A4%A", "#point-"):
        page.goto("about:blank")
        page.goto(url(real_site, "criteria/ease-of-use", anchor))
        assert len(open_tabs(page)) == 1


# --- Search ---


def search(page: Page, words: str) -> None:
    page.wait_for_function(
        "!document.querySelector('.md-search-result__meta').textContent.includes('Initializing')"
    )
    page.keyboard.press("/")
    page.keyboard.type(words)
    page.locator(".md-search-result__link").first.wait_for()


def test_search_finds_a_verdict_and_the_result_leads_to_it(
    real_site: Site, visitor: Visitor
) -> None:
    page = visitor.open(real_site.url, viewport=DESKTOP)
    search(page, "Easiest to learn")
    page.locator('.md-search-result__link[href*="criteria/ease-of-use/"]').first.click()
    page.wait_for_url("**/criteria/ease-of-use/**")
    expect(page.locator("#verdict")).to_contain_text("Easiest to learn")


def test_search_finds_a_point_inside_a_closed_tab(real_site: Site, visitor: Visitor) -> None:
    page = visitor.open(real_site.url, viewport=DESKTOP)
    search(page, "Tensors arrays NumPy")
    link = page.locator('.md-search-result__link[href*="criteria/ease-of-use/"]').first
    link.click()
    page.wait_for_url("**/criteria/ease-of-use/**")
    expect(page.locator("h1")).to_contain_text("Ease of use")


def test_search_shows_words_as_typed(other_site: Site, visitor: Visitor) -> None:
    page = visitor.open(other_site.url, viewport=DESKTOP)
    search(page, "Noticing damage")
    shown = " ".join(page.locator(".md-search-result__list").all_inner_texts())
    assert "Noticing damage" in shown
    assert "&#" not in shown
    assert "&amp;" not in shown


# --- Keyboard ---


def test_the_tab_key_reaches_everything_in_order_and_shows_where_it_is(
    real_site: Site, visitor: Visitor
) -> None:
    page = visitor.open(real_site.url, viewport=DESKTOP)
    steps = []
    for _ in range(26):  # the header, a tab of the navigation for each page, then the rows
        page.keyboard.press("Tab")
        page.wait_for_timeout(30)
        steps.append(page.evaluate(FOCUSED))
    labels = [step["label"] for step in steps]
    assert labels[0] == "Skip to content"
    reached = [next(i for i, s in enumerate(steps) if s[k]) for k in ("search", "nav", "row")]
    assert reached == sorted(reached)
    names = [criterion.name for criterion in real_site.comparison.criteria]
    assert [label for label in labels if label in names] == names
    linked = [step for step in steps if step["nav"] or step["row"]]
    assert [step["label"] for step in linked if not (step["outlined"] and step["onscreen"])] == []


def test_the_skip_link_leads_past_the_header(real_site: Site, visitor: Visitor) -> None:
    page = visitor.open(real_site.url, viewport=DESKTOP)
    page.keyboard.press("Tab")
    page.wait_for_timeout(300)
    assert page.locator(".md-skip").evaluate(INSIDE_VIEWPORT)
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("!!document.activeElement.closest('article')")


# --- Without script, on paper, in other colours ---


def test_without_script_everything_is_there(site: Site, visitor: Visitor) -> None:
    page = visitor.open(site.url, java_script_enabled=False, viewport=DESKTOP)
    labels = [c.verdict.published.label for c in site.comparison.criteria]
    assert page.locator(".scoreboard tbody tr .badge__label").all_inner_texts() == labels
    expect(page.locator(".md-search__input")).to_be_hidden()
    expect(page.locator('label[for="__search"]').first).to_be_hidden()
    expect(page.locator("noscript p")).to_contain_text("Search needs JavaScript.")
    expect(page.locator("noscript p")).to_be_visible()
    listed = page.locator(".site-map a").all()
    assert len(listed) == len(site.listed)
    assert all(link.is_visible() for link in listed)


def test_without_script_the_tabs_still_work(site: Site, visitor: Visitor) -> None:
    page = visitor.open(criterion_urls(site)[0], java_script_enabled=False)
    for option in site.comparison.options:
        page.locator(".tabbed-labels > label").get_by_text(option.name, exact=True).click()
        point = site.comparison.criteria[0].positions[option.id].points[0]
        expect(page.locator(f"#point-{point.id}")).to_be_visible()
    page.get_by_text("All at once", exact=True).click()
    for block in page.locator(".tabbed-block").all():
        expect(block).to_be_visible()


def test_with_script_no_page_says_that_search_needs_it(real_site: Site, visitor: Visitor) -> None:
    page = visitor.open(real_site.url)
    expect(page.get_by_text("Search needs JavaScript.")).to_be_hidden()


def test_print_shows_every_point_once_and_no_navigation(site: Site, visitor: Visitor) -> None:
    page = visitor.open()
    for criterion, address in zip(site.comparison.criteria, criterion_urls(site), strict=True):
        page.goto(address)
        page.emulate_media(media="print")
        points = [point for option in criterion.positions.values() for point in option.points]
        assert page.locator(".point__text").filter(visible=True).count() == len(points)
        for point in points:
            expect(page.locator(f"#point-{point.id}")).to_be_visible()
        for option in site.comparison.options:
            heading = page.locator(".tabbed-block > .position__name", has_text=option.name)
            expect(heading.first).to_be_visible()
        for part in (".md-header", ".md-tabs", ".md-sidebar--primary", ".md-footer"):
            expect(page.locator(part)).to_be_hidden()
        assert not [link for link in page.locator(".site-map a").all() if link.is_visible()]


def test_print_is_dark_on_light_in_the_dark_scheme_too(real_site: Site, visitor: Visitor) -> None:
    page = visitor.open(url(real_site, "criteria/ecosystem"), color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    for part in ("body", ".verdict", ".point", ".badge", "h1"):
        style = "(e, name) => getComputedStyle(e)[name].match(/[\\d.]+/g).map(Number)"
        locator = page.locator(part).first
        ink = locator.evaluate(f"e => ({style})(e, 'color')")
        paper = locator.evaluate(f"e => ({style})(e, 'backgroundColor')")
        if len(ink) >= 3 and ink[0] > 1:
            assert sum(ink[:3]) < 3 * 128, part
        if len(paper) == 3 and paper[0] > 1:
            assert sum(paper) > 3 * 128, part


def test_forced_colours_keep_the_words_of_the_badges(real_site: Site, visitor: Visitor) -> None:
    page = visitor.open(real_site.url, forced_colors="active", viewport=DESKTOP)
    labels = [c.verdict.published.label for c in real_site.comparison.criteria]
    badges = page.locator(".scoreboard tbody tr .badge")
    assert badges.all_inner_texts() == labels
    for badge in badges.all():
        colours = badge.evaluate(
            "e => [getComputedStyle(e).color, getComputedStyle(e).backgroundColor]"
        )
        assert colours[0] != colours[1]


def test_forced_colours_show_which_tab_is_open(real_site: Site, visitor: Visitor) -> None:
    page = visitor.open(criterion_urls(real_site)[0], forced_colors="active", viewport=DESKTOP)
    first, second = page.locator(".tabbed-labels > label").all()[:2]
    look = """e => { const s = getComputedStyle(e);
        return [s.color, s.backgroundColor, s.borderBottom, s.textDecorationLine, s.outlineStyle,
                s.fontWeight] }"""
    bar = page.locator(".tabbed-labels").evaluate(
        "e => { const s = getComputedStyle(e, '::before');"
        " return s.display !== 'none' && parseFloat(s.height) > 0 && s.backgroundColor }"
    )
    paper = page.locator("body").evaluate("e => getComputedStyle(e).backgroundColor")
    differs = first.evaluate(look) != second.evaluate(look)
    assert differs or (bar and bar != paper)


def test_the_toggle_goes_through_the_colour_schemes(real_site: Site, visitor: Visitor) -> None:
    page = visitor.open(real_site.url, viewport=DESKTOP, color_scheme="light")
    body = page.locator("body")
    expect(body).to_have_attribute("data-md-color-scheme", "default")
    seen = []
    for title in ("Switch to light mode", "Switch to dark mode"):
        page.locator(f'button[title="{title}"]').click()
        page.wait_for_timeout(50)
        seen.append(body.get_attribute("data-md-color-scheme"))
    assert seen == ["default", "slate"]
    page.goto(url(real_site, "sources"))
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    page.locator('button[title="Follow the system"]').click()
    expect(body).to_have_attribute("data-md-color-scheme", "default")


def test_the_toggle_works_from_the_keyboard_and_keeps_the_focus(
    real_site: Site, visitor: Visitor
) -> None:
    page = visitor.open(real_site.url, viewport=DESKTOP, color_scheme="light")
    page.locator(".palette button:visible").focus()
    for scheme in ("default", "slate", "default"):
        page.keyboard.press("Enter")
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", scheme)
        expect(page.locator(".palette button:visible")).to_be_focused()


def test_a_first_visit_is_dark_at_once_where_the_system_is(
    real_site: Site, visitor: Visitor
) -> None:
    """Before any script file has said anything."""
    page = visitor.open(color_scheme="dark")
    page.route("**/*.js", lambda route: route.fulfill(content_type="text/javascript", body=""))
    page.goto(real_site.url)
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")


def test_the_address_bar_takes_the_colour_of_the_header(real_site: Site, visitor: Visitor) -> None:
    page = visitor.open(real_site.url, viewport=DESKTOP, color_scheme="light")
    bar = page.locator("meta[name=theme-color]")
    expect(bar).to_have_attribute("content", "rgb(251, 250, 246)")
    page.emulate_media(color_scheme="dark")
    expect(bar).to_have_attribute("content", "rgb(19, 24, 29)")


def test_the_list_of_sources_has_room_for_its_numbers(real_site: Site, visitor: Visitor) -> None:
    """Citations lead to these numbers; outside the list they could be cut off."""
    page = visitor.open(criterion_urls(real_site)[0], viewport=PHONE)
    room = page.locator("ol.sources").evaluate(
        """list => { const pen = document.createElement("canvas").getContext("2d");
            pen.font = getComputedStyle(list.lastElementChild).font;
            return parseFloat(getComputedStyle(list).paddingLeft)
                - pen.measureText(`${list.children.length}. `).width }"""
    )
    assert room > 0


def test_nothing_moves_for_readers_who_ask_for_stillness(real_site: Site, visitor: Visitor) -> None:
    page = visitor.open(criterion_urls(real_site)[0], reduced_motion="reduce")
    moving = page.evaluate(
        """[...document.querySelectorAll('article *')].filter(e =>
            getComputedStyle(e).animationName !== 'none' &&
            parseFloat(getComputedStyle(e).animationDuration) > 0.01).length"""
    )
    assert moving == 0


# --- 404 ---


def test_a_wrong_address_gets_a_page_that_helps(site: Site, visitor: Visitor) -> None:
    address = f"{site.url}criteria/not-here/really/"
    visitor.expected.append(address)
    page = visitor.open(address, viewport=DESKTOP)
    expect(page.locator("h1")).to_have_text("There is no page here")
    name = site.comparison.criteria[0].name
    page.locator("article").get_by_role("link", name=name, exact=True).click()
    expect(page.locator("h1")).to_contain_text(name)
    assert page.url == criterion_urls(site)[0]


def test_every_link_of_the_404_page_works(real_site: Site, visitor: Visitor) -> None:
    page = visitor.open(url(real_site, "404.html"))
    links = page.locator("article a").evaluate_all("all => all.map(a => a.href)")
    assert len(links) == len(real_site.listed)
    broken = [link for link in links if page.request.get(link).status != 200]
    assert broken == []


def test_script_and_html_agree_on_what_the_front_page_says(
    real_site: Site, visitor: Visitor
) -> None:
    page = visitor.open(real_site.url)
    shown = " ".join((page.locator("article").text_content() or "").split())
    assert shown == read_page(real_site.folder, "").one("article").text
