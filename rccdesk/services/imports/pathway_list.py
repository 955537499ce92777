"""From the coded columns of a pathway list to `EventColumns`: one event per date of a row.

Which suffix a start of treatment has follows from its treatment by the store's table of suffixes.
What has no KVÅ code, and a start whose treatment is unknown, becomes an event of its own name.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rccdesk.enums import Treatment
from rccdesk.services.imports.case_columns import CaseReader, EventRows, mix
from rccdesk.services.imports.codes import read_variant
from rccdesk.services.imports.fields import PATHWAY_DATES
from rccdesk.services.imports.layouts import Recognition
from rccdesk.services.imports.reading import CodedTable
from rccdesk.services.imports.values import clean_text, fold
from rccdesk.services.imports.vocabulary import Vocabulary
from rccdesk.services.imports.written_dates import NO_DATE
from rccdesk.services.pathways.derive import listed_code
from rccdesk.services.pathways.events import EventColumns

_KEY = ("pathway", "svf")
_ORDER = (  # the later of two dates that a goal counts between, and the earlier
    ("recommendation_date", "suspicion_date"),
    ("decision_date", "suspicion_date"),
    ("treatment_start_date", "decision_date"),
)
_UNKNOWN = frozenset((Treatment.UNKNOWN, "okänd", "okänt", "uppgift saknas"))
_TREATMENT_WORDS = {
    Treatment.SURGERY: "kirurgi|operation|kirurgisk behandling|opererad",
    Treatment.DRUG: "läkemedel|läkemedelsbehandling|cytostatika|onkologisk behandling|medicinsk",
    Treatment.RADIATION: "strålning|strålbehandling|radioterapi|strål|radiotherapy",
    Treatment.PALLIATIVE: "palliativ|palliativ behandling|palliation|palliativ vård",
    Treatment.OTHER: "annan|annan behandling|övrig|övrigt|annat",
    Treatment.ACTIVE_MONITORING: "expektans|exspektans|aktiv monitorering|aktiv övervakning|"
    "active monitoring|beslut om expektans",
}
_TREATMENTS = {
    fold(word): treatment
    for treatment, words in _TREATMENT_WORDS.items()
    for word in (treatment, *words.split("|"))
}


def read_pathways(
    table: CodedTable, found: Recognition, vocabulary: Vocabulary, *, duplicates: str = "skip"
) -> EventRows:
    """Return the events of a pathway list; problems carry the cells of what is left out."""
    reader = CaseReader(table, found, vocabulary)
    pathway = reader.pathways()
    svf, svfs = reader.texts("svf", lambda v: vocabulary.svf.get(fold(v)), is_required=True)
    dates = {name: reader.dates(name) for name in PATHWAY_DATES}
    is_undated = np.all([day == NO_DATE for day in dates.values()], axis=0)
    reader.fault("row_without_dates", "pathway_id", np.asarray(is_undated))
    unit, units = reader.texts("unit", vocabulary.care_unit)
    region, regions = reader.texts("region", vocabulary.region)
    home_region, home_regions = reader.texts("home_region", vocabulary.region)
    columns: dict[str, NDArray[Any]] = {
        "pathway": pathway,
        "svf": svf,
        **dates,
        "treatment": reader.small("treatment", suffix_of_treatment(vocabulary)),
        "closing": reader.small("closing_code", closing_of(vocabulary)),
        "unit": unit,
        "region": region,
        "home_region": home_region,
        "sex": reader.sexes(),
        "age_group": reader.ages(),
        "recurrence": reader.flags("recurrence"),
        "variant": reader.small("variant", read_variant),
        "in_svf": reader.flags("in_svf"),
        "recommended": reader.flags("treatment_recommended"),
        "row": reader.rows,
    }
    _note_doubts(reader, columns)
    if reader.bad.any():
        columns = {name: column[~reader.bad] for name, column in columns.items()}
    mixed = mix(columns["pathway"], columns["svf"].astype(np.uint64) + np.uint64(1))
    kept, disputed = reader.collapse_duplicates(columns, mixed, _KEY, duplicates)
    texts: dict[str, Any] = {"units": units, "regions": regions, "home_regions": home_regions}
    chosen = columns if kept is None else {name: each[kept] for name, each in columns.items()}
    contradicting = {name: each[disputed] for name, each in columns.items()}
    ends = [name for name in ("treatment_start_date", "closing_date") if name in reader.columns]
    return EventRows(
        _as_events(chosen, svfs, texts),
        _as_events(contradicting, svfs, texts),
        tuple(reader.problems),
        len(reader.rows),
        reader.columns,
        len(chosen["row"]),
        end_field=(*ends, "pathway_id")[0],
        is_list=True,
    )


def suffix_of_treatment(vocabulary: Vocabulary) -> Callable[[object], int | None]:
    """Return what reads a treatment as the suffix of its start; -1 where it is not known."""

    def read(value: object) -> int | None:
        word = fold(value)
        if word in _UNKNOWN:
            return -1
        suffix = vocabulary.starts.get(_TREATMENTS.get(word, word))
        code = clean_text(value)[-2:]
        if suffix is None and vocabulary.is_suffix(value) and code in vocabulary.starts.values():
            suffix = code
        return None if suffix is None else int(suffix)

    return read


def closing_of(vocabulary: Vocabulary) -> Callable[[object], int | None]:
    """Return what reads a closing code as its suffix."""

    def read(value: object) -> int | None:
        code = clean_text(value)[-2:]
        return int(code) if vocabulary.is_suffix(value) and code in vocabulary.closings else None

    return read


def _note_doubts(reader: CaseReader, columns: dict[str, NDArray[Any]]) -> None:
    """Note what stays in but will not be counted: half a closing, dates in the wrong order."""
    has_code, has_date = columns["closing"] >= 0, columns["closing_date"] != NO_DATE
    half = (has_code != has_date) & (columns["treatment_start_date"] == NO_DATE)
    for name in ("closing_code", "closing_date"):
        if name in reader.columns:
            reader.doubt("missing_value", name, half, sentence="closing_incomplete")
            break
    for later, earlier in _ORDER:
        if later in reader.columns:
            day, before = columns[later], columns[earlier]
            where = (day != NO_DATE) & (day < before)
            reader.doubt("end_before_start", later, where, sentence="date_before")


def _as_events(
    columns: dict[str, NDArray[Any]], svfs: tuple[str, ...], texts: dict[str, Any]
) -> EventColumns:
    """Return the events of rows, first all suspicions, then all recommendations and so on."""
    svf, treatment, closing = columns["svf"], columns["treatment"], columns["closing"]
    has_suffix = treatment >= 0
    starts = columns["treatment_start_date"]
    is_closed = columns["closing_date"] if (closing >= 0).any() else None
    kinds: list[tuple[NDArray[np.int32], NDArray[np.bool_] | None, Callable[[str], str]]] = [
        (columns["suspicion_date"], None, lambda prefix: f"{prefix}10"),
        (columns["recommendation_date"], None, _named("treatment_recommendation")),
        (columns["decision_date"], None, _named("treatment_decision")),
        (starts, ~has_suffix, _named("treatment_start")),
    ]
    for suffix in _occurring(treatment[has_suffix]):
        kinds.append((starts, treatment == suffix, _coded(suffix)))
    if is_closed is not None:
        for suffix in _occurring(closing[closing >= 0]):
            kinds.append((is_closed, closing == suffix, _coded(suffix)))
    positions: list[NDArray[np.int64]] = []
    dates, codes = [], []
    words: dict[str, int] = {}
    for date, chosen, name in kinds:
        has_date = date != NO_DATE
        where = np.flatnonzero(has_date if chosen is None else has_date & chosen)
        if not len(where):
            continue
        of_svf = svf[where]
        table = np.full(len(svfs), -1, np.int16)
        for number in _occurring(of_svf):
            table[number] = words.setdefault(name(svfs[number]), len(words))
        positions.append(where)
        dates.append(date[where])
        codes.append(table[of_svf])
    index = np.concatenate(positions) if positions else np.empty(0, np.int64)
    taken: dict[str, Any] = {
        name: columns[name][index]
        for name in (
            *("pathway", "unit", "region", "home_region", "sex", "age_group", "recurrence"),
            *("variant", "row", "in_svf", "recommended", "treatment"),
        )
    }
    return EventColumns(
        **taken,
        **texts,
        kva_codes=tuple(words),
        kva=np.concatenate(codes) if codes else np.empty(0, np.int16),
        date=np.concatenate(dates) if dates else np.empty(0, np.int32),
    )


def _occurring(codes: NDArray[Any]) -> list[int]:
    """Return the codes that occur, in order; none of them is negative."""
    found: list[int] = np.flatnonzero(np.bincount(codes)).tolist()
    return found


def _named(event: str) -> Callable[[str], str]:
    return lambda prefix: listed_code(prefix, event)


def _coded(suffix: int) -> Callable[[str], str]:
    return lambda prefix: f"{prefix}{suffix:02d}"
