"""How each kind of chart is drawn on slides: what stands on each, and whether words stand beside.

All are native charts and tables, made anew for each slide.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from rccdesk.services.charts.spec import Bar, ChartKind, ChartSpec, Stack
from rccdesk.services.packs.slides.bars import add_comparison, split_bars
from rccdesk.services.packs.slides.columns import add_histogram
from rccdesk.services.packs.slides.curves import add_curve, add_funnel
from rccdesk.services.packs.slides.heat import add_heat, split_heat
from rccdesk.services.packs.slides.lines import add_lines
from rccdesk.services.packs.slides.stacks import add_overtime, add_stages, split_stacks
from rccdesk.services.packs.slides.trend import add_series

BESIDE = 768 / 1168  # of the width, for a chart with words beside it
Room = tuple[float, float, float, float]
"""x, y, width and height in px."""


# Their numbers stand in the chart's own workbook, or all of them in the chart.
WITHOUT_TABLE = frozenset(
    {
        ChartKind.TREND,
        ChartKind.HISTOGRAM,
        ChartKind.ECDF,
        ChartKind.LINES,
        ChartKind.HEATMAP,
        ChartKind.STAGES,
    }
)


@dataclass(frozen=True, slots=True)
class ChartSlide:
    """What one slide shows; ``draw`` returns the words that found no room.

    ``is_wide`` where it needs the whole slide and no words can stand beside it.
    """

    draw: Callable[[Any, Room], tuple[str, ...]]
    is_wide: bool = False


def chart_slides(
    spec: ChartSpec, wide: Room, *, has_room_beside: bool = True
) -> tuple[ChartSlide, ...]:
    """Return the slides of a chart in their order; ``wide`` is the room without words beside."""
    if not _has_data(spec):
        return ()
    beside = (wide[2] * BESIDE if has_room_beside else wide[2], wide[3])
    if spec.kind is ChartKind.BARS:
        parts = split_bars(spec, beside)
        is_wide = len(parts) > 1 and has_room_beside
        parts = split_bars(spec, wide[2:]) if is_wide else parts
        return tuple(
            ChartSlide(partial(_bars, spec=spec, bars=bars), is_wide=is_wide) for bars in parts
        )
    if spec.kind is ChartKind.OVERTIME:
        return tuple(
            ChartSlide(partial(_stacks, spec=spec, stacks=stacks))
            for stacks in split_stacks(spec, beside)
        )
    if spec.kind is ChartKind.HEATMAP:
        maps = split_heat(spec, wide)
        return tuple(ChartSlide(partial(_heat, spec=part), is_wide=True) for part in maps)
    if spec.kind is ChartKind.STAGES:
        return (ChartSlide(partial(_stages, spec=spec)),)
    return (ChartSlide(partial(_plain, spec=spec)),)


def _has_data(spec: ChartSpec) -> bool:
    parts = (spec.bars, spec.points, spec.bins, spec.dots, spec.steps, spec.cells)
    return any((*parts, spec.stacks, spec.stages, spec.lines))


def _bars(slide: Any, room: Room, *, spec: ChartSpec, bars: tuple[Bar, ...]) -> tuple[str, ...]:
    return add_comparison(slide, spec, bars, room)


def _stacks(
    slide: Any, room: Room, *, spec: ChartSpec, stacks: tuple[Stack, ...]
) -> tuple[str, ...]:
    return add_overtime(slide, spec, stacks, room)


def _heat(slide: Any, room: Room, *, spec: ChartSpec) -> tuple[str, ...]:
    add_heat(slide, spec, room)
    return ()


def _stages(slide: Any, room: Room, *, spec: ChartSpec) -> tuple[str, ...]:
    return add_stages(slide, spec, room)


_PLAIN: dict[ChartKind, Callable[[Any, ChartSpec, Room], None]] = {
    ChartKind.TREND: add_series,
    ChartKind.HISTOGRAM: add_histogram,
    ChartKind.ECDF: add_curve,
    ChartKind.FUNNEL: add_funnel,
    ChartKind.LINES: add_lines,
}


def _plain(slide: Any, room: Room, *, spec: ChartSpec) -> tuple[str, ...]:
    _PLAIN[spec.kind](slide, spec, room)
    return ()
