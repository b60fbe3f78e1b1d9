"""A preview that runs all day keeps no more than one comparison."""

import gc
import weakref
from types import SimpleNamespace
from typing import Any

from comparison_site.preview.live import Live


class Loop:
    """Something that refers to itself, as templates and pages do: only Python's search finds it."""

    def __init__(self) -> None:
        self.itself = self


def test_what_a_build_replaces_is_let_go_at_once() -> None:
    held = [Loop()]
    before = weakref.ref(held[0])
    built: Any = SimpleNamespace(pages={}, config=SimpleNamespace(site_dir=""))
    server: Any = SimpleNamespace(root="")

    class Building(SimpleNamespace):
        def __call__(self) -> None:
            held[:] = [Loop()]

    rebuild: Any = Building(failed=False)
    nothing: Any = None
    live = Live(server, rebuild, nothing, nothing, lambda: built, set, nothing)
    gc.disable()
    try:
        live()
        assert before() is None
    finally:
        gc.enable()
