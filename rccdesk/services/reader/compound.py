"""Read streams out of an OLE compound file ([MS-CFB]), the container of .xls."""

from __future__ import annotations

import struct
from array import array

from rccdesk.services.reader.limits import Refusal

_END = 0xFFFFFFFA  # this and higher are no sectors
_STORAGE, _STREAM, _ROOT = 1, 2, 5


class CompoundFile:
    """The streams of a compound file, by name; damaged ones are refused when they are read."""

    def __init__(self, content: bytes) -> None:
        """Read the tables and the directory of ``content``."""
        if len(content) < 512:
            raise Refusal("truncated")
        self._content = content
        self._shift, mini_shift = struct.unpack_from("<HH", content, 30)
        if self._shift not in (9, 12) or mini_shift != 6:
            raise Refusal("truncated")
        self._size = 1 << self._shift
        directory, self._cutoff = struct.unpack_from("<I4xI", content, 48)
        first_mini, _, first_extra, extras = struct.unpack_from("<IIII", content, 60)
        self._next = self._allocation_table(first_extra, extras)
        self.names: list[str] = []
        self._streams: dict[str, tuple[int, int]] = {}
        root = (_END, 0)
        entries = self._chain(directory, None)
        for position in range(0, len(entries) - 127, 128):
            length, kind = struct.unpack_from("<HB", entries, position + 64)
            if kind not in (_STORAGE, _STREAM, _ROOT):
                continue
            raw = entries[position : position + max(min(length, 64) - 2, 0)]
            name = raw.decode("utf-16-le", "replace")
            start, size = struct.unpack_from("<II", entries, position + 116)
            if kind == _ROOT:
                root = start, size
            else:
                self.names.append(name)
            if kind == _STREAM:
                self._streams.setdefault(name.lower(), (start, size))
        self._mini_next = self._words(self._chain(first_mini, None))
        self._mini = self._chain(root[0], root[1])

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._streams

    def stream(self, name: str) -> bytes:
        """Return the content of the stream ``name``; refuse one that is cut short."""
        start, size = self._streams[name.lower()]
        read = self._mini_chain if size < self._cutoff else self._chain
        content = read(start, size)
        if len(content) < size:
            raise Refusal("truncated")
        return content

    def _allocation_table(self, first_extra: int, extras: int) -> array[int]:
        sectors = list(struct.unpack_from("<109I", self._content, 76))
        extra = first_extra
        for _ in range(min(extras, len(self._content) >> self._shift)):
            if extra >= _END:
                break
            words = self._words(self._sector(extra))
            sectors += words[:-1]
            extra = words[-1] if words else _END
        parts = [self._sector(sector) for sector in sectors if sector < _END]
        if any(len(part) < self._size for part in parts):
            raise Refusal("truncated")
        return self._words(b"".join(parts))

    def _words(self, content: bytes) -> array[int]:
        words = array("I")
        words.frombytes(content[: len(content) // 4 * 4])
        return words

    def _sector(self, number: int) -> bytes:
        start = (number + 1) << self._shift
        return self._content[start : start + self._size]

    def _chain(self, start: int, size: int | None) -> bytes:
        """Return the sectors from ``start`` on, cut at ``size``; a loop ends at the file's size."""
        parts: list[bytes] = []
        most = len(self._content) >> self._shift
        if size is not None:
            most = min(most, -(-size // self._size))
        sector = start
        while sector < len(self._next) and len(parts) < most:
            parts.append(self._sector(sector))
            sector = self._next[sector]
        content = b"".join(parts)
        return content if size is None else content[:size]

    def _mini_chain(self, start: int, size: int) -> bytes:
        parts: list[bytes] = []
        sector = start
        while sector < len(self._mini_next) and len(parts) * 64 < size:
            parts.append(self._mini[sector * 64 : sector * 64 + 64])
            sector = self._mini_next[sector]
        return b"".join(parts)[:size]
