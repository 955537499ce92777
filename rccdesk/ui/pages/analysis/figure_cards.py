"""The figures an analysis speaks of, as they were when they were frozen."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from rccdesk.enums import FigureStatus, Representativeness
from rccdesk.services.charts.spec import ChartKind
from rccdesk.services.charts.symbols import Symbol
from rccdesk.texts import text
from rccdesk.ui import theme
from rccdesk.ui.charts.symbols import draw_symbol
from rccdesk.ui.widgets.buttons import IconButton
from rccdesk.ui.widgets.figures import Sparkline, paint_status
from rccdesk.ui.widgets.labels import Label, rule, set_role

if TYPE_CHECKING:
    from rccdesk.services.analyses import FrozenContent, FrozenFigure
    from rccdesk.services.charts.spec import ChartSpec
    from rccdesk.services.tiles import Tile
    from rccdesk.ui.charts.view import ChartView
    from rccdesk.ui.tasks import TaskRunner

# px at 100 % text
_CHART_HEIGHT = 210
_ROW, _ROWS_EDGE, _MOST_ROWS = 24, 72, 12  # of a chart in rows; more of them scroll
_BAR_ROW = 38  # with its name over the bar
_NARROW_HALVES = 330  # under which two figures come under each other
_ROLES = {FigureStatus.REACHED: "ok_text", FigureStatus.LOWER_REACHED: "near_text"}
_DOUBTS = {
    Representativeness.NOT_REPRESENTATIVE: Symbol.NOT_REPRESENTATIVE,
    Representativeness.UNKNOWN: Symbol.UNKNOWN,
}


class FigureCard(QFrame):
    """One frozen figure: a value or a pair with its band, then its chart with the sentence.

    ``number`` is what texts call it by; none for a figure that is not frozen yet. ``remove`` is
    called with its uuid. ``chart_first``: the chart stands over the numbers. With ``tasks`` the
    chart can be copied, saved, printed and dragged out; ``said`` carries what happened in words.
    """

    said = Signal(str)

    def __init__(
        self,
        content: FrozenContent,
        figure: FrozenFigure | None = None,
        remove: Callable[[str], object] | None = None,
        *,
        chart_first: bool = False,
        tasks: TaskRunner | None = None,
    ) -> None:
        super().__init__()
        self._tasks = tasks
        self.setProperty("card", True)  # noqa: FBT003 - Qt's own order
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(self._head(content, figure, remove))
        if chart_first and content.chart is not None:
            self._add_chart(column, content.chart)
            column.addWidget(rule("h"))
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._halves.setSpacing(0)
        spoken = []
        for number, tile in enumerate(content.tiles):
            if number:
                self._divider = rule("v")
                self._halves.addWidget(self._divider)
            part = _Part(tile, has_spark=content.chart is None and len(content.tiles) == 1)
            self._halves.addWidget(part, 1)
            spoken.append(f"{tile.spoken} {tile.changed}".strip())
        self._is_pair = len(content.tiles) > 1
        column.addLayout(self._halves)
        if content.warning:
            column.addWidget(_Band(content.representativeness, content.warning))
        if content.chart is not None and not chart_first:
            column.addWidget(rule("h"))
            self._add_chart(column, content.chart)
        self.setAccessibleName(" ".join((*spoken, content.warning)).strip())

    def fit(self) -> None:
        """Put two figures beside each other where they fit."""
        if not self._is_pair:
            return
        direction = QBoxLayout.Direction
        is_narrow = self.width() / theme.current().text_scale < _NARROW_HALVES
        self._halves.setDirection(direction.TopToBottom if is_narrow else direction.LeftToRight)
        self._divider.setProperty("line", "h" if is_narrow else "v")
        theme.repolish(self._divider)

    def _add_chart(self, column: QVBoxLayout, chart: ChartSpec) -> None:
        from rccdesk.ui.charts.view import ChartView  # pyqtgraph comes with the first chart

        view = ChartView()
        if self._tasks is not None:
            self._add_acts(self._tasks, view, chart)
        view.show_chart(chart)
        view.setFixedHeight(round(_height(chart) * theme.current().text_scale))
        view.setAccessibleName(chart.alt)
        held = QHBoxLayout()
        held.setContentsMargins(10, 0, 10, 0)
        held.addWidget(view)
        title = Label(chart.title, "small_strong", wraps=True)
        title.setContentsMargins(12, 6, 12, 0)
        column.addWidget(title)
        column.addLayout(held)
        words = [chart.finding]
        if chart.change_text not in words[0]:
            words.append(chart.change_text)
        said = Label(" ".join(filter(None, words)), "small", wraps=True)
        said.setContentsMargins(12, 0, 12, 8)
        said.setVisible(bool(said.text()))
        column.addWidget(said)

    def _add_acts(self, tasks: TaskRunner, view: ChartView, chart: ChartSpec) -> None:
        from rccdesk.ui.charts.acts import ChartActs

        acts = ChartActs(tasks, self, lambda: chart)
        acts.said.connect(self.said)
        view.addActions([acts.picture, acts.data, acts.print])
        view.canvas_made.connect(acts.dragging.watch)

        def offer(_mark: int, place: QPoint) -> None:
            menu = QMenu(self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            acts.fill(menu)
            menu.popup(place)

        view.menu_asked.connect(offer)

    def _head(
        self,
        content: FrozenContent,
        figure: FrozenFigure | None,
        remove: Callable[[str], object] | None,
    ) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(12, 4, 6, 0)
        row.setSpacing(6)
        if figure is not None:
            mark = Label(f"[{figure.number}]", "small_strong", "pri")
            mark.setToolTip(self.tr("Så heter siffran i texten"))
            row.addWidget(mark, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(Label(content.place, "caption", "text2", wraps=True), 1)
        if figure is not None and remove is not None:
            words = self.tr("Ta bort siffra {number} ur analysen").format(number=figure.number)
            row.addWidget(IconButton("close", words, partial(remove, figure.uuid), size=24))
        return row


def _height(chart: ChartSpec) -> int:
    """Return px at 100 % text: charts in rows take the room of their rows."""
    rows = max(map(len, (chart.bars, chart.stacks, chart.stages, chart.row_labels)))
    row = _BAR_ROW if chart.kind is ChartKind.BARS else _ROW
    return _ROWS_EDGE + row * min(rows, _MOST_ROWS) if rows else _CHART_HEIGHT


class _Part(QWidget):
    """A value with count, status and distance; what has changed since stands last."""

    def __init__(self, tile: Tile, *, has_spark: bool) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 2, 10, 8)
        column.setSpacing(0)
        column.addWidget(Label(tile.title, "small_strong", wraps=True))
        column.addWidget(Label(tile.value_text, "value"))
        if tile.count_text:
            column.addWidget(Label(tile.count_text, "caption", "text2", wraps=True))
        column.addWidget(_Status(tile))
        for line in tile.lines:
            column.addWidget(Label(line, "caption", "text2", wraps=True))
        if tile.changed:
            column.addWidget(Label(tile.changed, "small_strong", wraps=True))
        if has_spark and len(tile.spark) > 1:
            spark = Sparkline()
            spark.show_points(tile.spark, tile.target, tile.target_text)
            column.addWidget(spark)
        column.addStretch(1)


class _Status(QWidget):
    """The symbol and the word of a status in a row."""

    def __init__(self, tile: Tile) -> None:
        super().__init__()
        self._status = tile.status
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 0, 0, 0)
        words = text(f"charts.status.{tile.status.value}")
        label = Label(words, "small_strong", "text2", wraps=True)
        set_role(label, _ROLES.get(tile.status, "text2"))
        row.addWidget(label)
        if tile.own_target:
            row.addWidget(Label(tile.own_target, "caption", "text2"))
        row.addStretch(1)

    def minimumSizeHint(self) -> QSize:
        """Keep room for the symbol."""
        return QSize(0, max(20, super().minimumSizeHint().height()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the symbol."""
        del event
        painter = QPainter(self)
        paint_status(painter, QRectF(0, self.height() / 2 - 6, 12, 12), self._status)
        painter.end()


class _Band(QWidget):
    """What the inclusion lets the lead time say, under a dashed line."""

    def __init__(self, state: Representativeness, sentence: str) -> None:
        super().__init__()
        self._symbol = _DOUBTS.get(state, Symbol.UNKNOWN)
        row = QHBoxLayout(self)
        row.setContentsMargins(36, 6, 12, 8)
        row.addWidget(Label(sentence, "small", wraps=True))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground, the line and the symbol."""
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("surface2"))
        pen = QPen(theme.colour("line2"), 1)
        pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.drawLine(QPointF(0, 0.5), QPointF(self.width(), 0.5))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_symbol(painter, QRectF(13, 9, 14, 14), self._symbol)
        painter.end()
