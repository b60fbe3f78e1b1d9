"""The page for editors: it lists every field, every rule and every command, as they are."""

import inspect
import json
from typing import Any

import click
import pytest

from comparison_site import model
from comparison_site.cli import cli
from comparison_site.core.gate_rules import GateRule
from comparison_site.lint.linting import ALL_RULES
from comparison_site.model import Record
from comparison_site.model.outcomes import KINDS
from comparison_site.schema.reference import (
    DATA_RULES,
    CommandFacts,
    OptionFacts,
    command_facts,
    record_facts,
)
from tests.support.html import Element, read_page
from tests.support.sites import Site

PAGE = "editing/"


@pytest.fixture(scope="module")
def page(real_site: Site) -> Element:
    return read_page(real_site.folder, PAGE)


def test_every_record_is_listed() -> None:
    """But those that only share fields with others. A file has the members of a union as one."""
    members = {kind.__name__ for kind in (*KINDS, model.WebPage, model.OwnRun, model.NoPosition)}
    kinds = [kind for kind in vars(model).values() if isinstance(kind, type)]
    ours = [kind for kind in kinds if issubclass(kind, Record) and kind is not Record]
    shared = {base for kind in ours for base in kind.__bases__}
    listed = {facts.name for facts in record_facts()}
    alone = {kind.__name__ for kind in ours if kind not in shared}
    assert listed == (alone - members) | {"Source"}


def test_every_field_of_every_record_is_on_the_page(page: Element) -> None:
    listed = [
        [term.one("code").text for term in record.all("dt")] for record in page.all(".record")
    ]
    assert listed == [[field.name for field in facts.fields] for facts in record_facts()]


def test_the_facts_are_those_of_the_records() -> None:
    facts = {record.name: record for record in record_facts()}
    fields = {
        (name, field.name): field for name, record in facts.items() for field in record.fields
    }
    assert facts["Proposal"].places == (
        ("criteria", "verdict", "contested"),
        ("scenarios", "contested"),
    )
    assert fields["Verdict", "because"].value.most == 140
    assert fields["Verdict", "as_of"].keyed == "options"
    assert fields["Point", "sources"].value.names == "sources"
    assert fields["Point", "sources"].items == (1, None)
    assert not fields["Point", "changed"].required
    assert [word for word, _ in fields["Point", "stance"].value.words] == [
        "strength", "weakness", "context",
    ]  # fmt: skip
    shapes = {name[1]: field.value.shape for name, field in fields.items() if name[0] == "Source"}
    assert shapes == {
        "id": "id", "formerly": "id", "title": "text", "url": "address", "publisher": "text",
        "kind": "word", "published_on": "date", "accessed_on": "date",
        "note": "text", "result": "record",
    }  # fmt: skip


def test_every_rule_of_the_lint_is_on_the_page_with_its_level_and_reason(page: Element) -> None:
    rules, _ = page.all(".terms--rules")
    terms = [(term.one("code").text, term.one("small").text) for term in rules.all("dt")]
    reasons = [reason.text for reason in rules.all("dd")]
    assert terms == [(rule.code, rule.level) for rule in ALL_RULES]
    assert reasons == [f"{rule.code.words}. {rule.reason}" for rule in ALL_RULES]


def test_what_a_change_has_to_bring_is_on_the_page_in_the_order_to_look(page: Element) -> None:
    _, rules = page.all(".terms--rules")
    terms = [(term.one("code").text, term.one("small").text) for term in rules.all("dt")]
    levels = {True: "warning", False: "error"}
    assert terms == [(rule.value, levels[rule.is_question]) for rule in GateRule]
    asked = [f"{rule.words}. {rule.gloss}".replace("`", "") for rule in GateRule]
    assert [text.text for text in rules.all("dd")] == asked


def test_every_rule_of_the_data_is_on_the_page(page: Element) -> None:
    words = page.text.replace("`", "")
    for rule in DATA_RULES:
        assert " ".join((inspect.getdoc(rule) or "").replace("`", "").split()) in words


def test_every_command_is_on_the_page_with_its_examples_and_options(page: Element) -> None:
    commands = page.all(".command")
    names = [command.one("h3").text for command in commands]
    assert names == [facts.name for facts in command_facts(cli)]
    assert {name.split()[0] for name in names} == set(cli.list_commands(click.Context(cli)))
    for command, facts in zip(commands, command_facts(cli), strict=True):
        assert facts.examples, facts.name
        assert command.one("pre").text == " ".join(facts.examples)
        assert [option.text for option in command.all("dt")] == [one.typed for one in facts.options]


def test_the_markdown_version_lists_the_same(real_site: Site) -> None:
    text = (real_site.folder / "editing" / "index.md").read_text("utf-8")
    assert all(f"\n### {facts.name}\n" in text for facts in command_facts(cli))
    assert all(f"\n- `{rule.code}` {rule.level}: " in text for rule in ALL_RULES)


def test_the_search_of_readers_does_not_find_it(real_site: Site) -> None:
    index = json.loads((real_site.folder / "search" / "search_index.json").read_text("utf-8"))
    places = {entry["location"].partition("#")[0] for entry in index["docs"]}
    assert "method/" in places
    assert PAGE not in places


@click.group()
def tool() -> None:
    """Do things."""


@tool.command()
@click.argument("folder")
@click.option("--data", type=click.Path(), default="/home/somebody/data.yaml", help="What to read.")
@click.option("--quiet", is_flag=True, help="Say less.")
@click.option("--count", default=3, metavar="N", help="How many.")
@click.option("--name", help="What to call it.")
@click.option(
    "--colour", type=click.Choice(["red", "blue"]), default="red", help="How to paint it."
)
def make(**_: Any) -> None:
    """Make it,
    and say so.

    More about it.

    \b
    Examples:
      tool make --count 2
      tool make --quiet \\
          --count 3
    """


def test_a_command_is_described_by_its_own_help() -> None:
    assert command_facts(tool) == (
        CommandFacts(
            "make",
            ("Make it, and say so.", "More about it."),
            ("tool make --count 2", "tool make --quiet --count 3"),
            (
                OptionFacts("--data PATH", "What to read."),
                OptionFacts("--quiet", "Say less."),
                OptionFacts("--count N", "How many.", "3"),
                OptionFacts("--name TEXT", "What to call it."),
                OptionFacts("--colour", "How to paint it.", "red", ("red", "blue")),
            ),
        ),
    )
