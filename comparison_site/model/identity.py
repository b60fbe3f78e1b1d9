"""What every record has in common, and how one is found by the ids that it has and had."""

import ast
import inspect
import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import pairwise
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from comparison_site.core.fields import IS_DERIVED, FormerIds, Id, Keywords

NOUNS = {
    "options": "option", "groups": "group", "criteria": "criterion", "scenarios": "scenario",
    "sources": "source",
}  # fmt: skip
"""The top-level lists of records with ids, each with the noun for one of them."""


class Record(BaseModel):
    """Base of all records: frozen, no unknown keys; editors read the text below each field."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    @classmethod
    def __pydantic_init_subclass__(cls, **_: Any) -> None:
        """Learn what stands below each field.

        Pydantic can do it, too (`use_attribute_docstrings`), and reads a module for each class in
        it: that was a tenth of the time of `check`.
        """
        words = _words_below(cls.__module__).get(cls.__name__, {})
        for name, field in cls.model_fields.items():
            field.description = words.get(name, field.description)


@cache
def _words_below(module: str) -> Mapping[str, Mapping[str, str]]:
    """The texts below the fields of each class of a module, by the names of both."""
    classes = ast.parse(inspect.getsource(sys.modules[module])).body
    return {each.name: dict(_described(each)) for each in classes if isinstance(each, ast.ClassDef)}


def _described(each: ast.ClassDef) -> Iterator[tuple[str, str]]:
    for field, below in pairwise(each.body):
        match field, below:
            case ast.AnnAssign(ast.Name(name)), ast.Expr(ast.Constant(str(words))):
                yield name, inspect.cleandoc(words)


class Named(Record):
    """A record that links lead to. Those made with an id that it had before still do."""

    id: Id = Field(json_schema_extra=IS_DERIVED)
    """Its name in links, and wherever this file names it; made from the name unless you say one.
    The command 'rename' changes it."""
    formerly: FormerIds = ()
    """The ids that it had before, newest first. Links made with them still lead here."""

    @property
    def first_id(self) -> str:
        """The first id that is known of it: for what must stay as it is, whatever its id becomes.

        A record that got an id back may list it itself, so that this one stays."""
        return (self.id, *self.formerly)[-1]

    @property
    def other_ids(self) -> tuple[str, ...]:
        """The ids that it had before and has no longer, newest first."""
        return tuple(name for name in self.formerly if name != self.id)


class Findable(Named):
    """A record that readers look for, in words that its texts may not have."""

    keywords: Keywords = ()
    """What readers may type who look for this: other spellings, product names, plain words. The
    site's search reads them, and of scenarios the filter above them; no page shows them."""
    first_for: Keywords = Field(default=(), title="First in the search for")
    """Whole searches that have to find this first. The tests hold the site's search to it."""


Known = TypeVar("Known", bound=Named)


def record_called(records: Iterable[Known], name: str) -> Known | None:
    """The record that an id means now: the one that has it, or else the one that had it."""
    known = list(records)
    present = (record for record in known if record.id == name)
    former = (record for record in known if name in record.formerly)
    return next(present, None) or next(former, None)
