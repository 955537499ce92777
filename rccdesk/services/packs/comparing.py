"""Compare the figures of a pack with those of today: what has changed, and why.

The figures of today are counted as the pack's were, table by table, so that the small-number
rules hold for them too. Why: the figure as it was just after the newest extract of the pack tells
whether the data or the limits have changed since.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import math
from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from rccdesk.enums import Grain
from rccdesk.errors import RccdeskError
from rccdesk.periods import MONTHS_PER_GRAIN, Period, parse_period
from rccdesk.services import figure_keys, indicators, lead_times, snapshots
from rccdesk.services import progress as reporting
from rccdesk.services.indicators import IndicatorQuery
from rccdesk.services.lead_times import LeadTimeQuery
from rccdesk.services.packs import archive
from rccdesk.services.packs.pack_figures import figure_words
from rccdesk.services.value_keys import ValueKey, is_goal_key, read_key
from rccdesk.texts import text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from rccdesk.services.database import Database
    from rccdesk.services.packs.model import Pack, PackFigure
    from rccdesk.services.progress import Progress
    from rccdesk.services.publishing import PublishableRow, PublishableTable

    Found = tuple[PublishableRow, PublishableTable]
    Query = LeadTimeQuery | IndicatorQuery

_PERIODS = ("period", "start_period")
_NUMBERS = ("value", "numerator", "denominator")


class Cause(StrEnum):
    """Why a figure is another now; the words stand under ``packs.compare``."""

    NEW_DATA = "new_data"
    CORRECTED = "corrected"  # the same days, but other values
    LIMIT = "limit"  # the rules of the goal: limits in days, whose figure it is
    NEW_DATA_AND_LIMIT = "new_data_and_limit"
    HIDDEN = "hidden"  # few by now, or for the sake of few
    SMALL_NUMBERS = "small_numbers"  # by the limits for small numbers of today
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A figure that is another now. ``then``, ``now`` and ``why`` are words."""

    name: str
    then: str
    now: str
    why: str
    cause: Cause
    value_key: str


def compare_with_today(
    database: Database, pack_id: str, progress: Progress = reporting.ignore
) -> tuple[FigureChange, ...]:
    """Return the figures of a pack that are others now, in the order of the pack.

    What the pack did not show is left out: with what it did show, it could tell what is few.

    Raises RccdeskError ``pack_without_figures`` for a pack without figures of their own,
    NotFoundError ``pack_missing``.
    """
    pack = archive.get_pack(database, pack_id)
    told = {figure.value_key: figure for part in pack.sections for figure in reversed(part.figures)}
    figures = {
        figure.value_key: told[figure.value_key]
        for part in pack.sections
        for figure in part.figures
    }
    if not figures:
        raise RccdeskError("pack_without_figures", title=pack.title)
    groups = _grouped(figures)
    changes: dict[str, FigureChange] = {}
    for number, keys in enumerate(groups):
        progress(number, len(groups))
        now = _find(database, keys)
        changed = {key for key in keys if _differs(figures[key], now.get(key))}
        unsure = {key for key in keys if key in now and figures[key].value is None}
        asks = bool(changed or unsure)
        state = _state_then(database, pack, read_key(keys[0]).measure) if asks else None
        then = _find(database, keys, state) if state is not None else {}
        changed |= {
            key
            for key in unsure
            if key in then and _tells(figures[key], then[key]) and _moved(then[key], now[key])
        }
        for key in changed:
            figure = figures[key]
            cause = _cause(pack, figure, now.get(key), then.get(key))
            changes[key] = FigureChange(
                name=figure.name,
                then=figure.words,
                now=figure_words(*now[key]) if key in now else text("packs.compare.none"),
                why=text(f"packs.compare.{cause}"),
                cause=cause,
                value_key=key,
            )
    progress(len(groups), len(groups))
    return tuple(changes[key] for key in figures if key in changes)


