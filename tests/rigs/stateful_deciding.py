"""Acts on decisions and actions, for a machine with a store and its plain model."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from rccdesk.enums import (
    ActionState,
    DecisionKind,
)
from rccdesk.services import decisions
from rccdesk.services.database import Database
from rccdesk.services.decisions import ActionRow, DecisionRow
from tests.rigs.stateful_meetings_plain import (
    DAYS,
    Id,
    Plain,
    Refused,
    Row,
    small,
)


class Deciding:
    """The acts."""

    database: Database
    plain: Plain
    both: Callable[[Callable[[], Any], Callable[[str], None]], None]
    _some: Callable[[int, str], str]
    _read: Callable[[], dict[Id, Row]]

    @precondition(lambda self: self.plain.table("agenda_point", living=False))
    @rule(number=small, kind=st.sampled_from((None, *DecisionKind)), day=st.integers(0, 3),
          is_asked=st.booleans())  # fmt: skip
    def decide(self, number: int, kind: DecisionKind | None, day: int, is_asked: bool) -> None:
        point = self._some(number, "agenda_point")
        returns = DAYS[day] if kind is DecisionKind.POSTPONED and number % 4 else None
        row = DecisionRow("", "Regionerna delar kön.", kind, point_uuid=point, returns_on=returns)  # type: ignore[arg-type]

        def told(uuid: str) -> None:
            plain = self.plain
            self._refuse_kind(kind, returns)
            about = plain.living("agenda_point", point, "decision_point_missing")
            met = plain.rows.get(("meeting", about["meeting_uuid"]))
            treated = met["day"] if met else dt.datetime.now().astimezone().date().isoformat()
            self._refuse_early(returns, treated)
            if met and met["state"] == "cancelled":
                raise Refused("meeting_closed")
            recommended = treated if kind is DecisionKind.RECOMMENDATION else None
            plain.rows["decision", uuid] = {
                "group_uuid": about["group_uuid"], "meeting_uuid": about["meeting_uuid"],
                "point_uuid": point, "position": plain.last_place("decision", point_uuid=point),
                "kind": str(kind), "returns_on": str(returns) if returns else None,
                "treated_on": treated, "recommended_on": recommended, "gone": None,
            }  # fmt: skip
            if is_asked:
                (found,) = [key for key in self._read() if key[0] == "decision_region"
                            and key not in plain.rows]  # fmt: skip
                plain.rows[found] = {
                    "decision_uuid": uuid, "region": "12", "asked_on": treated, "gone": None,
                }  # fmt: skip
            if returns:
                about.update(state="postponed", returns_on=str(returns))

        regions = ("12", "12") if is_asked else ()
        self.both(lambda: decisions.record_decision(self.database, row, regions), told)

    def _refuse_kind(self, kind: DecisionKind | None, returns: dt.date | None) -> None:
        if kind is None:
            raise Refused("decision_kind_missing")
        if kind is DecisionKind.POSTPONED and returns is None:
            raise Refused("postpone_date_missing")

    def _refuse_early(self, returns: dt.date | None, treated: str) -> None:
        if returns and str(returns) < treated:
            raise Refused("decision_dates")
        if returns and str(returns) == treated:
            raise Refused("postpone_too_early")

    @precondition(lambda self: self.plain.table("decision"))
    @rule(number=small, kind=st.sampled_from(tuple(DecisionKind)), day=st.integers(0, 3))
    def change_kind(self, number: int, kind: DecisionKind, day: int) -> None:
        living = sorted(uuid for uuid, _ in self.plain.table("decision"))
        uuid = living[number % len(living)]
        returns = DAYS[day] if kind is DecisionKind.POSTPONED else None

        def real() -> None:
            row = decisions.get_decision(self.database, uuid)
            decisions.update_decision(self.database, replace(row, kind=kind, returns_on=returns))

        def told(_made: str) -> None:
            plain = self.plain
            row = plain.rows["decision", uuid]
            self._refuse_early(returns, row["treated_on"])
            was, until = row["kind"], row["returns_on"]
            row.update(kind=str(kind), returns_on=str(returns) if returns else None)
            if kind is DecisionKind.RECOMMENDATION:
                row["recommended_on"] = row["recommended_on"] or row["treated_on"]
            point = plain.rows["agenda_point", row["point_uuid"]]
            if returns and (was, until) != (row["kind"], row["returns_on"]):
                point.update(state="postponed", returns_on=str(returns))
            elif was == "postponed" and not returns:
                self._take_back(uuid, row, until)

        self.both(real, told)

    def _take_back(self, uuid: str, row: Row, until: str | None) -> None:
        point = self.plain.rows["agenda_point", row["point_uuid"]]
        if point["gone"] is not None or (point["state"], point["returns_on"]) != (
            "postponed",
            until,
        ):
            return
        others = [
            (each["position"], each["returns_on"])
            for other, each in self.plain.table("decision", point_uuid=row["point_uuid"])
            if other != uuid and each["kind"] == "postponed"
        ]
        if others:
            point["returns_on"] = max(others)[1]
        else:
            point.update(state="treated" if point["paragraph"] else "planned", returns_on=None)

    @precondition(lambda self: self.plain.table("decision", living=False))
    @rule(number=small)
    def delete_decision(self, number: int) -> None:
        uuid = self._some(number, "decision")

        def told(_made: str) -> None:
            plain = self.plain
            row = plain.living("decision", uuid)
            asked = plain.table("decision_region", decision_uuid=uuid)
            plain.delete(("decision", uuid), *(("decision_region", each) for each, _ in asked))
            for _, action in plain.table("action", decision_uuid=uuid):
                action["decision_uuid"] = None
            if row["kind"] == "postponed":
                self._take_back(uuid, row, row["returns_on"])

        self.both(lambda: decisions.delete_decision(self.database, uuid), told)

    @rule(number=small, who=small, of=st.sampled_from(("decision", "agenda_point", "meeting")))
    def add_action(self, number: int, who: int, of: str) -> None:
        if not self.plain.table(of, living=False):
            of = "meeting"
        about, person = self._some(number, of), self._some(who, "person") if who % 2 else ""
        column = {"decision": "decision_uuid", "agenda_point": "point_uuid"}.get(of, "meeting_uuid")
        code = {"agenda_point": "decision_point_missing", "meeting": "decision_meeting_missing"}

        def told(uuid: str) -> None:
            found = self.plain.living(of, about, code.get(of, ""))
            if person:
                self.plain.living("person", person, "action_person_missing")
            self.plain.rows["action", uuid] = {
                "group_uuid": found["group_uuid"],
                "meeting_uuid": about if of == "meeting" else found["meeting_uuid"],
                "point_uuid": about if of == "agenda_point" else found.get("point_uuid"),
                "decision_uuid": about if of == "decision" else None,
                "person_uuid": person or None, "state": "open", "gone": None,
            }  # fmt: skip

        values = {column: about, "person_uuid": person}
        row = ActionRow("", "Skriv till regionerna", **values)
        self.both(lambda: decisions.add_action(self.database, row), told)

    @precondition(lambda self: self.plain.table("action", living=False))
    @rule(number=small, state=st.sampled_from((*ActionState, None)))
    def edit_action(self, number: int, state: ActionState | None) -> None:
        """Say where an action stands; None deletes it."""
        uuid = self._some(number, "action")

        def real() -> None:
            if state is None:
                decisions.delete_action(self.database, uuid)
                return
            decisions.edit_action(
                self.database, uuid, state=state, due_on=None, responsible="", note=""
            )

        def told(_made: str) -> None:
            row = self.plain.living("action", uuid)
            if state is None:
                self.plain.delete(("action", uuid))
            else:
                row["state"] = str(state)

        self.both(real, told)
