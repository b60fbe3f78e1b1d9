"""Compiled templates, kept from one build to the next.

They are programs: Jinja loads them with `marshal` and runs them. So they come from memory, or from
a folder of which this user is known to be the only one who can have filled it (`CacheFolder`).
"""

from collections.abc import Iterator
from typing import Any

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from jinja2.nodes import Node

from comparison_site.core.cache import Cache, Kind


class Compiled(BytecodeCache):
    """Keeps what an environment compiles. `environment` tells it from others: how text is printed,
    for example, becomes a part of what is compiled, and Jinja's own key does not say it."""

    def __init__(self, cache: Cache, *environment: str) -> None:
        self._cache, self._environment = cache, environment

    def load_bytecode(self, bucket: Bucket) -> None:
        """As Jinja asks for it."""
        if kept := self._cache.get(Kind.TEMPLATE, self._made_from(bucket)):
            bucket.bytecode_from_string(kept)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """As Jinja asks for it."""
        self._cache.put(Kind.TEMPLATE, self._made_from(bucket), bucket.bytecode_to_string())

    def _made_from(self, bucket: Bucket) -> tuple[str, ...]:
        return (*self._environment, bucket.key, bucket.checksum)


def all_below(node: Node, kind: Any) -> Iterator[Any]:
    """Every node of a kind, or of several, below one: the outer before the inner, in their order.

    Jinja's own answers the same, and hands each node up through all levels above it: a quarter of
    the time in which a template is compiled.
    """
    levels = [node.iter_child_nodes()]
    while levels:
        if (child := next(levels[-1], None)) is None:
            levels.pop()
            continue
        if isinstance(child, kind):
            yield child
        levels.append(child.iter_child_nodes())


Node.find_all = all_below  # type: ignore[method-assign, assignment] # Jinja asks nobody for another
