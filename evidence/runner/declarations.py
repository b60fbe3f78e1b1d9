"""Reading the TOML files that declare options, tasks and benchmarks; every problem in one run."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated, Any, TypeVar, get_args

from pydantic import AfterValidator, BaseModel, BeforeValidator, Field, PrivateAttr, ValidationInfo
from pydantic_core import ValidationError

from comparison_site.core.diagnostics import did_you_mean

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_EXPECTED = {
    "string_type": "a text", "string_too_short": "a text", "int_type": "a whole number",
    "float_type": "a number", "bool_type": "true or false", "list_type": "a list",
    "is_instance_of": "a text", "dict_type": "a table", "model_type": "a table",
    "literal_error": "{expected}", "greater_than_equal": "{ge:g} or more",
    "finite_number": "a finite number", "too_short": "at least one",
}  # fmt: skip


class EvidenceError(Exception):
    """Raised when folders or their files are wrong; holds every problem found, one line each."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


class Record(
    BaseModel, extra="forbid", frozen=True, strict=True, str_strip_whitespace=True,
    validate_default=True, allow_inf_nan=False,
):  # fmt: skip
    """A table of a TOML file: no key is unknown, no value of another type than declared."""


class Declaration(Record):
    """A whole TOML file; the name of its folder is the id."""

    _folder: Path = PrivateAttr()

    def model_post_init(self, context: Any) -> None:
        """Keep the folder that the file stands in."""
        self._folder = context["folder"]

    @property
    def id(self) -> str:
        """The name of the folder."""
        return self._folder.name


D = TypeVar("D", bound=Declaration)


def known(kind: str) -> AfterValidator:
    """A check that an id, or each id of a list, is in the `kind` part of the context."""

    def check(value: str | list[str], info: ValidationInfo) -> str | list[str]:
        choices = (info.context or {}).get(kind)
        for each in [value] if isinstance(value, str) else value:
            if choices is not None and each not in choices:
                verb = "is" if isinstance(value, str) else "names"
                hint = did_you_mean(each, choices)
                raise ValueError(f"{verb} '{each}', which is unknown; {hint}")
        return value

    return AfterValidator(check)


def _in_folder(name: object, info: ValidationInfo) -> object:
    file = (info.context or {})["folder"] / name if isinstance(name, str) else name
    if isinstance(file, Path) and not file.is_file():
        raise ValueError(f"names {file.name}, which is not in the folder")
    return file


Text = Annotated[str, Field(min_length=1)]
InFolder = Annotated[Path, BeforeValidator(_in_folder)]
Variables = dict[str, Annotated[str, BeforeValidator(str)]]


def read(
    model: type[D], path: Path, place: str, problems: list[str], context: Mapping[str, Any]
) -> D | None:
    """The record of a file; None, and lines in `problems` that begin with `place`, if it is wrong.

    `context` holds the ids that `known` looks at.
    """
    if not _ID.fullmatch(path.parent.name):
        expected = "expected small letters, digits and hyphens"
        problems.append(f"{place}: the folder's name is the id; {expected}")
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
        return model.model_validate(values, context={"folder": path.parent, **context})
    except ValidationError as error:
        problems += [f"{place}: {line}" for line in _explained(model, error)]
    except UnicodeDecodeError:
        problems.append(f"{place}: this is not UTF-8 text")
    except (OSError, tomllib.TOMLDecodeError) as error:
        problems.append(f"{place}: {error}")
    return None


def _explained(model: type[BaseModel], error: ValidationError) -> list[str]:
    """Each problem with the table and the key that it is about: "series 3: 'name' is missing"."""
    lines = []
    for problem in error.errors(include_url=False):
        if problem["type"] == "default_factory_not_called":
            continue  # the field that the default rests on has a line already
        words: list[str] = []
        for part in problem["loc"]:
            if isinstance(part, int):
                words[-1] += f" {part + 1}"
            else:
                words.append(part)
        *tables, key = words or ["file"]
        lines.append("".join(f"{table}: " for table in tables) + _said(model, key, problem))
    return lines


def _said(model: type[BaseModel], key: str, problem: Any) -> str:
    kind, table = problem["type"], model
    for part in problem["loc"][:-1]:  # down to the record that has the key
        if isinstance(part, str) and (inner := _fields(table).get(part)):
            found = (get_args(inner.annotation) or (table,))[0]
            table = found if issubclass(found, BaseModel) else table
    if field := table.model_fields.get(key):
        key = field.alias or key  # pydantic names a default by its attribute
    if kind == "value_error":
        return f"'{key}' {problem['ctx']['error']}"
    if kind == "extra_forbidden":
        return f"'{key}' is unknown; {did_you_mean(key, _fields(table))}"
    if kind == "missing":
        return f"'{key}' is missing; expected {'at least one' if key == 'figures' else 'a text'}"
    expected = _EXPECTED.get(kind, "{}").format(problem["msg"], **problem.get("ctx", {}))
    shown = "empty" if "too_short" in kind else repr(problem["input"])
    return f"'{key}' is {shown}; expected {expected.replace(chr(39), '')}"


def _fields(table: type[BaseModel]) -> dict[str, Any]:
    return {field.alias or name: field for name, field in table.model_fields.items()}
