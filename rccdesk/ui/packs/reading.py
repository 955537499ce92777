"""What the page of packs reads: the archive, what reports can be about, and a meeting's parts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rccdesk.services.packs import archive, content, outlines
from rccdesk.texts import text
from rccdesk.ui.group_words import capital

if TYPE_CHECKING:
    from rccdesk.services.charts.labels import Labels
    from rccdesk.services.database import Database
    from rccdesk.services.meetings import MeetingRow
    from rccdesk.services.organisation import Word
    from rccdesk.services.packs.archive import PackRow
    from rccdesk.services.packs.outlines import Missing
    from rccdesk.services.packs.rows import OutlineRow

Choices = tuple[tuple[str, str], ...]
_YEARS = 6


@dataclass(frozen=True, slots=True)
class About:
    """What a pack is called by its kind or its group, what it is about, and its period."""

    kind: str
    names: tuple[str, ...]
    period: str


@dataclass(frozen=True, slots=True)
class Archive:
    """The packs, the word of the group that they are for, and what each is about, by its id."""

    packs: tuple[PackRow, ...]
    group: str
    about: Mapping[str, About]


@dataclass(frozen=True, slots=True)
class ReportChoices:
    """What a report can be about, as (key, words)."""

    indicators: Choices = ()
    processes: Choices = ()
    process_of: Mapping[str, str] = field(default_factory=dict)  # by the prefix of a pathway
    years: Choices = ()
    halves: Choices = ()
    groups: Choices = ()  # of the yearly outputs
    frameworks: Choices = ()


@dataclass(frozen=True, slots=True)
class Preparing:
    """A meeting whose pack is being put together; no meeting where none is planned."""

    meetings: Choices
    meeting: MeetingRow | None = None
    outline: OutlineRow | None = None
    names: Mapping[str, str] = field(default_factory=dict)
    missing: tuple[Missing, ...] = ()
    saved: tuple[OutlineRow, ...] = ()


def read_archive(database: Database) -> Archive:
    """Return the archive."""
    from rccdesk.services import organisation
    from rccdesk.services.labels import get_labels

    terms = organisation.get_terms(database)
    labels = get_labels(database)
    packs = archive.list_packs(database)
    about = {pack.pack_id: _about(database, pack, terms, labels) for pack in packs}
    return Archive(packs, content.kind_words(outlines.STEERING, terms), about)


def _about(database: Database, pack: PackRow, terms: Mapping[str, Word], labels: Labels) -> About:
    from rccdesk.services.packs.pack_files import meeting_of
    from rccdesk.services.packs.reports.indicator_sheet import INDICATOR_SHEET
    from rccdesk.services.packs.reports.yearly_outputs import YEARLY

    kind, chosen = content.kind_words(pack.kind, terms), pack.selection
    names = []
    if pack.meeting_uuid:
        day, kind = meeting_of(database, pack.meeting_uuid, kind)
        names += [text("packs.archive.meeting", day=day.isoformat())] if day else []
    named = chosen.get("process") or (pack.title if pack.kind == INDICATOR_SHEET else "")
    names += [named] if named else []
    names += [
        labels.name(each, code)
        for each in ("unit", "svf", "region")
        for code in chosen.get(each, "").split(",")
        if code and not (each == "region" and pack.kind == content.UNIT)
    ]
    if pack.kind == YEARLY:
        names.append(_output(chosen.get("by", "")))
    period = chosen.get("period", "") if not pack.meeting_uuid else ""
    return About(kind, tuple(names), labels.name("period", period) if period else "")


def _output(by: str) -> str:
    if not by:
        return text("packs.archive.all_outputs")
    return text("packs.archive.by", output=text(f"reports.yearly.output.{by}"))


def read_choices(database: Database, today: dt.date) -> ReportChoices:
    """Return what reports can be about."""
    from rccdesk.services import framework, groups, indicators
    from rccdesk.services.packs.reports.yearly_groups import OUTPUTS
    from rccdesk.services.pathways import catalogue

    processes = groups.list_processes(database)
    taken = {prefix: row.uuid for row in processes for prefix in row.svf}
    pathways = catalogue.list_svf(database)
    rest = tuple((svf.kva_prefix, svf.name) for svf in pathways if svf.kva_prefix not in taken)
    return ReportChoices(
        indicators=tuple(
            (row.key, row.title) for row in indicators.list_indicators(database) if row.figure_count
        ),
        processes=(*((row.uuid, row.name) for row in processes), *rest),
        process_of={svf.kva_prefix: taken.get(svf.kva_prefix, svf.kva_prefix) for svf in pathways},
        years=tuple((str(today.year - n), str(today.year - n)) for n in (1, 0, *range(2, _YEARS))),
        halves=_list_halves(database),
        groups=tuple((key, text(f"reports.yearly.output.{key}")) for key in OUTPUTS),
        frameworks=tuple((row.key, row.title) for row in framework.list_frameworks(database)),
    )


def _list_halves(database: Database) -> Choices:
    """Return the half-years up to the last whole one, newest first."""
    from rccdesk.enums import Grain
    from rccdesk.periods import period_of
    from rccdesk.services.packs.reports.svf_report import last_half

    half = last_half(database)
    if half is None:
        return ()
    halves = []
    for _n in range(2 * _YEARS):
        halves.append((half.key, capital(half.label())))
        half = period_of(half.first - dt.timedelta(days=1), Grain.HALF)
    return tuple(halves)


def read_preparing(database: Database, wanted: str, today: dt.date) -> Preparing:
    """Return the meeting ``wanted``, else the nearest that is planned, with what goes into it."""
    from rccdesk.errors import NotFoundError
    from rccdesk.services import meetings, organisation

    lines = meetings.list_meeting_lines(database, today)
    choices = [(line.meeting.uuid, line.title) for line in lines]
    known = {line.meeting.uuid: line.meeting for line in lines}
    if wanted and wanted not in known:
        past = meetings.list_meeting_lines(database, today, coming=False)
        for line in past:
            if line.meeting.uuid == wanted:
                choices.append((wanted, line.title))
                known[wanted] = line.meeting
    if wanted not in known:
        wanted = next((uuid for uuid, _words in choices), "")
    if not wanted:
        return Preparing(())
    terms = organisation.get_terms(database)
    try:
        return Preparing(
            tuple(choices),
            known[wanted],
            outlines.get_outline(database, outlines.STEERING, wanted),
            {key: outlines.part_words(key, terms) for key in outlines.PARTS},
            outlines.missing_before_sending(database, wanted, today),
            outlines.list_templates(database, outlines.STEERING),
        )
    except NotFoundError:  # it went to the Papperskorg between the two reads
        return Preparing(tuple(each for each in choices if each[0] != wanted))
