"""Invented initiatives at every level of evidence, the units' answers, and two guidelines.

Their figures are frozen from the example's own published figures, so that they hold for any
number of patients: with few patients some are hidden, as they would be.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import select

from rccdesk import models
from rccdesk.enums import (
    Adoption,
    Answer,
    Conclusion,
    Goal,
    InitiativeState,
    ItemState,
    LinkRole,
    Origin,
    PatientEntry,
    SupportKind,
    Thing,
    Topic,
)
from rccdesk.errors import NotComputableError, NotFoundError
from rccdesk.services.example_data import plan
from rccdesk.services.initiatives import InitiativeRow, OutcomeRow, measure_outcome
from rccdesk.services.initiatives.rows import fill_initiative, fill_outcome

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from rccdesk.services.database import Database

_MADE = dt.date(2025, 9, 1)
_OWN, _OTHER = "X2", "X3"
_BEFORE, _AFTER = "2025-H1", "2026-H1"
_LEAD_TIME = str(Goal.LEAD_TIME)

_BLADDER = InitiativeRow(
    "Gemensam operationsplanering vid urinblåsecancer",
    state=InitiativeState.ONGOING,
    origin=Origin.CARE_UNIT,
    problem="Tiden från behandlingsrekommendation till operation är lång och ojämn.",
    target_group="Patienter med välgrundad misstanke om cancer i urinblåsan",
    work_change="Operationsdag bokas vid behandlingskonferensen, för alla sjukhus tillsammans.",
    svf=("VK1",),
    owner_role="Processledare urologi",
    starts_on=plan.INITIATIVE_DATE,
    ends_on=dt.date(2026, 12, 31),
    funding="Överenskommelsen om cancervården",
    funding_ends_on=dt.date(2026, 12, 31),
    cost="450 000 kr per år",
    patient_entry=PatientEntry.FROM_START,
    patient_form="Två företrädare har plats i arbetsgruppen.",
    patient_changed=True,
    patient_change="Kallelsen skickas med en tid att ändra, i stället för att patienten ringer.",
    output_count=46,
    output="gemensamma operationskonferenser",
    evaluation_kind="summative",
    evaluation_by="internal",
    evaluation_plan="Andel inom ledtiden före och efter, jämfört med Region Sydvall.",
    conclusion=Conclusion.ADJUST,
    conclusion_reason="Sommarveckorna planeras för sig.",
    is_worth_spreading=True,
    created_on=_MADE,
    touched_on=dt.date(2026, 11, 10),
)
_CARE_PLAN = InitiativeRow(
    "Vårdplan vid första besöket, bröstcancer",
    state=InitiativeState.IN_OPERATION,
    origin=Origin.REGISTER,
    problem="En tredjedel av patienterna saknar individuell vårdplan i kvalitetsregistret.",
    work_change="Kontaktsjuksköterskan påbörjar vårdplanen vid det första besöket.",
    svf=("VG9",),
    area=_OWN,
    owner_role="Processledare bröstcancer",
    starts_on=dt.date(2025, 3, 1),
    ends_on=dt.date(2025, 10, 31),
    funding="Ordinarie medel",
    patient_entry=PatientEntry.PLANNING,
    patient_form="Patient- och närståenderådet läste mallen.",
    patient_changed=False,
    output_count=3,
    output="verksamheter med ny mall",
    created_on=dt.date(2025, 1, 20),
    touched_on=dt.date(2026, 2, 2),
)
_TRAINING = InitiativeRow(
    "Utbildning i cancerrehabilitering för primärvården",
    state=InitiativeState.ONGOING,
    origin=Origin.NATIONAL,
    problem="Primärvården efterfrågar kunskap om sena komplikationer.",
    target_group="Vårdcentraler i alla regioner",
    starts_on=dt.date(2026, 2, 1),
    ends_on=dt.date(2027, 1, 31),
    funding="Överenskommelsen om cancervården",
    funding_ends_on=dt.date(2027, 1, 31),
    patient_entry=PatientEntry.IMPLEMENTATION,
    output_count=212,
    output="deltagare i webbutbildningen",
    created_on=dt.date(2025, 11, 3),
    touched_on=dt.date(2026, 10, 5),
)
_CALL = InitiativeRow(
    "Samordnad kallelse till gynekologisk cellprovskontroll",
    state=InitiativeState.ONGOING,
    origin=Origin.RCC,
    problem="Kallelserna ser olika ut i regionerna.",
    starts_on=dt.date(2026, 3, 1),
    patient_reason="Rådet har inte haft möjlighet att delta än.",
    created_on=dt.date(2026, 1, 15),
    touched_on=dt.date(2026, 4, 9),
)
_LOCAL_COUNCIL = InitiativeRow(
    "Kontaktsjuksköterska i hela vårdkedjan",
    state=InitiativeState.EVALUATED,
    origin=Origin.PATIENT_COUNCIL,
    problem="Patienter byter kontaktsjuksköterska utan att få veta vem som är den nya.",
    work_change="Överlämning sker i ett möte där patienten är med.",
    owner_role="Samordnare för kontaktsjuksköterskor",
    starts_on=dt.date(2023, 9, 1),
    ends_on=dt.date(2024, 12, 31),
    funding="Projektmedel",
    funding_ends_on=dt.date(2024, 12, 31),
    cost="1,2 miljoner kr",
    patient_entry=PatientEntry.FROM_START,
    patient_form="Rådet utsåg två av projektgruppens ledamöter.",
    patient_changed=True,
    patient_change="Mötet lades före operationen, inte efter.",
    output_count=5,
    output="sjukhus med överlämningsmöte",
    evaluation_kind="summative",
    evaluation_by="external",
    evaluated_on=dt.date(2025, 3, 14),
    evaluation="Högskolan i Exempel, rapport 2025:2: patienter beskriver en tydligare övergång.",
    conclusion=Conclusion.SPREAD,
    conclusion_reason="Arbetssättet passar fler diagnoser.",
    is_worth_spreading=True,
    created_on=dt.date(2023, 5, 8),
    touched_on=dt.date(2025, 3, 20),
)
_PHOTO = InitiativeRow(
    "Foto med remissen vid misstänkt hudmelanom",
    state=InitiativeState.ANCHORING,
    origin=Origin.CARE_UNIT,
    problem="Remisser utan bild bedöms senare.",
    work_change="Vårdcentralen tar en bild med dermatoskop och skickar den med remissen.",
    svf=("VE0",),
    area=_OWN,
    created_on=dt.date(2026, 9, 14),
    touched_on=dt.date(2026, 11, 2),
)
_ANSWERS = (
    ("X2", "Ekmarks lasarett", Answer.POSITIVE, "", dt.date(2026, 10, 6)),
    ("X2", "Ekvikens sjukhus", Answer.DOUBTFUL, "Bemanningen räcker inte.", dt.date(2026, 10, 8)),
    ("X3", "Sydvalls universitetssjukhus", Answer.POSITIVE, "", dt.date(2026, 10, 13)),
    ("X3", "Strandby lasarett", Answer.NO, "Har en egen rutin.", dt.date(2026, 10, 14)),
    ("X1", "Norrsjö sjukhus", Answer.NOT_CONTACTED, "", None),
)
_ACTIVITIES = (
    (_BLADDER, "Bilda arbetsgrupp", ItemState.DONE, dt.date(2025, 11, 14)),
    (_BLADDER, "Gemensam bokningslista", ItemState.DONE, dt.date(2026, 1, 9)),
    (_BLADDER, "Plan för sommarveckorna", ItemState.ON_TRACK, None),
    (_TRAINING, "Lansera webbutbildningen", ItemState.DONE, dt.date(2026, 2, 3)),
    (_CALL, "Skriv gemensam kallelsetext", ItemState.DONE, dt.date(2026, 4, 8)),
    (_PHOTO, "Möte med hudkliniken", ItemState.ON_TRACK, None),
)
_GUIDELINES = (
    ("Nationellt vårdprogram bröstcancer", ("VG9",), ("4.3", "5.0")),
    ("Nationellt vårdprogram cancer i urinblåsan", ("VK1",), ("3.1", "3.2")),
)
_PUBLISHED = (dt.date(2024, 9, 10), dt.date(2026, 9, 22))
_ADOPTED = (
    ("X1", "Norrsjö sjukhus", Adoption.INTRODUCED, "", ""),
    ("X2", "Ekmarks lasarett", Adoption.INTRODUCED, "", ""),
    ("X2", "Ekvikens sjukhus", Adoption.PARTLY, "", ""),
    ("X3", "Sydvalls universitetssjukhus", Adoption.INTRODUCED, "", ""),
    ("X3", "Lindhamns sjukhus", Adoption.NOT_INTRODUCED, "capacity", "Utrustning saknas."),
    ("X4", "Storåsens sjukhus", Adoption.ANCHORING, "", ""),
)
_NEWEST = (
    ("X2", "Ekmarks lasarett", Adoption.PARTLY, "", ""),
    ("X3", "Sydvalls universitetssjukhus", Adoption.INTRODUCED, "", ""),
    ("X3", "Lindhamns sjukhus", Adoption.NOT_INTRODUCED, "staffing", "Specialist saknas."),
)
_SUPPORT = (
    (
        dt.date(2026, 10, 2),
        SupportKind.TRAINING,
        "Genomgång av det nya vårdprogrammet",
        "Bröstmottagningar",
        0,
    ),
    (
        dt.date(2026, 10, 20),
        SupportKind.MEETING,
        "Frågestund om uppföljning efter operation",
        "Kirurgkliniker i Region Ekmark",
        0,
    ),
    (
        dt.date(2026, 11, 5),
        SupportKind.MATERIAL,
        "Checklista för remiss",
        "Vårdcentraler",
        None,
    ),
)


def add_initiatives(database: Database) -> None:
    """Add the initiatives with outcomes, answers and activities, the guidelines and the log."""
    outcomes = [
        (_BLADDER, _measure(database, _lead_time_outcome(), _BEFORE, _AFTER, compared=True)),
        (_CARE_PLAN, _measure(database, _care_plan_outcome(), "2024-Q4", "2026-Q1")),
    ]
    topics = (Topic.INITIATIVES, Topic.GUIDELINES, Topic.PLANS, Topic.FRAMEWORK)
    with database.write(*topics, act="history.act.example_made") as session:
        uuids = _add_rows(session)
        for row, outcome in outcomes:
            part = models.InitiativeOutcome(initiative_uuid=uuids[row.title])
            fill_outcome(part, outcome)
            session.add(part)
        for region, unit, answer, reason, day in _ANSWERS:
            session.add(
                models.InitiativeUnit(
                    initiative_uuid=uuids[_PHOTO.title],
                    region=region,
                    unit=unit,
                    answer=str(answer),
                    reason=reason,
                    day=day,
                )
            )
        for position, (row, title, state, done_on) in enumerate(_ACTIVITIES):
            session.add(
                models.Activity(
                    initiative_uuid=uuids[row.title],
                    title=title,
                    state=str(state),
                    done_on=done_on,
                    position=position,
                    responsible=row.owner_role,
                    touched_on=done_on or row.touched_on,
                )
            )
        _link(session, uuids)
        _add_guidelines(session)


def _add_rows(session: Session) -> dict[str, str]:
    uuids = {}
    for row in (_BLADDER, _CARE_PLAN, _TRAINING, _CALL, _LOCAL_COUNCIL, _PHOTO):
        found = models.Initiative(created_on=row.created_on, touched_on=row.touched_on)
        fill_initiative(found, row)
        session.add(found)
        session.flush()
        uuids[row.title] = found.uuid
    return uuids


def _lead_time_outcome() -> OutcomeRow:
    return OutcomeRow(
        "",
        _LEAD_TIME,
        (("svf", plan.INITIATIVE_SVF), ("region", _OWN)),
        compared_with=(("svf", plan.INITIATIVE_SVF), ("region", _OTHER)),
        note="Region Sydvall har inte infört arbetssättet.",
    )


def _care_plan_outcome() -> OutcomeRow:
    return OutcomeRow("", plan.REVISED_INDICATOR, (("unit", _OWN),))


def _measure(
    database: Database,
    outcome: OutcomeRow,
    before: str,
    after: str,
    *,
    compared: bool = False,
) -> OutcomeRow:
    """Freeze the figures that the example has; what it has none of stays unmeasured."""
    moments = [("before", before), ("after", after)]
    if compared:
        moments += [("compared_before", before), ("compared_after", after)]
    for moment, period in moments:
        try:
            outcome = measure_outcome(database, outcome, moment, period)
        except (NotComputableError, NotFoundError):
            continue
    return replace(outcome, position=0)


def _link(session: Session, uuids: dict[str, str]) -> None:
    """Tie initiatives to the example's plan and areas, where there are such; one to none."""
    items = session.scalars(
        select(models.PlanItem)
        .where(models.PlanItem.deleted_at.is_(None), models.PlanItem.measure_key != "")
        .order_by(models.PlanItem.uuid)
    ).all()
    by_measure: dict[str, models.PlanItem] = {}
    for item in items:
        by_measure.setdefault(item.measure_key, item)
    wanted = (
        (_BLADDER, by_measure.get(_LEAD_TIME)),
        (_CARE_PLAN, by_measure.get(plan.REVISED_INDICATOR) or (items[-1] if items else None)),
        (_LOCAL_COUNCIL, items[0] if items else None),
    )
    for row, goal in wanted:
        if goal is not None:
            session.add(_serves(uuids[row.title], Thing.PLAN_ITEM, goal.uuid))
    areas = {
        area.code: area.uuid
        for area in session.scalars(
            select(models.FrameworkItem)
            .join(models.Framework, models.Framework.uuid == models.FrameworkItem.framework_uuid)
            .where(
                models.Framework.key == "forordning-2019-7",
                models.FrameworkItem.deleted_at.is_(None),
            )
        )
    }
    for row, code in ((_BLADDER, "F3"), (_TRAINING, "F4"), (_LOCAL_COUNCIL, "F8")):
        if code in areas:
            session.add(_serves(uuids[row.title], Thing.FRAMEWORK_ITEM, areas[code]))


