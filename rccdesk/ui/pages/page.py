"""What every page has: a head, a body, its four states, and what it may ask the window for.

So that no turn of the event loop is long, a constructor makes only what is cheap and hands the rest
to `Page.build_in_turns`: parts of some 30 widgets, in their order, none touched before its turn.
What the parts make is put into what already stands in the page, outermost first, and never asked
for its size before. An answer is shown by `Page.show_in_turns`: the head and what was asked for
first, panels and sections after it, none of them in more than about 10 ms.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Protocol

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from rccdesk.enums import Topic
from rccdesk.settings import Settings
from rccdesk.ui import messages, theme
from rccdesk.ui.polishing import polish_some
from rccdesk.ui.selection import Selection
from rccdesk.ui.tasks import TaskRunner
from rccdesk.ui.turns import Turns
from rccdesk.ui.widgets.flow import FlowLayout
from rccdesk.ui.widgets.labels import Label
from rccdesk.ui.widgets.states import BusyState, EmptyState


class Window(Protocol):
    """What a page may ask the window for."""

    def navigate(self, key: str, arguments: Mapping[str, object] | None = None) -> None:
        """Show the page ``key`` and hand it ``arguments``."""

    def toast(self, sentence: str, undo: Callable[[], object] | None = None, act: str = "") -> None:
        """Say what was done, with "Ångra" where ``undo`` is given, or the words of another act."""

    def set_count(self, key: str, count: int) -> None:
        """Show how many things wait on the page ``key``; 0 for none."""

    def apply_settings(self) -> None:
        """Take the theme, text size and role that the settings now hold, and save them."""

    def refresh_profile(self) -> None:
        """Read the profile and the selection's values again."""

    def undo(self) -> None:
        """Undo the last act of this session."""

    def open_file(self) -> None:
        """Ask for a file and open it."""

    def open_store(self, path: Path) -> None:
        """Open another file."""

    def save_copy(self) -> None:
        """Ask where to, and copy the open file there."""

    def restore_backup(self, backup: Path) -> None:
        """Put ``backup`` in the place of the open file and open it."""


@dataclass(frozen=True, slots=True)
class Context:
    """What the window gives each page."""

    tasks: TaskRunner
    selection: Selection
    settings: Settings
    window: Window
    builds_in_turns: bool = False  # who makes a page calls `Page.build_next` till it is built


