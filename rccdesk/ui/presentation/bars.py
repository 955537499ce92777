"""Head and foot of a presentation: where the meeting is, the time, the kinds, the way on."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from rccdesk.ui.presentation.sizes import px
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.kind_choice import KindChoice
from rccdesk.ui.widgets.labels import Label

_SIDE = 40  # px left and right
_HEAD, _FOOT = 52, 62


class Head(QFrame):
    """The meeting, the number of the point and its kind; the time, and the way out."""

    def __init__(
        self,
        leave: Callable[[], object],
        change_screen: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("shown", "bar")
        row = self._row = QHBoxLayout(self)
        row.setSpacing(16)
        self.meeting = Label("", "h3")
        self.place = Label("", "body", "text2")
        self.kind = Label("", "body", "text2", elides=True)
        self.demo = QLabel(self.tr("EXEMPELDATA"))
        self.demo.setProperty("tag", "demo")
        self.time = Label("", "body", "text2")
        self.time.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.screen_button = Button(self.tr("Byt skärm"), act=change_screen, small=True)
        self.leave = Button(self.tr("Avsluta visningen"), act=leave, small=True)
        row.addWidget(self.meeting)
        row.addWidget(self.place)
        row.addWidget(self.kind, 1)
        for widget in (self.demo, self.time, self.screen_button, self.leave):
            row.addWidget(widget)

    def set_screen(self, size: QSize) -> None:
        """Take the height and the margins that fit the screen."""
        self.setMinimumHeight(px(_HEAD, size))
        self._row.setContentsMargins(px(_SIDE, size), 4, px(_SIDE, size), 4)


class Foot(QFrame):
    """The kinds of a decision, writing it down, and the points before and after."""

    def __init__(
        self,
        kinds: KindChoice,
        write: Callable[[], object],
        back: Callable[[], object],
        onward: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("shown", "bar")
        self.setProperty("foot", "true")
        row = self._row = QHBoxLayout(self)
        row.setSpacing(12)
        self.kinds = kinds
        self.write = Button(self.tr("Anteckna beslut"), act=write, icon="write")
        self.back = Button("", act=back, icon="back")
        self.onward = Button("", "primary", onward, icon="forward")
        self.onward.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        row.addWidget(kinds, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.write)
        row.addStretch(0)
        row.addWidget(self.back)
        row.addWidget(self.onward)

    def set_screen(self, size: QSize) -> None:
        """Take the height and the margins that fit the screen."""
        self.setMinimumHeight(px(_FOOT, size))
        self._row.setContentsMargins(px(_SIDE, size), 10, px(_SIDE, size), 10)

    def show_numbers(self, number: int, total: int) -> None:
        """Say which points lie before and after."""
        self.back.setText(str(number - 1))
        self.back.setVisible(number > 1)
        self.back.setAccessibleName(self.tr("Tillbaka till punkt {n}").format(n=number - 1))
        self.onward.setText(self.tr("Punkt {n}").format(n=number + 1))
        self.onward.setVisible(number < total)
        self.onward.setAccessibleName(self.tr("Vidare till punkt {n}").format(n=number + 1))

    def set_writing(self, *, is_writing: bool, has_draft: bool) -> None:
        """Let the filled button be the next thing to do."""
        words = self.tr("Anteckna beslut")
        if has_draft and not is_writing:
            words = self.tr("Fortsätt på utkastet")
        self.write.setText(words)
        self.write.set_kind("primary" if is_writing else "secondary")
        self.onward.set_kind("secondary" if is_writing else "primary")
