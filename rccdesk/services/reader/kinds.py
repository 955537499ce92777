"""Tell what a file is by its content, whatever it is called."""

from __future__ import annotations

import re
from pathlib import Path

from rccdesk.services.reader.limits import Refusal

ZIP = "zip"
OLE = "ole"
XLSX = "xlsx"
XLSM = "xlsm"
XLSB = "xlsb"
XLS = "xls"
ODS = "ods"
CSV = "csv"

_OLE_START = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
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
    # The records of Excel 2 to 4, which stood in no container.
    (b"\x09\x00\x04\x00", "xls_old"),
    (b"\x09\x02\x06\x00", "xls_old"),
    (b"\x09\x04\x06\x00", "xls_old"),
    (b"\x09\x08\x08\x00", "xls_old"),
    (b"\x09\x08\x10\x00", "xls_old"),
)
_HTML = re.compile(
    rb"^\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|table|meta)", re.I | re.S
)
_LOCK_FILE = ("~$", ".~lock.")
_MAX_LOCK_FILE_BYTES = 4096


def recognise(path: Path) -> str:
    """Return `ZIP`, `OLE` or `CSV`; refuse other files by their real kind."""
    size = path.stat().st_size
    if size == 0:
        raise Refusal("empty_file")
    with path.open("rb") as file:
        start = file.read(4096)
    if path.name.startswith(_LOCK_FILE) and size <= _MAX_LOCK_FILE_BYTES:
        raise Refusal("not_a_workbook", kind="lock_file")
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return ZIP
    if start.startswith(_OLE_START):
        return OLE
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


def _is_text(start: bytes) -> bool:
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    control = sum(byte < 32 and byte not in b"\t\n\r\f" for byte in start)
    return control == 0
