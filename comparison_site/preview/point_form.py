"""The form about a point of a criterion."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Self

from comparison_site.authoring.amending import amend
from comparison_site.authoring.changed_file import ChangedFile
from comparison_site.authoring.decisions import DecisionError, Problem
from comparison_site.authoring.editing import Draft
from comparison_site.authoring.sources import read_again
from comparison_site.core.tree import Node
from comparison_site.core.tree import Path as TreePath
from comparison_site.core.vocabulary import Stance
from comparison_site.loading.loader import Loaded
from comparison_site.model import Criterion, Point, Source
from comparison_site.preview.forms import Answers, Form


@dataclass(frozen=True)
class PointForm(Form):
    """The form about a point of a criterion; `option` is the id of the option that it is about."""

    criterion: Criterion = field(kw_only=True)
    option: str = field(kw_only=True)
    point: Point = field(kw_only=True)
    template = "point.html"
    stances = tuple(Stance)

    @classmethod
    def find(cls, present: Loaded, name: str, answers: Answers) -> Self | None:
        """The form at an address, `criterion/point`; None if there is no such point."""
        for one in present.comparison.criteria:
            for option, position in one.positions.items():
                for point in position.points:
                    if f"{one.id}/{point.id}" == name:
                        return cls(present, answers, criterion=one, option=option, point=point)
        return None

    @property
    def title(self) -> str:
        """As in `Form`."""
        return f"Edit a point: {self.criterion.name}, {self.comparison.option(self.option).name}"

    @property
    def page(self) -> str:
        """As in `Form`."""
        return f"criteria/{self.criterion.id}/#point-{self.point.id}"

    @property
    def sources(self) -> list[Source]:
        """The pages that the point rests on."""
        return self.pages(self.point.sources)

    @property
    def path(self) -> TreePath:
        """As in `Form`."""
        criteria, points = self.comparison.criteria, self.criterion.positions[self.option].points
        place = ("criteria", criteria.index(self.criterion), "positions", self.option, "points")
        return (*place, points.index(self.point))

    @property
    def typed(self) -> Mapping[str, Node]:
        """As in `Form`."""
        return {name: self.node[name] for name in ("text", "changed", "stance")}

    def amend(self, data: Path, before: bytes, on: date) -> ChangedFile:
        """As in `Form`."""

        if not self.said("text"):
            raise DecisionError(Problem("say what the point claims", "text"))

        def change(draft: Draft) -> tuple[()]:
            for name in sorted(self.changed & self.now.keys()):
                draft.write((*self.path, name), self.said(name) or None, after="text")
            read_again(draft, self.reread, on)
            return ()

        return amend(data, self.present, before, change)
