"""The forms of the live preview: pages that change the data, in front of the preview's own."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from http import HTTPStatus
from pathlib import Path
from threading import Lock
from typing import Any

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup

from comparison_site.authoring.changed_file import ChangedFile, SavingError
from comparison_site.authoring.decisions import DecisionError, Problem
from comparison_site.authoring.difference import MARKDOWN, Compared, report
from comparison_site.core.diagnostics import ComparisonError
from comparison_site.core.resources import Folders
from comparison_site.loading.loader import load_bytes
from comparison_site.pages.rendering import form_renderer, report_renderer
from comparison_site.preview import record_forms
from comparison_site.preview.forms import Answers, Form
from comparison_site.preview.guard import HEADERS, App, Guard, RefusedError, StaleFormError
from comparison_site.results.files import Folder

FORMS = "/-/edit/"
"""Where the forms stand. No page of a site has such an address."""

_STYLE = f"{FORMS}form.css"
_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("strikethrough")
Environ = Mapping[str, Any]


@dataclass(frozen=True)
class Answer:
    """What is sent back: the status, the media type and the text."""

    status: HTTPStatus
    media_type: str
    text: str


class Editor:
    """The forms about one data file, for whom the guard admits."""

    def __init__(self, data: Path, templates: Folders, guard: Guard, site: str = "/") -> None:
        """`site` is the path at which the preview serves the site; it ends in a slash."""
        self._data, self._guard, self._templates, self._site = data, guard, templates, site
        self._render = form_renderer(templates)
        self._writing = Lock()

    def before(self, app: App) -> App:
        """The application (PEP 3333) that answers for the forms, and asks `app` for all else."""

        def application(environ: Any, start_response: Any) -> Iterable[bytes]:
            if not environ["PATH_INFO"].startswith(FORMS):
                return app(environ, start_response)
            answer = self.answer(environ)
            content = answer.text.encode("utf-8")
            headers = {
                "Content-Type": f"{answer.media_type}; charset=utf-8",
                "Content-Length": str(len(content)),
            }
            status = f"{answer.status.value} {answer.status.phrase}"
            start_response(status, [*headers.items(), *HEADERS.items()])
            return [b"" if environ["REQUEST_METHOD"] == "HEAD" else content]

        return application

    def answer(self, environ: Environ) -> Answer:
        """The answer to a request for one of the forms."""
        try:
            self._guard.admit(environ)
            path = environ["PATH_INFO"]
            if path == _STYLE:
                return Answer(HTTPStatus.OK, "text/css", self._render("form.css", {}))
            return self._asked(environ)
        except RefusedError as error:
            return self._page("message.html", error.status, words=str(error))
        except (ComparisonError, OSError) as error:
            words = f"The data cannot be edited here until this is right:\n\n{error}"
            return self._page("message.html", HTTPStatus.CONFLICT, words=words)

    def _asked(self, environ: Environ) -> Answer:
        """The answer about a record. Answers to an older form are shown again, and not followed."""
        answers: Answers = {}
        stale = ""
        try:
            if environ["REQUEST_METHOD"] == "POST":
                answers = self._guard.form(environ)
        except StaleFormError as error:
            answers, stale = error.fields, str(error)
        kind, _, name = environ["PATH_INFO"].removeprefix(FORMS).partition("/")
        with self._writing:
            return self._form(kind, name, answers, stale)

    def _form(self, kind: str, name: str, answers: Answers, stale: str) -> Answer:
        before = self._data.read_bytes()
        present = load_bytes(before, str(self._data), files=Folder(self._data.parent))
        find = record_forms.FORMS.get(kind)
        form = find(present, name, answers) if find else None
        if form is None:
            raise RefusedError(HTTPStatus.NOT_FOUND, "there is no such form")
        digest = sha256(before).hexdigest()
        shown: dict[str, Any] = {"form": form, "digest": digest, "address": f"{FORMS}{kind}/{name}"}
        template = form.template
        if stale:
            problem = Problem(f"{stale}; look at your answers and send them again")
            return self._page(template, HTTPStatus.FORBIDDEN, **shown, problems=[problem])
        if answers:
            template, found = self._answered(form, before, digest)
            shown |= found
        return self._page(template, **shown)

    def _answered(self, form: Form, before: bytes, digest: str) -> tuple[str, dict[str, Any]]:
        """The page that follows an answer, and what it shows: problems, or what would change."""
        try:
            if form.answers.get("digest") != [digest]:
                message = f"the file {self._data.name} has changed since this form was opened"
                raise SavingError(f"{message}; look at your answers and send them again")
            made = form.amend(self._data, before, date.today())
            if made.before == made.after:
                raise SavingError("nothing is changed yet")
            if is_final := form.answers.get("action") == ["write"]:
                made.save()
        except DecisionError as error:
            return form.template, {"problems": form.told(error), "wrong_with_all": error.wrong}
        except SavingError as error:
            return form.template, {"problems": [Problem(str(error))]}
        return "written.html" if is_final else form.template, self._told(made)

    def _told(self, made: ChangedFile) -> dict[str, Any]:
        """What an amendment changes for readers, in the file, and for the editorial rules."""
        render = report_renderer(self._templates, markdown=True)
        written = report(made.difference, Compared(str(self._data)), render, MARKDOWN)
        readers = Markup(nh3.clean(_MARKDOWN.render(written)))  # noqa: S704
        return {"made": made, "readers": readers}

    def _page(self, template: str, status: HTTPStatus = HTTPStatus.OK, **names: Any) -> Answer:
        usual = {
            "token": self._guard.token,
            "file": self._data.name,
            "site": self._site,
            "style": _STYLE,
            "problems": (),
            "wrong_with_all": "",
            "made": None,
        }
        text = self._render(template, usual | names)
        return Answer(status, "text/html", text)