class Page(QWidget):
    """One screen. A subclass builds ``self.body`` in its constructor and reads in `refresh`.

    `refresh` is called when the page is first shown, and again when it is visible after a change
    of its ``topics`` or, where ``uses_selection``, of the selection.
    """

    topics: ClassVar[frozenset[Topic]] = frozenset()
    uses_selection: ClassVar[bool] = True
    views: ClassVar[tuple[str, ...]] = ()  # tabs and the like, each drawn by `screenshots`

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = context.tasks
        self.selection = context.selection
        self.settings = context.settings
        self.window_actions = context.window
        self._stale = True
        self._builds_in_turns = context.builds_in_turns
        self._parts: deque[Callable[[], object]] = deque()
        self._turns = Turns(self)
        self._asking = Turns(self)
        self._was_refreshed = False
        self.setProperty("ground", "bg")
        size = theme.current().size
        outer = self._outer = QVBoxLayout(self)
        outer.setContentsMargins(
            size("page_side"), size("page_top"), size("page_side"), size("page_bottom")
        )
        outer.setSpacing(12)
        self.head = PageHead()
        outer.addWidget(self.head)
        self._states = QStackedLayout()
        outer.addLayout(self._states, 1)
        self._content = QWidget()
        self.body = QVBoxLayout(self._content)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(size("tile_gap"))
        self._busy = BusyState()
        self._empty = EmptyState()
        for widget in (self._content, self._busy, self._empty):
            self._states.addWidget(widget)
        if self.uses_selection:
            self.selection.changed.connect(self.mark_stale)
        theme.current().changed.connect(self._on_theme_changed)

    # Building

    def build_in_turns(self, *parts: Callable[[], object]) -> None:
        """Call the parts in their order: one per turn in the window, at once anywhere else."""
        self._parts.extend(parts)
        if not self._builds_in_turns:
            self.finish_building()

    @property
    def is_built(self) -> bool:
        """Whether no part is left to build."""
        return not self._parts

    def build_next(self) -> None:
        """Build the next part, where one is left."""
        if self._parts:
            self._parts.popleft()()

    def finish_building(self) -> None:
        """Build all that is left now."""
        while self._parts:
            self.build_next()

    def show_in_turns(self, *parts: Callable[[], object]) -> None:
        """Call the parts of an answer one per turn; a later answer takes the place of its rest."""
        self._turns.run(*parts)

    def show_next(self, *parts: Callable[[], object]) -> None:
        """Call the parts one per turn before those of the answer that are left."""
        self._turns.run_next(*parts)

    # For subclasses

    def refresh(self) -> None:
        """Read what the page shows. Never blocks: services run as tasks."""
        raise NotImplementedError

    def arrive(self, arguments: Mapping[str, object]) -> None:
        """Take what another page or a command handed over by `navigate`."""

    def show_view(self, view: str) -> None:
        """Show one of ``views``."""

    def list_dialogs(self) -> Mapping[str, Callable[[], QDialog]]:
        """Return the dialogs of this page by name, each made when called."""
        return {}

    def theme_changed(self) -> None:
        """Paint again what takes colours or sizes by itself; called after a change of theme."""

    def navigate(self, key: str, **arguments: object) -> None:
        """Show another page."""
        self.window_actions.navigate(key, arguments)

    def toast(self, sentence: str, undo: Callable[[], object] | None = None) -> None:
        """Say what was done."""
        self.window_actions.toast(sentence, undo)

    def set_head_gap(self, gap: int) -> None:
        """Set the px between head and body; tabs sit close under the head."""
        self._outer.setSpacing(gap)

    def mark_stale(self) -> None:
        """Refresh in the next turn if the page is visible, else when it is shown.

        Once for all that is told in a turn, and not before what has changed on the page is painted:
        a worker that reads meanwhile would make that take twice as long.
        """
        self._stale = True
        if self.isVisible():
            self._asking.run(self._refresh_if_stale)

    def read_ahead(self) -> bool:
        """Read and style what the page shows before it is seen, a part a call; False when done."""
        if not self._was_refreshed:
            self._refresh_now()
            return True
        return not self._tasks.is_idle or (not self.isVisible() and polish_some(self))

    def show_content(self) -> None:
        """Show the body."""
        self._states.setCurrentWidget(self._content)

    @property
    def shows_content(self) -> bool:
        """Whether the body is shown, not that the page is busy or empty."""
        return self._states.currentWidget() is self._content

    def show_busy(self, sentence: str = "") -> None:
        """Show that the page is reading, after a moment, so that a quick answer never flashes."""
        self._busy.start(sentence)
        self._states.setCurrentWidget(self._busy)

    def show_empty(
        self,
        icon: str,
        title: str,
        sentence: str,
        button: str = "",
        act: Callable[[], object] | None = None,
    ) -> None:
        """Show why the page is empty and the one thing to do about it."""
        self._turns.drop()  # the rest of an earlier answer
        self._empty.fill(icon, title, sentence, button, act)
        self._states.setCurrentWidget(self._empty)

    def show_error(self, error: Exception) -> None:
        """Show what went wrong and offer to try again; a bug goes to the crash dialog."""
        if messages.report_bug(error, self):
            return
        self.show_empty(
            "doubt",
            self.tr("Det gick inte att visa sidan"),
            messages.sentence(error),
            self.tr("Försök igen"),
            self._refresh_now,
        )

    def showEvent(self, event: QShowEvent) -> None:
        """Read what has become stale while the page was hidden."""
        super().showEvent(event)
        if self._stale and self._was_refreshed:
            self.mark_stale()
        elif self._stale:
            self._refresh_now()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop the moving bar."""
        self._busy.stop()
        super().hideEvent(event)

    def _refresh_if_stale(self) -> None:
        if self._stale and self.isVisible():
            self._refresh_now()

    def _refresh_now(self) -> None:
        self._stale = False
        self._was_refreshed = True
        self.refresh()

    def _on_theme_changed(self) -> None:
        self.finish_building()
        self.theme_changed()


class PageHead(QWidget):
    """Title, the line that answers the page's question, and actions at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._trail = Label("", "caption", "text2")
        self._trail.hide()
        column.addWidget(self._trail)
        row = QHBoxLayout()
        row.setSpacing(12)
        column.addLayout(row)
        self._title = Label("", "h1")
        self._line = Label("", "body", "text2", elides=True)
        self._said = ""
        self._breaks = False
        row.addWidget(self._title)
        row.addWidget(self._line, 1)
        self._acts: list[QWidget] = []
        self._actions = QHBoxLayout()
        self._actions.setSpacing(8)
        row.addLayout(self._actions)
        self._below = Label("", "body", "text2", wraps=True)
        self._below.hide()
        column.addWidget(self._below)
        self._under = FlowLayout()  # takes the actions where the title leaves no room for them
        column.addLayout(self._under)
        self.setMinimumHeight(theme.current().size("control") + 2)

    @property
    def title(self) -> str:
        """The title shown."""
        return self._title.text()

    def set_title(self, title: str, line: str = "") -> None:
        """Show ``title`` and, beside it, the answering ``line``."""
        self._title.setText(title)
        self.set_line(line)

    def set_line(self, line: str) -> None:
        """Show the answering line."""
        self._said = line
        self._line.setText(line)
        if self._breaks:
            self._below.hide()
            self._place()

    def keep_line_whole(self) -> None:
        """Let a line that tells facts go on under the title where it does not fit beside it."""
        self._breaks = True

    def set_trail(self, trail: str) -> None:
        """Show where the user is, in a line above the title; empty for none."""
        self._trail.setText(trail)
        self._trail.setVisible(bool(trail))

    def add_action(self, widget: QWidget) -> None:
        """Put ``widget`` at the right end: secondary ones first, the primary last."""
        self._acts.append(widget)
        self._actions.addWidget(widget)

    def minimumSizeHint(self) -> QSize:
        """Ask for no width: the actions go under the title."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the actions where they fit."""
        super().resizeEvent(event)
        self._place()

    def event(self, event: QEvent) -> bool:
        """Put the actions where they fit, after a change of one too."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._place()
        return done

    def _break_line(self, room: int) -> None:
        """Show a line that tells facts beside the title, or under it where the room is small."""
        if not self._breaks:
            return
        goes = self._line.fontMetrics().horizontalAdvance(self._said) > room
        if goes != (self._below.text() != "" and not self._below.isHidden()):
            self._below.setText(self._said if goes else "")
            self._line.setText("" if goes else self._said)
            self._below.setVisible(goes)

    def _place(self) -> None:
        shown = [each for each in self._acts if not each.isHidden()]
        wanted = sum(min(each.sizeHint().width(), each.maximumWidth()) for each in shown)
        wanted += 8 * max(len(shown) - 1, 0) + 24 + self._title.sizeHint().width()
        is_under = wanted > self.width()
        self._break_line(
            self.width() - (self._title.sizeHint().width() + 24 if is_under else wanted)
        )
        if is_under != bool(self._under.count()) and self._acts:
            place = self._under if is_under else self._actions
            for each in self._acts:
                (self._actions if is_under else self._under).removeWidget(each)
                place.addWidget(each)
