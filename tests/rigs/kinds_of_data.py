"""Work in the store itself: imports, edits, undoing, the Papperskorg, purging, erasing."""

from __future__ import annotations

import datetime as dt
import json
import zlib
from dataclasses import replace

from rccdesk.enums import BackupReason, Topic
from rccdesk.models import ImportBatch
from rccdesk.services import (
    analyses,
    backups,
    framework,
    imports,
    persons,
    plans,
    purging,
    trash,
)
from rccdesk.services.database import Database
from rccdesk.services.framework import AssessmentRow
from rccdesk.services.history import redo_last, undo_last
from rccdesk.services.pathways import catalogue
from tests.rigs.kind import (
    Kind,
    Model,
    count_entries,
    days_of,
    find_bytes,
    import_file,
    write_events,
    write_figures,
)
from tests.rigs.plain import ask, one
from tests.services.lead_time_examples import Event, import_events


class Importing(Kind):
    """Tables of figures, and every third time an event list."""

    name = "import"
    weight = 5
    kills = 12

    def do(self, number: int, run: int) -> None:
        write = write_events if number % 3 == 2 else write_figures
        import_file(self.open, write(self.folder, number), number, self.progress)

    def expect(self, before: Model, number: int, run: int) -> Model:
        name = f"uttag{number}.csv" if number % 3 == 2 else f"tabell{number}.csv"
        rows = 16 if number % 3 == 2 else 20
        return {
            "batches": [*before["batches"], [name, rows, rows, "active"]],
            "entries": before["entries"] + 1,
        }

    def observe(self) -> Model:
        batches = []
        for batch_id, name, rows, state in ask(
            self.store,
            "SELECT batch_id, file_name, rows_imported, state FROM import_batch ORDER BY batch_id",
        ):
            batches.append([name, rows, self._held(batch_id), state])
        return {"batches": batches, "entries": count_entries(self.store)}

    def _held(self, batch_id: int) -> int:
        """Return the rows that the batch really holds; all its columns must be as long."""
        query = "SELECT name, length, data FROM event_blob WHERE batch_id=? AND name='date'"
        for _name, length, data in ask(self.store, query, batch_id):
            assert len(zlib.decompress(data)) == 4 * length
            return int(length)
        query = "SELECT count(*) FROM measurement WHERE batch_id=?"
        return int(one(self.store, query, batch_id)[0])


class Editing(Kind):
    """Texts and limits in turn; every third text is done, and kept as a version too."""

    name = "edit"
    weight = 4
    kills = 40

    def do(self, number: int, run: int) -> None:
        if number % 2:
            self.set_days(number % 5, days_of(number))
            return
        written = analyses.AnalysisText(
            ("VG9",), "12", f"2024-Q{1 + number % 4}", finding=f"Text {number}",
            is_done=number % 3 == 0,
        )  # fmt: skip
        analyses.update_analysis(self.open, written)

    def expect(self, before: Model, number: int, run: int) -> Model:
        after = json.loads(json.dumps(before))
        if number % 2:
            after["days"][number % 5] = days_of(number)
        else:
            after["texts"][f"2024-Q{1 + number % 4}"] = f"Text {number}"
            if number % 3 == 0:
                after["versions"] = sorted([*after["versions"], f"Text {number}"])
        after["entries"] += 1
        return after

    def observe(self) -> Model:
        return {
            "texts": dict(ask(self.store, "SELECT period, finding FROM analysis")),
            "versions": [
                words
                for (words,) in ask(
                    self.store, "SELECT finding FROM analysis_version ORDER BY finding"
                )
            ],
            "days": self.days(*range(5)),
            "entries": count_entries(self.store),
        }


