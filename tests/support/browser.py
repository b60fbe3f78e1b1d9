"""How browser tests look at a page: visitors, screens, addresses, what axe finds, the search."""

import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Page,
    ViewportSize,
    expect,
    sync_playwright,
)

from tests.support.sites import BLANK, Site

LAPTOP: ViewportSize = {"width": 1280, "height": 720}
DESKTOP: ViewportSize = {"width": 1440, "height": 900}
CLIPBOARD = ["clipboard-read", "clipboard-write"]
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
BROWSER_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE: ViewportSize = {"width": 390, "height": 844}
OLD_PHONE: ViewportSize = {"width": 320, "height": 568}
_PATIENCE = 5000  # milliseconds
Colours = dict[str, Any]
LIGHT: Colours = {"color_scheme": "light", "forced_colors": "none"}
DARK: Colours = {"color_scheme": "dark", "forced_colors": "none"}
FORCED: Colours = {"color_scheme": "dark", "forced_colors": "active"}
_CHANGEABLE = ("viewport", "color_scheme", "reduced_motion", "forced_colors")
_USUAL: dict[str, Any] = {
    "media": "screen",
    "color_scheme": "light",
    "reduced_motion": "no-preference",
    "forced_colors": "none",
}
_AXE = Axe().axe_script
# The rules that look at colours. The dark scheme has the same HTML, so that no other rule can
# find there what it has not found in the light one. They take ten times as long as all others, so
# of the texts that look alike and lie on alike ones they see the first: colours come from there.
COLOUR_RULES = ["color-contrast", "link-in-text-block"]
_LOOKS = """part => {
    const look = (element, names) => {
        const style = getComputedStyle(element);
        return names.map(name => style[name]).join(" ");
    };
    const below = new Map([[null, ""]]);
    const ground = element => {
        const names = ["backgroundColor", "backgroundImage", "opacity", "position", "zIndex"];
        if (!below.has(element))
            below.set(element, `${ground(element.parentElement)}/${look(element, names)}`);
        return below.get(element);
    };
    const seen = new Map();
    const roots = [...document.querySelectorAll(part ?? "body")];
    for (const element of roots.flatMap(root => [root, ...root.querySelectorAll("*")])) {
        const says = element.matches("input, select, textarea")
            || [...element.childNodes].some(each => each.nodeType === 3 && each.data.trim());
        if (!says || !element.checkVisibility()) continue;
        const key = [element.tagName, element.className, element.parentElement.tagName,
            element.parentElement.className, ground(element), look(element, ["color", "fontSize",
            "fontWeight", "textShadow", "textDecorationLine"]),
            look(element.parentElement, ["color"])].join("|");
        if (!seen.has(key)) seen.set(key, element);
    }
    return [...seen.values()];
}"""
_CHECK = f"""async ([part, others, colours]) => {{
    const options = {{resultTypes: ["violations"], preload: false}};
    const off = {{rules: Object.fromEntries(colours.map(name => [name, {{enabled: false}}]))}};
    const runs = [await axe.run({{include: ({_LOOKS})(part)}},
        {{...options, runOnly: {{type: "rule", values: colours}}}})];
    if (others) runs.push(await axe.run(part ?? document, {{...options, ...off}}));
    return runs.map(({{url, passes, violations}}) => [passes.length, violations.flatMap(rule =>
        rule.nodes.slice(0, 3).map(node => `${{url}}: ${{rule.id}}: ${{node.target}}`))]);
}}"""
# What moves on the screen without anybody's doing, from the first paint on.
SHIFTS = """window.shifts = []; new PerformanceObserver(list => {
    for (const shift of list.getEntries()) if (!shift.hadRecentInput) shifts.push(
        [shift.value, shift.sources.map(each => each.node?.outerHTML?.slice(0, 60)).join(" ")]);
}).observe({type: "layout-shift", buffered: true})"""
# What a page's policy has blocked, as an error of the page.
_BLOCKED = """addEventListener("securitypolicyviolation", event => console.error(
    `policy: ${event.effectiveDirective} ${event.blockedURI} ${event.sample}`))"""
# Scripts hear of a new size, a scroll or a focus once a frame.
FRAMES = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
INSIDE_VIEWPORT = """element => {
    const box = element.getBoundingClientRect();
    return box.width > 0 && box.top >= 0 && box.bottom <= innerHeight && box.right <= innerWidth;
}"""


