"""Which figure a mark of a chart shows, whatever the kind of chart: what its acts are about.

A mark is the index of a bar, point, dot, cell, stack or stage. In LINES it is a line or one period
of it: ``divmod(index, periods + 1)`` is the line and the period from 1, 0 for the line as a whole,
which is its newest figure. In a histogram and an ECDF every mark shows the whole selection.
"""

from __future__ import annotations

from dataclasses import dataclass

from rccdesk.periods import parse_period
from rccdesk.services.charts.spec import ChartKind, ChartSpec, HeatCell, Line
from rccdesk.services.value_keys import read_key
from rccdesk.texts import text

_OF_SELECTION = {ChartKind.HISTOGRAM, ChartKind.ECDF}


@dataclass(frozen=True, slots=True)
class Marked:
    """The figure of a mark: ``value_key`` names it, "" where ``is_selection``.

    ``is_part`` where the mark shows a part of the figure that it names; ``period`` is that of the
    mark, "" for none of its own; ``spoken`` what the chart says of it. ``is_unnamed`` where it
    shows those without a code: a key cannot tell them from all.
    """

    value_key: str
    period: str = ""
    spoken: str = ""
    is_selection: bool = False
    is_part: bool = False
    is_unnamed: bool = False


def find_mark(spec: ChartSpec, index: int) -> Marked | None:
    """Return the figure that a mark shows; None where it shows none, as a hidden one."""
    if index < 0:
        return None
    if spec.kind in _OF_SELECTION:
        has_any = bool(spec.bins or spec.steps)
        return Marked("", spoken=spec.title, is_selection=True) if has_any else None
    if spec.kind is ChartKind.LINES:
        key, label, spoken = _of_line(spec, index)
    elif spec.kind in (ChartKind.OVERTIME, ChartKind.STAGES):
        key, label, spoken = _of_row(spec, index)
    else:
        key, label, spoken = _of_value(spec, index)
    if not key:
        return None
    return Marked(
        key,
        period=read_key(key).fields.get("period", ""),
        spoken=spoken,
        is_part=spec.kind is ChartKind.STAGES,
        is_unnamed=label == text("charts.missing"),
    )


def mark_period(spec: ChartSpec, index: int) -> str:
    """Return the period that a mark stands at, also where its figure is hidden; "" for none."""
    if spec.kind is ChartKind.LINES:
        place = index % (_width(spec) + 1) if index >= 0 else 0
        return spec.points[place - 1].period if 0 < place <= len(spec.points) else ""
    if spec.kind is ChartKind.TREND and 0 <= index < len(spec.points):
        return spec.points[index].period
    found = find_mark(spec, index)
    return found.period if found is not None else ""


def _of_line(spec: ChartSpec, index: int) -> tuple[str, str, str]:
    """Return key, label and words of a period of a line; of its newest figure for the line."""
    row, place = divmod(index, _width(spec) + 1)
    line = spec.lines[row] if row < len(spec.lines) else Line("", (), ())
    shown = [n for n, key in enumerate(line.value_keys) if key]
    place = place - 1 if place else max(shown, default=-1)
    if place not in shown:
        return "", "", ""
    return line.value_keys[place], line.label, _said(spec, line, place)


def _of_row(spec: ChartSpec, index: int) -> tuple[str, str, str]:
    rows = spec.stacks or spec.stages
    if index >= len(rows) or rows[index].hidden_text:
        return "", "", ""
    row = rows[index]
    return row.value_key, row.label, row.spoken


def _of_value(spec: ChartSpec, index: int) -> tuple[str, str, str]:
    marks = spec.bars or spec.dots or spec.cells or spec.points
    if index >= len(marks) or marks[index].value is None:
        return "", "", ""
    mark = marks[index]
    label = spec.row_labels[mark.row] if isinstance(mark, HeatCell) else mark.label
    return mark.value_key, label, mark.spoken


def _said(spec: ChartSpec, line: Line, place: int) -> str:
    period = spec.points[place].period if place < len(spec.points) else ""
    name = parse_period(period).label() if period else spec.column_labels[place]
    return f"{line.label}, {name}: {line.value_texts[place]}"


def _width(spec: ChartSpec) -> int:
    return max((len(line.values) for line in spec.lines), default=0)