class Planning(Kind):
    """An assessment, the edit of an activity and the move of a goal in turn."""

    name = "plan"
    weight = 2
    kills = 40

    @classmethod
    def fill(cls, database: Database) -> None:
        plan = plans.add_plan(database, plans.PlanRow("Cancerplan"))
        goals = [
            plans.add_item(database, plans.PlanItemRow(plan.uuid, title))
            for title in ("A", "B", "C")
        ]
        plans.add_activity(database, plans.ActivityRow("Möte", plan_item_uuid=goals[0].uuid))
        criterion = framework.list_items(database, "kriterier-2011")[0].uuid
        framework.add_assessment(
            database, AssessmentRow(criterion, "Ledningsgruppen", dt.date(2026, 2, 1))
        )

    def do(self, number: int, run: int) -> None:
        if number % 3 == 0:
            (said,) = framework.list_assessments(self.open)
            framework.update_assessment(self.open, replace(said, reason=f"Skäl {number}"))
        elif number % 3 == 1:
            (row,) = plans.list_activities(self.open)
            plans.edit_activity(
                self.open, row.uuid, state=row.state, due_on=None, responsible="Bröstgruppen",
                next_step=f"Steg {number}",
            )  # fmt: skip
        else:
            *_, last = plans.list_items(self.open, plans.list_plans(self.open)[0].uuid)
            plans.move_item(self.open, last.uuid, parent_uuid="", position=0)

    def expect(self, before: Model, number: int, run: int) -> Model:
        after = {**before, "entries": before["entries"] + 1}
        if number % 3 == 0:
            after["reason"] = f"Skäl {number}"
        elif number % 3 == 1:
            after["edited"] = ["Bröstgruppen", f"Steg {number}"]
        else:
            after["goals"] = [before["goals"][-1], *before["goals"][:-1]]
        return after

    def observe(self) -> Model:
        goals = ask(self.store, "SELECT title FROM plan_item ORDER BY position, uuid")
        return {
            "reason": one(self.store, "SELECT reason FROM assessment")[0],
            "edited": list(one(self.store, "SELECT responsible, next_step FROM activity")),
            "goals": [title for (title,) in goals],
            "entries": count_entries(self.store),
        }


class Undoing(Kind):
    """Edit, edit, undo, redo, undo."""

    name = "undo"
    weight = 3
    kills = 40

    def do(self, number: int, run: int) -> None:
        if run % 5 < 2:
            self.set_days(run % 5, days_of(number))
        elif run % 5 == 3:
            assert redo_last(self.open) is not None
        else:
            assert undo_last(self.open) is not None

    def expect(self, before: Model, number: int, run: int) -> Model:
        first, second = before["days"]
        old, new = before.get("old"), before.get("new")
        if run % 5 == 0:
            first = days_of(number)
        elif run % 5 == 1:
            old, new, second = second, days_of(number), days_of(number)
        else:
            second = new if run % 5 == 3 else old
        after = {"days": [first, second], "entries": before["entries"] + 1}
        return {**after, "old": old, "new": new}

    def observe(self) -> Model:
        return {"days": self.days(0, 1), "entries": count_entries(self.store)}


