"""A finished site, put in place of the old one, all or nothing."""

import ctypes
import errno
import glob
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from comparison_site.core.diagnostics import ExpectedError

_OLD = "old"
_MOUNTED = (
    "is where a disk or a folder is mounted, so it cannot be swapped for another folder; mount the "
    "folder above it, or choose a folder inside of it"
)
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
STAMP = ".comparison-site"
"""The file that a build leaves in its site: only a folder that has it is ever replaced."""


class PublishingError(ExpectedError):
    """Raised when the site folder cannot be replaced; the words are for whoever ran the build."""


@contextmanager
def replacing(site: Path) -> Iterator[Path]:
    """Give an empty folder beside `site` to build in, and swap the two when the block succeeds.

    If the block raises, or the process is killed, `site` stays as it was, and nothing new stands
    beside it. Raises PublishingError when another build holds the lock, when `site` is no folder
    that a build may replace, and when the block or the swap meets an error of the operating system,
    such as a full disk.
    """
    site = site.absolute()
    try:
        _refuse_foreign_folder(site)
        with _alone(site), _beside(site) as work:
            fresh = work / "site"
            fresh.mkdir()
            yield fresh
            fresh.chmod(0o755)  # whatever the umask: a web server reads it
            _swap(fresh, site, work / _OLD)
    except Timeout:
        message = f"another build of {site} is running; wait until it has finished"
        raise PublishingError(message) from None
    except OSError as error:
        if error.errno == errno.EBUSY:  # a folder of the same disk that is mounted looks like any
            raise PublishingError(f"{site} {_MOUNTED}") from error
        place = f" ({error.filename})" if error.filename else ""
        message = f"{site} cannot be published: {error.strerror or error}{place}"
        raise PublishingError(message) from error


@contextmanager
def _alone(site: Path) -> Iterator[None]:
    """Hold the lock of a site. It goes when it is let go of, and so do folders made for nothing."""
    made = [folder for folder in site.parents if not folder.exists()]
    lock = site.parent / f".{site.name}.lock"
    site.parent.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(lock, blocking=False):
            try:
                yield
            finally:
                with suppress(OSError):  # where what is open cannot be deleted, it stays
                    lock.unlink()
    finally:
        for folder in made:  # the innermost first; one that holds anything stays
            with suppress(OSError):
                folder.rmdir()


@contextmanager
def _beside(site: Path) -> Iterator[Path]:
    """A folder to work in. What a killed build left is cleared up, what it moved goes back."""
    prefix = f".{site.name}-next-"
    for left in site.parent.glob(f"{glob.escape(prefix)}*"):
        if (left / STAMP).is_file():  # else it is not ours
            if (left / _OLD).is_dir() and not site.exists():
                (left / _OLD).rename(site)
            shutil.rmtree(left, ignore_errors=True)
    work = Path(tempfile.mkdtemp(prefix=prefix, dir=site.parent))
    try:
        (work / STAMP).touch()
        yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _refuse_foreign_folder(site: Path) -> None:
    if site.is_symlink() or (site.exists() and not site.is_dir()):
        raise PublishingError(f"{site} is not a folder; choose another place with --site")
    if site.is_dir() and any(site.iterdir()) and not (site / STAMP).exists():
        advice = "empty it or choose another with --site"
        raise PublishingError(f"{site} holds files that no build made; {advice}")
    if os.path.ismount(site):  # Path.is_mount knows Windows only since Python 3.12
        raise PublishingError(f"{site} {_MOUNTED}")
    if Path.cwd().is_relative_to(site.resolve()):
        raise PublishingError(f"you are in {site}, which would be replaced; go up, or see --site")


def _swap(fresh: Path, site: Path, old: Path) -> None:
    """Put a folder in place of the site; what stood there is `fresh` or `old` afterwards."""
    if not site.exists():
        fresh.rename(site)
    elif not _exchange(fresh, site):
        site.rename(old)
        try:
            fresh.rename(site)
        except OSError:
            old.rename(site)
            raise


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two paths in one step, where the kernel can (Linux, renameat2)."""
    rename = getattr(ctypes.CDLL(None), "renameat2", None) if os.name == "posix" else None
    places = (_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other))
    return rename is not None and rename(*places, _RENAME_EXCHANGE) == 0
