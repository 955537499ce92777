"""Making an improvement area of a figure: a title, a note, and the figure as it is now."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from rccdesk import formats
from rccdesk.enums import ImprovementState, LinkRole, Thing
from rccdesk.services import improvements, links
from rccdesk.services.improvements import FigureOrigin, ImprovementRow
from rccdesk.ui import messages, theme
from rccdesk.ui.dialogs.initiative_dialog import make_from_improvement
from rccdesk.ui.dialogs.obstacle_dialog import ObstacleDialog
from rccdesk.ui.dialogs.scrolled import fill_dialog, find_room
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.clearing import clear
from rccdesk.ui.widgets.flow import FlowLayout
from rccdesk.ui.widgets.labels import Label
from rccdesk.ui.widgets.link_row import LinkRow, link_line

if TYPE_CHECKING:
    from rccdesk.services.links import Neighbour
    from rccdesk.ui.selection import Selection
    from rccdesk.ui.tasks import TaskRunner

_WIDTH = 560  # px at 100 % text
_NOTE_LINES = 4


class _Window(Protocol):
    def toast(self, sentence: str, undo: Callable[[], object] | None = None) -> None: ...

    def undo(self) -> None: ...

    def navigate(self, key: str, arguments: Mapping[str, object] | None = None) -> None: ...


class _Context(Protocol):
    """What a page is given: the tasks, and the window that says what was done."""

    @property
    def tasks(self) -> TaskRunner: ...

    @property
    def selection(self) -> Selection: ...

    @property
    def window(self) -> _Window: ...


class ImprovementDialog(QDialog):
    """Stores an improvement area with its figure; ``saved`` gives the row that was stored.

    ``origin`` is the figure of a new one; ``row`` is one that is to be changed, closed, or put in
    the Papperskorg. The window says what was done and offers to undo it.
    """

    saved = Signal(object)  # ImprovementRow

    def __init__(
        self,
        context: _Context,
        origin: FigureOrigin | None,
        parent: QWidget | None = None,
        *,
        row: ImprovementRow | None = None,
        analysis_uuid: str | None = None,
    ) -> None:
        super().__init__(parent)
        assert origin is not None or row is not None
        self._context = context
        self._row = row
        if row is None and origin is not None:
            self._row = improvements.new_improvement(origin, origin.proposed_title)
        self._analysis_uuid = analysis_uuid
        self._is_new = row is None
        self._title = origin.title if origin is not None else ""
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        heading = (
            self.tr("Skapa förbättringsområde") if self._is_new else self.tr("Förbättringsområde")
        )
        self.setWindowTitle(heading)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(24, 20, 24, 12)
        column.setSpacing(6)
        column.addWidget(Label(heading, "h2", wraps=True))
        column.addWidget(self._figure())
        column.addSpacing(6)
        self.title = QLineEdit(self._shown.title)
        self._add_field(column, self.tr("Rubrik"), "", self.title)
        self.note = QPlainTextEdit(self._shown.note)
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(_NOTE_LINES * theme.current().line("body") + 16)
        self._add_field(column, self.tr("Anteckning"), self.tr("(valfritt)"), self.note)
        hint = self.tr("Skriv inga namn eller uppgifter om enskilda patienter.")
        column.addWidget(Label(hint, "caption", "text2", wraps=True))
        if not self._is_new:
            self._followed = QVBoxLayout()
            self._followed.setSpacing(0)
            column.addLayout(self._next_steps())
            column.addLayout(self._followed)
        self._message = Label("", "small", "bad_text", wraps=True)
        self._message.hide()
        column.addWidget(self._message)
        column.addStretch(1)
        buttons = self._buttons()
        fill_dialog(self, inside, buttons)
        room = find_room(self, _WIDTH)
        self.setFixedWidth(room.width())
        self._column, self._foot = column, buttons
        self._fit()
        self.title.setFocus()
        self.title.selectAll()
        if not self._is_new:
            self._read_followed()

    def _fit(self) -> None:
        """Be as high as what is shown, within the window."""
        room = find_room(self, _WIDTH)
        wanted = self._column.heightForWidth(room.width() - 2) + self._foot.sizeHint().height() + 8
        self.resize(room.width(), min(wanted, room.height()))

    @property
    def _shown(self) -> ImprovementRow:
        assert self._row is not None
        return self._row

    def _figure(self) -> QFrame:
        box = QFrame()
        box.setProperty("card", True)  # noqa: FBT003 - Qt's own order
        column = QVBoxLayout(box)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(2)
        if self._title:
            column.addWidget(Label(self._title, "small_strong", wraps=True))
        column.addWidget(Label(self._shown.figure, "body", wraps=True))
        day = self._shown.extract_date
        if day is not None:
            words = self.tr("Uttag {date}. Siffran ändras inte av nya uttag.")
            said = words.format(date=formats.iso_date(day))
            column.addWidget(Label(said, "caption", "text2", wraps=True))
        return box

    def _add_field(self, column: QVBoxLayout, words: str, extra: str, field: QWidget) -> None:
        line = QHBoxLayout()
        line.setSpacing(6)
        label = Label(words, "h3")
        label.setBuddy(field)
        line.addWidget(label)
        line.addWidget(Label(extra, "small", "text2"), 1)
        field.setAccessibleName(f"{words} {extra}".strip())
        column.addLayout(line)
        column.addWidget(field)

    def _next_steps(self) -> FlowLayout:
        """Return what can follow from an area: an initiative, and what stands in the way."""
        row = FlowLayout(gap=8)
        for words, icon, act in (
            (self.tr("Lägg till insats…"), "initiative", self._add_initiative),
            (self.tr("Ange hinder (valfritt)"), "obstacle", self._ask_obstacle),
        ):
            row.addWidget(Button(words, "flat", act, icon=icon, small=True))
        return row

    def _add_initiative(self) -> None:
        dialog = make_from_improvement(self._context, self._shown, self)
        dialog.saved.connect(lambda _row: self._read_followed())
        dialog.open()

    def _read_followed(self) -> None:
        near = (links.get_neighbours, Thing.IMPROVEMENT, self._shown.uuid)
        self._context.tasks.run_latest(self, *near).then(self._show_followed).catch(self._fail)

    def _show_followed(self, near: tuple[Neighbour, ...]) -> None:
        """Show the initiatives that came of the area, each with the way to it."""
        clear(self._followed)
        for each in near:
            if each.link.role is not LinkRole.FROM or each.kind is not Thing.INITIATIVE:
                continue
            show = None if each.is_gone else partial(self._show_initiative, each)
            line = link_line(each.link, each.kind, gone=each.gone)
            self._followed.addWidget(LinkRow(each.kind, each.name, line, show=show))
        QTimer.singleShot(0, self, self._fit)  # when the rows have their sizes

    def _show_initiative(self, near: Neighbour) -> None:
        """Go to an initiative; what has been typed here is kept."""
        place = links.place_of(near.kind, near.key)
        if place is None:
            return
        if self._typed() == self._shown:
            self.reject()
        else:
            self._save()
        self._context.window.navigate(place[0], place[1])

    def _ask_obstacle(self) -> None:
        ObstacleDialog(self._context, Thing.IMPROVEMENT, self._shown.uuid, self).open()

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(24, 12, 24, 16)
        row.setSpacing(8)
        if not self._is_new:
            trash = Button(self.tr("Flytta till Papperskorgen"), "flat", self._delete, icon="trash")
            row.addWidget(trash)
        row.addStretch(1)
        if self._is_new:
            self.save = Button(self.tr("Skapa förbättringsområde"), "primary", self._save)
        else:
            ends = self.tr("Avsluta") if self._shown.is_open else self.tr("Öppna igen")
            row.addWidget(Button(ends, "secondary", self._turn))
            self.save = Button(self.tr("Spara ändringen"), "primary", self._save)
        self.save.setDefault(True)
        row.addWidget(self.save)
        row.addWidget(Button(self.tr("Avbryt"), "secondary", self.reject))
        return row

    def _typed(self) -> ImprovementRow:
        return replace(
            self._shown,
            title=self.title.text(),
            note=self.note.toPlainText(),
            analysis_uuid=self._shown.analysis_uuid or self._analysis_uuid,
        )

    def _save(self) -> None:
        write = improvements.add_improvement if self._is_new else improvements.update_improvement
        said = (
            self.tr("Förbättringsområdet är skapat.")
            if self._is_new
            else self.tr("Förbättringsområdet är ändrat.")
        )
        self._write(write, self._typed(), said)

    def _turn(self) -> None:
        """Close an open area, or open a closed one."""
        row = self._typed()
        state = ImprovementState.CLOSED if row.is_open else ImprovementState.OPEN
        said = (
            self.tr("Förbättringsområdet är avslutat.")
            if row.is_open
            else self.tr("Förbättringsområdet är öppet igen.")
        )
        self._write(improvements.update_improvement, replace(row, state=state), said)

    def _delete(self) -> None:
        said = self.tr("Förbättringsområdet är flyttat till Papperskorgen.")
        self._write(improvements.delete_improvement, self._shown.uuid, said)

    def _write(self, write: Callable[..., object], given: object, said: str) -> None:
        self.save.setEnabled(False)
        task = self._context.tasks.run_write(self, write, given)
        task.then(lambda stored: self._done(stored, said)).catch(self._fail)

    def _done(self, stored: ImprovementRow | None, said: str) -> None:
        window = self._context.window
        self.saved.emit(stored or self._shown)
        self.accept()
        window.toast(said, window.undo)
        if self._is_new and stored is not None:  # asked once, and never demanded
            parent = self.parentWidget()
            ObstacleDialog(self._context, Thing.IMPROVEMENT, stored.uuid, parent).open()

    def _fail(self, error: Exception) -> None:
        self.save.setEnabled(True)
        if messages.report_bug(error, self):
            return
        self._message.setText(messages.sentence(error))
        self._message.show()
        self.title.setFocus()
