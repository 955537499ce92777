"""Make a pack: gather its figures once, write its files, keep it in the archive."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import rccdesk
from rccdesk.enums import Goal
from rccdesk.errors import RccdeskError
from rccdesk.services import organisation, store_settings
from rccdesk.services import progress as reporting
from rccdesk.services.charts.labels import capital
from rccdesk.services.labels import get_labels
from rccdesk.services.lead_times import LeadTimeQuery
from rccdesk.services.packs import archive
from rccdesk.services.packs.archive import PackFile
from rccdesk.services.packs.doubtful import doubts_section
from rccdesk.services.packs.gathering import Gathered, Written, choose_period, gather
from rccdesk.services.packs.method import abbreviations, method_section, summary
from rccdesk.services.packs.model import Pack
from rccdesk.services.packs.pack_files import about_words, file_stem, written
from rccdesk.services.packs.reports import ASSEMBLERS, report_period
from rccdesk.services.packs.result_cards import RESULT_CARD, assemble_cards
from rccdesk.services.packs.unit_pack import make_unit_pack
from rccdesk.services.packs.writers import FORMATS
from rccdesk.texts import text

if TYPE_CHECKING:
    from rccdesk.services.charts.labels import Labels
    from rccdesk.services.database import Database
    from rccdesk.services.organisation import Word
    from rccdesk.services.progress import Progress

UNIT = "unit"
KINDS = ("steering", *ASSEMBLERS, RESULT_CARD, UNIT)
DEFAULT_FORMATS = ("pptx", "pdf")
_CHOSEN = ("unit", "indicator", "process", "by", "framework")  # kept where one is given


@dataclass(frozen=True, slots=True)
class PackRequest:
    """What a pack is about. Empty ``svf`` and ``region``: all; no period: the last whole quarter.

    ``region`` holds codes of where treatment began. ``area`` is the area whose written analyses
    come along: a region or an RCC, else the only ``region``, else the whole. ``out_dir`` is made
    where it is missing. ``unit`` is the code or the name of the care unit that a pack of kind
    "unit" is about, in the only ``region``. ``indicator`` is the key of the measure of an
    indicator sheet, ``process`` the name or uuid of a process or the prefix of a pathway. ``by``
    chooses one of the yearly outputs, ``framework`` the set of goals of the fourth.
    """

    kind: str
    out_dir: Path
    svf: tuple[str, ...] = ()
    region: tuple[str, ...] = ()
    area: str = ""
    period: str | None = None
    formats: tuple[str, ...] = DEFAULT_FORMATS
    unit: str = ""
    indicator: str = ""
    process: str = ""
    by: str = ""
    framework: str = ""


@dataclass(frozen=True, slots=True)
class PackResult:
    """A made pack and its files."""

    pack_id: str
    state: str
    snapshot_ids: tuple[int, ...]
    files: tuple[PackFile, ...]


def make_pack(
    database: Database, request: PackRequest, progress: Progress = reporting.ignore
) -> PackResult:
    """Make a draft, write its files and keep it with its numbers.

    Raises RccdeskError ``pack_kind_unknown``, ``pack_format``,
    ``pack_period``, ``pack_unit_needed``, NotFoundError ``svf_missing``, ``region_missing`` or
    ``unit_missing``, and FileWriteError. The store is as before unless every file is written.
    """
    _check(request)
    labels = get_labels(database)
    for code in request.region:
        if code not in labels.names["region"]:
            raise RccdeskError("region_missing", region=code)
    if request.kind == RESULT_CARD:
        cards = assemble_cards(
            database,
            labels,
            svf=request.svf,
            region=request.region,
            period=request.period,
            progress=progress,
        )
        return _keep(database, request, labels, cards, request.period or "")
    if request.kind in ASSEMBLERS:
        made = ASSEMBLERS[request.kind](database, labels, request, progress)
        return _keep(database, request, labels, made, report_period(database, request))
    period = choose_period(database, request.period)
    if request.kind == UNIT:
        pack = make_unit_pack(
            database,
            request.region[0],
            request.unit,
            svf=request.svf,
            period=request.period,
            progress=progress,
        )
        return _keep(database, request, labels, pack, period.key if period else "")
    written = Written(
        request.area or (request.region[0] if len(request.region) == 1 else ""),
        request.period or (period.key if period else ""),
    )
    base = LeadTimeQuery(
        goal=Goal.LEAD_TIME,
        svf=request.svf,
        region=request.region,
        period=period.key if period else None,
    )
    gathered = gather(database, labels, base, period, progress, written)
    pack = _assemble(database, request, labels, gathered)
    return _keep(database, request, labels, pack, period.key if period else "")


def _keep(
    database: Database, request: PackRequest, labels: Labels, pack: Pack, period: str
) -> PackResult:
    """Write the files of a pack and keep it in the archive."""
    selection = {
        "svf": ",".join(request.svf),
        "region": ",".join(request.region),
        "period": period,
        **{name: getattr(request, name) for name in _CHOSEN if getattr(request, name)},
    }
    kind = kind_words(pack.kind, organisation.get_terms(database))
    about = about_words(labels, request.svf, request.region, request.unit)
    stem = file_stem(pack.made_on.isoformat(), kind, pack.organisation, about)
    with written(pack, request.out_dir, stem, request.formats) as files:
        archive.add_pack(database, pack, selection, files)
    return PackResult(pack.pack_id, pack.state, pack.snapshot_ids, files)


def kind_words(kind: str, terms: Mapping[str, Word]) -> str:
    """Return whom packs of a kind are for; the body that leads by the RCC's own word."""
    group = terms["steering_body"].singular if kind == "steering" else ""
    return capital(group) if group else text(f"packs.kind.{kind}")


