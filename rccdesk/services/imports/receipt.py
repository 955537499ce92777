"""The receipt of an import: which file, when, by whom, how it was read, and what was found.

It holds no content of any cell, so that it can be kept and sent: problems are places and counts.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import select

from rccdesk import formats
from rccdesk.enums import BatchKind
from rccdesk.files import write_atomic
from rccdesk.models import HistoryEntry, ImportProfile
from rccdesk.services.imports.batches import BatchRow, get_batch, list_batches, list_problems
from rccdesk.texts import text

if TYPE_CHECKING:
    from rccdesk.services.database import Database
    from rccdesk.services.imports.problems import Problem

_WIDTHS = (24, 70, 16, 60, 12)
_COUNTS = (
    ("read", "rows_read"),
    ("imported", "rows_imported"),
    ("changed", "rows_changed"),
    ("unchanged", "rows_unchanged"),
    ("skipped", "rows_skipped"),
    ("missing", "rows_missing_since_last"),
)


@dataclass(frozen=True, slots=True)
class Receipt:
    """The receipt of a batch: facts (name, value), and one row of texts per problem."""

    batch_id: int
    title: str
    facts: tuple[tuple[str, str], ...]
    heads: tuple[str, ...]
    problems: tuple[tuple[str, ...], ...]


def make_receipt(database: Database, batch_id: int) -> Receipt:
    """Return the receipt of a batch in the language in use; NotFoundError ``no_such_batch``."""
    with database.read() as session:
        get_batch(session, batch_id)
        of_batch = select(HistoryEntry.who, HistoryEntry.batch_ids).order_by(HistoryEntry.entry_id)
        entries = session.execute(of_batch.where(HistoryEntry.batch_ids != "")).all()
        profiles = session.execute(select(ImportProfile.key, ImportProfile.name)).all()
    batch = next(row for row in list_batches(database) if row.batch_id == batch_id)
    names = {key: name for key, name in profiles}  # noqa: C416 - rows are no pairs to mypy
    who = next((name for name, ids in entries if str(batch_id) in ids.split()), "")
    heads = tuple(
        text(f"imports.receipt.{name}") for name in ("severity", "what", "sheet", "cells", "count")
    )
    return Receipt(
        batch_id,
        text("imports.receipt.title", batch=batch_id),
        tuple(_facts(batch, who, names.get(batch.profile_key or "", ""))),
        heads,
        tuple(_problem(problem) for problem in list_problems(database, batch_id)),
    )


def save_receipt(database: Database, batch_ids: Sequence[int], path: Path) -> Path:
    """Write the receipt of batches, as a workbook (``.xlsx``) or else as a text; return the path.

    Raises NotFoundError ``no_such_batch`` and what `write_atomic` raises.
    """
    receipts = [make_receipt(database, batch_id) for batch_id in batch_ids]
    is_workbook = path.suffix.casefold() == ".xlsx"
    write_atomic(path, _as_workbook(receipts) if is_workbook else _as_text(receipts))
    return path


def _facts(batch: BatchRow, who: str, saved: str) -> list[tuple[str, str]]:
    is_file = batch.kind == BatchKind.FILE
    profile = text(f"imports.profile.{batch.profile.value}")
    assumed = text("imports.batch.assumed") if batch.is_extract_date_assumed else ""
    span = ""
    if batch.first_day and batch.last_day:
        span = f"{batch.first_day} {formats.EN_DASH} {batch.last_day}"
    found = [
        ("file", batch.file_name),
        ("sha256", batch.file_sha256 if is_file else ""),
        ("sheet", batch.sheet or ""),
        ("header_row", str(batch.header_row) if is_file else ""),
        ("content", profile),
        ("indicator", batch.indicator or ""),
        ("profile", saved),
        ("imported_at", f"{batch.imported_at.astimezone():%Y-%m-%d %H:%M}"),
        ("who", who or text("imports.receipt.nobody")),
        ("extract", f"{batch.extract_date} {assumed}".strip()),
        ("span", span),
        *((name, formats.number(getattr(batch, attribute))) for name, attribute in _COUNTS),
        ("purge", batch.purge_on.isoformat() if batch.purge_on else ""),
        ("state", text(f"imports.state.{batch.state.value}")),
    ]
    return [(text(f"imports.receipt.{name}"), value) for name, value in found if value]


def _problem(problem: Problem) -> tuple[str, ...]:
    more = " …" if len(problem.cells) < problem.count and problem.cells else ""
    return (
        text(f"imports.severity.{problem.severity.value}"),
        problem.message,
        problem.sheet or "",
        ", ".join(problem.cells) + more,
        formats.number(problem.count) if problem.cells else "",
    )


def _as_text(receipts: Sequence[Receipt]) -> bytes:
    lines = [line for receipt in receipts for line in (*_lines(receipt), "")]
    return ("\r\n".join(lines[:-1]) + "\r\n").encode("utf-8-sig")


def _lines(receipt: Receipt) -> list[str]:
    lines = [receipt.title, "", *(f"{name}: {value}" for name, value in receipt.facts), ""]
    lines.append(text("imports.receipt.problems"))
    for severity, what, sheet, cells, _count in receipt.problems:
        place = ", ".join(part for part in (sheet, cells) if part)
        lines.append(f"{severity}: {what}" + (f" [{place}]" if place else ""))
    if not receipt.problems:
        lines.append(text("imports.receipt.no_problems"))
    return lines


def _as_workbook(receipts: Sequence[Receipt]) -> bytes:
    """Return the receipts as a sheet each; every text is written as a text, none as a formula."""
    import xlsxwriter  # no import of a file needs it

    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True})
        wrapped.set_align("top")
        for receipt in receipts:
            tab = text("imports.receipt.tab", batch=receipt.batch_id)
            sheet = book.add_worksheet(tab)
            for column, width in enumerate(_WIDTHS):
                sheet.set_column(column, column, width)
            sheet.write_string(0, 0, receipt.title, bold)
            row = 2
            for name, value in receipt.facts:
                sheet.write_string(row, 0, name)
                sheet.write_string(row, 1, formats.workbook_text(value))
                row += 1
            row += 1
            for column, head in enumerate(receipt.heads):
                sheet.write_string(row, column, head, bold)
            for cells in receipt.problems:
                row += 1
                for column, cell in enumerate(cells):
                    sheet.write_string(row, column, formats.workbook_text(cell), wrapped)
            if not receipt.problems:
                sheet.write_string(row + 1, 0, text("imports.receipt.no_problems"))
    return content.getvalue()
