"""Make a pack: gather its figures once, write its files, keep it in the archive."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rccdesk.errors import NotFoundError, RccdeskError
from rccdesk.files import check_target, safe_name
from rccdesk.services import organisation
from rccdesk.services import progress as reporting
from rccdesk.services.charts.labels import capital
from rccdesk.services.labels import get_labels
from rccdesk.services.packs import archive
from rccdesk.services.packs.archive import PackFile
from rccdesk.services.packs.comments import comments_of_pack
from rccdesk.services.packs.gathering import choose_period
from rccdesk.services.packs.pack_files import (
    about_words,
    file_stem,
    meeting_of,
    named_in,
    written,
)
from rccdesk.services.packs.reports import ASSEMBLERS, name_process, report_period
from rccdesk.services.packs.request import DEFAULT_FORMATS, PackRequest
from rccdesk.services.packs.result_cards import RESULT_CARD, assemble_cards
from rccdesk.services.packs.rules_then import with_rules
from rccdesk.services.packs.steady import read_steady
from rccdesk.services.packs.steering import assemble_steering
from rccdesk.services.packs.unit_pack import make_unit_pack
from rccdesk.services.packs.writers import FORMATS
from rccdesk.texts import text

if TYPE_CHECKING:
    from rccdesk.services.charts.labels import Labels
    from rccdesk.services.database import Database
    from rccdesk.services.organisation import Word
    from rccdesk.services.packs.model import Pack
    from rccdesk.services.packs.press import Press
    from rccdesk.services.progress import Progress

__all__ = [
    "DEFAULT_FORMATS",
    "KINDS",
    "UNIT",
    "PackRequest",
    "PackResult",
    "assemble_pack",
    "kind_words",
    "make_pack",
]

UNIT = "unit"
KINDS = ("steering", *ASSEMBLERS, RESULT_CARD, UNIT)
_STAGES = (40, 60)  # per cent of the time: counting, then writing
_CHOSEN = ("unit", "indicator", "process", "by", "framework")  # kept where one is given


@dataclass(frozen=True, slots=True)
class PackResult:
    """A made pack and its files."""

    pack_id: str
    state: str
    snapshot_ids: tuple[int, ...]
    files: tuple[PackFile, ...]


def make_pack(
    database: Database,
    request: PackRequest,
    progress: Progress = reporting.ignore,
    press: Press | None = None,
) -> PackResult:
    """Make a draft, write its files and keep it with its numbers.

    ``press`` does the work, else this process.

    Raises RccdeskError ``pack_kind_unknown``, ``pack_format``, ``pack_format_needed``,
    ``pack_period``, ``pack_unit_needed``, NotFoundError ``svf_missing``, ``region_missing`` or
    ``unit_missing``, ConflictError ``pack_figures_change``, and FileWriteError, before the work
    where the folder cannot be written in. The store is as before unless every file is written.
    """
    _check(request)
    if not request.formats:
        raise RccdeskError("pack_format_needed", formats=", ".join(FORMATS))
    request = name_process(database, request)
    kind = safe_name(kind_words(request.kind, organisation.get_terms(database)))
    check_target(request.out_dir / kind)  # before the work, not after it
    stages = reporting.Stages(progress, _STAGES)
    assemble = press.assemble if press is not None else assemble_pack
    pack = assemble(database, request, stages.next())
    return _keep(database, request, pack, stages.next(), press)


def assemble_pack(
    database: Database, request: PackRequest, progress: Progress = reporting.ignore
) -> Pack:
    """Return a pack as a draft: no file is written and nothing stored, as for a preview.

    All its figures are of one state, though an import may end meanwhile. Raises as `make_pack`,
    but for FileWriteError and ``pack_format_needed``: a preview has no format.
    """
    _check(request)
    return read_steady(database, lambda: _assemble_once(database, request, progress))


def _assemble_once(database: Database, request: PackRequest, progress: Progress) -> Pack:
    labels = get_labels(database)
    for code in request.region:
        if code not in labels.names["region"]:
            raise RccdeskError("region_missing", region=code)
    for prefix in request.svf:
        if prefix not in labels.names["svf"]:
            raise NotFoundError("svf_missing", svf=prefix)
    pack = _assemble(database, labels, request, progress)
    sections = comments_of_pack(database, pack.sections, pack.meeting_uuid)
    return with_rules(database, dataclasses.replace(pack, sections=sections))


def _assemble(database: Database, labels: Labels, request: PackRequest, progress: Progress) -> Pack:
    if request.kind == RESULT_CARD:
        return assemble_cards(
            database,
            labels,
            svf=request.svf,
            region=request.region,
            period=request.period,
            progress=progress,
        )
    if request.kind in ASSEMBLERS:
        return ASSEMBLERS[request.kind](database, labels, request, progress)
    if request.kind == UNIT:
        return make_unit_pack(
            database,
            request.region[0],
            request.unit,
            svf=request.svf,
            period=request.period,
            progress=progress,
        )
    return assemble_steering(database, labels, request, progress)


def _period_key(database: Database, request: PackRequest) -> str:
    """Return the spelling of the period that a pack is kept under; "" where it has none."""
    if request.kind == RESULT_CARD and not request.period:
        return ""
    if request.kind in ASSEMBLERS:
        return report_period(database, request)
    period = choose_period(database, request.period, request.region)
    return period.key if period else ""


def _keep(
    database: Database,
    request: PackRequest,
    pack: Pack,
    progress: Progress,
    press: Press | None,
) -> PackResult:
    """Write the files of a pack and keep it in the archive."""
    labels = get_labels(database)
    selection = {
        "svf": ",".join(request.svf),
        "region": ",".join(request.region),
        "period": _period_key(database, request),
        **{name: getattr(request, name) for name in _CHOSEN if getattr(request, name)},
    }
    kind = kind_words(pack.kind, organisation.get_terms(database))
    day: dt.date | None = pack.made_on
    if pack.meeting_uuid:
        day, kind = meeting_of(database, pack.meeting_uuid, kind)
    named = named_in(pack, request.process)
    about = about_words(labels, request.svf, request.region, request.unit, named)
    stem = file_stem((day or pack.made_on).isoformat(), kind, pack.organisation, about)
    with written(database, pack, request.out_dir, stem, request.formats, progress, press) as files:
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
