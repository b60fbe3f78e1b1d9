"""Whatever an editor types into a text field is shown as words and never runs or loads anything.

One site has as many options as there may be, two have as many criteria: in every text field stand
payloads of every kind. What the loader refuses is replaced and counted.
"""

import json
import re
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from comparison_site import Comparison, ComparisonError, load
from tests.support.browser import Visitor
from tests.support.commands import build_py
from tests.support.hostile_runs import FIGURE, PAIR, write_runs
from tests.support.html import Element, addresses, read_page
from tests.support.markdown import harmless
from tests.support.sites import made_once, served

MOST, FEW = 20, 2
PAYLOADS = (
    "<script>__pwned=1</script>",
    "</script><script>__pwned=1</script>",
    "</title><script>__pwned=1</script>",
    "<img src=x onerror=__pwned=1>",
    "<svg onload=__pwned=1>",
    "<iframe srcdoc='<script>1</script>'>",
    "<details open ontoggle=__pwned=1>",
    "<b>bold</b> <style>*{display:none}",
    "<!-- never closed",
    "<![CDATA[x]]>",
    "&lt;b&gt; &amp; &#60;i&#62; &copy;",
    "&#x3c;script&#x3e;__pwned=1",
    "[x](javascript:__pwned=1)",
    "[x](JaVaScRiPt:alert(1))",
    "[x](data:text/html,<script>1</script>)",
    "[x](https://a.example/\"onclick=\"__pwned=1)",
    "![x](https://foreign.example/x.png)",
    "![x](x.png)",
    "<https://auto.example/>",
    "<javascript:alert(1)>",
    "https://bare.example/ www.bare.example",
    "someone@bare.example @someone #1",
    "{{ comparison.title }}",
    "{{ 7 * 7 }} {{ config }}",
    "{% include 'pages/option.md' %}",
    "{: onclick=__pwned=1 }",
    "words {: .red onmouseover=__pwned=1 }",
    "# heading { #verdict onclick=x }",
    '--8<-- "mkdocs.yml"',
    "!!! note",
    '" onmouseover="__pwned=1',
    "' onfocus='__pwned=1' autofocus='",
    "\" style=\"position:fixed\"",
    '=== "Tab"',
    "```",
    "```mermaid",
    "[TOC]",
    "*[HTML]: Hyper",
    "[^1]: note [^1]",
    "| a | b |",
    ":smile: :fontawesome-brands-github:",
    "$$x$$ \\(x\\) ==mark== ++ctrl++ ^^u^^",
    "first\nsecond\n\n# third",
    "1. one\n\n    <script>__pwned=1</script>",
    "a\\*b\\_c \\<b\\> \\\\",
    "*a **b* c** `d",
    "[ref][1] [1]: https://ref.example/",
    "%3Cscript%3E __proto__ constructor",
)  # fmt: skip
_APART = 7  # in the list, those of one kind stand together
WEB = ("", "http", "https")
SENTINEL = "window.alert = window.confirm = window.prompt = () => { window.__pwned = 1 };"
FOREIGN = (
    "article :is(script:not(#decide-data, #since-data), img:not([src^='../badge']), iframe,"
    " object, embed, style, form, math, video,"
    " details:not(.case > details, .tools, .run-method, .fold))"
)
INTRUDERS = """foreign => {
    const all = [...document.querySelectorAll('*')];
    const scripted = all.filter(e => e.getAttributeNames().some(name => name.startsWith('on')));
    const styled = all.filter(e => e.matches('article [style], article [autofocus]')
        && !/^--md-indicator-[^;]*; --md-indicator-[^;]*;$/.test(e.getAttribute('style')));
    const links = all.filter(e => e.matches('a[href]') && !/^https?:$/.test(e.protocol));
    return [window.__pwned ? 'a script ran' : '',
        ...[...document.querySelectorAll(foreign), ...scripted, ...styled, ...links]
            .map(e => e.outerHTML.slice(0, 200))].filter(Boolean);
}"""


@dataclass
class Trial:
    """One comparison full of payloads: what became of it."""

    site: Path
    comparison: Comparison
    refused: list[str] = field(default_factory=list)

    @cached_property
    def pages(self) -> dict[str, Element]:
        """Every page, by its address."""
        every = [*addresses(self.site), "404.html"]
        return {address: read_page(self.site, address) for address in every}


