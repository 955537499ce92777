"""Acts on plans: goals in their tree, activities, what is said of them, what stands in the way."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from rccdesk.enums import ItemState, Thing
from rccdesk.services import plans
from rccdesk.services.database import Database
from rccdesk.services.plans import (
    ActivityRow,
    FollowUpRow,
    ItemRegionRow,
    ObstacleRow,
    PlanItemRow,
    PlanRow,
)
from tests.rigs.stateful_model import SPANS, Model, Refused, Row, RowId
from tests.rigs.stateful_pool import TEXTS, small, today

NEEDS_REASON = ("not_now", "dropped")
STATES = ("not_started", "late", "done", "not_now", "struck")
REASONS = ("", "Väntar på budget")
DAYS = (None, dt.date(2026, 3, 1), dt.date(2026, 6, 1))
TOLD_ON = (dt.date(2024, 2, 1), dt.date(2024, 6, 1))
PERIODS = ("2026-T1", "2026-T2")
MISSING = {
    "plan_item": "plan_item_missing",
    "activity": "activity_missing",
    "initiative": "initiative_missing",
    "improvement_area": "improvement_missing",
}
NO_GOAL = {
    **dict.fromkeys((
        "code", "description", "state_reason", "measure", "measure_key", "definition",
        "goal_shape", "direction", "unit_of_measure", "baseline_period", "responsible",
        "data_source", "problem", "expected_effect", "priority_reason", "budget", "risk",
        "risk_measure", "scope",
    ), ""),
    **dict.fromkeys((
        "level", "higher_level", "baseline_value", "target_date", "follow_up_months", "priority",
        "risk_likelihood", "risk_consequence",
    )),
    "is_overall": 0,
}  # fmt: skip


class Planning:
    """The acts, for a machine with a store and its model."""

    database: Database
    model: Model
    both: Callable[[str, Callable[[], Any], Callable[[], Any]], Any]

    def _every(self, *tables: str) -> list[RowId]:
        """Return the rows of some tables, deleted ones too."""
        return sorted(key for key in self.model.rows if key[0] in tables)

    def _living(self, table: str, uuid: str) -> Row:
        row = self.model.rows[table, uuid]
        if row["deleted_at"] is not None:
            raise Refused(MISSING.get(table, f"{table}_missing"))
        return row

    def _some(self, number: int, *tables: str) -> RowId:
        rows = self._every(*tables)
        return rows[number % len(rows)]

    # --- plans and goals -------------------------------------------------------------------------

    @rule(name=st.sampled_from(("Cancerplan", "Sydplan", " ")))
    def add_plan(self, name: str) -> None:
        def told() -> None:
            if not name.strip():
                raise Refused("plan_name_missing")
            places = [row["position"] for _, row in self.model.table("plan", deleted=None)]
            with self.model.write("plan_added", "plans"):
                self.model.add("plan", {
                    "name": name, "kind": "cancer_plan", "state": "draft", "parent_uuid": None,
                    "replaces_uuid": None, "region": "", "svf": "", "valid_from": None,
                    "valid_to": None, "vision": "", "owner_role": "", "level_names": "",
                    "note": "", "position": max(places, default=-1) + 1,
                })  # fmt: skip

        self.both("add plan", lambda: plans.add_plan(self.database, PlanRow(name)), told)

    @precondition(lambda self: self.model.table("plan", deleted=None))
    @rule(number=small)
    def delete_plan(self, number: int) -> None:
        _, uuid = self._some(number, "plan")

        def told() -> None:
            self._living("plan", uuid)
            goals = [u for u, row in self.model.table("plan_item") if row["plan_uuid"] == uuid]
            self._refuse_locked_parts(uuid, goals)
            with self.model.write("plan_deleted", "plans"):
                self.model.delete(("plan", uuid))
                self._delete_goals(goals)
                self._delete_said({("plan", uuid)})

        self.both("delete plan", lambda: plans.delete_plan(self.database, uuid), told)

    @rule(number=small, title=st.sampled_from(("Kortare väntan", "Stöd", " ")),
          state=st.sampled_from(STATES), reason=st.sampled_from(REASONS),
          problem=st.sampled_from(TEXTS))  # fmt: skip
    def add_goal(self, number: int, title: str, state: str, reason: str, problem: str) -> None:
        if not self.model.table("plan", deleted=None):
            self.add_plan("Cancerplan")
        goals = self._every("plan_item")
        parent = None if number % 3 == 0 or not goals else goals[number % len(goals)][1]
        _, plan = self._some(number, "plan")
        if parent and number % 5:
            plan = self.model.rows["plan_item", parent]["plan_uuid"]
        goal = PlanItemRow(
            plan, title, parent or "", state=ItemState(state), state_reason=reason, problem=problem
        )

        def told() -> None:
            if not title.strip():
                raise Refused("plan_title_missing")
            self._refuse_state(state, reason)
            self._living("plan", plan)
            with self.model.write("plan_item_added", "plans"):
                if parent:
                    above = self.model.rows["plan_item", parent]
                    if above["deleted_at"] or above["plan_uuid"] != plan:
                        raise Refused("plan_other_plan")
                uuid = self.model.add("plan_item", {
                    **NO_GOAL, "plan_uuid": plan, "parent_uuid": parent, "title": title,
                    "state": state, "state_reason": reason, "problem": problem,
                    "position": self._next_place(plan, parent), "touched_on": today(),
                }) if self._fits(plan, parent) else ""  # fmt: skip
                if not uuid:
                    raise Refused("plan_too_deep")

        self.both("add goal", lambda: plans.add_item(self.database, goal), told)

    def _fits(self, plan: str, parent: str | None) -> bool:
        depth, at = 0, parent
        while at:
            depth, at = depth + 1, self.model.rows["plan_item", at]["parent_uuid"]
        return depth < 4

    def _siblings(self, plan: str, parent: str | None) -> list[str]:
        rows = [
            (row["position"], uuid)
            for uuid, row in self.model.table("plan_item")
            if (row["plan_uuid"], row["parent_uuid"]) == (plan, parent)
        ]
        return [uuid for _, uuid in sorted(rows)]

    def _next_place(self, plan: str, parent: str | None) -> int:
        places = [
            self.model.rows["plan_item", uuid]["position"] for uuid in self._siblings(plan, parent)
        ]
        return max(places, default=-1) + 1

    def _refuse_state(self, state: str, reason: str) -> None:
        if state == "struck":
            raise Refused("state_only_in_region")
        if state in NEEDS_REASON and not reason:
            raise Refused("state_reason_missing")

    @precondition(lambda self: self.model.table("plan_item", deleted=None))
    @rule(number=small, to=small, place=st.integers(-1, 4))
    def move_goal(self, number: int, to: int, place: int) -> None:
        _, uuid = self._some(number, "plan_item")
        parent = None if to % 3 == 0 else self._some(to, "plan_item")[1]

        def told() -> None:
            row = self._living("plan_item", uuid)
            order = self._siblings(row["plan_uuid"], parent)
            with self.model.write("plan_item_moved", "plans"):
                row["parent_uuid"] = parent
                if code := self.model.misplaced(uuid):
                    raise Refused(code)
                order = [each for each in order if each != uuid]
                order.insert(min(max(place, 0), len(order)), uuid)
                for position, each in enumerate(order):
                    self.model.rows["plan_item", each]["position"] = position

        self.both(
            "move goal",
            lambda: plans.move_item(
                self.database, uuid, parent_uuid=parent or "", position=place
            ),
            told,
        )  # fmt: skip

    @precondition(lambda self: self.model.table("plan_item", deleted=None))
    @rule(number=small, state=st.sampled_from(STATES), reason=st.sampled_from(REASONS))
    def set_goal_state(self, number: int, state: str, reason: str) -> None:
        _, uuid = self._some(number, "plan_item")

        def told() -> None:
            row = self._living("plan_item", uuid)
            kept = reason or (row["state_reason"] if row["state"] == state else "")
            self._refuse_state(state, kept)
            with self.model.write("plan_item_state_set", "plans"):
                row.update(state=state, state_reason=kept, touched_on=today())

        self.both(
            "goal state",
            lambda: plans.set_item_state(self.database, uuid, ItemState(state), reason),
            told,
        )

    @precondition(lambda self: self.model.table("plan_item", deleted=None))
    @rule(number=small, months=st.sampled_from((None, 0, 4)), problem=st.sampled_from(TEXTS),
          priority=st.sampled_from((None, 1, 2)), reason=st.sampled_from(REASONS))  # fmt: skip
    def update_goal(
        self, number: int, months: int | None, problem: str, priority: int | None, reason: str
    ) -> None:
        _, uuid = self._some(number, "plan_item")
        found = self.model.rows["plan_item", uuid]
        goal = PlanItemRow(
            found["plan_uuid"], found["title"], state=ItemState(found["state"]),
            state_reason=found["state_reason"], problem=problem, priority=priority,
            priority_reason=reason, follow_up_months=months, uuid=uuid,
        )  # fmt: skip

        def told() -> None:
            if months == 0:
                raise Refused("plan_number_refused")
            row = self._living("plan_item", uuid)
            if (
                row["priority"] is not None
                and row["priority"] != priority
                and (not reason or reason == row["priority_reason"])
            ):
                raise Refused("priority_reason_missing")
            with self.model.write("plan_item_updated", "plans"):
                row.update(problem=problem, priority=priority, priority_reason=reason,
                           follow_up_months=months, touched_on=today())  # fmt: skip

        self.both("update goal", lambda: plans.update_item(self.database, goal), told)

    @precondition(lambda self: self.model.table("plan_item", deleted=None))
    @rule(number=small)
    def delete_goal(self, number: int) -> None:
        _, uuid = self._some(number, "plan_item")

        def told() -> None:
            row = self._living("plan_item", uuid)
            going, before = {uuid}, 0
            while before != len(going):
                before = len(going)
                going |= {
                    each for each, part in self.model.table("plan_item")
                    if part["parent_uuid"] in going
                }  # fmt: skip
            self._refuse_locked_parts(row["plan_uuid"], going)
            with self.model.write("plan_item_deleted", "plans"):
                self._delete_goals(going)

        self.both("delete goal", lambda: plans.delete_item(self.database, uuid), told)

    def _refuse_locked_parts(self, plan: str, goals: Iterable[str]) -> None:
        parts = {("plan_item", uuid) for uuid in goals}
        parts |= {
            ("activity", uuid) for uuid, row in self.model.table("activity")
            if ("plan_item", row["plan_item_uuid"]) in parts
        }  # fmt: skip
        self._refuse_locked_subjects(plan, parts)

    def _refuse_locked_subjects(self, plan: str, subjects: set[RowId]) -> None:
        for _, said in self.model.table("follow_up"):
            about = (said["subject_kind"], said["subject_key"])
            if about in subjects and self.model.is_locked("plan", plan, *SPANS[said["period"]]):
                raise Refused("period_locked")

    def _delete_goals(self, goals: Iterable[str]) -> None:
        gone = {("plan_item", uuid) for uuid in goals}
        for uuid, row in self.model.table("activity"):
            if ("plan_item", row["plan_item_uuid"]) in gone:
                if row["initiative_uuid"]:
                    row["plan_item_uuid"] = None
                else:
                    gone.add(("activity", uuid))
        self.model.delete(*gone)
        self.model.delete(*(
            ("plan_item_region", uuid) for uuid, row in self.model.table("plan_item_region")
            if ("plan_item", row["item_uuid"]) in gone
        ))  # fmt: skip
        self._delete_said(gone)

    def _delete_said(self, gone: set[RowId]) -> None:
        for table in ("follow_up", "obstacle", "period_lock"):
            self.model.delete(*(
                (table, uuid) for uuid, row in self.model.table(table)
                if (row["subject_kind"], row["subject_key"]) in gone
            ))  # fmt: skip

    @precondition(lambda self: self.model.table("plan_item", deleted=None))
    @rule(number=small, region=st.sampled_from(("12", "13")), state=st.sampled_from(STATES))
    def set_goal_region(self, number: int, region: str, state: str) -> None:
        _, uuid = self._some(number, "plan_item")

        def told() -> None:
            goal = self._living("plan_item", uuid)
            with self.model.write("plan_item_region_set", "plans"):
                found = self.model.one("plan_item_region", item_uuid=uuid, region=region)
                values = {"state": state, "note": "", "responsible": "", "told_on": today()}
                if found is None:
                    place = {"item_uuid": uuid, "region": region}
                    self.model.add("plan_item_region", place | values)
                else:
                    self.model.rows["plan_item_region", found].update(values)
                goal["touched_on"] = today()

        said = ItemRegionRow(uuid, region, ItemState(state))
        self.both("goal in region", lambda: plans.set_item_region(self.database, said), told)

    # --- activities ------------------------------------------------------------------------------

    @precondition(lambda self: self._every("plan_item", "initiative"))
    @rule(number=small, of=st.sampled_from(("goal", "initiative", "both")),
          title=st.sampled_from(("Dialogmöte", " ")), state=st.sampled_from(STATES),
          starts=st.sampled_from(DAYS), due=st.sampled_from(DAYS))  # fmt: skip
    def add_activity(self, number: int, of: str, title: str, state: str, starts: dt.date | None,
                     due: dt.date | None) -> None:  # fmt: skip
        goals, tried = self._every("plan_item"), self._every("initiative")
        goal = goals[number % len(goals)][1] if goals and of != "initiative" else ""
        initiative = tried[number % len(tried)][1] if tried and of != "goal" else ""
        row = ActivityRow(
            title, goal, initiative, ItemState(state), starts_on=starts, due_on=due
        )  # fmt: skip

        def told() -> None:
            if not title.strip():
                raise Refused("activity_title_missing")
            if not (goal or initiative):
                raise Refused("activity_home_missing")
            if starts and due and due < starts:
                raise Refused("dates_reversed")
            self._refuse_state(state, "")
            for table, uuid in (("plan_item", goal), ("initiative", initiative)):
                if uuid:
                    self._living(table, uuid)
            with self.model.write("activity_added", *self._topics(initiative)):
                places = [self.model.rows["activity", each]["position"]
                          for each in self._beside(goal, initiative)]  # fmt: skip
                self.model.add("activity", {
                    "plan_item_uuid": goal or None, "initiative_uuid": initiative or None,
                    "position": max(places, default=-1) + 1, "title": title, "state": state,
                    "state_reason": "", "responsible": "", "next_step": "", "region": "",
                    "starts_on": str(starts) if starts else None,
                    "due_on": str(due) if due else None,
                    "done_on": today() if state == "done" else None, "channel": "",
                    "needs_decision": 0, "touched_on": today(),
                })  # fmt: skip

        self.both("add activity", lambda: plans.add_activity(self.database, row), told)

    def _topics(self, initiative: str | None) -> tuple[str, ...]:
        return ("plans", "initiatives") if initiative else ("plans",)

    def _beside(self, goal: str | None, initiative: str | None) -> list[str]:
        column, wanted = ("plan_item_uuid", goal) if goal else ("initiative_uuid", initiative)
        rows = [(row["position"], uuid) for uuid, row in self.model.table("activity")
                if row[column] == wanted]  # fmt: skip
        return [uuid for _, uuid in sorted(rows)]

    @precondition(lambda self: self.model.table("activity", deleted=None))
    @rule(number=small, state=st.sampled_from(STATES), due=st.sampled_from(DAYS),
          responsible=st.sampled_from(("", "Gruppen")), step=st.sampled_from(TEXTS))  # fmt: skip
    def edit_activity(self, number: int, state: str, due: dt.date | None, responsible: str,
                      step: str) -> None:  # fmt: skip
        _, uuid = self._some(number, "activity")

        def told() -> None:
            row = self._living("activity", uuid)
            reason, left = row["state_reason"] if row["state"] == state else "", step
            if state in NEEDS_REASON:
                reason, left = step or reason, ""
            if due and row["starts_on"] and str(due) < row["starts_on"]:
                raise Refused("dates_reversed")
            self._refuse_state(state, reason)
            with self.model.write("activity_updated", *self._topics(row["initiative_uuid"])):
                done = (row["done_on"] or today()) if state == "done" else None
                row.update(state=state, state_reason=reason, due_on=str(due) if due else None,
                           responsible=responsible, next_step=left, done_on=done,
                           touched_on=today())  # fmt: skip

        self.both(
            "edit activity",
            lambda: plans.edit_activity(
                self.database, uuid, state=ItemState(state), due_on=due, responsible=responsible,
                next_step=step,
            ),
            told,
        )  # fmt: skip

    @precondition(lambda self: self.model.table("activity", deleted=None))
    @rule(number=small, starts=st.sampled_from(DAYS))
    def start_activity(self, number: int, starts: dt.date | None) -> None:
        """Change the day that an activity starts on; the edit of four fields has it not."""
        _, uuid = self._some(number, "activity")

        def real() -> None:
            row = plans.get_activity(self.database, uuid)
            plans.update_activity(self.database, replace(row, starts_on=starts))

        def told() -> None:
            row = self._living("activity", uuid)
            if starts and row["due_on"] and row["due_on"] < str(starts):
                raise Refused("dates_reversed")
            with self.model.write("activity_updated", *self._topics(row["initiative_uuid"])):
                row.update(starts_on=str(starts) if starts else None, touched_on=today())

        self.both("start activity", real, told)

    @precondition(
        lambda self: (
            self.model.table("activity", deleted=None)
            and self.model.table("plan_item", deleted=None)
        )
    )
    @rule(number=small, to=small, place=st.integers(-1, 3))
    def move_activity(self, number: int, to: int, place: int) -> None:
        _, uuid = self._some(number, "activity")
        _, goal = self._some(to, "plan_item")

        def told() -> None:
            row = self._living("activity", uuid)
            self._living("plan_item", goal)
            home = self.model.rows.get(("plan_item", row["plan_item_uuid"]), {}).get("plan_uuid")
            if home and home != self.model.rows["plan_item", goal]["plan_uuid"]:
                self._refuse_locked_subjects(home, {("activity", uuid)})
            with self.model.write("activity_moved", *self._topics(row["initiative_uuid"])):
                order = [each for each in self._beside(goal, "") if each != uuid]
                order.insert(min(max(place, 0), len(order)), uuid)
                row["plan_item_uuid"] = goal
                for position, each in enumerate(order):
                    self.model.rows["activity", each]["position"] = position

        self.both(
            "move activity",
            lambda: plans.move_activity(self.database, uuid, item_uuid=goal, position=place),
            told,
        )

    @precondition(lambda self: self.model.table("activity", deleted=None))
    @rule(number=small)
    def delete_activity(self, number: int) -> None:
        _, uuid = self._some(number, "activity")

        def told() -> None:
            row = self._living("activity", uuid)
            if row["plan_item_uuid"]:
                plan = self.model.rows["plan_item", row["plan_item_uuid"]]["plan_uuid"]
                self._refuse_locked_subjects(plan, {("activity", uuid)})
            with self.model.write("activity_deleted", *self._topics(row["initiative_uuid"])):
                self.model.delete(("activity", uuid))
                self._delete_said({("activity", uuid)})

        self.both("delete activity", lambda: plans.delete_activity(self.database, uuid), told)

    # --- what is said ----------------------------------------------------------------------------

    @precondition(lambda self: self._every("plan_item", "activity", "initiative"))
    @rule(number=small, period=st.sampled_from(PERIODS), day=st.sampled_from(TOLD_ON),
          state=st.sampled_from(STATES), text=st.sampled_from(TEXTS))  # fmt: skip
    def follow_up(self, number: int, period: str, day: dt.date, state: str, text: str) -> None:
        kind, key = self._some(number, "plan_item", "activity", "initiative")
        said = FollowUpRow(Thing(kind), key, period, day, ItemState(state), text)

        def told() -> None:
            self._refuse_state(state, text)
            subject = self._living(kind, key)
            place = {"subject_kind": kind, "subject_key": key, "period": period}
            plan = self.model.plan_of(place)
            if plan and self.model.is_locked("plan", plan, *SPANS[period]):
                raise Refused("period_locked")
            topic = "initiatives" if kind == "initiative" else "plans"
            with self.model.write("follow_up_saved", topic):
                values = {"day": str(day), "state": state, "text": text, "action": "",
                          "value_key": "", "figure": "", "author": self.model.who}  # fmt: skip
                uuid = self.model.one("follow_up", **place)
                was = self.model.rows["follow_up", uuid]["state"] if uuid else ""
                if uuid:
                    self.model.rows["follow_up", uuid].update(values)
                else:
                    self.model.add("follow_up", place | values)
                subject["touched_on"] = max(str(day), subject["touched_on"] or "")
                is_newest = all(
                    row["day"] <= str(day) for _, row in self.model.table("follow_up")
                    if (row["subject_kind"], row["subject_key"]) == (kind, key)
                )  # fmt: skip
                if kind == "initiative" or not is_newest or state in (was, subject["state"]):
                    return
                subject["state"] = state
                subject["state_reason"] = text if state in NEEDS_REASON else ""
                if kind == "activity":
                    subject["done_on"] = str(day) if state == "done" else None

        self.both("follow up", lambda: plans.save_follow_up(self.database, said), told)

    @precondition(lambda self: self.model.table("follow_up", deleted=None))
    @rule(number=small)
    def delete_follow_up(self, number: int) -> None:
        _, uuid = self._some(number, "follow_up")

        def told() -> None:
            row = self._living("follow_up", uuid)
            plan = self.model.plan_of(row)
            if plan and self.model.is_locked("plan", plan, *SPANS[row["period"]]):
                raise Refused("period_locked")
            topic = "initiatives" if row["subject_kind"] == "initiative" else "plans"
            with self.model.write("follow_up_deleted", topic):
                self.model.delete(("follow_up", uuid))

        self.both("delete follow-up", lambda: plans.delete_follow_up(self.database, uuid), told)

    @precondition(lambda self: self._every(*MISSING))
    @rule(number=small, text=st.sampled_from(TEXTS))
    def add_obstacle(self, number: int, text: str) -> None:
        kind, key = self._some(number, *MISSING)

        def told() -> None:
            if not text:
                raise Refused("obstacle_empty")
            subject = self._living(kind, key)
            with self.model.write("obstacle_added", *_obstacle_topics(kind)):
                self.model.add("obstacle", {
                    "subject_kind": kind, "subject_key": key, "text": text, "cause_uuid": None,
                    "level": "", "state": "reported", "region": "", "noted_on": today(),
                    "raised_on": None, "settled_on": None, "answer": "",
                })  # fmt: skip
                if kind == "improvement_area":
                    subject["obstacle_asked_on"] = subject["obstacle_asked_on"] or today()

        row = ObstacleRow(Thing(kind), key, text)
        self.both("add obstacle", lambda: plans.add_obstacle(self.database, row), told)

    @precondition(lambda self: self.model.table("obstacle", deleted=None))
    @rule(number=small, is_raised=st.booleans())
    def raise_or_delete_obstacle(self, number: int, is_raised: bool) -> None:
        _, uuid = self._some(number, "obstacle")

        def told() -> None:
            row = self._living("obstacle", uuid)
            act = "obstacle_raised" if is_raised else "obstacle_deleted"
            with self.model.write(act, *_obstacle_topics(row["subject_kind"])):
                if is_raised:
                    row.update(state="raised", raised_on=today(), settled_on=None,
                               level=row["level"] or "steering_body")  # fmt: skip
                else:
                    self.model.delete(("obstacle", uuid))

        do = plans.raise_obstacle if is_raised else plans.delete_obstacle
        self.both("obstacle", lambda: do(self.database, uuid), told)


def _obstacle_topics(kind: str) -> tuple[str, ...]:
    more = {"initiative": ("initiatives",), "improvement_area": ("analyses",)}
    return ("plans", *more.get(kind, ()))
