"""The processes, groups, seats and assignments of the example, with one vacant leader."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from rccdesk.enums import Topic
from rccdesk.models import (
    Activity,
    Assignment,
    IntroductionStep,
    Membership,
    NationalQuestion,
    PatientParticipation,
    Person,
    Process,
    Seat,
    TimeRelease,
    TrainingNeed,
    Visit,
    VisitPoint,
    WorkGroup,
)
from rccdesk.paths import resource_dir
from rccdesk.services.groups.introductions import TEMPLATE_DAYS
from rccdesk.texts import text_in

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from rccdesk.services.database import Database

_Entry = Mapping[str, Any]


def add_groups(database: Database) -> None:
    """Store the invented processes and groups with all that hangs on them."""
    path = resource_dir() / "seed" / "example_groups.toml"
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    with database.write(Topic.GROUPS, act="history.act.example_made") as session:
        persons = _add_persons(session, content["persons"])
        processes = _add_processes(session, content["process"])
        groups = _add_all_groups(session, content["group"], processes)
        _add_seats(session, content["seat"], groups, persons)
        _add_assignments(session, content["assignment"], processes, persons)
        for entry in content["participation"]:
            session.add(
                PatientParticipation(
                    group_uuid=groups[entry["group"]], **_without(entry, ("group",))
                )
            )
        _add_visits(session, content["visit"], processes)
        for entry in content["training"]:
            session.add(
                TrainingNeed(
                    process_uuid=processes.get(entry.get("process", "")),
                    **_without(entry, ("process",)),
                )
            )
        session.add_all(NationalQuestion(**entry) for entry in content["question"])


def _add_persons(session: Session, entries: _Entry) -> dict[str, str]:
    names = ("name", "profession", "employer", "region")
    rows = {key: Person(**dict(zip(names, values, strict=True))) for key, values in entries.items()}
    session.add_all(rows.values())
    session.flush()
    return {key: row.uuid for key, row in rows.items()}


def _add_processes(session: Session, entries: list[_Entry]) -> dict[str, str]:
    made = {}
    for position, entry in enumerate(entries):
        row = Process(position=position, **{"kind": "diagnosis", **_without(entry, ("key",))})
        session.add(row)
        session.flush()
        made[entry["key"]] = row.uuid
    return made


def _add_all_groups(
    session: Session, entries: list[_Entry], processes: Mapping[str, str]
) -> dict[str, str]:
    made = {}
    for position, entry in enumerate(entries):
        row = WorkGroup(
            position=position,
            process_uuid=processes.get(entry.get("process", "")),
            **_without(entry, ("key", "process")),
        )
        session.add(row)
        session.flush()
        made[entry["key"]] = row.uuid
    return made


def _add_seats(
    session: Session,
    entries: list[_Entry],
    groups: Mapping[str, str],
    persons: Mapping[str, str],
) -> None:
    for position, entry in enumerate(entries):
        seat = Seat(
            group_uuid=groups[entry["group"]],
            position=position,
            **{"kind": "member", **_without(entry, ("group", "members"))},
        )
        session.add(seat)
        session.flush()
        for person, first, last, function in entry["members"]:
            session.add(
                Membership(
                    seat_uuid=seat.uuid,
                    person_uuid=persons[person],
                    function=function,
                    starts_on=_day(first),
                    ends_on=_day(last),
                )
            )


def _add_assignments(
    session: Session,
    entries: list[_Entry],
    processes: Mapping[str, str],
    persons: Mapping[str, str],
) -> None:
    for entry in entries:
        row = Assignment(
            process_uuid=processes.get(entry.get("process", "")),
            person_uuid=persons.get(entry.get("person", "")),
            mentor_uuid=persons.get(entry.get("mentor", "")),
            **_without(entry, ("process", "person", "mentor", "steps", "released")),
        )
        session.add(row)
        session.flush()
        steps = zip(entry.get("steps", ()), TEMPLATE_DAYS, strict=False)
        for number, (done, days) in enumerate(steps, 1):
            session.add(
                IntroductionStep(
                    assignment_uuid=row.uuid,
                    position=number - 1,
                    title=text_in("sv", f"groups.introduction.{number}"),
                    due_on=entry["starts_on"] + dt.timedelta(days=days),
                    done_on=done or None,
                )
            )
        for period, share in entry.get("released", {}).items():
            session.add(TimeRelease(assignment_uuid=row.uuid, period=period, share=share))


def _add_visits(session: Session, entries: list[_Entry], processes: Mapping[str, str]) -> None:
    activities = dict(session.execute(select(Activity.title, Activity.uuid)).all())
    for entry in entries:
        visit = Visit(
            process_uuid=processes[entry["process"]], **_without(entry, ("process", "points"))
        )
        session.add(visit)
        session.flush()
        for position, words in enumerate(entry["points"]):
            session.add(
                VisitPoint(
                    visit_uuid=visit.uuid,
                    position=position,
                    text=words,
                    activity_uuid=activities.get(words),
                )
            )


def _day(words: str) -> dt.date | None:
    return dt.date.fromisoformat(words) if words else None


def _without(entry: _Entry, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: value for name, value in entry.items() if name not in names}
