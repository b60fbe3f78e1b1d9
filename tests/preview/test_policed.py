"""The pages of a preview run under the policy of published ones, and still reload themselves."""

from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any
from wsgiref.util import FileWrapper, setup_testing_defaults

import pytest
from mkdocs.livereload import LiveReloadServer

from comparison_site.outputs.policy import POLICY
from comparison_site.preview.serving import policed


@pytest.fixture
def server(tmp_path: Path) -> Iterable[LiveReloadServer]:
    """MkDocs' own server, which adds its script to pages."""
    (tmp_path / "index.html").write_text("<body><p>x</p></body>", encoding="utf-8")
    (tmp_path / "style.css").write_text("p { top: 0 }", encoding="utf-8")
    server = LiveReloadServer(lambda: None, "127.0.0.1", 0, str(tmp_path))
    server.watch(str(tmp_path))
    server.error_handler = lambda _: b"<body>no</body>"
    yield server
    server.server_close()


def asked(server: LiveReloadServer, path: str) -> tuple[str, dict[str, str], bytes]:
    environ: dict[str, Any] = {}
    setup_testing_defaults(environ)
    answer: list[Any] = []
    body = policed(server.serve_request)(
        environ | {"PATH_INFO": path}, lambda *given: answer.extend(given)
    )
    content = b"".join(body)
    if isinstance(body, FileWrapper):
        body.close()
    return answer[0], dict(answer[1]), content


def test_what_runs_is_the_script_that_reloads_the_page(server: LiveReloadServer) -> None:
    status, fields, page = asked(server, "/")
    script = page.partition(b"<script>")[2].partition(b"</script>")[0]
    assert b"livereload(" in script
    digest = b64encode(sha256(script).digest()).decode()
    allowed = f"script-src 'self' 'sha256-{digest}';"
    assert status == "200 OK"
    assert fields["Content-Security-Policy"] == POLICY.replace("script-src 'self';", allowed)
    assert fields["Content-Length"] == str(len(page))


@pytest.mark.parametrize(
    "smuggled",
    [
        b"<body><script>mine()</script></body>",
        b"<body><script>mine()</script></body></body>",
        b"<script>mine()</script></body><body></body>",
        b"<script>mine()</script>",
    ],
)
def test_no_other_script_runs(server: LiveReloadServer, smuggled: bytes) -> None:
    (Path(server.root) / "index.html").write_bytes(smuggled)
    policy = asked(server, "/")[1]["Content-Security-Policy"]
    digest = b64encode(sha256(b"mine()").digest()).decode()
    assert digest not in policy
    assert policy.count("sha256-") <= 1


def test_an_answer_without_that_script_allows_none(server: LiveReloadServer) -> None:
    status, fields, page = asked(server, "/gone/")
    assert (status, page) == ("404 Not Found", b"<body>no</body>")
    assert fields["Content-Security-Policy"] == POLICY


def test_what_is_no_page_is_sent_as_it_is(server: LiveReloadServer) -> None:
    _, fields, content = asked(server, "/style.css")
    assert content == b"p { top: 0 }"
    assert "Content-Security-Policy" not in fields
