"""A control chart as a native chart: limits as steps, a centre per phase, runs in their own colour.

A line chart can draw no steps, so this is a chart of points: the first period lies at 1, each
limit reaches from half a period before its own to half a period after.
"""

from __future__ import annotations

from typing import Any

from rccdesk.services.charts.labels import capital
from rccdesk.services.charts.spec import ChartSpec, Phase
from rccdesk.services.charts.svg_trend import RUN_TOKENS
from rccdesk.services.charts.workbook_blocks import RUNS
from rccdesk.services.packs.slides.charts import series_name
from rccdesk.services.packs.slides.plot import Pen, Plot, XyLine, add_xy
from rccdesk.texts import text

MANY = 30  # points; smaller marks from here on
_Place = tuple[float, float | None]


def add_control(slide: Any, spec: ChartSpec, plot: Plot) -> Any:
    """Add the control chart whose plot fills ``plot``."""
    return add_xy(slide, spec, control_lines(spec), plot)


def control_lines(spec: ChartSpec) -> tuple[XyLine, ...]:
    """Return the series in the order they are drawn: limits, centres, targets, values, runs."""
    lines: list[XyLine] = []
    for number, phase in enumerate(spec.phases, 1):
        part = f" {number}" if len(spec.phases) > 1 else ""
        for key in ("lower", "upper"):
            name = f"{text(f'charts.workbook.{key}')}{part}"
            steps = _steps(spec, phase, is_upper=key == "upper")
            lines.append(XyLine(name, steps, Pen("none", 1.25, is_dashed=True)))
        ends = ((phase.start + 0.5, phase.centre), (phase.stop + 1.5, phase.centre))
        name = capital(phase.label) or text("charts.workbook.centre")
        lines.append(XyLine(f"{name}{part}", ends, Pen("none", 1.5)))
    lines += [
        XyLine(
            target.label,
            ((target.start + 0.5, target.value), (target.stop + 1.5, target.value)),
            Pen("near_text" if target.is_lower_level else "ok", 2.0),
        )
        for target in spec.targets
    ]
    return (*lines, *_values(spec), *_preliminary(spec), *_runs(spec))


def _steps(spec: ChartSpec, phase: Phase, *, is_upper: bool) -> tuple[_Place, ...]:
    places: list[_Place] = []
    for index in range(phase.start, phase.stop + 1):
        point = spec.points[index]
        limit = point.upper if is_upper else point.lower
        places += [(index + 0.5, limit), (index + 1.5, limit)]
    return tuple(places)


def _values(spec: ChartSpec) -> list[XyLine]:
    """Return the settled values: a series for each run of comparable periods, whole as it is."""
    cuts = [mark for mark in spec.breaks if mark.cuts]
    edges = [0, *(mark.index for mark in cuts), len(spec.points)]
    labels = ["", *(mark.label for mark in cuts)]
    pen = Pen("text2", 2.0, marker=5 if len(spec.points) > MANY else 8)
    found = []
    for number, label in enumerate(labels):
        places = tuple(
            (index + 1.0, None if spec.points[index].preliminary else spec.points[index].value)
            for index in range(edges[number], edges[number + 1])
        )
        name = series_name(spec)
        found.append(XyLine(f"{name}. {label}" if label else name, places, pen))
    return found


def _preliminary(spec: ChartSpec) -> list[XyLine]:
    """Return the preliminary values; their dashed line begins at the last settled one."""
    indices = [index for index, point in enumerate(spec.points) if point.preliminary]
    if not indices:
        return []
    first = indices[0]
    cut = any(mark.index == first for mark in spec.breaks if mark.cuts)
    before = spec.points[first - 1] if first and not cut else None
    joined = before is not None and before.value is not None and not before.preliminary
    begin = first - 1 if joined else first
    places = tuple(
        (
            index + 1.0,
            spec.points[index].value if spec.points[index].preliminary or index < first else None,
        )
        for index in range(begin, indices[-1] + 1)
    )
    pen = Pen("text2", 1.75, is_dashed=True, marker=8, is_open=True)
    name = text("charts.workbook.preliminary")
    return [XyLine(name, places, pen, frozenset({0}) if joined else frozenset())]


def _runs(spec: ChartSpec) -> list[XyLine]:
    """Return the points that are more than chance, larger and in the colour of their run."""
    marker = 8 if len(spec.points) > MANY else 11
    return [
        XyLine(
            text(f"charts.change.{name}"),
            tuple(
                (index + 1.0, point.value if point.run == run else None)
                for index, point in enumerate(spec.points)
            ),
            Pen(RUN_TOKENS[run], 2.5, marker=marker),
        )
        for run, name in RUNS.items()
        if any(point.run == run for point in spec.points)
    ]
