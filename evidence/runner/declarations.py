"""What every declaration of options, tasks and benchmarks has in common: records of TOML files."""

from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, Field, ValidationInfo

from comparison_site.core.diagnostics import did_you_mean
from comparison_site.core.fields import Id


class Record(
    BaseModel, extra="forbid", frozen=True, strict=True, str_strip_whitespace=True,
    validate_default=True, allow_inf_nan=False,
):  # fmt: skip
    """A table of a TOML file: no key is unknown, no value of another type than declared.

    Its checks find in their context the `folder` of the file, and what may be named.
    """


def _named_by_folder(_: object, info: ValidationInfo) -> object:
    return context_of(info)["folder"].name


class Declaration(Record):
    """A whole TOML file; the name of its folder is the id."""

    id: Annotated[Id, BeforeValidator(_named_by_folder)] = ""


def context_of(info: ValidationInfo) -> dict[str, Any]:
    """What a check may know; nothing where a record is made by the runner itself."""
    found: dict[str, Any] = info.context or {}
    return found


def known(kind: str) -> AfterValidator:
    """A check that an id is in the `kind` part of the context."""

    def check(name: str, info: ValidationInfo) -> str:
        choices = context_of(info).get(kind, [name])
        if name not in choices:
            raise ValueError(f"'{name}' is unknown; {did_you_mean(name, choices)}")
        return name

    return AfterValidator(check)


def made_of(words: str, **how: Any) -> Any:
    """A field that is made of those before it unless it is said: `made_of("{option}.py")`."""
    return Field(default_factory=lambda data: words.format(**data), **how)


def _in_folder(name: Path, info: ValidationInfo) -> Path:
    file: Path = context_of(info).get("folder", Path()) / name
    if not file.is_file():
        raise ValueError(f"'{name}' is not in the folder")
    return file


Text = Annotated[str, Field(min_length=1)]
InFolder = Annotated[Path, Field(strict=False), AfterValidator(_in_folder)]
