"""Acts on meetings and their points, for a machine with a store and its plain model."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from rccdesk.enums import (
    MeetingState,
    Presence,
)
from rccdesk.services import meetings
from rccdesk.services.database import Database
from rccdesk.services.meetings import AttendanceRow, MeetingRow, PointRow
from tests.rigs.stateful_meetings_plain import (
    CLOSED,
    DAYS,
    Plain,
    Refused,
    Row,
    small,
)


class Agendas:
    """The acts."""

    database: Database
    plain: Plain
    both: Callable[[Callable[[], Any], Callable[[str], None]], None]
    _some: Callable[[int, str], str]

    @rule(number=small, day=st.integers(0, 3))
    def add_meeting(self, number: int, day: int) -> None:
        group = self._some(number, "work_group")

        def told(uuid: str) -> None:
            self.plain.living("work_group", group, "meeting_without_group")
            self.plain.rows["meeting", uuid] = {
                "group_uuid": group, "day": str(DAYS[day]), "state": "planned", "gone": None,
            }  # fmt: skip

        self.both(lambda: meetings.add_meeting(self.database, MeetingRow(group, DAYS[day])), told)

    @rule(number=small)
    def delete_meeting(self, number: int) -> None:
        uuid = self._some(number, "meeting")

        def told(_made: str) -> None:
            plain = self.plain
            plain.living("meeting", uuid)
            if plain.table("decision", meeting_uuid=uuid):
                raise Refused("meeting_has_decisions")
            parts = [
                (table, each)
                for table in ("agenda_point", "attendance")
                for each, _ in plain.table(table, meeting_uuid=uuid)
            ]
            plain.delete(("meeting", uuid), *parts)
            for _, action in plain.table("action", meeting_uuid=uuid):
                action.update(meeting_uuid=None, point_uuid=None)

        self.both(lambda: meetings.delete_meeting(self.database, uuid), told)

    @rule(number=small, what=st.sampled_from(("start", "end", "end", "reopen", "cancel")))
    def turn_meeting(self, number: int, what: str) -> None:
        uuid = self._some(number, "meeting")
        real: dict[str, Callable[[], object]] = {
            "start": lambda: meetings.start_meeting(self.database, uuid),
            "end": lambda: meetings.end_meeting(self.database, uuid),
            "reopen": lambda: meetings.reopen_meeting(self.database, uuid),
            "cancel": lambda: meetings.set_meeting_state(
                self.database, uuid, MeetingState.CANCELLED
            ),
        }

        def told(_made: str) -> None:
            row = self.plain.living("meeting", uuid)
            state = row["state"]
            if what == "start":
                if state in CLOSED:
                    raise Refused("meeting_closed")
                row["state"] = "ongoing"
            elif what == "reopen":
                row["state"] = {"held": "ongoing", "cancelled": "planned"}.get(state, state)
            elif what == "cancel":
                if state == "held":
                    raise Refused("meeting_closed")
                if self.plain.table("decision", meeting_uuid=uuid):
                    raise Refused("meeting_has_decisions")
                row["state"] = "cancelled"
            else:
                self._end(uuid, row)

        self.both(real[what], told)

    def _end(self, uuid: str, row: Row) -> None:
        plain = self.plain
        if row["state"] == "cancelled":
            raise Refused("meeting_closed")
        year = row["day"][:4]
        given = [
            point["paragraph"]
            for _, point in plain.table("agenda_point", group_uuid=row["group_uuid"])
            if point["paragraph"] and point["meeting_uuid"]
            and plain.rows["meeting", point["meeting_uuid"]]["gone"] is None
            and plain.rows["meeting", point["meeting_uuid"]]["day"][:4] == year
        ]  # fmt: skip
        first = plain.rows["work_group", row["group_uuid"]]["first_paragraph"]
        number = max(first, max(given, default=0) + 1)
        points = plain.table("agenda_point", meeting_uuid=uuid)
        for _, point in sorted(points, key=lambda each: (each[1]["position"], each[0])):
            if point["state"] == "moved":
                continue
            if point["state"] == "planned":
                point["state"] = "treated"
            if point["paragraph"] is None:
                point["paragraph"], number = number, number + 1
        row["state"] = "held"

    @precondition(lambda self: self.plain.table("seat", living=False))
    @rule(number=small, which=small, presence=st.sampled_from((Presence.PRESENT, Presence.EXCUSED)))
    def attend(self, number: int, which: int, presence: Presence) -> None:
        met, seat = self._some(number, "meeting"), self._some(which, "seat")

        def told(uuid: str) -> None:
            meeting = self.plain.living("meeting", met)
            if self.plain.living("seat", seat)["group_uuid"] != meeting["group_uuid"]:
                raise Refused("seat_missing")
            row = {"meeting_uuid": met, "seat_uuid": seat, "presence": str(presence), "gone": None}
            self.plain.rows["attendance", uuid] = row

        row = AttendanceRow(met, presence, seat_uuid=seat)
        self.both(lambda: meetings.set_attendance(self.database, row), told)

    # --- points ----------------------------------------------------------------------------------

    @rule(number=small, in_backlog=st.booleans())
    def add_point(self, number: int, in_backlog: bool) -> None:
        met = "" if in_backlog else self._some(number, "meeting")
        group = self._some(number, "work_group")

        def told(uuid: str) -> None:
            of = group
            if met:
                meeting = self.plain.living("meeting", met)
                if meeting["state"] in CLOSED:
                    raise Refused("meeting_closed")
                of = meeting["group_uuid"]
            self.plain.living("work_group", of, "meeting_without_group")
            self._new_point(uuid, of, met or None)

        row = PointRow(group, "Patologikö", meeting_uuid=met)
        self.both(lambda: meetings.add_point(self.database, row), told)

    def _new_point(self, uuid: str, group: str, met: str | None, came: str | None = None) -> None:
        self.plain.rows["agenda_point", uuid] = {
            "group_uuid": group, "meeting_uuid": met, "title": "Patologikö", "state": "planned",
            "position": self._next_place(group, met), "returns_on": None, "notes": "",
            "came_from_uuid": came, "paragraph": None, "gone": None,
        }  # fmt: skip

    def _next_place(self, group: str, met: str | None) -> int:
        where = {"meeting_uuid": met} if met else {"meeting_uuid": None, "group_uuid": group}
        return self.plain.last_place("agenda_point", **where)

    @precondition(lambda self: self.plain.table("agenda_point", living=False))
    @rule(number=small, place=st.integers(-1, 4))
    def move_point(self, number: int, place: int) -> None:
        uuid = self._some(number, "agenda_point")

        def told(_made: str) -> None:
            row = self.plain.living("agenda_point", uuid)
            where = {"meeting_uuid": row["meeting_uuid"]}
            if not row["meeting_uuid"]:
                where["group_uuid"] = row["group_uuid"]
            beside = self.plain.table("agenda_point", **where)
            beside.sort(key=lambda each: (each[1]["position"], each[0]))
            order = [each for _, each in beside if each is not row]
            order.insert(min(max(place, 0), len(order)), row)
            for position, each in enumerate(order):
                each["position"] = position

        self.both(lambda: meetings.move_point(self.database, uuid, place), told)

    @precondition(lambda self: self.plain.table("agenda_point", living=False))
    @rule(number=small, notes=st.sampled_from(("Kort", "Längre")))
    def type_notes(self, number: int, notes: str) -> None:
        uuid = self._some(number, "agenda_point")

        def told(_made: str) -> None:
            self.plain.living("agenda_point", uuid)["notes"] = notes

        self.both(lambda: meetings.save_point_field(self.database, uuid, "notes", notes), told)

    @precondition(lambda self: self.plain.table("agenda_point", living=False))
    @rule(number=small, is_parked=st.booleans())
    def delete_or_park_point(self, number: int, is_parked: bool) -> None:
        uuid = self._some(number, "agenda_point")

        def told(_made: str) -> None:
            plain = self.plain
            row = plain.living("agenda_point", uuid)
            if plain.table("decision", point_uuid=uuid):
                raise Refused("point_has_decisions")
            met = row["meeting_uuid"]
            if is_parked and met and plain.rows["meeting", met]["state"] in CLOSED:
                raise Refused("meeting_closed")
            if is_parked and row["state"] == "moved":
                raise Refused("point_moved_already")
            if row["paragraph"]:
                raise Refused("point_has_paragraph")
            if is_parked:
                place = self._next_place(row["group_uuid"], None)
                row.update(meeting_uuid=None, returns_on=None, state="planned", position=place)
                return
            plain.delete(("agenda_point", uuid))
            for _, action in plain.table("action", point_uuid=uuid):
                action["point_uuid"] = None

        do = meetings.park_point if is_parked else meetings.delete_point
        self.both(lambda: do(self.database, uuid), told)

    @precondition(lambda self: self.plain.table("agenda_point", living=False))
    @rule(number=small, day=st.integers(0, 3))
    def postpone(self, number: int, day: int) -> None:
        uuid = self._some(number, "agenda_point")

        def told(_made: str) -> None:
            row = self.plain.living("agenda_point", uuid)
            if row["state"] == "moved":
                raise Refused("point_moved_already")
            met = self.plain.rows.get(("meeting", row["meeting_uuid"]))
            if met and str(DAYS[day]) <= met["day"]:
                raise Refused("postpone_too_early")
            row.update(state="postponed", returns_on=str(DAYS[day]))

        self.both(lambda: meetings.postpone_point(self.database, uuid, DAYS[day]), told)

    @precondition(lambda self: self.plain.table("agenda_point", living=False))
    @rule(number=small, to=small, is_copied=st.booleans())
    def move_on(self, number: int, to: int, is_copied: bool) -> None:
        uuid, met = self._some(number, "agenda_point"), self._some(to, "meeting")

        def told(made: str) -> None:
            plain = self.plain
            row = plain.living("agenda_point", uuid)
            meeting = plain.living("meeting", met)
            was = plain.rows.get(("meeting", row["meeting_uuid"]))
            for code, is_so in (
                ("meeting_closed", meeting["state"] in CLOSED),
                ("point_same_meeting", row["meeting_uuid"] == met),
                ("meeting_other_group", row["group_uuid"] != meeting["group_uuid"]),
                ("point_copied_already", is_copied and plain.table(
                    "agenda_point", came_from_uuid=uuid, meeting_uuid=met)),
                ("point_moved_already", not is_copied and row["state"] == "moved"),
                ("point_in_minutes", not is_copied and was and was["state"] == "held"),
            ):  # fmt: skip
                if is_so:
                    raise Refused(code)
            if is_copied or (was and was["state"] == "ongoing"):
                self._new_point(made, row["group_uuid"], met, uuid)
                if is_copied:
                    return
                row.update(state="moved", returns_on=None)
            else:
                made = uuid
                place = plain.last_place("agenda_point", meeting_uuid=met)
                row.update(meeting_uuid=met, returns_on=None, state="planned", position=place)
            for table in ("decision", "action"):
                for _, part in plain.table(table, point_uuid=uuid):
                    part.update(point_uuid=made, meeting_uuid=met)

        do = meetings.copy_to_next if is_copied else meetings.move_to_next
        self.both(lambda: do(self.database, uuid, met), told)
