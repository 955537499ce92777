"""Acts on the mission: links of the chain, assessments, locked periods, initiatives."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from rccdesk.enums import InitiativeState, LinkRole, Origin, Thing
from rccdesk.services import framework, initiatives, links, period_locks
from rccdesk.services.database import Database
from rccdesk.services.framework import AssessmentRow
from rccdesk.services.initiatives import InitiativeRow
from rccdesk.services.links import ChainLink
from tests.rigs.stateful_model import LOCKED, SPANS, Model, Refused, Row, RowId
from tests.rigs.stateful_pool import TEXTS, small, today

FRAMEWORK = "kriterier-2011"
BODY = "Ledningsgruppen"
DAYS = (dt.date(2026, 2, 1), dt.date(2026, 5, 10))
NO_INITIATIVE = {
    **dict.fromkeys((
        "origin", "problem", "target_group", "work_change", "svf", "area", "owner_role", "funding",
        "cost", "patient_entry", "patient_reason", "patient_form", "patient_change", "output",
        "evaluation_kind", "evaluation_by", "evaluation_plan", "evaluation", "conclusion",
        "conclusion_reason", "durability", "came_from",
    ), ""),
    **dict.fromkeys((
        "starts_on", "ends_on", "funding_ends_on", "patient_changed", "output_count",
        "evaluated_on", "durability_on",
    )),
    "is_worth_spreading": 0,
}  # fmt: skip
INITIATIVE_STATES = ("idea", "planned", "ongoing", "ended")
_TOPIC = {"plan_item": "plans", "initiative": "initiatives"}


class Mission:
    """The acts, for a machine with a store and its model."""

    database: Database
    model: Model
    both: Callable[[str, Callable[[], Any], Callable[[], Any]], Any]
    criteria: list[str]
    _some: Callable[..., RowId]
    _every: Callable[..., list[RowId]]
    _living: Callable[[str, str], Row]
    _delete_said: Callable[[set[RowId]], None]

    # --- links -----------------------------------------------------------------------------------

    @precondition(lambda self: self._every("plan_item", "initiative"))
    @rule(number=small, to=st.sampled_from(("criterion", "document", "goal")),
          which=small, is_confirmed=st.booleans())  # fmt: skip
    def add_link(self, number: int, to: str, which: int, is_confirmed: bool) -> None:
        start = self._some(number, "plan_item", "initiative")
        goals = self._every("plan_item")
        end, title = ("document", "Protokoll"), "Protokoll"
        if to == "criterion" or (to == "goal" and not goals):
            end, title = ("framework_item", self.criteria[which % 2]), ""
        elif to == "goal":
            end, title = goals[which % len(goals)], ""
        role = "evidence" if end[0] == "document" else "serves"
        link = ChainLink(
            Thing(start[0]), start[1], Thing(end[0]), end[1], LinkRole(role), title,
            is_confirmed=is_confirmed,
        )  # fmt: skip

        def told() -> None:
            if start == end:
                raise Refused("link_to_itself")
            if any(key in self.model.rows and self.model.rows[key]["deleted_at"]
                   for key in (start, end)):  # fmt: skip
                raise Refused("link_end_missing")
            place = {"from_kind": start[0], "from_key": start[1], "to_kind": end[0],
                     "to_key": end[1], "role": role}  # fmt: skip
            with self.model.write("link_added", *_topics(place)):
                if self.model.one("link", **place) is not None:
                    raise Refused("link_exists")
                self.model.add("link", {
                    **place, "title": title, "note": "", "source": "", "is_secondary": 0,
                    "is_confirmed": int(is_confirmed), "added_on": today(),
                })  # fmt: skip

        self.both("add link", lambda: links.add_link(self.database, link), told)

    @precondition(lambda self: self.model.table("link", deleted=None))
    @rule(number=small, is_going=st.booleans())
    def confirm_or_delete_link(self, number: int, is_going: bool) -> None:
        _, uuid = self._some(number, "link")

        def told() -> None:
            row = self._living("link", uuid)
            with self.model.write("link_deleted" if is_going else "confirmed", *_topics(row)):
                if is_going:
                    self.model.delete(("link", uuid))
                else:
                    row["is_confirmed"] = 1

        def real() -> None:
            if is_going:
                links.delete_link(self.database, uuid)
            else:
                links.confirm_links(self.database, [uuid])

        self.both("link", real, told)

    # --- assessments -----------------------------------------------------------------------------

    @rule(which=st.integers(0, 1), day=st.sampled_from(DAYS), level=st.sampled_from((None, 1, 3)),
          reason=st.sampled_from(TEXTS))  # fmt: skip
    def add_assessment(self, which: int, day: dt.date, level: int | None, reason: str) -> None:
        item = self.criteria[which]
        row = AssessmentRow(item, BODY, day, progress=level, reason=reason)

        def told() -> None:
            self._refuse_locked_day(day)
            place = {"item_uuid": item, "body": BODY, "area": "", "day": str(day)}
            if self.model.one("assessment", **place) is not None:
                raise Refused("assessment_exists")
            with self.model.write("assessment_added", "framework"):
                self.model.add("assessment", {
                    **place, "progress": level, "challenge": None, "plan_progress": None,
                    "reason": reason, "owner_role": "", "next_review": None,
                    "author": self.model.who,
                })  # fmt: skip

        self.both("assess", lambda: framework.add_assessment(self.database, row), told)

    def _refuse_locked_day(self, day: object) -> None:
        if self.model.is_locked("framework", self.model.framework, str(day), str(day)):
            raise Refused("period_locked")

    @precondition(lambda self: self.model.table("assessment", deleted=None))
    @rule(number=small, level=st.sampled_from((None, 0, 2)), reason=st.sampled_from(TEXTS))
    def update_assessment(self, number: int, level: int | None, reason: str) -> None:
        _, uuid = self._some(number, "assessment")
        found = self.model.rows["assessment", uuid]
        row = AssessmentRow(
            found["item_uuid"], BODY, dt.date.fromisoformat(found["day"]), progress=level,
            reason=reason, uuid=uuid,
        )  # fmt: skip

        def told() -> None:
            self._living("assessment", uuid)
            self._refuse_locked_day(found["day"])
            with self.model.write("assessment_updated", "framework"):
                found.update(progress=level, reason=reason, author=self.model.who)

        self.both("assess anew", lambda: framework.update_assessment(self.database, row), told)

    @precondition(lambda self: self.model.table("assessment", deleted=None))
    @rule(number=small)
    def delete_assessment(self, number: int) -> None:
        _, uuid = self._some(number, "assessment")

        def told() -> None:
            row = self._living("assessment", uuid)
            self._refuse_locked_day(row["day"])
            with self.model.write("assessment_deleted", "framework"):
                self.model.delete(("assessment", uuid))

        self.both(
            "delete assessment", lambda: framework.delete_assessment(self.database, uuid), told
        )

    # --- locked periods --------------------------------------------------------------------------

    @rule(number=small, of_plan=st.booleans(), period=st.sampled_from(tuple(SPANS)))
    def lock(self, number: int, of_plan: bool, period: str) -> None:
        kind, key = "framework", self.model.framework
        if of_plan and self.model.table("plan", deleted=None):
            kind, key = self._some(number, "plan")

        def told() -> None:
            if kind == "plan" and self.model.rows[kind, key]["deleted_at"] is not None:
                raise Refused("not_found")
            place = {"subject_kind": kind, "subject_key": key, "period": period}
            if self.model.one("period_lock", **place) is not None:
                raise Refused("period_lock_exists")
            with self.model.write(LOCKED, "plans" if kind == "plan" else "framework"):
                self.model.add(
                    "period_lock",
                    {**place, "locked_on": today(), "note": "", "author": self.model.who},
                )

        self.both(
            "lock",
            lambda: period_locks.lock_period(self.database, Thing(kind), key, period),
            told,
        )

    @precondition(lambda self: self.model.table("period_lock", deleted=None))
    @rule(number=small, reason=st.sampled_from(("", "Fel siffra")))
    def unlock(self, number: int, reason: str) -> None:
        _, uuid = self._some(number, "period_lock")

        def told() -> None:
            if not reason:
                raise Refused("unlock_reason_missing")
            row = self._living("period_lock", uuid)
            with self.model.write(
                "unlocked", "plans" if row["subject_kind"] == "plan" else "framework"
            ):
                self.model.delete(("period_lock", uuid))

        self.both("unlock", lambda: period_locks.unlock_period(self.database, uuid, reason), told)

    # --- initiatives -----------------------------------------------------------------------------

    @rule(title=st.sampled_from(("Snabbspår", " ")), state=st.sampled_from(INITIATIVE_STATES),
          origin=st.sampled_from((None, Origin.RCC)), problem=st.sampled_from(TEXTS))  # fmt: skip
    def add_initiative(
        self, title: str, state: str, origin: Origin | None, problem: str
    ) -> None:  # fmt: skip
        row = InitiativeRow(title, InitiativeState(state), origin, problem)

        def told() -> None:
            if not title.strip():
                raise Refused("initiative_title_missing")
            self._refuse_early(state, origin or "", problem, "")
            with self.model.write("initiative_added", "initiatives"):
                self.model.add("initiative", {
                    **NO_INITIATIVE, "title": title, "state": state, "origin": str(origin or ""),
                    "problem": problem, "created_on": today(), "touched_on": today(),
                })  # fmt: skip

        self.both("add initiative", lambda: initiatives.add_initiative(self.database, row), told)

    def _refuse_early(self, state: str, origin: str, problem: str, reason: str) -> None:
        if state in ("planned", "ongoing"):
            if not origin:
                raise Refused("initiative_origin_missing")
            if not problem:
                raise Refused("initiative_problem_missing")
        if state == "ongoing" and not reason:
            raise Refused("patients_not_recorded")

    @precondition(lambda self: self.model.table("initiative", deleted=None))
    @rule(number=small, state=st.sampled_from(INITIATIVE_STATES),
          reason=st.sampled_from(("", "Rådet är tillfrågat")))  # fmt: skip
    def move_initiative(self, number: int, state: str, reason: str) -> None:
        _, uuid = self._some(number, "initiative")

        def told() -> None:
            row = self._living("initiative", uuid)
            answer = reason or row["patient_reason"]
            self._refuse_early(state, row["origin"], row["problem"], answer)
            with self.model.write("initiative_moved", "initiatives"):
                row.update(state=state, patient_reason=answer, touched_on=today())

        self.both(
            "move initiative",
            lambda: initiatives.move_initiative(
                self.database, uuid, InitiativeState(state), patient_reason=reason
            ),
            told,
        )

    @precondition(lambda self: self.model.table("initiative", deleted=None))
    @rule(number=small)
    def delete_initiative(self, number: int) -> None:
        _, uuid = self._some(number, "initiative")

        def told() -> None:
            self._living("initiative", uuid)
            with self.model.write("initiative_deleted", "initiatives", "plans"):
                gone: set[RowId] = {("initiative", uuid)}
                for each, row in self.model.table("activity"):
                    if row["initiative_uuid"] == uuid:
                        if row["plan_item_uuid"]:
                            row["initiative_uuid"] = None
                        else:
                            gone.add(("activity", each))
                self.model.delete(*gone)
                self._delete_said(gone)

        self.both(
            "delete initiative", lambda: initiatives.delete_initiative(self.database, uuid), told
        )


def _topics(link: Row) -> tuple[str, ...]:
    return tuple(_TOPIC.get(link[kind], "framework") for kind in ("from_kind", "to_kind"))
