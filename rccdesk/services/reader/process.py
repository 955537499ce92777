"""The reading child: read one file as the program asks over stdin, answer over stdout.

First a message ``head`` with what is needed to recognise the layout; then, when the program has
answered with a plan, the coded columns; of further sheets too, where plans say that more of them
follow. It may first ask for a hidden sheet to be shown, and gets
the head anew. Messages: ``progress``, ``refused``, ``first``
(rows of a large file before its head), ``head``, ``column``, ``filled``, ``table``, ``failed``.
Nothing is written to stderr: it could hold cell contents.
"""

from __future__ import annotations

import gc
import json
import os
import threading
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from rccdesk.services import privacy
from rccdesk.services.reader import wire
from rccdesk.services.reader.coding import (
    CodedSheet,
    IdentifierList,
    Row,
    hash_values,
    scan_sheet_columns,
)
from rccdesk.services.reader.findings import SheetFindings, cell_address
from rccdesk.services.reader.limits import LISTED_CELLS, Refusal, confine
from rccdesk.services.reader.sources import Fingerprint, Sheet, Source, open_source

_PIPE_BUFFER = 2**16
# Progress is told in thousandths: scanning and parsing, then coding.
_PARSED = 700
_CODED = 960
_TOTAL = 1000


class Outlet:
    """The pipe to the program; also the scanning thread writes to it."""

    def __init__(self, stream: BinaryIO) -> None:
        """Write to ``stream``."""
        self._stream = stream
        self._lock = threading.Lock()
        self._told = 0

    def send(self, kind: str, fields: dict[str, object], *buffers: bytes) -> None:
        """Send one message."""
        with self._lock:
            wire.send(self._stream, kind, fields, *buffers)

    def report(self, done: int) -> None:
        """Tell how far the work has come, in thousandths."""
        if done > self._told:
            self._told = done
            self.send("progress", {"done": done, "total": _TOTAL})

    def report_parsing(self, share: float) -> None:
        """Tell which share of the sheets has been scanned."""
        self.report(int(_PARSED * share))

    def refuse_and_end(self, refusal: Refusal) -> None:
        """Refuse the file and end the process at once, whatever other threads are doing."""
        self.send("refused", {"code": refusal.code, **refusal.fields})
        os._exit(1)


def main() -> int:
    """Read the file that the program asks for; return the exit code of the process."""
    confine()
    threading.stack_size(2**20)  # counted against the limit on address space
    gc.disable()  # millions of cells, no cycles
    # Not sys.stdin and sys.stdout: they may be None in a program built without a console.
    requests = os.fdopen(0, "rb", closefd=False)
    outlet = Outlet(os.fdopen(1, "wb", _PIPE_BUFFER, closefd=False))
    try:
        _serve(requests, outlet)
    except Refusal as refusal:
        outlet.send("refused", {"code": refusal.code, **refusal.fields})
    except BrokenPipeError:
        return 1  # the program has gone
    except PermissionError:
        outlet.send("refused", {"code": "file_locked"})
    except OSError:
        outlet.send("refused", {"code": "file_unreadable"})
    except BaseException as error:  # noqa: BLE001 - a panic in calamine is a BaseException
        # The type alone: the text of an exception may hold cell contents.
        outlet.send("failed", {"type": type(error).__name__})
        return 1
    return 0


def _serve(requests: BinaryIO, outlet: Outlet) -> None:
    request = json.loads(requests.readline())
    path = Path(request["path"])
    hits = IdentifierList()
    outlet.report(1)
    before = _state(path)
    fingerprint = Fingerprint(path)
    source = open_source(
        path,
        outlet.refuse_and_end,
        outlet.report_parsing,
        lambda sheets: _send_first(sheets, outlet),
    )
    outlet.report(_PARSED)
    if not any(sheet.row_count for sheet in source.sheets):
        raise Refusal("no_table")
    _scan_names(source, hits)
    sha256 = fingerprint.wait()
    _send_head(source, sha256, before[0], hits, outlet)
    line = requests.readline()
    while line and "show" in (asked := json.loads(line)):
        source.show_hidden(asked["show"])
        _send_head(source, sha256, before[0], hits, outlet)
        line = requests.readline()
    is_scanned = False
    while line:  # else the program wanted only the head
        plan = json.loads(line)
        if _state(path) != before or plan["sha256"] not in (None, sha256):
            raise Refusal("file_changed")
        _send_table(source, plan, hits, outlet, is_scanned=is_scanned)
        if not plan.get("more"):
            os._exit(0)  # all is sent: do not spend time on freeing millions of cells
        is_scanned = True
        line = requests.readline()


