"""The zip container of a workbook: safe to open by the sizes and the names it declares."""

from __future__ import annotations

import errno
import posixpath
import re
import struct
import threading
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from rccdesk.services.reader.kinds import ODS, XLSB, XLSX
from rccdesk.services.reader.limits import (
    MAX_PACKED_BYTES,
    MAX_RATIO,
    MAX_UNPACKED_BYTES,
    RATIO_COUNTS_FROM,
    Refusal,
)

_STEP = 2**20
_DTD = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
_MACROS = ("xl/macrosheets/", "Basic/", "Scripts/")
# Parts that bring in what stands elsewhere, or a copy of it.
_LINKS = ("xl/externalLinks/", "xl/connections.", "xl/pivotCache/", "xl/queryTables/")


@dataclass(frozen=True)
class Relation:
    """A part that another part names."""

    key: str
    kind: str
    target: str


def _why(error: BaseException | None) -> str:
    """Tell a damaged directory, which points outside the file, from a file that went away."""
    is_gone = isinstance(error, OSError) and error.errno != errno.EINVAL
    return "file_unreadable" if is_gone else "truncated"


class Archive:
    """A zip container, checked: its names, how it is packed and what it claims to unpack to."""

    def __init__(self, path: Path) -> None:
        """Open and check the container; refuse bombs, other kinds and damaged files."""
        self._size = path.stat().st_size
        if self._size > MAX_PACKED_BYTES:
            raise Refusal("too_large", reason="packed")
        try:
            self._zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, struct.error, ValueError, NotImplementedError) as error:
            # zipfile calls it damage too when the file cannot be read.
            raise Refusal(_why(error.__context__)) from None
        except OSError as error:
            raise Refusal(_why(error)) from None
        self._members = {info.filename: info for info in self._zip.infolist()}
        self._file = path.open("rb")
        self._lock = threading.Lock()
        self.kind = self._find_kind()
        self._check_members()

    @property
    def has_macros(self) -> bool:
        """Tell whether there is program code, which is never run."""
        return any(
            name.endswith("vbaProject.bin") or name.startswith(_MACROS) for name in self._members
        )

    @property
    def has_links(self) -> bool:
        """Tell whether the workbook holds links to other files, queries or copies of their rows."""
        return any(name.startswith(_LINKS) for name in self._members)

    def __contains__(self, part: str) -> bool:
        return part in self._members

    def size(self, part: str) -> int:
        """Return the declared unpacked size of ``part``, 0 if there is none."""
        info = self._members.get(part)
        return info.file_size if info else 0

    def chunks(self, part: str) -> Iterator[bytes]:
        """Unpack ``part`` piece by piece; refuse it where it is longer than it says."""
        info = self._members.get(part)
        if info is None:
            return
        header = self._read_at(info.header_offset, 30)
        if len(header) < 30 or header[:4] != b"PK\x03\x04":
            raise Refusal("truncated")
        name_size, extra_size = struct.unpack("<HH", header[26:30])
        position = info.header_offset + 30 + name_size + extra_size
        left, total = info.compress_size, 0
        stored = info.compress_type == zipfile.ZIP_STORED
        unpacker = zlib.decompressobj(-15)
        while left > 0:
            packed = self._read_at(position, min(_STEP // 2, left))
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

    def refuse_dtds(self, *, except_in: str | tuple[str, ...]) -> None:
        """Refuse XML parts with a document type, but do not look into those that begin so."""
        for name in self._members:
            if name.endswith((".xml", ".rels")) and not name.startswith(except_in):
                self.refuse_dtd(name)

    def refuse_dtd(self, part: str) -> None:
        """Refuse ``part`` if it has a document type."""
        tail = b""
        for piece in self.chunks(part):
            if _DTD.search(tail + piece):
                raise Refusal("not_a_workbook", kind="hostile")
            tail = piece[-16:]

    def relations(self, part: str) -> list[Relation]:
        """Return what ``part`` names inside the container."""
        folder, name = posixpath.split(part)
        listing = posixpath.join(folder, "_rels", f"{name}.rels")
        if listing not in self._members:
            return []
        found = []
        for element in named(self.parse(listing), "Relationship"):
            if element.get("TargetMode") == "External":
                continue
            target = posixpath.normpath(posixpath.join("/", folder, element.get("Target", "")))
            key, kind = element.get("Id", ""), element.get("Type", "")
            found.append(Relation(key, kind, target.lstrip("/")))
        return found

    def _read_at(self, position: int, size: int) -> bytes:
        if not 0 <= position <= self._size:
            raise Refusal("truncated")
        with self._lock:  # sheets are scanned in a thread of their own
            self._file.seek(position)
            return self._file.read(size)

    def _find_kind(self) -> str:
        names = set(self._members)
        if "xl/workbook.bin" in names:
            return XLSB
        if any(name.startswith("xl/") for name in names):
            return XLSX
        if "mimetype" in names:
            is_short = self.size("mimetype") < 200
            if is_short and b"opendocument.spreadsheet" in b"".join(self.chunks("mimetype")):
                return ODS
            raise Refusal("not_a_workbook", kind="opendocument")
        for folder, kind in (("word/", "word"), ("ppt/", "powerpoint")):
            if any(name.startswith(folder) for name in names):
                raise Refusal("not_a_workbook", kind=kind)
        raise Refusal("not_a_workbook", kind="archive")

    def _check_members(self) -> None:
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


def named(root: ElementTree.Element, name: str) -> Iterator[ElementTree.Element]:
    """Yield the elements called ``name`` in any namespace (strict and transitional differ)."""
    return (element for element in root.iter() if element.tag.rpartition("}")[2] == name)
