"""What every report has around its sections: title, method in short, snapshots, abbreviations."""

from __future__ import annotations

import dataclasses
import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

import rccdesk
from rccdesk import formats
from rccdesk.services import organisation, store_settings
from rccdesk.services.charts.labels import capital
from rccdesk.services.packs import archive
from rccdesk.services.packs.doubtful import doubts_section
from rccdesk.services.packs.method import abbreviations_in
from rccdesk.services.packs.model import SHEETS, Pack, Section
from rccdesk.services.packs.pack_figures import figure_words, figures_of
from rccdesk.texts import text

if TYPE_CHECKING:
    from rccdesk.services.charts.labels import Labels
    from rccdesk.services.database import Database
    from rccdesk.services.publishing import PublishableTable

_DOUBTS = 3  # that a sheet has room for, of each state

__all__ = ["Report", "figure_words", "figures_of", "frame_report", "organisation_name"]


@dataclass(frozen=True, slots=True)
class Report:
    """The content of a report. ``tables`` are the published ones that its figures come from.

    ``method`` names the sentences of the method, from the texts ``packs.method``; with
    ``is_method_noted`` they stand as a note under the last section, where a page has no room.
    """

    kind: str
    title: str
    subtitle: str
    sections: tuple[Section, ...]
    summary: tuple[str, ...] = ()
    tables: tuple[PublishableTable, ...] = ()
    method: tuple[str, ...] = ()
    is_method_noted: bool = False
    data_until: str = ""  # of figures that are frozen and come from no table


def frame_report(database: Database, labels: Labels, report: Report) -> Pack:
    """Return a report as a draft with its own number."""
    made_on = dt.datetime.now().astimezone().date()
    pack_id = archive.new_pack_id(database, made_on)
    ids = tuple(sorted({id_ for table in report.tables for id_ in table.batch_ids}))
    dates = [table.extract_date for table in report.tables if table.extract_date]
    until = min(dates).isoformat() if dates else report.data_until
    method = _method(database, labels, report, (pack_id, until, ids))
    shorts = abbreviations_in(report.sections, method)
    if report.kind in SHEETS:  # no room for a list of their own
        method = (*method, *(f"{short}: {words}." for short, words in shorts))
        shorts = ()
    sections = (*report.sections, *_closing(database, report, method))
    if report.is_method_noted:
        *first, last = report.sections
        sections = (*first, dataclasses.replace(last, notes=(*last.notes, " ".join(method))))
    return Pack(
        pack_id=pack_id,
        kind=report.kind,
        title=report.title,
        subtitle=capital(report.subtitle),
        organisation=organisation_name(database),
        made_on=made_on,
        data_until=until,
        state="draft",
        is_example=database.is_example,
        snapshot_ids=ids,
        program_version=rccdesk.__version__,
        summary=report.summary,
        sections=sections,
        abbreviations=shorts,
    )


def organisation_name(database: Database) -> str:
    """Return the name of the own RCC; "" where none is chosen."""
    own = organisation.get_profile(database).rcc
    return next((rcc.name for rcc in organisation.list_rccs(database) if rcc.key == own), "")


def _method(
    database: Database, labels: Labels, report: Report, about: tuple[str, str, tuple[int, ...]]
) -> tuple[str, ...]:
    pack_id, until, ids = about
    limits = store_settings.get_small_number_limits(database)
    interval = "interval" if labels.interval_method == "wilson" else "interval_exact"
    said = []
    for key in report.method:
        name = interval if key == "interval" else key
        said.append(
            text(
                f"packs.method.{name}",
                group=limits.group,
                month=limits.month,
                days=store_settings.get_reporting_lag_days(database),
            )
        )
    if report.tables:
        numbers = ", ".join(map(str, ids)) or formats.MISSING
        said.append(text("packs.method.extract", date=until or formats.MISSING, ids=numbers))
    said.append(text("packs.method.program", version=rccdesk.__version__, pack_id=pack_id))
    if database.is_example and report.kind not in SHEETS:  # which say it in their head
        said.append(text("packs.method.example"))
    return tuple(said)


def _closing(database: Database, report: Report, method: tuple[str, ...]) -> tuple[Section, ...]:
    """Return the method and the doubts of the data, on a sheet in few lines."""
    heading = text("packs.chapter.method")
    is_sheet = report.kind in SHEETS
    doubts = doubts_section(database, report.tables, most=_DOUBTS) if is_sheet else None
    said = (" ".join(method),) if is_sheet else method
    if doubts is not None:
        said = (" ".join(doubts.paragraphs), *said)
    made = Section(chapter=heading, heading=heading, paragraphs=said)
    listed = None if is_sheet else doubts_section(database, report.tables)
    return (made, listed) if listed is not None else (made,)
