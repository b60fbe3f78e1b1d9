"""A version of the data: its tree as readers see it, and its records as far as they are known.

An old file must not fail because a rule or a field is newer than it is. So its tree is compared as
it is, and of its records each field is taken that today's types still accept.
"""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, TypeAdapter, ValidationError

from comparison_site.analysis.versions import newest
from comparison_site.authoring.git import RevisionError, snapshot
from comparison_site.core.diagnostics import SHOWN_AT_MOST, ComparisonError
from comparison_site.core.tree import Node
from comparison_site.loading.completing import completed
from comparison_site.loading.drafts import Cut
from comparison_site.loading.loader import Loaded, load_bytes
from comparison_site.loading.yaml_reader import read
from comparison_site.model import Comparison, Unknown
from comparison_site.model.outcomes import GATHERED
from comparison_site.model.schema import formatted_fields
from comparison_site.results.files import Files, UnreadableError
from comparison_site.results.gathering import Cited, cite
from comparison_site.results.placeholders import fill
from comparison_site.results.runs import Runs
from comparison_site.upstream.answers import FOLDER, MAX_BYTES, RELEASES, Release, Releases


@dataclass(frozen=True)
class Version:
    """The tree with its numbers filled in, the records, and each option's newest release then.

    Of an old file, `comparison` may lack what today's records ask for.
    """

    root: Node
    comparison: Comparison
    newest: Mapping[str, str] = field(default_factory=dict)
    raw: bytes = b""


def version_at(data: Path, revision: str) -> Version:
    """The data as it was at a git revision, with the results and releases beside it.

    Raises RevisionError where git cannot say, or where that file holds no fields at all.
    """
    found = snapshot(data, revision)
    try:
        known = read_version(found.raw, found.name, found.files)
    except ComparisonError as error:
        problems = "\n\n".join(map(str, error.problems[:SHOWN_AT_MOST]))
        message = "That version cannot be compared; name a later or an earlier one."
        raise RevisionError(f"{problems}\n\n{message}") from error
    recorded = newest(known.comparison, _releases(found.files))
    return Version(known.root, known.comparison, recorded, found.raw)


def present_version(loaded: Loaded, newest: Mapping[str, str] | None = None) -> Version:
    """The version that is loaded already."""
    return Version(loaded.filled, loaded.comparison, newest or {})


def read_version(raw: bytes, name: str, files: Files | None = None) -> Version:
    """The version in the bytes of a file that messages call `name`.

    `files` is where the results that it cites are looked up, as they were then. Raises
    ComparisonError if the bytes hold no fields: broken YAML, no text, no data.
    """
    try:
        return present_version(load_bytes(raw, name, files=files))
    except ComparisonError:
        root = Node((), None)
        with suppress(UnicodeDecodeError):
            root = completed(read(raw.decode("utf-8-sig").replace("\r\n", "\n")).root)
        if not isinstance(root.value, dict):
            raise
    cited = cite(root, files, "") if files else Cited(Runs())
    filled = Cut(root).left(fill(root, cited.measured, formatted_fields()).root)
    comparison: Comparison = _lenient(Comparison, filled)
    return Version(Node((), filled), comparison.with_runs(cited.runs))


def _releases(files: Files) -> Releases:
    """The releases recorded then; none where they cannot be read, since no verdict is at stake."""
    try:
        raw = files.read(f"{FOLDER}/{RELEASES}", MAX_BYTES)
        return TypeAdapter(dict[str, Release]).validate_json(raw)
    except (UnreadableError, ValidationError):
        return {}


def _lenient(annotation: Any, value: object) -> Any:
    """The value as its type has it; of a list or a record, as much as the type accepts."""
    with suppress(ValidationError):
        return TypeAdapter(annotation).validate_python(value)
    while get_origin(annotation) in (Annotated, Union, UnionType):
        annotation = get_args(annotation)[0]  # of a union, its first member
    kind, arguments = get_origin(annotation) or annotation, get_args(annotation)
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return _record(kind, value if isinstance(value, dict) else {})
    if kind is tuple:
        items = value if isinstance(value, list) else []
        return tuple(kept for item in items if (kept := _lenient(arguments[0], item)) is not None)
    if kind is dict:
        entries = value.items() if isinstance(value, dict) else ()
        return {key: _lenient(arguments[1], item) for key, item in entries}
    return None


def _record(kind: type[BaseModel], value: dict[str, Any]) -> BaseModel | None:
    """A record with the fields that fit. One without an id is no record."""
    if "id" in kind.model_fields and not isinstance(value.get("id"), str):
        return None
    gather = getattr(kind, "gathered", dict)
    data = gather(value)
    fields: dict[str, Any] = {}
    for name, info in kind.model_fields.items():
        key = info.alias or name
        if key in data or info.is_required():
            fields[name] = _lenient(info.annotation, data.get(key))
        if key == GATHERED and fields[name] is None:
            fields[name] = Unknown()
    return kind.model_construct(**fields)