def _grouped(keys: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """Return keys of one table together: one measure, one pathway, the same fields."""
    groups: dict[object, list[str]] = defaultdict(list)
    for key in keys:
        parts = read_key(key)
        names = frozenset(parts.fields)
        # Rows of several pathways are a table of pathways where nothing else tells them apart.
        kept = names - {*_PERIODS, "svf"}
        groups[(parts.measure, names, parts.fields.get("svf") if kept else None)].append(key)
    return tuple(map(tuple, groups.values()))


def _find(database: Database, keys: Sequence[str], state: int | None = None) -> Mapping[str, Found]:
    """Return the figures at keys of one group; of a state just after a batch, or as known now."""
    wanted = {_identity(read_key(key)): key for key in keys}
    found: dict[str, Found] = {}
    try:
        query = _query([read_key(key) for key in keys])
        query = dataclasses.replace(query, snapshot=state)
        table = (
            lead_times.get_lead_times(database, query)
            if isinstance(query, LeadTimeQuery)
            else indicators.get_indicator(database, query)
        )
    except (ValueError, RccdeskError):
        table = None
    if table is not None:
        for row in (*table.rows, *((table.whole,) if table.whole is not None else ())):
            key = wanted.get(_identity(read_key(row.value_key)))
            if key is not None:
                found.setdefault(key, (row, table))
    if state is None:
        for key in keys:
            if key not in found:
                try:
                    alone = figure_keys.find_figure(database, key)
                except RccdeskError:
                    continue
                found[key] = (alone.row, alone.table)
    return found


def _identity(key: ValueKey) -> object:
    return key.measure, frozenset(key.fields.items()), key.is_total


def _query(keys: Sequence[ValueKey]) -> Query:
    """Return what a table of the keys is asked for; what all have in common is its selection."""
    codes: dict[str, dict[str, None]] = defaultdict(dict)
    for key in keys:
        for name, code in key.fields.items():
            codes[name][code] = None
    measure = keys[0].measure
    by = tuple(name for name, values in codes.items() if len(values) > 1)
    common = {name: next(iter(values)) for name, values in codes.items() if name not in by}
    if not is_goal_key(measure):
        return IndicatorQuery(
            measure,
            by=tuple(name for name in indicators.BY_FIELDS if name in codes and name != "period")
            + (("period",) if "period" in by else ()),
            period=common.get("period"),
        )
    start = common.pop("start_period", None)
    if start is not None:
        by = (*by, "start_period")
    spans = [parse_period(code) for name in _PERIODS if name in by for code in codes[name]]
    period = start or common.get("period")
    if spans:
        first, last = min(spans, key=lambda span: span.first), max(spans, key=lambda s: s.last)
        period = first.key if first == last else f"{first.key}:{last.key}"
    return LeadTimeQuery(
        goal=measure,
        svf=_chosen(common, "svf"),
        region=_chosen(common, "region"),
        by=by,
        grain=_grain(spans),
        period=period,
        where=tuple(
            (name, _chosen(common, name))
            for name in lead_times.BY_FIELDS
            if name in common and name not in ("svf", "region", *_PERIODS)
        ),
    )


def _chosen(codes: Mapping[str, str], name: str) -> tuple[str, ...]:
    return tuple(codes[name].split("+")) if name in codes else ()


def _grain(spans: Sequence[Period]) -> Grain:
    months = {span.months for span in spans}
    if len(months) != 1:
        return Grain.QUARTER
    length = months.pop()
    return next((g for g, each in MONTHS_PER_GRAIN.items() if each == length), Grain.QUARTER)


def _state_then(database: Database, pack: Pack, measure: str) -> int | None:
    """Return the newest extract of the pack that the measure can still be asked for as of."""
    listed = (
        snapshots.list_goal_snapshots(database, measure)
        if is_goal_key(measure)
        else snapshots.list_indicator_snapshots(database, measure)
    )
    return next((each.batch_id for each in listed if each.batch_id in pack.snapshot_ids), None)


def _differs(figure: PackFigure, found: Found | None) -> bool:
    """Tell whether a figure that was shown is another now, by the numbers that the pack has."""
    if figure.value is None:
        return False
    if found is None:
        return True
    numbers = [(getattr(figure, name), getattr(found[0], name)) for name in _NUMBERS]
    return not all(told is None or _is_same(told, now) for told, now in numbers)


def _tells(figure: PackFigure, found: Found) -> bool:
    """Tell whether the words of a figure without numbers say what stands at its key."""
    row, table = found
    return row.value is not None and figure_words(row, table).split(" (")[0] in figure.words


def _moved(then: Found, now: Found) -> bool:
    return any(not _is_same(getattr(then[0], name), getattr(now[0], name)) for name in _NUMBERS)


def _is_same(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-12)


def _cause(pack: Pack, figure: PackFigure, now: Found | None, then: Found | None) -> Cause:
    """Return why a figure differs; ``then`` is it by the rules of today on the data of the pack."""
    if now is None:
        return Cause.GONE
    row, table = now
    if row.value is None:
        is_rule = then is not None and then[0].hidden is not None
        return Cause.SMALL_NUMBERS if is_rule else Cause.HIDDEN
    later = _is_later(table.extract_date, pack.data_until)
    data = Cause.NEW_DATA if later else Cause.CORRECTED
    if then is None or not is_goal_key(table.measure) or not _differs(figure, then):
        return data
    if _is_same(then[0].value, row.value) and _is_same(then[0].denominator, row.denominator):
        return Cause.LIMIT
    return Cause.NEW_DATA_AND_LIMIT if later else data


def _is_later(day: dt.date | None, data_until: str) -> bool:
    return day is not None and bool(data_until) and day.isoformat() > data_until
