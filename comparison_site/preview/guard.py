"""Who may use the forms of the live preview: a person at this machine, on a page of the preview.

Any page that is open in the same browser can send requests here. So the server must listen on a
loopback address, the request must name it (else a foreign name was made to lead here), a change
must come from a page of ours (`Origin`, Fetch Standard 3.2) and bring the token that only such a
page can read, and no other page may show the form inside of itself.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from http import HTTPStatus
from http.client import HTTP_PORT
from ipaddress import ip_address
from secrets import compare_digest, token_urlsafe
from typing import Any
from urllib.parse import parse_qs

App = Callable[[Any, Any], Iterable[bytes]]
"""An application (PEP 3333): it answers requests."""
LARGEST = 64 * 1024  # bytes of a form
_MOST_FIELDS = 500
_FORM = "application/x-www-form-urlencoded"
_OURS = ("same-origin", "none")
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",  # without any, a browser hides the origin of a form, too
    "Cache-Control": "no-store",
}
"""What every answer of ours says to the browser."""


class RefusedError(Exception):
    """Raised for a request that is not answered: a status, and why."""

    def __init__(self, status: HTTPStatus, words: str) -> None:
        super().__init__(words)
        self.status = status


class StaleFormError(RefusedError):
    """Raised for a form without today's token: its `fields` may be shown again, never followed."""

    def __init__(self, fields: dict[str, list[str]]) -> None:
        words = "the preview was started anew since this form was opened"
        super().__init__(HTTPStatus.FORBIDDEN, words)
        self.fields = fields


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach a server that listens on this host."""
    try:
        return host == "localhost" or ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


@dataclass(frozen=True)
class Guard:
    """Lets requests through to a server on this port and loopback address of this machine."""

    port: int
    address: str = "127.0.0.1"
    token: str = field(default_factory=lambda: token_urlsafe(32))

    @cached_property
    def _names(self) -> set[str]:
        """How a browser calls the server; it leaves out the usual port."""
        own = f"[{self.address}]" if ":" in self.address else self.address
        hosts = {"localhost", "127.0.0.1", "[::1]", own}
        return {f"{host}:{self.port}" for host in hosts} | (
            hosts if self.port == HTTP_PORT else set()
        )

    def admit(self, environ: Mapping[str, Any]) -> None:
        """Raises RefusedError for a request that nobody at this machine sent from our pages."""
        host = environ.get("HTTP_HOST", "")
        if host not in self._names:
            raise RefusedError(HTTPStatus.MISDIRECTED_REQUEST, "this is no name of the preview")
        if environ.get("HTTP_SEC_FETCH_SITE", "none") not in _OURS:
            raise RefusedError(
                HTTPStatus.FORBIDDEN, "another site asked for this page; open it from the preview"
            )
        method = environ["REQUEST_METHOD"]
        if method not in ("GET", "HEAD", "POST"):
            raise RefusedError(HTTPStatus.METHOD_NOT_ALLOWED, "a form is read and sent, no more")
        if method == "POST" and environ.get("HTTP_ORIGIN") != f"http://{host}":
            raise RefusedError(HTTPStatus.FORBIDDEN, "the form was not sent from the preview")

    def form(self, environ: Mapping[str, Any]) -> dict[str, list[str]]:
        """The fields of a form that was sent with the token.

        Raises RefusedError, and StaleFormError where only the token is not today's.
        """
        length = str(environ.get("CONTENT_LENGTH", ""))
        if environ.get("CONTENT_TYPE", "").partition(";")[0].strip().lower() != _FORM:
            raise RefusedError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "this is no form")
        if not (length.isascii() and length.isdigit()):
            raise RefusedError(HTTPStatus.LENGTH_REQUIRED, "its length is not said")
        if len(length) > len(str(LARGEST)) or int(length) > LARGEST:
            raise RefusedError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "the form is too large")
        try:
            text = environ["wsgi.input"].read(int(length)).decode("utf-8")
            fields = parse_qs(text, keep_blank_values=True, max_num_fields=_MOST_FIELDS)
        except ValueError as error:
            raise RefusedError(HTTPStatus.BAD_REQUEST, "the form cannot be read") from error
        if not compare_digest(fields.get("token", [""])[0].encode(), self.token.encode()):
            raise StaleFormError(fields)
        return fields
