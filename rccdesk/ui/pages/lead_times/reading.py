"""What the Ledtider page asks and what it gets: services called together in the reading thread.

Nothing is computed here. `read` picks the services that the tab needs and puts their words side
by side, so that the page only shows.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from rccdesk import formats
from rccdesk.enums import CASE_LEVEL, BatchState
from rccdesk.errors import NotComputableError
from rccdesk.services import imports, lead_times, organisation, snapshots
from rccdesk.services.charts import build
from rccdesk.services.charts.spec import Bar, ChartSpec
from rccdesk.services.labels import get_labels
from rccdesk.services.pathways import catalogue
from rccdesk.services.pathways.goals import list_goals
from rccdesk.texts import has_text, text
from rccdesk.ui.pages.figure_page import COMPARISON, DISTRIBUTION, TABLE, TREND
from rccdesk.ui.pages.lead_times.answers import Answer, Question
from rccdesk.ui.pages.lead_times.panel import add_panel, facts, list_limits
from rccdesk.ui.selection import HEALTH_CARE_REGION, REGION

if TYPE_CHECKING:
    from rccdesk.services.charts.labels import Labels
    from rccdesk.services.database import Database
    from rccdesk.services.publishing import PublishableTable

_LIVE = frozenset({BatchState.ACTIVE, BatchState.REPLACED})
_BETWEEN_REGIONS = frozenset({"region", "home_region"})


def read(database: Database, question: Question) -> Answer:
    """Return what the page shows for ``question``."""
    goals = list_goals(database)
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
    area = _area_codes(database, question)
    try:
        query = _query(question, area)
        figure = lead_times.get_lead_times(database, query)
    except NotComputableError as error:
        return dataclasses.replace(
            answer, problem=_not_computable(error), facts=facts(answer, limits, None)
        )
    if figure.extract_date is None and state is None:
        whole = dataclasses.replace(question, period="")
        ever = lead_times.get_lead_times(database, _query(whole, ()))
        if ever.extract_date is None:
            return dataclasses.replace(answer, has_data=False)
    answer = add_panel(database, answer, query, figure, labels)
    answer = _with_chart(database, answer, labels, area)
    rules = (text("snapshots.rules"),) if state else ()
    return dataclasses.replace(
        answer,
        spec=snapshots.mark_chart(answer.spec, state),
        remarks=(*rules, *answer.remarks),
    )


def _query(
    question: Question,
    area: tuple[str, ...],
    by: tuple[str, ...] = (),
    *,
    period: str | None = None,
) -> lead_times.LeadTimeQuery:
    wanted = question.period if period is None else period
    return lead_times.LeadTimeQuery(
        goal=question.goal,
        svf=question.svf,
        region=area,
        by=by,
        grain=question.grain,
        period=wanted or None,
        snapshot=question.snapshot,
    )


def _area_codes(database: Database, question: Question) -> tuple[str, ...]:
    if question.area_kind == REGION:
        return (question.area,)
    if question.area_kind == HEALTH_CARE_REGION:
        return _health_care_region(database, question.area)
    return ()


def _health_care_region(database: Database, key: str) -> tuple[str, ...]:
    found = [rcc for rcc in organisation.list_rccs(database) if rcc.key == key]
    return found[0].region_codes if found else ()


def _not_computable(error: NotComputableError) -> str:
    key = f"errors.{error.code}"
    return text(key, **error.values) if has_text(key) else text("errors.failed")


# The chart ------------------------------------------------------------------------------------


def _with_chart(
    database: Database, answer: Answer, labels: Labels, area: tuple[str, ...]
) -> Answer:
    question = answer.question
    if question.tab in (COMPARISON, TABLE):
        spec = _comparison(database, question, labels, area)
        shown = sum(bar.value is not None for bar in spec.bars if not bar.is_whole)
        hidden = sum(bool(bar.hidden_text) for bar in spec.bars if not bar.is_whole)
        return dataclasses.replace(answer, spec=spec, shown_count=shown, hidden_count=hidden)
    if question.tab == TREND:
        spec = _trend(database, question, labels, area)
        shown = sum(point.value is not None for point in spec.points)
        hidden = sum(bool(point.hidden_text) for point in spec.points)
        return dataclasses.replace(answer, spec=spec, shown_count=shown, hidden_count=hidden)
    if question.tab == DISTRIBUTION:
        spec = _distribution(database, question, labels, area)
        return dataclasses.replace(answer, spec=spec, shown_count=len(spec.bins))
    return answer


def _comparison(
    database: Database, question: Question, labels: Labels, area: tuple[str, ...]
) -> ChartSpec:
    between = question.per in _BETWEEN_REGIONS
    places = area if not between or question.area_kind == HEALTH_CARE_REGION else ()
    table = lead_times.get_lead_times(database, _query(question, places, (question.per,)))
    own = question.area if between and question.area_kind == REGION else None
    spec = build.build_comparison(table, labels, own_code=own, order=question.order)
    if question.per == "svf":
        spec = _with_missing_limits(database, question, spec, table, labels, places)
    return spec


def _with_missing_limits(
    database: Database,
    question: Question,
    spec: ChartSpec,
    table: PublishableTable,
    labels: Labels,
    area: tuple[str, ...],
) -> ChartSpec:
    """Add a row for each SVF of the extract whose pathways have no limit."""
    excluded = dict(table.excluded)
    if not excluded.get("limit_unknown") and not excluded.get("limit_not_choosable"):
        return spec
    known = {row.get("svf") for row in table.rows}
    missing: list[str] = []
    for svf in catalogue.list_svf(database):
        if svf.kva_prefix in known or (question.svf and svf.kva_prefix not in question.svf):
            continue
        one = dataclasses.replace(question, svf=(svf.kva_prefix,))
        counts = dict(lead_times.get_lead_times(database, _query(one, area)).excluded)
        if counts.get("limit_unknown") or counts.get("limit_not_choosable"):
            missing.append(labels.name("svf", svf.kva_prefix))
    words = text("figures.limit_missing")
    bars = tuple(
        Bar(
            label=name,
            count_text="",
            value=None,
            low=None,
            high=None,
            value_text=formats.MISSING,
            side_text=formats.MISSING if any(bar.side_text for bar in spec.bars) else "",
            hidden_text=words,
            spoken=f"{name}: {words}.",
        )
        for name in missing
    )
    parts = tuple(bar for bar in spec.bars if not bar.is_whole)
    wholes = tuple(bar for bar in spec.bars if bar.is_whole)
    width = len(spec.table.columns)
    cells = tuple((name, *[formats.MISSING] * (width - 2), words) for name in missing)
    at = len(parts)
    grid = spec.table
    symbols = grid.row_symbols
    return dataclasses.replace(
        spec,
        bars=(*parts, *bars, *wholes),
        table=dataclasses.replace(
            grid,
            rows=(*grid.rows[:at], *cells, *grid.rows[at:]),
            row_symbols=(*symbols[:at], *[("", "")] * len(cells), *symbols[at:]) if symbols else (),
            whole_rows=tuple(row + len(cells) for row in grid.whole_rows),
            hidden_rows=(*grid.hidden_rows, *range(at, at + len(cells))),
        ),
    )


def _trend(
    database: Database, question: Question, labels: Labels, area: tuple[str, ...]
) -> ChartSpec:
    span = question.period if ":" in question.period else ""
    query = _query(question, area, ("period",), period=span)
    return build.build_trend(lead_times.get_lead_times(database, query), labels)


def _distribution(
    database: Database, question: Question, labels: Labels, area: tuple[str, ...]
) -> ChartSpec:
    distribution = lead_times.get_distribution(database, _query(question, area))
    return build.build_histogram(distribution, labels)
