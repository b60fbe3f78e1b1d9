"""Which records a file holds, read from its text even while it is broken in places."""

import re
from collections.abc import Iterator, Mapping

from comparison_site.core.fields import ID_PATTERN
from comparison_site.core.tree import Node
from comparison_site.loading.yaml_reader import read

GROUPS = ("options", "criteria", "scenarios", "sources")

Known = Mapping[str, Mapping[str, str]]
"""For each top-level list, the ids in it with a name for each, in file order."""

_SECTION = re.compile(r"^(?=[A-Za-z_]+:)", re.MULTILINE)
_ITEM = re.compile(r"^( *)- +(?:\{ *)?id: *[\"']?([a-z][a-z0-9-]*)", re.MULTILINE)


def known_records(text: str) -> Known:
    """The records of a comparison as typed; a broken section gives the ids that can be read."""
    root = read(text).root
    if root:
        return {group: dict(_named(root[group])) for group in GROUPS}
    sections = {part.partition(":")[0]: part for part in _SECTION.split(text)}
    return {group: _of_section(group, sections.get(group, "")) for group in GROUPS}


def _of_section(group: str, text: str) -> dict[str, str]:
    """Where not even the section can be read, its least indented items count."""
    if root := read(text).root:
        return dict(_named(root[group]))
    items = [(len(indent), name) for indent, name in _ITEM.findall(text)]
    least = min((indent for indent, _ in items), default=0)
    return {name: name for indent, name in items if indent == least}


def _named(records: Node) -> Iterator[tuple[str, str]]:
    for record in records:
        if re.fullmatch(ID_PATTERN, record["id"].text):
            yield record["id"].text, _name(record)


def _name(record: Node) -> str:
    """What a list of suggestions says beside the id."""
    title = record["name"].text or record["title"].text or record["need"].text
    publisher = f" ({record['publisher'].text})" if record["publisher"] else ""
    return f"{title or record['id'].text}{publisher}"
