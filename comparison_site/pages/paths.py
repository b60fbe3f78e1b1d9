"""Where pages and their Markdown twins stand, counted from the site's root."""

_FOLDERS_OWN = ("index", "README")


def address(page: str) -> str:
    """The folder that a page is served as: `criteria/speed.md` becomes `criteria/speed/`.

    `index.md` and `README.md` are the pages of their own folder, as in MkDocs.
    """
    folder, slash, name = page.removesuffix(".md").rpartition("/")
    return f"{folder}{slash}" if name in _FOLDERS_OWN else f"{folder}{slash}{name}/"


def twin_path(page: str) -> str:
    """Where the twin of a page stands: `criteria/speed.md` becomes `criteria/speed/index.md`."""
    return f"{address(page)}index.md"
