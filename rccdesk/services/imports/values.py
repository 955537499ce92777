"""What one cell says: its text, a mask, a number or a date, in the spellings that extracts use.

Every function takes a value as a reader gives it (text, number, truth value, date or None) and
is called once per *unique* value of a column, never once per row.
"""

from __future__ import annotations

import datetime as dt
import math
import re
import unicodedata
from collections.abc import Callable
from functools import partial

EPOCH = dt.date(1970, 1, 1).toordinal()
FIRST_DATE = dt.date(1900, 1, 1)
_SPACES = re.compile(r"\s+")
MINUS = str.maketrans({"−": "-", "–": "-", "—": "-", "‐": "-", "‑": "-"})
_MASKS = frozenset(
    [
        "unk",
        "msk",
        "inv",
        "x",
        "xx",
        "*",
        "**",
        "#",
        "-",
        "--",
        ".",
        "..",
        "...",
        ":",
        "n/a",
        "na",
        "c",
        "s",
        "k",
        "supp",
        "suppressed",
        "masked",
        "maskerad",
        "dold",
        "sekretess",
    ]
) | {"(otillräcklig data)", "otillräcklig data", "insufficient data", "(insufficient data)"}
_SMALL = re.compile(r"(?:<|≤|<=|under|färre än|mindre än|fewer than|less than)\s*\d+")
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?")
_THOUSANDS = re.compile(r"[-+]?\d{1,3}([.,])\d{3}(?:\1\d{3})*")


def clean_text(value: object) -> str:
    """Return a value as text for matching and keys.

    NFC, without control characters, zero-width characters and soft hyphens, spaces of any kind
    as single spaces, trimmed. Whole numbers lose the ``.0`` that spreadsheets give them.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, dt.datetime):
        value = value.date()
    if not isinstance(value, str | int | float | dt.date):
        return ""  # the mark of a faulty cell
    text = unicodedata.normalize("NFC", str(value))
    if not (text.isascii() and text.isprintable()):
        text = _SPACES.sub(" ", text)
        text = "".join(c for c in text if unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Co"})
    return _SPACES.sub(" ", text).strip()


def fold(value: object) -> str:
    """Return the text of a value for comparing words: cleaned and casefolded."""
    return clean_text(value).casefold()


def read_mask(value: object) -> str | None:
    """Return the source's code for a value that it hides (UNK, MSK, <5, .. ...), else None."""
    if not isinstance(value, str):
        return None
    word = fold(value)
    if word and (word.translate(MINUS) in _MASKS or _SMALL.fullmatch(word)):
        return clean_text(value)
    return None


def choose_number_reader(values: list[object], *, whole: bool) -> Callable[[object], float | None]:
    """Return the function that reads the numbers of a column; None from it means no number.

    A comma and a point are decimal signs, except that in a column of counts (``whole``), where
    all that have one have three digits after it, they part thousands, and so do the points of
    a column that also has commas.
    """
    texts = [clean_text(v).replace(" ", "") for v in values if isinstance(v, str)]
    marked = [t for t in texts if "," in t or "." in t]
    grouped = bool(marked) and whole and all(_THOUSANDS.fullmatch(t) for t in marked)
    if grouped:
        return partial(read_number, drop=",.")
    both = [t for t in marked if "," in t and "." in t]
    if both:
        # The sign that stands last is the decimal sign: 1.234,5 or 1,234.5.
        return partial(read_number, drop="." if both[0].rfind(",") > both[0].rfind(".") else ",")
    return read_number


def read_number(value: object, *, drop: str = "") -> float | None:
    """Return a number from a value; None where it is not a finite number.

    Text may have a Swedish or English decimal sign, spaces of any width between thousands, a
    real minus sign, and a percent sign at its end (which is dropped: see `has_percent_sign`).
    """
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return float(value) if math.isfinite(value) else None
    if not isinstance(value, str):
        return None
    text = clean_text(value).translate(MINUS).replace(" ", "").removesuffix("%")
    for sign in drop:
        text = text.replace(sign, "")
    text = text.replace(",", ".").casefold()
    if not _NUMBER.fullmatch(text):
        return None
    number = float(text)
    return number if math.isfinite(number) else None


def has_percent_sign(value: object) -> bool:
    """Tell whether a text ends with a percent sign."""
    return isinstance(value, str) and value.rstrip().endswith("%")


def read_date(value: object) -> int | None:
    """Return days since 1970-01-01; None for anything that is not one certain date from 1900 on.

    Dates of the workbook and ISO texts (2024-03-01, 2024/03/01, 20240301, with or without a
    time) only: 01.03.2025 and a bare day number of a spreadsheet are not certain.
    """
    if isinstance(value, dt.datetime):
        day = value.date()
    elif isinstance(value, dt.date):
        day = value
    else:
        found = _DATE.fullmatch(clean_text(value)) if value is not None else None
        if found is None:
            return None
        try:
            day = dt.date(*(int(part) for part in found.group("y", "m", "d")))
        except ValueError:
            return None
    return day.toordinal() - EPOCH if day >= FIRST_DATE else None


_DATE = re.compile(
    r"(?P<y>\d{4})(?P<s>[-/.]?)(?P<m>\d{2})(?P=s)(?P<d>\d{2})"
    r"(?:[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?"
)


def day_of(days: int) -> dt.date:
    """Return the date that is ``days`` after 1970-01-01."""
    return dt.date.fromordinal(days + EPOCH)
