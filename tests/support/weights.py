"""What a page makes its readers load, in bytes as a web host sends them."""

import gzip
import re
from pathlib import Path

from tests.support.html import Element, parse

_THEME_SCRIPTS = "assets/javascripts/"
_IMPORT = re.compile(r'\b(?:from|import)\s*"(\.{1,2}/[^"]+)"')
_RULE = re.compile(r"@layer theme \{")


def own_weights(site: Path, address: str) -> dict[str, int]:
    """The gzipped size of our own style sheets and scripts that a page loads, by their paths.

    Imported modules count, and so does our part of the file that we share with the theme; what
    waits for a sign of the reader does not.
    """
    file = site / address
    file = file if file.suffix == ".html" else file / "index.html"
    paths = {_path(site, file, name): None for name in _linked(parse(file.read_text("utf-8")))}
    waiting = list(paths)
    while waiting:  # modules that modules import
        module = waiting.pop()
        names = _IMPORT.findall(module.read_text("utf-8")) if module.suffix == ".js" else ()
        new = [path for name in names if (path := (module.parent / name).resolve()) not in paths]
        paths |= dict.fromkeys(new)
        waiting += new
    named = ((path.relative_to(site.resolve()).as_posix(), path) for path in paths)
    return {
        name: len(gzip.compress(_own_part(path), mtime=0))
        for name, path in named
        if not name.startswith(_THEME_SCRIPTS)
    }


def _linked(page: Element) -> list[str]:
    links = page.all('link[rel="stylesheet"], link[rel="modulepreload"]')
    scripts = page.all("script[src]")
    return [e.attributes["href"] for e in links] + [e.attributes["src"] for e in scripts]


def _path(site: Path, file: Path, name: str) -> Path:
    """The file behind an address; the page of what is missing has them from the site's root."""
    return ((site if name.startswith("/") else file.parent) / name.lstrip("/")).resolve()


def _own_part(path: Path) -> bytes:
    """What follows the theme's layer, where the file has one."""
    text = path.read_text("utf-8")
    if not (layer := _RULE.search(text)):
        return text.encode()
    depth = 1
    for brace in re.finditer("[{}]", text[layer.end() :]):
        depth += 1 if brace[0] == "{" else -1
        if not depth:
            return text[layer.end() + brace.end() :].encode()
    raise AssertionError(f"{path} does not close the theme's layer")
