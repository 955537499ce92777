"""The names of codes in the open store, for charts, reports and pages."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sqlalchemy import select

from rccdesk.enums import BatchState
from rccdesk.models import ImportBatch
from rccdesk.services import organisation, store_settings
from rccdesk.services.charts.labels import Labels
from rccdesk.services.pathways import catalogue
from rccdesk.services.remembering import remembered

if TYPE_CHECKING:
    from rccdesk.services.database import Database


@remembered
def get_labels(database: Database, *, measure: str = "", population: str = "") -> Labels:
    """Return the names of pathways, regions, RCCs and units; ``measure`` names an indicator."""
    regions = organisation.list_regions(database)
    region_names = {region.code: region.full_name for region in regions}
    unit_names = _names_in_extracts(database)
    unit_names |= {unit.code: unit.name for unit in organisation.list_units(database)}
    return Labels(
        names={
            "svf": {svf.kva_prefix: svf.name for svf in catalogue.list_svf(database)},
            "region": region_names,
            "health_care_region": {
                rcc.key: rcc.health_care_region for rcc in organisation.list_rccs(database)
            },
            "unit": {**region_names, **unit_names},
        },
        measure=measure,
        population=population,
        region_total=len(regions),
        interval_method=store_settings.get_interval_method(database).value,
    )


def _names_in_extracts(database: Database) -> dict[str, str]:
    """Return unit code -> name as the newest extract that names its units beside the codes."""
    query = (
        select(ImportBatch.mapping)
        .where(ImportBatch.state == BatchState.ACTIVE, ImportBatch.mapping.contains("unit_names"))
        .order_by(ImportBatch.batch_id)
    )
    names: dict[str, str] = {}
    with database.read() as session:
        for mapping in session.scalars(query):
            names |= json.loads(mapping).get("unit_names", {})
    return names


def area_name(labels: Labels, area: str) -> str:
    """Return the name of an area: a region or a health care region; empty for the whole."""
    for field in ("region", "health_care_region"):
        if area in labels.names[field]:
            return labels.names[field][area]
    return area
