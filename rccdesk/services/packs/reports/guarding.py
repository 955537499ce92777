"""Pathways of some regions beside tables of all regions in one report.

A table of pathways over chosen regions hides by its own sums. Another part of the report has the
regions one by one: what is left of a sum when they are taken away may be a region that is hidden.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from rccdesk.services import lead_times
from rccdesk.services.charts.labels import AOS
from rccdesk.services.lead_times.summary import HIDDEN
from rccdesk.services.publishing import Hidden, hide_row
from rccdesk.services.store_settings import get_small_number_limits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rccdesk.services.database import Database
    from rccdesk.services.lead_times import LeadTimeQuery, Summary
    from rccdesk.services.publishing import PublishableRow


def guard_regions(database: Database, summary: Summary, base: LeadTimeQuery) -> Summary:
    """Return the pathways with those hidden whose sum over the regions of ``base`` tells one.

    A sum is shown where, as all regions are published, either none of its regions is hidden, or
    two or more with enough cases together; and the same of the regions outside it. Where a single
    pathway is hidden the sum of all is too.
    """
    if not base.region:
        return summary
    query = dataclasses.replace(base, region=(), by=("svf", "region"))
    cells = lead_times.get_lead_times(database, query).rows
    limit = get_small_number_limits(database).group
    told: dict[str | None, bool] = {}
    for row in summary.table.rows:
        of_svf = [cell for cell in cells if cell.get("svf") == row.get("svf")]
        inside = [cell for cell in of_svf if cell.get("region") in base.region]
        outside = [cell for cell in of_svf if cell.get("region") not in base.region]
        left = (row.denominator or 0) - sum(cell.denominator or 0 for cell in inside)
        hides = _hidden(inside)
        told[row.get("svf")] = hides == 1 or (hides > 1 and left < limit) or _hidden(outside) == 1
    rows = tuple(
        hide_row(row, Hidden.SECONDARY) if told[row.get("svf")] and not row.hidden else row
        for row in summary.table.rows
    )
    whole = summary.table.whole
    if whole is not None and _hidden([row for row in rows if row.get("svf") != AOS]) == 1:
        whole = hide_row(whole, Hidden.SECONDARY)
    by_svf = {row.get("svf"): row for row in rows}
    return dataclasses.replace(
        summary,
        table=dataclasses.replace(summary.table, rows=rows, whole=whole),
        rows=tuple(
            dataclasses.replace(row, row=by_svf[row.svf], reason=HIDDEN, doubts=())
            if row.row is not None and not row.row.hidden and by_svf[row.svf].hidden
            else row
            for row in summary.rows
        ),
    )


def _hidden(rows: Sequence[PublishableRow]) -> int:
    return sum(row.hidden is not None for row in rows)
