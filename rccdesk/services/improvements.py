"""What the users want to improve, each with the figure that made them see it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy import select

from rccdesk.enums import ImprovementState, Thing, Topic
from rccdesk.errors import NotFoundError, RccdeskError
from rccdesk.models import Analysis, ImprovementArea
from rccdesk.services.charts.labels import measure_name
from rccdesk.services.charts.naming import figure_words
from rccdesk.services.kept_period import kept_period
from rccdesk.services.said_of import delete_said_of
from rccdesk.services.typed_texts import refuse_persons
from rccdesk.services.value_keys import is_goal_key, read_key

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from rccdesk.services.charts.labels import Labels
    from rccdesk.services.charts.spec import ChartSpec
    from rccdesk.services.database import Database
    from rccdesk.services.publishing import PublishableRow, PublishableTable


@dataclass(frozen=True, slots=True)
class FigureOrigin:
    """A published figure that something is written about, and where in the window it stands.

    ``measure`` is a goal or an indicator key, ``value_key`` names the figure with its own period.
    ``svf`` (KVÅ prefixes), ``area`` (a code, "" = the whole) and ``period`` (its spelling) are
    those of the shared selection, as an analysis has them; ``unit`` is the unit of the point, ""
    for none. ``title`` is the measure's name, ``figure`` the figure in words as of
    ``extract_date``. ``chart`` is the chart that the figure was chosen in, where it is to be kept
    with it.
    """

    measure: str
    value_key: str
    svf: tuple[str, ...]
    area: str
    period: str
    unit: str
    figure: str
    extract_date: dt.date | None
    title: str
    chart: ChartSpec | None = None

    @property
    def topic(self) -> str:
        """The topic of an analysis of the figure: "" for lead time and inclusion."""
        return topic_of(self.measure)

    @property
    def proposed_title(self) -> str:
        """What an improvement area seen in the figure may be called: its measure and place."""
        *parts, place = self.figure.split(" · ")
        has_place = bool(parts) and not place[:1].isdigit()
        return f"{self.title}: {place}" if has_place else self.title


@dataclass(frozen=True, slots=True)
class ImprovementRow:
    """Something to improve, with the figure in words as it was when it was noted.

    ``uuid``, ``author`` and ``created_on`` are given by the store. ``analysis_uuid`` is the
    analysis it was written beside, None for none. ``obstacle_asked_on`` is when its obstacle was
    asked for, answered or not: it is asked once.
    """

    title: str
    measure: str
    value_key: str
    note: str = ""
    state: ImprovementState = ImprovementState.OPEN
    svf: tuple[str, ...] = ()
    area: str = ""
    period: str = ""
    unit: str = ""
    figure: str = ""
    extract_date: dt.date | None = None
    analysis_uuid: str | None = None
    author: str = ""
    created_on: dt.date | None = None
    obstacle_asked_on: dt.date | None = None
    uuid: str = ""

    @property
    def is_open(self) -> bool:
        """Tell whether it is still to be worked on."""
        return self.state is ImprovementState.OPEN


def topic_of(measure: str) -> str:
    """Return the topic that a measure belongs to: "" for goals, else the indicator's key."""
    return "" if is_goal_key(measure) else measure


def make_origin(
    table: PublishableTable,
    row: PublishableRow,
    labels: Labels,
    *,
    svf: tuple[str, ...],
    area: str,
    period: str,
    chart: ChartSpec | None = None,
) -> FigureOrigin:
    """Return the origin of a row of a published table; the rest is the shared selection."""
    return FigureOrigin(
        measure=table.measure,
        value_key=row.value_key,
        svf=svf,
        area=area,
        period=period,
        unit=row.get("unit") or "",
        figure=figure_words(table, row, labels),
        extract_date=table.extract_date,
        title=measure_name(table, labels),
        chart=chart,
    )


def new_improvement(origin: FigureOrigin, title: str, note: str = "") -> ImprovementRow:
    """Return the row of an improvement area that is seen in a figure; it is not stored yet."""
    return ImprovementRow(
        title=title,
        note=note,
        svf=origin.svf,
        area=origin.area,
        measure=origin.measure,
        value_key=origin.value_key,
        period=origin.period,
        unit=origin.unit,
        figure=origin.figure,
        extract_date=origin.extract_date,
    )


def place_of(row: ImprovementRow) -> tuple[str, Mapping[str, object]]:
    """Return the page with the chart of its figure, and what to tell the page."""
    if is_goal_key(row.measure):
        return "lead_times", {"goal": row.measure, "tab": "trend"}
    return "indicators", {"indicator": row.measure, "tab": "trend"}


def region_of(row: ImprovementRow) -> str:
    """Return the code of the region, or the unit, that its figure is about; else of its area."""
    fields = read_key(row.value_key).fields
    named = (fields.get(name, "") for name in ("region", "home_region", "unit"))
    return next(filter(None, named), row.area)


