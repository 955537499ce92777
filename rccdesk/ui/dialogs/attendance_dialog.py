"""Who is at a meeting: seat by seat, who had förhinder, and who was called in besides.

Each answer is stored when it is given; there is nothing to send.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from rccdesk.enums import Presence
from rccdesk.services import meetings
from rccdesk.services.meetings.model import AttendanceRow
from rccdesk.ui import messages, theme
from rccdesk.ui.decision_words import words_of
from rccdesk.ui.dialogs.form_dialog import FormDialog
from rccdesk.ui.dialogs.kept_draft import LONGEST_MS, PAUSE_MS, KeptDraft
from rccdesk.ui.widgets.buttons import Button, IconButton, Segment
from rccdesk.ui.widgets.clearing import clear
from rccdesk.ui.widgets.kept_place import focus_of
from rccdesk.ui.widgets.labels import Label, rule

if TYPE_CHECKING:
    from rccdesk.services.database import Database
    from rccdesk.services.meetings import SeatPresence
    from rccdesk.ui.dialogs.saving_dialog import DialogContext

_ANSWERS = (Presence.PRESENT, Presence.REPLACED, Presence.EXCUSED, Presence.ABSENT)
_NOT_SAID = ""
_DRAFT = "invited"


@dataclass(frozen=True, slots=True)
class _Known:
    title: str
    seats: tuple[SeatPresence, ...]
    is_reading: bool


class AttendanceDialog(FormDialog):
    """A line per seat with what can be said of it, and a list of who was called in."""

    wanted_width = 900

    def __init__(
        self, context: DialogContext, meeting_uuid: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(self.tr("Närvaro"), parent)
        self.context, self._meeting_uuid = context, meeting_uuid
        self._lines: dict[str, _SeatLine] = {}
        self._said = Label("", "small", "text2", wraps=True)
        self.column.insertWidget(1, self._said)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(0, 3)
        self._grid.setColumnStretch(2, 2)
        self.column.insertLayout(2, self._grid)
        self._nothing = Label(
            self.tr("Gruppen har inga platser. Lägg till platserna på gruppens sida."),
            "body", "text2", wraps=True,
        )  # fmt: skip
        self._nothing.hide()
        self.column.insertWidget(3, self._nothing)
        self.column.insertWidget(4, rule())
        self.column.insertWidget(5, Label(self.tr("Särskilt kallade"), "h3"))
        self._invited = QVBoxLayout()
        self._invited.setSpacing(6)
        self.column.insertLayout(6, self._invited)
        self.invite = QLineEdit()
        self.invite.setPlaceholderText(self.tr("Namn eller roll, Enter lägger till"))
        self.invite.setAccessibleName(self.tr("Särskilt kallad"))
        self.invite.setEnabled(False)  # digits are answers for seats, which are still read
        self.column.insertWidget(7, self.invite)
        self._hint = Label(
            self.tr("På en plats: 1 närvarande · 2 ersättare · 3 förhinder · 4 frånvarande. "
                    "Varje svar sparas när det ges."),
            "caption", "text3", wraps=True,
        )  # fmt: skip
        self.column.insertWidget(8, self._hint)
        self.draft = KeptDraft(context.tasks, _DRAFT, lambda: {"words": self.invite.text()}, self)
        self.draft.watch(self.invite)
        self.draft.found.connect(lambda kept: self.invite.setText(kept.get("words", "")))
        self.draft.refused.connect(self.say)
        self.invite.textEdited.connect(lambda _words: self.draft.touch())
        self.invite.editingFinished.connect(self._send_invite)
        self.set_buttons(self.tr("Klart"))
        self.leave.hide()
        self.everyone = Button(self.tr("Alla andra är närvarande"), act=self.mark_rest)
        self.button_row.insertWidget(0, self.everyone)
        self.draft.begin(meeting_uuid)
        self.read()

    def send(self) -> None:
        """Leave: all has been stored."""
        self._send_invite()
        self.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Stay on Enter in a name: it has been stored, and the next one may be typed."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if not (is_enter and isinstance(focus_of(self), QLineEdit)):
            super().keyPressEvent(event)

    def reject(self) -> None:
        """Leave; a name that was typed is added first."""
        self._send_invite()
        super().reject()

    def read(self) -> None:
        """Read the seats and what has been said of them."""
        task = self.context.tasks.run_latest(self, _read, self._meeting_uuid)
        task.then(self._show).catch(self.refuse)

    def set_presence(self, key: str, presence: Presence | None) -> None:
        """Store what is said of a seat; None: nothing is."""
        line = self._lines[key]
        row = line.seat.row
        tasks = self.context.tasks
        if presence is None:
            if row is not None:
                task = tasks.run_write(self, meetings.delete_attendance, row.uuid)
                task.then(lambda _none: self.read()).catch(self.refuse)
            return
        if row is not None and row.presence is presence:
            return
        base = row or AttendanceRow(
            self._meeting_uuid,
            presence,
            seat_uuid=_seat_of(line.seat),
            person_uuid=line.seat.person.uuid if line.seat.person is not None else "",
        )
        words = base.words if presence is Presence.REPLACED else ""
        self._store(replace(base, presence=presence, words=words))

    def mark_rest(self) -> None:
        """Say of every seat that nobody has answered for that it is there."""
        rows = [
            AttendanceRow(
                self._meeting_uuid,
                Presence.PRESENT,
                seat_uuid=_seat_of(line.seat),
                person_uuid=line.seat.person.uuid,
            )
            for line in self._lines.values()
            if line.seat.row is None and line.seat.person is not None
        ]
        if rows:
            task = self.context.tasks.run_write(self, _store_all, tuple(rows))
            task.then(lambda _none: self.read()).catch(self.refuse)

    def _store(self, row: AttendanceRow) -> None:
        task = self.context.tasks.run_write(self, meetings.set_attendance, row)
        task.then(lambda _row: self.read()).catch(self.refuse)

    def _set_words(self, row: AttendanceRow, words: str) -> None:
        """Store who replaces, or another name of somebody called in."""
        if words.strip() != row.words:
            self._store(replace(row, words=words.strip()))

    def _send_invite(self) -> None:
        words = self.invite.text().strip()
        if not words:
            return
        self.draft.drop()
        self.invite.clear()
        self.draft.begin(self._meeting_uuid)
        task = self.context.tasks.run_write(self, meetings.invite, self._meeting_uuid, words)
        task.then(lambda _row: self.read()).catch(partial(self._give_back, words))

    def _give_back(self, words: str, error: Exception) -> None:
        self.invite.setText(words)
        self.draft.touch()
        self.refuse(error)

    def _remove(self, row: AttendanceRow) -> None:
        task = self.context.tasks.run_write(self, meetings.delete_attendance, row.uuid)
        task.then(lambda _none: self.read()).catch(self.refuse)

    def _show(self, known: _Known) -> None:
        self.invite.setEnabled(not known.is_reading)
        seats = [each for each in known.seats if each.seat is not None]
        invited = [each for each in known.seats if each.seat is None and each.row is not None]
        self._nothing.setVisible(not seats)
        self.everyone.setVisible(any(each.row is None and each.person for each in seats))
        if [_key(each) for each in seats] == list(self._lines):
            for each in seats:
                self._lines[_key(each)].show_seat(each)
        else:
            self._build(seats)
        self._show_invited(invited)
        self._say(known.title, seats, len(invited))
        QTimer.singleShot(0, self, self._fit)  # when what is new has its height

    def _build(self, seats: list[SeatPresence]) -> None:
        clear(self._grid)
        self._lines = {}
        for number, each in enumerate(seats):
            line = _SeatLine(each, self)
            self._lines[_key(each)] = line
            self._grid.addWidget(line.name, number, 0, Qt.AlignmentFlag.AlignVCenter)
            self._grid.addWidget(line.choice, number, 1, Qt.AlignmentFlag.AlignVCenter)
            self._grid.addWidget(line.words, number, 2, Qt.AlignmentFlag.AlignVCenter)
        first = next(iter(self._lines.values()), None)
        if first is not None:
            QTimer.singleShot(0, first, first.focus)  # what is new is shown by then

    def _show_invited(self, invited: list[SeatPresence]) -> None:
        clear(self._invited)
        for each in invited:
            row = each.row
            assert row is not None
            inside = QWidget()
            grid = QGridLayout(inside)
            grid.setContentsMargins(0, 0, 0, 0)
            name = row.words or each.name
            grid.addWidget(Label(name, "body", wraps=True), 0, 0)
            words = self.tr("Ta bort {name} ur de särskilt kallade").format(name=name)
            grid.addWidget(IconButton("close", words, partial(self._remove, row), size=24), 0, 1)
            grid.setColumnStretch(0, 1)
            self._invited.addWidget(inside)

    def _say(self, title: str, seats: list[SeatPresence], invited: int) -> None:
        counted = Counter(each.row.presence for each in seats if each.row is not None)
        there = counted[Presence.PRESENT] + counted[Presence.REPLACED]
        parts = [
            title,
            self.tr("{n} av {total} platser närvarande").format(n=there, total=len(seats)),
        ]
        if counted[Presence.EXCUSED]:
            parts.append(self.tr("{n} förhinder").format(n=counted[Presence.EXCUSED]))
        unsaid = len(seats) - sum(counted.values())
        if unsaid:
            parts.append(self.tr("%n inte angivna", "", unsaid))
        if invited:
            parts.append(self.tr("%n särskilt kallade", "", invited))
        self._said.setText(" · ".join(part for part in parts if part))

    def refuse(self, error: Exception) -> None:
        """Say why the store did not take it."""
        if not messages.report_bug(error, self):
            self.say(messages.sentence(error))


class _SeatLine(QObject):
    """One seat: its name with who sits there, the answer, and who came instead."""

    def __init__(self, seat: SeatPresence, dialog: AttendanceDialog) -> None:
        super().__init__(dialog)
        self.seat = seat
        self._dialog = dialog
        self.name = Label("", "body", wraps=True)
        choices = [(str(each), words_of(each)) for each in _ANSWERS]
        self.choice = Segment([*choices, (_NOT_SAID, self.tr("Inte angivet"))], small=True)
        self.choice.chosen.connect(self._choose)
        for button in self.choice.findChildren(QObject):
            button.installEventFilter(self)
        self.words = _StoredLine(self._send_words)
        self.words.setPlaceholderText(self.tr("Vem ersätter?"))
        self.words.setMinimumWidth(round(150 * theme.current().text_scale))
        self.show_seat(seat)

    def show_seat(self, seat: SeatPresence) -> None:
        """Show what has been said of the seat."""
        self.seat = seat
        title = seat.seat_name
        name = f"{title}: {seat.name}" if seat.name else title
        self.name.setText(name)
        self.choice.setAccessibleName(name)
        presence = seat.row.presence if seat.row is not None else None
        self.choice.set_current(_NOT_SAID if presence is None else str(presence))
        self.words.setAccessibleName(self.tr("Ersättare för {seat}").format(seat=title))
        policy = self.words.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.words.setSizePolicy(policy)
        self.words.setVisible(presence is Presence.REPLACED)
        if seat.row is not None and not self.words.hasFocus():
            self.words.setText(seat.row.words)

    def focus(self) -> None:
        """Take the focus to the answer."""
        button = self.choice.checked_button
        if button is not None:
            button.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take a digit as the answer."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            digit = event.key() - Qt.Key.Key_0
            if 1 <= digit <= len(_ANSWERS):
                self.choice.set_current(str(_ANSWERS[digit - 1]))
                self._choose(str(_ANSWERS[digit - 1]))
                self.focus()
                return True
        return super().eventFilter(watched, event)

    def _choose(self, key: str) -> None:
        presence = Presence(key) if key else None
        self._dialog.set_presence(_key(self.seat), presence)
        if presence is Presence.REPLACED:
            self.words.show()

    def _send_words(self) -> None:
        self.words.stop()
        row = self.seat.row
        if row is not None and row.presence is Presence.REPLACED:
            self._dialog._set_words(row, self.words.text())


class _StoredLine(QLineEdit):
    """A line that is stored when it is left, on Enter, and while one types, within seconds."""

    def __init__(self, store: Callable[[], object]) -> None:
        super().__init__()
        self._pause, self._longest = QTimer(self), QTimer(self)
        for timer, interval in ((self._pause, PAUSE_MS), (self._longest, LONGEST_MS)):
            timer.setSingleShot(True)
            timer.setInterval(interval)
            timer.timeout.connect(store)
        self.textEdited.connect(self._begin)
        self.editingFinished.connect(store)

    def stop(self) -> None:
        """Wait for no more keys."""
        self._pause.stop()
        self._longest.stop()

    def _begin(self, _words: str) -> None:
        self._pause.start()
        if not self._longest.isActive():
            self._longest.start()


def _seat_of(seat: SeatPresence) -> str:
    return seat.seat.uuid if seat.seat is not None else ""


def _key(seat: SeatPresence) -> str:
    return f"{_seat_of(seat)}.{seat.person.uuid if seat.person is not None else ''}"


def _read(database: Database, meeting_uuid: str) -> _Known:
    today = dt.datetime.now().astimezone().date()
    view = meetings.get_meeting_view(database, meeting_uuid, today)
    found = meetings.list_attendance(database, meeting_uuid)
    return _Known(view.title, found, database.is_reading)


def _store_all(database: Database, rows: tuple[AttendanceRow, ...]) -> None:
    for row in rows:
        meetings.set_attendance(database, row)