@dataclass(frozen=True)
class Tray:
    """Hands out payloads in turn; every field begins at another place."""

    first: int
    options: int
    criteria: int

    @property
    def size(self) -> int:
        return max(self.options, self.criteria)

    def take(self, name: str, number: int = 0) -> str:
        start = self.first + sum(name.encode())
        return PAYLOADS[(start + number * _APART) % len(PAYLOADS)]

    def titled(self, name: str, number: int) -> str:
        """A payload where the loader wants different words in each record."""
        return f"{self.take(name, number)} {number}"


TRAYS = {
    "options": Tray(0, MOST, FEW),
    "criteria": Tray(0, FEW, MOST),
    "more criteria": Tray(MOST * _APART, FEW, MOST),
}


def comparison(tray: Tray) -> dict[str, Any]:
    """A valid comparison but for its texts."""
    numbers = range(tray.size)
    options, criteria = numbers[: tray.options], numbers[: tray.criteria]
    return {
        "title": tray.take("title"),
        "question": tray.take("question"),
        "bottom_line": tray.take("bottom_line"),
        "reviewed_on": "2026-01-01",
        "options": [an_option(tray, n) for n in options],
        "criteria": [a_criterion(tray, n) for n in criteria],
        "scenarios": [a_scenario(tray, n) for n in numbers],
        "sources": [*(a_source(tray, n) for n in numbers), *runs(tray)],
    }


def an_option(tray: Tray, n: int) -> dict[str, Any]:
    return {
        "id": f"o{n}",
        "name": tray.titled("option.name", n),
        "version": tray.take("version", n),
        "hue": "10",
        "origin": {"by": tray.take("by", n), "year": "2000"},
        "maintained_by": tray.take("maintained_by", n),
        "license": tray.take("license", n),
        "homepage": f"https://example.org/o{n}",
        "summary": tray.take("option.summary", n),
        "choose_when": [tray.take("choose", n)],
        "avoid_when": [tray.take("avoid", n)],
        "sources": [f"s{n}"],
    }


def a_criterion(tray: Tray, n: int) -> dict[str, Any]:
    return {
        "id": f"c{n}",
        "name": tray.titled("criterion.name", n),
        "question": tray.take("criterion.question", n),
        "verdict": {
            **judgement(tray, "verdict", n),
            "kind": "winner",
            "option": f"o{n % tray.options}",
            "flips_if": tray.take("flips_if", n),
            "reviewed_on": "2026-01-01",
            "as_of": {f"o{k}": tray.take("as_of", n + k) for k in range(tray.options)},
            "contradicted_by": [
                {"source": "run-pair", "because": tray.take("contradicted", n)},
                {"source": "run-figure", "because": tray.take("contradicted", n + 1)},
            ],
            "contested": {
                **judgement(tray, "contested", n),
                "status": "open",
                "kind": "split",
                "parts": [{"option": f"o{k}", "for": tray.take("for", n + k)} for k in range(2)],
                "argument": tray.take("argument", n),
                "sources": ["s0"],
            },
            "history": [
                {
                    "on": "2025-01-01",
                    "kind": "tie",
                    "label": tray.take("history.label", n),
                    "because": tray.take("history.because", n),
                }
            ],
        },
        "positions": {
            f"o{k}": {
                "summary": tray.take("position.summary", n * tray.options + k),
                "points": [
                    {
                        "id": f"p{k}",
                        "stance": "strength",
                        "text": tray.take("text", n * tray.options + k),
                        "changed": tray.take("changed", n * tray.options + k),
                        "sources": [
                            f"s{(n * tray.options + k) % tray.size}",
                            "run-pair",
                            "run-figure",
                        ][: 3 if k < FEW else 1],
                    }
                ],
            }
            for k in range(tray.options)
        },
    }


def judgement(tray: Tray, name: str, n: int) -> dict[str, Any]:
    return {
        "label": tray.take(f"{name}.label", n),
        "icon": "check",
        "because": tray.take(f"{name}.because", n),
        "confidence": "low",
    }


def a_scenario(tray: Tray, n: int) -> dict[str, Any]:
    other = (n + 1) % tray.criteria
    return {
        "id": f"n{n}",
        "need": tray.take("need", n),
        "option": f"o{(other + 1) % tray.options}",
        "because": tray.take("scenario.because", n),
        "criteria": [f"c{other}"],
        "despite": tray.take("despite", n),
    }


