"""Reading the TOML files that declare options, tasks and benchmarks; every problem in one run."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

from evidence.runner.errors import did_you_mean

T = TypeVar("T")
_NAMES = {
    str: "a text", float: "a number", int: "a whole number", bool: "true or false",
    list: "a list", dict: "a table",
}  # fmt: skip


class Table:
    """A table of a TOML file that notes what is wrong with it in `problems`.

    Every reading method names a key; `finish` complains about keys that nobody read.
    """

    def __init__(
        self, place: str, values: Mapping[str, object], problems: list[str], where: str = ""
    ) -> None:
        self.problems = problems
        self._place = place
        self._where = where
        self._values = values
        self._read: set[str] = set()

    def complain(self, message: str) -> None:
        """Note a problem with this table."""
        where = f"{self._where}: " if self._where else ""
        self.problems.append(f"{self._place}: {where}{message}")

    def _value(self, key: str, kind: type[T], default: T | None) -> T | None:
        self._read.add(key)
        value = self._values.get(key)
        if value is None:
            if default is None:
                self.complain(f"'{key}' is missing; expected {_NAMES[kind]}")
            return default
        if kind is float and isinstance(value, int) and not isinstance(value, bool):
            value = float(value)
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            self.complain(f"'{key}' is {value!r}; expected {_NAMES[kind]}")
            return default
        return value

    def text(self, key: str, default: str | None = None) -> str:
        """A text; without a default it must be there and say something."""
        value = self._value(key, str, default) or ""
        if default is None and key in self._values and not value.strip():
            self.complain(f"'{key}' is empty; expected a text")
        return value.strip()

    def number(self, key: str, default: float | None = None) -> float:
        """A number that is not negative."""
        value = self._value(key, float, default) or 0.0
        if value < 0:
            self.complain(f"'{key}' is {value:g}; expected 0 or more")
        return value

    def count(self, key: str, default: int | None = None) -> int:
        """A whole number from 1 up."""
        value = self._value(key, int, default)
        if value is not None and value < 1:
            self.complain(f"'{key}' is {value}; expected 1 or more")
        return value or 1

    def flag(self, key: str) -> bool:
        """True or false; false when it is not there."""
        return bool(self._value(key, bool, False))

    def choice(self, key: str, choices: tuple[str, ...]) -> str:
        """One of the words."""
        value = self.text(key)
        if value and value not in choices:
            self.complain(f"'{key}' is '{value}'; expected {' or '.join(choices)}")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; empty when it is not there."""
        values = self._value(key, list, []) or []
        if not all(isinstance(value, str) for value in values):
            self.complain(f"'{key}' is {values!r}; expected a list of texts")
            return ()
        return tuple(values)

    def variables(self, key: str) -> dict[str, str]:
        """A table of texts; empty when it is not there."""
        values = self._value(key, dict, {}) or {}
        return {name: str(value) for name, value in values.items()}

    def tables(self, key: str) -> list["Table"]:
        """The tables of a list; empty when it is not there."""
        found: list[Table] = []
        for number, values in enumerate(self._value(key, list, []) or [], 1):
            where = f"{key} {number}"
            if isinstance(values, dict):
                found.append(Table(self._place, values, self.problems, where))
            else:
                self.complain(f"'{where}' is {values!r}; expected a table")
        return found

    def finish(self) -> None:
        """Complain about every key that no method has read."""
        for key in self._values.keys() - self._read:
            hint = did_you_mean(key, self._read)
            self.complain(f"'{key}' is unknown; {hint}")


def opened(path: Path, place: str, problems: list[str]) -> Table:
    """The table of a TOML file; an empty one, and a problem, when it cannot be read."""
    try:
        return Table(place, tomllib.loads(path.read_text(encoding="utf-8")), problems)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        problems.append(f"{place}: {error}")
        return Table(place, {}, [])
