"""What the Ledtider page asks and what it gets: services called together in the reading thread.

Nothing is computed here. `read` picks the services that the tab needs and puts their words side
by side, so that the page only shows.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rccdesk import formats
from rccdesk.enums import BatchState, Goal, GoalStatus, Grain, Profile, Representativeness
from rccdesk.errors import NotComputableError
from rccdesk.periods import parse_period
from rccdesk.services import imports, lead_times, organisation
from rccdesk.services.charts import build, figures, sentences
from rccdesk.services.charts.labels import chosen_period, measure_name
from rccdesk.services.charts.spec import Bar, ChartSpec, Doubt
from rccdesk.services.labels import get_labels
from rccdesk.services.pathways import catalogue
from rccdesk.services.store_settings import get_small_number_limits
from rccdesk.texts import has_text, text
from rccdesk.ui.pages.figure_page import COMPARISON, DISTRIBUTION, TABLE, TREND
from rccdesk.ui.pages.side_panel import PanelFigure
from rccdesk.ui.selection import ALL, HEALTH_CARE_REGION, REGION

if TYPE_CHECKING:
    from rccdesk.services.charts.labels import Labels
    from rccdesk.services.database import Database
    from rccdesk.services.pathways.catalogue import GoalRow, LimitRow
    from rccdesk.services.publishing import PublishableRow, PublishableTable

PER = ("region", "home_region", "unit", "treatment", "sex", "age_group", "svf")
_LIVE = frozenset({BatchState.ACTIVE, BatchState.REPLACED})
_BETWEEN_REGIONS = frozenset({"region", "home_region"})


@dataclass(frozen=True, slots=True)
class Question:
    """The shared selection and the page's own choices."""

    tab: str
    goal: str = Goal.LEAD_TIME
    svf: tuple[str, ...] = ()
    area_kind: str = ALL
    area: str = ""
    period: str = ""
    per: str = "region"
    order: str = build.ORGANISATION
    grain: Grain = Grain.QUARTER


@dataclass(frozen=True, slots=True)
class Answer:
    """Everything that the page shows. ``problem`` says why the goal cannot be computed."""

    question: Question
    goals: tuple[GoalRow, ...]
    has_data: bool
    problem: str = ""
    spec: ChartSpec | None = None
    shown_count: int = 0
    hidden_count: int = 0
    figure: PanelFigure | None = None
    facts: tuple[tuple[str, str], ...] = ()
    limits: tuple[LimitRow, ...] = ()  # of the chosen SVF, all versions
    unconfirmed: tuple[LimitRow, ...] = ()  # in force in the period
    doubts: tuple[str, ...] = ()
    excluded: tuple[tuple[str, str], ...] = ()
    remarks: tuple[str, ...] = ()
    svf_name: str = ""
    floor: int = 5  # groups with fewer cases are hidden
    limit_is_missing: bool = False  # for some of the chosen pathways
    newest_batch: int = 0  # the newest event list of the store

    @property
    def goal(self) -> GoalRow:
        """Return the chosen goal."""
        return next(goal for goal in self.goals if goal.key == self.question.goal)


def read(database: Database, question: Question) -> Answer:
    """Return what the page shows for ``question``."""
    goals = catalogue.list_goals(database)
    labels = get_labels(database)
    limits = _limits(database, question)
    answer = Answer(
        question,
        goals,
        has_data=True,
        limits=limits,
        svf_name=", ".join(labels.name("svf", prefix) for prefix in question.svf),
    )
    batches = imports.list_batches(database)
    events = [b.batch_id for b in batches if b.profile == Profile.EVENTS and b.state in _LIVE]
    answer = dataclasses.replace(answer, newest_batch=max(events, default=0))
    area = _area_codes(database, question)
    try:
        figure = lead_times.get_lead_times(database, _query(question, area))
    except NotComputableError as error:
        return dataclasses.replace(
            answer, problem=_not_computable(error), facts=_facts(answer, limits, None)
        )
    if figure.extract_date is None:
        whole = dataclasses.replace(question, period="")
        ever = lead_times.get_lead_times(database, _query(whole, ()))
        if ever.extract_date is None:
            return dataclasses.replace(answer, has_data=False)
    answer = _with_panel(database, answer, figure, labels)
    return _with_chart(database, answer, labels, area)


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


