"""Groups, seats, meetings, points, decisions and actions against plain dicts, with undo and redo.

A rule does one act by the services and by `Plain`, which tells the rules of the program a second
time with nothing of it. Both must refuse with the same code, or both do it and then say the same.
Undo and redo are a line of whole copies; a step undone out of turn is taken as the store leaves it,
which must then be sound.
"""

from __future__ import annotations

import copy
import datetime as dt
import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from rccdesk.errors import RccdeskError
from rccdesk.services import checks, decisions, history, meetings, trash
from rccdesk.services.database import Database
from tests.rigs.stateful_agendas import Agendas
from tests.rigs.stateful_deciding import Deciding
from tests.rigs.stateful_meetings_plain import (
    FIELDS,
    POINTS_AT,
    Id,
    Plain,
    Refused,
    Row,
    seats_too_full,
    small,
)
from tests.rigs.stateful_seats import Seating


class MeetingsMachine(Seating, Agendas, Deciding, RuleBasedStateMachine):
    """One store and one plain model of it."""

    template: Path  # set by the test
    parent: Path
    check_every = 1
    acts = refused = 0

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(dir=self.parent))
        self.path = self.folder / "prov.rccdesk"
        shutil.copyfile(self.template, self.path)
        self.database = Database.open(self.path, who="Anna")
        self.plain = Plain()
        self.steps = 0
        self.add_group(0, leads=True, first=40)
        self.add_person("Anna Lindqvist")
        self.add_seat(0, 1)
        self.add_meeting(0, 0)
        self.add_meeting(0, 1)
        self.add_point(0, in_backlog=False)
        self.given = len(self.plain.before)  # steps that stay: there is always something to act on
        self.first_entry = self.database.last_entry_id()

    def teardown(self) -> None:
        try:
            self._check()
        finally:
            self.database.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    # --- one act in both -------------------------------------------------------------------------

    def both(self, real: Callable[[], Any], told: Callable[[str], None]) -> None:
        """Do the act in the store, then in the model, which may need the uuid of what was made."""
        type(self).acts += 1
        code, made = "", None
        try:
            made = real()
        except RccdeskError as error:
            code = error.code
        was = copy.deepcopy(self.plain.rows)
        self.plain.act += 1
        try:
            told(getattr(made, "uuid", ""))
            expected: tuple[str, ...] = ("",)
        except Refused as refused:
            self.plain.rows, expected = was, refused.codes
        assert code in expected, f"the store says {code!r}, the model {expected!r}"
        type(self).refused += bool(code)
        if self.plain.rows != was:
            self.plain.before.append(was)
            self.plain.after.clear()

    @invariant()
    def says_the_same(self) -> None:
        told, expected = self._read(), self._expected()
        differing = {key for key in {**told, **expected} if told.get(key) != expected.get(key)}
        assert not differing, {key: (told.get(key), expected.get(key)) for key in differing}
        self.steps += 1
        if self.steps % self.check_every == 0:
            self._check()

    def _check(self) -> None:
        found = checks.check_store(self.database)
        assert (found.integrity, found.findings) == ("ok", ()), found.findings
        today = dt.date(2026, 11, 22)
        for uuid, row in self.plain.table("meeting"):
            if row["group_uuid"] and self.plain.rows["work_group", row["group_uuid"]]["gone"]:
                continue
            view = meetings.get_meeting_view(self.database, uuid, today)
            own = self.plain.table("agenda_point", meeting_uuid=uuid)
            assert {line.point.uuid for line in view.lines} == {each for each, _ in own}
            meetings.collect_proposals(self.database, uuid, today)
        shown = {line.decision.uuid for line in decisions.list_decision_lines(self.database, today)}
        assert shown == {uuid for uuid, _ in self.plain.table("decision")}

    def _read(self) -> dict[Id, Row]:
        found = {}
        with closing(sqlite3.connect(f"{self.path.as_uri()}?mode=ro", uri=True)) as raw:
            for table, names in FIELDS.items():
                query = f"SELECT uuid, deleted_at, {', '.join(names)} FROM {table}"
                for uuid, gone, *values in raw.execute(query):
                    row = dict(zip(names, values, strict=True))
                    found[table, uuid] = {**row, "gone": gone is not None}
        return found

    def _expected(self) -> dict[Id, Row]:
        return {
            key: {**row, "gone": row["gone"] is not None} for key, row in self.plain.rows.items()
        }

    def _some(self, number: int, table: str) -> str:
        """Return a row of a table, one in the Papperskorg too."""
        rows = sorted(uuid for uuid, _ in self.plain.table(table, living=False))
        return rows[number % len(rows)]

    # --- history and Papperskorg -----------------------------------------------------------------

    @rule(times=st.integers(1, 3))
    def undo(self, times: int) -> None:
        for _ in range(times):
            if len(self.plain.before) > self.given:
                history.undo_last(self.database)
                self.plain.after.append(self.plain.rows)
                self.plain.rows = self.plain.before.pop()

    @rule(times=st.integers(1, 3))
    def redo(self, times: int) -> None:
        for _ in range(times):
            history.redo_last(self.database)
            if self.plain.after:
                self.plain.before.append(self.plain.rows)
                self.plain.rows = self.plain.after.pop()

    @precondition(lambda self: any(row["gone"] is not None for row in self.plain.rows.values()))
    @rule(number=small)
    def bring_back(self, number: int) -> None:
        gone = {key: row["gone"] for key, row in self.plain.rows.items() if row["gone"] is not None}
        first = sorted(gone)[number % len(gone)]

        def told(_made: str) -> None:
            plain, chosen, waiting = self.plain, set[Id](), [first]
            by_uuid = {key[1]: key for key in plain.rows}
            while waiting:
                act = gone[waiting.pop()]
                for key in (each for each in gone if gone[each] == act and each not in chosen):
                    chosen.add(key)
                    parents = (plain.rows[key][name] for name in POINTS_AT.get(key[0], ()))
                    waiting += [by_uuid[each] for each in parents if each and by_uuid[each] in gone]
            for key in chosen:
                plain.rows[key]["gone"] = None
            self._refuse_broken(chosen)

        self.both(lambda: trash.restore_rows(self.database, [first[1]]), told)

    def _refuse_broken(self, chosen: set[Id]) -> None:
        plain, codes = self.plain, list[str]()
        if any(key[0] == "work_group" for key in chosen):
            leading = plain.table("work_group", is_steering_body=1)
            codes += ["steering_body_taken"] if len(leading) > 1 else []
        for seat, row in plain.table("seat"):
            terms = plain.table("membership", seat_uuid=seat)
            if ("seat", seat) in chosen or any(("membership", each) in chosen for each, _ in terms):
                codes += [seats_too_full([term for _, term in terms], row["required"])]
        given = [
            (row["group_uuid"], plain.rows["meeting", row["meeting_uuid"]]["day"][:4],
             row["paragraph"])
            for _, row in plain.table("agenda_point")
            if row["paragraph"] and row["meeting_uuid"]
        ]  # fmt: skip
        codes += ["paragraph_taken"] if len(given) > len(set(given)) else []
        if any(codes):
            raise Refused(*filter(None, codes))

    @precondition(lambda self: len(self.plain.before) > self.given)
    @rule(back=small)
    def undo_older(self, back: int) -> None:
        """Undo a step out of turn: refused, or the store is sound and everything is still there."""
        newest = self.database.last_entry_id()
        try:
            history.undo_entry(self.database, newest - back % (newest - self.first_entry))
        except RccdeskError:
            return
        was = copy.deepcopy(self.plain.rows)
        self.plain.act += 1
        for key, row in self._read().items():
            known = self.plain.rows.get(key)
            is_gone = row.pop("gone")
            before = known["gone"] if known else None
            gone = None if not is_gone else self.plain.act if before is None else before
            self.plain.rows[key] = {**row, "gone": gone}
        for key in set(self.plain.rows) - set(self._read()):
            del self.plain.rows[key]
        if self.plain.rows != was:
            self.plain.before.append(was)
            self.plain.after.clear()
        self._check()
