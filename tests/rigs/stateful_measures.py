"""Acts on how figures are read: marks in charts, own goals, the mapping of long waits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from rccdesk import texts
from rccdesk.enums import ChartEventKind
from rccdesk.services import chart_events, mapping75
from rccdesk.services.chart_events import ChartEventRow
from rccdesk.services.database import Database
from rccdesk.services.mapping75 import CauseCount
from rccdesk.services.pathways import goals
from rccdesk.services.pathways.goals import GoalRow
from tests.rigs.stateful_model import Model, Refused, Row
from tests.rigs.stateful_pool import KEYS, TEXTS, small

REGION, LONG = "12", "VH4"  # whose waits `import_waits` makes long
MEASURES = ("svf_lead_time", KEYS[0])
SELECTIONS = ((), (("svf", "VG9"),), (("region", "12"), ("svf", "VG9")))
STORED_AS = ("", "svf=VG9", "svf=VG9|region=12")
DAYS = (dt.date(2024, 1, 1), dt.date(2024, 7, 1), dt.date(2025, 1, 1))
CHOICES = ("VB2", "VG9", "VH4")
PERIODS = ("2024", "2024-Q2")  # both hold all long waits, and share days
CAUSES = ("routine", "staffing", "semester")
RETIRED = -1


class Measures:
    """The acts, for a machine with a store and its model."""

    database: Database
    model: Model
    both: Callable[[str, Callable[[], Any], Callable[[], Any]], Any]

    def _pick(self, table: str, number: int) -> tuple[str, Row]:
        rows = sorted(self.model.table(table, deleted=None))
        return rows[number % len(rows)]

    # --- marks in charts -------------------------------------------------------------------------

    @rule(number=small, measure=st.sampled_from(MEASURES), which=st.integers(0, 2),
          kind=st.sampled_from(ChartEventKind), day=st.sampled_from(DAYS),
          until=st.sampled_from((None, *DAYS)), label=st.sampled_from(TEXTS),
          reason=st.sampled_from(TEXTS), is_new=st.booleans())  # fmt: skip
    def save_mark(
        self, number: int, measure: str, which: int, kind: ChartEventKind, day: dt.date,
        until: dt.date | None, label: str, reason: str, is_new: bool,
    ) -> None:  # fmt: skip
        """Add a mark or, where there are some, change one."""
        uuid = ""
        if not is_new and self.model.table("chart_event", deleted=None):
            uuid, _row = self._pick("chart_event", number)
        mark = ChartEventRow(uuid, measure, SELECTIONS[which], kind, day, until, label, reason)

        def told() -> None:
            sets_limits = kind in ("baseline", "rebase")
            if sets_limits and not reason:
                raise Refused("chart_event_reason_missing")
            if kind == "baseline" and until is None:
                raise Refused("chart_event_until_missing")
            if until is not None and until < day:
                raise Refused("chart_event_dates")
            if not sets_limits and not label:
                raise Refused("chart_event_label_missing")
            values = {
                "measure": measure, "selection": STORED_AS[which], "kind": str(kind),
                "day": str(day), "label": label, "reason": reason,
                "until": str(until) if kind == "baseline" else None,
            }  # fmt: skip
            if not uuid:
                with self.model.write(f"mark_{kind}", "chart_events"):
                    self.model.add("chart_event", values)
                return
            row = self.model.rows["chart_event", uuid]
            if row["deleted_at"] is not None:
                raise Refused("chart_event_missing")
            with self.model.write("mark_updated", "chart_events"):
                row.update(values)

        save = chart_events.update_event if uuid else chart_events.add_event
        self.both("save mark", lambda: save(self.database, mark), told)

    @precondition(lambda self: self.model.table("chart_event", deleted=None))
    @rule(number=small)
    def delete_mark(self, number: int) -> None:
        uuid, row = self._pick("chart_event", number)

        def told() -> None:
            if row["deleted_at"] is not None:
                raise Refused("chart_event_missing")
            with self.model.write("mark_deleted", "chart_events"):
                self.model.delete(("chart_event", uuid))

        self.both("delete mark", lambda: chart_events.delete_event(self.database, uuid), told)

    # --- own goals -------------------------------------------------------------------------------

    @rule(number=small, name=st.sampled_from(("Egen gräns", " ")),
          days=st.sampled_from((None, 0, 14)), share=st.sampled_from((0.0, 0.8, 75.0)),
          status=st.sampled_from(("in_force", "proposed")), is_new=st.booleans())  # fmt: skip
    def save_goal(self, number: int, name: str, days: int | None, share: float, status: str,
                  is_new: bool) -> None:  # fmt: skip
        """Add an own goal, or change one: shipped ones are never changed."""
        uuid, key = "", ""
        if not is_new:
            uuid, row = self._pick("goal_model", number)
            key = row["key"]
        goal = GoalRow(
            key, name, "", "", status, "treated_in_svf", "well_founded_suspicion",
            "treatment_start", days, share,
        )  # fmt: skip

        def told() -> None:
            if not name.strip():
                raise Refused("goal_name")
            if days == 0:
                raise Refused("goal_days")
            if share == 0:
                raise Refused("goal_target")
            values = {
                "short_name": name, "full_name": name, "status": status, "fixed_days": days,
                "status_line": texts.text(f"lead_times.goal.own.{status}"),
                "population": "treated_in_svf", "from_event": "well_founded_suspicion",
                "to_event": "treatment_start", "target": 0.75 if share > 1 else share,
                "source": "", "valid_from": None, "valid_to": None, "svf_only": 0,
                "without_recurrence": 0, "attribution": "performing", "is_reported": 1,
            }  # fmt: skip
            every = [each for _, each in self.model.table("goal_model", deleted=None)]
            if not uuid:
                made = _free("own_egen_grans", {each["key"] for each in every})
                place = max(each["position"] for each in every) + 1
                with self.model.write("goal_added", "pathways"):
                    self.model.add(
                        "goal_model", {**values, "key": made, "is_own": 1, "position": place}
                    )
                return
            self._refuse_goal(uuid)
            with self.model.write("goal_updated", "pathways"):
                self.model.rows["goal_model", uuid].update(values)

        save = goals.update_goal if uuid else goals.add_goal
        self.both("save goal", lambda: save(self.database, goal), told)

    @rule(number=small)
    def delete_goal(self, number: int) -> None:
        uuid, row = self._pick("goal_model", number)
        key = row["key"]

        def told() -> None:
            self._refuse_goal(uuid)
            with self.model.write("goal_deleted", "pathways"):
                self.model.delete(("goal_model", uuid))

        self.both("delete goal", lambda: goals.delete_goal(self.database, key), told)

    def _refuse_goal(self, uuid: str) -> None:
        row = self.model.rows["goal_model", uuid]
        if row["deleted_at"] is not None:
            raise Refused("no_such_goal")
        if not row["is_own"]:
            raise Refused("goal_shipped")

    # --- the mapping of long waits ---------------------------------------------------------------

    @rule(svfs=st.sets(st.sampled_from(CHOICES)), day=st.sampled_from(DAYS),
          note=st.sampled_from(TEXTS))  # fmt: skip
    def set_choices(self, svfs: set[str], day: dt.date, note: str) -> None:
        chosen = tuple(sorted(svfs))

        def told() -> None:
            rows = [
                (uuid, row)
                for uuid, row in self.model.table("mapping_choice")
                if row["region"] == REGION
            ]
            later = min(
                (row["valid_from"] for _, row in rows if row["valid_from"] > str(day)), default=None
            )
            last = _day_before(later) if later else None
            with self.model.write("choices", "mapping"):
                same = {row["svf"]: (uuid, row) for uuid, row in rows
                        if row["valid_from"] == str(day)}  # fmt: skip
                for svf, (uuid, row) in same.items():
                    if svf in svfs:
                        row.update(note=note, valid_to=last)
                    else:
                        self.model.delete(("mapping_choice", uuid))
                for _, row in rows:
                    holds = row["valid_to"] is None or row["valid_to"] >= str(day)
                    if row["valid_from"] < str(day) and holds:
                        row["valid_to"] = _day_before(str(day))
                for svf in svfs - set(same):
                    self.model.add("mapping_choice", {
                        "region": REGION, "svf": svf, "valid_from": str(day), "valid_to": last,
                        "note": note,
                    })  # fmt: skip

        self.both(
            "choices",
            lambda: mapping75.set_choices(self.database, REGION, chosen, day, note),
            told,
        )

    @rule(period=st.sampled_from(PERIODS), key=st.sampled_from(CAUSES),
          count=st.sampled_from((-1, 0, 2, 4, 7)), note=st.sampled_from(TEXTS))  # fmt: skip
    def record_cause(self, period: str, key: str, count: int, note: str) -> None:
        def told() -> None:
            if count < 0:
                raise Refused("mapping_count_negative")
            waits = self._count_long_waits()
            if waits < self._least():
                raise Refused("mapping_too_few")
            place = {"region": REGION, "svf": LONG}
            rows = [row for _, row in self.model.table("mapping_cause")]
            if any(row["period"] != period and row["count"] for row in rows):
                raise Refused("mapping_period_overlaps")
            cause = self._cause(key)
            with self.model.write("causes", "mapping"):
                place |= {"period": period, "cause_uuid": cause}
                uuid = self.model.one("mapping_cause", **place)
                if uuid is not None:
                    self.model.rows["mapping_cause", uuid].update(count=count, note=note)
                elif count or note:
                    self.model.add("mapping_cause", {**place, "count": count, "note": note})
                stated = [row["count"] for _, row in self.model.table("mapping_cause")
                          if row["period"] == period]  # fmt: skip
                if sum(stated) > waits:
                    raise Refused("mapping_causes_exceed")

        counts = (CauseCount(key, count, note),)
        self.both(
            "record cause",
            lambda: mapping75.record_causes(self.database, REGION, LONG, period, counts),
            told,
        )

    def _count_long_waits(self) -> int:
        """Return how many of those whom `import_waits` brings have both their days."""
        return sum(
            who.startswith("L-") and None not in span for who, span in self.model.pathways().items()
        )

    def _least(self) -> int:
        return int(self.model.setting("small_number_limits", {"group": 5})["group"])

    def _cause(self, key: str) -> str:
        uuid = self.model.one("cause_class", key=key)
        if uuid is None:
            raise Refused("cause_missing")
        return uuid

    @rule(name=st.sampled_from(("Semester", "semester ", " ")))
    def add_cause(self, name: str) -> None:
        bare = name.strip()

        def told() -> None:
            if not bare:
                raise Refused("cause_name_missing")
            living = [row for _, row in self.model.table("cause_class")]
            if any(row["name"].lower() == bare.lower() for row in living):
                raise Refused("cause_name_taken")
            taken = {row["key"] for _, row in self.model.table("cause_class", deleted=None)}
            place = max(row["position"] for row in living) + 1
            with self.model.write("cause_added", "mapping"):
                self.model.add("cause_class", {
                    "key": _free("semester", taken), "name": bare, "source": "", "position": place,
                })  # fmt: skip

        self.both("add cause", lambda: mapping75.add_cause(self.database, name), told)

    @rule(key=st.sampled_from(CAUSES), name=st.sampled_from(("Ledigheter", "Ekonomi")))
    def rename_cause(self, key: str, name: str) -> None:
        def told() -> None:
            uuid = self._cause(key)
            if any(row["name"] == name for each, row in self.model.table("cause_class")
                   if each != uuid):  # fmt: skip
                raise Refused("cause_name_taken")
            with self.model.write("cause_renamed", "mapping"):
                self.model.rows["cause_class", uuid]["name"] = name

        self.both("rename cause", lambda: mapping75.rename_cause(self.database, key, name), told)

    @rule(key=st.sampled_from(CAUSES), steps=st.sampled_from((-20, -1, 1, 20)))
    def move_cause(self, key: str, steps: int) -> None:
        def told() -> None:
            uuid = self._cause(key)
            living = sorted(
                (row["position"], row["name"], each)
                for each, row in self.model.table("cause_class")
                if row["position"] != RETIRED
            )
            with self.model.write("cause_moved", "mapping"):
                rest = self._cause("not_stated")
                order = [each for _, _, each in living if each != rest]
                if uuid not in order:
                    return
                place = order.index(uuid)
                order.remove(uuid)
                order.insert(min(max(place + steps, 0), len(order)), uuid)
                for position, each in enumerate([*order, rest]):
                    self.model.rows["cause_class", each]["position"] = position

        self.both("move cause", lambda: mapping75.move_cause(self.database, key, steps), told)

    @rule(key=st.sampled_from(CAUSES))
    def delete_cause(self, key: str) -> None:
        """Delete a class; one in use is no longer offered instead."""

        def told() -> None:
            uuid = self._cause(key)
            parts = [(each, row) for each, row in self.model.table("mapping_cause")
                     if row["cause_uuid"] == uuid]  # fmt: skip
            with self.model.write("cause_deleted", "mapping"):
                if any(row["count"] or row["note"] for _, row in parts):
                    self.model.rows["cause_class", uuid]["position"] = RETIRED
                else:
                    emptied = [("mapping_cause", each) for each, _ in parts]
                    self.model.delete(("cause_class", uuid), *emptied)

        self.both("delete cause", lambda: mapping75.delete_cause(self.database, key), told)

    @rule(key=st.sampled_from(CAUSES))
    def offer_cause(self, key: str) -> None:
        def told() -> None:
            row = self.model.rows["cause_class", self._cause(key)]
            with self.model.write("cause_offered", "mapping"):
                if row["position"] == RETIRED:
                    every = [each for _, each in self.model.table("cause_class")]
                    row["position"] = max(each["position"] for each in every) + 1

        self.both("offer cause", lambda: mapping75.offer_cause(self.database, key), told)


def _free(stem: str, taken: set[str]) -> str:
    """Return the stem, or the stem with the first number from 2 that nobody has."""
    numbered = (f"{stem}_{number}" for number in range(2, 100))
    return next(key for key in (stem, *numbered) if key not in taken)


def _day_before(day: str) -> str:
    return str(dt.date.fromisoformat(day) - dt.timedelta(days=1))
