"""Acts on what users write about figures: texts, versions, frozen figures, areas to improve."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from rccdesk.enums import ImprovementState
from rccdesk.services import analyses, improvements
from rccdesk.services.analyses import AnalysisKey
from rccdesk.services.database import Database
from rccdesk.services.improvements import FigureOrigin, ImprovementRow
from tests.rigs.stateful_model import Model, Refused, Row, RowId
from tests.rigs.stateful_pool import EXTRACT, KEYS, PLACES, TEXTS, UNITS, small, today
from tests.rigs.stateful_store import read_rows

FIELDS = ("finding", "explanation", "actions")
TOPICS = ("", KEYS[0])
Place = tuple[tuple[str, ...], str, str]


class Writing:
    """The acts, for a machine with a store and its model."""

    database: Database
    model: Model
    both: Callable[[str, Callable[[], Any], Callable[[], Any]], Any]
    _delete_said: Callable[[set[RowId]], None]

    def _analysis(self, place: Place, topic: str) -> str | None:
        return self.model.one("analysis", **_natural(place, topic))

    def _make_analysis(self, place: Place, topic: str, **values: Any) -> str:
        empty = dict.fromkeys(FIELDS, "") | {"is_done": 0, "author": self.model.who}
        natural = _natural(place, topic)
        return self.model.add("analysis", empty | natural | values, **natural)

    def _of(self, table: str, analysis: str | None, *, deleted: bool | None = False) -> list[Row]:
        return [
            row
            for _, row in self.model.table(table, deleted=deleted)
            if row["analysis_uuid"] == analysis
        ]

    @rule(place=st.sampled_from(PLACES), name=st.sampled_from(FIELDS), text=st.sampled_from(TEXTS),
          is_done=st.booleans(), topic=st.sampled_from(TOPICS))  # fmt: skip
    def write_analysis(
        self, place: Place, name: str, text: str, is_done: bool, topic: str = ""
    ) -> None:
        written = replace(
            analyses.get_analysis(self.database, *place, topic), **{name: text}, is_done=is_done
        )

        def told() -> None:
            uuid = self._analysis(place, topic)
            was_done = uuid is not None and self.model.rows["analysis", uuid]["is_done"]
            with self.model.write(
                "analysis_done" if is_done and not was_done else "analysis", "analyses"
            ):
                values = {name: text, "is_done": int(is_done)}
                if uuid is None:
                    uuid = self._make_analysis(place, topic, **values)
                row = self.model.rows["analysis", uuid]
                row.update(values, author=self.model.who)
                if is_done:
                    self._keep_version(uuid, {field: row[field] for field in FIELDS})

        self.both("analysis", lambda: analyses.update_analysis(self.database, written), told)

    def _keep_version(self, analysis: str, texts: Row) -> None:
        """Keep the texts, unless the newest version says the same."""
        standing = self._of("analysis_version", analysis)
        newest = max(standing, key=lambda row: row["number"], default=None)
        if newest is not None and all(newest[name] == words for name, words in texts.items()):
            return
        every = self._of("analysis_version", analysis, deleted=None)
        number = max((row["number"] for row in every), default=0) + 1
        self.model.add(
            "analysis_version",
            {"analysis_uuid": analysis, "number": number, "saved_on": today(),
             "author": self.model.who, **texts},
            analysis_uuid=analysis,
            number=number,
        )  # fmt: skip

    @rule(place=st.sampled_from(PLACES), topic=st.sampled_from(TOPICS))
    def start_analysis(self, place: Place, topic: str) -> None:
        def told() -> None:
            with self.model.write("analysis_started", "analyses"):
                if self._analysis(place, topic) is None:
                    self._make_analysis(place, topic)

        key = AnalysisKey(*place, topic)
        self.both("start analysis", lambda: analyses.start_analysis(self.database, key), told)

    @rule(place=st.sampled_from(PLACES), topic=st.sampled_from(TOPICS))
    def delete_analysis(self, place: Place, topic: str = "") -> None:
        def told() -> None:
            uuid = self._analysis(place, topic)
            if uuid is None:
                raise Refused("analysis_missing")
            parts = [
                (table, each)
                for table in ("analysis_figure", "analysis_version")
                for each, row in self.model.table(table)
                if row["analysis_uuid"] == uuid
            ]
            with self.model.write("analysis_deleted", "analyses"):
                self.model.delete(("analysis", uuid), *parts)

        self.both(
            "delete analysis",
            lambda: analyses.delete_analysis(self.database, *place, topic),
            told,
        )

    @precondition(lambda self: self.model.table("analysis_version", deleted=None))
    @rule(number=small)
    def restore_version(self, number: int) -> None:
        versions = sorted(self.model.table("analysis_version", deleted=None))
        uuid, version = versions[number % len(versions)]
        analysis = self.model.rows["analysis", version["analysis_uuid"]]
        key = AnalysisKey(
            tuple(analysis["svf"].split()), analysis["area"], analysis["period"], analysis["topic"]
        )

        def told() -> None:
            if version["deleted_at"] is not None:
                raise Refused("analysis_version_missing")
            with self.model.write("analysis_restored", "analyses"):
                analysis.update({name: version[name] for name in FIELDS}, is_done=0)

        self.both(
            "restore version",
            lambda: analyses.restore_version(self.database, key, uuid),
            told,
        )

    # --- frozen figures --------------------------------------------------------------------------

    @rule(place=st.sampled_from(PLACES), key=st.sampled_from(KEYS), month=st.integers(1, 12),
          unit=st.sampled_from(UNITS))  # fmt: skip
    def freeze_figure(self, place: Place, key: str, month: int, unit: str) -> None:
        period = f"2024-{month:02}"
        value_key = f"{key}|period={period}|unit={unit}"
        origin = FigureOrigin(key, value_key, *place, unit, "", EXTRACT, key)

        def told() -> None:
            if self.model.one("indicator", key=key) is None:
                raise Refused("no_such_indicator")
            figure = self.model.figures(f"indicator:{key}").get((period, unit))
            if figure is None:
                raise Refused("no_such_figure")
            uuid = self._analysis(place, key)
            if any(
                row["value_key"] == value_key and _counts(row) == figure
                for row in self._of("analysis_figure", uuid)
            ):
                self.model.topics = set()
                return
            with self.model.write("analysis_figure_added", "analyses"):
                uuid = uuid or self._make_analysis(place, key)
                every = self._of("analysis_figure", uuid, deleted=None)
                natural = {
                    "analysis_uuid": uuid,
                    "position": max((row["position"] for row in every), default=0) + 1,
                    "value_key": value_key,
                    "title": key,
                    "extract_date": str(EXTRACT),
                    "frozen_on": today(),
                }
                made = self.model.add("analysis_figure", natural, **natural)
                stored = read_rows(self.database.path)["analysis_figure", made]
                # Words and picture are the store's own; what they are of is not.
                assert _counts(stored) == figure
                self.model.rows["analysis_figure", made]["content"] = stored["content"]

        self.both(
            "freeze",
            lambda: analyses.add_figure(self.database, AnalysisKey(*place, key), origin),
            told,
        )

    @precondition(lambda self: self.model.table("analysis_figure", deleted=None))
    @rule(number=small)
    def remove_figure(self, number: int) -> None:
        figures = sorted(self.model.table("analysis_figure", deleted=None))
        uuid, row = figures[number % len(figures)]

        def told() -> None:
            if row["deleted_at"] is not None:
                raise Refused("analysis_figure_missing")
            with self.model.write("analysis_figure_removed", "analyses"):
                self.model.delete(("analysis_figure", uuid))

        self.both("remove figure", lambda: analyses.remove_figure(self.database, uuid), told)

    # --- areas to improve ------------------------------------------------------------------------

    @rule(place=st.sampled_from(PLACES), topic=st.sampled_from(TOPICS),
          title=st.sampled_from(("Snabbspår", " ")), note=st.sampled_from(TEXTS))  # fmt: skip
    def add_improvement(self, place: Place, topic: str, title: str, note: str) -> None:
        measure = topic or "svf_lead_time"
        value_key = f"{measure}|period={place[2]}"
        row = ImprovementRow(
            title, measure, value_key, note, svf=place[0], area=place[1], period=place[2],
            figure="70 %", extract_date=EXTRACT,
        )  # fmt: skip

        def told() -> None:
            if not title.strip():
                raise Refused("improvement_title_missing")
            with self.model.write("improvement_added", "analyses"):
                self.model.add("improvement_area", {
                    "title": title, "note": note, "state": "open", "svf": " ".join(place[0]),
                    "area": place[1], "measure": measure, "value_key": value_key,
                    "period": place[2], "unit": "", "figure": "70 %",
                    "extract_date": str(EXTRACT), "analysis_uuid": self._analysis(place, topic),
                    "author": self.model.who, "created_on": today(),
                    "obstacle_asked_on": None,
                })  # fmt: skip

        self.both("add improvement", lambda: improvements.add_improvement(self.database, row), told)

    @precondition(lambda self: self.model.table("improvement_area", deleted=None))
    @rule(number=small, note=st.sampled_from(TEXTS), state=st.sampled_from(("open", "closed")))
    def update_improvement(self, number: int, note: str, state: str) -> None:
        uuid, row = self._pick_improvement(number)
        changed = ImprovementRow(
            row["title"], row["measure"], row["value_key"], note, ImprovementState(state), uuid=uuid
        )

        def told() -> None:
            if row["deleted_at"] is not None:
                raise Refused("improvement_missing")
            act = "improvement" if row["state"] == state else f"improvement_{state}"
            with self.model.write(act, "analyses"):
                row.update(note=note, state=state)

        self.both(
            "update improvement",
            lambda: improvements.update_improvement(self.database, changed),
            told,
        )

    @precondition(lambda self: self.model.table("improvement_area", deleted=None))
    @rule(number=small)
    def delete_improvement(self, number: int) -> None:
        uuid, row = self._pick_improvement(number)

        def told() -> None:
            if row["deleted_at"] is not None:
                raise Refused("improvement_missing")
            with self.model.write("improvement_deleted", "analyses", "plans"):
                self.model.delete(("improvement_area", uuid))
                self._delete_said({("improvement_area", uuid)})

        self.both(
            "delete improvement",
            lambda: improvements.delete_improvement(self.database, uuid),
            told,
        )

    def _pick_improvement(self, number: int) -> tuple[str, Row]:
        rows = sorted(self.model.table("improvement_area", deleted=None))
        return rows[number % len(rows)]


def _natural(place: Place, topic: str) -> Row:
    return {"svf": " ".join(place[0]), "area": place[1], "period": place[2], "topic": topic}


def _counts(row: Row) -> tuple[float, float]:
    """Return numerator and denominator of a frozen figure."""
    (numbers,) = json.loads(row["content"])["numbers"]
    return numbers["numerator"], numbers["denominator"]
