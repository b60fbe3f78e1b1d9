"""Edits of the data: each changes one thing and says in words what it was, or changes nothing."""

from collections.abc import Callable
from random import Random
from typing import Any

from tests.benchmark.made_up import Data, Shape, identified, made_up
from tests.benchmark.words import Words
from tests.same_bytes.mending import points, renamed
from tests.same_bytes.project import Project
from tests.support.paths import MEASURED

GROUPS = ("options", "criteria", "scenarios", "sources")
RUN, _ABOUT = "evidence/results/ticket.json", "evidence/pairs/ticket/task.toml"
_SENTENCES = ("summary", "because", "text", "flips_if", "argument", "changed", "note")
_NAMES = ("label", "need", "publisher", "by", "license", "for", "maintained_by")
_WORDS = {
    "confidence": ("high", "medium", "low"),
    "icon": ("check", "trophy", "target", "rocket", "puzzle"),
    "stance": ("strength", "weakness", "context"),
    "hue": (10, 100, 200, 300),
    "kind": ("documentation", "survey", "article", "opinion"),
    "status": ("open", "adopted"),
    "reviewed_on": ("2026-03-01", "2026-04-01"),
    "accessed_on": ("2026-03-01", "2026-04-01"),
    "version": ("1.0", "2.0", "2.1"),
    "year": (1990, 2001),
}
_FEWEST, _MOST = {"options": 2, "criteria": 1, "scenarios": 0, "sources": 1}, 5
_OFTEN, _SELDOM = 0.7, 0.3


class Draw:
    """What is chosen at random, and words for it; the same for a seed."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)  # noqa: S311 - nothing secret
        self.words = Words(seed)

    def one(self, found: Any) -> Any:
        """One of several, or None of none."""
        known = list(found)
        return self.random.choice(known) if known else None


Edit = Callable[[Project, Draw], str]
"""Changes the project and says what it did; says nothing where there was nothing to change."""


def a_text(project: Project, draw: Draw) -> str:
    """Another text somewhere."""
    record, key = draw.one(_fields(project.data, (*_SENTENCES, *_NAMES, "question", "title")))
    is_sentence = key in _SENTENCES
    record[key] = draw.words.sentence(6) if is_sentence else draw.words.name()
    return f"{key}: {record[key]}"


def a_word(project: Project, draw: Draw) -> str:
    """Another word of a list, day, version or number somewhere."""
    fields = [(r, k) for r, k in _fields(project.data, tuple(_WORDS)) if r[k] in _WORDS[k]]
    record, key = draw.one(fields)
    record[key] = draw.one(_WORDS[key])
    return f"{key}: {record[key]}"


def a_name(project: Project, draw: Draw) -> str:
    """Another name of an option or a criterion, or a keyword for it."""
    record = draw.one([*project.data["options"], *project.data["criteria"]])
    key = draw.one(("name", "keywords", "first_for"))
    record[key] = draw.words.name() if key == "name" else [draw.words.word()]
    return f"{key} of {record['id']}: {record[key]}"


def an_outcome(project: Project, draw: Draw) -> str:
    """Another verdict, with or without its history."""
    criterion = draw.one(project.data["criteria"])
    verdict, names = criterion["verdict"], [one["id"] for one in project.data["options"]]
    past = {key: verdict[key] for key in ("kind", "option", "parts", "label") if key in verdict}
    for key in ("option", "parts"):
        verdict.pop(key, None)
    verdict["kind"] = draw.one(("winner", "split", "tie", "unknown"))
    if verdict["kind"] == "winner":
        verdict["option"] = draw.one(names)
    if verdict["kind"] == "split":
        verdict["parts"] = [{"option": o, "for": draw.words.word()} for o in names[:2]]
    if draw.random.random() < _OFTEN:
        entry = {"on": "2026-03-01", **past, "because": draw.words.sentence(5)}
        verdict["history"] = [entry, *verdict.get("history", ())][:3]
    return f"verdict of {criterion['id']}: {verdict['kind']}"


def a_proposal(project: Project, draw: Draw) -> str:
    """A proposal comes or goes."""
    record = draw.one([c["verdict"] for c in project.data["criteria"]])
    if record.pop("contested", None):
        return "a proposal goes"
    record["contested"] = {
        "kind": "winner", "option": draw.one(project.data["options"])["id"],
        "label": draw.words.name(), "icon": "clock", "because": draw.words.sentence(5),
        "confidence": "low", "status": draw.one(("open", "adopted")),
        "argument": draw.words.sentence(8), "sources": [draw.one(project.data["sources"])["id"]],
    }  # fmt: skip
    return f"a proposal for {record['contested']['option']}"


def a_record_more(project: Project, draw: Draw) -> str:
    """An option, criterion, scenario, source or point more, before or behind any other."""
    group = draw.one((*GROUPS, "points"))
    like = made_up(Shape(1, points=2, scenarios=1, seed=draw.random.randrange(10**6)))
    if group == "points":
        new, into = next(points(like))[1], draw.one(points(project.data))[0]
    else:
        new, into = like[group][0], project.data[group]
    if len(into) >= _MOST:
        return ""
    into.insert(draw.random.randrange(len(into) + 1), new)
    return f"{group}: {new['id']} is new"


def a_record_less(project: Project, draw: Draw) -> str:
    """An option, criterion, scenario, source or point is gone."""
    group = draw.one((*GROUPS, "points"))
    found = draw.one(points(project.data))[0] if group == "points" else project.data[group]
    published = [record for record in found if "draft" not in record]
    if len(published) <= _FEWEST.get(group, 1):
        return ""
    gone = draw.one(published)
    found.remove(gone)
    return f"{group}: {gone['id']} is gone"


def another_order(project: Project, draw: Draw) -> str:
    """A record or a point stands elsewhere in its list."""
    lists = [project.data[group] for group in GROUPS]
    lists += [among for among, _ in points(project.data)]
    moved = draw.one(one for one in lists if len(one) > 1)
    item = moved.pop(draw.random.randrange(len(moved)))
    moved.insert(draw.random.randrange(len(moved) + 1), item)
    return f"{item['id']} is moved"


def another_id(project: Project, draw: Draw) -> str:
    """A record has another id, and remembers the one before, or does not."""
    group = draw.one(one for one in GROUPS if project.data[one])
    number = draw.random.randrange(len(project.data[group]))
    before, after = project.data[group][number]["id"], identified(draw.words.name())
    project.data = renamed(project.data, before, after)
    record = project.data[group][number]
    if draw.random.random() < _OFTEN and "draft" not in record:
        record["formerly"] = [before, *record.get("formerly", ())][:3]
    return f"{before} is called {after}"


def a_draft(project: Project, draw: Draw) -> str:
    """An option that is not published yet comes, or goes."""
    options = project.data["options"]
    if any("draft" in option for option in options):
        options[:] = [option for option in options if "draft" not in option]
        return "the draft is gone"
    name = draw.words.name(2)
    options.append({"id": identified(name), "name": name, "draft": "true"})
    return f"the draft {name}"


def a_release(project: Project, draw: Draw) -> str:
    """Another newest version of an option's package, which it may get now."""
    option = draw.one(project.data["options"])
    option["package"] = {"manager": "pip", "name": option["id"]}
    version = draw.one(("1.0", "2.5", "3.0"))
    project.releases[f"pip:{option['id']}"] = version
    return f"{option['id']} {version} is out"


