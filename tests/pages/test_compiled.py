"""Templates are compiled as Jinja would compile them, but sooner."""

from collections.abc import Iterator
from typing import Any

import pytest
from jinja2 import Environment, FileSystemLoader
from jinja2.nodes import Block, Call, Macro, Name, Node

from comparison_site.core.resources import PROGRAM
from comparison_site.pages.compiled import all_below

_LOADER = FileSystemLoader(PROGRAM / "templates")


def _below(node: Node, kind: Any) -> Iterator[Node]:
    for child in node.iter_child_nodes():
        yield from [child] if isinstance(child, kind) else []
        yield from _below(child, kind)


@pytest.mark.parametrize("kind", [Block, Name, (Macro, Call)])
def test_what_is_below_a_node_comes_in_the_order_of_the_template(kind: Any) -> None:
    environment = Environment(autoescape=True)
    for name in ("pages/decide.md", "parts/badges.html", "theme/main.html"):
        tree = environment.parse(_LOADER.get_source(environment, name)[0])
        assert [*tree.find_all(kind)] == [*all_below(tree, kind)] == [*_below(tree, kind)]


def test_jinja_looks_through_its_trees_in_the_way_that_is_replaced() -> None:
    assert Node.find_all is all_below
    tree = Environment(autoescape=True).parse("{{ one }}{{ two }}")
    assert [name.name for name in tree.find_all(Name)] == ["one", "two"]
