"""Look into a file before calamine does: what it really is, and whether it is safe to open."""

from __future__ import annotations

import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from xml.etree import ElementTree

from rccdesk.services.reader.limits import (
    MAX_PACKED_BYTES,
    MAX_RATIO,
    MAX_UNPACKED_BYTES,
    RATIO_COUNTS_FROM,
    Refusal,
)

XLSX = "xlsx"
XLSM = "xlsm"
CSV = "csv"

_STEP = 2**20
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DTD = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
# The first bytes of other kinds of files; the key is the text ``reading.kind.<key>``.
_STARTS = (
    (b"%PDF", "pdf"),
    (b"\xff\xd8\xff", "picture"),
    (b"\x89PNG", "picture"),
    (b"GIF8", "picture"),
    (b"{\\rtf", "rtf"),
    (b"\x1f\x8b", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"Rar!", "archive"),
    (b"SQLite format 3", "database"),
    (b"MZ", "program"),
)
_HTML = re.compile(
    rb"^\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|table|meta)", re.I | re.S
)


def recognise(path: Path) -> str:
    """Return `XLSX` (also for .xlsm) or `CSV`; refuse other files by their real kind."""
    size = path.stat().st_size
    if size == 0:
        raise Refusal("empty_file")
    with path.open("rb") as file:
        start = file.read(4096)
        if start.startswith((b"PK\x03\x04", b"PK\x05\x06")):
            return XLSX
        if start.startswith(_OLE):
            _refuse_ole(file, size)
    for beginning, kind in _STARTS:
        if start.startswith(beginning):
            raise Refusal("not_a_workbook", kind=kind)
    named_as_text = path.suffix.lower() in {".csv", ".txt", ".tsv"}
    plain = start.removeprefix(b"\xef\xbb\xbf")
    if _HTML.match(plain):
        raise Refusal("not_a_workbook", kind="html")
    if plain.lstrip().startswith(b"<?xml"):
        kind = "spreadsheet_2003" if b"schemas-microsoft-com:office:spreadsheet" in start else "xml"
        raise Refusal("not_a_workbook", kind=kind)
    if named_as_text:
        return CSV
    if size == 1 or not _is_text(start):
        raise Refusal("not_a_workbook", kind="unknown")
    raise Refusal("not_a_workbook", kind="json" if plain.lstrip()[:1] in b"{[" else "text")


@dataclass(frozen=True)
class SheetPart:
    """A worksheet's part of the archive; ``part`` is None for chart sheets and the like."""

    name: str
    part: str | None