def a_source(tray: Tray, n: int) -> dict[str, Any]:
    return {
        "id": f"s{n}",
        "title": tray.take("source.title", n),
        "url": f"https://example.org/s{n}?a=1&copy=2",
        "publisher": tray.take("publisher", n),
        "kind": "opinion",
        "accessed_on": "2026-01-01",
        "note": tray.take("note", n),
    }


def runs(tray: Tray) -> list[dict[str, Any]]:
    """Sources that are runs; every text of theirs is hostile, too."""
    results = {"run-pair": PAIR, "run-figure": FIGURE}
    return [
        {
            "id": name,
            "title": tray.take("run.title", n),
            "publisher": tray.take("run.publisher", n),
            "kind": "measured",
            "result": result,
        }
        for n, (name, result) in enumerate(results.items())
    ]


def prepare(path: Path, tray: Tray) -> list[str]:
    """Write a comparison; replace what the loader refuses, and return it."""
    lines = json.dumps(comparison(tray), indent=0, ensure_ascii=False).split("\n")
    refused: list[str] = []
    while True:
        path.write_text("\n".join(lines), encoding="utf-8")
        try:
            load(path)
        except ComparisonError as error:
            for number in sorted({problem.line for problem in error.problems}):
                line = lines[number - 1]
                if "harmless" in line:
                    raise
                refused.append(line)
                lines[number - 1] = replaced(line, number)
        else:
            return refused


def replaced(line: str, number: int) -> str:
    found = re.fullmatch(r'("[\w-]+": )?".*"(,?)', line)
    assert found, line
    return f'{found[1] or ""}"harmless {number}"{found[2]}'


