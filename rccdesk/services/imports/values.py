"""What one cell says: its text, a mask, a number or a date, in the spellings that extracts use.

Every function takes a value as a reader gives it (text, number, truth value, date or None) and
is called once per *unique* value of a column, never once per row.
"""

from __future__ import annotations

import datetime as dt
import math
import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

EPOCH = dt.date(1970, 1, 1).toordinal()
FIRST_DATE = dt.date(1900, 1, 1)
# Day 60 of the 1900 system, the 29 February that never was, is read as this day, like day 59.
_LEAP_BUG = dt.date(1900, 2, 28)
_SPACES = re.compile(r"\s+")
MINUS = str.maketrans({"−": "-", "–": "-", "—": "-", "‐": "-", "‑": "-"})
_MASK_WORDS = """
    unk msk inv x xx * ** # - -- . .. ... … : n/a na n.a n.a. c s k supp suppressed masked
    maskerad dold döljs sekretess saknas null"""
_MASKS = frozenset(_MASK_WORDS.split()) | {
    "otillräcklig data",
    "insufficient data",
    "uppgift saknas",
    "visas inte",
    "visas ej",
    "redovisas ej",
    "redovisas inte",
    "ej redovisat",
    "ej redovisad",
    "ej tillämpligt",
    "för få",
    "för få fall",
    "för få patienter",
    "okänd",
    "okänt",
}
_SMALL = re.compile(
    r"(?:n ?)?(?:<|≤|<=|under|färre än|mindre än|fewer than|less than)\s*\d+"
    r"(?: ?%| ?(?:st|fall|patienter|pat)\.?)?"
    # How some sources write a count that is too small to be told.
    r"|[01]-[3-9]"
)
_IN_BRACKETS = re.compile(r"[(\[]\s*(?P<inner>[^()\[\]]+?)\s*[)\]]")
_QUALIFIED = re.compile(
    r"(?:över|mer än|fler än|minst|högst|max|upp till|upp emot|drygt|knappt|nästan|omkring|runt|"
    r"cirka|circa|ca|c:a|ungefär|uppskattningsvis|preliminärt|prel|about|approx|over|at least|"
    r">=|≥|>|~|≈)\.?\s*"
    r"(?P<number>[-+]?\d[\d ]*(?:[.,]\d+)?\s*%?)"
    r"|(?P<before>[-+]?\d[\d ]*(?:[.,]\d+)?\s*%?)\s*"
    r"(?:\+|\(?(?:ca|uppskattat|uppskattad|prel|preliminärt|preliminär)\.?\)?"
    r"|\*{1,3}|[¹²³⁴⁵]|\(?[*¹²³⁴⁵]\)?|\(?n ?= ?\d+\)?)"
)
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?")
_THOUSANDS = re.compile(r"[-+]?[1-9]\d{0,2}([.,])\d{3}(?:\1\d{3})*")
# One group of three after a sign: 1.234 may be a thousand or one and a bit. 0.234 may not.
_EITHER = re.compile(r"[-+]?[1-9]\d{0,2}([.,])\d{3}")
# Signs between thousands beside spaces: 1'234 and 1’234.
_APOSTROPHES = re.compile(r"(?<=\d)['’´](?=\d{3})")


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
    word = fold(value).translate(MINUS)
    if (inside := _IN_BRACKETS.fullmatch(word)) is not None:
        word = inside["inner"]
    if word and (word in _MASKS or _SMALL.fullmatch(word)):
        return clean_text(value)
    return None


def read_qualified(value: object) -> float | None:
    """Return the number of a value that is qualified ("över 80", "ca 64", ">95"), else None."""
    if not isinstance(value, str):
        return None
    found = _QUALIFIED.fullmatch(fold(value))
    return read_number(found["number"] or found["before"]) if found else None


@dataclass(frozen=True, slots=True)
class NumberStyle:
    """How the numbers of a column are written, as far as its values tell.

    ``drop`` are the signs between thousands. ``is_ambiguous``: 1.234 could as well be the
    other thing, and no other value of the column decides.
    """

    drop: str = ""
    is_ambiguous: bool = False

    @property
    def decimal(self) -> str:
        """Return which reading was taken: comma, point or both."""
        return {"": "both", ".": "comma", ",": "point"}.get(self.drop, "none")

    def reader(self) -> Callable[[object], float | None]:
        """Return the function that reads the numbers of the column."""
        return partial(read_number, drop=self.drop) if self.drop else read_number


