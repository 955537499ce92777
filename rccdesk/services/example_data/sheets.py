"""The invented sheets of the example: their columns, as an import of them would keep them."""

from __future__ import annotations

import datetime as dt
import hashlib
import json

import numpy as np

from rccdesk.enums import BatchState, Profile
from rccdesk.models import ImportBatch
from rccdesk.services.example_data import plan
from rccdesk.services.imports.columns import column_letter
from rccdesk.services.pathways.events import EventColumns

EVENTS = (
    ("pathway_id", "Förlopps-id"),
    ("kva_code", "KVÅ-kod"),
    ("event_date", "Datum"),
    ("unit", "Enhet"),
    ("region", "Region"),
    ("home_region", "Hemregion"),
    ("sex", "Kön"),
    ("age_group", "Åldersgrupp"),
    ("recurrence", "Återfall"),
)
EXPECTED = (
    ("svf", "SVF"),
    ("region", "Region"),
    ("period", "År"),
    ("expected", "Väntat antal"),
)
FIGURES = (
    ("period", "Kvartal"),
    ("unit", "Region"),
    ("numerator", "Täljare"),
    ("denominator", "Nämnare"),
)
_IMPORTED_AT = {  # invented, so that two example stores are alike
    plan.EARLIER_EXTRACT_DATE: dt.datetime(2026, 8, 24, 9, 12, tzinfo=dt.UTC),
    plan.EARLIER_FIGURES_DATE: dt.datetime(2026, 10, 21, 8, 30, tzinfo=dt.UTC),
    plan.EXTRACT_DATE: dt.datetime(2026, 11, 20, 10, 42, tzinfo=dt.UTC),
}


def imported_at(day: dt.date) -> dt.datetime:
    """Return the invented time of the import of an extract of ``day``."""
    return _IMPORTED_AT[day]


def place_of(fields: tuple[tuple[str, str], ...], field: str) -> int:
    """Return the column of a field, from 0."""
    return [name for name, _ in fields].index(field)


def divisions(group: str, sex: str) -> tuple[tuple[str, str], ...]:
    """Return the further columns of a sheet whose rows have these codes."""
    columns = (("group", "Grupp", group), ("sex", "Kön", sex))
    return tuple((field, header) for field, header, code in columns if code)


def make_batch(
    profile: Profile,
    dataset: str,
    file_name: str,
    sheet: str,
    day: dt.date,
    fields: tuple[tuple[str, str], ...],
) -> ImportBatch:
    """Return the batch of an invented sheet that was read by the headers of its first row."""
    columns = {
        field: {"column": column_letter(index), "header": header}
        for index, (field, header) in enumerate(fields)
    }
    mapping = {"fields": columns, "wide": None, "duplicates": "skip", "fixes": {}, "unit_names": {}}
    return ImportBatch(
        imported_at=_IMPORTED_AT[day],
        profile=profile,
        dataset=dataset,
        file_name=file_name,
        file_sha256=hashlib.sha256(file_name.encode()).hexdigest(),
        sheet=sheet,
        header_row=1,
        mapping=json.dumps(mapping, ensure_ascii=False, sort_keys=True),
        extract_date=day,
        state=BatchState.ACTIVE,
    )


def keep_missing(batch: ImportBatch, events: EventColumns) -> None:
    """Keep how many cells of each column lack a value, which the next extract is compared with."""
    missing = {
        "home_region": int(np.count_nonzero(events.home_region < 0)),
        "sex": int(np.count_nonzero(events.sex < 0)),
        "age_group": int(np.count_nonzero(events.age_group < 0)),
    }
    stored = {
        field: [column_letter(index), header, missing.get(field, 0), int(events.date.size)]
        for index, (field, header) in enumerate(EVENTS)
        if field != "pathway_id"
    }
    batch.mapping = json.dumps(
        json.loads(batch.mapping) | {"missing": stored}, ensure_ascii=False, sort_keys=True
    )
