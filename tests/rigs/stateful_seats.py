"""Acts on groups, persons and seats, for a machine with a store and its plain model."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from rccdesk.enums import (
    GroupKind,
    Represents,
)
from rccdesk.services import groups
from rccdesk.services.database import Database
from rccdesk.services.groups import GroupRow, MembershipRow, PersonRow, SeatRow
from tests.rigs.stateful_meetings_plain import (
    NAMES,
    TERMS,
    Plain,
    Refused,
    Row,
    seats_too_full,
    small,
)


class Seating:
    """The acts."""

    database: Database
    plain: Plain
    both: Callable[[Callable[[], Any], Callable[[str], None]], None]
    _some: Callable[[int, str], str]

    @rule(name=st.integers(0, 2), leads=st.booleans(), first=st.sampled_from((1, 40)))
    def add_group(self, name: int, leads: bool, first: int) -> None:
        title = NAMES[name]
        row = GroupRow(title, GroupKind.STEERING, is_steering_body=leads, first_paragraph=first)

        def told(uuid: str) -> None:
            codes = [
                code
                for _, other in self.plain.table("work_group")
                for code, is_so in (
                    ("group_name_taken", other["name"].lower() == title.lower()),
                    ("steering_body_taken", leads and other["is_steering_body"]),
                )
                if is_so
            ]
            if codes:
                raise Refused(*codes)
            self.plain.rows["work_group", uuid] = {
                "name": title, "is_steering_body": int(leads), "first_paragraph": first,
                "gone": None,
            }  # fmt: skip

        self.both(lambda: groups.add_group(self.database, row), told)

    @rule(number=small)
    def delete_group(self, number: int) -> None:
        uuid = self._some(number, "work_group")

        def told(_made: str) -> None:
            plain = self.plain
            plain.living("work_group", uuid)
            if any(
                plain.table(table, group_uuid=uuid)
                for table in ("meeting", "agenda_point", "decision", "action")
            ):
                raise Refused("group_used")
            seats = [each for each, _ in plain.table("seat", group_uuid=uuid)]
            terms = [
                each for seat in seats for each, _ in plain.table("membership", seat_uuid=seat)
            ]
            plain.delete(
                ("work_group", uuid),
                *(("seat", each) for each in seats),
                *(("membership", each) for each in terms),
            )

        self.both(lambda: groups.delete_group(self.database, uuid), told)

    @rule(name=st.sampled_from(("Anna Lindqvist", "Bo Ek")))
    def add_person(self, name: str) -> None:
        def told(uuid: str) -> None:
            self.plain.rows["person", uuid] = {"name": name, "gone": None}

        self.both(lambda: groups.add_person(self.database, PersonRow(name)), told)

    @rule(number=small)
    def delete_person(self, number: int) -> None:
        uuid = self._some(number, "person")
        today = dt.datetime.now().astimezone().date().isoformat()

        def told(_made: str) -> None:
            plain = self.plain
            plain.living("person", uuid)
            sits = any(
                (row["ends_on"] or "9999") >= today
                for _, row in plain.table("membership", person_uuid=uuid)
            )
            if sits or plain.table("action", person_uuid=uuid, state="open"):
                raise Refused("person_holds")
            plain.delete(("person", uuid))

        self.both(lambda: groups.delete_person(self.database, uuid), told)

    @rule(number=small, required=st.integers(0, 2))
    def add_seat(self, number: int, required: int) -> None:
        group = self._some(number, "work_group")
        row = SeatRow(group, Represents.PATIENTS, required=required)

        def told(uuid: str) -> None:
            if required < 1:
                raise Refused("seat_required")
            self.plain.living("work_group", group)
            self.plain.rows["seat", uuid] = {
                "group_uuid": group, "required": required, "gone": None,
            }  # fmt: skip

        self.both(lambda: groups.add_seat(self.database, row), told)

    @precondition(lambda self: self.plain.table("seat", living=False))
    @rule(number=small)
    def delete_seat(self, number: int) -> None:
        uuid = self._some(number, "seat")

        def told(_made: str) -> None:
            self.plain.living("seat", uuid)
            terms = [("membership", each) for each, _ in self.plain.table(
                "membership", seat_uuid=uuid)]  # fmt: skip
            self.plain.delete(("seat", uuid), *terms)

        self.both(lambda: groups.delete_seat(self.database, uuid), told)

    @precondition(lambda self: self.plain.table("seat", living=False))
    @rule(number=small, who=small, first=st.sampled_from(TERMS), last=st.sampled_from(TERMS))
    def sit(self, number: int, who: int, first: dt.date | None, last: dt.date | None) -> None:
        seat, person = self._some(number, "seat"), self._some(who, "person")
        term = {
            "seat_uuid": seat, "person_uuid": person, "starts_on": str(first) if first else None,
            "ends_on": str(last) if last else None, "gone": None,
        }  # fmt: skip

        def told(uuid: str) -> None:
            required = self.plain.living("seat", seat)["required"]
            self.plain.living("person", person)
            self._place(uuid, term, required)

        row = MembershipRow(seat, person, starts_on=first, ends_on=last)
        self.both(lambda: groups.add_member(self.database, row), told)

    def _place(self, uuid: str, term: Row, required: int) -> None:
        if term["starts_on"] and term["ends_on"] and term["ends_on"] < term["starts_on"]:
            raise Refused("membership_dates")
        others = [
            row
            for each, row in self.plain.table("membership", seat_uuid=term["seat_uuid"])
            if each != uuid
        ]
        mine = [row for row in others if row["person_uuid"] == term["person_uuid"]]
        if seats_too_full([*mine, term], 9):
            raise Refused("membership_overlaps")
        if seats_too_full([*others, term], required):
            raise Refused("seat_taken")
        self.plain.rows["membership", uuid] = term

    @precondition(lambda self: self.plain.table("membership", living=False))
    @rule(number=small, day=st.sampled_from(TERMS[1:]))
    def end_term(self, number: int, day: dt.date) -> None:
        uuid = self._some(number, "membership")

        def told(_made: str) -> None:
            term = self.plain.living("membership", uuid)
            required = self.plain.living("seat", term["seat_uuid"])["required"]
            self._place(uuid, {**term, "ends_on": str(day)}, required)

        self.both(lambda: groups.end_member(self.database, uuid, day), told)
