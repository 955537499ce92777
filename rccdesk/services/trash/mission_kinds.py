"""What rows of the mission and the plan are called in the Papperskorg, deleted ones too."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from rccdesk.enums import Thing
from rccdesk.models import (
    Activity,
    Framework,
    FrameworkItem,
    GoalModel,
    Guideline,
    GuidelineVersion,
    ImprovementArea,
    Indicator,
    Initiative,
    Link,
    Plan,
    PlanItem,
    StrategicFactor,
    Svf,
)
from rccdesk.services.charts.labels import Labels
from rccdesk.services.history.lookup import Lookup
from rccdesk.services.history.mission_names import NAMES
from rccdesk.services.labels import area_name
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
)


@dataclass(frozen=True, slots=True)
class KnownNames:
    """The fields that name rows, by table and uuid, and the names of codes."""

    labels: Labels
    fields: Mapping[tuple[str, str], Mapping[str, Any]]
    analyses: Mapping[str, str]  # those that links point at
    measures: Mapping[str, str]
    pathways: Mapping[str, str]

    def name(self, table: str, row_uuid: str) -> str:
        """Return what a row is called."""
        if table == Thing.ANALYSIS:
            return self.analyses.get(row_uuid, "")
        fields = self.fields.get((table, row_uuid))
        if fields is None:
            return text("fields.unnamed")
        own = NAMES.get(table)
        return (own(self, fields) if own else str(fields.get("title", ""))) or text(
            "fields.unnamed"
        )

    def row_name(self, row: Any) -> str:
        """Return what a row of the mission or the plan is called."""
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
    )
