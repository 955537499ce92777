"""Names of rows and codes for the history, also of rows that are gone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from rccdesk import formats
from rccdesk.enums import GoalStatus
from rccdesk.models import (
    Base,
    GoalModel,
    HistoryChange,
    ImportBatch,
    ImportProfile,
    Indicator,
    Rcc,
    Region,
    ScaleLevel,
    Svf,
    UserEdited,
)
from rccdesk.services.database.recording import decode_value
from rccdesk.services.naming.known import spell_period
from rccdesk.services.naming.row_names import NAMES
from rccdesk.services.organisation import Word, read_terms
from rccdesk.texts import has_text, text

if TYPE_CHECKING:
    from sqlalchemy import Table
    from sqlalchemy.orm import Session

Fields = Mapping[str, Any]


def find_table(name: str) -> Table | None:
    """Return a table by name; None for one that this version does not have."""
    return Base.metadata.tables.get(name)


def settle(words: str) -> str:
    """Return words for the middle of a sentence or a list."""
    return words[:1].lower() + words[1:]


class Lookup:
    """Reads names in one session and remembers them."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._rows: dict[tuple[str, str], dict[str, Any]] = {}
        self._names: dict[tuple[str, str], str] = {}
        self._terms: dict[str, Word] = {}

    def fields(self, table: str, row_uuid: str) -> Fields:
        """Return the fields of a row as they are, or as last known where it is gone."""
        key = (table, row_uuid)
        if key not in self._rows:
            found = find_table(table)
            row = None
            if found is not None:
                query = select(found).where(found.c.uuid == row_uuid)
                row = self._session.execute(query).mappings().first()
            self._rows[key] = dict(row) if row is not None else self._last_known(table, row_uuid)
        return self._rows[key]

    def keep(self, rows: Iterable[UserEdited]) -> None:
        """Take the fields of rows that were read, and read what they point at, all at once."""
        above: dict[str, set[str]] = {}
        for row in rows:
            table: Table = row.__table__  # type: ignore[attr-defined]
            fields = {column.name: getattr(row, column.name) for column in table.columns}
            self._rows[table.name, row.uuid] = fields
            for key in table.foreign_keys:
                if key.column.name == "uuid" and (uuid := fields[key.parent.name]) is not None:
                    above.setdefault(key.column.table.name, set()).add(uuid)
        for name, uuids in above.items():
            table = Base.metadata.tables[name]
            query = select(table).where(table.c.uuid.in_(uuids))
            for found in self._session.execute(query).mappings():
                self._rows[name, found["uuid"]] = dict(found)

    def is_in_trash(self, table: str, row_uuid: str) -> bool | None:
        """Tell whether the row is in the Papperskorg; None where it is gone for good."""
        found = find_table(table)
        if found is None:
            return None
        query = select(found.c.deleted_at).where(found.c.uuid == row_uuid)
        row = self._session.execute(query).first()
        return None if row is None else row[0] is not None

    def name(self, table: str, row_uuid: str) -> str:
        """Return what the row is called, as in "Lungcancer, kirurgi"."""
        key = (table, row_uuid)
        if key not in self._names:
            fields = self.fields(table, row_uuid)
            self._names[key] = ROW_NAMES.get(table, _plain)(self, fields) or text("fields.unnamed")
        return self._names[key]

    def pathway(self, prefix: object) -> str:
        """Return the name of a pathway by its KVÅ prefix."""
        query = select(Svf.name).where(Svf.kva_prefix == str(prefix))
        return self._session.scalar(query) or str(prefix)

    def pathways(self, prefixes: object) -> str:
        """Return the names of pathways by their prefixes, apart by spaces or in a list."""
        found = prefixes.split() if isinstance(prefixes, str) else list(prefixes or ())  # type: ignore[call-overload]
        return ", ".join(self.pathway(prefix) for prefix in found)

    def area(self, code: object) -> str:
        """Return the name of a region or of the health-care region of an RCC."""
        region = self._session.scalar(select(Region.full_name).where(Region.code == str(code)))
        if region is not None:
            return region
        rcc = self._session.scalar(select(Rcc.health_care_region).where(Rcc.key == str(code)))
        return rcc or str(code)

    def rcc(self, key: object) -> str:
        """Return the name of an RCC by its key."""
        return self._session.scalar(select(Rcc.name).where(Rcc.key == str(key))) or str(key)

    def measure(self, key: object) -> str:
        """Return the title of an indicator, or the short name of a goal, by its key.

        A goal that is only proposed is called that every time.
        """
        query = (
            select(Indicator.title)
            .where(Indicator.key == str(key))
            .order_by(Indicator.deleted_at.is_not(None))
        )
        title = self._session.scalars(query).first()
        if title:
            return title
        goal = select(GoalModel.short_name, GoalModel.status).where(GoalModel.key == str(key))
        name, status = self._session.execute(goal).first() or (str(key), "")
        return text("links.proposed", name=name) if status == GoalStatus.PROPOSED else name

    def term(self, key: str, form: str) -> str:
        """Return a form of a term of the own RCC, as "definite"."""
        self._terms = self._terms or read_terms(self._session)
        return str(getattr(self._terms[key], form))

    def scale_level(self, scale: str, level: object) -> str:
        """Return the word for a level of one of the two scales of an assessment."""
        query = (
            select(ScaleLevel.name)
            .where(ScaleLevel.scale == scale, ScaleLevel.level == level)
            .order_by(ScaleLevel.deleted_at.is_not(None))
        )
        return self._session.scalars(query).first() or str(level)

    def batch(self, batch_id: object) -> str:
        """Return the file name of an import."""
        query = select(ImportBatch.file_name).where(ImportBatch.batch_id == batch_id)
        name = self._session.scalar(query)
        return text("typing_in.name") if name == "" else name or str(batch_id)

    def import_profile(self, key: object) -> str:
        """Return the name of a saved import profile by its key."""
        query = (
            select(ImportProfile.name)
            .where(ImportProfile.key == str(key))
            .order_by(ImportProfile.deleted_at.is_not(None))
        )
        return self._session.scalars(query).first() or str(key)

    def _last_known(self, table: str, row_uuid: str) -> dict[str, Any]:
        found = find_table(table)
        fields: dict[str, Any] = {}
        query = (
            select(HistoryChange.field, HistoryChange.old, HistoryChange.new)
            .where(HistoryChange.table_name == table, HistoryChange.row_uuid == row_uuid)
            .order_by(HistoryChange.id)
        )
        for field, old, new in self._session.execute(query):
            value = new if new is not None else old
            if value is not None and found is not None and field in found.c:
                fields[field] = decode_value(found, field, value)
        return fields


