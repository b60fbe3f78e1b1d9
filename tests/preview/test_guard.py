"""Who may use the forms of the live preview: nobody but a person at this machine."""

from io import BytesIO
from typing import Any

import pytest

from comparison_site.preview.guard import LARGEST, Guard, RefusedError, is_loopback

GUARD = Guard(8000)
FORM = "application/x-www-form-urlencoded"


def request(method: str = "POST", text: str = "", **changed: str) -> dict[str, Any]:
    """What a browser sends from a page of the preview; an empty word leaves a header out."""
    body = (text or f"token={GUARD.token}&a=1").encode()
    usual = {
        "HTTP_HOST": "127.0.0.1:8000",
        "HTTP_ORIGIN": "http://127.0.0.1:8000",
        "HTTP_SEC_FETCH_SITE": "same-origin",
        "CONTENT_TYPE": FORM,
        "CONTENT_LENGTH": str(len(body)),
    }
    sent = {name: word for name, word in (usual | changed).items() if word}
    return sent | {"REQUEST_METHOD": method, "wsgi.input": BytesIO(body)}


@pytest.mark.parametrize(
    ("host", "alone"),
    [
        ("127.0.0.1", True), ("localhost", True), ("::1", True), ("[::1]", True),
        ("127.9.9.9", True), ("0.0.0.0", False), ("::", False), ("192.168.1.2", False),  # noqa: S104
        ("example.org", False), ("localhost.example.org", False), ("", False),
    ],
)  # fmt: skip
def test_only_a_loopback_address_is_this_machine_alone(host: str, alone: bool) -> None:
    assert is_loopback(host) is alone


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]"])
def test_a_page_of_the_preview_may_send_a_form(host: str) -> None:
    name = f"{host}:8000"
    sent = request(HTTP_HOST=name, HTTP_ORIGIN=f"http://{name}")
    GUARD.admit(sent)
    assert GUARD.form(sent)["a"] == ["1"]


@pytest.mark.parametrize(
    ("port", "address", "name"),
    [
        (8000, "127.0.0.2", "127.0.0.2:8000"),
        (8000, "0:0:0:0:0:0:0:1", "[0:0:0:0:0:0:0:1]:8000"),
        (80, "127.0.0.1", "127.0.0.1"),
        (80, "127.0.0.1", "localhost:80"),
    ],
)
def test_the_preview_is_called_as_browsers_call_it(port: int, address: str, name: str) -> None:
    Guard(port, address).admit(request(HTTP_HOST=name, HTTP_ORIGIN=f"http://{name}"))
    with pytest.raises(RefusedError):
        GUARD.admit(request(HTTP_HOST=name, HTTP_ORIGIN=f"http://{name}"))


def test_a_form_may_be_opened_by_its_address_alone() -> None:
    GUARD.admit(request("GET", HTTP_ORIGIN="", HTTP_SEC_FETCH_SITE="none"))
    GUARD.admit(request("GET", HTTP_ORIGIN="", HTTP_SEC_FETCH_SITE=""))  # an old browser


@pytest.mark.parametrize(
    ("status", "sent"),
    [
        # A foreign name that was made to lead to this machine, or another port of it.
        (421, request("GET", HTTP_HOST="evil.example:8000")),
        (421, request("GET", HTTP_HOST="127.0.0.1:8001")),
        (421, request("GET", HTTP_HOST="127.0.0.1")),
        (421, request("GET", HTTP_HOST="")),
        # Another site in the same browser, another page of this machine, a page without an origin.
        (403, request("GET", HTTP_SEC_FETCH_SITE="cross-site")),
        (403, request(HTTP_SEC_FETCH_SITE="same-site")),
        (403, request(HTTP_ORIGIN="http://evil.example")),
        (403, request(HTTP_ORIGIN="http://127.0.0.1:9999")),
        (403, request(HTTP_ORIGIN="http://localhost:8000")),
        (403, request(HTTP_ORIGIN="https://127.0.0.1:8000")),
        (403, request(HTTP_ORIGIN="null")),
        (403, request(HTTP_ORIGIN="")),
        (405, request("PUT")),
        (405, request("OPTIONS")),
    ],
)
def test_whoever_comes_from_elsewhere_is_refused(status: int, sent: dict[str, Any]) -> None:
    with pytest.raises(RefusedError) as refused:
        GUARD.admit(sent)
    assert refused.value.status == status


@pytest.mark.parametrize(
    ("status", "sent"),
    [
        (403, request(text="a=1")),
        (403, request(text="token=&a=1")),
        (403, request(text=f"token={Guard(8000).token}")),
        (403, request(text="token=%C3%A4")),
        (415, request(CONTENT_TYPE="text/plain")),  # what a foreign page may send unasked
        (415, request(CONTENT_TYPE="multipart/form-data; boundary=x")),
        (415, request(CONTENT_TYPE="")),
        (411, request(CONTENT_LENGTH="")),
        (411, request(CONTENT_LENGTH="-1")),
        (413, request(CONTENT_LENGTH=str(LARGEST + 1))),
        (413, request(CONTENT_LENGTH="9" * 40)),
        (413, request(CONTENT_LENGTH="0" * 9 + str(LARGEST + 1))),
        (400, request(text="&".join(f"a{n}=1" for n in range(501)))),
    ],
)
def test_what_is_no_form_of_ours_is_refused(status: int, sent: dict[str, Any]) -> None:
    with pytest.raises(RefusedError) as refused:
        GUARD.form(sent)
    assert refused.value.status == status


def test_bytes_that_are_no_text_are_refused() -> None:
    sent = request() | {"wsgi.input": BytesIO(b"a=\xff" * 9), "CONTENT_LENGTH": "36"}
    with pytest.raises(RefusedError, match="cannot be read"):
        GUARD.form(sent)
