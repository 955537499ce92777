"""The window that a group looks at: one point of the agenda at a time, and the decision of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rccdesk.enums import DecisionKind, PointKind, Topic
from rccdesk.services.decisions.model import DecisionRow
from rccdesk.ui import messages, theme
from rccdesk.ui.decision_words import KINDS
from rccdesk.ui.dialogs.decision_dialog import DecisionDialog
from rccdesk.ui.dialogs.decision_fields import UnreadFieldError
from rccdesk.ui.dialogs.decision_recording import DRAFT, record
from rccdesk.ui.dialogs.kept_draft import KeptDraft
from rccdesk.ui.meeting_words import words_of
from rccdesk.ui.presentation import sizes
from rccdesk.ui.presentation.bars import Foot, Head
from rccdesk.ui.presentation.body import Body
from rccdesk.ui.presentation.clock import Clock
from rccdesk.ui.presentation.reading import read_showing, read_slide
from rccdesk.ui.presentation.slide import Showing, Slide

if TYPE_CHECKING:
    from rccdesk.ui.pages.page import Context

_TOPICS = frozenset({Topic.MEETINGS, Topic.GROUPS, Topic.ORGANISATION})
_TICK_MS = 5000


class Presentation(QWidget):
    """Shows the points of a meeting; ``left`` comes when it is closed, with the last point."""

    left = Signal(str)

    def __init__(
        self,
        context: Context,
        meeting_uuid: str,
        point_uuid: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("ground", "surface")
        self.setWindowTitle(self.tr("Visning för gruppen"))
        self._context, self._tasks = context, context.tasks
        self._meeting_uuid = meeting_uuid
        self.showing: Showing | None = None
        self.slide: Slide | None = None
        self._wanted = point_uuid
        self._is_closing = False
        self._slides: dict[str, Slide] = {}
        self._build()
        self.draft = KeptDraft(self._tasks, DRAFT, self.entry.fields.values, self)
        self.draft.watch(*self.entry.fields.widgets)
        self.draft.found.connect(self._take_draft)
        self.draft.refused.connect(self.entry.say)
        self.draft.kept.connect(self._say_time)
        self._make_keys()
        self._tasks.topics_changed.connect(self._on_topics)
        self._tasks.wrote.connect(self._on_wrote)
        theme.current().changed.connect(self.restyle)
        self._timer = QTimer(self, interval=_TICK_MS)
        self._timer.timeout.connect(self._say_time)
        self._timer.start()
        self._owner = parent.window() if parent is not None else None
        if self._owner is not None:
            self._owner.installEventFilter(self)
        self.resize(1366, 768)
        self.restyle()
        self.read()

    # What is shown

    def read(self) -> None:
        """Read the meeting, then the point in view."""
        self._slides.clear()
        task = self._tasks.run_latest(self, read_showing, self._meeting_uuid)
        task.then(self._show).catch(self._fail)

    def go(self, step: int) -> None:
        """Show the point so many places on."""
        at = self._at + step
        if self.showing is not None and 0 <= at < len(self.showing.stops):
            self.show_point(self.showing.stops[at].uuid)

    def show_point(self, uuid: str) -> None:
        """Show a point of the meeting."""
        self.close_entry()
        self.draft.keep()
        self.draft.end()
        self._wanted = uuid
        self._clock.begin_point(uuid)
        known = self._slides.get(uuid)
        if known is not None:
            self._show_slide(known)
        self._read_slide(uuid)

    def show_decision_point(self) -> bool:
        """Show the first point that asks for a decision; False where none does."""
        stops = self.showing.stops if self.showing is not None else ()
        found = next((stop for stop in stops if stop.kind is PointKind.DECISION), None)
        if found is not None:
            self.show_point(found.uuid)
        return found is not None

    @property
    def is_writing(self) -> bool:
        """Whether the fields of a decision are shown."""
        return self._left.currentWidget() is self.entry

    @property
    def can_write(self) -> bool:
        """Whether a decision can be written down now."""
        return self.slide is not None and self.showing is not None and not self.showing.is_reading

    # Writing

    def open_entry(self) -> None:
        """Show the fields; the cursor is in the text."""
        if not self.can_write:
            return
        self._left.setCurrentWidget(self.entry)
        self.entry.follow()
        self._follow_state()
        fields = self.entry.fields
        fields.text.setFocus(Qt.FocusReason.OtherFocusReason)
        fields.text.moveCursor(fields.text.textCursor().MoveOperation.End)

    def close_entry(self) -> None:
        """Go back to the point; what has been typed is kept."""
        if not self.is_writing:
            return
        self.draft.keep()
        self._left.setCurrentWidget(self.view)
        self._follow_state()
        self.foot.onward.setFocus(Qt.FocusReason.OtherFocusReason)

    def choose(self, digit: int) -> None:
        """Choose a kind by its digit and go on to the text."""
        if self.can_write:
            self.entry.fields.kind.choose(digit)

    def send(self) -> None:
        """Record the decision, or say what is missing; opens the fields where they are shut."""
        slide, showing = self.slide, self.showing
        if slide is None or showing is None or not self.can_write:
            return
        if not self.is_writing:
            self.open_entry()
            return
        base = DecisionRow(
            group_uuid=slide.group_uuid,
            text="",
            kind=DecisionKind.DECISION,  # taken from the field, which has none to start with
            meeting_uuid=self._meeting_uuid,
            point_uuid=slide.uuid,
        )
        fields = self.entry.fields
        try:
            row, regions = fields.read(base)
        except UnreadFieldError as error:
            self.entry.say(str(error), error.field)
            return
        words = fields.values()
        self.draft.end()
        task = self._tasks.run_write(self, record, row, regions, slide.uuid, words)
        task.then(self._recorded).catch(self._refuse)

    def keep_at_once(self) -> None:
        """Keep what has been typed in the window's own thread, before it closes."""
        self.draft.keep_at_once()

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the type that fits the screen."""
        super().resizeEvent(event)
        if event.oldSize() != event.size():
            self.restyle()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what has been typed."""
        self._is_closing = True
        self.keep_at_once()
        self.draft.end()  # the field that loses the focus now has nothing left to say
        self.left.emit(self._wanted)
        super().closeEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Close with the window that this one was opened from."""
        if event.type() == QEvent.Type.Close and watched is self._owner and not self._is_closing:
            self.keep_at_once()
            self.close()
        return super().eventFilter(watched, event)

    def restyle(self) -> None:
        """Take the type and the colours of the screen and the theme in use."""
        size = self.size()
        sheet = sizes.style_sheet(size)
        if sheet != self.styleSheet():
            self.setStyleSheet(sheet)
        for part in (self.head, self.foot, self._body):
            part.set_screen(size)
        self._fit()

    def _fit(self) -> None:
        """Set the point in the room between head and foot."""
        bars = sum(
            max(bar.sizeHint().height(), bar.minimumHeight()) for bar in (self.head, self.foot)
        )
        self._body.fit(self.size(), QSize(self.width(), self.height() - bars))
        self._say_kind()

    def _say_kind(self) -> None:
        """Say in the head what kind of point it is, and its title where it stands nowhere else."""
        slide = self.slide
        if slide is None:
            return
        words = words_of(slide.kind)
        if slide.question and not self.view.names_title:
            words = f"{words} · {slide.title}"
        self.head.kind.setText(words)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.head = Head(self.close, self.change_screen)
        body = self._body = Body()
        self.view, self.entry, self.chart = body.view, body.entry, body.chart
        self._left, self._empty = body.left, body.empty
        self.foot = Foot(
            self.entry.fields.kind, self.send, partial(self.go, -1), partial(self.go, 1)
        )
        column.addWidget(self.head)
        column.addWidget(body, 1)
        column.addWidget(self.foot)
        self._clock = Clock()
        self.view.change_wanted.connect(self.change_decision)
        self.entry.fields.changed.connect(self._on_fields)
        self.entry.fields.kind.chosen.connect(lambda _kind: self.open_entry())
        self.foot.setEnabled(False)

    def _make_keys(self) -> None:
        def key(keys: str, act: Callable[[], object], *, reading: bool = False) -> None:
            shortcut = QShortcut(QKeySequence(keys), self, act)
            if reading:
                self._reading_keys.append(shortcut)

        self._reading_keys: list[QShortcut] = []
        for keys in ("Right", "PgDown"):
            key(keys, partial(self.go, 1), reading=True)
        for keys in ("Left", "PgUp"):
            key(keys, partial(self.go, -1), reading=True)
        key("Down", partial(self._scroll, 1), reading=True)
        key("Up", partial(self._scroll, -1), reading=True)
        key("Ctrl+PgDown", partial(self.go, 1))
        key("Ctrl+PgUp", partial(self.go, -1))
        for digit in range(1, len(KINDS) + 1):
            key(str(digit), partial(self.choose, digit), reading=True)
            key(f"Alt+{digit}", partial(self.choose, digit))
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            key(keys, self.send)
        key("Escape", self._leave)
        key("M", self.chart.toggle_notes, reading=True)
        key("F11", self._toggle_full)
        key("Ctrl+Z", self._context.window.undo, reading=True)

    def change_screen(self) -> None:
        """Stand on the next screen."""
        screens = QGuiApplication.screens()
        if len(screens) > 1:
            at = (screens.index(self.screen()) + 1) % len(screens)
            was_full = self.isFullScreen()
            self.showNormal()
            self.setGeometry(screens[at].availableGeometry())
            if was_full:
                self.showFullScreen()

    # Answers

    @property
    def _at(self) -> int:
        stops = self.showing.stops if self.showing is not None else ()
        return next((n for n, stop in enumerate(stops) if stop.uuid == self._wanted), 0)

    def _show(self, showing: Showing) -> None:
        self.showing = showing
        self.head.meeting.setText(showing.title)
        self.setWindowTitle(showing.title)
        self.head.demo.setVisible(showing.is_example)
        self.head.screen_button.setVisible(len(QGuiApplication.screens()) > 1)
        self.entry.fields.regions.show_regions(showing.regions)
        self._clock.ends_at = showing.ends_at
        if not showing.stops:
            self.foot.setEnabled(False)
            self._empty.fill(
                "meetings",
                self.tr("Mötet har inga punkter"),
                self.tr("Lägg till punkter på dagordningen och visa mötet igen."),
                self.tr("Avsluta visningen"),
                self.close,
            )
            self._left.setCurrentWidget(self._empty)
            return
        known = {stop.uuid for stop in showing.stops}
        if self._wanted not in known:
            self._wanted = showing.stops[0].uuid
        self._clock.begin_point(self._wanted)
        self._read_slide(self._wanted)

    def _read_slide(self, uuid: str) -> None:
        task = self._tasks.run(self, read_slide, uuid, self._at + 1)
        task.then(self._keep_slide).catch(self._fail)

    def _keep_slide(self, slide: Slide) -> None:
        self._slides[slide.uuid] = slide
        if slide.uuid == self._wanted and slide != self.slide:
            self._show_slide(slide)
        elif slide.uuid == self._wanted:
            self._follow_state()
        self._read_ahead()

    def _read_ahead(self) -> None:
        """Have the next point ready before it is asked for."""
        showing = self.showing
        if showing is None or self._at + 1 >= len(showing.stops):
            return
        uuid = showing.stops[self._at + 1].uuid
        if uuid not in self._slides:
            task = self._tasks.run(self, read_slide, uuid, self._at + 2)
            task.then(lambda slide: self._slides.setdefault(slide.uuid, slide))
            task.catch(lambda _error: None)  # said when the point is shown

    def _show_slide(self, slide: Slide) -> None:
        is_other = self.slide is None or self.slide.uuid != slide.uuid
        is_recorded = self.slide is not None and len(slide.recorded) > len(self.slide.recorded)
        self.slide = slide
        total = len(self.showing.stops) if self.showing is not None else 0
        place = self.tr("Punkt {n} av {total}").format(n=self._at + 1, total=total)
        self.head.place.setText(place)
        self._clock.minutes = slide.minutes
        self.view.show_slide(slide)
        self.chart.show_slide(slide)
        self.foot.show_numbers(self._at + 1, total)
        if is_other:
            self.entry.start(slide)
            self.draft.begin(slide.uuid)
            self._left.setCurrentWidget(self.view)
        self._follow_state()
        self._fit()
        if is_recorded and not is_other:
            QTimer.singleShot(0, self.view, self.view.show_recorded)
        if is_other:
            self.foot.onward.setFocus(Qt.FocusReason.OtherFocusReason)
        self._say_time()

    def _take_draft(self, values: dict[str, str]) -> None:
        self.entry.fields.show_values(values)
        self.entry.say_note(self.tr("Det här skrevs tidigare men antecknades inte."))
        self.entry.follow()
        self._follow_state()

    def _follow_state(self) -> None:
        """Let the foot fit what can be done now."""
        for shortcut in self._reading_keys:
            shortcut.setEnabled(not self.is_writing)
        self.foot.setEnabled(self.slide is not None)
        self.foot.kinds.setEnabled(self.can_write)
        self.foot.write.setEnabled(self.can_write)
        self.foot.set_writing(is_writing=self.is_writing, has_draft=self.draft.is_draft)
        self.view.set_kind(self.entry.fields.kind.kind)

    def _on_fields(self) -> None:
        self.draft.touch()
        self.view.set_kind(self.entry.fields.kind.kind)

    def _recorded(self, _row: DecisionRow) -> None:
        self._clock.say_recorded()
        self._left.setCurrentWidget(self.view)
        slide = self.slide
        if slide is not None:
            self.entry.start(slide)
            self.entry.fields.show_values({"next_decider": slide.next_decider})
            self.draft.begin(slide.uuid)
            self._read_slide(slide.uuid)
        self._follow_state()
        self.foot.onward.setFocus(Qt.FocusReason.OtherFocusReason)

    def _refuse(self, error: Exception) -> None:
        if self.slide is not None:
            self.draft.resume(self.slide.uuid)
        if not messages.report_bug(error, self):
            self.entry.say(messages.sentence(error))

    def change_decision(self, uuid: str) -> None:
        """Open a decision that has been written down, to be mended."""
        DecisionDialog(self._context, self._meeting_uuid, "", self, decision_uuid=uuid).open()

    def _leave(self) -> None:
        if self.is_writing:
            self.close_entry()
        else:
            self.close()

    def _scroll(self, step: int) -> None:
        """Go on in a text that is longer than the screen; at its end to the point beside."""
        if not self._body.read_on(step) and self.chart.notes.isHidden():
            self.go(step)

    def _toggle_full(self) -> None:
        if self.isFullScreen():
            self.showNormal()
        else:
            self.showFullScreen()

    def _on_topics(self, topics: frozenset[Topic]) -> None:
        if topics & _TOPICS:
            self.read()

    def _on_wrote(self) -> None:
        self._clock.say_saved()
        self._say_time()

    def _say_time(self) -> None:
        self.head.time.setText(self._clock.words(dt.datetime.now().astimezone()))

    def _fail(self, error: Exception) -> None:
        if messages.report_bug(error, self):
            return
        self._empty.fill(
            "doubt",
            self.tr("Det gick inte att visa mötet"),
            messages.sentence(error),
            self.tr("Försök igen"),
            self.read,
        )
        self._left.setCurrentWidget(self._empty)
