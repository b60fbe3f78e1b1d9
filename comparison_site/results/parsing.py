"""From the bytes of result files and of the words about them to records, or every problem."""

import re
import tomllib
from collections.abc import Mapping
from math import isfinite
from typing import Annotated, Any, TypeVar, get_args

from pydantic import BaseModel, Field, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails, from_json

from comparison_site.core.characters import one_line
from comparison_site.core.diagnostics import ComparisonError, Diagnostic, did_you_mean
from comparison_site.core.tree import Path, clip, describe
from comparison_site.results.about import About, BenchmarkAbout, PairAbout
from comparison_site.results.records import Result

M = TypeVar("M", bound=BaseModel)

_RESULT: TypeAdapter[Result] = TypeAdapter(Annotated[Result, Field(discriminator="kind")])
_PLACE = re.compile(r" \(?at (?:line (\d+),? column (\d+)|end of document)\)?$")
_TAGS = (("benchmark",), ("pair",))
_STEPS = ("[key]", "int", "float")
_WORDS = {
    "missing": "this key is missing",
    "extra_forbidden": "this key is not known",
    "string_type": "this should be a text",
    "path_type": "this should be a text",
    "bool_type": "this should be true or false",
    "literal_error": "this format is not known; the runner writes format 1",
    "union_tag_invalid": "the kind must be 'benchmark' or 'pair'",
    "union_tag_not_found": "the key 'kind' is missing; it is 'benchmark' or 'pair'",
    "model_attributes_type": "this should be an object",
}
_ECHO = "default_factory_not_called"  # by what has a problem of its own


def parse_result(raw: bytes, file: str) -> Result:
    """The result in a JSON file that messages shall call `file`; raises ComparisonError."""
    try:
        return _RESULT.validate_json(raw)
    except ValidationError as error:
        details = error.errors(include_url=False)
        if details[0]["type"] == "json_invalid":
            message = f"this is not JSON: {details[0]['ctx']['error']}"
            raise ComparisonError([_syntax(message, file)]) from error
        root = from_json(raw)
        raise ComparisonError(_invalid(one, root, file) for one in details) from error


def parse_about(raw: bytes, file: str, kind: str) -> About:
    """The words about a pair or a benchmark from its TOML file; raises ComparisonError."""
    return parse_toml(PairAbout if kind == "pair" else BenchmarkAbout, raw, file)


def parse_toml(
    model: type[M], raw: bytes, file: str, context: Mapping[str, Any] | None = None
) -> M:
    """The record of a TOML file that messages shall call `file`; raises ComparisonError.

    `context` is for validators of the model.
    """
    try:
        values = tomllib.loads(raw.decode("utf-8"))
        return model.model_validate(values, context=context)
    except ValidationError as error:
        details = [one for one in error.errors(include_url=False) if one["type"] != _ECHO]
        problems = [_invalid(one, values, file, model) for one in details]
    except UnicodeDecodeError:
        problems = [Diagnostic.at(file, 0, 0, "this is not UTF-8 text")]
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        problems = [_syntax(f"this is not TOML: {error}", file)]
    raise ComparisonError(problems)


def _invalid(
    detail: ErrorDetails, root: object, file: str, model: type[BaseModel] = BaseModel
) -> Diagnostic:
    kind, typed = detail["type"], detail["input"]
    loc = detail["loc"][1:] if detail["loc"][:1] in _TAGS else detail["loc"]
    path: Path = tuple(step for step in loc if step not in _STEPS)
    words = _WORDS.get(kind) or f"this {detail['msg'].partition(' ')[2]}"
    if kind == "value_error":
        words = str(detail["ctx"]["error"])
    elif typed == "":
        words = "this text is empty"
    elif isinstance(typed, float) and not isfinite(typed):
        words = "this should be a number, and NaN and Infinity are none"
    else:
        words = "this should be a number" if kind.startswith(("int_", "float_")) else words
        if "should be" in words and isinstance(typed, str | int | float):
            words += f", not {clip(repr(typed))}"
    hint = did_you_mean(str(loc[-1]), _keys(model, loc)) if kind == "extra_forbidden" else ""
    where = one_line(describe(path, root))
    return Diagnostic.at(file, 0, 0, one_line(words), where=where, hint=one_line(hint))


def _keys(model: type[BaseModel], path: Path) -> list[str]:
    """The keys that the record may have, in one of this model, in which a path ends."""
    for step in (*path[:-1], None):
        known: dict[object, Any] = {
            field.alias or name: field for name, field in model.model_fields.items()
        }
        if step in known:
            inside = get_args(known[step].annotation)
            model = next((one for one in inside if hasattr(one, "model_fields")), model)
    return list(map(str, known))


def _syntax(message: str, file: str) -> Diagnostic:
    place = _PLACE.search(message)
    line, column = (int(place[1] or 0), max(1, int(place[2] or 0))) if place else (0, 0)
    return Diagnostic.at(file, line, column, one_line(_PLACE.sub("", message)))
