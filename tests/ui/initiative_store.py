"""A small store of initiatives, outcomes, answers and guidelines, with figures counted by hand."""

from __future__ import annotations

import datetime as dt

from rccdesk.enums import (
    Adoption,
    Answer,
    Conclusion,
    InitiativeState,
    LinkRole,
    Origin,
    PatientEntry,
    SupportKind,
    Thing,
)
from rccdesk.services import guidelines, initiatives, links, plans
from rccdesk.services.database import Database
from rccdesk.services.framework.model import ChainLink
from rccdesk.services.guidelines.model import AdoptionRow, GuidelineRow, SupportRow, VersionRow
from rccdesk.services.initiatives.model import FrozenValue, InitiativeRow, OutcomeRow, UnitAnswer
from rccdesk.services.plans.model import PlanItemRow, PlanRow

DAY = dt.date(2026, 3, 1)


def frozen(period: str, numerator: int, denominator: int) -> FrozenValue:
    share = numerator / denominator
    words = f"{round(share * 100)} % (50–70 %), {numerator} av {denominator}"
    return FrozenValue(period, share, numerator, denominator, words, dt.date(2026, 2, 28), 0.82)


HIDDEN = FrozenValue(
    "2025-Q4", None, None, None, "Visas inte (få fall)", dt.date(2026, 2, 28), hidden="small"
)


def fill(database: Database, regions: tuple[str, ...] = ("01", "12")) -> dict[str, str]:
    """Add three initiatives (one measured) and a guideline; return their uuids by short name."""
    first, second = regions[:2]
    plan = plans.add_plan(database, PlanRow("Cancerplan 2025–2027"))
    goal = plans.add_item(database, PlanItemRow(plan.uuid, "Gemensam patologikö", code="2.1.3"))
    queue = initiatives.add_initiative(
        database,
        InitiativeRow(
            "Gemensam patologikö",
            state=InitiativeState.ONGOING,
            origin=Origin.CARE_UNIT,
            problem="Svaren från patologen tar olika lång tid i regionerna.",
            target_group="Patienter med misstänkt bröstcancer",
            work_change="Prover fördelas efter ledig tid, oavsett region.",
            svf=("VG9",),
            owner_role="Patologgruppen",
            starts_on=dt.date(2025, 9, 1),
            funding="Överenskommelsen 2024",
            funding_ends_on=dt.date(2026, 12, 31),
            patient_entry=PatientEntry.PLANNING,
            patient_form="Två platser i gruppen",
        ),
    )
    course = initiatives.add_initiative(
        database,
        InitiativeRow(
            "Utbildning av kontaktsjuksköterskor",
            state=InitiativeState.EVALUATED,
            origin=Origin.PATIENT_COUNCIL,
            problem="Patienter vet inte vem de ska ringa.",
            patient_entry=PatientEntry.FROM_START,
            patient_changed=True,
            patient_change="Kursen fick en dag om närstående.",
            output_count=42,
            output="utbildade",
            conclusion=Conclusion.SPREAD,
            is_worth_spreading=True,
            ends_on=dt.date(2024, 12, 31),
            starts_on=dt.date(2024, 1, 1),
        ),
    )
    idea = initiatives.add_initiative(database, InitiativeRow("Direktbokad cystoskopi"))
    initiatives.set_outcome(
        database,
        OutcomeRow(
            queue.uuid,
            "svf_lead_time",
            (("svf", "VG9"), ("region", first)),
            before=frozen("2025-Q2", 45, 70),
            after=frozen("2025-Q4", 52, 74),
            compared_with=(("svf", "VG9"), ("region", second)),
            compared_before=frozen("2025-Q2", 30, 50),
            compared_after=HIDDEN,
        ),
    )
    links.add_link(
        database,
        ChainLink(Thing.INITIATIVE, queue.uuid, Thing.PLAN_ITEM, goal.uuid, LinkRole.SERVES),
    )
    for region, unit, answer in (
        (first, "Kirurgkliniken", Answer.POSITIVE),
        (first, "Patologen", Answer.DOUBTFUL),
        (second, "Kirurgkliniken", Answer.NOT_CONTACTED),
    ):
        initiatives.set_answer(database, UnitAnswer(queue.uuid, region, unit, answer))
    guideline = guidelines.add_guideline(
        database, GuidelineRow("Nationellt vårdprogram bröstcancer", ("VG9",), "RCC i samverkan")
    )
    old = guidelines.add_version(
        database, VersionRow(guideline.uuid, "4.0", dt.date(2024, 5, 1), regional_title="Riktlinje")
    )
    for region, unit, state in (
        (first, "Kirurgkliniken", Adoption.INTRODUCED),
        (first, "Onkologen", Adoption.PARTLY),
        (second, "Kirurgkliniken", Adoption.NOT_INTRODUCED),
    ):
        guidelines.set_adoption(
            database, AdoptionRow(old.uuid, region, unit, state, day=dt.date(2025, 1, 10))
        )
    new = guidelines.add_version(
        database,
        VersionRow(guideline.uuid, "5.0", dt.date(2026, 1, 15), "Nya gränser för uppföljning."),
    )
    guidelines.add_support(
        database,
        SupportRow(
            "Utbildningsdag om den nya versionen",
            dt.date(2026, 2, 3),
            SupportKind.TRAINING,
            "Kirurgklinikerna",
            ("VG9",),
            guideline.uuid,
        ),
    )
    return {
        "plan": plan.uuid,
        "goal": goal.uuid,
        "queue": queue.uuid,
        "course": course.uuid,
        "idea": idea.uuid,
        "guideline": guideline.uuid,
        "old": old.uuid,
        "new": new.uuid,
    }
