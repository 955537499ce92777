"""New figures that lie outside the control limits of the same series before: a change or a fault.

Only the figures of new periods are judged. What was known is history, and the series shows it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import TYPE_CHECKING

import numpy as np
from sqlalchemy import select

from rccdesk.models import DataDoubt, ImportBatch
from rccdesk.periods import parse_period
from rccdesk.services.doubts import NewDoubt
from rccdesk.services.imports.aggregated import AggregatedRows
from rccdesk.services.imports.columns import column_letter
from rccdesk.services.imports.coverage import FIGURE_KEY, LIVE, effective_measurements
from rccdesk.services.imports.figures import DIMENSIONS
from rccdesk.services.imports.several_indicators import PROPORTION
from rccdesk.services.statistics.outlook import TRIAL_POINTS
from rccdesk.services.statistics.p_chart import p_charts
from rccdesk.services.statistics.xmr import xmr_chart
from rccdesk.services.value_keys import make_key

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

RULE = "jump_beyond_limits"
_KEY_OF, _CONTENT_OF = attrgetter(*FIGURE_KEY), attrgetter("numerator", "denominator", "value")
_MANY_CASES = 1000  # in a period: shares of as many vary more than binomially
_Content = tuple[float | None, float | None, float | None]  # numerator, denominator, value
_Series = tuple[tuple[str, ...], int]  # the key without its period, months of its periods


@dataclass(slots=True)
class _Line:
    """The figures of a series before its first new period, and the new ones."""

    before: dict[int, _Content] = field(default_factory=dict)  # by the rank of the period
    new: dict[int, int] = field(default_factory=dict)  # the place in the file


def find_jumps(
    session: Session,
    indicator: str,
    rows: AggregatedRows,
    *,
    sheet: str,
    unit_of_measure: str,
    few: int,
) -> list[NewDoubt]:
    """Return the new periods of a table that lie outside the limits of those before.

    A series needs 12 periods before. Of a series that the store does not know only the newest
    period is new. A period that was doubted as it came is judged again as long as it stands. The
    doubt says on which side and no figure; shares of fewer than ``few`` cases are not judged.
    """
    figures = rows.figures
    keys = figures.keys()
    contents = [content[:3] for content in figures.contents()]
    stored = {
        tuple(getattr(row, name) for name in FIGURE_KEY): (
            row.numerator,
            row.denominator,
            row.value,
        )
        for row in effective_measurements(session, indicator)
    }
    periods = {key[0] for key in stored} | {key[0] for key in keys}
    if len(periods) <= TRIAL_POINTS:
        return []
    doubted = _doubted(session)
    if not doubted and stored.keys() >= set(keys):
        return []
    times = sorted(map(parse_period, periods))
    ranks = {period.key: (rank, period.months) for rank, period in enumerate(times)}
    lines = _line_up(indicator, keys, contents, stored, ranks, doubted, figures.is_total.tolist())
    is_share = unit_of_measure == PROPORTION
    found = []
    for place, side, count in _judge(lines, contents, is_share=is_share, few=few):
        found.append(
            NewDoubt(
                _name(indicator, keys[place], bool(figures.is_total[place])),
                RULE,
                sheet,
                f"{column_letter(int(figures.column[place]))}{int(figures.row[place])}",
                {"side": side, "periods": count},
            )
        )
    return sorted(found, key=lambda doubt: doubt.value_key)


def _doubted(session: Session) -> set[str]:
    """Return the keys of the figures that are doubted for this."""
    query = (
        select(DataDoubt.value_key)
        .join(ImportBatch, ImportBatch.batch_id == DataDoubt.batch_id)
        .where(DataDoubt.rule == RULE, ImportBatch.state.in_(LIVE))
    )
    return set(session.scalars(query))


def _line_up(
    indicator: str,
    keys: Sequence[tuple[str, ...]],
    contents: Sequence[_Content],
    stored: dict[tuple[str, ...], _Content],
    ranks: dict[str, tuple[int, int]],
    doubted: set[str],
    is_total: Sequence[bool],
) -> list[_Line]:
    """Return the series that have something new after at least 12 periods.

    ``ranks`` gives the place in time of a period and its months.
    """
    lines: dict[_Series, _Line] = {}
    for key, content in stored.items():
        rank, months = ranks[key[0]]
        lines.setdefault((key[1:], months), _Line()).before[rank] = content
    known = set(lines)
    newest: dict[_Series, tuple[int, int]] = {}
    for place, key in enumerate(keys):
        rank, months = ranks[key[0]]
        series = (key[1:], months)
        line = lines.setdefault(series, _Line())
        line.before[rank] = contents[place]
        if series not in known:
            newest[series] = max((rank, place), newest.get(series, (-1, -1)))
        elif key not in stored or (doubted and _name(indicator, key, is_total[place]) in doubted):
            line.new[rank] = place
    for series, (rank, place) in newest.items():
        lines[series].new[rank] = place
    found = []
    for line in lines.values():
        if line.new:
            first = min(line.new)
            line.before = {rank: each for rank, each in line.before.items() if rank < first}
            if len(line.before) >= TRIAL_POINTS:
                found.append(line)
    return found


def _name(indicator: str, key: tuple[str, ...], is_total: bool) -> str:
    return make_key(indicator, dict(zip(DIMENSIONS, key, strict=True)), is_total=is_total)


def _judge(
    lines: Sequence[_Line], contents: Sequence[_Content], *, is_share: bool, few: int
) -> Iterable[tuple[int, str, int]]:
    """Yield the place of each figure outside the limits, its side, and how many were before."""
    counted: list[_Line] = []
    others: list[_Line] = []
    for line in lines:
        (counted if is_share and _has_counts(line, contents) else others).append(line)
    yield from _judge_counts(counted, contents, few)
    for line in others:
        before = [_value(line.before[rank]) for rank in sorted(line.before)]
        count = sum(not math.isnan(value) for value in before)
        if count < TRIAL_POINTS:
            continue
        chart = xmr_chart(before)
        for place in line.new.values():
            value, cases = _value(contents[place]), contents[place][1]
            if is_share and cases is not None and cases < few:
                continue
            if value > chart.upper or value < chart.lower:
                yield place, "above" if value > chart.upper else "below", count


def _judge_counts(
    lines: Sequence[_Line], contents: Sequence[_Content], few: int
) -> Iterable[tuple[int, str, int]]:
    if not lines:
        return
    width = max(len(line.before) + len(line.new) for line in lines)
    x, n = np.full((len(lines), width), np.nan), np.full((len(lines), width), np.nan)
    is_before = np.zeros((len(lines), width), dtype=bool)
    for number, line in enumerate(lines):
        for column, rank in enumerate(sorted(line.before)):
            above, below, _ = line.before[rank]
            x[number, column], n[number, column] = above, below
        is_before[number, : len(line.before)] = n[number, : len(line.before)] > 0
        for column, place in enumerate(line.new.values(), len(line.before)):
            above, below, _ = contents[place]
            x[number, column], n[number, column] = above, below
    charts = p_charts(x, n, is_before)
    with np.errstate(divide="ignore", invalid="ignore"):
        shares = x / n
        is_out = (shares > charts.upper + 1e-12) | (shares < charts.lower - 1e-12)
    is_out &= ~is_before & (n >= few) & (charts.counts >= TRIAL_POINTS)[:, None]
    for number, column in zip(*np.nonzero(is_out), strict=True):
        place = list(lines[number].new.values())[column - len(lines[number].before)]
        side = "above" if shares[number, column] > charts.centre[number] else "below"
        yield place, side, int(charts.counts[number])


def _has_counts(line: _Line, contents: Sequence[_Content]) -> bool:
    """Tell whether all shares have counts, and few enough to vary as chance has it."""
    counts = [*line.before.values(), *(contents[place] for place in line.new.values())]
    pairs = [(x, n) for x, n, _ in counts if x is not None and n is not None]
    if len(pairs) < len(counts) or any(not 0 <= x <= n for x, n in pairs):
        return False
    return sum(n for _, n in pairs) < _MANY_CASES * len(pairs)


def _value(content: _Content) -> float:
    numerator, denominator, value = content
    if numerator is not None and denominator:
        return numerator / denominator
    return math.nan if value is None else value
