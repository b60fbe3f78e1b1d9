"""A folder of what was made, beside the site, for the next build: safe to delete at any time.

Only what this program wrote there, on this machine and for this user, is ever read again. Each file
begins with a digest under a key that nobody can know who brings a folder along, in a repository or
an archive: to the random bytes in the file `key` belongs where and when that file was made, which
no copy of it shares. So whatever is damaged, copied or foreign is as good as missing.
"""

import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from tempfile import NamedTemporaryFile

BOUND = 500_000_000
"""As many bytes may stand in a folder after a build; what was not used for longest goes first."""
_SEALED = 32  # bytes of the digest at the beginning of each file
_KEY, _KEY_LENGTH, _SIZE = "key", 32, "size"
_OURS = (_KEY, _SIZE)
_NEW = ".new-"


def cache_folder(site: Path) -> Path:
    """Where the folder of a site stands: beside it."""
    site = site.absolute()
    return site.parent / f".{site.name}-cache"


class CacheFolder:
    """Keeps values in a folder. Where that cannot be, it keeps none, and `complaint` says why."""

    def __init__(self, folder: Path, bound: int = BOUND) -> None:
        """The folder is made when there is something to keep, with those above it."""
        self._folder, self._bound = folder, bound
        self._put, self._key = 0, b""  # bytes since the last build
        self.complaint = ""

    def get(self, name: str) -> bytes | None:
        """As in `Memory`. Whatever is used counts as new."""
        if not self._is_open():
            return None
        path = self._folder / name
        try:
            content = path.read_bytes()
        except OSError:
            return None
        value = content[_SEALED:]
        if content[:_SEALED] != self._seal(name, value):
            return None
        with suppress(OSError):
            os.utime(path)
        return value

    def put(self, name: str, value: bytes) -> None:
        """As in `Memory`. Two builds at once cannot meet: each puts a whole file in its place."""
        if self.complaint:
            return
        path, made = self._folder / name, None
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not self._is_open():
                return
            path.parent.mkdir(mode=0o700, exist_ok=True)
            with NamedTemporaryFile(prefix=_NEW, dir=path.parent, delete=False) as file:
                made = Path(file.name)
                file.write(self._seal(name, value) + value)
            made.replace(path)
            self._put += len(value) + _SEALED
        except OSError as error:
            self._give_up(error)
            if made:
                made.unlink(missing_ok=True)

    def end(self) -> None:
        """As in `Memory`. What killed builds have left half written goes with the rest.

        The files are only counted where what was counted last, with all that was put there since,
        may be too much: there are thousands.
        """
        if not self._put:
            return
        counted = self.get(_SIZE)
        total = int(counted) + self._put if counted else self._bound + 1
        self.put(_SIZE, b"%d" % (total if total <= self._bound else self._counted()))
        self._put = 0

    def _counted(self) -> int:
        """Delete what is too much; gives the bytes that are left."""
        files = sorted(self._files(), key=lambda file: file[1].st_mtime_ns, reverse=True)
        total = left = 0
        for path, found in files:
            total += found.st_size
            left = total if total <= self._bound else left
            if total > self._bound:
                with suppress(OSError):  # another build was faster
                    os.unlink(path)  # noqa: PTH108 - a text
        return left

    def _is_open(self) -> bool:
        """Whether there is a folder that this user alone may write and read, and its key."""
        if self._key or self.complaint:
            return bool(self._key)
        try:
            found = self._folder.lstat()
            if not stat.S_ISDIR(found.st_mode):
                self.complaint = f"{self._folder} is no folder, so nothing is kept there"
            elif not _is_ours_alone(found):
                self.complaint = f"{self._folder} is open to others, so it is not used; delete it"
            else:
                self._key = self._read_key() or self._read_key()
        except FileNotFoundError:
            return False
        except OSError as error:
            self._give_up(error)
        return bool(self._key)

    def _read_key(self) -> bytes:
        """The key; nothing if another build is just making it, or what stands there is none."""
        path = self._folder / _KEY
        with suppress(FileExistsError), path.open("xb") as file:
            file.write(os.urandom(_KEY_LENGTH))
        with path.open("rb") as source:
            content, found = source.read(), os.fstat(source.fileno())
        if len(content) != _KEY_LENGTH:
            path.unlink()
            return b""
        place = f"{found.st_dev} {found.st_ino} {found.st_ctime_ns}"
        return blake2b(place.encode(), key=content, digest_size=_KEY_LENGTH).digest()

    def _seal(self, name: str, value: bytes) -> bytes:
        seal = blake2b(name.encode() + b"\0", key=self._key, digest_size=_SEALED)
        seal.update(value)
        return seal.digest()

    def _give_up(self, error: OSError) -> None:
        words = error.strerror or error
        self.complaint = f"{self._folder} cannot be written, which only costs time: {words}"

    def _files(self) -> Iterator[tuple[str, os.stat_result]]:
        for folder, _, names in os.walk(self._folder):
            for path in (os.path.join(folder, name) for name in names if name not in _OURS):  # noqa: PTH118
                with suppress(OSError):
                    yield path, os.stat(path)  # noqa: PTH116 - thousands, so they stay texts


def _is_ours_alone(found: os.stat_result) -> bool:
    """Whether only this user may read and write a folder; Windows keeps it so by itself."""
    if os.name != "posix":
        return True
    return found.st_uid == os.getuid() and not stat.S_IMODE(found.st_mode) & 0o077
