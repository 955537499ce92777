"""The heads and the lines of the tables of follow-up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from rccdesk import formats, periods
from rccdesk.enums import ItemState
from rccdesk.services.charts.symbols import Symbol
from rccdesk.texts import text
from rccdesk.ui.cell_marks import plan_state_mark, symbol_mark
from rccdesk.ui.plan_state import is_heavy, state_tone, state_words
from rccdesk.ui.tables.line_table import Cell, Column, Line

if TYPE_CHECKING:
    from rccdesk.services.plans import (
        Burden,
        CauseLine,
        ItemBurden,
        PlanLine,
        RotationLine,
        RoundLine,
    )
    from rccdesk.ui.pages.follow_up.reading import ObstacleLine

_YEAR_MONTHS = 12


def round_columns() -> tuple[Column, ...]:
    """Return the heads of the goals of a period."""
    translate = QCoreApplication.translate
    return (
        Column(translate("FollowUpPage", "Mål"), 230, 4),
        Column(translate("FollowUpPage", "Ansvarig"), 130, 1),
        Column(translate("FollowUpPage", "Status"), 190, 1),
        Column(translate("FollowUpPage", "Text"), 230, 5),
        Column(translate("FollowUpPage", "Perioden"), 130),
    )


def round_lines(rows: Sequence[RoundLine], drafts: Collection[str]) -> tuple[Line, ...]:
    """Return the goals of a period; ``drafts`` are those with words that are not saved."""
    return tuple(_round_line(row, is_draft=row.item.uuid in drafts) for row in rows)


def _round_line(row: RoundLine, *, is_draft: bool) -> Line:
    translate = QCoreApplication.translate
    said, before = row.said, row.before
    state = said.state if said is not None else row.item.state
    words = Cell(said.text or said.action if said is not None else "")
    if said is None and before is not None:
        last = translate("FollowUpPage", "{period}: {words}").format(
            period=capital(periods.period_words(before.period)), words=before.text
        )
        words = Cell(last, role="text2")
    if not words.words:
        words = _missing()
    mark = Cell(translate("FollowUpPage", "Återstår"), symbol_mark(Symbol.NONE), order=1.0)
    if said is not None:
        mark = Cell(translate("FollowUpPage", "Uppföljt"), symbol_mark(Symbol.REACHED), order=2.0)
    if is_draft:
        mark = Cell(translate("FollowUpPage", "Inte sparat"), symbol_mark(Symbol.LOWER_REACHED),
                    strong=True, order=0.0)  # fmt: skip
    return Line(
        row.item.uuid,
        (
            Cell(row.item.name, strong=said is None),
            _words(row.item.responsible),
            state_cell(state),
            words,
            mark,
        ),
    )


def rotation_columns() -> tuple[Column, ...]:
    """Return the heads of the goals in turn."""
    translate = QCoreApplication.translate
    return (
        Column(translate("FollowUpPage", "Mål"), 260, 5),
        Column(translate("FollowUpPage", "Prioritet"), 84, numeric=True),
        Column(translate("FollowUpPage", "Ansvarig"), 130, 2),
        Column(translate("FollowUpPage", "Status"), 190, 1),
        Column(translate("FollowUpPage", "Senast uppföljt"), 140),
        Column(translate("FollowUpPage", "Nästa gång"), 140),
    )


def rotation_lines(rows: Sequence[RotationLine]) -> tuple[Line, ...]:
    """Return the goals in turn: never followed up first."""
    translate = QCoreApplication.translate
    found = []
    for row in rows:
        item = row.item
        last = Cell(translate("FollowUpPage", "Aldrig"), strong=True, order=0.0)
        if row.last_follow_up is not None:
            last = _day(row.last_follow_up)
        turn = Cell(translate("FollowUpPage", "Inget intervall"), role="text2")
        if row.next_due is not None:
            turn = _day(row.next_due)
        if row.is_due:
            turn = Cell(translate("FollowUpPage", "I tur nu"), symbol_mark(Symbol.LOWER_REACHED),
                        strong=True, order=0.0)  # fmt: skip
        rank = Cell(str(item.priority), order=float(item.priority)) if item.priority else _missing()
        cells = (
            Cell(item.name, strong=row.is_due),
            rank,
            _words(item.responsible),
            state_cell(item.state),
            last,
            turn,
        )
        found.append(Line(item.uuid, cells))
    return tuple(found)


def untouched_columns() -> tuple[Column, ...]:
    """Return the heads of what nobody has touched."""
    translate = QCoreApplication.translate
    return (
        Column(translate("FollowUpPage", "Mål eller aktivitet"), 280, 5),
        Column(translate("FollowUpPage", "Slag"), 110),
        Column(translate("FollowUpPage", "Ansvarig"), 130, 2),
        Column(translate("FollowUpPage", "Status"), 190, 1),
        Column(translate("FollowUpPage", "Klart senast"), 110),
        Column(translate("FollowUpPage", "Senast rört"), 150),
    )


def untouched_lines(rows: Sequence[PlanLine]) -> tuple[Line, ...]:
    """Return what nobody has touched, never touched first."""
    translate = QCoreApplication.translate
    found = []
    for row in rows:
        days = row.untouched_days
        last = Cell(translate("FollowUpPage", "Aldrig"), strong=True, order=10.0**9)
        if days is not None:
            last = Cell(_ago(days), order=float(days))
        cells = (
            Cell(row.name),
            Cell(text(f"links.kind.{row.kind}"), role="text2"),
            _words(row.responsible),
            state_cell(row.state),
            _day(row.due_on),
            last,
        )
        found.append(Line(row.uuid, cells))
    return tuple(found)


def days_words(days: int) -> str:
    """Return "1 dag", "90 dagar"."""
    translate = QCoreApplication.translate
    if days == 1:
        return translate("FollowUpPage", "1 dag")
    return translate("FollowUpPage", "{days} dagar").format(days=formats.number(days))


def _ago(days: int) -> str:
    translate = QCoreApplication.translate
    if days <= 0:
        return translate("FollowUpPage", "i dag")
    if days == 1:
        return translate("FollowUpPage", "i går")
    return translate("FollowUpPage", "för {days} sedan").format(days=days_words(days))


def obstacle_columns() -> tuple[Column, ...]:
    """Return the heads of the obstacles."""
    translate = QCoreApplication.translate
    return (
        Column(translate("FollowUpPage", "Hinder"), 230, 5),
        Column(translate("FollowUpPage", "Gäller"), 170, 3),
        Column(translate("FollowUpPage", "Kan lösas av"), 130, 1),
        Column(translate("FollowUpPage", "Läge"), 186),
        Column(translate("FollowUpPage", "Svar"), 150, 3),
    )


def obstacle_lines(rows: Sequence[ObstacleLine]) -> tuple[Line, ...]:
    """Return the obstacles, the newest first."""
    found = []
    for each in rows:
        row = each.row
        state = text(f"plans.obstacle_state.{row.state}")
        day = row.settled_on or row.raised_on or row.noted_on
        if day is not None:
            state = f"{state} {formats.iso_date(day)}"
        cells = (
            Cell(obstacle_words(each)),
            Cell(each.of),
            _words(each.level),
            Cell(state),
            _words(_answer(each)),
        )
        found.append(Line(row.uuid, cells))
    return tuple(found)


def _answer(each: ObstacleLine) -> str:
    """Return what was answered, and where it was decided."""
    decided = QCoreApplication.translate("FollowUpPage", "Beslut {place}")
    places = [decided.format(place=place) for place in each.decided]
    return " · ".join(filter(None, (each.row.answer, *places)))


def obstacle_words(each: ObstacleLine) -> str:
    """Return the cause of an obstacle and its own words."""
    parts = [part for part in (each.cause, each.row.text) if part]
    return ": ".join(parts) or text("plans.cause_not_stated")


def cause_columns() -> tuple[Column, ...]:
    """Return the heads of missed lead times by cause."""
    translate = QCoreApplication.translate
    return (
        Column(translate("FollowUpPage", "Orsak"), 220, 3),
        Column(translate("FollowUpPage", "Hinder"), 90, numeric=True),
        Column(translate("FollowUpPage", "Varav öppna"), 120, numeric=True),
        Column(translate("FollowUpPage", "Kan lösas av"), 240, 4),
    )


def cause_lines(rows: Sequence[CauseLine], steering_body: str) -> tuple[Line, ...]:
    """Return the causes with how many obstacles have them and who can solve those."""
    translate = QCoreApplication.translate
    found = []
    for row in rows:
        parts = []
        for level, count in row.levels.items():
            words = translate("FollowUpPage", "ej angivet")
            if level is not None:
                words = text(f"plans.obstacle_level.{level}").lower()
                words = steering_body if level == "steering_body" else words
            parts.append(f"{words} {count}")
        cells = (
            Cell(row.name),
            Cell(formats.number(row.count), order=float(row.count)),
            Cell(formats.number(row.open_count), order=float(row.open_count)),
            Cell(capital(", ".join(parts))),
        )
        found.append(Line(row.cause, cells))
    return tuple(found)


def burden_columns() -> tuple[Column, ...]:
    """Return the heads of what the goals ask for."""
    translate = QCoreApplication.translate
    return (
        Column(translate("FollowUpPage", "Mål"), 260, 5),
        Column(translate("FollowUpPage", "Följs upp"), 190, 1),
        Column(translate("FollowUpPage", "Uppdateringar per månad"), 190, numeric=True),
        Column(translate("FollowUpPage", "Gjorda senaste året"), 160, numeric=True),
        Column(translate("FollowUpPage", "Med övergripande uppföljning"), 230, 1),
    )


def burden_lines(burden: Burden) -> tuple[Line, ...]:
    """Return the goals with their updates, and what overall follow-up would spare."""
    found = []
    for row in burden.lines:
        month = _missing()
        if row.updates_per_month is not None:
            month = Cell(
                formats.number(row.updates_per_month, 2), order=float(row.updates_per_month)
            )
        cells = (
            Cell(row.item.name),
            Cell(_interval(row), role="text" if row.updates_per_month else "text2"),
            month,
            Cell(formats.number(row.updates_last_year), order=float(row.updates_last_year)),
            _spared(row),
        )
        found.append(Line(row.item.uuid, cells))
    return tuple(found)


def can_be_overall(row: ItemBurden) -> bool:
    """Tell whether a goal is followed up more often than once a year."""
    months = row.item.follow_up_months
    return not row.item.is_overall and months is not None and months < _YEAR_MONTHS


def _interval(row: ItemBurden) -> str:
    translate = QCoreApplication.translate
    if row.item.is_overall:
        return translate("FollowUpPage", "Övergripande, en gång om året")
    months = row.item.follow_up_months
    if months is None:
        return translate("FollowUpPage", "Inget intervall")
    if months == 1:
        return translate("FollowUpPage", "Varje månad")
    return translate("FollowUpPage", "Med {months} månaders mellanrum").format(months=months)


def _spared(row: ItemBurden) -> Cell:
    translate = QCoreApplication.translate
    if row.item.is_overall:
        return Cell(translate("FollowUpPage", "Redan vald"), symbol_mark(Symbol.REACHED), order=-1)
    if not can_be_overall(row):
        return _missing()
    assert row.item.follow_up_months is not None
    spared = _YEAR_MONTHS / row.item.follow_up_months - 1
    words = translate("FollowUpPage", "{count} färre uppdateringar om året")
    if spared == 1:
        words = translate("FollowUpPage", "{count} uppdatering färre om året")
    decimals = 0 if spared.is_integer() else 1
    return Cell(words.format(count=formats.number(spared, decimals)), order=spared)


def state_cell(state: ItemState) -> Cell:
    """Return a state as symbol and words."""
    return Cell(
        state_words(state),
        plan_state_mark(state),
        strong=is_heavy(state),
        role=state_tone(state),
        order=float(tuple(ItemState).index(state)),
    )


def capital(words: str) -> str:
    """Return words with a capital first."""
    return words[:1].upper() + words[1:]


def _day(day: dt.date | None) -> Cell:
    if day is None:
        return _missing()
    return Cell(formats.iso_date(day), order=float(day.toordinal()))


def _words(words: str) -> Cell:
    return Cell(words) if words else _missing()


def _missing() -> Cell:
    return Cell(formats.MISSING, role="text2")
