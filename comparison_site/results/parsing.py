"""From the bytes of result files and of the words about them to records, or every problem."""

import re
import tomllib
from math import isfinite
from typing import Annotated, TypeVar

from pydantic import BaseModel, Field, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails, from_json

from comparison_site.core.characters import one_line
from comparison_site.core.diagnostics import ComparisonError, Diagnostic
from comparison_site.core.tree import Path, describe
from comparison_site.results.about import About, BenchmarkAbout, PairAbout
from comparison_site.results.records import Result

M = TypeVar("M", bound=BaseModel)

_RESULT: TypeAdapter[Result] = TypeAdapter(Annotated[Result, Field(discriminator="kind")])
_PLACE = re.compile(r" \(?at (?:line (\d+),? column (\d+)|end of document)\)?$")
_TAGS = (("benchmark",), ("pair",))
_STEPS = ("[key]", "int", "float")
_WORDS = {
    "missing": "this key is missing",
    "literal_error": "this format is not known; the runner writes format 1",
    "union_tag_invalid": "the kind must be 'benchmark' or 'pair'",
    "union_tag_not_found": "the key 'kind' is missing; it is 'benchmark' or 'pair'",
    "model_attributes_type": "this should be an object",
}


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


def parse_toml(model: type[M], raw: bytes, file: str) -> M:
    """The record of a TOML file that messages shall call `file`; raises ComparisonError."""
    try:
        return model.model_validate(tomllib.loads(raw.decode("utf-8")))
    except ValidationError as error:
        problems = [_invalid(one, {}, file) for one in error.errors(include_url=False)]
    except UnicodeDecodeError:
        problems = [Diagnostic.at(file, 0, 0, "this is not UTF-8 text")]
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        problems = [_syntax(f"this is not TOML: {error}", file)]
    raise ComparisonError(problems)


def _invalid(detail: ErrorDetails, root: object, file: str) -> Diagnostic:
    kind = detail["type"]
    loc = detail["loc"][1:] if detail["loc"][:1] in _TAGS else detail["loc"]
    path: Path = tuple(step for step in loc if step not in _STEPS)
    words = _WORDS.get(kind) or detail["msg"].replace("Input should", "this should", 1)
    if kind == "value_error":
        words = str(detail["ctx"]["error"])
    elif isinstance(detail["input"], float) and not isfinite(detail["input"]):
        words = "this should be a number, and NaN and Infinity are none"
    elif kind.startswith(("int_", "float_")):
        words = "this should be a number"
    return Diagnostic.at(file, 0, 0, one_line(words), where=one_line(describe(path, root)))


def _syntax(message: str, file: str) -> Diagnostic:
    place = _PLACE.search(message)
    line, column = (int(place[1] or 0), max(1, int(place[2] or 0))) if place else (0, 0)
    return Diagnostic.at(file, line, column, one_line(_PLACE.sub("", message)))