def _state(path: Path) -> tuple[int, int]:
    status = path.stat()
    return status.st_size, status.st_mtime_ns


def _scan_names(source: Source, hits: IdentifierList) -> None:
    """Scan file name, sheet names and comments."""
    for hit in privacy.find_in_file_name(source.path.name):
        hits.add("", "", hit[0], "file_name")
    for sheet in source.sheets:
        for hit in privacy.find_personal_identifiers(sheet.name):
            hits.add("", "", hit[0], "sheet_name")
    for name, cell, text in source.comments:
        for hit in privacy.find_personal_identifiers(text):
            hits.add(name, cell, hit[0], "comment")


def _send_head(
    source: Source, sha256: str, size: int, hits: IdentifierList, outlet: Outlet
) -> None:
    sheets, buffers = _packed_heads(source.sheets, hits)
    fields: dict[str, object] = {
        "kind": source.kind,
        "sha256": sha256,
        "size": size,
        "macros": source.has_macros,
        "links": source.has_links,
        "date1904": source.date1904,
        "encoding": source.encoding,
        "delimiter": source.delimiter,
        "sheets": sheets,
        "identifiers": hits.hits,
        "identifier_count": hits.count,
    }
    outlet.send("head", fields, *buffers)


def _send_first(sheets: list[Sheet], outlet: Outlet) -> None:
    """Send what can be shown before the head; identifiers are masked as in the head."""
    fields, buffers = _packed_heads(sheets, IdentifierList())
    outlet.send("first", {"sheets": fields}, *buffers)


def _packed_heads(
    sheets: list[Sheet], hits: IdentifierList
) -> tuple[list[dict[str, object]], list[bytes]]:
    """Return the first rows of ``sheets`` as they are sent, without personal identifiers."""
    described: list[dict[str, object]] = []
    buffers: list[bytes] = []
    for sheet in sheets:
        rows = [list(row) for row in sheet.head]
        values: list[object] = []
        for number, row in enumerate(rows, sheet.first_row):
            padded = [None] * sheet.first_column + row
            for column, value in enumerate(padded):
                kind = _identifier_in(value)
                if kind:
                    padded[column] = wire.CellFault("masked")
                    if not _is_number(value):
                        hits.add(sheet.name, cell_address(column, number), kind, "cell")
                elif value == "":
                    padded[column] = None
            values += padded
        described.append(
            {
                "name": sheet.name,
                "visible": sheet.visible,
                "very_hidden": sheet.very_hidden,
                "first_row": sheet.first_row,
                "row_count": sheet.row_count,
                "column_count": sheet.first_column + sheet.column_count,
                "widths": [sheet.first_column + len(row) for row in rows],
            }
        )
        buffers += wire.pack_values(values)
    return described, buffers


def _send_table(
    source: Source,
    plan: dict[str, object],
    head_hits: IdentifierList,
    outlet: Outlet,
    *,
    is_scanned: bool,
) -> None:
    # The cells of the head are scanned again, as parts of their columns.
    hits = IdentifierList()
    for hit in head_hits.hits:
        if hit[3] != "cell":
            hits.add(*hit)
    sheet = next((s for s in source.sheets if s.name == plan["sheet"]), None)
    header_row = int(str(plan["header_row"]))
    if sheet is None or not sheet.first_row <= header_row < sheet.first_row + sheet.row_count:
        raise Refusal("no_table")
    findings = source.findings()
    found = findings.get(sheet.name, SheetFindings())
    rows = sheet.rows()
    above = list(islice(rows, header_row - sheet.first_row + 1))
    _scan_rows(above, sheet, hits)
    headers = [_header_text(value) for value in above[-1]]
    coded = _code(sheet, rows, header_row + 1, found, outlet)
    by_chance = scan_sheet_columns(coded, headers, hits)
    coded.mark_faults(found)
    if not is_scanned:
        _scan_other_sheets(source, sheet, findings, hits)
    outlet.report(_CODED)
    _send_columns(coded, headers, plan, outlet)
    errors = _addresses(found.errors, header_row)
    uncached = _addresses(found.uncached, header_row)
    outlet.send(
        "table",
        {
            "sheet": sheet.name,
            "header_row": header_row,
            "row_count": coded.row_count,
            "first_column": coded.first_column,
            "error_cells": errors[:LISTED_CELLS],
            "error_count": len(errors),
            "uncached_cells": uncached[:LISTED_CELLS],
            "uncached_count": len(uncached),
            "identifiers": hits.hits,
            "identifier_count": hits.count,
            "untold_formulas": found.formulas,
            "by_chance": {str(column): count for column, count in by_chance.items()},
        },
    )


