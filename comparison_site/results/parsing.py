"""Bytes in, a record out, or every problem in them: result files (JSON) and their words (TOML)."""

import re
import tomllib
from collections.abc import Iterator

from pydantic import ValidationError
from pydantic_core import ErrorDetails, from_json

from comparison_site.core.characters import one_line
from comparison_site.core.diagnostics import ComparisonError, Diagnostic
from comparison_site.core.tree import describe
from comparison_site.results.records import RESULT, About, BenchmarkAbout, PairAbout, Result

_PLACE = re.compile(r" \(?at (?:line (\d+),? column (\d+)|end of document)\)?$")
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
        return RESULT.validate_json(raw)
    except ValidationError as error:
        raise ComparisonError(_problems(error, raw, file)) from error


def parse_about(raw: bytes, file: str, kind: str) -> About:
    """The words about a pair or a benchmark from its TOML file; raises ComparisonError."""
    model = PairAbout if kind == "pair" else BenchmarkAbout
    try:
        data = tomllib.loads(raw.decode("utf-8"))
        return model.model_validate(data)
    except ValidationError as error:
        details = error.errors(include_url=False)
        raise ComparisonError(_invalid(d, d["loc"], {}, file) for d in details) from error
    except UnicodeDecodeError as error:
        raise ComparisonError([Diagnostic.at(file, 0, 0, "this is not UTF-8 text")]) from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ComparisonError([_syntax(f"this is not TOML: {error}", file)]) from error


def _problems(error: ValidationError, raw: bytes, file: str) -> Iterator[Diagnostic]:
    details = error.errors(include_url=False)
    if details[0]["type"] == "json_invalid":
        yield _syntax(f"this is not JSON: {details[0]['ctx']['error']}", file)
        return
    root = from_json(raw)
    for detail in details:
        loc = detail["loc"][1:] if detail["loc"][:1] in _TAGS else detail["loc"]
        yield _invalid(detail, loc, root, file)


def _invalid(
    detail: ErrorDetails, loc: tuple[int | str, ...], root: object, file: str
) -> Diagnostic:
    where = describe(tuple(step for step in loc if step not in _STEPS), root)
    return Diagnostic.at(file, 0, 0, one_line(_words(detail)), where=one_line(where))


def _words(detail: ErrorDetails) -> str:
    if detail["type"] == "value_error":
        return str(detail["ctx"]["error"])
    if detail["type"].startswith(("int_", "float_")):
        return "this should be a number"
    known = _WORDS.get(detail["type"])
    return known or detail["msg"].replace("Input should", "this should", 1)


def _syntax(message: str, file: str) -> Diagnostic:
    place = _PLACE.search(message)
    line, column = (int(place[1] or 0), max(1, int(place[2] or 0))) if place else (0, 0)
    return Diagnostic.at(file, line, column, one_line(_PLACE.sub("", message)))


_TAGS = (("benchmark",), ("pair",))
_STEPS = ("[key]", "int", "float")
