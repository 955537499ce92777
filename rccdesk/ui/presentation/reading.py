"""What a presentation asks of the services, in the worker's thread, and its answers in words."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from rccdesk.enums import DecisionKind, PointState
from rccdesk.services import decisions, figure_charts, meetings
from rccdesk.ui.dialogs.decision_fields import read_regions
from rccdesk.ui.presentation.slide import LETTERS, Choice, Recorded, Showing, Slide, Stop

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rccdesk.services.charts.spec import ChartSpec
    from rccdesk.services.database import Database
    from rccdesk.services.decisions.model import DecisionRow
    from rccdesk.services.meetings import MeetingRow, PointView
    from rccdesk.services.meetings.model import AlternativeRow

_GONE = (PointState.WITHDRAWN, PointState.MOVED)


def read_showing(database: Database, meeting_uuid: str) -> Showing:
    """Return a meeting with the points that are to be shown; NotFoundError."""
    view = meetings.get_meeting_view(database, meeting_uuid, _today())
    lines = [line for line in view.lines if line.point.state not in _GONE]
    return Showing(
        meeting_uuid,
        view.title,
        tuple(
            Stop(line.point.uuid, line.number, line.point.title, line.point.kind) for line in lines
        ),
        read_regions(database),
        database.is_example,
        database.is_reading,
        _end(view.meeting),
    )


def read_slide(database: Database, point_uuid: str, number: int) -> Slide:
    """Return a point with its chart and what has been decided; NotFoundError."""
    view = meetings.get_point_view(database, point_uuid)
    point = view.point
    names = dict(read_regions(database))
    chart, figures = _figures(database, view)
    return Slide(
        uuid=point.uuid,
        number=number,
        title=point.title,
        question=point.matter,
        background=point.background,
        kind=point.kind,
        minutes=point.minutes,
        choices=tuple(
            Choice(LETTERS[at % len(LETTERS)], row.name, _meaning(row))
            for at, row in enumerate(view.alternatives)
        ),
        proposal=point.proposal,
        next_decider=point.next_decider,
        rapporteur=point.rapporteur,
        not_asked=tuple(
            names.get(each, each) for each in meetings.anchoring_missing(database, point_uuid)
        ),
        recorded=tuple(
            _recorded(database, row, names)
            for row in decisions.list_decisions(database, point_uuid=point_uuid)
        ),
        chart=chart,
        figures=figures,
        doubts=tuple(view.doubts),
        group_uuid=point.group_uuid,
        is_confidential=point.is_confidential,
    )


def _figures(database: Database, view: PointView) -> tuple[ChartSpec | None, tuple[str, ...]]:
    """Return the chart of the first figure that has one, and all figures in words."""
    words = tuple(figure.words for figure in view.figures)
    for figure in view.figures:
        chart = figure_charts.get_figure_chart(database, figure.value_key)
        if chart is not None:
            return chart, words
    return None, words


def _meaning(row: AlternativeRow) -> str:
    told = (row.patients, row.economy, row.staff, row.equity)
    return " · ".join(part.strip() for part in told if part.strip())


def _recorded(database: Database, row: DecisionRow, names: Mapping[str, str]) -> Recorded:
    answers = decisions.list_regions(database, row.uuid)
    is_put_off = row.kind is DecisionKind.POSTPONED
    return Recorded(
        row.uuid,
        row.kind,
        row.text,
        row.responsible,
        row.returns_on if is_put_off else row.due_on,
        tuple(names.get(each.region, each.region) for each in answers),
        len(answers) == len(names) > 1,
        row.next_decider,
    )


def _end(meeting: MeetingRow) -> str:
    """Return when a meeting ends, HH:MM; "" where nobody has said."""
    start = meeting.started_at or meeting.starts_at
    try:
        begun = dt.datetime.combine(meeting.day, dt.time.fromisoformat(start))
    except ValueError:
        return ""
    if not meeting.minutes:
        return ""
    return (begun + dt.timedelta(minutes=meeting.minutes)).strftime("%H:%M")


def _today() -> dt.date:
    return dt.datetime.now().astimezone().date()
