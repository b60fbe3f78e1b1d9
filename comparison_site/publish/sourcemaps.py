"""The theme's code without the names of its source maps, which are not published."""

import re

_NAME = re.compile(rb"\s*/\*# sourceMappingURL=.*?\*/|^//# sourceMappingURL=\S*", re.MULTILINE)


def without_source_map(code: bytes) -> bytes:
    """The script or style sheet without the comment that names its source map."""
    return _NAME.sub(b"", code)
