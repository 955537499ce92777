"""A link of the chain as plain data."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from rccdesk.enums import LinkRole, Thing


@dataclass(frozen=True, slots=True)
class ChainLink:
    """A link of the chain; a key is a row's uuid, or what names a figure, measure or document."""

    from_kind: Thing
    from_key: str
    to_kind: Thing
    to_key: str
    role: LinkRole
    title: str = ""
    note: str = ""
    source: str = ""
    is_confirmed: bool = True
    is_secondary: bool = False
    added_on: dt.date | None = None
    uuid: str = ""
