"""From which date an extract is: said by the user, by the file, or assumed from its newest date."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from pathlib import PurePath

from rccdesk.services.imports.values import clean_text

_ISO = re.compile(r"(?<![\d-])(\d{4})-(\d{2})-(\d{2})(?![\d-]*\d)")


def find_extract_date(
    file_name: str, lines_above: Sequence[Sequence[object]], newest: dt.date | None
) -> tuple[dt.date | None, bool]:
    """Return the extract date that a file tells, and whether it is assumed.

    The one ISO date of the file name, else the one in the lines over the table; else
    ``newest``, the last day that the data speak of, which is an assumption.
    """
    for texts in (
        [PurePath(file_name).stem],
        [_as_text(cell) for line in lines_above for cell in line],
    ):
        days = {day for part in texts for day in _dates_in(part)}
        if len(days) == 1:
            return days.pop(), False
    return newest, newest is not None


def today() -> dt.date:
    """Return today's date on this computer: the latest date that an extract can have."""
    return dt.datetime.now().astimezone().date()


def _as_text(cell: object) -> str:
    return f"{cell:%Y-%m-%d}" if isinstance(cell, dt.date) else clean_text(cell)


def _dates_in(text: str) -> list[dt.date]:
    found = []
    for match in _ISO.finditer(text):
        try:
            found.append(dt.date(*(int(part) for part in match.groups())))
        except ValueError:
            continue
    return found
