"""Areas to improve in rows: each leads to the chart that made somebody see it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from rccdesk.services import improvements
from rccdesk.ui.icons import icon_side, set_icon
from rccdesk.ui.selection import REGION
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.clearing import clear
from rccdesk.ui.widgets.labels import Label

if TYPE_CHECKING:
    from rccdesk.services.improvements import ImprovementRow
    from rccdesk.ui.selection import Selection

_MOST = 5


def go_to_chart(row: ImprovementRow, selection: Selection, navigate: Callable[..., object]) -> None:
    """Show the chart of an area's figure, in its place and period where these can be chosen."""
    values = selection.values
    if any(choice.key == row.period for choice in values.periods):
        selection.set_period(row.period)
    if row.svf and set(row.svf) <= {choice.key for choice in values.processes}:
        selection.set_svf(*row.svf)
    place = improvements.region_of(row)
    if any(choice.key == place for choice in values.regions):
        selection.set_area(REGION, place)
    page, arguments = improvements.place_of(row)
    navigate(page, **arguments)


class ImprovementList(QWidget):
    """Shows the newest areas; ``go`` leads to the chart of one, ``change`` opens it."""

    def __init__(
        self,
        go: Callable[[ImprovementRow], object],
        change: Callable[[ImprovementRow], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._go, self._change = go, change
        self._shown: tuple[ImprovementRow, ...] = ()
        self._is_all = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)

    def show_rows(self, rows: Sequence[ImprovementRow]) -> None:
        """Show ``rows`` in their order, the first five of many."""
        if tuple(rows) == self._shown:
            return
        self._shown = tuple(rows)
        self._fill()

    def _fill(self) -> None:
        clear(self._column)
        shown = self._shown if self._is_all else self._shown[:_MOST]
        for row in shown:
            self._column.addWidget(self._row(row))
        if len(shown) < len(self._shown):
            words = self.tr("Visa alla {count}").format(count=len(self._shown))
            self._column.addWidget(
                Button(words, "link", self._show_all, small=True), 0, Qt.AlignmentFlag.AlignLeft
            )

    def _show_all(self) -> None:
        self._is_all = True
        self._fill()

    def _row(self, row: ImprovementRow) -> QWidget:
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 2, 0, 2)
        line.setSpacing(10)
        icon = Label()
        icon.setFixedWidth(icon_side(18))
        set_icon(icon, "improvement", "text2", 18)
        line.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(row.title, "table_strong", wraps=True))
        if row.figure:
            words.addWidget(Label(row.figure, "caption", "text2", wraps=True))
        line.addLayout(words, 1)
        for name, act in ((self.tr("Diagram"), self._go), (self.tr("Ändra…"), self._change)):
            button = Button(name, "link", partial(act, row), small=True)
            button.setAccessibleName(f"{name}: {row.title}")
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return holder
