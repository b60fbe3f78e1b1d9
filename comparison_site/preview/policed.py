"""The pages of a live preview under the policy of published ones, and with it MkDocs' reloading."""

import re
from base64 import b64encode
from collections.abc import Callable, Iterable
from hashlib import sha256
from typing import Any

from comparison_site.outputs.policy import POLICY

_RELOADING = re.compile(rb"<script>([^<]+)</script></body>")

App = Callable[[Any, Any], Iterable[bytes]]


def policed(app: App) -> App:
    """An application (PEP 3333) that answers as `app` does, and says the policy of every page.

    MkDocs ends each page with a script that asks whether it has changed. What runs is exactly that
    script: it stands right before the end of the page, where nothing else does.
    """

    def application(environ: Any, start_response: Any) -> Iterable[bytes]:
        answer: list[Any] = []
        content = app(environ, lambda *given: answer.extend(given))
        status, fields = answer
        if dict(fields).get("Content-Type", "").startswith("text/html"):
            content = [b"".join(content)]
            fields = [*fields, ("Content-Security-Policy", _policy(content[0]))]
        start_response(status, fields)
        return content

    return application


def _policy(page: bytes) -> str:
    hashes = [b64encode(sha256(script).digest()).decode() for script in _RELOADING.findall(page)]
    allowed = "".join(f" 'sha256-{digest}'" for digest in hashes[-1:])
    return POLICY.replace("script-src 'self'", f"script-src 'self'{allowed}")
