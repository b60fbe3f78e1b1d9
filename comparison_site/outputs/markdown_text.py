"""Words as GitHub Flavored Markdown (https://github.github.com/gfm/) that stay words."""

import re

from markupsafe import Markup

# `<` and `&` as references, because older dialects know no backslash before them.
_ANYWHERE = re.compile(r"[\\`*_\[\]>|~#$]|!(?=\[|$)|(?<=[Ww]{3})\.|:(?=\S)")
_REFERENCE = re.compile(r"&(?=#?\w+;)")
_AT_THE_START = re.compile(r"^(?:\d{1,9}(?=[.)](?:\s|$))|(?=[-+=]))")
_SIMPLE = re.compile(r"[\w./:?#=%+,;~@-]+", re.ASCII)
_IN_ADDRESS = {ord(mark): f"%{ord(mark):02X}" for mark in "<>\\|` "}


def printed(value: object) -> Markup:
    """What a template prints, as text that Markdown leaves alone. For Jinja's `finalize`."""
    return value if isinstance(value, Markup) else Markup(escaped(str(value)))  # noqa: S704


def link(name: object, address: str) -> Markup:
    """A Markdown link with this name, which is plain words, to this address."""
    return Markup(f"[{printed(name)}]{target(address)}")  # noqa: S704


def target(address: str) -> str:
    """Simple addresses stand bare: not every reader of llms.txt knows the brackets."""
    if _SIMPLE.fullmatch(address):
        return f"({address})"
    return f"(<{_REFERENCE.sub('&amp;', address.translate(_IN_ADDRESS))}>)"


def escaped(text: str) -> str:
    """Backslashes before whatever means something in a line, at its start, or in a table."""
    line = _ANYWHERE.sub(r"\\\g<0>", _REFERENCE.sub("&amp;", " ".join(text.split())))
    return _AT_THE_START.sub(r"\g<0>\\", line).replace("<", "&lt;")