def judge_numbers(
    values: Iterable[object], *, whole: bool, decimal: str | None = None
) -> NumberStyle:
    """Return how the numbers of a column are written.

    A comma and a point are decimal signs, except that in a column of counts (``whole``), where
    all that have one have three digits after it, they part thousands, and so do the points of
    a column that also has commas. ``decimal`` (comma, point) is what the user says.
    """
    if decimal is not None:
        return NumberStyle("." if decimal == "comma" else ",")
    texts = [clean_text(v).replace(" ", "").removesuffix("%") for v in values if isinstance(v, str)]
    marked = [t for t in texts if ("," in t or "." in t) and t.strip("-+.,0123456789") == ""]
    marked = [t for t in marked if any(c.isdigit() for c in t)]
    if not marked:
        return NumberStyle()
    both = [t for t in marked if "," in t and "." in t]
    if both:
        # The sign that stands last is the decimal sign: 1.234,5 or 1,234.5.
        return NumberStyle("." if both[0].rfind(",") > both[0].rfind(".") else ",")
    matches = [_EITHER.fullmatch(t) for t in marked]
    signs = {m[1] for m in matches if m}
    is_open = all(matches) and len(signs) == 1
    repeated = {t.count(sign) > 1 and sign for t in marked for sign in ",."} - {False}
    if len(repeated) == 1 and all(
        _THOUSANDS.fullmatch(t) for t in marked if str(next(iter(repeated))) in t
    ):
        # 1.234.567 has one reading, and settles what 1.234 is.
        return NumberStyle(str(next(iter(repeated))))
    if whole and all(_THOUSANDS.fullmatch(t) for t in marked):
        return NumberStyle("".join(sorted(signs)) if is_open else ",.", is_ambiguous=is_open)
    return NumberStyle("", is_ambiguous=is_open)


def choose_number_reader(
    values: Iterable[object], *, whole: bool
) -> Callable[[object], float | None]:
    """Return the function that reads the numbers of a column; None from it means no number."""
    return judge_numbers(values, whole=whole).reader()


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
    text = _APOSTROPHES.sub("", text)
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


MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan januari january",
            "feb februari february",
            "mar mars march",
            "apr april",
            "maj may",
            "jun juni june",
            "jul juli july",
            "aug augusti august",
            "sep sept september",
            "okt oktober oct october",
            "nov november",
            "dec december",
        ),
        start=1,
    )
    for name in names.split()
}


def read_date(value: object) -> int | None:
    """Return days since 1970-01-01; None for anything that is not one certain date from 1900 on.

    Dates of the workbook, ISO texts (2024-03-01, 2024/3/1, 20240301, with or without a time)
    and Swedish ones that name the month or put the year apart (3 mars 2026, 5/3 2026) only:
    01.03.2025, 3/1/25 and a bare day number of a spreadsheet are not certain.
    """
    if isinstance(value, dt.datetime):
        day = value.date()
    elif isinstance(value, dt.date):
        if value == _LEAP_BUG:
            return None
        day = value
    else:
        found = _find_date(clean_text(value)) if value is not None else None
        if found is None:
            return None
        day = found
    return day.toordinal() - EPOCH if day >= FIRST_DATE else None


def _find_date(text: str) -> dt.date | None:
    match = _DATE.fullmatch(text)
    try:
        if match is not None:
            year, *rest = (part for part in match.group("y", "m", "d", "m1", "d1") if part)
            return dt.date(int(year), *(int(part) for part in rest))
        word = text.casefold().translate(MINUS)
        if (match := _DAY_SLASH_MONTH.fullmatch(word)) is not None:
            return dt.date(int(match["y"]), int(match["m"]), int(match["d"]))
        word = _WEEKDAY.sub("", word)
        match = _DAY_NAME.fullmatch(word) or _NAME_DAY.fullmatch(word)
        if match is not None and match["name"] in MONTHS:
            return dt.date(int(match["y"]), MONTHS[match["name"]], int(match["d"]))
    except ValueError:
        pass  # no such day
    return None


_DATE = re.compile(
    r"(?P<y>\d{4})(?:(?P<s>[-/.]?)(?P<m>\d{2})(?P=s)(?P<d>\d{2})"
    r"|(?P<t>[-/])(?P<m1>\d{1,2})(?P=t)(?P<d1>\d{1,2}))"
    r"(?:[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?"
)
_WEEKDAY = re.compile(r"^(?:mån|tis|ons|tors|fre|lör|sön)(?:dag(?:en)?)?[.,]? +(?=\D*\d)")
_DAY_SLASH_MONTH = re.compile(r"(?P<d>\d{1,2})/(?P<m>\d{1,2})(?:,? |-)(?P<y>(?:19|20|21)\d\d)")
_DAY_NAME = re.compile(
    r"(?:den )?(?P<d>\d{1,2})(?::?[ea])?[. -]*(?P<name>[a-zåäö]+)[., -]*(?P<y>(?:19|20|21)\d\d)"
)
_NAME_DAY = re.compile(r"(?P<name>[a-z]+)\.? (?P<d>\d{1,2}),? (?P<y>(?:19|20|21)\d\d)")


def year_of_two(number: int) -> int:
    """Return the year that two digits stand for: at most next year, else in the century before."""
    this = dt.datetime.now().astimezone().year % 100
    return number + (2000 if number <= this + 1 else 1900)


def day_of(days: int) -> dt.date:
    """Return the date that is ``days`` after 1970-01-01."""
    return dt.date.fromordinal(days + EPOCH)
