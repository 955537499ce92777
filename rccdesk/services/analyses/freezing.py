"""Freeze a published figure as it is now, with its words, so that no later extract changes it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rccdesk.enums import BatchKind, Goal
from rccdesk.errors import NotFoundError, RccdeskError
from rccdesk.periods import parse_period
from rccdesk.services import figure_keys, indicators, lead_times, provenance, since_last, tiles
from rccdesk.services.analyses.model import FrozenContent, Numbers
from rccdesk.services.charts import figures, sentences
from rccdesk.services.charts.labels import measure_name
from rccdesk.services.charts.naming import figure_words
from rccdesk.services.labels import get_labels
from rccdesk.services.lead_times import LeadTimeQuery
from rccdesk.services.since_last import Revision
from rccdesk.services.tiles import SPARK_PERIODS, Tile
from rccdesk.services.value_keys import is_goal_key, read_key
from rccdesk.texts import text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rccdesk.services.analyses.model import FrozenFigure
    from rccdesk.services.charts.labels import Labels
    from rccdesk.services.charts.spec import ChartSpec
    from rccdesk.services.database import Database
    from rccdesk.services.figure_keys import Figure
    from rccdesk.services.publishing import PublishableRow, PublishableTable

_PAIR = (str(Goal.LEAD_TIME), str(Goal.INCLUSION))
_PAIR_FIELDS = frozenset({"svf", "region", "period"})
_MOST_FILES = 3


def freeze(database: Database, value_key: str, chart: ChartSpec | None = None) -> FrozenContent:
    """Return the figure that a value key names, as it is shown now.

    Lead time and inclusion of the same selection are frozen together. Raises RccdeskError
    ``analysis_figure_hidden``, NotFoundError ``no_such_figure``.
    """
    found = figure_keys.find_figure(database, value_key)
    if found.row.hidden or found.row.masked or found.row.value is None:
        raise RccdeskError("analysis_figure_hidden")
    labels = _labels(database, found.table.measure)
    pair = _freeze_pair(database, value_key, labels, chart)
    if pair is not None:
        return pair
    doubt = figures.doubt_of(found.row, found.table)
    *_, place = figure_words(found.table, found.row, labels).split(" · ")
    return FrozenContent(
        tiles=(_tile_of(database, found, labels),),
        numbers=(_numbers(found.table, found.row),),
        place=place,
        source=_source(database, found.table, found.row),
        representativeness=tiles.state_of(doubt),
        warning=sentences.doubt_sentence(found.row, doubt, place),
        chart=chart,
        extract_date=found.table.extract_date,
        is_example=database.is_example,
    )


def with_changes(database: Database, figure: FrozenFigure) -> FrozenFigure:
    """Return a frozen figure whose tiles say how the same figures are known now."""
    pairs = zip(figure.content.tiles, figure.content.numbers, strict=True)
    told = tuple(
        replace(tile, changed=_changed(database, figure, numbers)) for tile, numbers in pairs
    )
    return replace(figure, content=replace(figure.content, tiles=told))


def _changed(database: Database, figure: FrozenFigure, then: Numbers) -> str:
    """Say how a figure differs now; nothing for the same, and for what was not known then."""
    if not then.value_key or then.value is None:
        return ""
    try:
        now = figure_keys.find_figure(database, then.value_key)
    except (NotFoundError, ValueError):
        return text("analyses.gone")
    row, day = now.row, now.table.extract_date
    if row.hidden or row.masked or row.value is None or day is None:
        return text("analyses.hidden_now")
    if (row.value, row.numerator, row.denominator) == (
        then.value,
        then.numerator,
        then.denominator,
    ):
        return ""
    revision = Revision(
        before=then.value,
        after=row.value,
        before_numerator=then.numerator,
        before_denominator=then.denominator,
        after_numerator=row.numerator,
        after_denominator=row.denominator,
        before_extract=figure.extract_date or figure.frozen_on,
        after_extract=day,
        before_batch=0,
        unit_of_measure=then.unit_of_measure,
    )
    return since_last.revision_sentence(revision, then.is_share)


def _freeze_pair(
    database: Database, value_key: str, labels: Labels, chart: ChartSpec | None
) -> FrozenContent | None:
    """Return lead time and inclusion of a selection; None where the key is of anything else."""
    key = read_key(value_key)
    if key.measure not in _PAIR or not _PAIR_FIELDS.issuperset(key.fields):
        return None

    def chosen(name: str) -> tuple[str, ...]:
        return tuple(key.fields[name].split("+")) if name in key.fields else ()

    query = LeadTimeQuery(
        goal=Goal.LEAD_TIME,
        svf=chosen("svf"),
        region=chosen("region"),
        period=key.fields.get("period"),
    )
    table = lead_times.get_lead_times(database, query)
    row = tiles.only_row(table)
    names = [labels.name(name, code) for name in ("svf", "region") for code in chosen(name)]
    selection = ", ".join(names) or text("overview.everything")
    pair = tiles.make_pair(database, query, table, selection)
    if pair is None or row is None or row.hidden or row.value is None:
        return None
    inclusion_table = lead_times.get_lead_times(database, replace(query, goal=Goal.INCLUSION))
    inclusion = tiles.only_row(inclusion_table)
    numbers = [_numbers(table, row)]
    numbers.append(Numbers("", None) if inclusion is None else _numbers(inclusion_table, inclusion))
    *_, place = figure_words(table, row, labels).split(" · ")
    return FrozenContent(
        tiles=tuple(
            replace(tile, changed="", change="") for tile in (pair.lead_time, pair.inclusion)
        ),
        numbers=tuple(numbers),
        place=place,
        source=_source(database, table, row),
        representativeness=pair.representativeness,
        warning=pair.warning,
        chart=chart,
        extract_date=table.extract_date,
        is_example=database.is_example,
    )


def _tile_of(database: Database, found: Figure, labels: Labels) -> Tile:
    table, row = found.table, found.row
    key = "indicator" if not _is_goal(table) else "goal"
    title = measure_name(table, labels)
    trend = _trend(database, table, row)
    return tiles.make_tile(key, title, table, row, trend, figures.count_text(row))


def _trend(
    database: Database, table: PublishableTable, row: PublishableRow
) -> tuple[PublishableRow, ...]:
    """Return the periods up to an indicator's figure of the same place; none of a goal."""
    if _is_goal(table) or not row.get("period"):
        return ()
    codes = {name: code for name, code in row.fields if name != "period"}
    query = indicators.IndicatorQuery(table.measure, by=("period", *codes))
    series = indicators.get_indicator(database, query).rows
    own = [
        each
        for each in series
        if not each.is_total
        and {name: code for name, code in each.fields if name != "period"} == codes
    ]
    day = parse_period(str(row.get("period"))).last
    upto = [each for each in own if parse_period(str(each.get("period"))).last <= day]
    return tuple(upto[-SPARK_PERIODS:])