def _check(request: PackRequest) -> None:
    if request.kind not in KINDS:
        raise RccdeskError("pack_kind_unknown", kind=request.kind, kinds=", ".join(KINDS))
    if request.kind == UNIT and (len(request.region) != 1 or not request.unit):
        raise RccdeskError("pack_unit_needed")
    for name in request.formats:
        if name not in FORMATS:
            raise RccdeskError("pack_format", format=name, formats=", ".join(FORMATS))


def _assemble(database: Database, request: PackRequest, labels: Labels, gathered: Gathered) -> Pack:
    made_on = dt.datetime.now().astimezone().date()
    pack_id = archive.new_pack_id(database, made_on)
    snapshot_ids = tuple(sorted({id_ for table in gathered.tables for id_ in table.batch_ids}))
    limits = store_settings.get_small_number_limits(database)
    method = method_section(
        gathered,
        group_limit=limits.group,
        month_limit=limits.month,
        interval_method=labels.interval_method,
        lag_days=store_settings.get_reporting_lag_days(database),
        snapshot_ids=snapshot_ids,
        program_version=rccdesk.__version__,
        pack_id=pack_id,
        is_example=database.is_example,
    )
    doubts = doubts_section(database, gathered.tables)
    when = gathered.period.label() if gathered.period else text("formats.period.all")
    selected = list(gathered.svf_names) or [text("packs.all_svf")]
    selected += [labels.name("region", code) for code in request.region]
    until = gathered.extract_date
    return Pack(
        pack_id=pack_id,
        kind=request.kind,
        title=_title(database),
        subtitle=capital(text("packs.title.subtitle", selection=", ".join(selected), period=when)),
        organisation=_organisation(database),
        made_on=made_on,
        data_until=until.isoformat() if until else "",
        state="draft",
        is_example=database.is_example,
        snapshot_ids=snapshot_ids,
        program_version=rccdesk.__version__,
        summary=summary(gathered),
        sections=(*gathered.sections, method, *([doubts] if doubts else [])),
        abbreviations=abbreviations(gathered),
    )


def _title(database: Database) -> str:
    group = organisation.get_terms(database)["steering_body"].definite
    if not group:
        return text("packs.title.steering_plain")
    return text("packs.title.steering", group=group)


def _organisation(database: Database) -> str:
    own = organisation.get_profile(database).rcc
    return next((rcc.name for rcc in organisation.list_rccs(database) if rcc.key == own), "")
