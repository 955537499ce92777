"""The heads and the lines of the goals and the activities of a process."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QRectF
from PySide6.QtGui import QPainter

from rccdesk import formats
from rccdesk.enums import FigureStatus, ItemState
from rccdesk.ui.cell_marks import plan_state_mark
from rccdesk.ui.plan_state import is_heavy, state_tone, state_words
from rccdesk.ui.tables.line_table import Cell, Column, Line
from rccdesk.ui.widgets.figures import paint_status

if TYPE_CHECKING:
    from rccdesk.services.plans import ItemFigure
    from rccdesk.services.process_page import ProcessActivity, ProcessGoal


def goal_columns() -> tuple[Column, ...]:
    """Return the heads of the goals."""
    translate = QCoreApplication.translate
    return (
        Column(translate("ProcessPage", "Mål"), 180, 4),
        Column(translate("ProcessPage", "Status"), 150, 1),
        Column(translate("ProcessPage", "Siffra"), 130, 2),
        Column(translate("ProcessPage", "Mot nivån"), 150, 2),
    )


def goal_lines(rows: Sequence[ProcessGoal]) -> tuple[Line, ...]:
    """Return the goals with their state and figure against the level."""
    translate = QCoreApplication.translate
    found = []
    for goal in rows:
        name = goal.item.name
        if goal.is_overdue:
            assert goal.item.target_date is not None
            name = translate("ProcessPage", "{name} (måldatum {day} har passerat)").format(
                name=name, day=formats.iso_date(goal.item.target_date)
            )
        full = f"{name}. {goal.plan.name}"
        cells = (
            Cell(name, strong=goal.is_overdue, full=full),
            state_cell(goal.item.state),
            *_figure_cells(goal.figure),
        )
        found.append(Line(goal.item.uuid, cells))
    return tuple(found)


def activity_columns() -> tuple[Column, ...]:
    """Return the heads of the activities."""
    translate = QCoreApplication.translate
    return (
        Column(translate("ProcessPage", "Aktivitet"), 180, 4),
        Column(translate("ProcessPage", "Status"), 150, 1),
        Column(translate("ProcessPage", "Klart senast"), 130),
        Column(translate("ProcessPage", "Ansvarig"), 110, 2),
        Column(translate("ProcessPage", "Hör till"), 130, 3),
    )


def activity_lines(rows: Sequence[ProcessActivity]) -> tuple[Line, ...]:
    """Return the activities, those whose date has passed first."""
    translate = QCoreApplication.translate
    found = []
    for each in rows:
        row = each.row
        day = _missing()
        if row.due_on is not None:
            words = formats.iso_date(row.due_on)
            if each.is_overdue:
                words = translate("ProcessPage", "{day}, har passerat").format(day=words)
            day = Cell(words, strong=each.is_overdue, order=float(row.due_on.toordinal()))
        cells = (
            Cell(row.title, strong=each.is_overdue),
            state_cell(row.state),
            day,
            Cell(row.responsible) if row.responsible else _missing(),
            Cell(each.of, role="text2"),
        )
        found.append(Line(row.uuid, cells))
    return tuple(found)


def state_cell(state: ItemState) -> Cell:
    """Return a state as symbol and words."""
    return Cell(
        state_words(state),
        plan_state_mark(state),
        strong=is_heavy(state),
        role=state_tone(state),
        order=float(tuple(ItemState).index(state)),
    )


def _figure_cells(figure: ItemFigure | None) -> tuple[Cell, Cell]:
    if figure is None:
        words = QCoreApplication.translate("ProcessPage", "Inget mått")
        return Cell(words, role="text2"), _missing()
    parts = (figure.value_text, figure.count_text, figure.inclusion_text)
    value = " · ".join(part for part in parts if part)
    level = " · ".join(part for part in (figure.status_words, figure.level_text) if part)
    return (
        Cell(value or formats.MISSING, full=figure.words, order=figure.value),
        Cell(level, partial(_paint_status, figure.status), full=figure.reason or level),
    )


def _paint_status(status: FigureStatus, painter: QPainter, rect: QRectF) -> None:
    side = rect.width()
    paint_status(painter, QRectF(rect.x(), rect.center().y() - side / 2, side, side), status)


def _missing() -> Cell:
    return Cell(formats.MISSING, role="text2")
