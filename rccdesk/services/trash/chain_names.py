"""What rows of the chain are called in the Papperskorg, deleted ones too."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from rccdesk.enums import Thing
from rccdesk.models import (
    Action,
    Activity,
    AgendaPoint,
    Assignment,
    Decision,
    Framework,
    FrameworkItem,
    GoalModel,
    Guideline,
    GuidelineVersion,
    ImprovementArea,
    Indicator,
    Initiative,
    Link,
    Meeting,
    MeetingSeries,
    NationalQuestion,
    Person,
    Plan,
    PlanItem,
    Process,
    Seat,
    StrategicFactor,
    Svf,
    TrainingNeed,
    Visit,
    WorkGroup,
)
from rccdesk.services.charts.labels import Labels
from rccdesk.services.labels import area_name
from rccdesk.services.naming.known import Fields
from rccdesk.services.naming.lookup import Lookup
from rccdesk.services.naming.row_names import NAMES
from rccdesk.services.organisation import Word, read_terms
from rccdesk.texts import text

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_NAMED = (  # what other rows are named by
    Framework.title,
    FrameworkItem.code,
    FrameworkItem.title,
    Plan.name,
    PlanItem.code,
    PlanItem.title,
    Activity.title,
    Initiative.title,
    ImprovementArea.title,
    Guideline.title,
    GuidelineVersion.guideline_uuid,
    GuidelineVersion.version,
    StrategicFactor.text,
    Person.name,
    Process.name,
    WorkGroup.name,
    Seat.group_uuid,
    Seat.title,
    Seat.represents,
    Seat.region,
    Seat.unit,
    Assignment.role,
    Assignment.title,
    Assignment.process_uuid,
    Assignment.region,
    Assignment.person_uuid,
    Visit.region,
    Visit.unit,
    Visit.planned_on,
    Visit.held_on,
    TrainingNeed.topic,
    TrainingNeed.region,
    TrainingNeed.unit,
    NationalQuestion.title,
    MeetingSeries.group_uuid,
    MeetingSeries.name,
    Meeting.group_uuid,
    Meeting.day,
    AgendaPoint.title,
    AgendaPoint.meeting_uuid,
    AgendaPoint.paragraph,
    Decision.text,
    Decision.point_uuid,
    Decision.meeting_uuid,
    Decision.treated_on,
    Action.title,
)


@dataclass(frozen=True, slots=True)
class KnownNames:
    """The fields that name rows, by table and uuid, and the names of codes."""

    labels: Labels
    rows: Mapping[tuple[str, str], Fields]
    analyses: Mapping[str, str]  # those that links point at
    measures: Mapping[str, str]
    pathways: Mapping[str, str]
    terms: Mapping[str, Word]

    def fields(self, table: str, row_uuid: str) -> Fields:
        """Return the fields that name a row; none where it is gone for good."""
        return self.rows.get((table, row_uuid), {})

    def name(self, table: str, row_uuid: str) -> str:
        """Return what a row is called."""
        if table == Thing.ANALYSIS:
            return self.analyses.get(row_uuid, "")
        fields = self.fields(table, row_uuid)
        if not fields:
            return text("fields.unnamed")
        own = NAMES.get(table)
        return (own(self, fields) if own else str(fields.get("title", ""))) or text(
            "fields.unnamed"
        )

    def row_name(self, row: Any) -> str:
        """Return what a row of the chain is called."""
        table = row.__table__
        fields = {column.name: getattr(row, column.name) for column in table.columns}
        return NAMES[table.name](self, fields) or text("fields.unnamed")

    def area(self, code: object) -> str:
        """Return the name of a region or of the health-care region of an RCC."""
        return area_name(self.labels, str(code))

    def measure(self, key: object) -> str:
        """Return the title of an indicator, or the short name of a goal."""
        return self.measures.get(str(key), str(key))

    def pathway(self, prefix: object) -> str:
        """Return the name of a pathway."""
        return self.pathways.get(str(prefix), str(prefix))

    def term(self, key: str, form: str) -> str:
        """Return a form of a term of the own RCC, as "definite"."""
        return str(getattr(self.terms[key], form))


def read_known(session: Session, labels: Labels) -> KnownNames:
    """Read what names are made of, rows in the Papperskorg too."""
    fields: dict[tuple[str, str], dict[str, Any]] = {}
    for model in dict.fromkeys(column.class_ for column in _NAMED):
        columns = [column for column in _NAMED if column.class_ is model]
        for uuid, *values in session.execute(select(model.uuid, *columns)):
            named = zip((column.key for column in columns), values, strict=True)
            fields[model.__tablename__, uuid] = dict(named)
    lookup = Lookup(session)
    linked = session.scalars(select(Link.to_key).where(Link.to_kind == Thing.ANALYSIS).distinct())
    keys = session.scalars(select(GoalModel.key)).all()
    titles = session.execute(select(Indicator.key, Indicator.title))
    measures = {key: lookup.measure(key) for key in keys} | {row.key: row.title for row in titles}
    return KnownNames(
        labels,
        fields,
        {uuid: lookup.name(Thing.ANALYSIS, uuid) for uuid in linked},
        measures,
        {row.kva_prefix: row.name for row in session.execute(select(Svf.kva_prefix, Svf.name))},
        read_terms(session),
    )
