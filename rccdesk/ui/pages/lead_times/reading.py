"""What the Ledtider page asks and what it gets: services called together in the reading thread.

Nothing is computed here. `read` picks the services that the tab needs and puts their words side
by side, so that the page only shows.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from rccdesk.enums import CASE_LEVEL, BatchState, Goal
from rccdesk.errors import NotComputableError
from rccdesk.services import imports, improvements, lead_times, snapshots
from rccdesk.services.labels import get_labels
from rccdesk.services.pathways.goals import list_goals
from rccdesk.services.value_keys import read_key
from rccdesk.texts import has_text, text
from rccdesk.ui.pages.lead_times.answers import Answer, Question
from rccdesk.ui.pages.lead_times.asking import area_codes, make_query, query_of_key
from rccdesk.ui.pages.lead_times.charts import add_chart
from rccdesk.ui.pages.lead_times.panel import add_panel, facts, list_limits

if TYPE_CHECKING:
    from rccdesk.services.charts.labels import Labels
    from rccdesk.services.charts.marks import Marked
    from rccdesk.services.database import Database
    from rccdesk.services.lead_times import CaseTable

_LIVE = frozenset({BatchState.ACTIVE, BatchState.REPLACED})


def read(database: Database, question: Question) -> Answer:
    """Return what the page shows for ``question``."""
    goals = list_goals(database)
    if question.goal not in {goal.key for goal in goals}:  # an own goal that has been deleted
        question = dataclasses.replace(question, goal=Goal.LEAD_TIME.value)
    labels = get_labels(database)
    limits = list_limits(database, question)
    states = snapshots.list_goal_snapshots(database, question.goal)
    state = snapshots.find_snapshot(states, question.snapshot)
    question = dataclasses.replace(question, snapshot=state.batch_id if state else None)
    answer = Answer(
        question,
        goals,
        has_data=True,
        states=states,
        limits=limits,
        svf_name=", ".join(labels.name("svf", prefix) for prefix in question.svf),
    )
    batches = imports.list_batches(database)
    events = [b.batch_id for b in batches if b.profile in CASE_LEVEL and b.state in _LIVE]
    answer = dataclasses.replace(answer, newest_batch=max(events, default=0))
    area = area_codes(database, question)
    try:
        query = make_query(question, area)
        figure = lead_times.get_lead_times(database, query)
    except NotComputableError as error:
        return dataclasses.replace(
            answer, problem=_not_computable(error), facts=facts(answer, limits, None)
        )
    if figure.extract_date is None and state is None:
        whole = dataclasses.replace(question, period="")
        ever = lead_times.get_lead_times(database, make_query(whole, ()))
        if ever.extract_date is None:
            return dataclasses.replace(answer, has_data=False)
    answer = add_panel(database, answer, query, figure, labels)
    answer = _with_origin(answer, labels)
    try:
        answer = add_chart(database, answer, labels, area)
    except NotComputableError as error:
        return dataclasses.replace(answer, problem=_not_computable(error))
    rules = (text("snapshots.rules"),) if state else ()
    return dataclasses.replace(
        answer,
        spec=snapshots.mark_chart(answer.spec, state),
        remarks=(*rules, *answer.remarks),
    )


def _with_origin(answer: Answer, labels: Labels) -> Answer:
    """Add the figure that an analysis or an improvement area is written about."""
    notes, question = answer.notes, answer.question
    if notes is None or notes.row.value is None:
        return answer
    origin = improvements.make_origin(
        notes.table,
        notes.row,
        labels,
        svf=question.svf,
        area=question.area,
        period=question.period,
    )
    return dataclasses.replace(answer, origin=origin)


def read_origin(
    database: Database, question: Question, marked: Marked
) -> improvements.FigureOrigin | None:
    """Return the origin of one figure of a chart; None where it cannot be told alone.

    Pathway, unit and period are those of the figure; what it does not say is the question's.
    """
    codes = read_key(marked.value_key).fields
    table = lead_times.get_lead_times(database, query_of_key(marked.value_key, question))
    row = table.rows[0] if table.rows else table.whole
    if row is None or row.value is None:
        return None
    origin = improvements.make_origin(
        table,
        row,
        get_labels(database),
        svf=tuple(codes["svf"].split("+")) if "svf" in codes else question.svf,
        area=question.area,
        period=codes.get("period") or question.period,
    )
    figure = marked.spoken if marked.is_part else origin.figure
    unit = codes.get("unit") or codes.get("home_unit") or ""
    return dataclasses.replace(origin, value_key=marked.value_key, unit=unit, figure=figure)


def read_cases(database: Database, question: Question, value_key: str) -> CaseTable:
    """Return the pathways behind one figure of a chart, or of the selection where it is ""."""
    area = area_codes(database, question)
    query = query_of_key(value_key, question) if value_key else make_query(question, area)
    return lead_times.list_cases(database, query)


def _not_computable(error: NotComputableError) -> str:
    key = f"errors.{error.code}"
    return text(key, **error.values) if has_text(key) else text("errors.failed")
