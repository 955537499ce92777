"""All pathways over the last quarters as one map: where to look, before what each of them says."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import TYPE_CHECKING

from rccdesk.enums import Grain
from rccdesk.periods import period_of
from rccdesk.services import lead_times
from rccdesk.services.charts.heatmap import build_heatmap
from rccdesk.services.packs.model import Section
from rccdesk.services.packs.pack_figures import figures_of
from rccdesk.services.packs.together import hide_groups
from rccdesk.texts import text

if TYPE_CHECKING:
    from rccdesk.periods import Period
    from rccdesk.services.charts.labels import Labels
    from rccdesk.services.database import Database
    from rccdesk.services.lead_times import LeadTimeQuery
    from rccdesk.services.packs.together import Group
    from rccdesk.services.publishing import PublishableTable

_QUARTERS = 8


def heat_section(
    database: Database,
    labels: Labels,
    base: LeadTimeQuery,
    period: Period | None,
    hidden: frozenset[Group] = frozenset(),
) -> tuple[Section, PublishableTable] | None:
    """Return the pathways by quarter up to the pack's period; None where none has a figure."""
    if period is None:
        return None
    last = first = period_of(period.last, Grain.QUARTER)
    for _each in range(_QUARTERS - 1):
        first = period_of(first.first - dt.timedelta(days=1), Grain.QUARTER)
    asked = dataclasses.replace(
        base, by=("svf", "period"), grain=Grain.QUARTER, period=f"{first.key}:{last.key}"
    )
    table = hide_groups(lead_times.get_lead_times(database, asked), hidden)
    if not any(row.value is not None for row in table.rows):
        return None
    chart = build_heatmap(table, labels, row_field="svf")
    words = " ".join(line for line in (chart.finding, *chart.explanation) if line)
    section = Section(
        chapter=text("packs.chapter.lead_times"),
        heading=text("packs.section.heat"),
        paragraphs=(words,) if words else (),
        charts=(chart,),
        tables=(chart.table,),
        figures=figures_of(table, labels, table.rows),
        notes=chart.foot,
    )
    return section, table
