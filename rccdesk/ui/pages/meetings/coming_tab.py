"""The meetings to come, or those that have been held, and what has happened since the last."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from rccdesk import formats
from rccdesk.enums import MeetingState
from rccdesk.ui import theme
from rccdesk.ui.cell_marks import icon_mark, symbol_mark
from rccdesk.ui.meeting_words import symbol_of, words_of
from rccdesk.ui.pages.meetings.table_tab import TableTab
from rccdesk.ui.tables.line_table import Cell, Column, Line
from rccdesk.ui.widgets.buttons import Button, Segment
from rccdesk.ui.widgets.choice_box import ChoiceBox
from rccdesk.ui.widgets.labels import Label

if TYPE_CHECKING:
    from rccdesk.services.decisions import SinceLast
    from rccdesk.services.meetings import MeetingLine
    from rccdesk.ui.pages.meetings.reading import Answer

_COMING, _HELD = "coming", "held"
_BOX = 190  # px at 100 % text


class ComingTab(TableTab):
    """Meetings by day. ``opened`` gives one, ``chosen`` the one whose news are to be read."""

    opened = Signal(str)
    chosen = Signal(str)
    held_asked = Signal(bool)
    series_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        columns = (
            Column(self.tr("Datum"), 96),
            Column(self.tr("Grupp"), 180, 3),
            Column(self.tr("Läge"), 116),
            Column(self.tr("Tid och plats"), 150, 2),
            Column(self.tr("Punkter"), 74, numeric=True),
            Column(self.tr("Beslut"), 66, numeric=True),
            Column(self.tr("Utskick"), 96),
            Column(self.tr("Kvar att göra"), 170, 2),
        )
        super().__init__(self.tr("Möten"), columns, even=1, parent=parent)
        choices = [(_COMING, self.tr("Kommande")), (_HELD, self.tr("Hållna"))]
        self.which = Segment(choices, small=True)
        self.which.setAccessibleName(self.tr("Vilka möten?"))
        self.which.chosen.connect(lambda key: self.held_asked.emit(key == _HELD))
        self._answer: Answer | None = None
        self._wanted_group = ""
        self.group = ChoiceBox()
        self.group.setAccessibleName(self.tr("Vilken grupp?"))
        self.group.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.group.setMinimumContentsLength(8)
        self.group.activated.connect(lambda _at: self._fill())
        self.open = Button(self.tr("Öppna mötet"), act=self._open, icon="forward", small=True)
        self.series = Button(
            self.tr("Mötesserier…"), "flat", self.series_wanted.emit, icon="refresh", small=True
        )
        for widget in (self.which, self.group, self.open, self.series):
            self.tools.addWidget(widget)
        self.table.opened.connect(self.opened)
        self.table.chosen.connect(self.chosen)
        self.news = NewsCard()
        self.news.hide()
        self.outer.insertWidget(1, self.news)
        theme.current().changed.connect(self._fit_fields)
        self._fit_fields()

    def show_answer(self, answer: Answer, *, can_write: bool) -> None:
        """Show the meetings."""
        self._answer = answer
        self.series.setEnabled(can_write or bool(answer.choices.series))
        self.which.set_current(_HELD if answer.question.held else _COMING)
        every = sorted(((row.uuid, row.name) for row in answer.choices.groups), key=lambda g: g[1])
        self.group.offer([("", self.tr("Alla grupper")), *every])
        self._fill()

    def show_group(self, uuid: str) -> None:
        """Narrow to the meetings of a group, as soon as the groups are known; "" for all."""
        self._wanted_group = uuid
        self._fill()

    def _fill(self) -> None:
        answer = self._answer
        if answer is None:
            return
        at = self.group.findData(self._wanted_group) if self._wanted_group else -1
        if at >= 0:
            self._wanted_group = ""
            self.group.setCurrentIndex(at)
        group = str(self.group.currentData() or "")
        shown = [each for each in answer.meetings if group in ("", each.group.uuid)]
        is_held = answer.question.held
        nothing = self.tr("Inget möte är planerat. Lägg till ett möte, eller en serie av möten.")
        if is_held:
            nothing = self.tr("Inget möte är hållet än.")
        if group and answer.meetings:
            words = self.tr("Inget möte med {group} är planerat.")
            if is_held:
                words = self.tr("Inget möte med {group} är hållet än.")
            nothing = words.format(group=self.group.currentText())
        self.fill([self._line(each, answer.today) for each in shown], nothing)
        self.open.setEnabled(bool(shown))
        if not shown:
            self.news.hide()

    def _fit_fields(self) -> None:
        self.group.setFixedWidth(round(_BOX * theme.current().text_scale))

    def _open(self) -> None:
        if self.table.current_key:
            self.opened.emit(self.table.current_key)

    def _line(self, each: MeetingLine, today: dt.date) -> Line:
        meeting = each.meeting
        symbol = symbol_of(meeting.state)
        place = meeting.place or ("" if meeting.form is None else words_of(meeting.form))
        where = ", ".join(part for part in (meeting.starts_at, place) if part)
        send = "" if meeting.send_on is None else formats.iso_date(meeting.send_on)
        is_late = meeting.state is MeetingState.PLANNED and meeting.day < today
        told = each.words if each.missing or is_late else ""
        gaps = told
        if each.missing and not is_late:  # when it is sent out stands beside it
            gaps = self.tr("{n} uppgifter saknas").format(n=each.missing)
            if each.missing == 1:
                gaps = self.tr("1 uppgift saknas")
        return Line(
            meeting.uuid,
            (
                Cell(formats.iso_date(meeting.day), strong=True),
                Cell(each.group.name),
                Cell(
                    words_of(meeting.state),
                    mark=symbol_mark(symbol) if symbol is not None else None,
                ),
                _known(where),
                Cell(str(each.points), order=float(each.points)),
                Cell(str(each.decisions), order=float(each.decisions)),
                _known(send),
                Cell(gaps, mark=icon_mark("doubt") if gaps else None, mark_width=14, full=told),
            ),
        )


class NewsCard(QFrame):
    """What has happened since the meeting of the group before the chosen one."""

    wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", "true")
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 8, 14, 10)
        column.setSpacing(4)
        head = QHBoxLayout()
        self.title = Label(self.tr("Sedan förra mötet"), "h2")
        head.addWidget(self.title, 1)
        column.addLayout(head)
        self.sentence = Label("", "body", wraps=True)
        column.addWidget(self.sentence)
        row = QHBoxLayout()
        row.setSpacing(24)
        self._parts = [Label("", "small", "text2", wraps=True) for _n in range(3)]
        for part in self._parts:
            row.addWidget(part, 1)
        column.addLayout(row)

    def show_news(self, news: SinceLast) -> None:
        """Show the sentence and, in three columns, what stands behind it."""
        self.sentence.setText(news.sentence)
        since = "" if news.since is None else formats.iso_date(news.since)
        words = self.tr("Sedan förra mötet")
        self.title.setText(f"{words} ({since})" if since else words)
        changed = self.tr("{what}: {was}, nu {now}")
        planned, assessed = (
            [
                changed.format(what=row.name, was=row.was.lower(), now=row.now.lower())
                for row in rows
            ]
            for rows in (news.plan_items, news.assessments)
        )
        done = [f"{each.action.title}: {each.standing_words}" for each in news.actions]
        for part, lines in zip(self._parts, (planned, assessed, done), strict=True):
            part.setText(_few(lines, self.tr("och {count} till")))
            part.setVisible(bool(lines))
        self.show()


def _few(lines: Sequence[str], more: str, most: int = 3) -> str:
    shown = list(lines[:most])
    if len(lines) > most:
        shown.append(more.format(count=len(lines) - most))
    return "\n".join(shown)


def _known(words: str) -> Cell:
    return Cell(words or formats.MISSING, role="text" if words else "text3", order=words)
