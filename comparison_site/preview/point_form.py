"""The form about a point of a criterion."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Self

from comparison_site.authoring.changed_file import ChangedFile, amend
from comparison_site.authoring.decisions import DecisionError, Problem
from comparison_site.authoring.editing import Draft
from comparison_site.authoring.sources import read_again
from comparison_site.core.tree import Node
from comparison_site.core.vocabulary import Stance
from comparison_site.loading.loader import Loaded
from comparison_site.model import Criterion, Point, Source
from comparison_site.preview.forms import Answers, Form


@dataclass(frozen=True)
class PointForm(Form):
    """The form about a point of a criterion."""

    criterion: Criterion
    point: Point
    template = "point.html"
    stances = tuple(Stance)

    @classmethod
    def find(cls, present: Loaded, name: str, answers: Answers) -> Self | None:
        """The form at an address, `criterion/point`; None if there is no such point."""
        for at, one in enumerate(present.comparison.criteria):
            for option, number, point in one.points:
                if f"{one.id}/{point.id}" == name:
                    called = present.comparison.option(option).name
                    title = f"Edit a point: {one.name}, {called}"
                    page = f"criteria/{one.id}/#point-{point.id}"
                    path = ("criteria", at, "positions", option, "points", number)
                    return cls(present, answers, title, page, path, one, point)
        return None

    @property
    def sources(self) -> list[Source]:
        """The pages that the point rests on."""
        return self.pages(self.point.sources)

    @property
    def typed(self) -> Mapping[str, Node]:
        """As in `Form`."""
        return {name: self.node[name] for name in ("text", "changed", "stance")}

    def amend(self, data: Path, before: bytes, on: date) -> ChangedFile:
        """As in `Form`."""

        if not self.said("text"):
            raise DecisionError([Problem("say what the point claims", "text")])

        def change(draft: Draft) -> tuple[()]:
            for name in sorted(self.changed & self.now.keys()):
                draft.write((*self.path, name), self.said(name) or None, after="text")
            read_again(draft, self.reread, on)
            return ()

        return amend(data, self.present, before, change)