# The panel ------------------------------------------------------------------------------------


def _with_panel(
    database: Database, answer: Answer, table: PublishableTable, labels: Labels
) -> Answer:
    goal = answer.goal
    row = table.rows[0] if table.rows else table.whole
    in_force = _in_force(answer.limits, goal, table)
    floor = get_small_number_limits(database).group
    return dataclasses.replace(
        answer,
        figure=None if row is None else _panel_figure(row, table, labels, goal, answer),
        facts=_facts(answer, in_force, table),
        limit_is_missing=bool(dict(table.excluded).get("limit_unknown")),
        unconfirmed=tuple(
            limit for limit in in_force if not limit.is_confirmed and limit.days is not None
        )
        if goal.fixed_days is None and goal.key != Goal.INCLUSION
        else (),
        doubts=_doubts(row),
        excluded=_excluded(database, table, floor),
        remarks=_remarks(row, table, answer),
        floor=floor,
    )


def _panel_figure(
    row: PublishableRow, table: PublishableTable, labels: Labels, goal: GoalRow, answer: Answer
) -> PanelFigure:
    column = figures.column_for(table, (row,))
    period = chosen_period(table)
    levels = figures.valid_levels(table, period.last if period else None)
    status = figures.status_of(row, table, levels)
    lines: list[str] = []
    if row.value is None:
        lines.append(figures.hidden_text(row, table))
        if row.hidden:
            lines.append(text("figures.insufficient", count=answer.floor))
    else:
        lines.append(sentences.distance_sentence(row, table, levels, column))
        if figures.has_interval(row):
            shown = column.interval(row.ci_low, row.ci_high)
            lines.append(f"{text('figures.interval', interval=shown)}.")
        lines.append(sentences.more_sentence(row, table, figures.main_level(levels, "higher")))
        lines.append(_days(row))
    inclusion = row.inclusion
    with_inclusion = bool(figures.inclusion_text(row, table)) and not row.hidden
    known = inclusion is not None and inclusion.denominator is not None
    return PanelFigure(
        title=_title(measure_name(table, labels), row),
        subtitle=_subtitle(goal, answer, labels),
        value=figures.value_text(row, column),
        count="" if row.hidden else figures.count_text(row),
        status=status,
        status_words=sentences.status_words(status, table),
        lines=tuple(line for line in lines if line),
        inclusion=figures.inclusion_text(row, table) if with_inclusion else "",
        inclusion_count=""
        if not known or not with_inclusion or inclusion is None
        else formats.of(round(inclusion.numerator or 0), round(inclusion.denominator or 0)),
        representativeness={
            Doubt.NONE: Representativeness.REPRESENTATIVE,
            Doubt.UNKNOWN: Representativeness.UNKNOWN,
            Doubt.NOT_REPRESENTATIVE: Representativeness.NOT_REPRESENTATIVE,
        }[figures.doubt_of(row, table)],
    )


def _title(measure: str, row: PublishableRow) -> str:
    if row.limit_days is None:
        return measure
    return text("figures.days_title", measure=measure, days=row.limit_days)


def _subtitle(goal: GoalRow, answer: Answer, labels: Labels) -> str:
    question = answer.question
    parts = []
    if goal.from_event and goal.to_event:
        parts.append(_span(goal))
    parts.append(answer.svf_name or text("charts.all.svf"))
    if question.area_kind != ALL:
        parts.append(labels.name(question.area_kind, question.area))
    else:
        parts.append(text("charts.everyone"))
    if question.period:
        rolling = question.period.startswith("rolling")
        parts.append(question.period if rolling else parse_period(question.period).label())
    return ", ".join(parts)


def _span(goal: GoalRow) -> str:
    return text(
        "figures.span",
        **{
            "from": text(f"figures.event.{goal.from_event}"),
            "to": text(f"figures.event.{goal.to_event}"),
        },
    )


def _days(row: PublishableRow) -> str:
    if row.median_days is None or row.p80_days is None:
        return ""
    return text(
        "figures.days", median=formats.number(row.median_days), p80=formats.number(row.p80_days)
    )


def _limits(database: Database, question: Question) -> tuple[LimitRow, ...]:
    found: list[LimitRow] = []
    for prefix in question.svf:
        found.extend(catalogue.list_limits(database, prefix))
    return tuple(found)