def list_improvements(
    database: Database,
    *,
    svf: tuple[str, ...] | None = None,
    area: str | None = None,
    period: str | None = None,
    measure: str | None = None,
    analysis_uuid: str | None = None,
    only_open: bool = False,
) -> tuple[ImprovementRow, ...]:
    """Return the improvement areas, the newest first; None asks for any.

    An area noted for all pathways belongs to each of them.
    """
    query = select(ImprovementArea).where(ImprovementArea.deleted_at.is_(None))
    wanted = {"area": area, "period": period, "measure": measure, "analysis_uuid": analysis_uuid}
    for name, value in wanted.items():
        if value is not None:
            query = query.where(getattr(ImprovementArea, name) == value)
    if only_open:
        query = query.where(ImprovementArea.state == ImprovementState.OPEN)
    with database.read() as session:
        rows = [_row(found) for found in session.scalars(query)]
    if svf:
        rows = [row for row in rows if not row.svf or set(row.svf) & set(svf)]
    return tuple(sorted(rows, key=lambda row: row.uuid, reverse=True))


def get_improvement(database: Database, uuid: str) -> ImprovementRow:
    """Return an improvement area; NotFoundError ``improvement_missing``."""
    with database.read() as session:
        return _row(_find(session, uuid))


def add_improvement(database: Database, row: ImprovementRow) -> ImprovementRow:
    """Store a new improvement area and return it.

    It is linked to the analysis of its selection and topic where there is one. Raises RccdeskError
    ``improvement_title_missing``, PersonalTextError.
    """
    row = _checked(row)
    row = replace(row, period=kept_period(database, row.period, row.area))
    with database.write(
        Topic.ANALYSES, act="history.act.improvement_added", values={"title": row.title}
    ) as session:
        found = ImprovementArea(
            title=row.title,
            note=row.note,
            state=row.state,
            svf=" ".join(row.svf),
            area=row.area,
            measure=row.measure,
            value_key=row.value_key,
            period=row.period,
            unit=row.unit,
            figure=row.figure,
            extract_date=row.extract_date,
            analysis_uuid=row.analysis_uuid or _find_analysis(session, row),
            author=database.who,
            created_on=dt.datetime.now().astimezone().date(),
        )
        session.add(found)
        session.flush()
        return _row(found)


def update_improvement(database: Database, row: ImprovementRow) -> ImprovementRow:
    """Save the title, the note and the state of an improvement area; its figure stays.

    Raises NotFoundError ``improvement_missing`` and as `add_improvement`.
    """
    row = _checked(row)
    with database.read() as session:
        was = _find(session, row.uuid).state
    act = "history.act.improvement_updated"
    if was != row.state:
        reopened, closed = "history.act.improvement_reopened", "history.act.improvement_closed"
        act = reopened if row.is_open else closed
    with database.write(Topic.ANALYSES, act=act, values={"title": row.title}) as session:
        found = _find(session, row.uuid)
        found.title, found.note, found.state = row.title, row.note, row.state
        session.flush()
        return _row(found)


def close_improvement(database: Database, uuid: str) -> ImprovementRow:
    """Mark an improvement area as dealt with; as `update_improvement`."""
    row = get_improvement(database, uuid)
    return update_improvement(database, replace(row, state=ImprovementState.CLOSED))


def delete_improvement(database: Database, uuid: str) -> None:
    """Put an improvement area in the Papperskorg, with the obstacles that are said of it.

    NotFoundError ``improvement_missing``.
    """
    title = get_improvement(database, uuid).title
    with database.write(
        Topic.ANALYSES,
        Topic.PLANS,
        act="history.act.improvement_deleted",
        values={"title": title},
    ) as session:
        moment = dt.datetime.now(dt.UTC).replace(tzinfo=None)
        _find(session, uuid).deleted_at = moment
        delete_said_of(session, Thing.IMPROVEMENT, (uuid,), moment)


def _checked(row: ImprovementRow) -> ImprovementRow:
    row = replace(row, title=" ".join(row.title.split()), note=row.note.strip())
    if not row.title:
        raise RccdeskError("improvement_title_missing")
    refuse_persons(row.title, row.note)
    return row


def _find(session: Session, uuid: str) -> ImprovementArea:
    found = session.get(ImprovementArea, uuid)
    if found is None or found.deleted_at is not None:
        raise NotFoundError("improvement_missing")
    return found


def _find_analysis(session: Session, row: ImprovementRow) -> str | None:
    return session.scalar(
        select(Analysis.uuid).where(
            Analysis.svf == " ".join(row.svf),
            Analysis.area == row.area,
            Analysis.period == row.period,
            Analysis.topic == topic_of(row.measure),
            Analysis.deleted_at.is_(None),
        )
    )


def _row(found: ImprovementArea) -> ImprovementRow:
    return ImprovementRow(
        title=found.title,
        note=found.note,
        state=ImprovementState(found.state),
        svf=tuple(found.svf.split()),
        area=found.area,
        measure=found.measure,
        value_key=found.value_key,
        period=found.period,
        unit=found.unit,
        figure=found.figure,
        extract_date=found.extract_date,
        analysis_uuid=found.analysis_uuid,
        author=found.author,
        created_on=found.created_on,
        obstacle_asked_on=found.obstacle_asked_on,
        uuid=found.uuid,
    )
