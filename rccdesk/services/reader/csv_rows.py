"""Read CSV files: find out encoding and delimiter, refuse what is not lines of text."""

from __future__ import annotations

import codecs
import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

from rccdesk.services.reader.limits import (
    MAX_COLUMNS,
    MAX_LINE_BYTES,
    MAX_ROWS,
    MAX_TEXT_BYTES,
    Refusal,
)

_STEP = 2**20
_DELIMITERS = ";,\t"
_SAMPLE_ROWS = 40
_END = "\ue000end of the file\ue000"  # which no file holds


@dataclass(frozen=True)
class CsvFormat:
    """How a CSV file is written."""

    encoding: str
    delimiter: str


def find_format(path: Path) -> CsvFormat:
    """Find encoding (utf-8, utf-8-sig, utf-16, cp1252) and delimiter; refuse binary content."""
    if path.stat().st_size > MAX_TEXT_BYTES:
        raise Refusal("too_large", reason="text")
    encoding = _find_encoding(path)
    return CsvFormat(encoding, _find_delimiter(path, encoding))


def read_rows(path: Path, format_: CsvFormat) -> Iterator[list[str]]:
    """Yield every record as texts, empty lines as empty lists: as the rows of a sheet."""
    csv.field_size_limit(MAX_LINE_BYTES)
    errors = "replace" if format_.encoding == "cp1252" else "strict"
    with path.open(encoding=format_.encoding, errors=errors, newline="") as file:
        # A quotation mark that nothing closes takes all lines after it into one cell: this one too.
        records = csv.reader(chain(file, (_END,)), delimiter=format_.delimiter)
        try:
            for number, record in enumerate(records, 1):
                if record and record[-1].endswith(_END):
                    if record != [_END]:
                        raise Refusal("truncated")
                    return
                if number > MAX_ROWS or len(record) > MAX_COLUMNS:
                    raise Refusal("too_large", reason="rows")
                yield record
        except csv.Error:
            raise Refusal("not_a_workbook", kind="binary") from None
        except UnicodeError:
            raise Refusal("truncated") from None


def _find_encoding(path: Path) -> str:
    """Read the file once: its encoding, no NUL characters, no endless line."""
    with path.open("rb") as file:
        start = file.read(3)
        file.seek(0)
        if start.startswith(codecs.BOM_UTF8):
            encoding = "utf-8-sig"
        elif start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            encoding = "utf-16"
        else:
            encoding = "utf-8"
        decoder = codecs.getincrementaldecoder(encoding)()
        line = 0
        while True:
            piece = file.read(_STEP)
            line = _line_length(line, piece)
            try:
                text = decoder.decode(piece, final=not piece)
            except UnicodeDecodeError:
                if encoding != "utf-8":
                    raise Refusal("truncated") from None
                encoding = "cp1252"
                break
            if "\0" in text:
                raise Refusal("not_a_workbook", kind="binary")
            if not piece:
                return encoding
        file.seek(0)
        line = 0
        while piece := file.read(_STEP):
            line = _line_length(line, piece)
            if b"\0" in piece:
                raise Refusal("not_a_workbook", kind="binary")
    return encoding


def _line_length(line: int, piece: bytes) -> int:
    """Return how long the line at the end of ``piece`` is; refuse one that is too long."""
    first = piece.find(b"\n")
    if line + (len(piece) if first < 0 else first) > MAX_LINE_BYTES:
        raise Refusal("too_large", reason="line")
    return line + len(piece) if first < 0 else len(piece) - piece.rfind(b"\n")


def _find_delimiter(path: Path, encoding: str) -> str:
    """Choose the delimiter that splits most of the first rows into the same number of fields."""
    best, best_score = _DELIMITERS[0], 0
    for delimiter in _DELIMITERS:
        sample = islice(read_rows(path, CsvFormat(encoding, delimiter)), _SAMPLE_ROWS)
        try:
            records = list(sample)
        except Refusal:
            continue  # with another delimiter the quotes may make sense
        if records and records[0] == ["sep=", ""]:
            return delimiter  # Excel's own way of telling it
        rows = [len(record) for record in records if len(record) > 1]
        # Decimal commas split the rows of a semicolon file evenly too, but not its header.
        agreeing = Counter(rows).most_common(1)[0][1] if rows else 0
        if agreeing > best_score:
            best, best_score = delimiter, agreeing
    return best
