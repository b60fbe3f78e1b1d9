"""The files of the theme and the program's assets, as a site publishes them."""

import re
from collections.abc import Iterable
from hashlib import sha256

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from comparison_site.core.resources import PROGRAM

_THEME_STYLES = "assets/stylesheets/"
_THEME_SCRIPTS = "assets/javascripts/"
_UNUSED = ("assets/javascripts/lunr/", "assets/images/favicon.png")
_DOCS = PROGRAM / "docs"


def add_assets(files: Files, config: MkDocsConfig) -> None:
    """Add the program's assets that the project's docs do not have."""
    for path in sorted((_DOCS / "assets").rglob("*")):
        name = path.relative_to(_DOCS).as_posix()
        if path.is_file() and not files.get_file_from_path(name):
            files.append(File.generated(config, name, abs_src_path=str(path)))


def drop_unused(files: Files) -> None:
    """Source maps, other languages' word stems, the theme's icon: no page asks for them.

    A browser whose tools are open would ask for the maps, as long as the scripts name them.
    """
    for file in list(files):
        if file.src_uri.endswith(".map") or file.src_uri.startswith(_UNUSED):
            files.remove(file)
        elif file.src_uri.startswith(_THEME_SCRIPTS):
            file.content_bytes = without_source_map(file.content_bytes)


def join_styles(files: Files, config: MkDocsConfig) -> None:
    """Put the theme's style sheets and those of every page into one, which the theme then links.

    The theme's are a cascade layer, so that any rule of ours overrides them.
    """
    theme = [f for f in files.css_files() if f.src_uri.startswith(_THEME_STYLES)]
    ours = [file for path in config.extra_css if (file := files.get_file_from_path(str(path)))]
    layer = joined(file.content_bytes for file in sorted(theme, key=lambda file: file.src_uri))
    content = joined([b"@layer theme {\n%s}" % layer, *(file.content_bytes for file in ours)])
    for file in (*theme, *ours):
        files.remove(file)
    config.extra_css = []
    config.extra["stylesheet"] = sheet_path(content)
    files.append(File.generated(config, sheet_path(content), content=content))


def joined(sheets: Iterable[bytes]) -> bytes:
    """The sheets in their order, without the names of their character sets and source maps."""
    return b"\n".join(without_source_map(_CHARSET.sub(b"", s)).strip() for s in sheets) + b"\n"


def sheet_path(content: bytes) -> str:
    """Where a sheet stands: its name changes with its content, so that it may be kept for long."""
    return f"assets/stylesheets/all.{sha256(content).hexdigest()[:8]}.css"


_CHARSET = re.compile(rb'^@charset "[^"]*";', re.IGNORECASE)
_NAME = re.compile(rb"\s*/\*# sourceMappingURL=.*?\*/|^//# sourceMappingURL=\S*", re.MULTILINE)


def without_source_map(code: bytes) -> bytes:
    """The script or style sheet without the comment that names its source map."""
    return _NAME.sub(b"", code)
