"""The seal of a backup: a plain SQLite file followed by what it is and a hash of all of it.

Layout after the last database page: magic (16 bytes), length of the manifest (4, big-endian),
manifest (JSON), SHA-256 of everything before it (32). SQLite reads only as many pages as the
header counts, so every SQLite tool opens a sealed file. The manifest is padded to make the whole
file's length odd: no flipped bit in the header can then make the file look like a whole one
without a seal.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import BinaryIO

from rccdesk.enums import BackupReason
from rccdesk.errors import StoreError
from rccdesk.services.progress import Progress, ignore

SQLITE_MAGIC = b"SQLite format 3\x00"
_MAGIC = b"rccdesk-seal-1\r\n"
_DIGEST = hashlib.sha256().digest_size
_LENGTH = 4
_LONGEST_MANIFEST = 1 << 20
_PIECE = 1 << 20
_SMALLEST_PAGE = 512


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself. Times are aware and in UTC; nothing here names a person."""

    version: str  # of the program
    schema: int
    reason: BackupReason
    made_at: dt.datetime
    counts: dict[str, int]  # per table group
    link_faults: int = 0  # rows that point at missing rows, as in the original
    last_entry_id: int = 0
    last_entry_at: dt.datetime | None = None
    last_entry_hash: str = ""
    good_starts: int = 0
    rewritten_at: dt.datetime | None = None

    def rewritten(self, at: dt.datetime, **changes: object) -> Manifest:
        """Return the manifest of the same backup after its content was changed at ``at``."""
        return replace(self, rewritten_at=at, **changes)  # type: ignore[arg-type]


def read_seal(path: Path) -> tuple[Manifest, str] | None:
    """Return the manifest and the hash in hex of a sealed file, None for one without a seal.

    Reads only the ends of the file: the hash is compared by `verify_seal`. Raises StoreError
    ``not_a_store``; ``backup_damaged`` if the length, the seal or the manifest cannot be right;
    ``store_not_found`` and ``store_unreadable``.
    """
    try:
        with path.open("rb") as file:
            start, size = _find(file, path.name)
            if start is None:
                return None
            file.seek(start)
            return _parse(file.read(size - start), path.name)
    except FileNotFoundError:
        raise StoreError("store_not_found", path=path.name) from None
    except OSError as error:
        raise StoreError("store_unreadable") from error
    except StoreError as error:
        if error.code == "not_a_store" and _has_magic(path):
            raise StoreError("backup_damaged", file=path.name) from None
        raise


def is_sealed(path: Path) -> bool:
    """Tell whether the file is a backup, also if it is a damaged one."""
    try:
        return read_seal(path) is not None
    except StoreError:
        return _has_magic(path)


def verify_seal(path: Path, progress: Progress = ignore) -> tuple[Manifest, str] | None:
    """Compare the hash of the whole file; as `read_seal`, and ``backup_damaged`` if it differs.

    ``progress`` counts bytes.
    """
    sealed = read_seal(path)
    if sealed is not None:
        try:
            with path.open("rb") as file:
                size = os.fstat(file.fileno()).st_size
                digest = _hash(file, size - _DIGEST, progress)
        except OSError as error:
            raise StoreError("store_unreadable") from error
        if digest.hex() != sealed[1]:
            raise StoreError("backup_damaged", file=path.name)
    return sealed


def write_seal(path: Path, manifest: Manifest, progress: Progress = ignore) -> str:
    """Append the seal to a database that nobody has open, sync it and return the hash in hex.

    ``progress`` counts bytes. The file must be one of our own making: when anything is raised,
    its end is undefined.
    """
    content = json.dumps(asdict(manifest), ensure_ascii=False, default=_as_text).encode()
    with path.open("r+b") as file:
        start, _size = _find(file, path.name)
        if start is not None:
            raise ValueError("already sealed")
        content += b" " * (len(content) % 2 == 0)  # pages, magic, length and hash are even
        file.seek(0, os.SEEK_END)
        file.write(_MAGIC + len(content).to_bytes(_LENGTH, "big") + content)
        digest = _hash(file, file.tell(), progress)
        file.seek(0, os.SEEK_END)
        file.write(digest)
        file.flush()
        os.fsync(file.fileno())
    return digest.hex()


def strip(path: Path) -> None:
    """Cut the seal off a copy, which is an ordinary database then; nothing if there is none."""
    with path.open("r+b") as file:
        start, _size = _find(file, path.name)
        if start is not None:
            file.truncate(start)
            os.fsync(file.fileno())


def _find(file: BinaryIO, name: str) -> tuple[int | None, int]:
    """Return where the seal begins (None if there is none) and the size of the file."""
    size = os.fstat(file.fileno()).st_size
    file.seek(0)
    header = file.read(100)
    if not header.startswith(SQLITE_MAGIC) or len(header) < 100:
        raise StoreError("not_a_store", file=name)
    page = int.from_bytes(header[16:18], "big")
    page = 65536 if page == 1 else page
    if page < _SMALLEST_PAGE or page & (page - 1):
        raise StoreError("backup_damaged", file=name)
    start = page * int.from_bytes(header[28:32], "big")
    if start == size:
        return None, size
    file.seek(start)
    if start > size or file.read(len(_MAGIC)) != _MAGIC:
        raise StoreError("backup_damaged", file=name)
    return start, size


def _parse(seal: bytes, name: str) -> tuple[Manifest, str]:
    fixed = len(_MAGIC) + _LENGTH
    length = int.from_bytes(seal[len(_MAGIC) : fixed], "big")
    try:
        if length > _LONGEST_MANIFEST or len(seal) != fixed + length + _DIGEST:
            raise ValueError
        values = json.loads(seal[fixed : fixed + length])
        for key in ("made_at", "last_entry_at", "rewritten_at"):
            values[key] = values[key] and dt.datetime.fromisoformat(values[key])
        if values["made_at"].utcoffset() is None:
            raise ValueError
        values["reason"] = BackupReason(values["reason"])
        known = {key: values[key] for key in values if key in Manifest.__dataclass_fields__}
        manifest = Manifest(**known)
    except (ValueError, KeyError, TypeError, AttributeError):
        raise StoreError("backup_damaged", file=name) from None
    return manifest, seal[fixed + length :].hex()


def _has_magic(path: Path) -> bool:
    """Tell whether the end of the file holds a seal that the header no longer points at."""
    try:
        with path.open("rb") as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(max(0, size - _PIECE))
            return _MAGIC in file.read()
    except OSError:
        return False


def _hash(file: BinaryIO, size: int, progress: Progress) -> bytes:
    digest = hashlib.sha256()
    file.seek(0)
    for done in range(0, size, _PIECE):
        progress(done, size)
        digest.update(file.read(min(_PIECE, size - done)))
    progress(size, size)
    return digest.digest()


def _as_text(value: object) -> str:
    if isinstance(value, dt.datetime):
        return value.isoformat()
    raise TypeError(type(value).__name__)
