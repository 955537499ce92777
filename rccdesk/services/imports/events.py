"""From the coded columns of an event list to `EventColumns`."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from rccdesk.services.imports.case_columns import CaseReader, EventRows, mix
from rccdesk.services.imports.codes import read_variant
from rccdesk.services.imports.layouts import Recognition
from rccdesk.services.imports.reading import CodedTable
from rccdesk.services.imports.vocabulary import Vocabulary
from rccdesk.services.pathways.events import EventColumns

_KEY = ("pathway", "kva", "date")


def read_events(
    table: CodedTable, found: Recognition, vocabulary: Vocabulary, *, duplicates: str = "skip"
) -> EventRows:
    """Return the events of a table; problems carry the cells of what was left out or doubted."""
    reader = CaseReader(table, found, vocabulary)
    pathway = reader.pathways()
    date = reader.dates("event_date", is_required=True)
    kva, kva_codes = reader.texts("kva_code", vocabulary.kva, is_required=True)
    unit, units = reader.texts("unit", vocabulary.care_unit)
    region, regions = reader.texts("region", vocabulary.region)
    home_region, home_regions = reader.texts("home_region", vocabulary.region)
    columns: dict[str, NDArray[Any]] = {
        "pathway": pathway,
        "kva": kva,
        "date": date,
        "unit": unit,
        "region": region,
        "home_region": home_region,
        "sex": reader.sexes(),
        "age_group": reader.ages(),
        "recurrence": reader.flags("recurrence"),
        "variant": reader.small("variant", read_variant),
        "row": reader.rows,
    }
    if reader.bad.any():
        keep = ~reader.bad
        columns = {name: column[keep] for name, column in columns.items()}
    of_code_and_day = columns["kva"].astype(np.uint64) << np.uint64(32)
    of_code_and_day += columns["date"].astype(np.uint32)
    mixed = mix(columns["pathway"], of_code_and_day)
    del of_code_and_day
    kept, disputed = reader.collapse_duplicates(columns, mixed, _KEY, duplicates)
    events = EventColumns(
        **columns,
        kva_codes=kva_codes,
        units=units,
        regions=regions,
        home_regions=home_regions,
    )
    chosen = events if kept is None else events.take(kept)
    return EventRows(
        chosen,
        events.take(disputed),
        tuple(reader.problems),
        len(reader.rows),
        reader.columns,
        len(chosen),
    )