@dataclass
class Visitor:
    """Opens pages in the browser and remembers everything that a reader should never meet.

    A browser context and its page take longer to make than most pages to load, so they are kept
    for the next test; what a site has stored in them is forgotten in between.
    """

    browser: Browser
    faults: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)
    _pages: dict[str, Page] = field(default_factory=dict)
    _origins: dict[Page, set[str]] = field(default_factory=dict)
    _scripts: ExitStack = field(default_factory=ExitStack)

    def open(self, url: str = "", *, script: str = "", **options: Any) -> Page:
        """The page of a reader who comes for the first time, in place of the one opened before.

        `script` runs before any script of a page; `options` are Playwright's for a new context.
        """
        look = {name: options.pop(name) for name in _CHANGEABLE if name in options}
        page = self._page(options)
        self._forget(page)
        page.set_viewport_size(look.pop("viewport", LAPTOP))
        page.emulate_media(**{**_USUAL, **look})
        if script:
            self._scripts.enter_context(page.add_init_script(script))
        if url:
            page.goto(url)
        return page

    def rest(self) -> list[str]:
        """Forget what sites have stored, and give the faults that were met since the last rest."""
        self._scripts.close()
        for page in self._pages.values():
            self._forget(page)
        faults, self.faults, self.expected = self.faults, [], []
        return faults

    def _page(self, options: dict[str, Any]) -> Page:
        name = repr(sorted(options.items()))
        if name not in self._pages:
            context = self.browser.new_context(permissions=CLIPBOARD, **options)
            context.on("console", self._console)
            context.on("weberror", lambda error: self.faults.append(f"page error: {error.error}"))
            context.on("request", lambda request: self._request(request.url))
            context.add_init_script(_BLOCKED)
            page = self._pages[name] = context.new_page()
            page.on("framenavigated", lambda frame: self._origins[page].add(frame.url))
            page.set_default_timeout(_PATIENCE)
            self._origins[page] = set()
        return self._pages[name]

    def _forget(self, page: Page) -> None:
        page.unroute_all()
        urls = (urlsplit(url) for url in self._origins[page])
        for origin in {f"http://{url.netloc}" for url in urls if url.scheme == "http"}:
            page.goto(f"{origin}/{BLANK}")
            page.evaluate("localStorage.clear(), sessionStorage.clear()")
        self._origins[page].clear()

    def _console(self, message: ConsoleMessage) -> None:
        places = {message.location["url"], message.page.url if message.page else ""}
        if message.type == "error" and places.isdisjoint(self.expected):
            self.faults.append(f"console: {message.text} ({message.location['url']})")

    def _request(self, url: str) -> None:
        if not url.startswith(("http://127.0.0.1:", "data:", "blob:", "about:")):
            self.faults.append(f"request to another origin: {url}")


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser without a window."""
    executable = _browser_executable()
    expect.set_options(timeout=2000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=executable, args=BROWSER_ARGUMENTS, chromium_sandbox=False
        )
        yield browser
        browser.close()


def url(site: Site, address: str, anchor: str = "") -> str:
    slash = "/" if address and not address.endswith(".html") else ""
    return f"{site.url}{address}{slash}{anchor}"


def criterion_urls(site: Site) -> list[str]:
    return [url(site, f"criteria/{criterion.id}") for criterion in site.comparison.criteria]


def violations(page: Page, part: str | None = None) -> list[str]:
    """What axe finds on the page, or in a part of it."""
    return _checked(page, part, others=True)


def recoloured(page: Page, colours: Colours, part: str | None = None) -> list[str]:
    """What the rules about colours find once the reader's system asks for others."""
    page.emulate_media(**colours)
    scheme = "default" if colours["color_scheme"] == "light" else "slate"
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", scheme)
    return _checked(page, part, others=False)


def _checked(page: Page, part: str | None, *, others: bool) -> list[str]:
    if not page.evaluate("'axe' in window"):
        page.evaluate(_AXE)
    runs = page.evaluate(_CHECK, [part, others, COLOUR_RULES])
    assert all(passed for passed, _ in runs)
    return [each for _, found in runs for each in found]


def settled(page: Page) -> None:
    """Wait until scripts have had time to change what they want to, and it has been painted."""
    page.evaluate(
        """async () => { for (let n = 0; n < 2; n += 1) {
            await new Promise(done => requestIdleCallback(done, {timeout: 500}));
            await new Promise(done => requestAnimationFrame(done)); }
            await Promise.allSettled(document.getAnimations().map(each => each.finished)) }"""
    )


def until(page: Page, condition: str) -> None:
    """Wait until an expression holds; Playwright's own way is a script that the policy blocks."""
    page.evaluate(
        f"""async () => {{ const end = performance.now() + {_PATIENCE};
            while (!({condition})) {{
                if (performance.now() > end) throw Error("this never came true");
                await new Promise(done => setTimeout(done, 10)); }} }}"""
    )


def search(page: Page, words: str) -> None:
    """Type at once, whether the search is ready yet or not."""
    page.locator(".md-search__input").focus()
    page.keyboard.type(words)
    page.locator(".md-search-result__link").first.wait_for()


def query(page: Page) -> str:
    found: str = page.evaluate("location.search")
    return found


def open_tabs(page: Page) -> list[str]:
    """The labels of the tabs whose content is shown."""
    found: list[str] = page.evaluate(
        """[...document.querySelectorAll('.tabbed-block')]
        .map((block, index) => getComputedStyle(block).display === 'none' ? '' :
            document.querySelectorAll('.tabbed-labels > label')[index].textContent.trim())
        .filter(Boolean)"""
    )
    return found


def needs(page: Page) -> list[str]:
    found: list[str] = page.locator(".lookup--full tbody tr").evaluate_all(
        "all => all.filter(row => row.checkVisibility()).map(row => row.id)"
    )
    return found


def _browser_executable() -> str:
    named = os.environ.get("CHROMIUM", "")
    for name in filter(None, (named, *BROWSERS)):
        if found := shutil.which(name):
            return found
    package = "Debian's package chromium-headless-shell"
    sentence = f"no browser found: install {package}, or set CHROMIUM to a browser"
    if os.environ.get("CI"):
        pytest.fail(sentence)
    pytest.skip(sentence)
