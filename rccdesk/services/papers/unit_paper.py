"""The data of one care unit as one file (R-P20); as a pack that is kept, see `packs.content`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rccdesk.services.packs.unit_pack import make_unit_pack
from rccdesk.services.packs.writers import FORMATS
from rccdesk.services.papers.assembling import check_suffix, write_paper

if TYPE_CHECKING:
    from pathlib import Path

    from rccdesk.services.database import Database


def write_unit_pack(
    database: Database,
    region: str,
    unit: str,
    target: Path,
    *,
    svf: tuple[str, ...] = (),
    period: str | None = None,
) -> Path:
    """Write the data of a unit as .pptx, .docx, .pdf or .xlsx; return where it lies.

    Raises as `make_unit_pack`, RccdeskError ``paper_format``, FileWriteError.
    """
    check_suffix(target, FORMATS)
    made = make_unit_pack(database, region, unit, svf=svf, period=period)
    return write_paper(made, target, FORMATS)
