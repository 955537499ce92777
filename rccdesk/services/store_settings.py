"""Settings that belong to the RCC and follow the store: small numbers, reporting lag, interval."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from rccdesk.enums import Topic
from rccdesk.errors import RccdeskError
from rccdesk.models import StoreSetting
from rccdesk.services.remembering import remembered

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from rccdesk.services.database import Database

FLOOR = 5  # under this nothing leaves the program, whatever is set
DEFAULT_REPORTING_LAG_DAYS = 30  # an assumption, shown as one
LONGEST_LEAD_TIME = 3650  # days; a longer limit would doubt nothing
_LONGEST_LAG_DAYS = 366
_HIGHEST_LIMIT = 1_000_000
_LIMITS = "small_number_limits"
_CELLS = "small_cells"
_LAG = "reporting_lag_days"
_INTERVAL = "interval_method"
_DOUBTS = "doubt_limits"


@dataclass(frozen=True, slots=True)
class SmallNumberLimits:
    """Figures with a smaller denominator are hidden: ``group`` any, ``month`` a single month.

    ``cells``: so are those with fewer than ``group`` cases within, or outside.
    """

    group: int = 5
    month: int = 10
    cells: bool = False


@dataclass(frozen=True, slots=True)
class DoubtLimits:
    """Limits of the rules that doubt data; both are assumptions, shown as such.

    A lead time over ``long_lead_time_days`` is doubted, and a column whose share of missing
    values has grown by at least ``missing_share_growth`` (0-1) since the last extract.
    """

    long_lead_time_days: int = 365
    missing_share_growth: float = 0.05


class IntervalMethod(StrEnum):
    """How the interval of a share is computed."""

    WILSON = "wilson"
    EXACT = "exact"


@remembered
def get_small_number_limits(database: Database) -> SmallNumberLimits:
    """Return the limits, never under the floor."""
    with database.read() as session:
        return read_small_number_limits(session)


def read_small_number_limits(session: Session) -> SmallNumberLimits:
    """Return the limits as `get_small_number_limits`, within a read or a write."""
    stored = _read(session, _LIMITS)
    kept = stored if isinstance(stored, dict) else {}
    usual = SmallNumberLimits()
    return SmallNumberLimits(
        group=_at_least_the_floor(kept.get("group"), usual.group),
        month=_at_least_the_floor(kept.get("month"), usual.month),
        cells=_read(session, _CELLS) is True,
    )


def _at_least_the_floor(stored: object, usual: int) -> int:
    """Return a stored limit; what another program wrote in the file lowers none."""
    if isinstance(stored, bool) or not isinstance(stored, int):
        return usual
    return min(max(FLOOR, stored), _HIGHEST_LIMIT)


def update_small_number_limits(database: Database, limits: SmallNumberLimits) -> None:
    """Save the two limits; RccdeskError ``small_number_floor`` for one under the floor."""
    if min(limits.group, limits.month) < FLOOR:
        raise RccdeskError("small_number_floor", floor=FLOOR)
    value = {"group": limits.group, "month": limits.month}
    _set(database, _LIMITS, value, "history.act.small_number_limits_updated")


def update_small_cells(database: Database, *, hides: bool) -> None:
    """Save whether figures with few cases within, or few outside, are hidden too."""
    _set(database, _CELLS, hides, "history.act.small_cells_updated")


@remembered
def get_reporting_lag_days(database: Database) -> int:
    """Return the days after a period's end until its figures are complete."""
    stored = _get(database, _LAG)
    is_days = isinstance(stored, int) and 0 <= stored <= _LONGEST_LAG_DAYS
    return int(stored) if is_days else DEFAULT_REPORTING_LAG_DAYS


def update_reporting_lag_days(database: Database, days: int) -> None:
    """Save the lag; RccdeskError ``reporting_lag_out_of_range`` unless 0 to 366 days."""
    if not 0 <= days <= _LONGEST_LAG_DAYS:
        raise RccdeskError("reporting_lag_out_of_range", longest=_LONGEST_LAG_DAYS)
    _set(database, _LAG, days, "history.act.reporting_lag_updated")


@remembered
def get_interval_method(database: Database) -> IntervalMethod:
    """Return how intervals of shares are computed."""
    stored = _get(database, _INTERVAL)
    known = {str(method) for method in IntervalMethod}
    return IntervalMethod(stored) if stored in known else IntervalMethod.WILSON


def update_interval_method(database: Database, method: IntervalMethod) -> None:
    """Save how intervals of shares are computed."""
    _set(database, _INTERVAL, str(method), "history.act.interval_method_updated")


@remembered
def get_doubt_limits(database: Database) -> DoubtLimits:
    """Return the limits of the rules that doubt data."""
    with database.read() as session:
        return read_doubt_limits(session)


def read_doubt_limits(session: Session) -> DoubtLimits:
    """Return the limits of the rules that doubt data, within a read or a write."""
    stored = _read(session, _DOUBTS)
    return DoubtLimits(**stored) if are_doubt_limits(stored) else DoubtLimits()


def are_doubt_limits(stored: object) -> bool:
    """Tell whether a stored value is limits as `update_doubt_limits` takes them."""
    if not isinstance(stored, dict) or stored.keys() - {f.name for f in fields(DoubtLimits)}:
        return False
    limits = asdict(DoubtLimits()) | stored
    days, growth = limits["long_lead_time_days"], limits["missing_share_growth"]
    is_days = isinstance(days, int) and 1 <= days <= LONGEST_LEAD_TIME
    return is_days and isinstance(growth, int | float) and 0 < growth <= 1


def update_doubt_limits(database: Database, limits: DoubtLimits) -> None:
    """Save the limits; they hold from the next import on.

    RccdeskError ``doubt_limits_out_of_range`` unless 1 to 3650 days and over 0 to 100 %.
    """
    if not are_doubt_limits(asdict(limits)):
        raise RccdeskError("doubt_limits_out_of_range", longest=LONGEST_LEAD_TIME)
    _set(database, _DOUBTS, asdict(limits), "history.act.doubt_limits_updated")


def _get(database: Database, key: str) -> Any:
    with database.read() as session:
        return _read(session, key)


def _read(session: Session, key: str) -> Any:
    stored = session.scalar(select(StoreSetting.value).where(StoreSetting.key == key))
    try:
        return None if stored is None else json.loads(stored)
    except ValueError:  # what another program wrote: the check of the file tells of it
        return None


def _set(database: Database, key: str, value: object, act: str) -> None:
    with database.write(Topic.SETTINGS, act=act) as session:
        found = session.scalar(select(StoreSetting).where(StoreSetting.key == key))
        if found is None:
            session.add(StoreSetting(key=key, value=json.dumps(value)))
        else:
            found.value = json.dumps(value)
