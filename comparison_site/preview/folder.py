"""The temporary folder that MkDocs builds a preview into: whose it is, and who clears it up."""

import shutil
from contextlib import suppress
from pathlib import Path

from filelock import FileLock, Timeout

_NAMES = "mkdocs_*"  # as MkDocs calls them
_OURS = ".preview"  # the lock is held by the time this file is there
_LOCK = f"{_OURS}.lock"


def hold(folder: Path) -> FileLock:
    """Mark a folder as that of a preview, until the lock is released or this process ends.

    Folders of previews that ended without clearing up, since they were killed, are deleted.
    """
    lock = FileLock(folder / _LOCK, blocking=False)
    lock.acquire()
    (folder / _OURS).touch()
    for other in folder.parent.glob(_NAMES):
        if other != folder and _is_ours(other, folder):
            with suppress(Timeout, OSError), FileLock(other / _LOCK, blocking=False):
                shutil.rmtree(other, ignore_errors=True)
    return lock


def _is_ours(other: Path, folder: Path) -> bool:
    """Anybody may write into the folder for temporary files, and put a link there."""
    with suppress(OSError):
        is_own = other.lstat().st_uid == folder.lstat().st_uid and not other.is_symlink()
        return is_own and (other / _OURS).is_file()
    return False


def other_folder(root: Path, served: str) -> Path:
    """Where the next version of a site is built, below the folder of its preview."""
    return next(place for name in ("1", "2") if (place := root / name) != Path(served))


def quiet_folder(root: Path) -> Path:
    """An empty folder in which nothing ever changes."""
    folder = root / ".quiet"
    folder.mkdir(exist_ok=True)
    return folder
