"""What is wrong where MkDocs could not build: its settings, or a template."""

import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from mkdocs.exceptions import ConfigurationError

from comparison_site.core.characters import one_line
from comparison_site.core.diagnostics import ComparisonError, Diagnostic
from comparison_site.core.resources import Folders, settings_file, template_folders
from comparison_site.pages.rendering import template_problem

_PLACE = re.compile(r"line (\d+), column (\d+)")


def failures(
    error: BaseException, templates: Folders, settings: Path, logged: Sequence[str] = ()
) -> list[Diagnostic]:
    """The problems behind an error, each at its place; none where it is about something else.

    `logged` is what MkDocs has logged as errors: what it raises then says only how many they are.
    """
    if logged or isinstance(error, ConfigurationError):
        return [in_settings(words, settings) for words in logged or [str(error)]]
    found = template_problem(error, templates)
    return [found] if found.line else []


def in_settings(words: str, settings: Path) -> Diagnostic:
    """A problem with the settings, at the place that the words name, if they do."""
    place = _PLACE.search(words)
    line, column = map(int, place.groups()) if place else (0, 0)
    return Diagnostic.at(os.path.relpath(settings), line, column, one_line(words))


@contextmanager
def explained(project: Path) -> Iterator[None]:
    """Around what MkDocs does for a project: ComparisonError where its settings or a template are
    wrong."""
    try:
        yield
    except Exception as error:
        if found := failures(error, template_folders(project), settings_file(project)):
            raise ComparisonError(found) from error
        raise