def _numbers(table: PublishableTable, row: PublishableRow) -> Numbers:
    is_shown = not row.hidden and not row.masked
    return Numbers(
        value_key=row.value_key,
        value=row.value if is_shown else None,
        numerator=row.numerator if is_shown else None,
        denominator=row.denominator if is_shown else None,
        is_share=table.is_proportion,
        unit_of_measure=table.unit_of_measure,
    )


def _is_goal(table: PublishableTable) -> bool:
    return is_goal_key(table.measure)


def _labels(database: Database, measure: str) -> Labels:
    if is_goal_key(measure):
        return get_labels(database)
    row = indicators.get_indicator_row(database, measure)
    return get_labels(database, measure=row.title, population=row.population)


def _source(database: Database, table: PublishableTable, row: PublishableRow) -> str:
    """Return the files behind a figure in words."""
    found = provenance.get_provenance(database, table, row).sources
    names = [
        text("provenance.typed") if source.kind is BatchKind.TYPED else source.file_name
        for source in found
    ]
    return _few(list(dict.fromkeys(name for name in names if name)))


def _few(names: Sequence[str]) -> str:
    if len(names) <= _MOST_FILES:
        return ", ".join(names)
    shown = ", ".join(names[:_MOST_FILES])
    return text("analyses.more_files", files=shown, count=len(names) - _MOST_FILES)