def _serves(initiative: str, kind: Thing, key: str) -> models.Link:
    return models.Link(
        from_kind=str(Thing.INITIATIVE),
        from_key=initiative,
        to_kind=str(kind),
        to_key=key,
        role=str(LinkRole.SERVES),
        source=plan.SOURCE,
        added_on=_MADE,
    )


def _add_guidelines(session: Session) -> None:
    causes = {cause.key: cause.uuid for cause in session.scalars(select(models.CauseClass))}
    made = []
    for title, svf, versions in _GUIDELINES:
        guideline = models.Guideline(title=title, svf=" ".join(svf), source=plan.SOURCE)
        session.add(guideline)
        session.flush()
        made.append(guideline.uuid)
        for position, (name, published) in enumerate(zip(versions, _PUBLISHED, strict=True)):
            version = models.GuidelineVersion(
                guideline_uuid=guideline.uuid,
                version=name,
                published_on=published,
                position=position,
                changes="" if position == 0 else "Uppföljningen efter operation är ny.",
                regional_title="" if position else f"Regional medicinsk riktlinje, {name}",
                regional_on=None if position else dt.date(2025, 1, 15),
            )
            session.add(version)
            session.flush()
            answers = _ADOPTED if position == 0 else _NEWEST[: 3 if not made[1:] else 0]
            for region, unit, state, cause, reason in answers:
                session.add(
                    models.GuidelineAdoption(
                        version_uuid=version.uuid,
                        region=region,
                        unit=unit,
                        state=str(state),
                        cause_uuid=causes.get(cause),
                        reason=reason,
                        day=published + dt.timedelta(days=30),
                    )
                )
    for day, kind, words, audience, place in _SUPPORT:
        session.add(
            models.KnowledgeSupport(
                day=day,
                kind=str(kind),
                text=words,
                audience=audience,
                guideline_uuid=None if place is None else made[place],
            )
        )
