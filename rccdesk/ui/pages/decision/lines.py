"""The heads and the lines of the tables of a decision: regions, care units, what is to be done."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from rccdesk import formats
from rccdesk.enums import ActionState, Adoption, Stance
from rccdesk.ui import meeting_words
from rccdesk.ui.cell_marks import symbol_mark
from rccdesk.ui.decision_words import symbol_of
from rccdesk.ui.tables.line_table import Cell, Column, Line

if TYPE_CHECKING:
    from rccdesk.services.decisions import ActionRow, DecisionRegionRow, RegionLine, UnitLine
    from rccdesk.ui.pages.decision.reading import Sheet

_NAMED = {Stance.DECLINED, Adoption.NOT_INTRODUCED}


def region_columns() -> tuple[Column, ...]:
    """Return the heads of the regions."""
    translate = QCoreApplication.translate
    return (
        Column(translate("DecisionPage", "Region"), 150, 2),
        Column(translate("DecisionPage", "Ställningstagande"), 145),
        Column(translate("DecisionPage", "Tillfrågad"), 94),
        Column(translate("DecisionPage", "Svar"), 104),
        Column(translate("DecisionPage", "Väntat"), 88),
        Column(translate("DecisionPage", "Infört"), 100),
        Column(translate("DecisionPage", "Beslutas av"), 130, 2),
        Column(translate("DecisionPage", "Regionens skäl"), 150, 3),
    )


def region_lines(sheet: Sheet) -> tuple[Line, ...]:
    """Return a line per region that is asked, in the organisation's order."""
    introduced = {region: (done, total) for region, done, total in sheet.chain.adoption}
    return tuple(
        _region_line(line, sheet, introduced.get(line.region, (0, 0)))
        for line in sheet.chain.regions
    )


def unit_columns() -> tuple[Column, ...]:
    """Return the heads of the care units."""
    translate = QCoreApplication.translate
    return (
        Column(translate("DecisionPage", "Region"), 150, 2),
        Column(translate("DecisionPage", "Verksamhet"), 170, 3),
        Column(translate("DecisionPage", "Läge"), 130),
        Column(translate("DecisionPage", "Kontaktad"), 94),
        Column(translate("DecisionPage", "Sedan"), 94),
        Column(translate("DecisionPage", "Uppgift av"), 120, 1),
        Column(translate("DecisionPage", "Verksamhetens skäl"), 170, 3),
    )


def unit_lines(sheet: Sheet) -> tuple[Line, ...]:
    """Return a line per care unit."""
    return tuple(_unit_line(line, sheet) for line in sheet.chain.units)


def action_columns() -> tuple[Column, ...]:
    """Return the heads of what is to be done."""
    translate = QCoreApplication.translate
    return (
        Column(translate("DecisionPage", "Åtgärd"), 240, 4),
        Column(translate("DecisionPage", "Ansvarig"), 150, 1),
        Column(translate("DecisionPage", "Klart senast"), 110),
        Column(translate("DecisionPage", "Läge"), 110),
    )


def action_lines(sheet: Sheet, today: dt.date) -> tuple[Line, ...]:
    """Return a line per action, those overdue in strong words."""
    return tuple(_action_line(row, today) for row in sheet.actions)


def _region_line(line: RegionLine, sheet: Sheet, introduced: tuple[int, int]) -> Line:
    translate = QCoreApplication.translate
    row = line.row
    waited = Cell(formats.MISSING, role="text2", order=-1.0)
    if line.waiting_days is not None:
        words = translate("DecisionPage", "{n} dagar").format(n=line.waiting_days)
        if line.waiting_days == 1:
            words = translate("DecisionPage", "1 dag")
        waited = Cell(words, strong=True, order=float(line.waiting_days))
    done, total = introduced
    share = Cell(formats.MISSING, role="text2")
    if total:
        share = Cell(
            translate("DecisionPage", "{done} av {total}").format(done=done, total=total),
            order=done / total,
        )
    return Line(
        line.region,
        (
            Cell(line.name, strong=True),
            Cell(line.words, symbol_mark(symbol_of(row.stance)), strong=row.stance in _NAMED),
            _day(row.asked_on),
            _answered(row),
            waited,
            share,
            _words(row.body),
            _reason(row.cause_uuid, row.reason, sheet, is_due=row.stance is Stance.DECLINED),
        ),
    )


def _unit_line(line: UnitLine, sheet: Sheet) -> Line:
    row = line.row
    is_stopped = row.state is Adoption.NOT_INTRODUCED
    return Line(
        row.uuid,
        (
            Cell(line.region_name),
            Cell(line.unit, strong=True),
            Cell(line.words, symbol_mark(symbol_of(row.state)), strong=is_stopped),
            _day(row.contacted_on),
            _day(row.told_on),
            _words(row.told_by),
            _reason(row.cause_uuid, row.reason, sheet, is_due=is_stopped),
        ),
    )


def _action_line(row: ActionRow, today: dt.date) -> Line:
    is_late = row.state is ActionState.OPEN and row.due_on is not None and row.due_on < today
    symbol = meeting_words.symbol_of(row.state)
    return Line(
        row.uuid,
        (
            Cell(row.title, strong=is_late),
            _words(row.responsible),
            Cell("" if row.due_on is None else formats.iso_date(row.due_on), strong=is_late),
            Cell(
                meeting_words.words_of(row.state),
                symbol_mark(symbol) if symbol is not None else None,
            ),
        ),
    )


def _day(day: dt.date | None) -> Cell:
    if day is None:
        return Cell(formats.MISSING, role="text2", order="")
    return Cell(formats.iso_date(day))


def _answered(row: DecisionRegionRow) -> Cell:
    """Return the day of the answer; while a region prepares it, since when it does."""
    if row.answered_on is None and row.prepared_on is not None:
        words = QCoreApplication.translate("DecisionPage", "bereds sedan {date}")
        day = formats.iso_date(row.prepared_on)
        return Cell(words.format(date=day), role="text2", order=day)
    return _day(row.answered_on)


def _words(words: str) -> Cell:
    return Cell(words) if words else Cell(formats.MISSING, role="text2")


def _reason(cause_uuid: str, reason: str, sheet: Sheet, *, is_due: bool) -> Cell:
    parts = [sheet.causes.get(cause_uuid, ""), reason]
    words = ": ".join(part for part in parts if part)
    if not words and is_due:
        return Cell(QCoreApplication.translate("DecisionPage", "Ej angivet"), role="text2")
    return Cell(words)