class Trashing(Kind):
    """Delete a limit, bring it back, delete it, remove it for good."""

    name = "trash"
    weight = 2
    kills = 10
    most = 80

    def do(self, number: int, run: int) -> None:
        uuid = self.uuids[number // 4]
        if number % 2 == 0:
            catalogue.delete_limit(self.open, uuid)
        elif number % 4 == 1:
            trash.restore_rows(self.open, [uuid])
        else:
            trash.delete_for_good(self.open, [uuid])

    def expect(self, before: Model, number: int, run: int) -> Model:
        place = number // 4
        state = ("deleted", "there", "deleted", "gone")[number % 4]
        states = [state if n == place else old for n, old in enumerate(before["states"])]
        return {"states": states, "entries": before["entries"] + 1}

    def observe(self) -> Model:
        deleted = dict(ask(self.store, "SELECT uuid, deleted_at IS NOT NULL FROM lead_time_limit"))
        words = {0: "there", 1: "deleted", None: "gone"}
        return {
            "states": [words[deleted.get(uuid)] for uuid in self.uuids],
            "entries": count_entries(self.store),
        }


class Purging(Kind):
    """One event list after the other goes for good, from the store and from its copies."""

    name = "purge"
    weight = 3
    kills = 3
    most = 3

    @classmethod
    def fill(cls, database: Database) -> None:
        for number in range(cls.most + 1):
            unit, month = f"Xyzzyort{number:03}", f"{2010 + number}-03"
            lines = [
                Event(f"P{number}-{place}", code, f"{month}-{day}", unit=unit)
                for place in range(8)
                for code, day in (("VG910", "03"), ("VG950", "17"))
            ]
            batch_id, _counts = import_events(database, lines)
            with database.write(Topic.IMPORTS, act="history.act.example_imported") as session:
                batch = session.get_one(ImportBatch, batch_id)
                batch.file_name = f"uttag{number}.csv"
                batch.file_sha256 = f"{number:064}"  # by which a copy knows it
        backups.make_backup(database.path, BackupReason.MANUAL)

    def do(self, number: int, run: int) -> None:
        (batch,) = (
            batch.batch_id
            for batch in imports.list_batches(self.open)
            if batch.file_name == f"uttag{number}.csv"
        )
        purging.purge_batches(self.open, (batch,), self.progress)

    def expect(self, before: Model, number: int, run: int) -> Model:
        held = [[name, rows] for name, rows in before["held"] if name != f"uttag{number}.csv"]
        return {"held": held, "measurements": before["measurements"]}

    def observe(self) -> Model:
        held = ask(
            self.store,
            "SELECT file_name, length FROM import_batch JOIN event_blob USING (batch_id)"
            " WHERE name='date' AND state<>'purged' ORDER BY batch_id",
        )
        (count,) = one(self.store, "SELECT count(*) FROM measurement")
        return {"held": [list(row) for row in held], "measurements": count}

    def check_files(self, acts: int) -> list[str]:
        found = super().check_files(acts)
        held = {name for name, _rows in self.observe()["held"]}
        for number in range(self.most):
            if f"uttag{number}.csv" not in held:
                found += find_bytes(self.folder, marked_text(number))
        return found


def marked_text(number: int) -> bytes:
    """Return the packed texts of a batch's units, as they lie in the file."""
    return zlib.compress(json.dumps([f"Xyzzyort{number:03}"], ensure_ascii=False).encode(), 1)


NAMES = ("Åsa Öberg", "Bo Ekström", "Cilla Dahlgren", "Didrik Ånäs")


class Erasing(Kind):
    """One person after the other is erased from the store and from its copies."""

    name = "erase"
    weight = 2
    kills = 4
    most = len(NAMES)
    is_edited = False

    @classmethod
    def fill(cls, database: Database) -> None:
        for number, name in enumerate(NAMES):
            for version in range(2):
                written = analyses.AnalysisText(
                    ("VG9",), "12", f"2024-Q{1 + number}", finding=f"{name} sade {version}.",
                    is_done=True,
                )  # fmt: skip
                analyses.update_analysis(database, written)
        backups.make_backup(database.path, BackupReason.MANUAL)

    def do(self, number: int, run: int) -> None:
        persons.erase_person(self.open, NAMES[number], progress=self.progress)

    def expect(self, before: Model, number: int, run: int) -> Model:
        return {
            "places": [
                0 if name == number else count for name, count in enumerate(before["places"])
            ]
        }

    def observe(self) -> Model:
        """Count texts of the store and its history that hold each name."""
        found = []
        for name in NAMES:
            (rows,) = one(
                self.store,
                "SELECT (SELECT count(*) FROM analysis WHERE finding LIKE ?1)"
                " + (SELECT count(*) FROM analysis_version WHERE finding LIKE ?1)",
                f"%{name}%",
            )
            (changes,) = one(
                self.store,
                "SELECT count(*) FROM history_change WHERE old LIKE ?1 OR new LIKE ?1",
                f"%{name}%",
            )
            found.append(rows + changes)
        return {"places": found}

    def check_files(self, acts: int) -> list[str]:
        """No file holds the name, once what was cut off has been asked for again."""
        found = super().check_files(acts)
        gone = [n for n, count in zip(NAMES, self.observe()["places"], strict=True) if not count]
        with Database.open(self.store) as database:
            for name in gone:
                persons.erase_person(database, name)
        for name in gone:
            found += find_bytes(self.folder, name.encode())
        return found
