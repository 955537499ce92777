"""Minutes and notes of a meeting: made, saved as a file, approved by those who adjust them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from rccdesk import formats
from rccdesk.enums import DocumentState, MinutesKind
from rccdesk.files import safe_name
from rccdesk.services import drafts, meetings
from rccdesk.ui.decision_words import choices_of, words_of
from rccdesk.ui.dialogs.decision_recording import DRAFT
from rccdesk.ui.dialogs.form_dialog import FormDialog, day_field, read_day
from rccdesk.ui.dialogs.kept_draft import KeptDraft
from rccdesk.ui.widgets.buttons import Button, Segment
from rccdesk.ui.widgets.clearing import clear
from rccdesk.ui.widgets.labels import Label, rule

if TYPE_CHECKING:
    from rccdesk.services.database import Database
    from rccdesk.services.meetings.model import MeetingRow, MinutesRow
    from rccdesk.ui.dialogs.saving_dialog import DialogContext

_SUFFIXES = (("docx", "Word (*.docx)"), ("pdf", "PDF (*.pdf)"))
_DRAFT = "minutes"


@dataclass(frozen=True, slots=True)
class _Known:
    meeting: MeetingRow
    title: str
    made: tuple[MinutesRow, ...]
    unrecorded: int  # decisions that were typed and never recorded
    is_reading: bool


class MinutesDialog(FormDialog):
    """Makes, saves and approves the minutes of a meeting; each act stays in the dialog."""

    wanted_width = 760

    def __init__(
        self, context: DialogContext, meeting_uuid: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(self.tr("Protokoll och minnesanteckningar"), parent)
        self.context, self._meeting_uuid = context, meeting_uuid
        self._known: _Known | None = None
        self._said = Label("", "small", "text2", wraps=True)
        self.column.insertWidget(1, self._said)
        self._warning = Label("", "small_strong", "near_text", wraps=True)
        self._warning.hide()
        self.column.insertWidget(2, self._warning)
        self.kind = Segment(choices_of(MinutesKind), small=True)
        self.kind.chosen.connect(lambda _kind: self._follow())
        self.approvers = QLineEdit()
        self.approvers.setPlaceholderText(self.tr("Namn, flera med komma emellan"))
        self.diary = QLineEdit()
        self.confidential = QCheckBox(self.tr("Ta med konfidentiella delar"))
        self.day = day_field(dt.datetime.now().astimezone().date())
        self.add_row(self.tr("Slag"), self.kind)
        self.add_row(self.tr("Justerare (valfritt)"), self.approvers)
        self.add_row(self.tr("Diarienummer (valfritt)"), self.diary)
        self.add_row(self.tr("Vid spridning"), self.confidential)
        self.add_row(self.tr("Justerat den"), self.day)
        self.column.addWidget(rule())
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        self.column.addLayout(self._list)
        self.set_buttons(self.tr("Skapa protokoll"))
        self.leave.setText(self.tr("Stäng"))
        self.draft = KeptDraft(context.tasks, _DRAFT, self.values, self)
        self.draft.watch(self.approvers, self.diary)
        self.draft.found.connect(self._take_draft)
        self.draft.refused.connect(self.say)
        for line in (self.approvers, self.diary):
            line.textEdited.connect(lambda _words: self.draft.touch())
            line.editingFinished.connect(self.store_fields)
        self.read()

    def values(self) -> dict[str, str]:
        """Return what is typed, as words."""
        return {"approvers": self.approvers.text(), "diary": self.diary.text()}

    def read(self) -> None:
        """Read the meeting and what has been written of it."""
        task = self.context.tasks.run_latest(self, _read, self._meeting_uuid)
        task.then(self._show).catch(self.refuse)

    def send(self) -> None:
        """Make the minutes, or the notes, as a new draft."""
        if self._known is None:
            return
        from rccdesk.services import papers

        self.store_fields()
        kind = MinutesKind(self.kind.current)
        self._write(papers.make_minutes, self._meeting_uuid, kind)

    def store_fields(self) -> None:
        """Store who approves and the diary number with the meeting."""
        known = self._known
        if known is None:
            return
        row = replace(
            known.meeting, approvers=self._names(), diary_number=self.diary.text().strip()
        )
        if row != known.meeting:
            self._known = replace(known, meeting=row)
            self.draft.drop()
            task = self.context.tasks.run_write(self, meetings.update_meeting, row)
            task.then(lambda _row: self.draft.begin(self._meeting_uuid)).catch(self._not_stored)

    def reject(self) -> None:
        """Leave; what was typed is stored."""
        self.store_fields()
        super().reject()

    def save_as(self, row: MinutesRow, suffix: str) -> None:
        """Ask where to, and write the document."""
        known = self._known
        assert known is not None
        name = safe_name(f"{words_of(row.kind)} {known.title}")
        title = self.tr("Spara dokumentet")
        chosen, _kind = QFileDialog.getSaveFileName(
            self, title, f"{name}.{suffix}", dict(_SUFFIXES)[suffix]
        )
        if chosen:
            self.write_file(row, Path(chosen).with_suffix(f".{suffix}"))

    def write_file(self, row: MinutesRow, target: Path) -> None:
        """Write the document to ``target``, with its confidential parts where that is marked."""
        from rccdesk.services import papers

        task = self.context.tasks.run_file(
            self,
            papers.write_minutes,
            row.uuid,
            target,
            with_confidential=self.confidential.isChecked(),
        )
        said = self.tr("Dokumentet är sparat: {file}").format(file=target.name)
        task.then(lambda _path: self._say_done(said)).catch(self.refuse)

    def approve(self, row: MinutesRow) -> None:
        """Approve the document: it never changes after that."""
        from rccdesk.services import papers

        try:
            day = read_day(self.day)
        except ValueError:
            day = None
        if day is None:
            self.say(self.tr("Skriv vilken dag det justerades, som 2026-03-05."), self.day)
            return
        names = self._names()
        if not names:
            self.say(self.tr("Skriv vem som justerar."), self.approvers)
            return
        self.store_fields()
        self._write(papers.approve_minutes, row.uuid, names, day)

    def delete(self, row: MinutesRow) -> None:
        """Put a draft in the Papperskorg."""
        from rccdesk.services import papers

        self._write(papers.delete_minutes, row.uuid)

    def _write(self, call: Callable[..., object], *args: object) -> None:
        self.problem.hide()
        self.accept_button.setEnabled(False)
        task = self.context.tasks.run_write(self, call, *args)
        task.then(lambda _made: self.read()).catch(self._fail)

    def _fail(self, error: Exception) -> None:
        self.accept_button.setEnabled(True)
        self.refuse(error)

    def _not_stored(self, error: Exception) -> None:
        self.draft.resume(self._meeting_uuid)
        self.refuse(error)

    def _names(self) -> tuple[str, ...]:
        return tuple(name.strip() for name in self.approvers.text().split(",") if name.strip())

    def _show(self, known: _Known) -> None:
        is_first = self._known is None
        self._known = known
        if is_first:
            self.approvers.setText(", ".join(known.meeting.approvers))
            self.diary.setText(known.meeting.diary_number)
            today = dt.datetime.now().astimezone().date()
            self.day.setText(max(today, known.meeting.day).isoformat())
            self.draft.begin(self._meeting_uuid)
        self._said.setText(known.title)
        self._warning.setText(self._unrecorded_words(known.unrecorded))
        self._warning.setVisible(bool(known.unrecorded))
        self._show_made(known)
        self._follow()
        QTimer.singleShot(0, self, self._fit)  # when what is new has its height

    def _unrecorded_words(self, count: int) -> str:
        if count == 1:
            return self.tr("1 beslut är skrivet men inte antecknat. Det kommer inte med.")
        words = self.tr("{n} beslut är skrivna men inte antecknade. De kommer inte med.")
        return words.format(n=count)

    def _show_made(self, known: _Known) -> None:
        clear(self._list)
        if not known.made:
            words = self.tr("Inget är skrivet än. Det som skapas är ett utkast tills det justeras.")
            self._list.addWidget(Label(words, "body", "text2", wraps=True))
        for row in known.made:
            self._list.addWidget(self._line(row, known))

    def _line(self, row: MinutesRow, known: _Known) -> QWidget:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        heading = self.tr("{kind}, version {n}").format(kind=words_of(row.kind), n=row.version)
        column.addWidget(Label(heading, "table_strong", wraps=True))
        column.addWidget(Label(self._state(row), "small", "text2", wraps=True))
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for suffix, words in (
            ("docx", self.tr("Spara som Word…")),
            ("pdf", self.tr("Spara som PDF…")),
        ):
            save = Button(words, act=partial(self.save_as, row, suffix), icon="save", small=True)
            save.setAccessibleName(f"{words} {heading}")
            buttons.addWidget(save)
        if row.state is DocumentState.DRAFT and not known.is_reading:
            words = self._approve_words(row.kind)
            approve = Button(words, act=partial(self.approve, row), small=True)
            approve.setAccessibleName(f"{words}, {heading}")
            buttons.addWidget(approve)
            remove = Button(self.tr("Ta bort utkastet"), "flat", partial(self.delete, row),
                            small=True)  # fmt: skip
            remove.setAccessibleName(self.tr("Ta bort utkastet: {name}").format(name=heading))
            buttons.addWidget(remove)
        buttons.addStretch(1)
        column.addLayout(buttons)
        return inside

    def _state(self, row: MinutesRow) -> str:
        parts = [words_of(row.state)]
        if row.approved_on is not None:
            parts = [f"{parts[0]} {formats.iso_date(row.approved_on)}"]
            if row.approvers:
                parts.append(self.tr("justerare {names}").format(names=", ".join(row.approvers)))
        parts.append(self.tr("skapat {date}").format(date=formats.iso_date(row.made_on)))
        if row.diary_number:
            parts.append(self.tr("diarienummer {number}").format(number=row.diary_number))
        return " · ".join(parts)

    def _approve_words(self, kind: MinutesKind) -> str:
        if kind is MinutesKind.MINUTES:
            return self.tr("Justera protokoll")
        return self.tr("Justera minnesanteckningar")

    def _follow(self) -> None:
        is_minutes = self.kind.current == MinutesKind.MINUTES
        self.accept_button.setText(
            self.tr("Skapa protokoll") if is_minutes else self.tr("Skapa minnesanteckningar")
        )
        known = self._known
        self.accept_button.setEnabled(known is not None and not known.is_reading)

    def _take_draft(self, values: dict[str, str]) -> None:
        self.approvers.setText(values.get("approvers", ""))
        self.diary.setText(values.get("diary", ""))

    def _say_done(self, words: str) -> None:
        self.context.window.toast(words)
        self._said.setText(words)


def _read(database: Database, meeting_uuid: str) -> _Known:
    from rccdesk.services import papers

    today = dt.datetime.now().astimezone().date()
    view = meetings.get_meeting_view(database, meeting_uuid, today)
    points = {line.point.uuid for line in view.lines} | {meeting_uuid}
    typed = drafts.list_drafts(database, DRAFT)
    made: Sequence[MinutesRow] = papers.list_minutes(database, meeting_uuid)
    return _Known(
        view.meeting,
        view.title,
        tuple(made),
        sum(key in points and bool(words.get("text")) for key, words in typed.items()),
        database.is_reading,
    )
