"""What a page may load and run, whatever stands in it: its Content-Security-Policy."""

from collections.abc import Iterable

POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",  # the theme's icons are in its style sheet
        "connect-src 'self'",  # the index of the search
        "worker-src 'self'",  # which searches it
        "form-action 'none'",
        "base-uri 'none'",
    ]
)
"""Files of the site and nothing else. No script, style or handler inside of a page runs, so that no
list of those that may has to be kept, and nothing in the data could ever get onto one.
"""
HEADERS_PATH = "_headers"
_FRAMING = "frame-ancestors 'none'"  # which only a header can say
_EVERYWHERE = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "X-Content-Type-Options": "nosniff",
}
_FOR_PROGRAMS = {"Access-Control-Allow-Origin": "*"}
_FOR_LONG = {"Cache-Control": "public, max-age=31536000, immutable"}


def headers(
    fingerprinted: Iterable[str] = (), policy: str = POLICY, *, is_draft: bool = False
) -> str:
    """The file for hosts that read one: which headers to send, by path (Netlify, Cloudflare Pages).

    `fingerprinted` are the paths of files whose names change with what they hold, `policy` what
    pages may load besides what they say themselves. A draft asks search engines to leave out all of
    it, also what is no page and cannot ask itself.
    """
    told = {"Content-Security-Policy": "; ".join(filter(None, (policy, _FRAMING)))}
    told |= _EVERYWHERE | ({"X-Robots-Tag": "noindex"} if is_draft else {})
    said = {"/*": told, "/api/*": _FOR_PROGRAMS}
    said |= {f"/{path}": _FOR_LONG for path in sorted(fingerprinted)}
    blocks = ("\n".join([path, *_lines(fields)]) for path, fields in said.items())
    return "\n\n".join(blocks) + "\n"


def _lines(fields: dict[str, str]) -> list[str]:
    return [f"  {name}: {value}" for name, value in fields.items()]
