"""The comparison of units: horizontal bars with their texts in columns on both sides.

Painted by QPainter in the viewport and not by pyqtgraph: two thirds of the picture is text in
columns whose widths follow the fonts, the parts scroll while head, whole and axis stay, and a
row is one thing to the pointer, the keyboard and the focus ring.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen, QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from rccdesk.services.charts.spec import Bar, ChartSpec, Doubt, Target
from rccdesk.services.charts.symbols import Symbol
from rccdesk.ui import theme
from rccdesk.ui.charts import scale
from rccdesk.ui.charts.bars_layout import (
    ROW_MOST,
    BarsLayout,
    foot_height,
    head_height,
    lay_out,
    least_row,
)
from rccdesk.ui.charts.bars_text import paint_hidden, paint_label
from rccdesk.ui.charts.hatch import paint_band
from rccdesk.ui.charts.reading import Reading
from rccdesk.ui.charts.symbols import draw_symbol
from rccdesk.ui.style import draw_ring

_BAR_SHARE, _BAR_MOST = 0.62, 18.0
_SYMBOL = {
    Doubt.NOT_REPRESENTATIVE: Symbol.NOT_REPRESENTATIVE,
    Doubt.UNKNOWN: Symbol.UNKNOWN,
}


class BarsView(QAbstractScrollArea):
    """Draws the bars of a ChartSpec; a subclass takes other rows as bars (`bars_of`)."""

    mark_chosen = Signal(str, int)
    label_part = 0.3  # of the width, for names at most
    can_be_narrow = True  # with names over the bars

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._spec: ChartSpec | None = None
        self._parts: tuple[Bar, ...] = ()
        self._wholes: tuple[Bar, ...] = ()
        self._places: tuple[int, ...] = ()
        self._axis = scale.share_axis()
        self._layout: BarsLayout | None = None
        self.reading = Reading(self, self.row_rect, self.index_at, self._reveal)
        self.reading.moved.connect(self.viewport().update)
        self.reading.chosen.connect(self._choose)
        self.verticalScrollBar().valueChanged.connect(self.viewport().update)

    def show_chart(self, spec: ChartSpec) -> None:
        """Draw ``spec`` instead of what is shown."""
        self._spec = spec
        rows = list(enumerate(self.bars_of(spec)))
        ordered = [one for one in rows if not one[1].is_whole]
        ordered += [one for one in rows if one[1].is_whole]
        self._places = tuple(place for place, _ in ordered)
        self._parts = tuple(bar for _, bar in ordered if not bar.is_whole)
        self._wholes = tuple(bar for _, bar in ordered if bar.is_whole)
        tops = [v for bar in self.bars() for v in (bar.value, bar.high) if v is not None]
        tops += [target.value for target in spec.targets]
        self._axis = scale.share_axis() if spec.is_share else scale.value_axis(tops)
        bars = self.bars()
        own = next((i for i, bar in enumerate(bars) if bar.is_own), 0)
        self.reading.set_texts(
            [bar.spoken for bar in bars], start=own, name=spec.title, description=spec.finding
        )
        self.verticalScrollBar().setValue(0)
        self.restyle()

    def bars_of(self, spec: ChartSpec) -> tuple[Bar, ...]:
        """Return the rows of ``spec``."""
        return spec.bars

    def extra_head(self, width: float) -> float:
        """Return the room over the headings that a kind of rows needs at ``width``."""
        del width
        return 0.0

    def spec_index(self, mark: int) -> int:
        """Return the place in the spec of the row ``mark``."""
        return self._places[mark]

    def _choose(self, mark: int) -> None:
        self.mark_chosen.emit(self.bars()[mark].value_key, self.spec_index(mark))

    def bars(self) -> tuple[Bar, ...]:
        """Return the rows in the order they are drawn."""
        return (*self._parts, *self._wholes)

    def restyle(self) -> None:
        """Lay out and paint again, as after a change of theme or text size."""
        self._lay_out()
        self.viewport().update()

    def sizeHint(self) -> QSize:
        """Return a height that gives every row its full size."""
        rows = len(self._parts) + len(self._wholes)
        extra = self.extra_head(self.viewport().width())
        most = ROW_MOST * theme.current().text_scale
        return QSize(640, int(head_height() + extra + foot_height() + rows * most))

    def minimumSizeHint(self) -> QSize:
        """Return room for the head, the axis and four rows."""
        extra = self.extra_head(420.0)
        return QSize(420, int(head_height() + extra + foot_height() + 4 * least_row()))

    def row_rect(self, index: int) -> QRect:
        """Return the rectangle of a row in the viewport."""
        lay = self._layout
        if lay is None:
            return QRect()
        if index < len(self._parts):
            top = lay.head + (index - self.verticalScrollBar().value()) * lay.row
        else:
            top = lay.parts_bottom + (index - len(self._parts)) * lay.row
        return QRectF(0, top, self.viewport().width(), lay.row).toRect()

    def index_at(self, position: QPoint) -> int:
        """Return the row under a point of the viewport; -1 where there is none."""
        lay = self._layout
        if lay is None or not lay.head <= position.y() < lay.rows_bottom:
            return -1
        if position.y() >= lay.parts_bottom:
            index = len(self._parts) + int((position.y() - lay.parts_bottom) / lay.row)
        else:
            index = int((position.y() - lay.head) / lay.row) + self.verticalScrollBar().value()
            index = index if index < len(self._parts) else -1
        return index if index < len(self.bars()) else -1

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out for the new size."""
        super().resizeEvent(event)
        self._lay_out()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint head, parts, whole and axis."""
        del event
        if self._spec is None or self._layout is None:
            return
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.viewport().rect(), theme.colour("surface"))
        self._paint_own_ground(painter)
        painter.save()
        self._clip_to_bars(painter)
        self._paint_plot_ground(painter)
        painter.restore()
        lay = self._layout
        painter.save()
        painter.setClipRect(
            QRectF(0, lay.head, self.viewport().width(), lay.parts_bottom - lay.head)
        )
        for index, bar in enumerate(self._parts):
            self._paint_row(painter, index, bar)
        painter.restore()
        for number, bar in enumerate(self._wholes):
            self._paint_row(painter, len(self._parts) + number, bar)
        painter.save()
        self._clip_to_bars(painter)
        self._paint_target_lines(painter)
        painter.restore()
        self._paint_head(painter)
        self.reading.paint_ring(painter)
        painter.end()

    # layout

    def _lay_out(self) -> None:
        if self._spec is None:
            return
        size = self.viewport().size()
        extra = self.extra_head(size.width())
        lay = lay_out(
            self._spec,
            self._parts,
            self._wholes,
            size.width(),
            size.height(),
            extra_head=extra,
            label_part=self.label_part,
            can_be_narrow=self.can_be_narrow,
        )
        self._layout = lay
        bar = self.verticalScrollBar()
        # Counted in rows, so that no row is cut at the head either.
        bar.setRange(0, len(self._parts) - round((lay.parts_bottom - lay.head) / lay.row))
        bar.setPageStep(max(round((lay.parts_bottom - lay.head) / lay.row), 1))
        bar.setSingleStep(1)

    def _reveal(self, index: int) -> None:
        lay = self._layout
        if lay is None or index >= len(self._parts):
            return
        bar = self.verticalScrollBar()
        bar.setValue(min(bar.value(), index))
        bar.setValue(max(bar.value(), index - bar.pageStep() + 1))

    def _x(self, value: float) -> float:
        lay = self._layout
        assert lay is not None
        share = value / self._axis.top
        return lay.plot_left + min(max(share, 0.0), 1.0) * (lay.plot_right - lay.plot_left)

    def _bar_rect(self, row: QRectF) -> QRectF:
        """Return the part of a row that its bar has."""
        lay = self._layout
        assert lay is not None
        return row.adjusted(0, lay.label_height, 0, -2 if lay.label_height else 0)

    def _clip_to_bars(self, painter: QPainter) -> None:
        """Keep lines and bands out of the names where these stand over the bars."""
        lay = self._layout
        assert lay is not None
        if not lay.label_height:
            return
        width, below = self.viewport().width(), lay.rows_bottom
        region = QRegion(QRectF(0, below, width, self.viewport().height() - below).toRect())
        region += QRect(0, round(lay.parts_bottom), width, 1)
        parts = QRectF(0, lay.head, width, lay.parts_bottom - lay.head).toRect()
        for index in range(len(self.bars())):
            bar = self._bar_rect(QRectF(self.row_rect(index))).toRect()
            region += bar.intersected(parts) if index < len(self._parts) else bar
        painter.setClipRegion(region)

    # painting

    def _paint_own_ground(self, painter: QPainter) -> None:
        lay = self._layout
        assert lay is not None
        painter.save()
        painter.setClipRect(
            QRectF(0, lay.head, self.viewport().width(), lay.parts_bottom - lay.head)
        )
        for index, bar in enumerate(self._parts):
            if bar.is_own:
                painter.fillRect(self.row_rect(index), theme.colour("pri_tint"))
        painter.restore()

    def _paint_plot_ground(self, painter: QPainter) -> None:
        lay, spec = self._layout, self._spec
        assert lay is not None
        assert spec is not None
        for low, high, token in scale.bands(spec.targets, spec.direction, self._axis.top):
            left, right = self._x(low), self._x(high)
            area = QRectF(left, lay.head, right - left, lay.rows_bottom - lay.head)
            paint_band(painter, area, token, self.devicePixelRatioF())
        axis_font = theme.font("axis")
        painter.setFont(axis_font)
        metrics = QFontMetricsF(axis_font)
        taken = -1e9
        for tick, label in self._axis.ticks(spec.is_share):
            x = round(self._x(tick)) + 0.5
            painter.setPen(QPen(theme.colour("axis" if tick == 0 else "grid"), 1))
            painter.drawLine(QPointF(x, lay.head), QPointF(x, lay.rows_bottom))
            width = metrics.horizontalAdvance(label)
            if x - width / 2 < taken + 4:
                continue  # a crowded axis leaves numbers out before they touch
            taken = x + width / 2
            painter.setPen(theme.colour("text2"))
            painter.drawText(
                QRectF(x - width / 2 - 1, lay.rows_bottom + 2, width + 2, metrics.height()),
                Qt.AlignmentFlag.AlignCenter,
                label,
            )
        if self._wholes:
            y = round(lay.parts_bottom) + 0.5
            painter.setPen(QPen(theme.colour("line2"), 1))
            painter.drawLine(QPointF(0, y), QPointF(self.viewport().width(), y))

    def _paint_head(self, painter: QPainter) -> None:
        lay, spec = self._layout, self._spec
        assert lay is not None
        assert spec is not None
        headings = (*spec.bar_headings, "", "", "", "")[:4]
        font = theme.font("caption")
        painter.setFont(font)
        painter.setPen(theme.colour("text2"))
        top = self.extra_head(self.viewport().width())
        height = lay.head - 6 - top
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        metrics = QFontMetricsF(font)
        if lay.label_height:  # the counts stand after the names and say what they are
            headings = (headings[0], "", *headings[2:])
        room = lay.count_right - metrics.horizontalAdvance(headings[1]) - 10
        unit = metrics.elidedText(headings[0], Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRectF(0, top, room + 1, height), left, unit)
        painter.drawText(QRectF(0, top, lay.count_right, height), right, headings[1])
        painter.drawText(QRectF(0, top, lay.value_right, height), right, headings[2])
        painter.drawText(QRectF(0, top, lay.side_right, height), right, headings[3])

    def _paint_target_lines(self, painter: QPainter) -> None:
        lay, spec = self._layout, self._spec
        assert lay is not None
        assert spec is not None
        font = theme.font("axis", 600)
        metrics = QFontMetricsF(font)
        taken = QRectF()
        for target in sorted(spec.targets, key=_most_important_first):
            token = "near" if target.is_lower_level else "ok"
            x = self._x(target.value)
            painter.setPen(QPen(theme.colour(token), 1.6))
            painter.drawLine(QPointF(x, lay.head - 5), QPointF(x, lay.rows_bottom))
            width = metrics.horizontalAdvance(target.label) + 2
            room_right = (
                lay.value_right
                - QFontMetricsF(theme.font("caption")).horizontalAdvance(
                    (*spec.bar_headings, "", "", "")[2]
                )
                - 8
            )
            left = x + 5 if x + 5 + width <= room_right else x - 5 - width
            top = self.extra_head(self.viewport().width())
            box = QRectF(left, top, width, lay.head - 6 - top)
            if taken.intersects(box):
                box.moveRight(x - 5)
            if box.left() < lay.count_right + 4 or taken.intersects(box):
                continue
            taken = taken.united(box)
            painter.setFont(font)
            painter.setPen(theme.colour(f"{token}_text"))
            painter.drawText(
                box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, target.label
            )

    def _paint_row(self, painter: QPainter, index: int, bar: Bar) -> None:
        lay = self._layout
        assert lay is not None
        rect = QRectF(self.row_rect(index))
        if rect.bottom() < lay.head or rect.top() > lay.rows_bottom:
            return
        strong = bar.is_own or bar.is_whole
        name_rect, bar_rect = rect, self._bar_rect(rect)
        if lay.label_height:
            name_rect = QRectF(rect.left(), rect.top() + 1, rect.width(), lay.label_height)
        paint_label(painter, name_rect, bar, lay, strong=strong)
        font = theme.font("small", 600) if strong else theme.font("small")
        quiet = "text3" if bar.hidden_text else "text" if strong else "text2"
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.setFont(font)
        painter.setPen(theme.colour(quiet))
        painter.drawText(
            QRectF(0, name_rect.top(), lay.count_right, name_rect.height()), right, bar.count_text
        )
        painter.drawText(QRectF(0, rect.top(), lay.side_right, rect.height()), right, bar.side_text)
        painter.setPen(theme.colour("text3" if bar.hidden_text else "text"))
        painter.drawText(
            QRectF(0, rect.top(), lay.value_right, rect.height()), right, bar.value_text
        )
        if bar.doubt is not Doubt.NONE and bar.side_text:
            side = 13.0 * theme.current().text_scale
            draw_symbol(
                painter,
                QRectF(lay.symbol_left, rect.center().y() - side / 2, side, side),
                _SYMBOL[bar.doubt],
            )
        if bar.hidden_text:
            paint_hidden(painter, bar_rect, bar, lay)
        elif bar.value is not None:
            self._paint_bar(painter, bar_rect, bar, bar.value)
        if index == self.reading.index:
            draw_ring(painter, rect)

    def _paint_bar(self, painter: QPainter, rect: QRectF, bar: Bar, value: float) -> None:
        lay = self._layout
        assert lay is not None
        token = "bar"
        if bar.is_own:
            token = "pri"
        elif bar.is_whole:
            token = "riket" if bar.is_nation else "all"
        fill = theme.colour(token)
        thick = min(rect.height() * _BAR_SHARE, _BAR_MOST * max(1.0, rect.height() / ROW_MOST))
        body = QRectF(
            lay.plot_left, rect.center().y() - thick / 2, self._x(value) - lay.plot_left, thick
        )
        if bar.doubt is Doubt.NONE:
            painter.fillRect(body, fill)
            edged = token == "bar" and theme.current().is_contrast
            if bar.is_nation or edged:
                painter.setPen(QPen(theme.colour("bar_line" if edged else "riket_edge"), 1))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(body.adjusted(0.5, 0.5, -0.5, -0.5))
        else:
            edge = theme.colour("riket_edge") if bar.is_nation else fill
            pen = QPen(edge, 1.5)
            pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
            if bar.doubt is Doubt.UNKNOWN:
                pen.setDashPattern([5 / 1.5, 3 / 1.5])
                pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(body.adjusted(0.75, 0.75, -0.75, -0.75))
        if bar.low is None or bar.high is None:
            return
        y = rect.center().y()
        low, high = self._x(bar.low), self._x(bar.high)
        cased = bar.doubt is Doubt.NONE and scale.contrast(theme.colour("text"), fill) < 3
        pens = [QPen(theme.colour("surface"), 4)] if cased else []
        for pen in [*pens, QPen(theme.colour("text"), 1.5)]:
            pen.setCapStyle(
                Qt.PenCapStyle.SquareCap if pen.widthF() > 2 else Qt.PenCapStyle.FlatCap
            )
            painter.setPen(pen)
            for x1, y1, x2, y2 in (
                (low, y, high, y),
                (low, y - 4, low, y + 4),
                (high, y - 4, high, y + 4),
            ):
                painter.drawLine(QPointF(x1, y1), QPointF(x2, y2))


def _most_important_first(target: Target) -> bool:
    return target.is_lower_level
