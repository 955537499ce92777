"""A small reader of PDF files, for tests: objects, the tree of tags, bookmarks.

Written from ISO 32000-1 (7.3 objects, 7.5.7 object streams, 12.3.3 outline, 14.7 structure); it
knows what our files have: no encryption, streams packed by Flate or not at all.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

_TOKEN = re.compile(
    rb"\s*(?:%[^\r\n]*\s*)*(<<|>>|\[|\]|\((?:\\.|[^\\()]|\((?:\\.|[^\\()])*\))*\)|<[0-9A-Fa-f\s]*>"
    rb"|/[^\s<>\[\]()/%]*|\d+\s+\d+\s+R|[^\s<>\[\]()/%]+)",
    re.DOTALL,
)
_OBJECT = re.compile(rb"(?:^|[\r\n])(\d+) (\d+) obj\b")
_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


class Name(str):
    """A name of a PDF, as /Figure."""

    __slots__ = ()


@dataclass(frozen=True)
class Ref:
    """A reference to an object by its number."""

    number: int


@dataclass
class Tag:
    """An element of the tree of tags."""

    kind: str
    alt: str = ""
    attributes: dict[str, Any] = field(default_factory=dict)
    children: list[Tag] = field(default_factory=list)
    has_content: bool = False
    lang: str = ""

    def walk(self) -> Iterator[Tag]:
        yield self
        for child in self.children:
            yield from child.walk()

    def all(self, *kinds: str) -> list[Tag]:
        return [tag for tag in self.walk() if tag.kind in kinds]


class Pdf:
    """A file that has been read: ``objects`` by number, and the catalogue."""

    def __init__(self, content: bytes) -> None:
        self.objects: dict[int, Any] = {}
        self.streams: dict[int, bytes] = {}
        for match in _OBJECT.finditer(content):
            self._read_object(int(match[1]), content, match.end())
        for number in list(self.streams):
            if self.objects[number].get("Type") == "ObjStm":
                self._read_packed(number)
        roots = [each for each in self.objects.values() if _is_type(each, "Catalog")]
        (self.catalog,) = roots

    def _read_object(self, number: int, content: bytes, start: int) -> None:
        value, end = _value(content, start)
        self.objects[number] = value
        match = re.compile(rb"\s*stream\r?\n").match(content, end)
        if match:
            stop = content.index(b"endstream", match.end())
            raw = content[match.end() : stop]
            packed = isinstance(value, dict) and value.get("Filter") is not None
            self.streams[number] = zlib.decompressobj().decompress(raw) if packed else raw

    def _read_packed(self, number: int) -> None:
        stream, head = self.streams[number], self.objects[number]
        first = head["First"]
        numbers = [int(each) for each in stream[:first].split()]
        for inner, offset in zip(numbers[::2], numbers[1::2], strict=True):
            self.objects[inner] = _value(stream, first + offset)[0]

    def get(self, value: Any) -> Any:
        """Return what a reference leads to."""
        while isinstance(value, Ref):
            value = self.objects[value.number]
        return value

    def tags(self) -> Tag:
        """Return the tree of tags from its root."""
        root = self.get(self.catalog["StructTreeRoot"])
        roles = self.get(root.get("RoleMap", {}))
        return self._tag(root, roles)

    def _tag(self, node: dict[str, Any], roles: dict[str, Any]) -> Tag:
        kind = str(node.get("S", "Root"))
        attributes: dict[str, Any] = {}
        found = self.get(node.get("A", []))
        for each in found if isinstance(found, list) else [found]:
            attributes |= self.get(each)
        tag = Tag(str(roles.get(kind, kind)), node.get("Alt", ""), attributes)
        tag.lang = node.get("Lang", "")
        below = self.get(node.get("K", []))
        for each in below if isinstance(below, list) else [below]:
            child = self.get(each)
            if isinstance(child, int) or (isinstance(child, dict) and "S" not in child):
                tag.has_content = True
            else:
                tag.children.append(self._tag(child, roles))
        return tag

    def bookmarks(self) -> list[tuple[int, str]]:
        """Return (level from 1, title) of every bookmark, in order."""
        root = self.get(self.catalog.get("Outlines", {}))
        return list(self._bookmarks(root.get("First"), 1))

    def _bookmarks(self, ref: Any, level: int) -> Iterator[tuple[int, str]]:
        while ref is not None:
            node = self.get(ref)
            yield level, node["Title"]
            yield from self._bookmarks(node.get("First"), level + 1)
            ref = node.get("Next")

    def metadata(self) -> str:
        """Return the XMP packet."""
        return self.streams[self.catalog["Metadata"].number].decode()

    def info(self) -> list[str]:
        """Return every text of the information dictionaries."""
        found = [each for each in self.objects.values() if isinstance(each, dict)]
        return [
            str(value)
            for each in found
            if {"Creator", "Producer"} & set(each) and "Type" not in each
            for value in each.values()
        ]


def _is_type(value: Any, kind: str) -> bool:
    return isinstance(value, dict) and value.get("Type") == kind


def _value(content: bytes, start: int) -> tuple[Any, int]:
    """Return the object that begins at ``start``, and where it ends."""
    match = _TOKEN.match(content, start)
    assert match is not None, content[start : start + 40]
    token, end = match[1], match.end()
    if token == b"<<":
        made: dict[str, Any] = {}
        while not (closing := re.compile(rb"\s*>>").match(content, end)):
            key, end = _value(content, end)
            made[str(key)], end = _value(content, end)
        return made, closing.end()
    if token == b"[":
        items = []
        while not (closing := re.compile(rb"\s*\]").match(content, end)):
            item, end = _value(content, end)
            items.append(item)
        return items, closing.end()
    return _scalar(token), end


def _scalar(token: bytes) -> Any:
    if token.endswith(b"R") and token[:1].isdigit():
        return Ref(int(token.split()[0]))
    if token.startswith(b"/"):
        return Name(token[1:].decode())
    if token.startswith(b"("):
        return _words(re.sub(rb"\\(\d{1,3}|.)", _unescape, token[1:-1], flags=re.DOTALL))
    if token.startswith(b"<"):
        return _words(bytes.fromhex(token[1:-1].decode()))
    if token in (b"true", b"false", b"null"):
        return {b"true": True, b"false": False, b"null": None}[token]
    return float(token) if b"." in token else int(token)


def _unescape(match: re.Match[bytes]) -> bytes:
    found = match[1]
    return bytes([int(found, 8)]) if found.isdigit() else _ESCAPES.get(found, found)


def _words(raw: bytes) -> str:
    if raw.startswith(b"\xfe\xff"):
        return raw[2:].decode("utf-16-be")
    return raw.decode("latin-1")
