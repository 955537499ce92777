"""Processes, groups, seats and assignments in a store of their own, made once for all modules."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from rccdesk.enums import (
    AssignmentRole,
    AssignmentState,
    Commissioner,
    FinancedBy,
    GroupKind,
    MeetingForm,
    ParticipationKind,
    PatientEntry,
    ProcessKind,
    Represents,
    SeatFunction,
    SeatKind,
)
from rccdesk.services import groups, organisation
from rccdesk.services.database import Database
from rccdesk.services.example_data.plans import add_plans
from rccdesk.services.groups.model import (
    AssignmentRow,
    GroupRow,
    MembershipRow,
    ParticipationRow,
    PersonRow,
    ProcessRow,
    QuestionRow,
    ReleaseRow,
    SeatRow,
    StepRow,
    TrainingRow,
    VisitPointRow,
    VisitRow,
)

TODAY = dt.datetime.now().astimezone().date()
YEAR = TODAY.year
_made: list[Path] = []


def make_group_store(folder: Path) -> Path:
    """Return a store with two processes (one vacant), a group with a vacant seat, and a visit."""
    if _made:
        return _made[0]
    path = folder / "groups.rccdesk"
    with Database.open(path, create=True) as database:
        database.mark_as_example()
        organisation.seed_example_organisation(database)
        add_plans(database)
        _fill(database)
    _made.append(path)
    return path


def _fill(database: Database) -> None:
    regions = [row.code for row in organisation.list_regions(database)]
    units = organisation.list_units(database)
    anna = groups.add_person(
        database, PersonRow("Anna Berg", "Överläkare", "Ekmarks lasarett", regions[1])
    )
    bo = groups.add_person(
        database, PersonRow("Bo Lind", "Sjuksköterska", "Norrsjö sjukhus", regions[0])
    )
    lung = groups.add_process(
        database, ProcessRow("Lungcancer", ProcessKind.DIAGNOSIS, ("VC0",), "NVP lungcancer")
    )
    breast = groups.add_process(database, ProcessRow("Bröstcancer", svf=("VG9",)))
    group = groups.add_group(
        database,
        GroupRow("Processgrupp bröstcancer", GroupKind.PROCESS_GROUP, breast.uuid,
                 rules="Följer processens mål.", meetings_per_year=4),
    )  # fmt: skip
    seats = [
        groups.add_seat(database, SeatRow(group.uuid, Represents.REGION, region=code))
        for code in regions[:2]
    ]
    groups.add_seat(database, SeatRow(group.uuid, Represents.PATIENTS, SeatKind.MEMBER, required=2))
    start = dt.date(YEAR - 1, 1, 1)
    groups.add_member(database, MembershipRow(seats[0].uuid, bo.uuid, SeatFunction.CHAIR, start))
    assignment = groups.add_assignment(
        database,
        AssignmentRow(
            AssignmentRole.PROCESS_LEADER,
            state=AssignmentState.INTRODUCTION,
            process_uuid=breast.uuid,
            group_uuid=group.uuid,
            person_uuid=anna.uuid,
            share=0.2,
            financed_by=FinancedBy.RCC,
            commissioned_by=Commissioner.RCC,
            employer="Ekmarks lasarett",
            starts_on=start,
            scope="Leda processen genom hela vårdkedjan.",
            contacts="Vårdprogramgruppen, registergruppen",
        ),
    )
    groups.add_assignment(
        database,
        AssignmentRow(
            AssignmentRole.PROCESS_LEADER,
            state=AssignmentState.VACANT,
            process_uuid=lung.uuid,
            commissioned_by=Commissioner.RCC,
            vacant_since=dt.date(YEAR - 1, 3, 15),
        ),
    )
    groups.add_assignment(
        database,
        AssignmentRow(
            AssignmentRole.LOCAL_PROCESS_LEADER,
            process_uuid=breast.uuid,
            region=regions[0],
            person_uuid=bo.uuid,
            commissioned_by=Commissioner.REGION,
            commissioner="Region Norrsjö",
        ),
    )
    groups.add_step(database, StepRow(assignment.uuid, "Möte med verksamhetschefen", due_on=TODAY))
    groups.add_step(database, StepRow(assignment.uuid, "Genomgång av registret"))
    quarter = f"{YEAR - 1}-Q4"
    groups.set_release(database, ReleaseRow(assignment.uuid, quarter, 0.1))
    groups.add_participation(
        database,
        ParticipationRow(
            group.uuid, dt.date(YEAR - 1, 3, 10), ParticipationKind.DIAGNOSIS, 2, 2, 1,
            PatientEntry.FROM_START, "Utsedda av patientföreningen",
            change="Kallelsen skrevs om.", changed=True,
        ),
    )  # fmt: skip
    visit = groups.add_visit(
        database,
        VisitRow(units[0].region_code or "", units[0].name, breast.uuid,
                 held_on=dt.date(YEAR - 1, 3, 12), form=MeetingForm.ON_SITE, shown="Ledtider 2025"),
    )  # fmt: skip
    groups.add_visit_point(database, VisitPointRow(visit.uuid, "Pröva direktbokning av biopsi"))
    groups.add_training(
        database, TrainingRow("Samtal om svåra besked", breast.uuid, unit=units[0].name,
                              region=units[0].region_code or "", needed=12, reached=5),
    )  # fmt: skip
    groups.add_question(
        database, QuestionRow("Ersättning till patientföreträdare", dt.date(YEAR - 1, 3, 9),
                              origin="Patient- och närståenderådet", body="RCC i samverkan"),
    )  # fmt: skip
