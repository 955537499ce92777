"""One small workbook in plain Python: what every format must give back alike."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

PERSON = "19121212-1212"  # the Swedish Tax Agency's own test number
ERROR_CODES = {"#N/A": 0x2A, "#DIV/0!": 0x07, "#REF!": 0x17, "#NAME?": 0x1D, "#VALUE!": 0x0F}


@dataclass(frozen=True)
class Cell:
    """A cell at ``row`` (from 1) and ``column`` (from 0); its value, or the sign of an error."""

    row: int
    column: int
    value: object = None
    formula: bool = False
    error: str = ""
    uncached: bool = False
    comment: str = ""


@dataclass(frozen=True)
class Sheet:
    """A sheet; ``merged``: top, left, bottom, right."""

    name: str
    cells: tuple[Cell, ...]
    state: str = "visible"
    merged: tuple[tuple[int, int, int, int], ...] = ()


@dataclass(frozen=True)
class Workbook:
    """Sheets and the date system they are written with."""

    sheets: tuple[Sheet, ...]
    is_1904: bool = False


HEADERS = ("Enhet", "Datum", "Antal", "Återfall", "Beräknad", "Fel")
DAY = dt.date(2024, 2, 29)
MOMENT = dt.datetime(2024, 3, 1, 12, 30)  # noqa: DTZ001 - a sheet has no time zone
_ROWS = (
    Cell(3, 1, "Uttag 2024-05-01"),
    *(Cell(5, column, header) for column, header in enumerate(HEADERS, 1)),
    Cell(6, 1, "Nord å", comment=f"ring {PERSON}"),
    Cell(6, 2, DAY),
    Cell(6, 3, 1.5),
    Cell(6, 4, True),  # noqa: FBT003
    Cell(6, 5, 3.0, formula=True),
    Cell(6, 6, error="#N/A", formula=True),
    Cell(7, 1, "Syd – 😀"),
    Cell(7, 2, MOMENT),
    Cell(7, 3, 7.0),
    Cell(7, 4, False),  # noqa: FBT003
    Cell(7, 5, "text", formula=True),
    Cell(7, 6, error="#DIV/0!"),
    Cell(9, 1, "Öst"),
    Cell(9, 3, 0.0),
    Cell(11, 1, "Samman"),
)
# What the columns hold below the header, and where; errors are told by their sign.
ROW_NUMBERS = [6, 7, 9, 11]
COLUMNS = (
    ["Nord å", "Syd – 😀", "Öst", "Samman"],
    [DAY, MOMENT, None, None],
    [1.5, 7.0, 0.0, None],
    [True, False, None, None],
    [3.0, "text", None, None],
    ["#N/A", "#DIV/0!", None, None],
)
ERRORS = ("G6", "G7")
BOOK = Workbook(
    (
        Sheet("Händelser", _ROWS, merged=((11, 1, 11, 3),)),
        Sheet("Dold", (Cell(1, 0, "gömd"),), "hidden"),
        Sheet("Mycket dold", (Cell(1, 0, "gömd"),), "veryHidden"),
        Sheet("Tomt", ()),
    )
)


def serial(value: object, *, is_1904: bool) -> tuple[object, int]:
    """Return a value as a cell stores it, and its style: plain, date or date and time."""
    epoch = dt.datetime(1904, 1, 1) if is_1904 else dt.datetime(1899, 12, 30)  # noqa: DTZ001
    if isinstance(value, dt.datetime):
        return (value - epoch) / dt.timedelta(days=1), 2
    if isinstance(value, dt.date):
        return float((dt.datetime.combine(value, dt.time()) - epoch).days), 1
    return value, 0
