"""Writing a file that somebody else may have open, all of it or nothing."""

import os
import stat
import tempfile
from pathlib import Path


class SavingError(Exception):
    """Raised when a file cannot be replaced; it stands as it was."""


def save(file: Path, before: bytes, after: bytes) -> None:
    """Replace a file's bytes, which must still be `before`. Its mode and any link to it stay.

    Raises SavingError.
    """
    target = file.resolve()
    try:
        if target.read_bytes() != before:
            raise SavingError(f"{file} was changed by somebody else in the meantime; try again")
        if not os.access(target, os.W_OK):
            raise SavingError(f"{file} is write-protected")
        _replace(target, after)
    except OSError as error:
        raise SavingError(f"{file} cannot be written: {error.strerror}") from error


def _replace(target: Path, content: bytes) -> None:
    mode = stat.S_IMODE(target.stat().st_mode)
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    fresh = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        fresh.chmod(mode)
        fresh.replace(target)
    except OSError:
        fresh.unlink(missing_ok=True)
        raise
