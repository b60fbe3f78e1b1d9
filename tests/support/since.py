"""What changed since a reader's last visit, put into a built overview."""

import json
import re
from typing import Any

from playwright.sync_api import Page

from tests.support.sites import BLANK, Site

KEY = "since:1:/"
_DATA = re.compile(r'(<script type="application/json" id="since-data">).*?(</script>)', re.DOTALL)
CHANGE = {
    "id": "deployment.2026-11-20",
    "criterion": "Deployment",
    "on": "2026-11-20",
    "before": "Best for <b>production</b>",
    "after": "Depends on what you serve",
    "because": "<img src=x onerror=alert(1)> The server is no longer maintained.",
    "url": "criteria/deployment/#history",
}
OLDER = CHANGE | {"id": "ecosystem.2026-05-02", "on": "2026-05-02", "criterion": "Ecosystem"}


def overview(bare_site: Site, page: Page, changes: Any, seen: str | None = "2026-05-02") -> None:
    """Open the overview, with these changes in it, in a browser that remembers `seen`."""
    html = (bare_site.folder / "index.html").read_text(encoding="utf-8")
    data = changes if isinstance(changes, str) else json.dumps(changes).replace("<", "\\u003c")
    body = _DATA.sub(lambda found: f"{found[1]}{data}{found[2]}", html)
    page.unroute_all()
    page.route(bare_site.url, lambda r: r.fulfill(body=body, content_type="text/html"))
    if seen is not None:
        if not page.url.startswith(bare_site.url):
            page.goto(f"{bare_site.url}{BLANK}")
        page.evaluate("([key, seen]) => localStorage.setItem(key, seen)", [KEY, seen])
    page.goto(bare_site.url)
