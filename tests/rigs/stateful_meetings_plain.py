"""Groups and meetings as plain dicts: what the acts of the machine choose from, and the rows."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hypothesis import strategies as st

Row = dict[str, Any]
Id = tuple[str, str]

FIELDS = {
    "person": ("name",),
    "work_group": ("name", "is_steering_body", "first_paragraph"),
    "seat": ("group_uuid", "required"),
    "membership": ("seat_uuid", "person_uuid", "starts_on", "ends_on"),
    "meeting": ("group_uuid", "day", "state"),
    "agenda_point": (
        *("group_uuid", "meeting_uuid", "position", "title", "state", "returns_on", "notes"),
        *("came_from_uuid", "paragraph"),
    ),
    "decision": (
        *("group_uuid", "meeting_uuid", "point_uuid", "position", "kind", "returns_on"),
        *("treated_on", "recommended_on"),
    ),
    "decision_region": ("decision_uuid", "region", "asked_on"),
    "action": ("group_uuid", "meeting_uuid", "point_uuid", "decision_uuid", "person_uuid", "state"),
    "attendance": ("meeting_uuid", "seat_uuid", "presence"),
}
MISSING = {
    "person": "person_missing",
    "work_group": "group_missing",
    "seat": "seat_missing",
    "membership": "membership_missing",
    "meeting": "meeting_missing",
    "agenda_point": "point_missing",
    "decision": "decision_missing",
    "action": "action_missing",
}
POINTS_AT = {
    "seat": ("group_uuid",),
    "membership": ("seat_uuid", "person_uuid"),
    "meeting": ("group_uuid",),
    "agenda_point": ("group_uuid", "meeting_uuid", "came_from_uuid"),
    "decision": ("group_uuid", "meeting_uuid", "point_uuid"),
    "decision_region": ("decision_uuid",),
    "action": ("group_uuid", "meeting_uuid", "point_uuid", "decision_uuid", "person_uuid"),
    "attendance": ("meeting_uuid", "seat_uuid"),
}
NAMES = ("Styrgruppen", "Rådet", "styrgruppen")
DAYS = tuple(map(dt.date.fromisoformat, ("2026-03-05", "2026-12-30", "2027-01-14", "2027-06-01")))
TERMS = (None, *map(dt.date.fromisoformat, ("2026-01-01", "2026-06-30", "2026-07-01")))
OPEN = ("planned", "ongoing")
CLOSED = ("held", "cancelled")
small = st.integers(0, 30)


class Refused(Exception):  # noqa: N818 - what the services must refuse too
    def __init__(self, *codes: str) -> None:
        super().__init__(*codes)
        self.codes = codes


class Plain:
    """What the store should say: a dict of rows, each with the act that deleted it."""

    def __init__(self) -> None:
        self.rows: dict[Id, Row] = {}
        self.before: list[dict[Id, Row]] = []
        self.after: list[dict[Id, Row]] = []
        self.act = 0

    def table(self, table: str, *, living: bool = True, **wanted: Any) -> list[tuple[str, Row]]:
        return [
            (uuid, row)
            for (of, uuid), row in self.rows.items()
            if of == table
            and not (living and row["gone"] is not None)
            and all(row[name] == value for name, value in wanted.items())
        ]

    def living(self, table: str, uuid: str | None, code: str = "") -> Row:
        row = self.rows.get((table, uuid or ""))
        if row is None or row["gone"] is not None:
            raise Refused(code or MISSING[table])
        return row

    def delete(self, *ids: Id) -> None:
        for each in ids:
            self.rows[each]["gone"] = self.act

    def last_place(self, table: str, **wanted: Any) -> int:
        places = [row["position"] for _, row in self.table(table, **wanted)]
        return max(places, default=-1) + 1


def _runs(row: Row, day: str) -> bool:
    return (row["starts_on"] or "") <= day <= (row["ends_on"] or "9999-12-31")


def seats_too_full(rows: list[Row], required: int) -> str:
    """Return the code of what is wrong with the terms of a seat, "" for nothing."""
    for day in {row["starts_on"] or "" for row in rows}:
        sitting = [row["person_uuid"] for row in rows if _runs(row, day)]
        if len(set(sitting)) < len(sitting):
            return "membership_overlaps"
        if len(sitting) > required:
            return "seat_taken"
    return ""
