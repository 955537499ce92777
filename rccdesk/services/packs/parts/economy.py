"""The money: what goals say of their budget, funding that ends, what the agreement follows."""

from __future__ import annotations

from rccdesk.services import initiatives, plans
from rccdesk.services.agreement import figures as agreement
from rccdesk.services.agreement.charts import build_inclusion
from rccdesk.services.packs.model import Section
from rccdesk.services.packs.pack_figures import figures_of
from rccdesk.services.packs.parts.asking import Material, day_words, make_table
from rccdesk.texts import text

_AHEAD_DAYS = 365


def make_economy(material: Material) -> tuple[Section, ...]:
    """Return the budget lines of the plan, the funding that ends within a year, the agreement."""
    return (*_budgets(material), *_funding(material), *_agreement(material))


def _budgets(material: Material) -> tuple[Section, ...]:
    plan = plans.main_plan(material.database)
    rows = [
        (item.name, item.budget, item.responsible)
        for item in (plans.list_items(material.database, plan.uuid) if plan else ())
        if item.budget and item.state not in plans.CLOSED
    ]
    if not rows:
        return ()
    table = make_table(("goal", "budget", "owner"), rows)
    return (Section(heading=text("packs.steering.budgets"), tables=(table,)),)


def _funding(material: Material) -> tuple[Section, ...]:
    found = initiatives.list_funding_ending(material.database, material.today, days=_AHEAD_DAYS)
    if not found:
        return ()
    rows = (
        (each.row.title, each.row.funding, day_words(each.row.funding_ends_on), each.words)
        for each in found
    )
    table = make_table(("initiative", "funding", "ends", "said"), rows)
    return (Section(heading=text("packs.steering.funding"), tables=(table,)),)


def _agreement(material: Material) -> tuple[Section, ...]:
    """Return the inclusion per half-year, which the agreement follows for all pathways together."""
    found = agreement.get_inclusion(material.database)
    if not any(row.value is not None for row in found.table.rows):
        return ()
    chart = build_inclusion(found, material.labels)
    shown = found.shown
    rows = [row for row in found.table.rows if shown and row.get("period") == shown.key]
    return (
        Section(
            heading=text("packs.steering.agreement"),
            paragraphs=(chart.finding,),
            charts=(chart,),
            tables=(chart.table,),
            figures=figures_of(found.table, material.labels, rows),
            notes=chart.foot,
        ),
    )
