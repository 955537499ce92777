"""The reports beside the steering pack: each assembles a pack from the services of the areas."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from rccdesk.services.packs.gathering import choose_period
from rccdesk.services.packs.reports.indicator_sheet import (
    INDICATOR_SHEET,
    asked_period,
    assemble_indicator_sheet,
)
from rccdesk.services.packs.reports.processes import name_process
from rccdesk.services.packs.reports.quarterly import QUARTERLY, assemble_quarterly
from rccdesk.services.packs.reports.svf_report import (
    SVF_REPORT,
    assemble_svf_report,
    choose_half,
)
from rccdesk.services.packs.reports.year_text import YEAR_TEXT, assemble_year_text
from rccdesk.services.packs.reports.yearly_outputs import YEARLY, assemble_yearly
from rccdesk.services.packs.reports.years import year_of

if TYPE_CHECKING:
    from rccdesk.services.charts.labels import Labels
    from rccdesk.services.database import Database
    from rccdesk.services.packs.model import Pack
    from rccdesk.services.packs.request import PackRequest
    from rccdesk.services.progress import Progress

    Assembler = Callable[[Database, Labels, PackRequest, Progress], Pack]

__all__ = [
    "ASSEMBLERS",
    "INDICATOR_SHEET",
    "QUARTERLY",
    "SVF_REPORT",
    "YEARLY",
    "YEAR_TEXT",
    "assemble_indicator_sheet",
    "assemble_quarterly",
    "assemble_svf_report",
    "assemble_year_text",
    "assemble_yearly",
    "name_process",
    "report_period",
]

ASSEMBLERS: Mapping[str, Assembler] = {
    QUARTERLY: assemble_quarterly,
    INDICATOR_SHEET: assemble_indicator_sheet,
    YEAR_TEXT: assemble_year_text,
    SVF_REPORT: assemble_svf_report,
    YEARLY: assemble_yearly,
}
_OF_A_YEAR = (YEAR_TEXT, YEARLY)


def report_period(database: Database, request: PackRequest) -> str:
    """Return the spelling of the period that a report is kept under; "" where it has none."""
    if request.kind in _OF_A_YEAR:
        return year_of(request.period).key
    if request.kind == INDICATOR_SHEET:
        period = asked_period(database, request)
    elif request.kind == SVF_REPORT:
        period = choose_half(database, request)
    else:
        period = choose_period(database, request.period, request.region)
    return period.key if period else ""
