"""Edits of what stands beside the data: handwritten pages, assets, templates and settings."""

import re

from tests.same_bytes.data_edits import Draw, Edit
from tests.same_bytes.project import Project
from tests.support.paths import ROOT

_FEATURES = (
    "navigation.top",
    "navigation.footer",
    "toc.follow",
    "search.suggest",
    "navigation.path",
)
_SETTINGS = {
    "site_url": ("https://example.org/", "https://example.org/below/it/", '""'),
    "repo_url": ("https://example.org/team/comparison", '""'),
    "revision": ("0123456789abcdef0123456789abcdef01234567", '""'),
    "branch": ("main", "other"),
    "permalink": ('"#"', "true"),
    "logo": ("material/scale-balance", "material/check"),
    "copyright": ("Us and others", "Nobody"),
    "extra_css": (
        "[assets/site.css, assets/reader.css, assets/claims.css]",
        "[assets/site.css, assets/reader.css, assets/claims.css, assets/own.css]",
        "[assets/reader.css, assets/site.css, assets/claims.css]",
    ),
    "site_description": ("About these", "About those"),
}
_WORDS = re.compile(r"(?<=>)[A-Z][a-z]+ [a-z ]+(?=[<{])|^[A-Z][a-z]+ [a-z ]+(?=\.|$)", re.MULTILINE)
_TEMPLATES = sorted(
    path.relative_to(ROOT).as_posix()
    for folder in ("pages", "parts", "icons", "theme")
    for path in (ROOT / "templates" / folder).rglob("*")
    if path.is_file()
)
_STYLE = "docs/assets/own.css"


def a_page(project: Project, draw: Draw) -> str:
    """A handwritten page comes, says something else, or goes."""
    path = draw.one((*project.pages, f"{draw.words.word()}.md", "notes/about.md"))
    if path in project.pages and path != "method.md" and draw.random.random() < 0.4:
        del project.pages[path]
        return f"docs/{path} is gone"
    linked = draw.one(project.data["criteria"])["id"]
    below = "../" * path.count("/")
    link = f"[this]({below}criteria/{linked}.md)" if draw.random.random() < 0.4 else "this"
    project.pages[path] = f"# {draw.words.name()}\n\nSee {link}. {draw.words.sentence()}\n"
    return f"docs/{path} says {link} and more"


def another_order_of_pages(project: Project, draw: Draw) -> str:
    """The handwritten pages stand in another order."""
    paths = [*project.pages]
    draw.random.shuffle(paths)
    project.pages = {path: project.pages[path] for path in paths}
    return f"the pages are {', '.join(paths)}"


def an_asset(project: Project, draw: Draw) -> str:
    """A file of the project's own, or one instead of the program's, comes, changes or goes."""
    path = draw.one((_STYLE, "docs/assets/site.css", "docs/table.csv", "docs/assets/site.js"))
    if path in project.files and path != _STYLE and draw.random.random() < 0.4:
        del project.files[path]
        return f"{path} is gone"
    number = draw.random.randrange(100)
    known = ROOT / path
    before = known.read_text("utf-8") if known.is_file() else ""
    project.files[path] = f"{before}\n/* {number} */\n"
    return f"{path} ends in {number}"


def a_template(project: Project, draw: Draw) -> str:
    """A template of the project's own, with other words, comes, changes or goes."""
    own = [path for path in project.files if path.startswith("templates/")]
    if own and draw.random.random() < 0.3:
        path = draw.one(own)
        del project.files[path]
        return f"{path} is gone"
    path = draw.one(_TEMPLATES)
    text = project.files.get(path) or (ROOT / path).read_text("utf-8")
    words = [found.span() for found in _WORDS.finditer(text)]
    start, end = draw.one(words) or (len(text), len(text))
    new = f"{draw.words.name(1)} {draw.words.word()}" if words else "\n"
    project.files[path] = text[:start] + new + text[end:]
    return f"{path} says {new!r} instead of {text[start:end]!r}"


def a_broken_template(project: Project, draw: Draw) -> str:
    """A template is broken; it is mended before anything else is built."""
    path = draw.one(path for path in _TEMPLATES if path.endswith((".md", ".html")))
    text = (ROOT / path).read_text("utf-8")
    project.files[path] = text + draw.one(("{% if %}", "{{ nothing.at.all }}", "{% endfor %}"))
    return f"{path} ends in a mistake"


def a_setting(project: Project, draw: Draw) -> str:
    """Another setting."""
    key = draw.one(_SETTINGS)
    project.settings[key] = draw.one(_SETTINGS[key])
    project.files.setdefault(_STYLE, "/* nothing yet */\n")
    return f"{key}: {project.settings[key]}"


def features(project: Project, draw: Draw) -> str:
    """Other features of the theme."""
    chosen = draw.random.sample(_FEATURES, draw.random.randrange(1, len(_FEATURES)))
    project.settings["features"] = f"[{', '.join(chosen)}]"
    return f"features: {chosen}"


FILE_EDITS: tuple[Edit, ...] = (
    a_page, a_page, another_order_of_pages, an_asset, a_template, a_template, a_broken_template,
    a_setting, features,
)  # fmt: skip
