"""What a pack says beside its figures: summary, method, data quality, abbreviations."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from rccdesk import formats
from rccdesk.services.charts import figures, sentences
from rccdesk.services.charts.labels import capital, is_goal
from rccdesk.services.charts.spec import Doubt
from rccdesk.services.packs.model import Section
from rccdesk.texts import has_text, text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rccdesk.services.packs.gathering import Gathered
    from rccdesk.services.publishing import Level, PublishableRow, PublishableTable

_SHORTS = (
    "SVF",
    "AOS",
    "CUP",
    "KVÅ",
    "RCC",
    "MDK",
    "PNR",
    "INCA",
    "SKR",
    "NPO",
    "RPO",
    "HSD",
    "NVP",
)


def summary(gathered: Gathered) -> tuple[str, ...]:
    """Return a few sentences: the figure of the whole, and what must be known with it."""
    when = gathered.period.label() if gathered.period else text("formats.period.all")
    table = gathered.whole
    row = table.whole or (table.rows[0] if table.rows else None) if table is not None else None
    if table is None or row is None or row.value is None:
        return (text("packs.summary.nothing"),)
    name = ", ".join(gathered.svf_names) or text("packs.table.everyone")
    levels = _levels(table, gathered)
    doubt = figures.doubt_of(row, table)
    further = sentences.further_sentences(row, table, levels, doubt, name)
    doubts = sentences.doubt_sentence(row, doubt, name)
    about = (sentence for sentence in further if sentence != doubts)
    said = " ".join((_figure(f"{capital(name)}, {when}", row, table, levels), *about))
    counts = _counts(gathered, when)  # says what is doubtful in which pathways
    return tuple(line for line in (said, *(counts or (doubts,)), *gathered.changes) if line)


def _figure(
    name: str, row: PublishableRow, table: PublishableTable, levels: tuple[Level, ...]
) -> str:
    column = figures.column_for(table, (row,))
    return " ".join(
        part
        for part in (
            sentences.figure_sentence(name, row, column),
            sentences.distance_sentence(row, table, levels, column),
        )
        if part
    )


def _levels(table: PublishableTable, gathered: Gathered) -> tuple[Level, ...]:
    return figures.valid_levels(table, gathered.period.last if gathered.period else None)


def _counts(gathered: Gathered, when: str) -> list[str]:
    """Return how many pathways have a figure, no limit, or unknown representativeness."""
    table = next((t for t in gathered.tables if t.by == ("svf",)), None)
    if table is None:
        return []
    shown = [row for row in table.rows if row.value is not None]
    doubts = Counter(figures.doubt_of(row, table) for row in shown)
    said = [text("packs.summary.count", known=len(shown), period=when)]
    if doubts[Doubt.UNKNOWN]:
        said.append(text("packs.summary.unknown", count=doubts[Doubt.UNKNOWN]))
    if doubts[Doubt.NOT_REPRESENTATIVE]:
        weak = doubts[Doubt.NOT_REPRESENTATIVE]
        said.append(text("packs.summary.not_representative", count=weak))
    return said


def method_section(
    gathered: Gathered,
    *,
    group_limit: int,
    month_limit: int,
    lag_days: int,
    interval_method: str,
    snapshot_ids: tuple[int, ...],
    program_version: str,
    pack_id: str,
    is_example: bool,
) -> Section:
    """Return how the figures were computed and what is doubtful in them."""
    heading = text("packs.chapter.method")
    if not snapshot_ids:  # no figures, and no method of theirs
        program = text("packs.method.program", version=program_version, pack_id=pack_id)
        return Section(
            chapter=heading,
            heading=heading,
            paragraphs=(text("packs.method.no_figures"), program),
        )
    rows = [
        row
        for table in gathered.tables
        if is_goal(table)
        for row in (*table.rows, table.whole)
        if row is not None
    ]
    date = formats.iso_date(gathered.extract_date) if gathered.extract_date else formats.MISSING
    ids = ", ".join(str(number) for number in snapshot_ids) or formats.MISSING
    interval = "interval" if interval_method == "wilson" else "interval_exact"
    said = [text(f"packs.method.{key}") for key in ("share", "period", "inclusion", interval)]
    said.append(text("packs.method.hidden", group=group_limit, month=month_limit))
    said.append(text("packs.method.preliminary", days=lag_days))
    if any(row.limit_confirmed is False for row in rows):
        said.append(text("packs.method.limits"))
    said.append(_excluded(gathered.whole, group_limit))
    said.append(text("packs.method.changed"))
    said.append(text("packs.method.causal"))
    said.append(text("packs.method.extract", date=date, ids=ids))
    said.append(text("packs.method.program", version=program_version, pack_id=pack_id))
    if is_example:
        said.append(text("packs.method.example"))
    return Section(
        chapter=heading, heading=heading, paragraphs=tuple(line for line in said if line)
    )


def _excluded(table: PublishableTable | None, least: int) -> str:
    """Return how many pathways were left out and why; under ``least`` are not told in number."""
    if table is None:
        return ""
    counts: Counter[str] = Counter()
    for reason, count in table.excluded:
        counts["closed" if reason.startswith("closed_") else reason] += count
    parts = [
        text(
            f"packs.excluded.{reason}",
            count=formats.number(count)
            if count >= least
            else text("packs.method.excluded_few", floor=least),
        )
        for reason, count in counts.items()
        if count and has_text(f"packs.excluded.{reason}")
    ]
    return text("packs.method.excluded", list=", ".join(parts)) if parts else ""


def abbreviations(gathered: Gathered) -> tuple[tuple[str, str], ...]:
    """Return the abbreviations that occur in the pack, in the alphabet's order."""
    method = (text("packs.method.share"), text("packs.method.inclusion"))
    return abbreviations_in(gathered.sections, method)


def abbreviations_in(
    sections: Sequence[Section], further: Sequence[str] = ()
) -> tuple[tuple[str, str], ...]:
    """Return the abbreviations that occur in sections and further texts."""
    said = " ".join(
        (
            *(words for section in sections for words in section.paragraphs),
            *(
                cell
                for section in sections
                for table in section.tables
                for row in table.rows
                for cell in row
            ),
            *(section.heading for section in sections),
            *further,
        )
    )
    return tuple(
        (short, text(f"packs.abbreviation.{short}")) for short in sorted(_SHORTS) if short in said
    )
