"""The mapping of long waits in the example: four diagnoses of one region, and a few causes."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from rccdesk.services import mapping75
from rccdesk.services.mapping75 import CauseCount, MappingQuery

if TYPE_CHECKING:
    from rccdesk.services.database import Database

REGION = "X2"
SVFS = ("VB2", "VC0", "VJ1", "VK1")
CHOSEN_FROM = dt.date(2025, 1, 1)
PERIODS = ("2025", "2026-Q3")
_SHARES = (0.35, 0.2, 0.15)  # of the long waits, by the first causes of the list


def add_mapping(database: Database) -> None:
    """Choose diagnoses for the own region and register causes for the first two of them.

    The counts are shares of what the extract has, so that they hold for any number of patients.
    """
    mapping75.set_choices(database, REGION, SVFS, CHOSEN_FROM, "EXEMPELDATA")
    causes = mapping75.list_causes(database)[: len(_SHARES)]
    for period in PERIODS:
        table = mapping75.get_mapping(database, MappingQuery((REGION,), SVFS[2:], period))
        for row in table.rows:
            counts = [
                CauseCount(cause.key, int(share * (row.over_75_percent_count or 0)))
                for cause, share in zip(causes, _SHARES, strict=False)
            ]
            if any(each.count for each in counts):
                mapping75.record_causes(database, REGION, row.svf, period, counts)
