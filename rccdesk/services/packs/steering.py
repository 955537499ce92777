"""The pack of the body that leads the RCC, or of any group's meeting, from its outline."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import TYPE_CHECKING

import rccdesk
from rccdesk.enums import Goal, PointKind
from rccdesk.services import groups, meetings, organisation, store_settings
from rccdesk.services import progress as reporting
from rccdesk.services.charts.labels import capital
from rccdesk.services.figure_charts import get_figure_table
from rccdesk.services.lead_times import LeadTimeQuery
from rccdesk.services.packs import archive, outlines
from rccdesk.services.packs.doubtful import doubts_section
from rccdesk.services.packs.gathering import Gathered, Written, choose_period, gather
from rccdesk.services.packs.method import abbreviations_in, method_section, summary
from rccdesk.services.packs.model import Pack, Section
from rccdesk.services.packs.parts import make_parts
from rccdesk.services.packs.parts.agenda import agenda_lines
from rccdesk.services.packs.parts.asking import Material, lines_of
from rccdesk.services.packs.parts.opening import opening_sentences
from rccdesk.services.packs.reports.frame import organisation_name
from rccdesk.services.packs.together import find_told, hides_more
from rccdesk.services.packs.told import told_figures
from rccdesk.services.pathways.catalogue import list_svf
from rccdesk.services.typed_texts import refuse_persons
from rccdesk.services.value_keys import is_goal_key
from rccdesk.texts import text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from rccdesk.services.charts.labels import Labels
    from rccdesk.services.database import Database
    from rccdesk.services.meetings import MeetingView
    from rccdesk.services.packs.request import PackRequest
    from rccdesk.services.packs.together import Group
    from rccdesk.services.progress import Progress
    from rccdesk.services.publishing import PublishableTable


def assemble_steering(
    database: Database, labels: Labels, request: PackRequest, progress: Progress
) -> Pack:
    """Return the pack as a draft; nothing is stored.

    With a meeting its results are the map of all pathways, the pairs, and the charts of those
    that have changed; without one every own pathway, as the user chose. Raises NotFoundError
    ``meeting_missing``, ``svf_missing``; RccdeskError ``pack_period``; PersonalTextError.
    """
    made_on = dt.datetime.now().astimezone().date()
    view = None
    if request.meeting_uuid:
        view = meetings.get_meeting_view(database, request.meeting_uuid, made_on)
        request = _of_process(database, request, view)
    outline = request.outline or outlines.get_outline(database, request.kind, request.meeting_uuid)
    refuse_persons(outline, *outline.parts)  # one that was not saved has not been asked

    def gathering(done: int, total: int) -> None:
        progress(done * 4, total * 5)

    def writing(done: int, total: int) -> None:
        progress(total * 4 + done, total * 5)

    pack_id = archive.new_pack_id(database, made_on)

    def make_material(gathered: Gathered, hidden: frozenset[Group]) -> Material:
        return Material(
            database=database,
            labels=labels,
            today=made_on,
            terms=organisation.get_terms(database),
            outline=outline,
            base=base,
            gathered=gathered,
            closing=_closing(database, labels, gathered, pack_id),
            view=view,
            is_asked=not outlines.is_default(database, outline),
            hidden=hidden,
        )

    base, gather_without = _prepare_gathering(database, labels, request, view)
    gathered = gather_without(frozenset(), gathering)
    tables = (*gathered.tables, *_decided_by(database, view))
    hidden = _find_told(database, tables)
    if any(hides_more(table, hidden) for table in gathered.tables):
        gathered = gather_without(hidden, reporting.ignore)
    material = make_material(gathered, hidden)
    sections = make_parts(material, writing)
    known = {row.value_key for table in tables for row in table.rows}
    told = tuple(told_figures(database, sections, known))
    if (more := _find_told(database, (*tables, *told))) != hidden:
        gathered = gather_without(more, reporting.ignore)
        material = make_material(gathered, more)
        sections = make_parts(material, reporting.ignore)
    said = _summary(material)
    when = gathered.period.label() if gathered.period else text("formats.period.all")
    selected = list(gathered.svf_names) or [text("packs.all_svf")]
    selected += [labels.name("region", code) for code in request.region]
    until = gathered.extract_date
    return Pack(
        pack_id=pack_id,
        kind=request.kind,
        title=_title(database, view),
        subtitle=capital(text("packs.title.subtitle", selection=", ".join(selected), period=when)),
        organisation=organisation_name(database),
        made_on=made_on,
        data_until=until.isoformat() if until else "",
        state="draft",
        is_example=database.is_example,
        snapshot_ids=_snapshots(gathered),
        program_version=rccdesk.__version__,
        summary=said,
        sections=sections,
        abbreviations=abbreviations_in(sections, said),
        meeting_uuid=request.meeting_uuid,
    )


def _of_process(database: Database, request: PackRequest, view: MeetingView) -> PackRequest:
    """Return the request with the pathways of the group's process, where none was chosen."""
    if request.svf or not view.group.process_uuid:
        return request
    process = groups.get_process(database, view.group.process_uuid)
    return dataclasses.replace(request, svf=process.svf)


