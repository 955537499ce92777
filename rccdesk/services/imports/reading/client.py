"""The program's end of the reading child: start it, watch over it, take what it sends."""

from __future__ import annotations

import contextlib
import json
import queue
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import cast

import numpy as np
from numpy.typing import NDArray

from rccdesk.errors import FileRefusedError
from rccdesk.formats import number
from rccdesk.services.imports.reading.access import check_access, reachable_name
from rccdesk.services.imports.reading.tables import (
    CodedColumn,
    CodedTable,
    IdentifierHit,
    ReadPlan,
    SheetHead,
    WorkbookHead,
)
from rccdesk.services.privacy import has_personal_identifier
from rccdesk.services.progress import Progress, ignore
from rccdesk.services.reader import wire
from rccdesk.services.reader.findings import cell_address
from rccdesk.services.reader.launch import start
from rccdesk.texts import text

ShowFirst = Callable[[tuple[SheetHead, ...]], None]

SILENCE_SECONDS = 60.0
# calamine tells nothing while it parses; a slow computer gets through this much of a file.
_PACKED_BYTES_PER_SECOND = 500_000
_TICK_SECONDS = 0.1


class Reading:
    """A file that is being read by a child process; use it as a context manager."""

    def __init__(
        self, path: Path, progress: Progress = ignore, show_first: ShowFirst | None = None
    ) -> None:
        """Start the child and read the head; FileRefusedError, Cancelled from ``progress``."""
        self._show_first = show_first
        path = reachable_name(path)
        size = check_access(path)
        self._patience = SILENCE_SECONDS + size / _PACKED_BYTES_PER_SECOND
        self._child = start(path)
        self._messages: queue.SimpleQueue[wire.Message | None] = queue.SimpleQueue()
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()
        try:
            self.head = _head(self._wait("head", progress))
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Reading:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the child, whatever it is doing."""
        if self._child.poll() is None:
            self._child.kill()
        self._child.wait()
        self._listener.join()
        for stream in (self._child.stdin, self._child.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()

    def show_hidden(self, sheet: str, progress: Progress = ignore) -> None:
        """Read the head again with the first rows of a hidden sheet that the user names.

        Nothing happens where there is none of that name. FileRefusedError, Cancelled.
        """
        if any(each.name == sheet and not each.visible for each in self.head.sheets):
            self._ask({"show": sheet})
            self.head = _head(self._wait("head", progress))

    def read(self, plan: ReadPlan, progress: Progress = ignore) -> CodedTable:
        """Read the rows of ``plan``; again only after a plan with ``more``. FileRefusedError."""
        self._ask(
            {
                "sheet": plan.sheet,
                "header_row": plan.header_row,
                "id_column": plan.id_column,
                "hash_key": plan.hash_key.hex(),
                "columns": None if plan.columns is None else list(plan.columns),
                "sha256": plan.sha256,
                "more": plan.more,
            }
        )
        columns: list[CodedColumn] = []
        filled = b""
        while True:
            message = self._wait(None, progress)
            if message.kind == "column":
                columns.append(_column(message))
            elif message.kind == "filled":
                filled = message.buffers[0]
            else:
                return _table(message, columns, filled, self.head.sha256)

    def _ask(self, request: dict[str, object]) -> None:
        stream = self._child.stdin
        if stream is not None:
            with contextlib.suppress(OSError):  # a dead child is told by `_wait`
                stream.write(json.dumps(request).encode() + b"\n")
                stream.flush()

    def _listen(self) -> None:
        stream = self._child.stdout
        message: wire.Message | None = None
        while stream is not None:
            try:
                message = wire.receive(stream)  # type: ignore[arg-type]
            except (OSError, ValueError, KeyError, MemoryError):
                message = None
            self._messages.put(message)
            if message is None:
                return

    def _wait(self, kind: str | None, progress: Progress) -> wire.Message:
        """Return the next message of ``kind`` (None: any but progress)."""
        heard = time.monotonic()
        done, total = 0, 1000
        while True:
            try:
                message = self._messages.get(timeout=_TICK_SECONDS)
            except queue.Empty:
                if time.monotonic() - heard > self._patience:
                    raise FileRefusedError("reader_died") from None
                progress(done, total)
                continue
            heard = time.monotonic()
            if message is None or message.kind == "failed":
                raise FileRefusedError("reader_died")
            if message.kind == "refused":
                raise _refusal(message.fields)
            if message.kind == "progress":
                done, total = _int(message.fields["done"]), _int(message.fields["total"])
                progress(done, total)
            elif message.kind == "first":
                if self._show_first is not None:
                    self._show_first(_sheet_heads(message))
            elif kind is None or message.kind == kind:
                return message


def _refusal(fields: dict[str, object]) -> FileRefusedError:
    """Return the error of a refusal; its sentence may depend on the kind or the reason."""
    code = str(fields["code"])
    sheet = str(fields["sheet"]) if "sheet" in fields else None
    if sheet is not None and has_personal_identifier(sheet):
        sheet = None
    if code == "not_a_workbook":
        return FileRefusedError(code, kind=text(f"reading.kind.{fields['kind']}"))
    if code == "too_large":
        reason = text(
            f"reading.too_large.{fields['reason']}",
            rows=number(_int(fields.get("rows", 0))),
            columns=number(_int(fields.get("columns", 0))),
        )
        return FileRefusedError(code, sheet=sheet, reason=reason)
    if code == "password_protected" and fields.get("reason") == "label":
        return FileRefusedError(code, protection=text("reading.protection.label"))
    if code == "password_protected":
        return FileRefusedError(code, protection=text("reading.protection.password"))
    return FileRefusedError(code, sheet=sheet)


def _head(message: wire.Message) -> WorkbookHead:
    fields = message.fields
    return WorkbookHead(
        kind=str(fields["kind"]),
        sha256=str(fields["sha256"]),
        size=_int(fields["size"]),
        sheets=_sheet_heads(message),
        macros=bool(fields["macros"]),
        date1904=bool(fields["date1904"]),
        encoding=cast("str | None", fields["encoding"]),
        delimiter=cast("str | None", fields["delimiter"]),
        identifiers=tuple(_hits(fields["identifiers"])),
        links=bool(fields["links"]),
    )


def _sheet_heads(message: wire.Message) -> tuple[SheetHead, ...]:
    buffers = iter(message.buffers)
    sheets = []
    for sheet in cast("list[dict[str, object]]", message.fields["sheets"]):
        values = iter(
            wire.unpack_values(next(buffers), next(buffers), next(buffers), next(buffers))
        )
        widths = cast("list[int]", sheet["widths"])
        sheets.append(
            SheetHead(
                name=str(sheet["name"]),
                visible=bool(sheet["visible"]),
                first_row=_int(sheet["first_row"]),
                row_count=_int(sheet["row_count"]),
                column_count=_int(sheet["column_count"]),
                rows=tuple(tuple(next(values) for _ in range(width)) for width in widths),
                very_hidden=bool(sheet["very_hidden"]),
            )
        )
    return tuple(sheets)


def _column(message: wire.Message) -> CodedColumn:
    fields = message.fields
    index = _int(fields["index"])
    codes = np.frombuffer(message.buffers[0], dtype=np.int32)
    values = wire.unpack_values(*message.buffers[1:5])
    hashes: NDArray[np.uint64] | None = None
    if fields["hashed"]:
        hashes = np.frombuffer(message.buffers[5], dtype=np.uint64)
    letter = cell_address(index, 1)[:-1]
    return CodedColumn(index, letter, str(fields["header"]), codes, values, hashes)


def _table(
    message: wire.Message, columns: list[CodedColumn], filled: bytes, sha256: str
) -> CodedTable:
    fields = message.fields
    row_count, header_row = _int(fields["row_count"]), _int(fields["header_row"])
    used = np.zeros(row_count, dtype=bool)
    if filled:
        used |= np.frombuffer(filled, dtype=np.uint8).astype(bool)
    for column in columns:
        used |= column.codes != 0
    row_numbers = np.arange(header_row + 1, header_row + 1 + row_count, dtype=np.int32)
    if not used.all():
        row_numbers = row_numbers[used]
        columns = [
            CodedColumn(c.index, c.letter, c.header, c.codes[used], c.values, c.hashes)
            for c in columns
        ]
    by_chance = cast("dict[str, int]", fields["by_chance"])
    return CodedTable(
        sheet=str(fields["sheet"]),
        header_row=header_row,
        row_numbers=row_numbers,
        columns=tuple(columns),
        error_cells=tuple(cast("list[str]", fields["error_cells"])),
        error_count=_int(fields["error_count"]),
        uncached_cells=tuple(cast("list[str]", fields["uncached_cells"])),
        uncached_count=_int(fields["uncached_count"]),
        identifiers=tuple(_hits(fields["identifiers"])),
        identifier_count=_int(fields["identifier_count"]),
        sha256=sha256,
        numeric_identifier_counts={int(column): count for column, count in by_chance.items()},
        untold_formulas=_int(fields["untold_formulas"]),
    )


def _hits(rows: object) -> Iterator[IdentifierHit]:
    for sheet, cell, kind, where in cast("list[tuple[str, str, str, str]]", rows):
        yield IdentifierHit(sheet, cell, kind, where)


def _int(value: object) -> int:
    return int(cast("int", value))
