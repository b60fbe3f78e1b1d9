"""Our scripts as readers load them: each in one file with the modules that it imports.

They are ours, so it is known how they are written: an import names what it takes on a line of its
own, and no two modules that become one call anything the same, which a test sees to.
"""

import posixpath
import re
from collections.abc import Collection, Iterable, Mapping

_IMPORT = re.compile(
    r'^(?P<how>import|export) (?:\{ (?P<names>[^}]*) \} from )?"(?P<module>\.[^"]+)";\n',
    re.MULTILINE,
)
_LATER = re.compile(r'\bimport\("(\.[^"]+)"\)')
_EXPORT = re.compile(r"^export (?:\{[^}]*\};\n)?", re.MULTILINE)


def joined(scripts: Mapping[str, str], asked_for: Iterable[str] = ()) -> dict[str, str]:
    """The scripts, by path, each with those that it imports; no page loads these on their own.

    What the site asks for by its path, and what is loaded only later, stays a file of its own,
    since no module may run twice; and so does what is not among the `scripts`.
    """
    alone = {*asked_for, *_all(_LATER, scripts)}
    parts = {path for path in _all(_IMPORT, scripts) if path in scripts} - alone
    return {path: _whole(path, scripts, parts) for path in scripts if path not in parts}


def _all(pattern: re.Pattern[str], scripts: Mapping[str, str]) -> Iterable[str]:
    for path, text in scripts.items():
        yield from (_resolved(path, found.groups()[-1]) for found in pattern.finditer(text))


def _resolved(importer: str, module: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(importer), module))


def _whole(script: str, scripts: Mapping[str, str], parts: Collection[str]) -> str:
    """A script behind all that it imports, which comes in the order in which it would run."""
    texts: dict[str, str] = {}
    left: dict[str, list[str]] = {}

    def take(path: str) -> str:
        def followed(found: re.Match[str]) -> str:
            module, names = _resolved(path, found["module"]), found["names"] or ""
            if module not in parts:
                left.setdefault(module, []).extend(names.split(", ") if names else ())
            elif module not in texts:
                texts[module] = _EXPORT.sub("", take(module))
            return f"export {{ {names} }};\n" if found["how"] == "export" else ""

        return _IMPORT.sub(followed, scripts[path])

    own = take(script)
    return "".join([*_imports(script, left), *texts.values(), own])


def _imports(script: str, left: Mapping[str, list[str]]) -> Iterable[str]:
    for module, names in left.items():
        path = posixpath.relpath(module, posixpath.dirname(script))
        taken = f"{{ {', '.join(dict.fromkeys(names))} }} from " if names else ""
        yield f'import {taken}"./{path}";\n'
