"""Which characters our font can show, read from the table of the font itself (OpenType, cmap)."""

from __future__ import annotations

import struct
from functools import cache
from pathlib import Path

from rccdesk.paths import resource_dir

_FONT = "SourceSans3-Regular.ttf"
INSTEAD = "\u25a1"  # an empty square, as readers know it from a character that is lacking


def displayable(words: str) -> str:
    """Return ``words`` with a square for every character that our font lacks; line ends stay."""
    known = covered()
    if not known:
        return words
    instead = INSTEAD if ord(INSTEAD) in known else "?"
    return "".join(c if ord(c) in known or c == "\n" else instead for c in words)


@cache
def covered() -> frozenset[int]:
    """Return the code points of our font; none where the font is not there."""
    path = resource_dir() / "fonts" / _FONT
    return read_coverage(path) if path.exists() else frozenset()


def read_coverage(path: Path) -> frozenset[int]:
    """Return the code points that a TrueType font has glyphs for, of its tables 4 and 12."""
    raw = path.read_bytes()
    count = struct.unpack_from(">H", raw, 4)[0]
    start = next(
        struct.unpack_from(">I", raw, 12 + 16 * n + 8)[0]
        for n in range(count)
        if raw[12 + 16 * n : 16 + 16 * n] == b"cmap"
    )
    found: set[int] = set()
    for number in range(struct.unpack_from(">H", raw, start + 2)[0]):
        offset = start + struct.unpack_from(">I", raw, start + 4 + 8 * number + 4)[0]
        form = struct.unpack_from(">H", raw, offset)[0]
        if form == 4:
            found |= _segments(raw, offset)
        elif form == 12:
            for group in range(struct.unpack_from(">I", raw, offset + 12)[0]):
                first, last, _glyph = struct.unpack_from(">III", raw, offset + 16 + 12 * group)
                found.update(range(first, last + 1))
    return frozenset(found)


def _segments(raw: bytes, offset: int) -> set[int]:
    """Return the code points of a table of format 4; glyph 0 stands for a lacking one."""
    count = struct.unpack_from(">H", raw, offset + 6)[0] // 2
    places = [offset + 14, *(offset + 16 + 2 * count * n for n in (1, 2, 3))]
    ends, starts, deltas, ranges = (
        struct.unpack_from(f">{count}H", raw, place) for place in places
    )
    found = set()
    for number, (first, last) in enumerate(zip(starts, ends, strict=True)):
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph = code
            if ranges[number]:
                place = places[3] + 2 * number + ranges[number] + 2 * (code - first)
                glyph = struct.unpack_from(">H", raw, place)[0]
            if glyph and (glyph + deltas[number]) & 0xFFFF:
                found.add(code)
    return found