def _code(
    sheet: Sheet, rows: Iterator[Row], first_row: int, found: SheetFindings, outlet: Outlet | None
) -> CodedSheet:
    coded = CodedSheet(sheet.name, first_row, sheet.first_column)
    total = max(sheet.row_count, 1)

    def report(done: int) -> None:
        if outlet is not None:
            outlet.report(_PARSED + (_CODED - _PARSED) * done // total)

    coded.add_rows(rows, booleans=found.booleans, report=report)
    return coded


def _scan_rows(rows: Iterable[Row], sheet: Sheet, hits: IdentifierList) -> None:
    """Scan the header and the lines above it."""
    for number, row in enumerate(rows, sheet.first_row):
        for column, value in enumerate(row, sheet.first_column):
            if kind := _identifier_in(value):
                hits.add(sheet.name, cell_address(column, number), kind, "header")


def _scan_other_sheets(
    source: Source, chosen: Sheet, findings: dict[str, SheetFindings], hits: IdentifierList
) -> None:
    """Scan the sheets that are not imported, hidden ones too."""
    visible = (sheet for sheet in source.sheets if sheet.visible and sheet is not chosen)
    for group in (visible, source.hidden_sheets()):
        for sheet in group:
            found = findings.get(sheet.name, SheetFindings())
            if sheet.name != chosen.name:
                coded = _code(sheet, sheet.rows(), sheet.first_row, found, None)
                scan_sheet_columns(coded, (), hits)


def _send_columns(
    coded: CodedSheet, headers: list[str], plan: dict[str, object], outlet: Outlet
) -> None:
    wanted = plan["columns"]
    key = bytes.fromhex(str(plan["hash_key"]))
    kept_back = []
    for index, codes in enumerate(coded.codes):
        column = index + coded.first_column
        if isinstance(wanted, list) and column not in wanted:
            kept_back.append(codes)
            continue
        header = headers[index] if index < len(headers) else ""
        fields: dict[str, object] = {"index": column, "header": header, "hashed": False}
        values = coded.values(index)
        parts: tuple[bytes, ...]
        if column == plan["id_column"]:
            fields["hashed"] = True
            faults = [v if isinstance(v, wire.CellFault) else None for v in values]
            parts = (*wire.pack_values(faults), hash_values(values, key).tobytes())
        else:
            parts = wire.pack_values(values)
        outlet.send("column", fields, codes.tobytes(), *parts)
    if kept_back:
        filled = bytes(map(any, zip(*kept_back, strict=True)))
        outlet.send("filled", {}, filled)


def _addresses(cells: Iterable[tuple[int, int]], header_row: int) -> list[str]:
    below = sorted(cell for cell in cells if cell[0] > header_row)
    return [cell_address(column, row) for row, column in below]


def _header_text(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) or (isinstance(value, str) and value.strip().isdecimal())


def _identifier_in(value: object) -> str | None:
    """Return the kind of the personal identifier in one cell on its own, if any."""
    if isinstance(value, int | float):
        text = str(int(value)) if 1e9 <= value < 1e13 and value == int(value) else ""
    else:
        text = value if isinstance(value, str) else ""
    found = privacy.find_personal_identifiers(text)
    return found[0][0] if found else None
