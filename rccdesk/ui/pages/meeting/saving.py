"""Saving each field of a point by itself: when it is left, and while it is being written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from rccdesk.errors import RccdeskError
from rccdesk.services import meetings
from rccdesk.services.typed_texts import PersonalTextError
from rccdesk.ui import messages

if TYPE_CHECKING:
    from rccdesk.services.meetings import PointRow
    from rccdesk.ui.tasks import TaskRunner

PAUSE_MS = 1500  # after the last key
LONGEST_MS = 5000  # after the first key that is not saved, however fast the next ones come


@dataclass(frozen=True, slots=True)
class Field:
    """How a field of a point is read and filled: ``fill`` must not tell that it was changed."""

    name: str
    read: Callable[[], object]
    fill: Callable[[object], object]


class PointSaver(QObject):
    """Holds the fields of the point shown and writes what differs from the store.

    ``refused`` gives the name of a field and the sentence of why it is not saved, "" when it is.
    What is refused stays as it was typed, also while other points are looked at.
    """

    refused = Signal(str, str)
    saved = Signal(str)  # the name of the field

    def __init__(self, tasks: TaskRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._fields: dict[str, Field] = {}
        self._uuid = ""
        self._stored: dict[str, object] = {}  # of the point shown, or on its way to the store
        self._drafts: dict[tuple[str, str], tuple[object, str]] = {}  # refused, with why
        self.writes = 0  # what was read under another number is older than what is shown
        self._may_close = False
        self._pause, self._longest = QTimer(self), QTimer(self)
        for timer, interval in ((self._pause, PAUSE_MS), (self._longest, LONGEST_MS)):
            timer.setSingleShot(True)
            timer.setInterval(interval)
            timer.timeout.connect(self.save)

    def add(self, field: Field) -> None:
        """Take a field to be filled and saved."""
        self._fields[field.name] = field

    @property
    def uuid(self) -> str:
        """The point shown; "" for none."""
        return self._uuid

    def show(self, point: PointRow) -> None:
        """Fill the fields with a point, and never less than what has been typed in its place."""
        is_same = point.uuid == self._uuid
        if not is_same:
            self.save()  # typed while this one was read
        typed = {name for name, field in self._fields.items() if is_same and self._is_typed(field)}
        self._uuid = point.uuid
        for name, field in self._fields.items():
            value = getattr(point, name)
            draft = self._drafts.get((point.uuid, name))
            if name not in typed:
                if draft is not None:
                    field.fill(draft[0])
                elif not is_same or field.read() != value:
                    field.fill(value)
                self.refused.emit(name, draft[1] if draft is not None else "")
            self._stored[name] = value

    def drop(self) -> None:
        """Save, and show no point."""
        self.save()
        self._uuid = ""

    def note(self) -> None:
        """Take note that a key was pressed in some field."""
        if self._unsaved():
            self._pause.start()
            if not self._longest.isActive():
                self._longest.start()

    def save(self) -> None:
        """Write every field that differs from what the store has."""
        self._pause.stop()
        self._longest.stop()
        for name, value in self._unsaved():
            draft = self._drafts.get((self._uuid, name))
            if draft is not None and draft[0] == value:
                continue  # it would be refused again
            self._stored[name] = value
            self.writes += 1
            key = (self._uuid, name)
            task = self._tasks.run_write(self, meetings.save_point_field, *key, value)
            task.ended(self._count)
            task.then(partial(self._done, key)).catch(partial(self._not_saved, key, value))

    def save_at_once(self) -> bool:
        """Save in the window's own thread: no worker takes more when the window closes.

        Return False, once, where something cannot be saved, so that the window stays to say so.
        """
        database = self._tasks.database
        if database is None or self._may_close or not self._uuid:
            return True
        is_held = False
        for name, value in self._unsaved():
            try:
                meetings.save_point_field(database, self._uuid, name, value)
                self._stored[name] = value
            except RccdeskError as error:
                self._not_saved((self._uuid, name), value, error)
                is_held = self._may_close = True
        return not is_held

    def _is_typed(self, field: Field) -> bool:
        return field.name in self._stored and field.read() != self._stored[field.name]

    def _unsaved(self) -> list[tuple[str, object]]:
        if not self._uuid:
            return []
        return [(f.name, f.read()) for f in self._fields.values() if self._is_typed(f)]

    def _count(self) -> None:
        self.writes += 1

    def _done(self, key: tuple[str, str], _row: object) -> None:
        self._drafts.pop(key, None)
        if key[0] == self._uuid:
            self.refused.emit(key[1], "")
        self.saved.emit(key[1])

    def _not_saved(self, key: tuple[str, str], value: object, error: Exception) -> None:
        if messages.report_bug(error, self.parent()):  # type: ignore[arg-type]
            return
        sentence = messages.sentence(error)
        self._drafts[key] = (value, sentence)
        if not isinstance(error, PersonalTextError):
            del self._drafts[key]  # a full disk or a busy file may be better by then
            self._longest.start()
        if key[0] == self._uuid:
            if self._stored.get(key[1]) == value:
                self._stored[key[1]] = object()  # unlike anything: to be sent again
            self.refused.emit(key[1], sentence)
