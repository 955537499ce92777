"""What can lie in the Papperskorg: each user-edited table, its topic and the names of its rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from rccdesk import formats
from rccdesk.enums import Topic
from rccdesk.models import (
    Action,
    Activity,
    AgendaPoint,
    Analysis,
    AnalysisFigure,
    AnalysisVersion,
    Assessment,
    Assignment,
    Attendance,
    CareUnit,
    CauseClass,
    ChartEvent,
    Decision,
    DecisionRegion,
    DecisionUnit,
    DocumentTemplate,
    DoubtDecision,
    FigureComment,
    FollowUp,
    Framework,
    FrameworkItem,
    GoalModel,
    Guideline,
    GuidelineAdoption,
    GuidelineVersion,
    ImportProfile,
    ImprovementArea,
    Indicator,
    IndicatorLevel,
    Initiative,
    InitiativeOutcome,
    InitiativeUnit,
    IntroductionStep,
    KnowledgeSupport,
    KvaSuffix,
    LeadTimeLimit,
    Link,
    MappingCause,
    MappingChoice,
    Meeting,
    MeetingSeries,
    Membership,
    Minutes,
    NationalQuestion,
    Obstacle,
    Pack,
    PackOutline,
    PatientParticipation,
    PeriodLock,
    Person,
    Plan,
    PlanBaseline,
    PlanItem,
    PlanItemRegion,
    PlanRegion,
    PointAlternative,
    PointRegion,
    Process,
    Rcc,
    RccRegion,
    Region,
    Responsibility,
    ScaleLevel,
    Seat,
    StoreSetting,
    StrategicFactor,
    Svf,
    TemplatePoint,
    Term,
    TimeRelease,
    TrainingNeed,
    UserEdited,
    ValueAlias,
    Visit,
    VisitPoint,
    WorkGroup,
)
from rccdesk.services.charts.labels import Labels
from rccdesk.services.labels import area_name, get_labels
from rccdesk.services.trash.chain_names import KnownNames, read_known
from rccdesk.texts import has_text, text

if TYPE_CHECKING:
    from rccdesk.services.database import Database

PROPORTION = "proportion"


@dataclass(frozen=True, slots=True)
class Names:
    """What the names of rows are made of; indicators, regions and RCCs by uuid, deleted too."""

    labels: Labels
    indicators: Mapping[str, tuple[str, str]]  # title, unit of measure
    regions: Mapping[str, str]
    rccs: Mapping[str, str]
    measures: Mapping[str, str]  # indicator key -> title
    chain: KnownNames  # rows of the chain, and what they point at


@dataclass(frozen=True, slots=True)
class Kind:
    """A table whose rows can be deleted; ``name`` names one of them."""

    model: type[UserEdited]
    topic: Topic
    name: Callable[[Any, Names], str]

    @property
    def table(self) -> str:
        """The name of the table, which is also the key of its words."""
        return str(self.model.__tablename__)  # type: ignore[attr-defined]

    @property
    def words(self) -> str:
        """What one such row is called, as in "Målnivå"."""
        return text(f"fields.{self.table}._one")

    def count(self, count: int) -> str:
        """Return a number of such rows in words, as in "2 målnivåer"."""
        return text(f"trash.count.{self.table}", count=count)


def get_names(database: Database) -> Names:
    """Read what names are made of."""
    labels = get_labels(database)
    with database.read() as session:
        return Names(
            labels,
            {
                uuid: (title, unit)
                for uuid, title, unit in session.execute(
                    select(Indicator.uuid, Indicator.title, Indicator.unit_of_measure)
                )
            },
            {row.uuid: row.name for row in session.execute(select(Region.uuid, Region.name))},
            {row.uuid: row.name for row in session.execute(select(Rcc.uuid, Rcc.name))},
            {
                row.key: row.title
                for row in session.execute(
                    select(Indicator.key, Indicator.title).order_by(Indicator.deleted_at.is_(None))
                )
            },
            read_known(session, labels),
        )


def _pack(row: Pack, _names: Names) -> str:
    return text("trash.name.issued", title=row.title) if row.state == "issued" else row.title


def _alias(row: ValueAlias, _names: Names) -> str:
    return text("trash.name.alias", written=row.written, code=row.code)


def _analysis(row: Analysis, names: Names) -> str:
    processes = [names.labels.name("svf", code) for code in row.svf.split()]
    area = area_name(names.labels, row.area) if row.area else text("trash.name.everywhere")
    about = ", ".join(
        (
            ", ".join(processes) or text("trash.name.all_svf"),
            area,
            names.labels.name("period", row.period),
        )
    )
    topic = names.measures.get(row.topic, row.topic) or text("analyses.lead_time_topic")
    return f"{topic}: {about}"


def _version(row: AnalysisVersion, _names: Names) -> str:
    return text("trash.name.version", number=row.number, date=row.saved_on)


def _chart_event(row: ChartEvent, _names: Names) -> str:
    return text("trash.name.dated", name=row.label or row.reason, date=row.day)


def _mapped(row: MappingChoice | MappingCause, names: Names) -> str:
    svf = names.labels.name("svf", row.svf)
    return text("trash.name.of", part=svf, whole=area_name(names.labels, row.region))


def _limit(row: LeadTimeLimit, names: Names) -> str:
    key = f"charts.code.treatment.{row.treatment}"
    words = text(key) if has_text(key) else row.treatment
    if row.treatment == "all":
        words = text("charts.all.treatment")
    days = (
        text("trash.name.days_unknown")
        if row.days is None
        else text("trash.name.days", count=row.days)
    )
    parts = [names.labels.name("svf", row.kva_prefix), words[:1].lower() + words[1:]]
    parts += [row.variant] if row.variant else []
    parts.append(days)
    if row.valid_from is not None:
        parts.append(text("trash.name.valid_from", date=row.valid_from))
    return ", ".join(parts)


def _level(row: IndicatorLevel, names: Names) -> str:
    title, unit = names.indicators[row.indicator_uuid]
    shown = row.value * 100 if unit == PROPORTION else row.value
    decimals = 0 if round(shown, 6).is_integer() else 1
    value = (
        formats.percent(row.value, decimals)
        if unit == PROPORTION
        else f"{formats.number(row.value, decimals)} {unit}".strip()
    )
    return text("trash.name.of", part=value, whole=title)


def _rcc_region(row: RccRegion, names: Names) -> str:
    region = names.regions[row.region_uuid]
    part = f"{region} ({row.part})" if row.part else region
    return text("trash.name.of", part=part, whole=names.rccs[row.rcc_uuid])


def _of_chain(row: UserEdited, names: Names) -> str:
    return names.chain.row_name(row)


KINDS: tuple[Kind, ...] = (  # what is pointed at before what points at it
    Kind(Rcc, Topic.ORGANISATION, lambda row, _names: row.name),
    Kind(Region, Topic.ORGANISATION, lambda row, _names: row.full_name),
    Kind(RccRegion, Topic.ORGANISATION, _rcc_region),
    Kind(CareUnit, Topic.ORGANISATION, lambda row, _names: row.name),
    Kind(Term, Topic.ORGANISATION, lambda row, _names: row.singular),
    Kind(StoreSetting, Topic.SETTINGS, lambda row, _names: row.key),
    Kind(Svf, Topic.PATHWAYS, lambda row, _names: row.name),
    Kind(KvaSuffix, Topic.PATHWAYS, lambda row, _names: f"{row.suffix} {row.event}"),
    Kind(GoalModel, Topic.PATHWAYS, lambda row, _names: row.short_name),
    Kind(LeadTimeLimit, Topic.PATHWAYS, _limit),
    Kind(Indicator, Topic.INDICATORS, lambda row, _names: row.title),
    Kind(IndicatorLevel, Topic.INDICATORS, _level),
    Kind(Analysis, Topic.ANALYSES, _analysis),
    Kind(AnalysisFigure, Topic.ANALYSES, lambda row, _names: row.title),
    Kind(AnalysisVersion, Topic.ANALYSES, _version),
    Kind(ImprovementArea, Topic.ANALYSES, lambda row, _names: row.title),
    Kind(ChartEvent, Topic.CHART_EVENTS, _chart_event),
    Kind(CauseClass, Topic.MAPPING, lambda row, _names: row.name),
    Kind(MappingChoice, Topic.MAPPING, _mapped),
    Kind(MappingCause, Topic.MAPPING, _mapped),
    Kind(Framework, Topic.FRAMEWORK, _of_chain),
    Kind(FrameworkItem, Topic.FRAMEWORK, _of_chain),
    Kind(ScaleLevel, Topic.FRAMEWORK, _of_chain),
    Kind(Assessment, Topic.FRAMEWORK, _of_chain),
    Kind(StrategicFactor, Topic.FRAMEWORK, _of_chain),
    Kind(Initiative, Topic.INITIATIVES, _of_chain),
    Kind(InitiativeOutcome, Topic.INITIATIVES, _of_chain),
    Kind(InitiativeUnit, Topic.INITIATIVES, _of_chain),
    Kind(Plan, Topic.PLANS, _of_chain),
    Kind(PlanRegion, Topic.PLANS, _of_chain),
    Kind(PlanBaseline, Topic.PLANS, _of_chain),
    Kind(PlanItem, Topic.PLANS, _of_chain),
    Kind(PlanItemRegion, Topic.PLANS, _of_chain),
    Kind(Activity, Topic.PLANS, _of_chain),
    Kind(Guideline, Topic.GUIDELINES, _of_chain),
    Kind(GuidelineVersion, Topic.GUIDELINES, _of_chain),
    Kind(GuidelineAdoption, Topic.GUIDELINES, _of_chain),
    Kind(KnowledgeSupport, Topic.GUIDELINES, _of_chain),
    Kind(Person, Topic.GROUPS, _of_chain),
    Kind(Process, Topic.GROUPS, _of_chain),
    Kind(WorkGroup, Topic.GROUPS, _of_chain),
    Kind(Seat, Topic.GROUPS, _of_chain),
    Kind(Membership, Topic.GROUPS, _of_chain),
    Kind(Assignment, Topic.GROUPS, _of_chain),
    Kind(IntroductionStep, Topic.GROUPS, _of_chain),
    Kind(TimeRelease, Topic.GROUPS, _of_chain),
    Kind(PatientParticipation, Topic.GROUPS, _of_chain),
    Kind(Visit, Topic.GROUPS, _of_chain),
    Kind(VisitPoint, Topic.GROUPS, _of_chain),
    Kind(TrainingNeed, Topic.GROUPS, _of_chain),
    Kind(NationalQuestion, Topic.GROUPS, _of_chain),
    Kind(MeetingSeries, Topic.MEETINGS, _of_chain),
    Kind(TemplatePoint, Topic.MEETINGS, _of_chain),
    Kind(Meeting, Topic.MEETINGS, _of_chain),
    Kind(AgendaPoint, Topic.MEETINGS, _of_chain),
    Kind(PointAlternative, Topic.MEETINGS, _of_chain),
    Kind(PointRegion, Topic.MEETINGS, _of_chain),
    Kind(Attendance, Topic.MEETINGS, _of_chain),
    Kind(Minutes, Topic.MEETINGS, _of_chain),
    Kind(Decision, Topic.MEETINGS, _of_chain),
    Kind(DecisionRegion, Topic.MEETINGS, _of_chain),
    Kind(DecisionUnit, Topic.MEETINGS, _of_chain),
    Kind(Action, Topic.MEETINGS, _of_chain),
    Kind(FollowUp, Topic.PLANS, _of_chain),
    Kind(Responsibility, Topic.PLANS, _of_chain),
    Kind(Obstacle, Topic.PLANS, _of_chain),
    Kind(PeriodLock, Topic.FRAMEWORK, _of_chain),
    Kind(Link, Topic.FRAMEWORK, _of_chain),
    Kind(Pack, Topic.PACKS, _pack),
    Kind(PackOutline, Topic.PACKS, _of_chain),
    Kind(FigureComment, Topic.PACKS, _of_chain),
    Kind(DocumentTemplate, Topic.PACKS, _of_chain),
    Kind(ImportProfile, Topic.IMPORTS, lambda row, _names: row.name),
    Kind(ValueAlias, Topic.IMPORTS, _alias),
    Kind(DoubtDecision, Topic.IMPORTS, lambda row, _names: row.value_key),
)
BY_TABLE: Mapping[str, Kind] = {kind.table: kind for kind in KINDS}
_SUBJECT = (("subject_kind", "subject_key"),)
POINTERS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "follow_up": _SUBJECT,
    "obstacle": _SUBJECT,
    "period_lock": _SUBJECT,
    "responsibility": _SUBJECT,
    "link": (("from_kind", "from_key"), ("to_kind", "to_key")),
}
"""Tables that point at rows of several others, with the columns of the kind and the uuid."""
ORDER: Mapping[str, int] = {kind.table: number for number, kind in enumerate(KINDS)}
TOPICS = frozenset(kind.topic for kind in KINDS)
"""What a page that shows the Papperskorg follows."""
