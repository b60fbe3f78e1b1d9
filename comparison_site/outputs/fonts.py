"""The fonts of pictures, which come with MkDocs, and whose licences allow it.

Roboto Slab (Apache License 2.0) is for headings, Lato (SIL Open Font License) for text.
"""

import zlib
from enum import Enum
from functools import cache
from importlib.resources import files
from struct import iter_unpack, pack, unpack

Face = Enum("Face", {"SERIF": "Roboto-Slab-Bold", "TEXT": "lato-normal", "BOLD": "lato-bold"})
"""A font, by the name of its file."""

_FONTS = files("mkdocs.themes.readthedocs") / "css" / "fonts"
_HEAD, _ENTRY = 44, 20  # bytes of a WOFF file (https://www.w3.org/TR/WOFF/)
_FONT_HEAD, _FONT_ENTRY = 12, 16  # and of the font in it


@cache
def unpacked(face: Face) -> bytes:
    """A font as OpenType: out of its WOFF file, which is unpacked anew for each size otherwise."""
    packed = (_FONTS / f"{face.value}.woff").read_bytes()
    flavor, count = unpack(">4x4s4xH", packed[:14])
    exponent = count.bit_length() - 1
    found = 16 << exponent  # for those who search the list of tables by halves
    head: bytes = flavor + pack(">4H", count, found, exponent, count * _FONT_ENTRY - found)
    place, body = _FONT_HEAD + count * _FONT_ENTRY, b""
    entries = packed[_HEAD : _HEAD + count * _ENTRY]
    for tag, start, size, length, checksum in iter_unpack(">4s4I", entries):
        table = packed[start : start + size]
        head += pack(">4s3I", tag, checksum, place + len(body), length)
        body += (zlib.decompress(table) if size < length else table) + bytes(-length % 4)
    return head + body
