"""Where the columns and rows of a comparison lie: from the widths of its texts."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtGui import QFontMetricsF

from rccdesk.services.charts.spec import Bar, ChartSpec, Doubt
from rccdesk.ui import theme

ROW_LEAST, ROW_MOST = 16.5, 42.0
_GAP = 12.0
_LEAST_PLOT, _OVER_BAR = 130.0, 18.0  # px at 100 % text


@dataclass(frozen=True, slots=True)
class BarsLayout:
    """Edges of columns and rows, in pixels of the viewport."""

    count_right: float
    plot_left: float
    plot_right: float
    value_right: float
    symbol_left: float
    side_right: float
    head: float
    row: float
    parts_bottom: float
    rows_bottom: float
    label_width: float
    label_height: float = 0.0  # of the names over the bars where it is narrow; 0 = beside them


def head_height() -> float:
    """Return the height of the line of headings."""
    return QFontMetricsF(theme.font("caption")).height() + 8


def foot_height() -> float:
    """Return the height of the axis numbers."""
    return QFontMetricsF(theme.font("axis")).height() + 8


def least_row() -> float:
    """Return the least height of a row in the text size in use."""
    return max(ROW_LEAST, QFontMetricsF(theme.font("small")).height() + 1)


def lay_out(
    spec: ChartSpec,
    parts_of: tuple[Bar, ...],
    wholes_of: tuple[Bar, ...],
    width: float,
    height: float,
    *,
    extra_head: float = 0.0,
    label_part: float = 0.3,
    can_be_narrow: bool = False,
) -> BarsLayout:
    """Return the layout of a comparison in a viewport of that size.

    ``extra_head`` is room over the headings, ``label_part`` of the width is for names at most.
    Where ``can_be_narrow``, names and counts come over bars that would have little room.
    """
    made = _beside(spec, parts_of, wholes_of, width, height, extra_head, label_part)
    scale = theme.current().text_scale
    if not can_be_narrow or made.plot_right - made.plot_left >= _LEAST_PLOT * scale:
        return made
    line = QFontMetricsF(theme.font("small")).height()
    rows = _place_rows(len(parts_of), len(wholes_of), height, made.head, line + _OVER_BAR * scale)
    plain = QFontMetricsF(theme.font("small", 600))
    counts = max(
        (plain.horizontalAdvance(bar.count_text) for bar in (*parts_of, *wholes_of)), default=0.0
    )
    return replace(
        made,
        count_right=made.plot_right,
        plot_left=1.0,
        row=rows.row,
        parts_bottom=rows.parts_bottom,
        rows_bottom=rows.bottom,
        label_width=made.plot_right - counts - _GAP,
        label_height=line,
    )


@dataclass(frozen=True, slots=True)
class _Rows:
    row: float
    parts_bottom: float
    bottom: float


def _place_rows(parts: int, wholes: int, height: float, head: float, least: float) -> _Rows:
    """Return the height of a row of ``least`` px or more, and where parts and wholes end."""
    scaled = QFontMetricsF(theme.font("small")).height() / 18 * ROW_MOST
    foot = foot_height()
    row = min(max((height - head - foot) / max(parts + wholes, 1), least), max(scaled, ROW_MOST))
    room = max(height - head - foot - wholes * row, row)
    if parts * row > room:
        room = max(int(room / row), 1) * row  # no row is cut by the line over the whole
    bottom = head + min(parts * row, room)
    return _Rows(row, bottom, bottom + wholes * row)


def _beside(
    spec: ChartSpec,
    parts_of: tuple[Bar, ...],
    wholes_of: tuple[Bar, ...],
    width: float,
    height: float,
    extra_head: float,
    label_part: float,
) -> BarsLayout:
    """Return the layout with names and counts beside the bars."""
    plain = QFontMetricsF(theme.font("small"))
    bold = QFontMetricsF(theme.font("small", 600))
    tiny = QFontMetricsF(theme.font("caption"))
    bars = (*parts_of, *wholes_of)
    headings = (*spec.bar_headings, "", "", "", "")[:4]
    head = head_height() + extra_head
    rows = _place_rows(len(parts_of), len(wholes_of), height, head, least_row())
    row = rows.row

    def widest(texts: list[str], metrics: QFontMetricsF, heading: str) -> float:
        texts_width = max((metrics.horizontalAdvance(text) for text in texts), default=0.0)
        return max(texts_width, tiny.horizontalAdvance(heading))

    inline = row < plain.height() + tiny.height()
    label = widest([bar.label for bar in bars], bold, headings[0])
    if inline:
        label = max(
            [label]
            + [
                bold.horizontalAdvance(bar.label) + 8 + tiny.horizontalAdvance(bar.sublabel)
                for bar in bars
                if bar.sublabel
            ]
        )
    else:
        label = max([label] + [tiny.horizontalAdvance(bar.sublabel) for bar in bars])
    label = min(label, width * label_part)
    count = widest([bar.count_text for bar in bars], bold, headings[1])
    value = widest([bar.value_text for bar in bars], bold, headings[2])
    has_side = any(bar.side_text for bar in bars)
    side = widest([bar.side_text for bar in bars], bold, headings[3]) if has_side else 0.0
    symbols = any(bar.doubt is not Doubt.NONE for bar in bars)
    symbol = 20.0 * theme.current().text_scale if symbols and has_side else 0.0
    right = width - 2.0
    side_left = right - side
    if symbols and has_side:  # the diamond stands before the figure, not before the heading
        figures = widest([bar.side_text for bar in bars], bold, "")
        side_left = min(side_left, right - figures - symbol)
    value_right = side_left - 2 * _GAP if has_side else right
    half_number = tiny.horizontalAdvance("100\u00a0%") / 2
    plot_right = value_right - value - max(_GAP * 1.6, half_number)
    count_right = label + 2 * _GAP + count
    return BarsLayout(
        count_right=count_right,
        plot_left=count_right + _GAP,
        plot_right=max(plot_right, count_right + 60),
        value_right=value_right,
        symbol_left=right - widest([b.side_text for b in bars], bold, "") - symbol,
        side_right=right,
        head=head,
        row=row,
        parts_bottom=rows.parts_bottom,
        rows_bottom=rows.bottom,
        label_width=label,
    )
