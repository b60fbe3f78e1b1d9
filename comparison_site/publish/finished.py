"""A finished site, put together from what is kept, where nothing that it was made of has changed.

This is done before MkDocs and the model are even loaded. What a site was made from is known once
one was built: it then says where its sources stand, and a site with the same sources is the same.
"""

import json
import os
import re
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from functools import cached_property, partial
from hashlib import blake2b
from pathlib import Path

from comparison_site.analysis.repository import find_repository
from comparison_site.core.cache import Cache, Kind, Part, digest
from comparison_site.core.resources import settings_file

_WORD = re.compile(r"\w+")
_EPOCH = "SOURCE_DATE_EPOCH"
_MOMENT = 20_000_000  # nanoseconds by which the times of files may lie behind the clock


class LostError(Exception):
    """Raised where a file of a finished site is no longer kept."""


@dataclass(frozen=True)
class Sources:
    """Where everything stands that a site was made from, besides the settings and the data.

    `trees` are folders with all that is below them, `folders` count with their own files alone;
    `repository` is what the settings say of it: address, branch and revision. `today` is the day of
    the build: what is no date in the future then is none later.
    """

    trees: tuple[str, ...]
    folders: tuple[str, ...]
    repository: tuple[str, str, str]
    today: str

    def files(self) -> Iterator[Path]:
        """Every file, in an order that does not depend on the disk, and every folder before it."""
        for tree in self.trees:
            for folder, below, names in os.walk(tree, followlinks=True):
                below.sort()
                yield Path(folder)
                yield from (Path(folder, name) for name in sorted(names))
        for folder in self.folders:
            if os.path.isdir(folder):  # noqa: PTH112 - a text
                yield Path(folder)
                yield from sorted(path for path in Path(folder).iterdir() if path.is_file())


@dataclass(frozen=True)
class Finished:
    """The files of a finished site, by name with the digest of each, and how much is in it."""

    files: Mapping[str, str]
    words: str
    cache: Cache = field(repr=False)

    def fill(self, folder: Path) -> None:
        """Write them into a new folder; raises LostError where one is not kept any more."""
        for name, of in self.files.items():
            content = self.cache.get(Kind.FILE, [of])
            if content is None:
                raise LostError(name)
            file = folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)


@dataclass(frozen=True)
class Wanted:
    """The site of a project: of its settings and its data as they are now."""

    project: Path
    data: Path
    cache: Cache
    since: int = field(default_factory=time.time_ns)

    @property
    def settings(self) -> Path:
        """Its mkdocs.yml, or the program's."""
        return settings_file(self.project)

    def finished(self) -> Finished | None:
        """What is kept of such a site; None if there is none, or no way to know."""
        try:
            said = self._said
            found = self.cache.get(Kind.SOURCES, said)
            sources = Sources(**json.loads(found)) if found else None
            if not sources or sources.today > date.today().isoformat():
                return None
            kept = self.cache.get(Kind.SITE, (*said, self._state(sources, sources.files())))
        except OSError:  # a build then says why
            return None
        return Finished(**json.loads(kept), cache=self.cache) if kept else None

    def keep(self, site: Path, sources: Sources, words: str) -> None:
        """Keep a site that was made from these sources, unless one may have changed since then."""
        try:
            read = tuple(sources.files())
            if any(self._is_new(path) for path in (self.settings, self.data, *read)):
                return
            state = self._state(sources, read)
        except OSError:  # one is gone
            return
        files = {}
        for path in sorted(path for path in site.rglob("*") if path.is_file()):
            content = path.read_bytes()
            of = files[path.relative_to(site).as_posix()] = digest([content])
            self.cache.kept(Kind.FILE, [of], partial(bytes, content))
        kept = json.dumps({"files": files, "words": words}).encode()
        self.cache.put(Kind.SOURCES, self._said, json.dumps(asdict(sources)).encode())
        self.cache.put(Kind.SITE, (*self._said, state), kept)

    def _is_new(self, path: Path) -> bool:
        found = path.stat()
        return max(found.st_mtime_ns, found.st_ctime_ns) > self.since - _MOMENT

    @cached_property
    def _said(self) -> tuple[Part, ...]:
        """The settings and the data, and each variable of the environment that they may name."""
        settings, data = self.settings.read_bytes(), self.data.read_bytes()
        named = {*_WORD.findall(settings.decode(errors="replace")), _EPOCH} & os.environ.keys()
        variables = json.dumps({name: os.environ[name] for name in sorted(named)})
        return str(self.settings), str(self.project), str(self.data), settings, data, variables

    def _state(self, sources: Sources, read: Iterable[Path]) -> bytes:
        """A digest of everything that is read of the sources, and of what git says of the data."""
        url, branch, revision = sources.repository
        repository = find_repository(
            url, self.data, project=self.project, branch=branch, revision=revision
        )
        found = blake2b(repr(repository).encode())
        for path in read:
            content = os.fsencode(path.resolve()) if path.is_dir() else path.read_bytes()
            found.update(b"%d" % path.is_symlink())
            found.update(b"%s:%d:" % (os.fsencode(path), len(content)))
            found.update(content)
        return found.digest()
