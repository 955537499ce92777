"""How values of fields are said: by their codes, by the rows they name, or that they are kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from rccdesk.services.naming.known import code_words, thing_name
from rccdesk.services.naming.lookup import Lookup
from rccdesk.texts import text

Words = Callable[[Lookup, Any], str]
Said = dict[tuple[str, str], Words]
_ENDS: Mapping[tuple[str, str], str] = {  # the field of a key -> the field of its kind
    ("agenda_point", "source_key"): "source_kind",
    ("follow_up", "subject_key"): "subject_kind",
    ("link", "from_key"): "from_kind",
    ("link", "to_key"): "to_kind",
    ("obstacle", "subject_key"): "subject_kind",
    ("period_lock", "subject_key"): "subject_kind",
    ("responsibility", "subject_key"): "subject_kind",
}


def coded(tables: Mapping[str, Mapping[str, str]]) -> Said:
    """Return what says codes, by table -> field -> the area of its codes."""
    return {
        (table, field): _code(area)
        for table, fields in tables.items()
        for field, area in fields.items()
    }


def referring(tables: Mapping[str, Mapping[str, str]]) -> Said:
    """Return what says uuids, by table -> field -> the table whose row it names."""
    return {
        (table, field): _reference(whole)
        for table, fields in tables.items()
        for field, whole in fields.items()
    }


def thing_words(lookup: Lookup, table: str, row_uuid: str, field: str, value: object) -> str | None:
    """Return what a key of the chain names; None for a field that holds none.

    The kind of what it names stands in another field of the row.
    """
    kind = _ENDS.get((table, field))
    if kind is None:
        return None
    fields = lookup.fields(table, row_uuid)
    title = fields.get("title") if field == "to_key" else ""
    return thing_name(lookup, fields.get(kind), value, title)


def stored(_lookup: Lookup, value: Any) -> str:
    """Return that figures are kept, and how many letters they take."""
    return text("fields.stored_figures", count=len(str(value)))


def _code(area: str) -> Words:
    return lambda lookup, value: code_words(lookup, area, value)


def _reference(table: str) -> Words:
    return lambda lookup, value: lookup.name(table, str(value))
