"""The period that something written is kept under: the same months whatever extract comes later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rccdesk.periods import ROLLING
from rccdesk.services import lead_times, organisation

if TYPE_CHECKING:
    from rccdesk.services.database import Database


def kept_period(database: Database, period: str, area: str) -> str:
    """Return the rolling year of an area spelt by its months; any other period as it is.

    ``area`` is a region, an RCC or "" for the whole. The year is that of the extracts as they are
    now; where none tells it, the period is returned as it is.
    """
    if period != ROLLING:
        return period
    rccs = {rcc.key: rcc.region_codes for rcc in organisation.list_rccs(database)}
    regions = rccs.get(area, (area,)) if area else ()
    year = lead_times.find_period(database, ROLLING, regions)
    return period if year is None else year.key
