"""What is done and what it hangs together with: activities, obstacles and links."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from rccdesk import formats
from rccdesk.enums import ItemState, LinkRole
from rccdesk.services.links import Neighbour, place_of
from rccdesk.services.plans.model import ActivityRow, ObstacleRow
from rccdesk.ui.cell_marks import plan_state_mark
from rccdesk.ui.initiative_words import words_of
from rccdesk.ui.pages.initiatives.sheet import Sheet
from rccdesk.ui.plan_state import state_tone, state_words
from rccdesk.ui.tables.line_table import Cell, Column, Line
from rccdesk.ui.tables.line_view import LineView
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.clearing import clear
from rccdesk.ui.widgets.flow import FlowLayout
from rccdesk.ui.widgets.labels import Label
from rccdesk.ui.widgets.link_row import LinkRow, RowAct, link_line

_MOST_ROWS = 10


class WorkTab(QWidget):
    """Shows activities in a table; obstacles and links in rows.

    ``edit_activity`` gives an `ActivityRow`, or None for a new one; ``edit_obstacle`` likewise.
    """

    edit_activity = Signal(object)
    remove_activity = Signal(str)
    edit_obstacle = Signal(object)
    raise_obstacle = Signal(str)
    remove_obstacle = Signal(str)
    link = Signal(object)  # LinkRole
    confirm = Signal(str)
    unlink = Signal(str)
    go = Signal(object)  # Place

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._can_write = True
        self._activities: dict[str, ActivityRow] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._build_activities())
        self._obstacles, self._obstacle_rows, self.add_obstacle = self._section(
            self.tr("Hinder"), self.tr("Ange hinder (valfritt)"), "obstacle"
        )
        self.add_obstacle.clicked.connect(lambda _checked: self.edit_obstacle.emit(None))
        column.addWidget(self._obstacles)
        self._links, self._link_rows, self.add_link = self._section(
            self.tr("Kopplingar"), self.tr("Koppla uppgift att väga in…"), "link"
        )
        self.add_link.clicked.connect(lambda _checked: self.link.emit(LinkRole.EVIDENCE))
        column.addWidget(self._links)
        column.addStretch(1)

    # Building

    def _build_activities(self) -> QFrame:
        frame = QFrame()
        frame.setProperty("card", "true")
        column = QVBoxLayout(frame)
        column.setContentsMargins(1, 8, 1, 8)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.setContentsMargins(15, 0, 13, 0)
        head.addWidget(Label(self.tr("Aktiviteter"), "h2"), 1)
        self.add_activity = Button(
            self.tr("Lägg till aktivitet"),
            act=lambda: self.edit_activity.emit(None),
            icon="add",
            small=True,
        )
        head.addWidget(self.add_activity)
        column.addLayout(head)
        self.table = LineView(
            (
                Column(self.tr("Aktivitet"), 240, 4),
                Column(self.tr("Status"), 190),
                Column(self.tr("Ansvarig"), 130, 2),
                Column(self.tr("Klar senast"), 104),
                Column(self.tr("Nästa steg"), 150, 3),
            )
        )
        self.table.setAccessibleName(self.tr("Aktiviteter"))
        self.table.opened.connect(self._open)
        self.table.removed.connect(self._remove)
        column.addWidget(self.table)
        self._no_activity = Label("", "small", "text2", wraps=True)
        self._no_activity.setText(self.tr("Ingen aktivitet är tillagd."))
        self._no_activity.setContentsMargins(15, 0, 15, 4)
        column.addWidget(self._no_activity)
        return frame

    def _section(self, title: str, words: str, icon: str) -> tuple[QFrame, QVBoxLayout, Button]:
        frame = QFrame()
        frame.setProperty("card", "true")
        column = QVBoxLayout(frame)
        column.setContentsMargins(16, 8, 14, 10)
        column.setSpacing(6)
        head = QHBoxLayout()
        head.addWidget(Label(title, "h2"), 1)
        button = Button(words, icon=icon, small=True)
        head.addWidget(button)
        column.addLayout(head)
        rows = QVBoxLayout()
        rows.setSpacing(4)
        column.addLayout(rows)
        return frame, rows, button

    # Showing

    def show_sheet(self, sheet: Sheet, *, can_write: bool) -> None:
        """Show what is done, what stands in the way, and what it is linked with."""
        self._can_write = can_write
        for button in (self.add_activity, self.add_obstacle, self.add_link):
            button.setEnabled(can_write)
        self._activities = {row.uuid: row for row in sheet.activities}
        self.table.show_lines([_activity_line(row) for row in sheet.activities])
        self.table.setVisible(bool(sheet.activities))
        self._no_activity.setVisible(not sheet.activities)
        self.table.be_as_high_as(_MOST_ROWS)
        clear(self._obstacle_rows)
        for obstacle in sheet.obstacles:
            self._obstacle_rows.addWidget(self._obstacle(obstacle, sheet))
        if not sheet.obstacles:
            self._obstacle_rows.addWidget(
                Label(self.tr("Inget hinder är angivet."), "small", "text2", wraps=True)
            )
        clear(self._link_rows)
        for neighbour in sheet.neighbours:
            self._link_rows.addWidget(self._link(neighbour))
        if not sheet.neighbours:
            words = self.tr("Insatsen är inte kopplad till något.")
            self._link_rows.addWidget(Label(words, "small", "text2", wraps=True))
        more = FlowLayout(gap=8)
        holder = QWidget()
        holder.setLayout(more)
        more.setContentsMargins(0, 2, 0, 0)
        for words, role in (
            (self.tr("Koppla till mål eller område…"), LinkRole.SERVES),
            (self.tr("Koppla till förbättringsområde…"), LinkRole.FROM),
        ):
            button = Button(words, "flat", partial(self.link.emit, role), icon="link", small=True)
            button.setEnabled(can_write)
            more.addWidget(button)
        self._link_rows.addWidget(holder)

    def _obstacle(self, row: ObstacleRow, sheet: Sheet) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(0)
        cause = sheet.causes.get(row.cause, row.cause)
        said = row.text or cause or self.tr("Hinder utan text")
        column.addWidget(Label(said, "small_strong", wraps=True))
        parts = [cause if row.text else ""]
        if row.level is not None:
            parts.append(self.tr("Kan lösas av: {level}").format(level=words_of(row.level)))
        if row.raised_on is not None:
            parts.append(self.tr("Lyft {date}").format(date=formats.iso_date(row.raised_on)))
        line = " · ".join(part for part in parts if part)
        if line:
            column.addWidget(Label(line, "caption", "text2", wraps=True))
        acts = FlowLayout(gap=12)
        offered: list[RowAct] = [(self.tr("Ändra…"), partial(self.edit_obstacle.emit, row))]
        if row.raised_on is None:
            body = sheet.choices.terms["steering_body"].definite
            lift = self.tr("Lyft till {body}").format(body=body)
            offered.append((lift, partial(self.raise_obstacle.emit, row.uuid)))
        offered.append(
            (self.tr("Flytta till Papperskorgen"), partial(self.remove_obstacle.emit, row.uuid))
        )
        for words, act in offered if self._can_write else ():
            button = Button(words, "link", act)
            button.setAccessibleName(f"{words}: {said}")
            acts.addWidget(button)
        column.addLayout(acts)
        return holder

    def _link(self, neighbour: Neighbour) -> QWidget:
        link = neighbour.link
        place = None if neighbour.is_gone else place_of(neighbour.kind, neighbour.key)
        acts: list[RowAct] = []
        if self._can_write and not link.is_confirmed:
            acts.append((self.tr("Bekräfta"), partial(self.confirm.emit, link.uuid)))
        if self._can_write:
            acts.append((self.tr("Ta bort kopplingen"), partial(self.unlink.emit, link.uuid)))
        return LinkRow(
            neighbour.kind,
            neighbour.name,
            link_line(link, neighbour.kind, gone=neighbour.gone),
            show=partial(self.go.emit, place) if place is not None else None,
            acts=acts,
            is_doubtful=neighbour.is_gone or not link.is_confirmed,
        )

    def _open(self, uuid: str) -> None:
        if self._can_write and uuid in self._activities:
            self.edit_activity.emit(self._activities[uuid])

    def _remove(self) -> None:
        if self._can_write and self.table.current_key:
            self.remove_activity.emit(self.table.current_key)


def _activity_line(row: ActivityRow) -> Line:
    due = "" if row.due_on is None else formats.iso_date(row.due_on)
    order = float(list(ItemState).index(row.state))
    return Line(
        row.uuid,
        (
            Cell(row.title),
            Cell(
                state_words(row.state),
                mark=plan_state_mark(row.state),
                role=state_tone(row.state),
                order=order,
            ),
            Cell(row.responsible or formats.MISSING, order=row.responsible),
            Cell(due or formats.MISSING, order=due),
            Cell(row.next_step),
        ),
    )
