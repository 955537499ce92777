"""The numbers behind a native chart of a workbook: a head and rows, unrounded, None for a gap."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from rccdesk.services.charts.spec import ChartKind, ChartSpec, Point
from rccdesk.texts import text

Cell = str | float | None


@dataclass(frozen=True, slots=True)
class Block:
    """Columns with a name each; the first names the rows. ``is_share`` tells what is per cent."""

    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    is_share: tuple[bool, ...]

    def column(self, name: str) -> int:
        """Return the place of the column ``name``; ValueError where there is none."""
        return self.heads.index(name)


def chart_block(spec: ChartSpec) -> Block:
    """Return what the native chart of ``spec`` refers to."""
    return _BLOCKS[spec.kind](spec)


def word(key: str) -> str:
    """Return a word of the workbook."""
    return text(f"charts.workbook.{key}")


def _block(heads: list[str], rows: list[tuple[Cell, ...]], shares: list[bool]) -> Block:
    return Block(tuple(heads), tuple(rows), tuple(shares))


def _bars(spec: ChartSpec) -> Block:
    share = spec.is_share
    heads = [
        _first_heading(spec),
        word("value"),
        word("low"),
        word("high"),
        word("under"),
        word("over"),
    ]
    rows: list[tuple[Cell, ...]] = []
    for bar in spec.bars:
        under = over = None
        if bar.value is not None and bar.low is not None and bar.high is not None:
            under, over = max(0.0, bar.value - bar.low), max(0.0, bar.high - bar.value)
        label = f"{bar.label} {bar.sublabel}" if bar.is_whole and bar.sublabel else bar.label
        rows.append((label, bar.value, bar.low, bar.high, under, over))
    for level, target in enumerate(spec.targets):
        heads.append(f"{target.label}{' ' * level}")
        rows = [(*row, target.value) for row in rows]
    return _block(heads, rows, [False, *(share for _ in heads[1:])])


def _first_heading(spec: ChartSpec) -> str:
    return spec.table.columns[0].title if spec.table.columns else word("value")


def period_label(point: Point) -> str:
    """Return the period as the contract spells it: short, and sorted as text by time."""
    return point.period


def _trend(spec: ChartSpec) -> Block:
    share = spec.is_share
    runs = [run for run in RUNS if any(point.run == run for point in spec.points)]
    heads = [_first_heading(spec), word("value"), word("preliminary")]
    heads += [text(f"charts.change.{RUNS[run]}") for run in runs]
    with_limits = any(point.lower is not None for point in spec.points)
    with_interval = any(point.low is not None for point in spec.points)
    if spec.phases:
        heads.append(word("centre"))
    if with_limits:
        heads += [word("lower"), word("upper")]
    if with_interval:
        heads += [word("low"), word("high"), word("under"), word("over")]
    heads += list(dict.fromkeys(target.label for target in spec.targets))
    rows = []
    for index, point in enumerate(spec.points):
        settled = None if point.preliminary else point.value
        cells: list[Cell] = [period_label(point), settled]
        cells.append(_preliminary(spec, index))
        cells += [settled if point.run == run else None for run in runs]
        if spec.phases:
            phase = next((p for p in spec.phases if p.start <= index <= p.stop), None)
            cells.append(phase.centre if phase else None)
        if with_limits:
            cells += [point.lower, point.upper]
        if with_interval:
            cells += _whisker(point)
        for label in dict.fromkeys(target.label for target in spec.targets):
            at = (t for t in spec.targets if t.label == label and t.start <= index <= t.stop)
            target = next(at, None)
            cells.append(target.value if target else None)
        rows.append(tuple(cells))
    return _block(heads, rows, [False, *(share for _ in heads[1:])])


RUNS = {"improvement": "improvement", "concern": "concern", "neutral": "neutral_change"}


def _preliminary(spec: ChartSpec, index: int) -> float | None:
    """Return a preliminary value, and the last settled one, where its dashed line begins."""
    point = spec.points[index]
    if point.preliminary:
        return point.value
    after = spec.points[index + 1] if index + 1 < len(spec.points) else None
    return point.value if after is not None and after.preliminary else None


def _whisker(point: Point) -> list[Cell]:
    if point.value is None or point.low is None or point.high is None:
        return [None] * 4
    under, over = max(0.0, point.value - point.low), max(0.0, point.high - point.value)
    return [point.low, point.high, under, over]


def _histogram(spec: ChartSpec) -> Block:
    heads = [text("charts.table.days"), text("charts.table.count"), word("height")]
    rows: list[tuple[Cell, ...]] = []
    for one in spec.bins:
        span = f"{one.first}–{one.last}" if one.last > one.first else str(one.first)
        rows.append((span, float(one.count), one.height))
    return _block(heads, rows, [False, False, False])


def _ecdf(spec: ChartSpec) -> Block:
    """Return the corners of the step line: before and after each rise."""
    heads = [text("charts.table.day"), text("charts.table.within_days")]
    rows: list[tuple[Cell, ...]] = []
    before = 0.0
    for step in spec.steps:
        rows += [(float(step.days), before), (float(step.days), step.share)]
        before = step.share
    if rows:
        rows.insert(0, (0.0, 0.0))
    return _block(heads, rows, [False, True])


def _funnel(spec: ChartSpec) -> Block:
    heads = [_first_heading(spec), text("charts.table.cases"), word("share")]
    rows: list[tuple[Cell, ...]] = [
        (dot.label, None if dot.count is None else float(dot.count), dot.value) for dot in spec.dots
    ]
    return _block(heads, rows, [False, False, True])


def funnel_limits_block(spec: ChartSpec) -> Block:
    """Return the limits of a funnel, by number of cases."""
    low, high = word("low"), word("high")
    names = [f"{low} 95", f"{high} 95", f"{low} 99,8", f"{high} 99,8", word("centre")]
    rows: list[tuple[Cell, ...]] = [
        (
            float(limit.count),
            limit.low_95,
            limit.high_95,
            limit.low_998,
            limit.high_998,
            spec.centre,
        )
        for limit in spec.funnel_limits
    ]
    return _block([text("charts.table.cases"), *names], rows, [False, *(True for _ in names)])


def _heatmap(spec: ChartSpec) -> Block:
    years = dict(spec.year_marks)
    heads, year = [_first_heading(spec)], ""
    for index, label in enumerate(spec.column_labels):
        year = years.get(index, year)
        heads.append(f"{label} {year}".strip())
    cells = {(cell.row, cell.column): cell.value for cell in spec.cells}
    rows: list[tuple[Cell, ...]] = [
        (name, *(cells.get((i, j)) for j in range(len(spec.column_labels))))
        for i, name in enumerate(spec.row_labels)
    ]
    return _block(heads, rows, [False, *(spec.is_share for _ in spec.column_labels)])


def _overtime(spec: ChartSpec) -> Block:
    rows: list[tuple[Cell, ...]] = [
        (stack.label, *(stack.parts or (None,) * len(spec.part_labels))) for stack in spec.stacks
    ]
    heads = [_first_heading(spec), *spec.part_labels]
    return _block(heads, rows, [False, *(True for _ in spec.part_labels)])


def _stages(spec: ChartSpec) -> Block:
    heads = [text("charts.table.part"), text("charts.table.median"), word("under"), word("over")]
    rows: list[tuple[Cell, ...]] = []
    for stage in spec.stages:
        under = over = None
        low, high = stage.lower_quartile, stage.upper_quartile
        if stage.median is not None and low is not None and high is not None:
            under, over = stage.median - low, high - stage.median
        rows.append((stage.label, stage.median, under, over))
    return _block(heads, rows, [False] * 4)


def _lines(spec: ChartSpec) -> Block:
    heads = [text("charts.heading.period"), *(line.label for line in spec.lines)]
    rows: list[tuple[Cell, ...]] = [
        (period_label(point), *(line.values[index] for line in spec.lines))
        for index, point in enumerate(spec.points)
    ]
    return _block(heads, rows, [False, *(spec.is_share for _ in spec.lines)])


_BLOCKS: dict[ChartKind, Callable[[ChartSpec], Block]] = {
    ChartKind.BARS: _bars,
    ChartKind.TREND: _trend,
    ChartKind.HISTOGRAM: _histogram,
    ChartKind.ECDF: _ecdf,
    ChartKind.FUNNEL: _funnel,
    ChartKind.HEATMAP: _heatmap,
    ChartKind.OVERTIME: _overtime,
    ChartKind.STAGES: _stages,
    ChartKind.LINES: _lines,
}
