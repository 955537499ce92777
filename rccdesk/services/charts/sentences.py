"""The sentences that say a figure in plain words. Never a verdict, never a word about change."""

from __future__ import annotations

from rccdesk import formats
from rccdesk.enums import FigureStatus
from rccdesk.services.charts import figures
from rccdesk.services.charts.figures import Column
from rccdesk.services.charts.labels import is_goal
from rccdesk.services.charts.spec import Doubt
from rccdesk.services.publishing import Level, PublishableRow, PublishableTable
from rccdesk.texts import text


def figure_sentence(name: str, row: PublishableRow, column: Column) -> str:
    """Return "Region Ekmark: 45 av 70 (64 %), 95 % intervall 53–74 %."."""
    if row.hidden or row.masked:
        return text("charts.sentence.hidden", name=name)
    if row.value is None:
        if row.denominator == 0:
            return f"{name}: {text('charts.sentence.zero_denominator')}"
        return text("charts.sentence.missing", name=name)
    value = column.value(row.value)
    count = figures.count_text(row)
    if not count:
        return text("charts.sentence.figure_plain", name=name, value=value)
    if not figures.has_interval(row):
        return text("charts.sentence.figure_no_interval", name=name, count=count, value=value)
    interval = column.interval(row.ci_low, row.ci_high)
    return text("charts.sentence.figure", name=name, count=count, value=value, interval=interval)


def short_sentence(name: str, row: PublishableRow, column: Column) -> str:
    """Return "September 2026: 67 % (51 av 76).", as before a sentence about change."""
    if row.hidden or row.masked or row.value is None:
        return figure_sentence(name, row, column)
    value, count = column.value(row.value), figures.count_text(row)
    if not count:
        return text("charts.sentence.figure_plain", name=name, value=value)
    return text("charts.sentence.figure_short", name=name, value=value, count=count)


def level_text(level: Level, *, is_share: bool) -> str:
    """Return a level's value as people write it, without needless decimals."""
    if not is_share:
        return formats.number(level.value, 0 if float(level.value).is_integer() else 1)
    decimals = 0 if round(level.value * 100, 6).is_integer() else 1
    return formats.percent(level.value, decimals)


def distance_sentence(
    row: PublishableRow, table: PublishableTable, levels: tuple[Level, ...], column: Column
) -> str:
    """Return how far the figure is from its level, or that it is reached; nothing if unknown."""
    level = figures.main_level(levels, table.direction)
    if level is None or row.value is None or row.preliminary or not figures.has_direction(table):
        return ""
    if figures.has_own_levels(row):
        return text("figures.doubt.level_override")
    target = level_text(level, is_share=table.is_proportion)
    lower = table.direction == "lower"
    gap = row.value - level.value if lower else level.value - row.value
    if gap <= 0:
        key = "would_be_met" if figures.is_proposed(table) else "reached"
        return text(f"charts.sentence.{key}", target=target)
    kind = "over" if lower else "left"
    if figures.is_proposed(table) and not lower and table.is_proportion:
        kind = "would_be_left"
    elif table.is_proportion:
        kind += "_share"
    else:
        kind += "_value"
    shown = column.distance(gap)
    if table.is_proportion and shown == formats.points(0.0, column.decimals):
        smallest = formats.points(10.0 ** -(column.decimals + 2), column.decimals)
        return text(f"charts.sentence.{kind}_little", points=smallest, target=target)
    if table.is_proportion and shown == "1":
        return text(f"charts.sentence.{kind}_one", target=target)
    return text(f"charts.sentence.{kind}", points=shown, target=target)


def more_sentence(row: PublishableRow, table: PublishableTable, level: Level | None) -> str:
    """Return "11 fler av 70 inom ledtiden hade motsvarat 80 %."; nothing where none are needed."""
    if level is None or not row.needed_more or row.denominator is None or row.preliminary:
        return ""
    if figures.has_own_levels(row):
        return ""
    key = "patients_more" if table.measure == "svf_lead_time" else "patients_more_plain"
    return text(
        f"charts.sentence.{key}",
        more=formats.number(row.needed_more),
        denominator=formats.number(row.denominator),
        target=level_text(level, is_share=True),
    )


