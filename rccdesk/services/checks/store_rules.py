"""The store itself: its row, settings, history, packs, texts, and the values of every column."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Boolean, Date, DateTime, Float, Integer, LargeBinary, Table
from sqlalchemy.types import TypeEngine

from rccdesk.enums import Role, Severity, Topic
from rccdesk.models import Base, StoreSetting, UserEdited
from rccdesk.periods import ROLLING
from rccdesk.services.checks.batch_rules import is_period
from rccdesk.services.checks.rules import (
    BULK_TABLES,
    Inspection,
    Rule,
    counting,
    read_list,
    read_object,
)
from rccdesk.services.packs.archive import pack_from_json
from rccdesk.services.store_settings import (
    FLOOR,
    IntervalMethod,
    SmallNumberLimits,
    are_doubt_limits,
)
from rccdesk.texts import has_text

_PROFILE, _LIMITS, _CELLS, _LAG, _INTERVAL, _DOUBTS = (  # the keys in the file
    "profile",
    "small_number_limits",
    "small_cells",
    "reporting_lag_days",
    "interval_method",
    "doubt_limits",
)
_LONGEST_LAG_DAYS = 366
_ISO_DAY = "[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]"


# --- settings ------------------------------------------------------------------------------------


def _settings(seen: Inspection) -> dict[str, Any]:
    """Return the settings that are JSON, by key."""
    found = {}
    for key, value in seen.rows("SELECT key, value FROM store_setting"):
        try:
            found[key] = json.loads(value)
        except (ValueError, TypeError):
            continue
    return found


def _unreadable_settings(seen: Inspection) -> int:
    return seen.number("SELECT count(*) FROM store_setting") - len(_settings(seen))


def _limits_under_the_floor(seen: Inspection) -> int:
    limits = _settings(seen).get(_LIMITS, {})
    if not isinstance(limits, dict):
        return 1
    return sum(not isinstance(n, int) or n < FLOOR for n in limits.values())


def _raise_to_the_floor(seen: Inspection) -> None:
    row = seen.session.query(StoreSetting).filter_by(key=_LIMITS).one()
    limits = json.loads(row.value)
    if not isinstance(limits, dict):
        limits = {"group": SmallNumberLimits().group, "month": SmallNumberLimits().month}
    row.value = json.dumps(
        {name: max(n if isinstance(n, int) else FLOOR, FLOOR) for name, n in limits.items()}
    )


def _impossible_settings(seen: Inspection) -> int:
    settings = _settings(seen)
    lag, method = settings.get(_LAG, 0), settings.get(_INTERVAL, IntervalMethod.WILSON)
    is_lag = isinstance(lag, int) and 0 <= lag <= _LONGEST_LAG_DAYS
    is_doubts = are_doubt_limits(settings.get(_DOUBTS, {}))
    is_cells = isinstance(settings.get(_CELLS, False), bool)
    is_method = method in {str(m) for m in IntervalMethod}
    return (not is_lag) + (not is_method) + (not is_doubts) + (not is_cells)


def _unknown_in_profile(seen: Inspection) -> int:
    profile = _settings(seen).get(_PROFILE)
    if not isinstance(profile, dict):
        return int(profile is not None)
    known = {
        name: {
            key for (key,) in seen.rows(f"SELECT {column} FROM {table} WHERE deleted_at IS NULL")
        }
        for name, table, column in (
            ("rcc", "rcc", "key"),
            ("region", "region", "code"),
            ("processes", "svf", "kva_prefix"),
        )
    }
    processes = profile.get("processes") or []
    return (
        sum(
            bool(profile.get(name)) and profile[name] not in known[name]
            for name in ("rcc", "region")
        )
        + sum(prefix not in known["processes"] for prefix in processes)
        + (profile.get("role") not in {str(role) for role in Role})
    )


# --- history -------------------------------------------------------------------------------------


def _unknown_batches_in_history(seen: Inspection) -> int:
    known = {str(batch.batch_id) for batch in seen.batches}
    named = seen.rows("SELECT batch_ids FROM history_entry WHERE batch_ids != ''")
    return sum(not set(ids.split()) <= known for (ids,) in named)


def _unsayable_entries(seen: Inspection) -> int:
    topics = {str(topic) for topic in Topic}
    found = seen.rows('SELECT act, "values", topics FROM history_entry')
    return sum(
        not has_text(act) or read_object(values) is None or not set(named.split()) <= topics
        for act, values, named in found
    )


def _stale_versions(seen: Inspection) -> list[str]:
    """Return the topics that the history names and no version counts."""
    named = {
        topic
        for (topics,) in seen.rows("SELECT DISTINCT topics FROM history_entry")
        for topic in topics.split()
    }
    if named:
        named.add(str(Topic.HISTORY))
    counted = {
        topic
        for topic, version in seen.rows("SELECT topic, version FROM data_version")
        if version > 0
    }
    return sorted(named - counted)


def _count_versions(seen: Inspection) -> None:
    for topic in _stale_versions(seen):
        seen.run(
            "INSERT INTO data_version (topic, version)"
            " SELECT ?, 1 + count(*) FROM history_entry WHERE true"
            " ON CONFLICT (topic) DO UPDATE SET version = excluded.version",
            topic,
        )


# --- packs and texts -----------------------------------------------------------------------------


def _packs(seen: Inspection) -> Iterator[tuple[Any, Any, Any, Any]]:
    for row in seen.rows("SELECT content, files, snapshot_ids, selection FROM pack"):
        yield tuple(row)


def _unreadable_packs(seen: Inspection) -> int:
    return sum(
        not _is_pack(content)
        or read_list(files) is None
        or read_list(snapshots) is None
        or read_object(selection) is None
        for content, files, snapshots, selection in _packs(seen)
    )


def _is_pack(content: Any) -> bool:
    try:
        pack_from_json(content)
    except (ValueError, TypeError, KeyError, AttributeError):
        return False
    return True


def _missing_files(seen: Inspection) -> int:
    return sum(
        not Path(file["path"]).exists()
        for _content, files, _snapshots, _selection in _packs(seen)
        for file in read_list(files) or []
        if isinstance(file, dict) and isinstance(file.get("path"), str)
    )


def _unknown_snapshots(seen: Inspection) -> int:
    known = {batch.batch_id for batch in seen.batches}
    return sum(
        not set(map(str, read_list(snapshots) or [])) <= set(map(str, known))
        for _content, _files, snapshots, _selection in _packs(seen)
    )


def _unplaced_analyses(seen: Inspection) -> int:
    areas = {code for (code,) in seen.rows("SELECT code FROM region UNION SELECT key FROM rcc")} | {
        ""
    }
    svfs = {prefix for (prefix,) in seen.rows("SELECT kva_prefix FROM svf")}
    return sum(
        area not in areas
        or not set(svf.split()) <= svfs
        or not (period == ROLLING or is_period(period))
        for svf, area, period in seen.rows(
            "SELECT svf, area, period FROM analysis WHERE deleted_at IS NULL"
        )
    )


# --- every column --------------------------------------------------------------------------------


def _stored_as(kind: TypeEngine[Any]) -> str:
    """Return what SQLite calls the values of a column; it turns whole numbers into real ones."""
    if isinstance(kind, Boolean | Integer):
        return "integer"
    if isinstance(kind, Float):
        return "real"
    return "blob" if isinstance(kind, LargeBinary) else "text"


def _wrong_kind(table: Table) -> str:
    """Return the condition of a row with a value of another kind than its column's.

    That nothing is missing where it must not be is for SQLite's own check to say. A row's number
    is always one.
    """
    parts = []
    for column in table.columns:
        name = f'"{column.name}"'
        wrong = f"typeof({name}) != '{_stored_as(column.type)}'"
        if column.name == "id":
            continue
        parts.append(f"({name} IS NOT NULL AND {wrong})" if column.nullable else wrong)
        if isinstance(column.type, Boolean):
            parts.append(f"{name} NOT IN (0, 1)")
    return " OR ".join(parts)


def _no_date(table: Table) -> str:
    """Return the condition of a row with a text for a date that is none."""
    parts = []
    for column in table.columns:
        if isinstance(column.type, Date | DateTime):
            form = _ISO_DAY if isinstance(column.type, Date) else f"{_ISO_DAY} *"
            day = f'substr("{column.name}", 1, 10)'
            # julianday takes 2026-02-31 for 2026-03-03; turned back it differs.
            parts.append(
                f'("{column.name}" IS NOT NULL AND ("{column.name}" NOT GLOB \'{form}\''
                f" OR date(julianday({day})) IS NOT {day}))"
            )
    return " OR ".join(parts)


def _in_every_table(condition: Callable[[Table], str]) -> Callable[[Inspection], int]:
    def count(seen: Inspection) -> int:
        return sum(
            seen.number(f'SELECT count(*) FROM "{table.name}" WHERE {wrong}')
            for table in Base.metadata.sorted_tables
            if (wrong := condition(table))
        )

    return count


def _undecodable(seen: Inspection) -> int:
    """Count the rows of the smaller tables with a text that is not UTF-8."""
    count = 0
    for table in Base.metadata.sorted_tables:
        names = [
            f'CAST("{column.name}" AS BLOB)'
            for column in table.columns
            if _stored_as(column.type) == "text"
        ]
        if names and table.name not in BULK_TABLES:
            rows = seen.rows(f'SELECT {", ".join(names)} FROM "{table.name}"')
            count += sum(not all(map(_is_utf8, row)) for row in rows)
    return count


def _is_utf8(value: bytes | None) -> bool:
    try:
        (value or b"").decode()
    except ValueError:
        return False
    return True


def _revisions() -> tuple[str, ...]:
    return tuple(
        mapper.local_table.name  # type: ignore[attr-defined]
        for mapper in Base.registry.mappers
        if issubclass(mapper.class_, UserEdited)
    )


def _unborn(seen: Inspection) -> int:
    return sum(
        seen.number(f"SELECT count(*) FROM {table} WHERE revision < 1") for table in _revisions()
    )


def _count_from_one(seen: Inspection) -> None:
    for table in _revisions():
        seen.run(f"UPDATE {table} SET revision = 1 WHERE revision < 1")


def _from_the_future(seen: Inspection) -> int:
    """Count imports that lie ahead of the clock: it may have been set back, so nothing is wrong."""
    return seen.number(
        "SELECT count(*) FROM import_batch"
        " WHERE substr(imported_at, 1, 10) > date(?1, '+1 day') OR extract_date > ?1",
        seen.today.isoformat(),
    )


RULES = (
    Rule(
        "R01",
        Severity.STOP,
        counting(
            "SELECT abs(count(*) - 1) + count(CASE WHEN id != 1 OR length(secret) != 32 THEN 1 END)"
            " FROM store"
        ),
    ),
    Rule("R38", Severity.STOP, _unreadable_settings),
    Rule("R39", Severity.STOP, _limits_under_the_floor, _raise_to_the_floor),
    Rule("R40", Severity.STOP, _impossible_settings),
    Rule("R41", Severity.WARNING, _unknown_in_profile),
    Rule("R42", Severity.WARNING, _unknown_batches_in_history),
    Rule("R43", Severity.WARNING, _unsayable_entries),
    Rule("R44", Severity.WARNING, lambda seen: len(_stale_versions(seen)), _count_versions),
    Rule("R45", Severity.WARNING, _unreadable_packs),
    Rule("R46", Severity.INFO, _missing_files),
    Rule("R47", Severity.INFO, _unknown_snapshots),
    Rule("R48", Severity.INFO, _unplaced_analyses),
    Rule("R49", Severity.STOP, _in_every_table(_wrong_kind)),
    Rule("R50", Severity.STOP, _in_every_table(_no_date)),
    Rule("R51", Severity.STOP, _undecodable),
    Rule("R52", Severity.WARNING, _unborn, _count_from_one),
    Rule("R53", Severity.INFO, _from_the_future),
)
