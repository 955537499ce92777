"""Where a marked value has got to: every file of a folder, in every way a text can lie in it.

Searched are the bytes (UTF-8, UTF-16 both ways, Latin-1, JSON's and XML's escapes, percent
signs), the parts of ZIP files, deflated streams (PDF, PNG, compressed values of a table), and
the values of every table of a SQLite file: a text can be broken by the border of a page.
"""

from __future__ import annotations

import io
import json
import re
import sqlite3
import unicodedata
import urllib.parse
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from xml.sax.saxutils import escape

_ZLIB = re.compile(rb"\x78[\x01\x5e\x9c\xda]")
_DEEPEST = 4


def spellings(mark: str) -> set[bytes]:
    """Return the bytes that a text can lie in a file as."""
    texts = {mark, unicodedata.normalize("NFD", mark), escape(mark), urllib.parse.quote(mark)}
    texts.add(json.dumps(mark)[1:-1])
    found = {text.encode() for text in texts}
    for coding in ("utf-16-le", "utf-16-be", "cp1252"):
        found.add(mark.encode(coding, "replace"))
    return found


def parts(content: bytes, depth: int = 0) -> Iterator[bytes]:
    """Give the bytes of a file, and of everything packed in it."""
    yield content
    if depth == _DEEPEST:
        return
    if content[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            for entry in packed.infolist():
                yield entry.filename.encode()
                yield from parts(packed.read(entry), depth + 1)
        return
    if content.startswith(b"SQLite format 3"):
        for value in _values(content):
            yield from parts(value, depth + 1)
    for place in _ZLIB.finditer(content):
        with_rest = zlib.decompressobj()
        try:
            plain = with_rest.decompress(content[place.start() :])
        except zlib.error:
            continue
        if plain:
            yield from parts(plain, depth + 1)


def _values(content: bytes) -> Iterator[bytes]:
    """Give every text and blob of a SQLite file, also of one with a seal after its pages."""
    with closing(sqlite3.connect(":memory:")) as raw:
        raw.deserialize(content)
        tables = [r[0] for r in raw.execute("SELECT name FROM sqlite_master WHERE type='table'")]
        for table in tables:
            for row in raw.execute(f'SELECT * FROM "{table}"'):
                for value in row:
                    if isinstance(value, str):
                        yield value.encode("utf-8", "surrogatepass")
                    elif isinstance(value, bytes):
                        yield value


def find(folders: Iterable[Path], marks: Iterable[str]) -> dict[str, set[str]]:
    """Return file -> the marks found in its name or its content."""
    wanted = {mark: spellings(mark) for mark in marks}
    found: dict[str, set[str]] = {}
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            held = [str(path.relative_to(folder)).encode()]
            if path.is_file() and not path.is_symlink():
                held += parts(path.read_bytes())
            hits = {
                mark
                for mark, ways in wanted.items()
                if any(way in each for each in held for way in ways)
            }
            if hits:
                found[str(path.relative_to(folder))] = hits
    return found


def find_in_text(text: str, marks: Iterable[str]) -> set[str]:
    """Return the marks in what was said on the console."""
    return {mark for mark in marks if mark.casefold() in text.casefold()}
