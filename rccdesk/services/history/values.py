"""Fields and their values in words."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from typing import Any

from rccdesk import formats
from rccdesk.services.history import meeting_values, mission_values
from rccdesk.services.history.value_words import referring, thing_words
from rccdesk.services.naming.known import spell_period
from rccdesk.services.naming.lookup import (
    Lookup,
    event_words,
    level_words,
    treatment_words,
    variant_words,
)
from rccdesk.services.plans.summing_up import upper_first
from rccdesk.texts import has_text, text

BOOKKEEPING = frozenset({"uuid", "revision", "owner"})
"""Fields of every table that say nothing to a reader."""


def table_words(table: str) -> str:
    """Return what a row of ``table`` is called, as in "Ledtidsgräns"."""
    key = f"fields.{table}._one"
    return text(key) if has_text(key) else text("fields.unknown")


def field_words(table: str, field: str) -> str:
    """Return what a field is called, as in "Kalenderdagar"."""
    for area in (table, "every"):
        if has_text(f"fields.{area}.{field}"):
            return text(f"fields.{area}.{field}")
    return text("fields.unknown")


def value_words(lookup: Lookup, table: str, row_uuid: str, field: str, value: object) -> str:
    """Return a value as it is shown: dates in ISO form, codes by their names, – for none."""
    if value is None or value == "":
        return formats.MISSING
    if field == "value" and table == "indicator_level":
        indicator = str(lookup.fields(table, row_uuid).get("indicator_uuid"))
        return level_words(lookup, value, indicator)
    thing = thing_words(lookup, table, row_uuid, field, value)
    if thing is not None:
        return thing
    special = _SPECIAL.get((table, field)) or _SPECIAL.get(("", field))
    return special(lookup, value) if special else plain_words(value)


def plain_words(value: object) -> str:
    """Return a value that needs no table to be understood."""
    if isinstance(value, bool):
        return text("fields.yes" if value else "fields.no")
    if isinstance(value, dt.datetime):
        return f"{value.replace(tzinfo=dt.UTC).astimezone():%Y-%m-%d %H:%M}"
    if isinstance(value, dt.date):
        return formats.iso_date(value)
    if isinstance(value, int | float):
        return formats.number(value, 0 if float(value).is_integer() else 2)
    if isinstance(value, dict | list | tuple):
        return text("fields.composite")
    return str(value)


def setting_parts(lookup: Lookup, key: str, stored: str | None) -> dict[str, tuple[str, str]]:
    """Return part -> (label, value) of a setting of the store, whose value is JSON."""
    if stored is None:
        return {}
    try:
        value = json.loads(stored)
    except ValueError:
        value = stored
    parts = value if isinstance(value, dict) else {"value": value}
    found = {}
    for part, each in parts.items():
        label = f"fields.part.{key}.{part}"
        words = text(label) if has_text(label) else text("fields.store_setting.value")
        found[str(part)] = (words, _setting_value(lookup, f"{key}.{part}", each))
    return found


def _setting_value(lookup: Lookup, part: str, value: Any) -> str:
    if value is None or value in ("", []):
        return formats.MISSING
    words = _SETTING_PARTS.get(part)
    return words(lookup, value) if words else plain_words(value)


def _coded(area: str) -> Callable[[Lookup, Any], str]:
    def words(_lookup: Lookup, value: Any) -> str:
        key = f"{area}.{value}"
        return text(key) if has_text(key) else str(value)

    return words


def _pack_kind(lookup: Lookup, value: Any) -> str:
    group = lookup.term("steering_body", "singular") if value == "steering" else ""
    return upper_first(group) or _coded("packs.kind")(lookup, value)


def _percent(_lookup: Lookup, value: Any) -> str:
    return formats.percent(value, 0 if round(value * 100, 6).is_integer() else 1)


def _stored(_lookup: Lookup, value: Any) -> str:
    return text("fields.stored_figures", count=len(str(value)))


def _selection(lookup: Lookup, value: Any) -> str:
    chosen = json.loads(value)
    area = str(chosen.get("region", ""))
    return (
        ", ".join(
            part
            for part in (
                lookup.pathways(str(chosen.get("svf", "")).replace(",", " ")),
                ", ".join(lookup.area(code) for code in area.split(",") if code),
                spell_period(chosen["period"]) if chosen.get("period") else "",
            )
            if part
        )
        or formats.MISSING
    )


def _batches(lookup: Lookup, value: Any) -> str:
    return ", ".join(lookup.batch(batch) for batch in json.loads(value)) or formats.MISSING


def _files(_lookup: Lookup, value: Any) -> str:
    paths = (str(file.get("path", "")).replace("\\", "/") for file in json.loads(value))
    return ", ".join(path.rsplit("/", 1)[-1] for path in paths) or formats.MISSING


def _profile_settings(_lookup: Lookup, value: Any) -> str:
    return text("fields.profile_settings", count=len(json.loads(value).get("mapping", {})))


_SPECIAL: dict[tuple[str, str], Callable[[Lookup, Any], str]] = {
    ("", "rcc_uuid"): lambda lookup, value: lookup.name("rcc", value),
    ("", "region_uuid"): lambda lookup, value: lookup.name("region", value),
    ("", "indicator_uuid"): lambda lookup, value: lookup.name("indicator", value),
    ("", "batch_id"): Lookup.batch,
    ("", "from_event"): lambda _lookup, value: event_words(value),
    ("", "to_event"): lambda _lookup, value: event_words(value),
    ("lead_time_limit", "treatment"): lambda _lookup, value: treatment_words(value),
    ("lead_time_limit", "variant"): lambda _lookup, value: variant_words(value),
    ("lead_time_limit", "kva_prefix"): Lookup.pathway,
    ("kva_suffix", "treatment"): lambda _lookup, value: treatment_words(value),
    ("kva_suffix", "kind"): _coded("fields.code.kind"),
    ("goal_model", "status"): _coded("fields.code.status"),
    ("goal_model", "population"): _coded("figures.population"),
    ("goal_model", "target"): _percent,
    ("goal_model", "attribution"): _coded("fields.code.attribution"),
    ("indicator", "unit_of_measure"): _coded("fields.code.unit_of_measure"),
    ("indicator", "direction"): _coded("figures.direction"),
    ("indicator", "kind"): _coded("fields.code.indicator_kind"),
    ("indicator", "coverage"): _percent,
    ("indicator_level", "svf"): Lookup.pathways,
    ("analysis", "svf"): Lookup.pathways,
    ("analysis", "area"): Lookup.area,
    ("analysis", "period"): lambda _lookup, value: spell_period(value),
    ("", "analysis_uuid"): lambda lookup, value: lookup.name("analysis", value),
    ("", "cause_uuid"): lambda lookup, value: lookup.name("cause_class", value),
    ("analysis_figure", "content"): _stored,
    ("improvement_area", "state"): _coded("fields.code.state"),
    ("improvement_area", "svf"): Lookup.pathways,
    ("improvement_area", "area"): Lookup.area,
    ("improvement_area", "period"): lambda _lookup, value: spell_period(value),
    ("chart_event", "kind"): _coded("fields.code.chart_event"),
    ("mapping_choice", "region"): Lookup.area,
    ("mapping_choice", "svf"): Lookup.pathways,
    ("mapping_cause", "region"): Lookup.area,
    ("mapping_cause", "svf"): Lookup.pathways,
    ("mapping_cause", "period"): lambda _lookup, value: spell_period(value),
    ("term", "key"): _coded("organisation.concept"),
    ("store_setting", "key"): _coded("fields.setting"),
    ("pack", "kind"): _pack_kind,
    ("pack", "state"): _coded("fields.code.state"),
    ("pack", "content"): _stored,
    ("pack", "selection"): _selection,
    ("pack", "snapshot_ids"): _batches,
    ("pack", "files"): _files,
    **referring(
        {table: {"meeting_uuid": "meeting"} for table in ("pack", "pack_outline", "figure_comment")}
    ),
    ("pack_outline", "kind"): _pack_kind,
    ("pack_outline", "parts"): _stored,
    ("document_template", "mapping"): _stored,
    ("import_profile", "layout"): _coded("imports.profile"),
    ("import_profile", "settings"): _profile_settings,
    ("import_profile", "header_signature"): lambda _lookup, value: ", ".join(json.loads(value)),
    ("value_alias", "field"): _coded("imports.field"),
    ("value_alias", "profile_key"): Lookup.import_profile,
    ("doubt_decision", "state"): _coded("fields.code.state"),
    ("doubt_decision", "values"): _stored,
    **mission_values.SPECIAL,
    **meeting_values.SPECIAL,
}
_SETTING_PARTS: dict[str, Callable[[Lookup, Any], str]] = {
    "profile.rcc": Lookup.rcc,
    "profile.region": Lookup.area,
    "profile.processes": Lookup.pathways,
    "profile.role": _coded("organisation.role"),
    "interval_method.value": _coded("organisation.interval_method"),
}
