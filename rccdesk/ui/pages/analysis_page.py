"""Skriv analys: the texts of a process, area and period beside their figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import ClassVar

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from rccdesk.enums import Topic
from rccdesk.errors import RccdeskError
from rccdesk.services import analyses, overview
from rccdesk.services.analyses import AnalysisText
from rccdesk.services.overview import OverviewQuery, Pair
from rccdesk.services.typed_texts import PersonalTextError
from rccdesk.texts import text
from rccdesk.ui import messages, theme
from rccdesk.ui.pages.page import Context, Page
from rccdesk.ui.selection import REGION
from rccdesk.ui.widgets.buttons import Button, Segment
from rccdesk.ui.widgets.figures import SPARK_HEIGHT, PairTile
from rccdesk.ui.widgets.labels import Label, set_role
from rccdesk.ui.widgets.page_scroll import WIDE_ROOM, PageScroll, TwoColumns

_PAUSE_MS = 1500  # after the last key
_LONGEST_MS = 5000  # after the first key that is not saved, however fast the next ones come
# px at 100 % text
_LEFT_WIDTH, _WIDE_LEFT = 436, 640
_MEASURE = 760  # so that a line has about 75 characters to 100
_WIDE_LINE = 116
_LEAST_LINES = 3
_DRAFT, _DONE = "draft", "done"


class AnalysisPage(Page):
    """Three fields that save by themselves, beside the figures they speak of."""

    topics: ClassVar[frozenset[Topic]] = frozenset({Topic.ANALYSES, Topic.LEAD_TIMES})

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._saved = AnalysisText((), "", "")
        self._wanted_field = "finding"
        self._sent: AnalysisText | None = None  # on its way to the store
        self._refused: dict[_Key, AnalysisText] = {}  # what the store did not take, to be mended
        self._writes = 0
        self._may_close = False
        self._pause, self._longest = QTimer(self), QTimer(self)
        for timer, interval in ((self._pause, _PAUSE_MS), (self._longest, _LONGEST_MS)):
            timer.setSingleShot(True)
            timer.setInterval(interval)
            timer.timeout.connect(self._save)
        self._state = Segment(((_DRAFT, self.tr("Utkast")), (_DONE, self.tr("Klar"))))
        self._state.chosen.connect(lambda _key: self._save())
        self._finish = Button(
            self.tr("Markera texten som klar"), "primary", self._mark_done, icon="done"
        )
        self.head.add_action(self._state)
        self.head.add_action(self._finish)
        figures = self._figures()
        self._columns = TwoColumns(
            figures, self._texts(), narrow=figures, width=_LEFT_WIDTH, wide=_WIDE_LEFT
        )
        self.body.addWidget(PageScroll(self._columns, self), 1)
        self._columns.resized.connect(self._fit_fields)
        self._fit_fields()

    def arrive(self, arguments: Mapping[str, object]) -> None:
        """Put the cursor in the field of the step that the user came from."""
        self._wanted_field = "actions" if arguments.get("step") == "decide" else "finding"
        if self.isVisible():
            self._fields[self._wanted_field].setFocus()

    def refresh(self) -> None:
        """Read the texts and the figures of the selection."""
        self._save()
        area = self.selection.area
        place = " · ".join(
            part
            for part in (
                self.selection.process_label() or self.tr("Alla vårdförlopp"),
                self.selection.area_label() or self.tr("Alla i uttaget"),
                self.selection.period_label(),
            )
            if part
        )
        self.head.set_title(self.tr("Skriv analys"), place)
        has_period = bool(self.selection.period)
        self._state.setVisible(has_period)
        self._finish.setVisible(has_period)
        if not has_period:
            self.show_empty(
                "write",
                self.tr("Inget att skriva om ännu"),
                self.tr("Läs in ett uttag först. Sedan skriver du här vad siffrorna visar."),
                self.tr("Läs in uttag…"),
                lambda: self.navigate("imports", open_file=True),
            )
            return
        key = (self.selection.svf, area.key, self.selection.period)
        show = partial(self._show, self._writes)
        self._tasks.run(self, analyses.get_analysis, *key).then(show).catch(self.show_error)
        query = OverviewQuery(
            svf=self.selection.svf,
            area=area.key,
            regions=(area.key,) if area.kind == REGION else (),
            period=self.selection.period,
        )
        self._tasks.run(self, overview.get_pair, query).then(self._show_pair).catch(self.show_error)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Save when a field is left, and before the window closes."""
        if event.type() == QEvent.Type.FocusOut:
            self._save()
        elif (
            event.type() == QEvent.Type.Close
            and watched is self.window()
            and not self._save_at_once()
        ):
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:
        """Follow the window, which may be closed before the field is left."""
        self.window().installEventFilter(self)
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Save when the page is left."""
        if self._tasks.database is not None:
            self._save()
        super().hideEvent(event)

    def _figures(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(Label(self.tr("Siffrorna texten handlar om"), "h2"))
        self._pair = PairTile(vertical=True)
        self._pair.hide()
        column.addWidget(self._pair)
        self._no_pair = Label(
            self.tr("Inga ledtider i urvalet. Välj en annan process eller period."),
            "small",
            "text2",
            wraps=True,
        )
        self._no_pair.hide()
        column.addWidget(self._no_pair)
        show = Button(
            self.tr("Se utfallet"), "flat", lambda: self.navigate("lead_times"), icon="chart"
        )
        column.addWidget(show)
        column.addStretch(1)
        return holder

    def _texts(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        card = self._card = QFrame()
        row.addWidget(card, 1)
        row.addStretch(0)
        card.setProperty("card", True)  # noqa: FBT003 - Qt's own order
        column = QVBoxLayout(card)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(4)
        optional = self.tr("(valfritt)")
        self._fields = {
            "finding": self._field(column, self.tr("Vad visar siffrorna?"), "", 3),
            "explanation": self._field(column, self.tr("Vad kan ligga bakom?"), optional, 2),
        }
        note = self.tr("Samvariation, inte bevisad orsak.")
        column.addWidget(Label(note, "caption", "text2"))
        column.addSpacing(6)
        self._fields["actions"] = self._field(column, self.tr("Vad vill vi göra?"), optional, 2)
        self._message = Label("", "small", "text2", wraps=True)
        column.addWidget(self._message)
        foot = self.tr("Följer med till Underlag för samma process, område och period.")
        column.addWidget(Label(foot, "caption", "text3", wraps=True))
        self._trash = Button(
            self.tr("Flytta till Papperskorgen"), "flat", self._delete, icon="trash", small=True
        )
        column.addWidget(self._trash, 0, Qt.AlignmentFlag.AlignRight)
        return holder

    def _field(self, column: QVBoxLayout, words: str, note: str, stretch: int) -> QPlainTextEdit:
        row = QHBoxLayout()
        label = Label(words, "h3")
        row.addWidget(label)
        row.addWidget(Label(note, "small", "text2"), 1)
        column.addLayout(row)
        edit = QPlainTextEdit()
        edit.setTabChangesFocus(True)
        edit.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        edit.setAccessibleName(f"{words} {note}".strip())
        edit.textChanged.connect(self._on_typed)
        edit.installEventFilter(self)
        label.setBuddy(edit)
        column.addWidget(edit, stretch)
        column.addSpacing(6)
        return edit

    def theme_changed(self) -> None:
        """Give the fields room for the new text size."""
        self._fit_fields()

    def _fit_fields(self) -> None:
        for edit in self._fields.values():
            edit.setMinimumHeight(_LEAST_LINES * theme.current().line("body") + 16)
        scale = theme.current().text_scale
        self._card.setMaximumWidth(round(_MEASURE * scale))
        is_wide = self._columns.width() / scale >= WIDE_ROOM
        self._pair.set_spark_height(_WIDE_LINE if is_wide else SPARK_HEIGHT)

    def _on_typed(self) -> None:
        if self._written() != self._saved:
            self._pause.start()
            if not self._longest.isActive():
                self._longest.start()

    def _written(self) -> AnalysisText:
        return replace(
            self._saved,
            finding=self._fields["finding"].toPlainText(),
            explanation=self._fields["explanation"].toPlainText(),
            actions=self._fields["actions"].toPlainText(),
            is_done=self._state.current == _DONE,
        )

    def _show(self, writes: int, found: AnalysisText) -> None:
        """Show what was read, and never less than what has been typed in its place."""
        key = _key(found)
        is_same = key == _key(self._saved)
        if not is_same:
            self._save()  # typed while the other text was read
        elif writes != self._writes:
            return  # read before the last save, which makes the page read again
        is_typed = is_same and self._written() != self._saved
        shown = self._refused.get(key) or (self._written() if is_typed else found)
        self._saved = found
        self._message.setText("")
        if key in self._refused:
            self._say(text("errors.personal_identifier_typed"))
        for name, edit in self._fields.items():
            if edit.toPlainText() != getattr(shown, name):
                self._fill(edit, getattr(shown, name), keeps_place=is_same)
        self._state.set_current(_DONE if shown.is_done else _DRAFT)
        self._show_access()
        self.show_content()
        if not any(edit.hasFocus() for edit in self._fields.values()):
            self._fields[self._wanted_field].setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self, edit: QPlainTextEdit, words: str, *, keeps_place: bool) -> None:
        place = edit.textCursor().position() if keeps_place else 0
        with QSignalBlocker(edit):
            edit.setPlainText(words)
        cursor = edit.textCursor()
        cursor.setPosition(min(place, edit.document().characterCount() - 1))
        edit.setTextCursor(cursor)

    def _show_access(self) -> None:
        """Let the texts be changed, or say why not."""
        database = self._tasks.database
        is_reading = database is not None and database.is_reading
        for edit in self._fields.values():
            edit.setReadOnly(is_reading)
        self._state.setEnabled(not is_reading)
        self._finish.setEnabled(not is_reading and not self._saved.is_done)
        self._trash.setEnabled(not is_reading and not self._saved.is_empty)
        if is_reading:
            self._say(self.tr("Filen är öppen bara för läsning. Texten kan inte ändras."), "text2")

    def _show_pair(self, pair: Pair | None) -> None:
        self._pair.setVisible(pair is not None)
        self._no_pair.setVisible(pair is None)
        if pair is not None:
            self._pair.show_pair(pair)

    def _mark_done(self) -> None:
        self._state.set_current(_DONE)
        self._save()

    def _delete(self) -> None:
        self._save()  # the trash holds what was typed last
        key = _key(self._saved)
        self._refused.pop(key, None)
        task = self._tasks.run_write(self, analyses.delete_analysis, *key)
        task.then(
            lambda _done: self.toast(
                self.tr("Analysen är flyttad till Papperskorgen"), self.window_actions.undo
            )
        )

    def _unsaved(self) -> AnalysisText | None:
        written = self._written()
        return written if written != self._saved and written.period else None

    def _save(self) -> None:
        self._pause.stop()
        self._longest.stop()
        written = self._unsaved()
        if written is None or written == self._sent:
            return
        self._sent = written
        self._writes += 1
        task = self._tasks.run_write(self, analyses.update_analysis, written)
        task.then(self._saved_now).catch(partial(self._not_saved, written))

    def _save_at_once(self) -> bool:
        """Save in the window's own thread: no worker takes more when the window closes.

        Return False, once, where the text cannot be saved, so that the window stays to say so.
        """
        written, database = self._unsaved(), self._tasks.database
        if written is None or database is None or self._may_close:
            return True
        try:
            self._saved = analyses.update_analysis(database, written)
        except RccdeskError as error:
            self._may_close = True
            self._not_saved(written, error)
            self.toast(self.tr("Texten är inte sparad. Stäng igen för att stänga utan den."))
            return False
        return True

    def _saved_now(self, saved: AnalysisText) -> None:
        self._sent = None
        self._writes += 1
        self._refused.pop(_key(saved), None)
        if _key(saved) == _key(self._saved):
            self._saved = saved
            self._message.setText("")
            self._show_access()

    def _not_saved(self, written: AnalysisText, error: Exception) -> None:
        self._sent = None
        if messages.report_bug(error, self):
            return
        if isinstance(error, PersonalTextError):
            self._refused[_key(written)] = written
        else:
            self._longest.start()  # a full disk or a busy file may be better by then
        if _key(written) == _key(self._saved):
            self._say(messages.sentence(error))

    def _say(self, sentence: str, role: str = "bad_text") -> None:
        set_role(self._message, role)
        self._message.setText(sentence)


_Key = tuple[tuple[str, ...], str, str]


def _key(written: AnalysisText) -> _Key:
    return written.svf, written.area, written.period
