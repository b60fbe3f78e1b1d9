"""Writing a changed file: all of it or nothing, and never over what somebody else has written."""

import os
import shutil
from pathlib import Path

from comparison_site.core.diagnostics import ExpectedError


class SavingError(ExpectedError):
    """Raised when a file cannot be written; the words say why, and the file is as it was."""


def save(file: Path, before: bytes, after: bytes) -> None:
    """Replace a file's bytes, which must still be `before`. Its mode and any link to it stay.

    Raises SavingError if that cannot be done; the file stands as it was.
    """
    target = file.resolve()
    fresh = target.with_name(f".{target.name}.new")
    try:
        if target.read_bytes() != before:
            message = f"{file} was changed by somebody else in the meantime; try again"
            raise SavingError(message)
        if not os.access(target, os.W_OK):
            raise SavingError(f"{file} is write-protected")
        try:
            fresh.write_bytes(after)
            shutil.copymode(target, fresh)
            fresh.replace(target)
        finally:
            fresh.unlink(missing_ok=True)
    except OSError as error:
        raise SavingError(f"{file} cannot be written: {error.strerror or error}") from error
