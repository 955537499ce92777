"""What somebody asks a pack to be about, as plain data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from rccdesk.services.packs.rows import OutlineRow

DEFAULT_FORMATS = ("pptx", "pdf")


@dataclass(frozen=True, slots=True)
class PackRequest:
    """What a pack is about. Empty ``svf`` and ``region``: all; no period: the last whole quarter.

    ``region`` holds codes of where treatment began. ``area`` is the area whose written analyses
    come along: a region or an RCC, else the only ``region``, else the whole. ``out_dir`` is made
    where it is missing. ``unit`` is the code or the name of the care unit that a pack of kind
    "unit" is about, in the only ``region``. ``indicator`` is the key of the measure of an
    indicator sheet, ``process`` the name or uuid of a process or the prefix of a pathway. ``by``
    chooses one of the yearly outputs, ``framework`` the set of goals of the fourth.
    ``meeting_uuid`` is the meeting that a steering pack is for, ``outline`` what goes into it
    (None: as `outlines.get_outline` has it).
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
    meeting_uuid: str = ""
    outline: OutlineRow | None = None
