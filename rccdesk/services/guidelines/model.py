"""Guidelines, their versions, their adoption and the support for knowledge, as plain data."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from rccdesk.enums import Adoption, SupportKind


@dataclass(frozen=True, slots=True)
class GuidelineRow:
    """A national guideline; ``svf`` are KVÅ prefixes, () for none."""

    title: str
    svf: tuple[str, ...] = ()
    source: str = ""
    note: str = ""
    uuid: str = ""


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A version of a guideline, with the regional guideline that was made of it."""

    guideline_uuid: str
    version: str
    published_on: dt.date | None = None
    changes: str = ""
    regional_title: str = ""
    regional_on: dt.date | None = None
    position: int = 0
    uuid: str = ""


@dataclass(frozen=True, slots=True)
class AdoptionRow:
    """What a unit has made of a version; ``unit`` "" for the region as a whole.

    ``cause`` is the key of a cause class. ``is_carried``: the answer to the version before, taken
    over as unchanged.
    """

    version_uuid: str
    region: str
    unit: str
    state: Adoption
    cause: str = ""
    reason: str = ""
    day: dt.date | None = None
    is_carried: bool = False
    uuid: str = ""


@dataclass(frozen=True, slots=True)
class SupportRow:
    """A support for knowledge that was given; the audience is groups or units."""

    text: str
    day: dt.date
    kind: SupportKind | None = None
    audience: str = ""
    svf: tuple[str, ...] = ()
    guideline_uuid: str = ""
    uuid: str = ""
