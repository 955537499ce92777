"""How many regions reach each level of an indicator, and how far apart they are, then and now.

The three questions of the national follow-up (Vård- och omsorgsanalys 2024): the whole against
its levels, the regions at each level, the spread between regions. Hidden regions are counted as
not shown and never derived.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rccdesk.enums import Direction
from rccdesk.periods import Period, parse_period
from rccdesk.services import organisation
from rccdesk.services.indicators.catalogue import get_indicator_row
from rccdesk.services.indicators.figures import IndicatorQuery, get_indicator
from rccdesk.services.indicators.level_status import LevelStatus, Place, only_code
from rccdesk.services.publishing import PublishableRow, PublishableTable

if TYPE_CHECKING:
    from rccdesk.services.database import Database

Where = tuple[tuple[str, tuple[str, ...]], ...]
MOST_POSITIONS = 2


@dataclass(frozen=True, slots=True)
class Reach:
    """Of the units with a verdict, how many reach at least this many levels in a period.

    ``level`` is what most of them are held against; ``others`` have a level of their own.
    """

    level: float
    name: str
    is_own: bool
    reached: int
    others: int = 0


@dataclass(frozen=True, slots=True)
class PeriodStand:
    """The units of an indicator in one period.

    ``with_figure`` have a figure that is shown, ``judged`` of them a level and a known
    direction; ``hidden`` are not shown. ``spread`` is the highest minus the lowest figure shown,
    None with fewer than two.
    """

    period: Period
    whole: PublishableRow | None
    with_figure: int
    judged: int
    hidden: int
    reaches: tuple[Reach, ...]  # lowest level first, at most two
    lowest: float | None
    highest: float | None
    spread: float | None


@dataclass(frozen=True, slots=True)
class LevelsReached:
    """Then and now; ``then`` is None where there is one period only. ``reason`` where none."""

    table: PublishableTable
    are_regions: bool  # else the units of the source
    then: PeriodStand | None
    now: PeriodStand | None

    @property
    def stands(self) -> tuple[PeriodStand, ...]:
        """Return the periods that there are, by time."""
        return tuple(stand for stand in (self.then, self.now) if stand is not None)


def get_levels_reached(
    database: Database,
    indicator: str,
    *,
    periods: tuple[str, str] | None = None,
    where: Where = (),
    snapshot: int | None = None,
) -> LevelsReached:
    """Return how the units stood in the first and the last period with figures, or in ``periods``.

    Only periods as long as the last are compared: a half-year is not a year. Raises
    NotFoundError as `get_indicator`, ValueError for a period that cannot be read.
    """
    row = get_indicator_row(database, indicator)
    others = tuple(pair for pair in where if pair[0] != "unit")
    query = IndicatorQuery(indicator, by=("period", "unit"), snapshot=snapshot, where=others)
    table = get_indicator(database, query)
    wholes = get_indicator(
        database,
        IndicatorQuery(indicator, by=("period",), snapshot=snapshot, where=others),
    )
    whole_rows = {each.get("period"): each for each in wholes.rows}
    # The source's own total is the whole, as beside the units in a chart.
    whole_rows |= {each.get("period"): each for each in table.rows if each.is_total}
    by_period: dict[str, list[PublishableRow]] = {}
    for each in table.rows:
        if not each.is_total and each.get("unit"):
            by_period.setdefault(each.get("period") or "", []).append(each)
    chosen = _choose(by_period, periods)
    status = LevelStatus(database, row)
    svf = status.place("", only_code(others, "group")).svf
    stands = [
        _stand(
            parse_period(key),
            by_period[key],
            whole_rows.get(key),
            status,
            svf,
            has_direction=row.direction != Direction.NEUTRAL,
        )
        for key in chosen
    ]
    regions = {region.code for region in organisation.list_regions(database)}
    units = {each.get("unit") for rows in by_period.values() for each in rows}
    return LevelsReached(
        table,
        are_regions=units <= regions,
        then=stands[0] if len(stands) > 1 else None,
        now=stands[-1] if stands else None,
    )


def _choose(
    by_period: dict[str, list[PublishableRow]], periods: tuple[str, str] | None
) -> tuple[str, ...]:
    shown = [
        parse_period(key)
        for key, rows in by_period.items()
        if any(row.value is not None for row in rows)
    ]
    if periods is not None:
        return tuple(key for key in periods if key in by_period)
    if not shown:
        return ()
    last = max(shown, key=lambda period: (period.last, period.first))
    alike = [period for period in shown if _length(period) == _length(last)]
    first = min(alike, key=lambda period: period.first)
    return (last.key,) if first == last else (first.key, last.key)


def _length(period: Period) -> int:
    """Return the months of a period: a quarter of 92 days is as long as one of 90."""
    return round((period.last - period.first).days / 30.4)


def _stand(
    period: Period,
    rows: Sequence[PublishableRow],
    whole: PublishableRow | None,
    status: LevelStatus,
    svf: str,
    *,
    has_direction: bool,
) -> PeriodStand:
    shown = [row for row in rows if row.value is not None]
    values = sorted(row.value for row in shown if row.value is not None)
    verdicts = []
    for row in shown:
        verdict = status.verdict(row, period.last, Place(row.get("unit") or "", svf))
        if verdict is not None and has_direction:
            verdicts.append(verdict)
    return PeriodStand(
        period=period,
        whole=whole,
        with_figure=len(shown),
        judged=len(verdicts),
        hidden=sum(bool(row.hidden or row.masked) for row in rows),
        reaches=_reaches(verdicts, status, period, svf),
        lowest=values[0] if len(values) > 1 else None,
        highest=values[-1] if len(values) > 1 else None,
        spread=values[-1] - values[0] if len(values) > 1 else None,
    )


def _reaches(
    verdicts: Sequence[tuple[int, tuple[float, ...]]],
    status: LevelStatus,
    period: Period,
    svf: str,
) -> tuple[Reach, ...]:
    """Return for each level of all how many units reach it, or their own level at its place.

    With lower better the first level to reach is the highest number.
    """
    common = status.judging(period.last, Place("", svf))
    found = []
    for position, level in enumerate(common[:MOST_POSITIONS]):
        held = [verdict for verdict in verdicts if len(verdict[1]) > position]
        found.append(
            Reach(
                level=level.value,
                name=level.name,
                is_own=level.is_own,
                reached=sum(count > position for count, _ in held),
                others=sum(levels[position] != level.value for _, levels in held),
            )
        )
    return tuple(found)
