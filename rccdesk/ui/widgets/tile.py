"""A figure as a tile: name, value, status, distance, sparkline. The whole tile is one button."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QContextMenuEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from rccdesk.enums import FigureStatus
from rccdesk.texts import text
from rccdesk.ui import theme
from rccdesk.ui.widgets.figures import Sparkline, paint_status
from rccdesk.ui.widgets.labels import Label, set_role
from rccdesk.ui.widgets.painted_button import PaintedButton

if TYPE_CHECKING:
    from rccdesk.services.overview import Tile

_BASELINE = 5  # px that bring small words to the baseline of the value beside them
_ROLES = {FigureStatus.REACHED: "ok_text", FigureStatus.LOWER_REACHED: "near_text"}


class TileButton(PaintedButton):
    """Shows one `Tile`; a press leads to its figure, its menu to the source of that too."""

    def __init__(
        self,
        go: Callable[[str], object],
        show_source: Callable[[Tile], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tile: Tile | None = None
        self._show_source = show_source
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMinimumWidth(180)
        self.clicked.connect(lambda: go(self._tile.key) if self._tile else None)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(14, 8, 14, 8)
        column.setSpacing(0)
        self._title = Label("", "table_strong", wraps=True)  # its last words tell tiles apart
        self._value = Label("", "value")
        self._count = Label("", "caption", "text2", elides=True)
        self._count.setContentsMargins(0, 0, 0, _BASELINE)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._value)
        row.addWidget(self._count, 1, Qt.AlignmentFlag.AlignBottom)
        self._status = _StatusLine()
        self._line = Label("", "caption", "text2", wraps=True)
        self._changed = Label("", "caption", "text2", wraps=True)
        self._spark = Sparkline()
        column.addWidget(self._title)
        column.addLayout(row)
        column.addWidget(self._status)
        column.addWidget(self._line)
        column.addWidget(self._changed)
        self._title.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        column.addStretch(1)
        column.addWidget(self._spark)
        self.let_through()

    def show_tile(self, tile: Tile) -> None:
        """Show ``tile``."""
        self._tile = tile
        self._title.setText(tile.title)
        self._value.setText(tile.value_text)
        self._count.setText(tile.count_text)
        self._status.show_status(tile.status, tile.own_target)
        self._line.setText(" ".join(tile.lines[:2]))
        self._changed.setText(tile.changed)
        self._changed.setVisible(bool(tile.changed))
        self._spark.show_points(tile.spark, tile.target, tile.target_text)
        self.setAccessibleName(tile.spoken)

    def set_spark_height(self, height: int) -> None:
        """Give the line ``height`` px."""
        self._spark.set_height(height)

    def title_height(self, width: int) -> int:
        """Return the height of the name in a tile of ``width`` px."""
        margins = self._column.contentsMargins()
        self._title.setMinimumHeight(0)  # else it never becomes lower
        return self._title.heightForWidth(width - margins.left() - margins.right())

    def set_title_height(self, height: int) -> None:
        """Give the name ``height`` px, as that of the tiles beside has."""
        self._title.setMinimumHeight(height)

    def sizeHint(self) -> QSize:
        """Return the size of a tile in the text size in use."""
        return QSize(242, self.heightForWidth(242))

    def hasHeightForWidth(self) -> bool:
        """Return that words which wrap need more height in a narrow tile."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height that the words need in ``width`` px."""
        return max(140, self._column.totalHeightForWidth(width))

    def make_menu(self) -> QMenu:
        """Return the menu of the tile: its figure, and the source of that."""
        menu = QMenu(self)
        menu.addAction(self.tr("Öppna indikatorn"), self.click)
        menu.addAction(self.tr("Visa källan…"), self._go_source)
        return menu

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Show the menu, by the mouse or by its key."""
        menu = self.make_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def _go_source(self) -> None:
        if self._tile is not None:
            self._show_source(self._tile)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.setBrush(theme.colour("hover" if self.underMouse() else "surface"))
        radius = theme.current().size("card_radius")
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(area, radius, radius)
        painter.end()


class _StatusLine(QWidget):
    """Symbol, status in words, and the user's own target."""

    def __init__(self) -> None:
        super().__init__()
        self._status = FigureStatus.MISSING
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 0, 0, 0)
        row.setSpacing(8)
        self._words = Label("", "small_strong", "text2")
        self._target = Label("", "caption", "text2", elides=True)
        row.addWidget(self._words)
        row.addWidget(self._target, 1)

    def show_status(self, status: FigureStatus, own_target: str) -> None:
        self._status = status
        self._words.setText(text(f"charts.status.{status.value}"))
        set_role(self._words, _ROLES.get(status, "text2"))
        self._target.setText(own_target)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_status(painter, QRectF(0, self.height() / 2 - 6, 12, 12), self._status)
        painter.end()