def _prepare_gathering(
    database: Database, labels: Labels, request: PackRequest, view: MeetingView | None
) -> tuple[LeadTimeQuery, Callable[[frozenset[Group], Progress], Gathered]]:
    """Return what is asked for, and what gathers its figures without some groups."""
    period = choose_period(database, request.period, request.region)
    written = Written(
        request.area or (request.region[0] if len(request.region) == 1 else ""),
        period.key if period else "",
    )
    base = LeadTimeQuery(
        goal=Goal.LEAD_TIME,
        svf=request.svf,
        region=request.region,
        period=period.key if period else None,
    )

    def gather_without(hidden: frozenset[Group], progress: Progress) -> Gathered:
        return gather(
            database, labels, base, period, progress, written,
            for_meeting=view is not None, hidden=hidden,
        )  # fmt: skip

    return base, gather_without


def _find_told(database: Database, tables: Iterable[PublishableTable]) -> frozenset[Group]:
    """Return the groups to hide in all tables of lead times, for each other's sake."""
    return find_told(
        (table for table in tables if is_goal_key(table.measure) and not table.is_inclusion),
        (row.kva_prefix for row in list_svf(database) if not row.in_treatment_goal),
    )


def _decided_by(database: Database, view: MeetingView | None) -> Iterator[PublishableTable]:
    """Yield the series of the figures that the items for decision show."""
    for line in agenda_lines(view) if view is not None else ():
        if line.point.kind is PointKind.DECISION and not line.point.is_confidential:
            for figure in meetings.get_point_view(database, line.point.uuid).figures:
                table = get_figure_table(database, figure.value_key)
                if table is not None:
                    yield table


def _closing(
    database: Database, labels: Labels, gathered: Gathered, pack_id: str
) -> tuple[Section, ...]:
    """Return method and data quality, which stand last."""
    limits = store_settings.get_small_number_limits(database)
    method = method_section(
        gathered,
        group_limit=limits.group,
        month_limit=limits.month,
        interval_method=labels.interval_method,
        lag_days=store_settings.get_reporting_lag_days(database),
        snapshot_ids=_snapshots(gathered),
        program_version=rccdesk.__version__,
        pack_id=pack_id,
        is_example=database.is_example,
    )
    doubts = doubts_section(database, gathered.tables)
    return (method, *([doubts] if doubts else []))


def _snapshots(gathered: Gathered) -> tuple[int, ...]:
    return tuple(sorted({id_ for table in gathered.tables for id_ in table.batch_ids}))


def _summary(material: Material) -> tuple[str, ...]:
    """Return the sentences that are read first, the user's own where there are any."""
    outline, gathered = material.outline, material.gathered
    if not any(part.key == "summary" and part.included for part in outline.parts):
        return ()
    own = lines_of(outline.summary)
    if own or material.view is None:
        return own or summary(gathered)
    return opening_sentences(material.database, material.view, gathered)


def _title(database: Database, view: MeetingView | None) -> str:
    if view is not None:
        return text("packs.title.meeting", meeting=view.title)
    group = organisation.get_terms(database)["steering_body"].definite
    if not group:
        return text("packs.title.steering_plain")
    return text("packs.title.steering", group=group)
