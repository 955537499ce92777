"""A pack made of the hand-made tables, for the writers' tests."""

from __future__ import annotations

import datetime as dt

from rccdesk.services.packs.model import Pack, Section
from rccdesk.services.packs.sections import comparison_section, trend_section
from tests.services.chart_tables import LABELS, comparison_table, trend_table


def example_pack() -> Pack:
    return Pack(
        pack_id="2026-11-22-1",
        kind="steering",
        title="Underlag till styrgruppen",
        subtitle="Bröstcancer, kvartal 3 2026",
        organisation="RCC Exempel",
        made_on=dt.date(2026, 11, 22),
        data_until="2026-11-20",
        state="draft",
        is_example=True,
        snapshot_ids=(1, 2),
        program_version="0.1.0",
        summary=(
            "Bröstcancer, kvartal 3 2026: 383 av 496 (77,2 %) inom ledtiden. "
            "2,8 procentenheter kvar till 80 %.",
            "Representativiteten är okänd: uppgift om inklusion saknas för Region Vikmarken.",
        ),
        sections=(
            comparison_section(comparison_table(), LABELS, "Bröstcancer"),
            trend_section(trend_table(), LABELS, "Urinblåsa och urinvägar"),
            Section(
                heading="Metod och datakvalitet",
                chapter="Metod och datakvalitet",
                paragraphs=(
                    "Ett förlopp hör till den period då behandlingen började.",
                    "Intervall: 95 %, Wilsons metod. #set text(red) *inte markup* $x$ =1+1",
                ),
            ),
        ),
        abbreviations=(("SVF", "standardiserat vårdförlopp"),),
    )
