"""Puts a finished site in place of the old one, all at once or not at all. Knows only folders."""

import ctypes
import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_OLD = "-old"
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
STAMP = ".comparison-site"
"""The file that a build leaves in its site: only a folder that has it is ever replaced."""


class PublishingError(Exception):
    """Raised when the site folder cannot be replaced; the words are for whoever ran the build."""


@contextmanager
def replacing(site: Path) -> Iterator[Path]:
    """Give an empty folder beside `site` to build in, and swap the two when the block succeeds.

    If the block raises, or the process is killed, `site` stays as it was. Raises PublishingError
    when another build holds the lock or `site` is a folder that no build made.
    """
    site = site.absolute()
    _refuse_foreign_folder(site)
    site.parent.mkdir(parents=True, exist_ok=True)
    with _locked(site):
        prefix = f".{site.name}-next-"
        _remove_leftovers(site, prefix)
        fresh = Path(tempfile.mkdtemp(prefix=prefix, dir=site.parent))
        try:
            yield fresh
            fresh.chmod(0o755)
            _swap(fresh, site)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)


def _refuse_foreign_folder(site: Path) -> None:
    if site.is_symlink() or (site.exists() and not site.is_dir()):
        raise PublishingError(f"{site} is not a folder; choose another place with --site")
    if site.is_dir() and any(site.iterdir()) and not (site / STAMP).exists():
        advice = "empty it or choose another with --site"
        raise PublishingError(f"{site} holds files that no build made; {advice}")


@contextmanager
def _locked(site: Path) -> Iterator[None]:
    with (site.parent / f".{site.name}.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            message = f"another build of {site} is running; wait until it has finished"
            raise PublishingError(message) from None
        yield


def _remove_leftovers(site: Path, prefix: str) -> None:
    """Folders that a killed build left behind; the lock says that nobody uses them."""
    for old in site.parent.glob(f"{prefix}*{_OLD}"):
        if not site.exists():
            old.rename(site)  # killed between the two renames of a swap
    for leftover in site.parent.glob(f"{prefix}*"):
        shutil.rmtree(leftover, ignore_errors=True)


def _swap(fresh: Path, site: Path) -> None:
    """Exchange two folders; afterwards `fresh` holds the old site, if there was one."""
    if not site.exists():
        fresh.rename(site)
    elif not _exchange(fresh, site):
        old = Path(f"{fresh}{_OLD}")
        site.rename(old)
        try:
            fresh.rename(site)
        except OSError as error:
            old.rename(site)
            raise PublishingError(f"{site} cannot be replaced: {error.strerror}") from error
        old.rename(fresh)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two paths in one step, where the kernel can (Linux, renameat2)."""
    rename = getattr(ctypes.CDLL(None), "renameat2", None)
    places = (_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other))
    return rename is not None and rename(*places, _RENAME_EXCHANGE) == 0
