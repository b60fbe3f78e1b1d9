"""Edits of what the data says of the whole: its language, whether it is finished, its headings."""

from tests.same_bytes.data_edits import RUN, Draw, Edit
from tests.same_bytes.project import Project

_QUESTIONS = {"en": "Which one?", "de": "Welches?", "ar": "أيهما؟", "zh-Hant": "哪一個?"}
_TEXTS = ("introduction", "closing")
_EARLIER = "evidence/results/ticket.{day}.json"


def a_language(project: Project, draw: Draw) -> str:
    """Another language, with the question in it: some of its letters cannot be drawn."""
    lang = project.data["lang"] = draw.one(_QUESTIONS)
    project.data["question"] = _QUESTIONS[lang]
    return f"lang: {lang}"


def a_whole_draft(project: Project, _: Draw) -> str:
    """The comparison becomes a draft, or is finished."""
    if project.data.pop("draft", ""):
        return "the whole is finished"
    project.data["draft"] = "true"
    return "the whole is a draft"


def a_text_around(project: Project, draw: Draw) -> str:
    """Another introduction or closing thought, or none."""
    field = draw.one(_TEXTS)
    if not project.data.pop(field, ""):
        project.data[field] = draw.words.sentence(6)
    return f"{field}: {project.data.get(field, 'none')}"


def groups(project: Project, draw: Draw) -> str:
    """The criteria stand under headings, or under one called otherwise, or under none."""
    known = project.data.setdefault("groups", [])
    number = len(known)
    if number and draw.one((True, False)):
        known[0]["name"] = draw.words.name()
        return f"a group is called {known[0]['name']}"
    names = [draw.words.name(2) for _ in range(draw.one(one for one in range(3) if one != number))]
    known[:] = [{"id": f"group-{n}", "name": name} for n, name in enumerate(names)]
    return f"{len(names)} groups"


def an_order(project: Project, draw: Draw) -> str:
    """A verdict says who comes next, or no longer does."""
    verdicts = [criterion["verdict"] for criterion in project.data["criteria"]]
    verdict = draw.one(one for one in verdicts if one["kind"] == "winner")
    if not verdict:
        return ""
    if verdict.pop("order", None):
        return f"{verdict['label']}: no order"
    verdict["order"] = [verdict["option"]]
    return f"{verdict['label']}: an order"


def an_earlier_run(project: Project, draw: Draw) -> str:
    """A run of another day comes or goes."""
    if RUN not in project.files:
        return ""
    day = f"2026-11-{draw.one((19, 20, 22))}"
    file = _EARLIER.format(day=day)
    if project.files.pop(file, ""):
        return f"the run of {day} is gone"
    project.files[file] = project.files[RUN].replace("2026-11-21", day)
    return f"a run on {day}"


WHOLE_EDITS: tuple[Edit, ...] = (
    a_language, a_whole_draft, a_text_around, groups, groups, an_order, an_earlier_run,
)  # fmt: skip
