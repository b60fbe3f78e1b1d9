"""The files of the theme and the program's assets, as a site publishes them."""

import re
from hashlib import sha256

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from comparison_site.core.resources import PROGRAM

_THEME_STYLES = "assets/stylesheets/"
_THEME_SCRIPTS = "assets/javascripts/"
_UNUSED = ("assets/javascripts/lunr/", "assets/images/favicon.png")
_MAP_NAME = re.compile(rb"\s*/\*# sourceMappingURL=.*?\*/|^//# sourceMappingURL=\S*", re.MULTILINE)


def add_assets(files: Files, config: MkDocsConfig) -> None:
    """Add the program's assets that the project's docs do not have."""
    docs = PROGRAM / "docs"
    for path in sorted((docs / "assets").rglob("*")):
        name = path.relative_to(docs).as_posix()
        if path.is_file() and not files.get_file_from_path(name):
            files.append(File.generated(config, name, abs_src_path=str(path)))


def drop_unused(files: Files) -> None:
    """Source maps and their names in scripts, other languages' word stems, the theme's icon."""
    for file in list(files):
        if file.src_uri.endswith(".map") or file.src_uri.startswith(_UNUSED):
            files.remove(file)
        elif file.src_uri.startswith(_THEME_SCRIPTS):
            file.content_bytes = _MAP_NAME.sub(b"", file.content_bytes)


def join_styles(files: Files, config: MkDocsConfig) -> None:
    """Put the theme's style sheets and those of every page into one, which the theme then links.

    The theme's are a cascade layer, so that any rule of ours overrides them. The character set
    counts only at the very start (CSS Syntax 3, 3.2). The name changes with the content, so that
    the sheet may be kept for long.
    """
    theme = [file for file in files.css_files() if file.src_uri.startswith(_THEME_STYLES)]
    ours = [file for path in config.extra_css if (file := files.get_file_from_path(str(path)))]
    sheets = [*sorted(theme, key=lambda file: file.src_uri), *ours]
    texts = [_MAP_NAME.sub(b"", file.content_bytes).strip() + b"\n" for file in sheets]
    layer, rest = b"".join(texts[: len(theme)]), b"".join(texts[len(theme) :])
    content = b'@charset "UTF-8";\n@layer theme {\n%s}\n%s' % (layer, rest)
    for file in sheets:
        files.remove(file)
    path = f"{_THEME_STYLES}all.{sha256(content).hexdigest()[:8]}.css"
    config.extra_css, config.extra["stylesheet"] = [], path
    files.append(File.generated(config, path, content=content))
