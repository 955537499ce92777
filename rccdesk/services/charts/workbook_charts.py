"""The native charts of a workbook. Every name and number in them is a reference to a cell."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from rccdesk.services.charts.heatmap import TONES
from rccdesk.services.charts.spec import ChartKind, ChartSpec, Doubt
from rccdesk.services.charts.svg_rows import PART_HATCH, part_tone
from rccdesk.services.charts.workbook_blocks import RUNS, Block, word
from rccdesk.services.tokens import load_colours
from rccdesk.texts import text

if TYPE_CHECKING:
    from xlsxwriter.chart import Chart
    from xlsxwriter.workbook import Workbook

_FORMULA_STARTS = ("=", "+", "-", "@")
_RUN_TOKENS = {"improvement": "pri", "concern": "bad_text", "neutral": "text"}


@cache
def _colours() -> Mapping[str, str]:
    return load_colours()


class Place:
    """A block where it lies on a sheet: ``row`` is that of its head."""

    def __init__(self, sheet: str, row: int, column: int, block: Block) -> None:
        """Remember where the head of ``block`` stands."""
        self.sheet, self.row, self.column, self.block = sheet, row, column, block

    def head(self, column: int) -> list[Any]:
        """Return the reference to the name of a column."""
        return [self.sheet, self.row, self.column + column]

    def values(self, column: int) -> list[Any]:
        """Return the reference to all cells of a column."""
        first, last = self.row + 1, self.row + len(self.block.rows)
        return [self.sheet, first, self.column + column, last, self.column + column]

    def formula(self, row: int, column: int) -> str:
        """Return one cell as a formula: what custom labels and titles refer to."""
        from xlsxwriter.utility import xl_rowcol_to_cell

        cell = xl_rowcol_to_cell(self.row + 1 + row, self.column + column, True, True)  # noqa: FBT003
        return f"='{self.sheet}'!{cell}"

    def range(self, column: int) -> str:
        """Return all cells of a column as a formula."""
        from xlsxwriter.utility import xl_range_abs

        at = self.column + column
        cells = xl_range_abs(self.row + 1, at, self.row + len(self.block.rows), at)
        return f"='{self.sheet}'!{cells}"


def mixed(token: str, part: float) -> str:
    """Return ``part`` of a token over the ground, as a colour of its own."""
    over, ground = (_parts(_colours()[name]) for name in (token, "surface"))
    return "#" + "".join(
        f"{round(a * part + b * (1 - part)):02x}" for a, b in zip(over, ground, strict=True)
    )


def _parts(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[i : i + 2], 16) for i in (1, 3, 5))


def make_chart(
    book: Workbook, spec: ChartSpec, place: Place, limits: Place | None, title: list[Any]
) -> Chart | None:
    """Return the native chart of ``spec``; None where Excel has none of its kind or no data."""
    if not place.block.rows or spec.kind is ChartKind.HEATMAP:
        return None
    chart = _MAKERS[spec.kind](book, spec, place, limits)
    chart.set_title({"name": title, "name_font": {"size": 12}, "overlay": False})
    chart.set_size({"width": 900, "height": max(380, 26 * len(spec.bars or spec.stacks) + 140)})
    chart.show_blanks_as("gap")
    chart.set_chartarea({"border": {"none": True}})
    return chart


def _axis(spec: ChartSpec, *, is_share: bool | None = None, name: str = "") -> dict[str, Any]:
    share = spec.is_share if is_share is None else is_share
    axis: dict[str, Any] = {
        "major_gridlines": {"visible": True, "line": {"color": _colours()["grid"], "width": 0.75}},
        "line": {"color": _colours()["axis"]},
    }
    if share:
        axis |= {"min": 0, "max": 1, "major_unit": 0.2, "num_format": "0 %"}
    elif not any(point.low is not None and point.low < 0 for point in spec.points):
        axis["min"] = 0
    label = name or ("" if share else spec.axis_label)
    if label and label[0] not in _FORMULA_STARTS:
        axis["name"] = label
        axis["name_font"] = {"bold": False}
    return axis


def _errors(place: Place, under: int, over: int) -> dict[str, Any]:
    return {
        "type": "custom",
        "plus_values": place.range(over),
        "minus_values": place.range(under),
        "line": {"color": _colours()["text"], "width": 1.25},
    }


def _bars(book: Workbook, spec: ChartSpec, place: Place, _limits: Place | None) -> Chart:
    chart = book.add_chart({"type": "bar"})
    points: list[dict[str, Any] | None] = []
    for bar in spec.bars:
        token = "pri" if bar.is_own else "all" if bar.is_whole else "bar"
        token = "riket" if bar.is_nation else token
        look: dict[str, Any] = {"fill": {"color": _colours()[token]}}
        if bar.doubt is not Doubt.NONE:
            dash = "dash" if bar.doubt is Doubt.UNKNOWN else "solid"
            border = {"color": _colours()[token], "width": 1.5, "dash_type": dash}
            look = {"fill": {"color": _colours()["surface"]}, "border": border}
        points.append(look)
    series: dict[str, Any] = {
        "name": place.head(1),
        "categories": place.values(0),
        "values": place.values(1),
        "points": points,
        "gap": 60,
    }
    if any(bar.low is not None for bar in spec.bars):
        series["y_error_bars"] = _errors(place, 4, 5)  # along the bar's value
    chart.add_series(series)
    chart.set_legend({"none": True})
    chart.set_x_axis(_axis(spec))
    chart.set_y_axis({"reverse": True, "major_gridlines": {"visible": False}})
    return chart


def _line(
    place: Place, column: int, token: str, width: float, dash: str = "solid", marker: int = 0
) -> dict[str, Any]:
    look: dict[str, Any] = {
        "name": place.head(column),
        "categories": place.values(0),
        "values": place.values(column),
        "line": {"color": _colours()[token], "width": width, "dash_type": dash},
        "marker": {"type": "none"},
    }
    if marker:
        look["marker"] = {
            "type": "circle",
            "size": marker,
            "fill": {"color": _colours()[token]},
            "border": {"color": _colours()["surface"]},
        }
    return look


def _trend(book: Workbook, spec: ChartSpec, place: Place, _limits: Place | None) -> Chart:
    chart = book.add_chart({"type": "line"})
    heads = place.block.heads
    for label in dict.fromkeys(target.label for target in spec.targets):
        chart.add_series(_line(place, heads.index(label), "ok", 1.5))
    for name in (word("lower"), word("upper")):
        if name in heads:
            chart.add_series(_line(place, heads.index(name), "none", 0.75, "dash"))
    if word("centre") in heads:
        chart.add_series(_line(place, heads.index(word("centre")), "none", 1.0))
    value = _line(place, 1, "text2", 1.25, marker=5)
    if word("low") in heads:
        value["y_error_bars"] = _errors(
            place, heads.index(word("under")), heads.index(word("over"))
        )
    chart.add_series(value)
    if any(point.preliminary for point in spec.points):
        open_points = _line(place, 2, "text2", 1.0, "round_dot", marker=6)
        open_points["marker"] |= {
            "fill": {"color": _colours()["surface"]},
            "border": {"color": _colours()["text2"]},
        }
        chart.add_series(open_points)
    for run, name in RUNS.items():
        head = text(f"charts.change.{name}")
        if head in heads:
            chart.add_series(_line(place, heads.index(head), _RUN_TOKENS[run], 2.0, marker=7))
    chart.set_legend({"position": "bottom"})
    chart.set_y_axis(_axis(spec))
    chart.set_x_axis({"label_position": "low", "line": {"color": _colours()["axis"]}})
    return chart


def _histogram(book: Workbook, spec: ChartSpec, place: Place, _limits: Place | None) -> Chart:
    chart = book.add_chart({"type": "column"})
    points = [
        {"fill": {"color": _colours()["all" if one.within is False else "bar"]}}
        for one in spec.bins
    ]
    chart.add_series(
        {
            "name": place.head(2),
            "categories": place.values(0),
            "values": place.values(2),
            "points": points,
            "gap": 4,
        }
    )
    chart.set_legend({"none": True})
    chart.set_x_axis({"name": text("charts.axis.days"), "name_font": {"bold": False}})
    axis = _axis(spec, is_share=False, name=text("charts.table.count"))
    chart.set_y_axis(axis)
    return chart


def _ecdf(book: Workbook, spec: ChartSpec, place: Place, _limits: Place | None) -> Chart:
    chart = book.add_chart({"type": "scatter", "subtype": "straight"})
    chart.add_series(_line(place, 1, "text2", 1.75))
    chart.set_legend({"none": True})
    chart.set_x_axis(_axis(spec, is_share=False, name=text("charts.axis.days")))
    chart.set_y_axis(_axis(spec, is_share=True))
    return chart


def _funnel(book: Workbook, spec: ChartSpec, place: Place, limits: Place | None) -> Chart:
    chart = book.add_chart({"type": "scatter", "subtype": "straight"})
    if limits is not None and limits.block.rows:
        for column, dash in ((1, "dash"), (2, "dash"), (3, "solid"), (4, "solid"), (5, "solid")):
            width = 1.25 if column == 5 else 0.75
            chart.add_series(_line(limits, column, "none", width, dash))
    labels: list[dict[str, Any]] = []
    points: list[dict[str, Any] | None] = []
    for row, dot in enumerate(spec.dots):
        named = dot.count is not None and (dot.is_own or dot.outside == "99.8")
        # A name that begins as a formula would be read as one: then the cell is meant.
        name = place.formula(row, 0) if dot.label[:1] in _FORMULA_STARTS else dot.label
        labels.append({"value": name} if named else {"delete": True})
        points.append({"fill": {"color": _colours()["pri"]}} if dot.is_own else None)
    series: dict[str, Any] = {
        "name": place.head(2),
        "categories": place.values(1),
        "values": place.values(2),
        "line": {"none": True},
        "marker": {
            "type": "circle",
            "size": 7,
            "fill": {"color": _colours()["bar"]},
            "border": {"color": _colours()["surface"]},
        },
        "points": points,
    }
    if any("value" in label for label in labels):
        series["data_labels"] = {"value": True, "position": "right", "custom": labels}
    chart.add_series(series)
    chart.set_legend({"position": "bottom"})
    chart.set_x_axis(_axis(spec, is_share=False))
    chart.set_y_axis(_axis(spec, is_share=True))
    return chart


def _overtime(book: Workbook, spec: ChartSpec, place: Place, _limits: Place | None) -> Chart:
    chart = book.add_chart({"type": "bar", "subtype": "percent_stacked"})
    count = len(spec.part_labels)
    for index in range(count):
        colour = mixed("bar", part_tone(index, count))
        look: dict[str, Any] = {"fill": {"color": colour}}
        if index < len(PART_HATCH) and PART_HATCH[index]:
            wide = PART_HATCH[index] > 5
            look = {
                "pattern": {
                    "pattern": "wide_upward_diagonal" if wide else "light_upward_diagonal",
                    "fg_color": _colours()["line2"],
                    "bg_color": colour,
                }
            }
        chart.add_series(
            {
                "name": place.head(index + 1),
                "categories": place.values(0),
                "values": place.values(index + 1),
                "border": {"color": _colours()["line2"], "width": 0.75},
                "gap": 60,
                **look,
            }
        )
    chart.set_legend({"position": "top"})
    chart.set_x_axis({**_axis(spec, is_share=False), "num_format": "0 %", "max": 1})
    chart.set_y_axis({"reverse": True, "major_gridlines": {"visible": False}})
    return chart


def _stages(book: Workbook, spec: ChartSpec, place: Place, _limits: Place | None) -> Chart:
    chart = book.add_chart({"type": "bar"})
    chart.add_series(
        {
            "name": place.head(1),
            "categories": place.values(0),
            "values": place.values(1),
            "fill": {"color": _colours()["bar"]},
            "gap": 60,
            "y_error_bars": _errors(place, 2, 3),
        }
    )
    chart.set_legend({"none": True})
    chart.set_x_axis(_axis(spec))
    chart.set_y_axis({"reverse": True, "major_gridlines": {"visible": False}})
    return chart


def _lines(book: Workbook, spec: ChartSpec, place: Place, _limits: Place | None) -> Chart:
    chart = book.add_chart({"type": "line"})
    others = [index for index, line in enumerate(spec.lines) if not line.is_own]
    for index in [*others, *(i for i, line in enumerate(spec.lines) if line.is_own)]:
        line = spec.lines[index]
        token, width = ("pri", 2.25) if line.is_own else ("all", 2.0)
        if not line.is_own and not line.is_whole:
            token, width = "bar", 0.75
        chart.add_series(_line(place, index + 1, token, width))
    plain = [
        at
        for at, index in enumerate(
            [*others, *(i for i, line in enumerate(spec.lines) if line.is_own)]
        )
        if not spec.lines[index].is_own and not spec.lines[index].is_whole
    ]
    chart.set_legend({"position": "bottom", "delete_series": plain})
    chart.set_y_axis(_axis(spec))
    chart.set_x_axis({"label_position": "low", "line": {"color": _colours()["axis"]}})
    return chart


_MAKERS: dict[ChartKind, Callable[[Any, ChartSpec, Place, Place | None], Any]] = {
    ChartKind.BARS: _bars,
    ChartKind.TREND: _trend,
    ChartKind.HISTOGRAM: _histogram,
    ChartKind.ECDF: _ecdf,
    ChartKind.FUNNEL: _funnel,
    ChartKind.OVERTIME: _overtime,
    ChartKind.STAGES: _stages,
    ChartKind.LINES: _lines,
}


def heat_colours() -> tuple[str, ...]:
    """Return the ground of a heat map's cells by their tone."""
    return tuple(mixed("bar", part) for part in TONES)
