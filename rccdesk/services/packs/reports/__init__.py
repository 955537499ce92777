"""The reports beside the steering pack: each assembles a pack from the services of the areas."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from rccdesk.services.packs.gathering import choose_period
from rccdesk.services.packs.reports.indicator_sheet import (
    INDICATOR_SHEET,
    assemble_indicator_sheet,
)
from rccdesk.services.packs.reports.quarterly import QUARTERLY, assemble_quarterly

if TYPE_CHECKING:
    from rccdesk.services.charts.labels import Labels
    from rccdesk.services.database import Database
    from rccdesk.services.packs.content import PackRequest
    from rccdesk.services.packs.model import Pack
    from rccdesk.services.progress import Progress

    Assembler = Callable[[Database, Labels, PackRequest, Progress], Pack]

__all__ = [
    "ASSEMBLERS",
    "INDICATOR_SHEET",
    "QUARTERLY",
    "assemble_indicator_sheet",
    "assemble_quarterly",
    "report_period",
]

ASSEMBLERS: Mapping[str, Assembler] = {
    QUARTERLY: assemble_quarterly,
    INDICATOR_SHEET: assemble_indicator_sheet,
}


def report_period(database: Database, request: PackRequest) -> str:
    """Return the spelling of the period that a report is kept under; "" where it has none."""
    if request.period or request.kind != QUARTERLY:
        return request.period or ""
    period = choose_period(database, None)
    return period.key if period else ""
