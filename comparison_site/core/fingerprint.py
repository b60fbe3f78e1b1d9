"""What stands for the program in whatever is kept: its code, its libraries and Python."""

import sys
from collections.abc import Iterator
from functools import cache
from hashlib import blake2b
from pathlib import Path

from comparison_site.core.resources import PACKAGE

_INSTALLED = (".dist-info", ".egg-info")


@cache
def program() -> bytes:
    """A digest of the package's code, and of the versions of Python and of every library.

    It is that of the code which runs: a module that was changed since is not loaded anew.
    """
    found = blake2b(repr((sys.version, sys.implementation.cache_tag)).encode())
    for name in sorted(set(_libraries())):
        found.update(name.encode("utf-8", "surrogateescape") + b"\0")
    for path in sorted(PACKAGE.rglob("*.py")):
        content = path.read_bytes()
        found.update(b"%s\0%d\0" % (path.name.encode(), len(content)))
        found.update(content)
    return found.digest()


def _libraries() -> Iterator[str]:
    """The names of the folders that tell what is installed: each ends in its version."""
    for folder in sys.path:
        try:
            names = [path.name for path in Path(folder).iterdir()]
        except OSError:  # an archive, or a folder that is not there
            continue
        yield from (name for name in names if name.endswith(_INSTALLED))