class Archive:
    """The zip container of a workbook, checked by the sizes it declares."""

    def __init__(self, path: Path) -> None:
        """Open and check the container; refuse bombs, other kinds and damaged files."""
        if path.stat().st_size > MAX_PACKED_BYTES:
            raise Refusal("too_large", reason="packed")
        try:
            self._zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, struct.error, ValueError, NotImplementedError):
            raise Refusal("truncated") from None
        self._members = {info.filename: info for info in self._zip.infolist()}
        self._check_members()
        self._file = path.open("rb")
        self.macros = any(name.endswith("vbaProject.bin") for name in self._members)
        self._root = self._relation_target("", "officeDocument") or "xl/workbook.xml"
        for name, info in self._members.items():
            if not self._is_sheet(name) and name.endswith((".xml", ".rels")):
                self._refuse_dtd(info)
        workbook = self.parse(self._root)
        relations = self._relations(self._root)
        self.date1904 = any(
            element.get("date1904") in {"1", "true"} for element in _named(workbook, "workbookPr")
        )
        self.sheets = tuple(
            SheetPart(element.get("name", ""), relations.get(_relation_id(element)))
            for element in _named(workbook, "sheet")
        )

    def close(self) -> None:
        """Close the file."""
        self._zip.close()
        self._file.close()

    def size(self, part: str) -> int:
        """Return the declared unpacked size of ``part``, 0 if there is none."""
        info = self._members.get(part)
        return info.file_size if info else 0

    def chunks(self, part: str) -> Iterator[bytes]:
        """Unpack ``part`` piece by piece; refuse it where it is longer than it says."""
        info = self._members.get(part)
        if info is None:
            return
        self._file.seek(info.header_offset)
        header = self._file.read(30)
        if len(header) < 30 or header[:4] != b"PK\x03\x04":
            raise Refusal("truncated")
        name_size, extra_size = struct.unpack("<HH", header[26:30])
        self._file.seek(name_size + extra_size, 1)
        left, total = info.compress_size, 0
        position = self._file.tell()
        stored = info.compress_type == zipfile.ZIP_STORED
        unpacker = zlib.decompressobj(-15)
        while left > 0:
            self._file.seek(position)
            packed = self._file.read(min(_STEP // 2, left))
            if not packed:
                raise Refusal("truncated")
            position += len(packed)
            left -= len(packed)
            while packed:
                try:
                    piece = packed if stored else unpacker.decompress(packed, 4 * _STEP)
                except zlib.error:
                    raise Refusal("truncated") from None
                packed = b"" if stored else unpacker.unconsumed_tail
                total += len(piece)
                if total > info.file_size:
                    raise Refusal("too_large", reason="unpacked")
                if piece:
                    yield piece
        if total < info.file_size:
            raise Refusal("truncated")

    def parse(self, part: str) -> ElementTree.Element:
        """Parse a small part of the workbook, which has no DTD."""
        try:
            return ElementTree.fromstring(b"".join(self.chunks(part)))
        except (ElementTree.ParseError, LookupError, ValueError):
            raise Refusal("truncated") from None

    def comments(self) -> Iterator[tuple[str, str, str]]:
        """Yield (sheet, cell, text) of every note and comment."""
        for sheet in self.sheets:
            if sheet.part is None:
                continue
            for target in self._relations(sheet.part).values():
                if "omments" not in target and "omment" not in posixpath.basename(target):
                    continue
                if target not in self._members or not target.endswith(".xml"):
                    continue
                root = self.parse(target)
                for tag in ("comment", "threadedComment"):
                    for element in _named(root, tag):
                        yield sheet.name, element.get("ref", "A1"), "".join(element.itertext())

    def _is_sheet(self, name: str) -> bool:
        return name.startswith("xl/worksheets/") and name.endswith(".xml")

    def _check_members(self) -> None:
        names = set(self._members)
        if not any(name.startswith("xl/") for name in names):
            raise Refusal("not_a_workbook", kind=self._other_kind(names))
        if "xl/workbook.bin" in names:
            raise Refusal("not_a_workbook", kind="xlsb")
        total = 0
        for info in self._members.values():
            name = info.filename
            if name.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", name) or ":" in name:
                raise Refusal("not_a_workbook", kind="hostile")
            if info.flag_bits & 1:
                raise Refusal("password_protected")
            if info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
                raise Refusal("not_a_workbook", kind="hostile")
            total += info.file_size
            packed_tightly = info.file_size > MAX_RATIO * max(info.compress_size, 1)
            if info.file_size > RATIO_COUNTS_FROM and packed_tightly:
                raise Refusal("too_large", reason="unpacked")
        if total > MAX_UNPACKED_BYTES:
            raise Refusal("too_large", reason="unpacked")

    def _other_kind(self, names: set[str]) -> str:
        if "mimetype" in names:
            mimetype = self._zip.read("mimetype")[:80] if self.size("mimetype") < 200 else b""
            return "ods" if b"opendocument.spreadsheet" in mimetype else "opendocument"
        for folder, kind in (("word/", "word"), ("ppt/", "powerpoint")):
            if any(name.startswith(folder) for name in names):
                return kind
        return "archive"

    def _refuse_dtd(self, info: zipfile.ZipInfo) -> None:
        tail = b""
        for piece in self.chunks(info.filename):
            if _DTD.search(tail + piece):
                raise Refusal("not_a_workbook", kind="hostile")
            tail = piece[-16:]

    def _relations(self, part: str) -> dict[str, str]:
        """Return the targets of ``part`` by relation id."""
        return {key: target for key, _, target in self._relation_rows(part)}

    def _relation_target(self, part: str, kind: str) -> str | None:
        targets = (row[2] for row in self._relation_rows(part) if row[1].endswith("/" + kind))
        return next(targets, None)

    def _relation_rows(self, part: str) -> list[tuple[str, str, str]]:
        folder, name = posixpath.split(part)
        relations = posixpath.join(folder, "_rels", f"{name}.rels")
        if relations not in self._members:
            return []
        rows = []
        for element in _named(self.parse(relations), "Relationship"):
            if element.get("TargetMode") == "External":
                continue
            target = posixpath.normpath(posixpath.join("/", folder, element.get("Target", "")))
            rows.append((element.get("Id", ""), element.get("Type", ""), target.lstrip("/")))
        return rows


def _named(root: ElementTree.Element, name: str) -> Iterator[ElementTree.Element]:
    """Yield the elements called ``name`` in any namespace (strict and transitional differ)."""
    return (element for element in root.iter() if element.tag.rpartition("}")[2] == name)


def _relation_id(element: ElementTree.Element) -> str:
    return next((value for key, value in element.attrib.items() if key.endswith("}id")), "")


def _refuse_ole(file: BinaryIO, size: int) -> None:
    """Refuse an OLE container: encrypted, labelled or a workbook of before 2007."""
    file.seek(0)
    content = file.read(min(size, MAX_PACKED_BYTES))

    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in content

    if holds("DRMEncrypted") or holds("DRMContent"):
        raise Refusal("password_protected", reason="label")
    if holds("EncryptedPackage"):
        raise Refusal("password_protected")
    if holds("Workbook") or holds("Book"):
        raise Refusal("not_a_workbook", kind="xls")
    raise Refusal("not_a_workbook", kind="word" if holds("WordDocument") else "unknown")


def _is_text(start: bytes) -> bool:
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    control = sum(byte < 32 and byte not in b"\t\n\r\f" for byte in start)
    return control == 0