@pytest.fixture(scope="module", params=TRAYS)
def trial(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Trial:
    """A site built from a comparison full of payloads."""
    return made(request.param, tmp_path_factory)


def made(name: str, factory: pytest.TempPathFactory) -> Trial:
    folder = made_once(factory, f"untrusted-{name}", partial(build_trial, TRAYS[name]))
    refused = json.loads((folder / "refused.json").read_text(encoding="utf-8"))
    return Trial(folder / "site", load(folder / "comparison.yaml"), refused)


def build_trial(tray: Tray, folder: Path) -> None:
    data = folder / "comparison.yaml"
    write_runs(folder, tray.take, tray.options)
    refused = prepare(data, tray)
    (folder / "refused.json").write_text(json.dumps(refused), encoding="utf-8")
    result = build_py("build", "--data", data, "--site", folder / "site")
    assert (result.returncode, result.stderr) == (0, "")


def test_no_payload_runs_or_loads_anything(trial: Trial, visitor: Visitor) -> None:
    """On one page of each kind, which holds what every script works with."""
    with served(trial.site) as root:
        page = visitor.open(script=SENTINEL)
        found = [
            each
            for address in one_of_each(list(trial.pages))
            for each in intruders(page, root, address)
        ]
        assert visitor.rest() == []
    assert found == []


def test_no_payload_becomes_an_element_or_an_attribute(trial: Trial) -> None:
    """On every page, which has passed the audit as well."""
    found = [
        f"{address}: {element.tag} {element.attributes}"
        for address, page in trial.pages.items()
        for element in (*page.all(f"{FOREIGN}, article :is([style], [autofocus])"), *acting(page))
    ]
    assert found == []


def acting(page: Element) -> list[Element]:
    """What would run a script, and what leads elsewhere than to a page."""
    return [
        element
        for element in page.walk()
        if any(name.startswith("on") for name in element.attributes)
        or (element.tag == "a" and urlsplit(element.attributes.get("href", "")).scheme not in WEB)
    ]


def one_of_each(every: list[str]) -> list[str]:
    """The first page of each folder, and the pages of the top."""
    return list({address.partition("/")[0]: address for address in reversed(every)}.values())


def intruders(page: Page, url: str, address: str) -> list[str]:
    page.goto(url + address + ("/" if address and "." not in address else ""))
    return [f"{address}: {words}" for words in page.evaluate(INTRUDERS, FOREIGN)]


@pytest.mark.parametrize(
    "html",
    [
        "<script>__pwned=1</script>",
        "<img src='data:,x' onerror=__pwned=1>",
        "<p style='color:red'>x</p>",
        "<a href='javascript:x'>x</a>",
        "<iframe></iframe>",
    ],
)
def test_the_search_for_intruders_finds_them(visitor: Visitor, html: str) -> None:
    page = visitor.open(script=SENTINEL)
    page.set_content(f"<article>{html}</article>")
    assert page.evaluate(INTRUDERS, FOREIGN)


def test_plain_fields_are_shown_as_typed(trial: Trial) -> None:
    data = trial.comparison

    def texts(address: str, selector: str) -> list[str]:
        return [element.text for element in trial.pages[address].all(selector)]

    assert texts("", "h1") == [f"{one_line(data.question)}#"]
    assert texts("", "head > title") == [one_line(data.title)]
    assert texts("", ".scoreboard .badge__label") == [
        one_line(criterion.verdict.label) for criterion in data.criteria
    ]
    assert texts("", ".scoreboard tbody th") == [one_line(c.name) for c in data.criteria]
    assert texts("", ".lookup tbody th") == [one_line(s.need) for s in data.scenarios]
    assert texts("sources", ".source__title") == [one_line(s.title) for s in data.sources]
    assert texts("sources", ".source__facts > span:first-child") == [
        one_line(source.publisher) for source in data.sources
    ]
    for option in data.options:
        facts = texts(f"options/{option.id}", ".facts dd")
        assert option.origin
        assert facts[0] == f"{one_line(option.origin.by)}, 2000"
        assert facts[1:4] == [
            one_line(str(option.maintained_by)),
            one_line(option.license),
            one_line(option.version),
        ]
        assert texts(f"options/{option.id}", "h1") == [f"{one_line(option.name)}#"]
    for criterion in data.criteria:
        address = f"criteria/{criterion.id}"
        assert texts(address, ".lead") == [one_line(criterion.question)]
        assert texts(address, ".tabbed-labels > label") == [
            *(one_line(option.name) for option in data.options), "All at once"
        ]  # fmt: skip


def test_programs_and_outputs_are_shown_as_they_are(trial: Trial) -> None:
    [pair] = [run for run in trial.comparison.runs if run.programs]
    page = trial.pages[f"evidence/{pair.id}"]
    codes = [code.content for code in page.all(".run-tabs .program__code pre")]
    assert codes == [pair.codes[p.id].text.rstrip("\n") for p in pair.programs]
    outputs = [output.content for output in page.all(".program__output")]
    assert outputs == [program.output.rstrip() for program in pair.programs]
    names = [label.content for label in page.all(".run-tabs label")]
    assert names == [program.name for program in pair.programs]
    figure = trial.comparison.figure(trial.comparison.source("run-figure"))
    table = trial.pages["evidence/hostile-benchmark"].all(".dots")[0]
    assert figure
    shown = sorted(name.content for name in table.all("tbody th > span"))
    assert shown == sorted(each.name for each in figure.series)


def one_line(text: str) -> str:
    return " ".join(text.split())


def test_no_payload_becomes_markup_in_a_markdown_version(trial: Trial) -> None:
    texts = [file.read_text(encoding="utf-8") for file in trial.site.rglob("index.md")]
    assert len(texts) == len(addresses(trial.site))
    for text in texts:
        harmless(text)


def test_search_holds_the_words_and_no_local_file(trial: Trial) -> None:
    index = json.loads((trial.site / "search" / "search_index.json").read_text(encoding="utf-8"))
    words = json.dumps(index)
    assert len(index["docs"]) > MOST
    assert "theme:" not in words
    assert "custom_dir" not in words


def test_no_local_file_is_published(trial: Trial) -> None:
    pages = "".join(path.read_text(encoding="utf-8") for path in trial.site.rglob("*.html"))
    assert "custom_dir" not in pages
    assert "/etc/passwd" not in pages


def test_only_dangerous_links_and_long_texts_are_refused(trial: Trial) -> None:
    """Most payloads must get past the loader, or the tests above show nothing."""
    everything = sum(1 for _ in leaves(trial.comparison.model_dump(mode="json")))
    assert len(trial.refused) < everything / 6
    assert everything > 700


def test_links_that_run_script_are_refused(tmp_path: Path) -> None:
    write_runs(tmp_path, TRAYS["options"].take, FEW)
    refused = "\n".join(
        line for tray in TRAYS.values() for line in prepare(tmp_path / "c.yaml", tray)
    )
    for scheme in ("javascript:", "JaVaScRiPt:", "data:"):
        assert f"[x]({scheme}" in refused


def leaves(value: object) -> list[str]:
    if isinstance(value, dict):
        return [leaf for item in value.values() for leaf in leaves(item)]
    if isinstance(value, list | tuple):
        return [leaf for item in value for leaf in leaves(item)]
    return [str(value)]