def doubt_sentence(row: PublishableRow, doubt: Doubt, selection: str) -> str:
    """Return what the inclusion says about the figure; nothing where it is representative."""
    if doubt is Doubt.UNKNOWN:
        return text("charts.sentence.representativeness_unknown", selection=selection)
    if doubt is Doubt.NOT_REPRESENTATIVE and row.inclusion and row.inclusion.proportion is not None:
        return text(
            "charts.sentence.not_representative",
            inclusion=figures.inclusion_share(row.inclusion.proportion),
            level=formats.percent(figures.INCLUSION_LEVEL),
        )
    return ""


def preliminary_sentence(table: PublishableTable) -> str:
    """Return why a figure of the extract is preliminary."""
    date = formats.iso_date(table.extract_date) if table.extract_date else formats.MISSING
    return text("charts.sentence.preliminary", date=date)


def further_sentences(
    row: PublishableRow,
    table: PublishableTable,
    levels: tuple[Level, ...],
    doubt: Doubt,
    selection: str,
) -> tuple[str, ...]:
    """Return what else is said under a figure, in the order of the wording paper."""
    if row.value is None:
        return ()
    level = figures.main_level(levels, table.direction)
    said: list[str] = []
    if row.preliminary:
        said.append(preliminary_sentence(table))
    else:
        said.append(_lower_level_sentence(row, table, levels))
        if figures.covers(row, level):
            said.append(text("charts.sentence.covers"))
        said.append(more_sentence(row, table, level))
    said.append(_inclusion_sentence(row, table, doubt))
    said.append(doubt_sentence(row, doubt, selection))
    if row.inclusion is not None and (row.inclusion.proportion or 0.0) > 1.0:
        said.append(text("charts.sentence.inclusion_over_100"))
    if figures.is_proposed(table):
        said.append(text("charts.sentence.proposed"))
    if is_goal(table) and row.limit_days is None and table.measure == "svf_lead_time":
        said.append(text("charts.sentence.limits_mixed"))
    if row.denominator is not None and row.denominator < 20 and table.is_proportion:
        said.append(text("charts.sentence.small_numbers"))
    return tuple(sentence for sentence in said if sentence)


def _lower_level_sentence(
    row: PublishableRow, table: PublishableTable, levels: tuple[Level, ...]
) -> str:
    """Return that the lower of two levels is reached; nothing otherwise."""
    if figures.status_of(row, table, levels) is not FigureStatus.LOWER_REACHED:
        return ""
    lower = levels[-1] if table.direction == "lower" else levels[0]
    words = level_text(lower, is_share=table.is_proportion)
    return text("charts.sentence.lower_reached", lower=words)


def _inclusion_sentence(row: PublishableRow, table: PublishableTable, doubt: Doubt) -> str:
    """Return the inclusion of a representative figure: the two are never read apart."""
    inclusion = figures.inclusion_text(row, table)
    if doubt is not Doubt.NONE or inclusion in ("", formats.MISSING, formats.HIDDEN):
        return ""
    return text("charts.sentence.representative", inclusion=inclusion)


def status_words(status: FigureStatus, table: PublishableTable) -> str:
    """Return the status in words; a proposed goal is called so and has none."""
    if figures.is_proposed(table) and status is FigureStatus.NOT_ASSESSABLE:
        return text("charts.status.proposed")
    return text(f"charts.status.{status.value}")


def spoken_row(
    name: str,
    row: PublishableRow,
    table: PublishableTable,
    column: Column,
    levels: tuple[Level, ...],
    doubt: Doubt,
) -> str:
    """Return the row in one passage for a screen reader, without signs and symbols."""
    if row.hidden or row.masked or row.value is None:
        return f"{name}: {figures.hidden_text(row, table).strip('()')}".rstrip(".") + "."
    said = [figure_sentence(name, row, column)]
    inclusion = figures.inclusion_text(row, table)
    if doubt is Doubt.UNKNOWN:
        said.append(f"{text('charts.spoken.unknown')}.")
    elif inclusion and inclusion != formats.MISSING:
        said.append(f"{text('charts.spoken.inclusion', value=inclusion)}.")
    if doubt is Doubt.NOT_REPRESENTATIVE:
        said.append(f"{text('charts.spoken.not_representative')}.")
    status = figures.status_of(row, table, levels)
    if status is not FigureStatus.NO_LEVEL:
        said.append(f"{status_words(status, table)}.")
    if status is FigureStatus.NOT_REACHED or figures.has_own_levels(row):
        said.append(distance_sentence(row, table, levels, column))
    return " ".join(sentence for sentence in said if sentence)
