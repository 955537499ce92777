"""Inför mötet: which meeting, what its pack lacks, which parts it has, and in which order."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QSizePolicy, QVBoxLayout

from rccdesk.ui import theme
from rccdesk.ui.packs.parts_list import PartsList
from rccdesk.ui.widgets.buttons import Button, IconButton
from rccdesk.ui.widgets.choice_box import ChoiceBox
from rccdesk.ui.widgets.clearing import clear
from rccdesk.ui.widgets.flow import FlowLayout
from rccdesk.ui.widgets.labels import Label, rule
from rccdesk.ui.widgets.painted_button import RowButton

if TYPE_CHECKING:
    from rccdesk.services.packs.outlines import Missing
    from rccdesk.services.packs.rows import OutlineRow
    from rccdesk.ui.packs.reading import Preparing

_SUMMARY = "summary"
_MOST_MISSING = 3  # shown until all are asked for
_WAIT = 900  # ms after the last change before it is stored
_LINES = 4


class MeetingCard(QFrame):
    """The choices of a meeting's pack. What is changed is stored a moment later by `flush`."""

    meeting_chosen = Signal(str)
    point_wanted = Signal(str)
    outline_changed = Signal(object)  # the OutlineRow to store and to show
    template_wanted = Signal()
    template_deleted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", True)  # noqa: FBT003 - Qt's own order
        self.found: Preparing | None = None
        self._shows_all = False
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_WAIT)
        self._wait.timeout.connect(self._tell)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 12)
        column.setSpacing(8)
        column.addLayout(self._meeting_row())
        self._ready = Label("", "small_strong", wraps=True)
        column.addWidget(self._ready)
        self._missing = QVBoxLayout()
        self._missing.setSpacing(0)
        column.addLayout(self._missing)
        self._more = Button("", "link", self._show_all)
        column.addWidget(self._more)
        column.addWidget(rule("h"))
        head = QHBoxLayout()
        head.addWidget(Label(self.tr("Innehåll och ordning"), "h2", wraps=True), 1)
        self.up = IconButton("upward", self.tr("Flytta upp"), lambda: self.parts.move_chosen(-1))
        self.down = IconButton("downward", self.tr("Flytta ned"), lambda: self.parts.move_chosen(1))
        for button, keys in ((self.up, self.tr("Alt+Uppåt")), (self.down, self.tr("Alt+Nedåt"))):
            button.setToolTip(f"{button.accessibleName()} ({keys})")
            head.addWidget(button)
        column.addLayout(head)
        self.parts = PartsList()
        self.parts.changed.connect(self._changed)
        self.parts.part_chosen.connect(self._show_part)
        column.addWidget(self.parts)
        self._words_name = Label("", "table_strong", wraps=True)
        column.addWidget(self._words_name)
        self.words = QPlainTextEdit()
        self.words.setTabChangesFocus(True)
        self.words.textChanged.connect(self._typed)
        self._words_name.setBuddy(self.words)
        column.addWidget(self.words)
        row = FlowLayout(gap=8)
        self.template = self._box(self.tr("Sparad mall"))
        self.template.currentIndexChanged.connect(self._take_template)
        self.save_as = Button(
            self.tr("Spara som mall…"), act=self._save_as, icon="save", small=True
        )
        self.delete = Button(
            self.tr("Flytta mallen till Papperskorgen"),
            "flat",
            self._delete,
            icon="trash",
            small=True,
        )
        for widget in (self.template, self.save_as, self.delete):
            row.addWidget(widget)
        column.addLayout(row)
        theme.current().changed.connect(self._fit)
        self._fit()

    def _meeting_row(self) -> QHBoxLayout:
        """Return the choice of the meeting, and the way to it."""
        self.meeting = self._box(self.tr("Möte"))
        self.meeting.currentIndexChanged.connect(self._choose_meeting)
        place = QHBoxLayout()
        place.setSpacing(8)
        self.go = Button(
            self.tr("Öppna mötet"), act=partial(self._want_point, ""), icon="meetings", small=True
        )
        place.addWidget(self.meeting, 1)
        place.addWidget(self.go)
        return place

    def show_preparing(self, found: Preparing) -> None:
        """Show a meeting; what is being written stays."""
        waits = self._wait.isActive()
        same = (
            self.found is not None
            and self.found.meeting is not None
            and found.meeting is not None
            and self.found.meeting.uuid == found.meeting.uuid
        )
        self.found = found
        with QSignalBlocker(self.meeting):
            self.meeting.clear()
            for uuid, words in found.meetings:
                self.meeting.addItem(words, uuid)
            uuid = found.meeting.uuid if found.meeting else ""
            self.meeting.setCurrentIndex(max(0, self.meeting.findData(uuid)))
        if not same:
            self._shows_all = False
        self._show_missing(found.missing)
        with QSignalBlocker(self.template):
            chosen = self.template.currentData() if same else ""
            self.template.clear()
            self.template.addItem(self.tr("Använd en mall"), "")
            for saved in found.saved:
                self.template.addItem(saved.name, saved.uuid)
            self.template.setCurrentIndex(max(0, self.template.findData(chosen)))
        self.template.setVisible(bool(found.saved))
        self.delete.setVisible(bool(self.template.currentData()))
        outline = found.outline
        if outline is not None and not (same and waits):
            now = self.parts.outline
            if (
                not same
                or now is None
                or (now.parts, now.summary)
                != (
                    outline.parts,
                    outline.summary,
                )
            ):
                self.parts.show_outline(outline, found.names)

    @property
    def outline(self) -> OutlineRow | None:
        """What goes into the pack, with what has just been changed."""
        return self.parts.outline

    def flush(self) -> None:
        """Store what has been changed now."""
        if self._wait.isActive():
            self._wait.stop()
            self._tell()

    def allow_changes(self, reason: str) -> None:
        """Let the parts be changed, or not for a ``reason``."""
        for widget in (self.parts, self.words, self.up, self.down, self.save_as, self.delete):
            widget.setEnabled(not reason)
            widget.setAccessibleDescription(reason or widget.accessibleDescription())

    def _tell(self) -> None:
        if self.parts.outline is not None:
            self.outline_changed.emit(self.parts.outline)

    def _changed(self) -> None:
        self._wait.start()

    def _choose_meeting(self) -> None:
        self.flush()
        self.meeting_chosen.emit(str(self.meeting.currentData() or ""))

    # What is missing

    def _show_missing(self, missing: tuple[Missing, ...]) -> None:
        clear(self._missing)
        self._ready.setText(
            self.tr("Det här saknas innan underlaget kan skickas:")
            if missing
            else self.tr("Inget saknas i punkterna. Underlaget kan skickas.")
        )
        shown = missing if self._shows_all else missing[:_MOST_MISSING]
        for each in shown:
            row = RowButton("doubt", each.words, self.tr("Öppna punkten"), least=36, margin=2)
            if not each.point_uuid:
                row = RowButton("doubt", each.words, self.tr("Öppna mötet"), least=36, margin=2)
            row.clicked.connect(partial(self._want_point, each.point_uuid))
            self._missing.addWidget(row)
        rest = len(missing) - len(shown)
        self._more.setText(self.tr("Visa %n till", "", rest))
        self._more.setVisible(rest > 0)

    def _want_point(self, uuid: str, _on: bool = False) -> None:
        self.flush()
        self.point_wanted.emit(uuid)

    def _show_all(self) -> None:
        self._shows_all = True
        if self.found is not None:
            self._show_missing(self.found.missing)

    # Own words

    def _show_part(self) -> None:
        part, names = self.parts.part, self.found.names if self.found else {}
        if part is None:
            return
        name = names.get(part.key, part.key)
        says = self.tr("Egna ord först i delen {part}").format(part=name)
        words = part.words
        if part.key == _SUMMARY:
            says = self.tr("Egen sammanfattning i stället för programmets meningar")
            words = self.parts.outline.summary if self.parts.outline else ""
        self._words_name.setText(says)
        self.words.setAccessibleName(says)
        if self.words.toPlainText() != words:
            with QSignalBlocker(self.words):
                self.words.setPlainText(words)
        row = self.parts.currentRow()
        self.up.setEnabled(row > 0)
        self.down.setEnabled(0 <= row < self.parts.count() - 1)

    def _typed(self) -> None:
        words, part = self.words.toPlainText(), self.parts.part
        if part is not None and part.key == _SUMMARY:
            self.parts.set_summary(words)
        else:
            self.parts.set_words(words)

    # Templates of parts and order

    def _take_template(self) -> None:
        uuid, outline = self.template.currentData(), self.parts.outline
        self.delete.setVisible(bool(uuid))
        saved = next((s for s in self.found.saved if s.uuid == uuid), None) if self.found else None
        if saved is None or outline is None or self.found is None:
            return
        from dataclasses import replace

        self.parts.show_outline(replace(outline, parts=saved.parts), self.found.names)
        self._changed()

    def _save_as(self) -> None:
        self.flush()
        self.template_wanted.emit()

    def _delete(self) -> None:
        self.template_deleted.emit(str(self.template.currentData() or ""))

    def _box(self, name: str) -> ChoiceBox:
        box = ChoiceBox()
        box.setAccessibleName(name)
        box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        box.setMinimumContentsLength(16)
        box.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        return box

    def _fit(self) -> None:
        self.words.setFixedHeight(_LINES * theme.current().line("body") + 16)