def _in_force(
    limits: tuple[LimitRow, ...], goal: GoalRow, table: PublishableTable
) -> tuple[LimitRow, ...]:
    """Return the limits that hold on the last day of the period, for the goal's end event."""
    period = chosen_period(table)
    day = period.last if period else table.extract_date
    ends = (goal.to_event, "no_further_action")
    return tuple(
        limit
        for limit in limits
        if limit.from_event == (goal.from_event or limit.from_event)
        and limit.to_event in ends
        and (
            day is None
            or (
                (limit.valid_from is None or limit.valid_from <= day)
                and (limit.valid_to is None or day <= limit.valid_to)
            )
        )
    )


def limit_words(limit: LimitRow) -> str:
    """Return a limit in words, as in "28 kalenderdagar, alla behandlingar"."""
    days = (
        text("figures.days_unknown")
        if limit.days is None
        else text("figures.calendar_days", days=limit.days)
    )
    return ", ".join(part for part in (days, treatment_words(limit), limit.variant) if part)


def treatment_words(limit: LimitRow) -> str:
    """Return what treatment a limit is for."""
    for key in (f"figures.treatment.{limit.treatment}", f"charts.code.treatment.{limit.treatment}"):
        if has_text(key):
            words = text(key)
            return words[:1].lower() + words[1:]
    return limit.treatment


def _facts(
    answer: Answer, limits: tuple[LimitRow, ...], table: PublishableTable | None
) -> tuple[tuple[str, str], ...]:
    """Return (key, words) of what is said about the measure; the page has the keys' names."""
    goal = answer.goal
    facts: list[tuple[str, str]] = []
    if goal.fixed_days is not None:
        facts.append(("limit", text("figures.calendar_days", days=goal.fixed_days)))
    elif goal.key != Goal.INCLUSION and answer.question.svf and table is not None:
        words = [limit_words(limit) for limit in limits]
        facts.append(("limit", "\n".join(words) or text("figures.limit_missing")))
    key = "figures.target_proposed" if goal.status == GoalStatus.PROPOSED else "figures.target"
    target = formats.percent(goal.target)
    facts.append(("goal", text(key, name=goal.short_name, target=target, status=goal.status_line)))
    facts.append(("direction", text("figures.direction.higher")))
    facts.append(("population", text(f"figures.population.{goal.population}")))
    if table is not None and table.extract_date is not None:
        facts.append(("extract", formats.iso_date(table.extract_date)))
    return tuple(facts)


def _doubts(row: PublishableRow | None) -> tuple[str, ...]:
    if row is None:
        return ()
    return tuple(
        text(f"figures.doubt.{code}") if has_text(f"figures.doubt.{code}") else code
        for code in row.doubts
    )


def _excluded(
    database: Database, table: PublishableTable, floor: int
) -> tuple[tuple[str, str], ...]:
    """Return reason and count in words; small counts are not told exactly."""
    words = {suffix.suffix: suffix.event for suffix in catalogue.list_suffixes(database)}
    found: list[tuple[str, str]] = []
    for reason, count in table.excluded:
        if not count:
            continue
        if reason.startswith("closed_"):
            code = reason.removeprefix("closed_")
            name = words.get(code, "") or text("figures.excluded.closed", code=code)
            name = name[:1].upper() + name[1:]
        else:
            name = text(f"figures.excluded.{reason}")
        few = text("figures.few", floor=floor)
        found.append((name, formats.number(count) if count >= floor else few))
    return tuple(found)


def _remarks(
    row: PublishableRow | None, table: PublishableTable, answer: Answer
) -> tuple[str, ...]:
    """Return what to think of when the figure is read."""
    said: list[str] = []
    if row is not None:
        doubt = figures.doubt_of(row, table)
        said.append(sentences.doubt_sentence(row, doubt, answer.svf_name or text("charts.all.svf")))
        if row.preliminary:
            said.append(sentences.preliminary_sentence(table))
    if figures.is_proposed(table):
        said.append(text("charts.sentence.proposed"))
    if table.measure != Goal.INCLUSION:
        said.append(text("figures.calendar"))
        said.append(text("figures.by_end"))
    return tuple(sentence for sentence in said if sentence)