def treatment_words(treatment: object) -> str:
    """Return a treatment in words."""
    if treatment == "all":
        return text("figures.treatment.all")
    key = f"charts.code.treatment.{treatment}"
    return settle(text(key)) if has_text(key) else str(treatment)


def event_words(event: object) -> str:
    """Return an event of a pathway in words."""
    key = f"lead_times.event.{event}"
    return text(key) if has_text(key) else str(event)


def _joined(*parts: object, by: str = ", ") -> str:
    return by.join(str(part) for part in parts if part)


def _plain(_lookup: Lookup, fields: Fields) -> str:
    """Name a row of a table that has said nothing of its own."""
    found = (fields.get(field) for field in ("name", "title", "short_name", "key", "code"))
    return str(next((name for name in found if name), ""))


def _part_of_rcc(lookup: Lookup, fields: Fields) -> str:
    region = lookup.name("region", str(fields.get("region_uuid")))
    return _joined(lookup.name("rcc", str(fields.get("rcc_uuid"))), region, fields.get("part"))


def _term(_lookup: Lookup, fields: Fields) -> str:
    key = f"organisation.concept.{fields.get('key')}"
    return text(key) if has_text(key) else str(fields.get("singular", ""))


def _setting(_lookup: Lookup, fields: Fields) -> str:
    key = f"fields.setting.{fields.get('key')}"
    return text(key) if has_text(key) else ""


def _suffix(_lookup: Lookup, fields: Fields) -> str:
    return _joined(fields.get("suffix"), fields.get("event"))


def _limit(lookup: Lookup, fields: Fields) -> str:
    return _joined(
        lookup.pathway(fields.get("kva_prefix", "")),
        treatment_words(fields["treatment"]) if fields.get("treatment") else "",
        variant_words(fields.get("variant")) if fields.get("variant") else "",
    )


def variant_words(variant: object) -> str:
    """Return the variant of a pathway in words."""
    key = f"lead_times.variant.{variant}"
    return text(key) if has_text(key) else str(variant)


def _level(lookup: Lookup, fields: Fields) -> str:
    indicator = str(fields.get("indicator_uuid"))
    return _joined(
        lookup.name("indicator", indicator),
        fields.get("name") or level_words(lookup, fields.get("value"), indicator),
    )


def level_words(lookup: Lookup, value: object, indicator: str) -> str:
    """Return the value of a level: as per cent where the indicator is a proportion."""
    if not isinstance(value, int | float):
        return ""
    measure = lookup.fields("indicator", indicator).get("unit_of_measure")
    if measure == "proportion":
        return formats.percent(value, 0 if round(value * 100, 6).is_integer() else 1)
    return formats.number(value, 0 if float(value).is_integer() else 1)


def _analysis(lookup: Lookup, fields: Fields) -> str:
    topic = fields.get("topic")
    about = _joined(
        lookup.pathways(fields.get("svf", "")) or text("fields.all_svf"),
        lookup.area(fields["area"]) if fields.get("area") else text("fields.whole"),
        spell_period(fields.get("period", "")),
    )
    return f"{lookup.measure(topic) if topic else text('analyses.lead_time_topic')}: {about}"


def _mapped(lookup: Lookup, fields: Fields) -> str:
    return _joined(lookup.pathways(fields.get("svf", "")), lookup.area(fields.get("region", "")))


ROW_NAMES: dict[str, Callable[[Lookup, Fields], str]] = {
    "rcc": _plain,
    "region": lambda _lookup, fields: str(fields.get("full_name", "")),
    "rcc_region": _part_of_rcc,
    "care_unit": _plain,
    "term": _term,
    "store_setting": _setting,
    "svf": _plain,
    "kva_suffix": _suffix,
    "lead_time_limit": _limit,
    "goal_model": _plain,
    "indicator": _plain,
    "indicator_level": _level,
    "analysis": _analysis,
    "analysis_figure": lambda _lookup, fields: str(fields.get("title", "")),
    "analysis_version": lambda lookup, fields: lookup.name(
        "analysis", str(fields.get("analysis_uuid", ""))
    ),
    "improvement_area": lambda _lookup, fields: str(fields.get("title", "")),
    "chart_event": lambda _lookup, fields: str(fields.get("label") or fields.get("reason", "")),
    "cause_class": _plain,
    "mapping_choice": _mapped,
    "mapping_cause": _mapped,
    "pack": _plain,
    "import_profile": _plain,
    "value_alias": lambda _lookup, fields: str(fields.get("written", "")),
    "doubt_decision": lambda _lookup, fields: str(fields.get("value_key", "")),
    **NAMES,
}
