"""The files of the theme and the program's assets, as a site publishes them."""

import re
from collections.abc import Iterable, Iterator, Set
from hashlib import sha256
from pathlib import Path, PurePosixPath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from comparison_site.core.resources import PROGRAM
from comparison_site.publish import modules
from comparison_site.publish.compact import COMPACT

_THEME_STYLES = "assets/stylesheets/"
_THEME_SCRIPTS = "assets/javascripts/"
_KEPT = (_THEME_STYLES, _THEME_SCRIPTS)
_FINGERPRINT = re.compile(r"\.[0-9a-f]{8}\.(min\.)?(css|js)$")
_BESIDES = "styles_besides"
_UNUSED = ("assets/javascripts/lunr/", "assets/images/favicon.png")
_MAP_NAME = re.compile(rb"\s*/\*# sourceMappingURL=.*?\*/|^//# sourceMappingURL=\S*", re.MULTILINE)


def add_assets(files: Files, config: MkDocsConfig) -> None:
    """Add the program's docs that the project's do not have, without what weighs only.

    A script comes with the modules that it imports.
    """
    texts = dict[str, str]()
    for name, path in program_docs(config.nav):
        known = files.get_file_from_path(name)
        if known and (path.suffix not in COMPACT or known.abs_src_path != str(path)):
            continue
        if known:
            files.remove(known)
        if compact := COMPACT.get(path.suffix):
            texts[name] = compact(path.read_text("utf-8"))
        else:
            files.append(File.generated(config, name, abs_src_path=str(path)))
    scripts = {name: texts.pop(name) for name in tuple(texts) if name.endswith(".js")}
    for name, text in (texts | modules.joined(scripts, map(str, config.extra_javascript))).items():
        files.append(File.generated(config, name, content=text))


def program_docs(nav: Iterable[object] | None) -> Iterator[tuple[str, Path]]:
    """The program's assets, and those of its handwritten pages that `nav` lists: name and path."""
    docs, listed = PROGRAM / "docs", str(nav or "")
    for path in sorted(docs.rglob("*")):
        name = path.relative_to(docs).as_posix()
        if path.is_file() and (name.startswith("assets/") or f"'{name}'" in listed):
            yield name, path


def drop_unused(files: Files) -> None:
    """Source maps and their names in scripts, other languages' word stems, the theme's icon."""
    for file in list(files):
        if file.src_uri.endswith(".map") or file.src_uri.startswith(_UNUSED):
            files.remove(file)
        elif file.src_uri.startswith(_THEME_SCRIPTS):
            file.content_bytes = _MAP_NAME.sub(b"", file.content_bytes)


def join_styles(files: Files, config: MkDocsConfig, asked_for: Set[tuple[str, ...]]) -> None:
    """Put the theme's style sheets and those of every page into one, which the theme then links,
    and those that a page asks for besides into another."""
    theme = [file for file in files.css_files() if file.src_uri.startswith(_THEME_STYLES)]
    ours = [file for path in config.extra_css if (file := files.get_file_from_path(str(path)))]
    theme.sort(key=lambda file: file.src_uri)
    layer, rest = ([file.content_bytes for file in sheets] for sheets in (theme, ours))
    for file in (*theme, *ours):
        files.remove(file)
    path, content = _joined(layer, rest)
    config.extra_css, config.extra["stylesheet"] = [], path
    files.append(File.generated(config, path, content=content))
    config.extra[_BESIDES] = dict(_join_besides(files, config, asked_for))


def _join_besides(
    files: Files, config: MkDocsConfig, asked_for: Set[tuple[str, ...]]
) -> Iterator[tuple[str, str]]:
    """What pages ask for, with the path of it in one; what none asks for alone, goes."""
    several = sorted(styles for styles in asked_for if len(styles) > 1)
    for styles in several:
        name = "-".join(PurePosixPath(path).stem for path in styles)
        sheets = b"\n".join(files.src_uris[path].content_bytes for path in styles)
        path, content = _named(name, sheets)
        files.append(File.generated(config, path, content=content))
        yield " ".join(styles), path
    for path in {path for styles in several for path in styles if (path,) not in asked_for}:
        files.remove(files.src_uris[path])


def joined(styles: list[str], config: MkDocsConfig) -> list[str]:
    """The style sheets that a page asks for, as they are published."""
    found = config.extra[_BESIDES].get(" ".join(styles))
    return [found] if found else styles


def theme_styles(config: MkDocsConfig) -> tuple[str, bytes]:
    """Path and content of the theme's style sheets in one, for a project whose pages link ours."""
    folders = (Path(folder) / _THEME_STYLES for folder in reversed(config.theme.dirs))
    sheets = {path.name: path for folder in folders for path in folder.glob("*.css")}
    return _joined([sheets[name].read_bytes() for name in sorted(sheets)], [])


def fingerprinted(site: Path) -> list[str]:
    """The files of a finished site whose names change with what they hold: to be kept for long."""
    paths = (path for place in _KEPT for path in (site / place).rglob("*"))
    return [path.relative_to(site).as_posix() for path in paths if _FINGERPRINT.search(path.name)]


def _joined(layer: list[bytes], rest: list[bytes]) -> tuple[str, bytes]:
    """Path and content of one style sheet; the name changes with the content.

    The theme's are a cascade layer, so that any rule of ours overrides them. The character set
    counts only at the very start (CSS Syntax 3, 3.2).
    """
    first, last = (
        b"".join(_MAP_NAME.sub(b"", text).strip() + b"\n" for text in texts)
        for texts in (layer, rest)
    )
    content = b'@charset "UTF-8";\n@layer theme {\n%s}\n%s' % (first, last)
    return _named("all", content)


def _named(name: str, content: bytes) -> tuple[str, bytes]:
    return f"{_THEME_STYLES}{name}.{sha256(content).hexdigest()[:8]}.css", content
