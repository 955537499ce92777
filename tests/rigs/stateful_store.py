"""What a store says, by its services and by its tables, in the words of the plain model."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from rccdesk.enums import Thing
from rccdesk.services import (
    analyses,
    chart_events,
    framework,
    history,
    imports,
    improvements,
    initiatives,
    links,
    mapping75,
    organisation,
    plans,
    store_settings,
    trash,
)
from rccdesk.services.database import Database
from rccdesk.services.indicators import IndicatorQuery, get_indicator, list_indicators
from rccdesk.services.pathways import catalogue
from rccdesk.services.pathways.cache import get_columns
from rccdesk.services.pathways.coverage import date_of
from rccdesk.services.pathways.goals import list_goals
from tests.rigs.stateful_model import Model, Row, RowId
from tests.rigs.stateful_pool import KEYS

TABLES = (
    "lead_time_limit", "indicator", "indicator_level", "analysis", "analysis_figure",
    "analysis_version", "improvement_area", "chart_event", "goal_model", "cause_class",
    "mapping_choice", "mapping_cause", "store_setting", "term", "plan", "plan_item",
    "plan_item_region", "activity", "follow_up", "obstacle", "assessment", "period_lock",
    "initiative", "link",
)  # fmt: skip
OWN = ("uuid", "owner")  # columns that the model has as keys, or not at all
EVENTS = "events"
SERIES = (("svf", "VG9"), ("region", "13"))  # in which marks are looked for


def read_rows(path: Path) -> dict[RowId, Row]:
    """Return the rows of `TABLES` as they lie in the file."""
    found: dict[RowId, Row] = {}
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as raw:
        raw.row_factory = sqlite3.Row
        for table in TABLES:
            own = " WHERE from_kind != 'framework_item'" if table == "link" else ""  # none shipped
            for row in raw.execute(f"SELECT * FROM {table}{own}"):
                values = {name: row[name] for name in row.keys() if name not in OWN}  # noqa: SIM118
                found[table, row["uuid"]] = values
    return found


def finder(path: Callable[[], Path]) -> Callable[..., str]:
    """Return what finds the uuid of a row that the store has just made."""

    def find(table: str, known: Sequence[str], wanted: Row) -> str:
        made = [
            uuid
            for (of, uuid), row in read_rows(path()).items()
            if of == table
            and uuid not in known
            and row["deleted_at"] is None
            and all(row[name] == value for name, value in wanted.items())
        ]
        assert len(made) == 1, f"{len(made)} new rows of {table}"
        return made[0]

    return find


def _flat(rows: dict[RowId, Row]) -> dict[RowId, Row]:
    return {
        key: {
            name: value is not None if name == "deleted_at" else value
            for name, value in row.items()
        }
        for key, row in rows.items()
    }


def look_at_tables(database: Database) -> dict[str, Any]:
    """Return what the store says, by its tables and its history."""
    return {
        "rows": _flat(read_rows(database.path)),
        "entries": database.last_entry_id(),
        "undo": history.next_undo(database) is not None,
        "redo": history.next_redo(database) is not None,
    }


def look_at_services(database: Database) -> dict[str, Any]:
    """Return what the store says, by every service that lists something."""
    columns = get_columns(database)
    spans = zip(columns.start.tolist(), columns.end.tolist(), strict=True)
    indicators = list_indicators(database)
    profile = organisation.get_profile(database)
    limits = store_settings.get_small_number_limits(database)
    return {
        "limits": sorted(limit.uuid for limit in catalogue.list_limits(database)),
        "indicators": {
            row.key: (row.title, tuple(level.value for level in row.levels)) for row in indicators
        },
        "figures": {
            row.key: {
                (found.get("period"), found.get("unit")): (found.numerator, found.denominator)
                for found in get_indicator(
                    database, IndicatorQuery(row.key, by=("period", "unit"))
                ).rows
            }
            for row in indicators
            if row.key in KEYS  # the shipped ones never get any figures
        },
        "pathways": Counter((str(date_of(a)), str(date_of(b))) for a, b in spans),
        "analyses": {
            (" ".join(w.svf), w.area, w.period, w.topic): (
                w.finding,
                w.explanation,
                w.actions,
                w.is_done,
                w.author,
                tuple(v.number for v in analyses.list_versions(database, w.key)),
                tuple(f.number for f in analyses.list_figures(database, w.key, compare=False)),
            )
            for w in analyses.list_analyses(database)
        },
        "improvements": {
            row.uuid: (row.title, row.note, str(row.state), row.analysis_uuid)
            for row in improvements.list_improvements(database)
        },
        "marks": {
            measure: (
                {mark.uuid for mark in chart_events.list_events(database, measure, None)},
                {mark.uuid for mark in chart_events.list_events(database, measure, SERIES)},
            )
            for measure in ("svf_lead_time", "provmatt")
        },
        "goals": {
            goal.key: (goal.short_name, goal.status, goal.fixed_days, goal.target)
            for goal in list_goals(database)
            if goal.is_own
        },
        "choices": {
            str(choice.valid_from): (choice.svf, choice.valid_to and str(choice.valid_to))
            for choice in mapping75.list_choices(database)
        },
        "causes": [
            (row.key, row.name, row.is_retired)
            for row in mapping75.list_causes(database, with_retired=True)
        ],
        "register": {
            (period, each.key): (each.count, each.note)
            for period in ("2024", "2024-Q2")
            for each in mapping75.get_register(database, "12", "VH4", period)
        },
        "settings": (
            limits.group,
            limits.month,
            store_settings.get_reporting_lag_days(database),
            str(store_settings.get_interval_method(database)),
        ),
        "profile": (profile.rcc, profile.region, list(profile.processes), profile.name),
        "words": organisation.get_terms(database)["process_leader"].singular,
        "batches": [(b.batch_id, str(b.state)) for b in imports.list_batches(database)],
        "trash": sorted(uuid for row in trash.list_trash(database) for uuid in row.uuids),
        "trees": {
            plan.uuid: [item.uuid for item in plans.list_items(database, plan.uuid)]
            for plan in plans.list_plans(database)
        },
        "activities": {
            row.uuid: (row.plan_item_uuid, row.initiative_uuid, str(row.state), row.state_reason)
            for row in plans.list_activities(database)
        },
        "follow-ups": {
            (str(row.subject_kind), row.subject_key, row.period): (str(row.state), row.text)
            for row in plans.list_follow_ups(database)
        },
        "obstacles": {row.uuid for row in plans.list_obstacles(database)},
        "links": {
            row.uuid: row.is_confirmed
            for row in links.list_links(database, from_kind=Thing.PLAN_ITEM)
        },
        "assessments": {row.uuid for row in framework.list_assessments(database)},
        "initiatives": {
            row.uuid: (row.title, str(row.state)) for row in initiatives.list_initiatives(database)
        },
    }


def look_at_model(model: Model, general_word: str) -> dict[str, Any]:
    """Return the same by the model."""
    indicators = model.table("indicator")
    limits = model.setting("small_number_limits", {"group": 5, "month": 10})
    profile = model.setting("profile", {"rcc": "", "region": "", "processes": [], "name": ""})
    own = model.one("term", rcc_uuid=model.rccs.get(profile["rcc"]), key="process_leader")
    return {
        "rows": _flat(model.rows),
        "limits": sorted(uuid for uuid, _ in model.table("lead_time_limit")),
        "indicators": {
            row["key"]: (
                row["title"],
                tuple(
                    sorted(
                        level["value"]
                        for _, level in model.table("indicator_level")
                        if level["indicator_uuid"] == uuid
                    )
                ),
            )
            for uuid, row in indicators
        },
        "figures": {
            row["key"]: model.figures(f"indicator:{row['key']}")
            for _, row in indicators
            if row["key"] in KEYS
        },
        "pathways": Counter(span for span in model.pathways().values() if None not in span),
        "analyses": {
            (row["svf"], row["area"], row["period"], row["topic"]): (
                row["finding"], row["explanation"], row["actions"], bool(row["is_done"]),
                row["author"],
                tuple(sorted((r["number"] for r in _parts(model, "analysis_version", uuid)),
                             reverse=True)),
                tuple(sorted(r["position"] for r in _parts(model, "analysis_figure", uuid))),
            )
            for uuid, row in model.table("analysis")
            if row["finding"] or row["explanation"] or row["actions"]
        },
        "improvements": {
            uuid: (row["title"], row["note"], row["state"], row["analysis_uuid"])
            for uuid, row in model.table("improvement_area")
        },
        "marks": {
            measure: (
                {uuid for uuid, row in model.table("chart_event") if row["measure"] == measure},
                {
                    uuid for uuid, row in model.table("chart_event")
                    if row["measure"] == measure and row["selection"] in ("", "svf=VG9")
                },
            )
            for measure in ("svf_lead_time", "provmatt")
        },
        "goals": {
            row["key"]: (row["short_name"], row["status"], row["fixed_days"], row["target"])
            for _, row in model.table("goal_model")
            if row["is_own"]
        },
        "choices": _choices(model),
        "causes": [
            (row["key"], row["name"], row["position"] == -1)
            for _, row in sorted(
                model.table("cause_class"),
                key=lambda each: (each[1]["position"] == -1, each[1]["position"], each[1]["name"]),
            )
            if row["key"] != "not_stated"
        ],
        "register": {
            (row["period"], model.rows["cause_class", row["cause_uuid"]]["key"]): (
                row["count"], row["note"]
            )
            for _, row in model.table("mapping_cause")
            if row["count"] or row["note"]
        },
        "settings": (
            limits["group"],
            limits["month"],
            model.setting("reporting_lag_days", 30),
            model.setting("interval_method", "wilson"),
        ),
        "profile": (profile["rcc"], profile["region"], profile["processes"], profile["name"]),
        "words": model.rows["term", own]["singular"] if own else general_word,
        "batches": [(b.number, model.state_of(b)) for b in model.batches],
        "trash": sorted(uuid for act in model.trash() for _, uuid in act),
        "trees": {uuid: model.tree(uuid) for uuid, _ in model.table("plan")},
        "activities": {
            uuid: (row["plan_item_uuid"] or "", row["initiative_uuid"] or "", row["state"],
                   row["state_reason"])
            for uuid, row in model.table("activity")
        },
        "follow-ups": {
            (row["subject_kind"], row["subject_key"], row["period"]): (row["state"], row["text"])
            for _, row in model.table("follow_up")
        },
        "obstacles": {uuid for uuid, _ in model.table("obstacle")},
        "links": {
            uuid: bool(row["is_confirmed"])
            for uuid, row in model.table("link")
            if row["from_kind"] == "plan_item"
        },
        "assessments": {uuid for uuid, _ in model.table("assessment")},
        "initiatives": {
            uuid: (row["title"], row["state"]) for uuid, row in model.table("initiative")
        },
        "entries": len(model.entries),
        "undo": bool(model.last_undoable()),
        "redo": bool(model.last_redoable()),
    }  # fmt: skip


def _parts(model: Model, table: str, analysis: str) -> list[Row]:
    return [row for _, row in model.table(table) if row["analysis_uuid"] == analysis]


def _choices(model: Model) -> dict[str, tuple[tuple[str, ...], str | None]]:
    """Return by first day what is followed, and until when."""
    found: dict[str, list[Row]] = {}
    for _, row in model.table("mapping_choice"):
        found.setdefault(row["valid_from"], []).append(row)
    return {
        day: (
            tuple(sorted(row["svf"] for row in rows)),
            None
            if any(row["valid_to"] is None for row in rows)
            else max(row["valid_to"] for row in rows),
        )
        for day, rows in found.items()
    }


def plain_date(value: str | None) -> dt.date | None:
    """Return the date that SQLite holds as text."""
    return dt.date.fromisoformat(value) if value else None