def a_run(project: Project, draw: Draw) -> str:
    """A source that is a run of our own comes or goes, or its result changes."""
    sources, files = project.data["sources"], project.files
    before = next((source for source in sources if "result" in source), None)
    names = [option["id"] for option in project.data["options"]]
    if before and draw.random.random() < _SELDOM:
        sources.remove(before)
        for file in [name for name in files if name.startswith("evidence/")]:
            del files[file]
        return "the run is gone"
    text = (MEASURED / RUN).read_text("utf-8")
    seconds = draw.one(("0.1", "0.2", "7.5"))
    text = text.replace('"seconds": 0.1', f'"seconds": {seconds}')
    for old, new in zip(("bicycle", "bus"), names, strict=False):
        text = text.replace(f'"{old}"', f'"{new}"')
    files |= {RUN: text, _ABOUT: (MEASURED / _ABOUT).read_text("utf-8")}
    if not before:
        kept = {"title": draw.words.name(3), "publisher": "Us", "kind": "measured"}
        sources.append({"id": "own-run", **kept, "result": {"file": RUN}})
    return f"the run took {seconds} s"


def a_mistake(project: Project, draw: Draw) -> str:
    """The data is broken; whatever is built next is mended first."""
    project.broken = draw.one(("waivers: [\n", "title: Again\n", "nonsense: 1\n", "\tx\n"))
    return f"the data ends in {project.broken!r}"


DATA_EDITS: tuple[Edit, ...] = (
    a_text, a_text, a_word, a_word, a_name, an_outcome, an_outcome, a_proposal, a_record_more,
    a_record_more, a_record_less, a_record_less, another_order, another_order, another_id, a_draft,
    a_release, a_run, a_mistake,
)  # fmt: skip


def _fields(part: Any, keys: tuple[str, ...]) -> list[tuple[Data, str]]:
    """Every field with one of these names, as the record that has it and the name."""
    found: list[tuple[Data, str]] = []
    for inner in part.values() if isinstance(part, dict) else part:
        if isinstance(inner, dict | list):
            found += _fields(inner, keys)
    if isinstance(part, dict):
        found += [(part, key) for key in part if key in keys]
    return found
