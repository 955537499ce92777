"""What one cell says: numbers, dates, periods and codes, in the spellings that extracts use.

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

from rccdesk.enums import AgeGroup, Sex
from rccdesk.periods import Period, parse_period

EPOCH = dt.date(1970, 1, 1).toordinal()
FIRST_DATE = dt.date(1900, 1, 1)
_SPACES = re.compile(r"\s+")
_MINUS = str.maketrans({"−": "-", "–": "-", "—": "-", "‐": "-", "‑": "-"})
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
    if word and (word.translate(_MINUS) in _MASKS or _SMALL.fullmatch(word)):
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
    text = clean_text(value).translate(_MINUS).replace(" ", "").removesuffix("%")
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


# ------------------------------------------------------------------------------- periods

_MONTHS = {
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
_KINDS = {
    "q": "Q", "k": "Q", "kv": "Q", "kvartal": "Q", "kvartalet": "Q", "quarter": "Q", "qtr": "Q",
    "t": "T", "tertial": "T", "tertialet": "T",
    "h": "H", "hå": "H", "halvår": "H", "halvåret": "H", "half": "H",
    "m": "M", "månad": "M", "month": "M",
    "w": "W", "v": "W", "vecka": "W", "week": "W",
}  # fmt: skip
_KIND = "(?P<kind>" + "|".join(sorted(_KINDS, key=len, reverse=True)) + ")"
_YEAR = r"(?P<year>(?:19|20|21)\d{2})"
_PERIOD_FORMS = tuple(
    re.compile(form)
    for form in (
        _YEAR,
        r"(?:hel)?år(?:et)? " + _YEAR,
        # Two digits: "2024-1" may be a month, a quarter or a half.
        _YEAR + r"[-/ ](?P<month>\d{2})",
        _YEAR + r"(?P<month>\d{2})",
        _YEAR + r"(?P<s>[-/]?)(?P<month>\d{2})(?P=s)01(?:[t ]00:00(?::00)?)?",
        _YEAR + r"[-/ ]?" + _KIND + r"[ -]?(?P<number>\d{1,2})",
        _KIND + r"[ -]?(?P<number>\d{1,2})[-/, ]*" + _YEAR,
        r"(?P<number>\d)[:a]*[ ]?" + _KIND + r"[-/, ]*" + _YEAR,
        r"(?P<name>[a-zåäö]+)[-/, ]*" + _YEAR,
        _YEAR + r"[-/, ]*(?P<name>[a-zåäö]+)",
    )
)


def read_period(value: object) -> Period | None:
    """Return the period that a value names, in the contract's spelling; None if it names none.

    A date of the workbook stands for its month when it is the first of one: that is what a
    spreadsheet makes of a typed "2024-01".
    """
    if isinstance(value, dt.date):
        return parse_period(f"{value:%Y-%m}") if value.day == 1 and value.year >= 1900 else None
    word = re.sub(r"\.0$", "", fold(value)).translate(_MINUS).replace(".", "")
    single = _read_single(word)
    if single is not None or not word:
        return single
    for sign in (":", "--", " - ", " till ", " to ", "-"):
        start, found, end = word.partition(sign)
        if found and sign not in end:
            first, last = _read_single(start.strip()), _read_single(end.strip())
            if first is None or last is None or first.first > last.last:
                return None
            return parse_period(f"{first.key}:{last.key}")
    return None


def _read_single(word: str) -> Period | None:
    for form in _PERIOD_FORMS:
        match = form.fullmatch(word)
        if match is None:
            continue
        parts = match.groupdict()
        key = parts["year"]
        if parts.get("month"):
            key += f"-{int(parts['month']):02d}"
        elif parts.get("name"):
            if parts["name"] not in _MONTHS:
                continue
            key += f"-{_MONTHS[parts['name']]:02d}"
        elif parts.get("kind"):
            kind, number = _KINDS[parts["kind"]], int(parts["number"])
            key += {"M": f"-{number:02d}", "W": f"-W{number:02d}"}.get(kind, f"-{kind}{number}")
        try:
            return parse_period(key)
        except ValueError:
            continue
    return None


# --------------------------------------------------------------------------------- codes

_SEX = {
    Sex.FEMALE: "female woman women kvinna kvinnor kvinnlig k f w flicka flickor",
    Sex.MALE: "male man men män m manlig pojke pojkar",
    Sex.UNKNOWN: "unknown okänt okänd u",
}
SEX_WORDS = {word: sex for sex, words in _SEX.items() for word in words.split()} | {
    "uppgift saknas": Sex.UNKNOWN,
    # The codes of Swedish registers, ISO 5218 and Statistics Sweden: 1 man, 2 kvinna.
    "1": Sex.MALE,
    "2": Sex.FEMALE,
    "0": Sex.UNKNOWN,
    "9": Sex.UNKNOWN,
}
_TRUE = frozenset(["ja", "j", "yes", "y", "true", "sant", "1", "x", "återfall", "recidiv"])
_FALSE = frozenset(["nej", "n", "no", "false", "falskt", "0", "ej", "inget"])
_VARIANTS = {"bas": 0, "basutredning": 0, "basic": 0, "b": 0, "utökad": 1, "utökat": 1,
             "utökad utredning": 1, "utökad basutredning": 1, "extended": 1, "u": 1}  # fmt: skip
_AGE_ORDER = tuple(AgeGroup)
_AGE_BOUNDS = ((0, 17), (18, 39), (40, 64), (65, 79), (80, 130))
_AGE_SPAN = re.compile(r"(\d{1,3})\s*(?:-|till|to)\s*(\d{1,3})(?:\s*(?:år|years|y))?")
_AGE_OPEN = re.compile(
    r"(?:(\d{1,3})\s*(?:år|years)?\s*(?:\+|-|och äldre|eller äldre|and over|and older|w)"
    r"|(?:>=|≥)\s*(\d{1,3})(?:\s*(?:år|years))?)"
)
_AGE_UNKNOWN = frozenset(("unknown", "okänd", "okänt", "uppgift saknas"))


def read_sex(value: object) -> Sex | None:
    """Return the sex that a word or code names; None for another word."""
    return SEX_WORDS.get(fold(value))


def read_flag(value: object) -> bool | None:
    """Return a yes or no; None for another word."""
    word = fold(value)
    return True if word in _TRUE else False if word in _FALSE else None


def read_variant(value: object) -> int | None:
    """Return 0 for bas, 1 for utökad; None for another word."""
    return _VARIANTS.get(fold(value))


def read_age_group(value: object) -> AgeGroup | None:
    """Return the age group that an age in years, or a span of ages, falls in as a whole."""
    word = fold(value).translate(_MINUS)
    if word in _AGE_UNKNOWN:
        return AgeGroup.UNKNOWN
    span, above = _AGE_SPAN.fullmatch(word), _AGE_OPEN.fullmatch(word)
    if span:
        low, high = int(span[1]), int(span[2])
    elif above:
        low, high = int(above[1] or above[2]), 130
    else:
        number = read_number(re.sub(r"\s*(år|years)$", "", word))
        if number is None:
            return None
        low = high = math.floor(number)
    for index, (first, last) in enumerate(_AGE_BOUNDS):
        if first <= low <= high <= last:
            return _AGE_ORDER[index]
    return None


_TOTAL_WORDS = frozenset(
    (
        "total", "totalt", "totalen", "totalsumma", "summa", "samtliga", "samtliga totalt", "alla",
        "alla totalt", "all", "overall", "riket", "hela riket", "riket totalt", "sverige",
        "hela landet", "hela sverige", "båda", "båda könen", "both", "both sexes", "persons",
        "grand total", "sum", "alla i uttaget", "alla åldrar", "kvinnor och män", "män och kvinnor",
    )
)  # fmt: skip
_TOTAL_PHRASE = re.compile(
    r"(?:all|alla|samtliga) (?P<what>\w+).*|(?:totalt|riket|summa)[ ,(:].*|total[,(:].*|total \(.*"
)
_PLACES = frozenset(
    [
        "regioner",
        "regions",
        "län",
        "landsting",
        "sjukhus",
        "hospitals",
        "enheter",
        "units",
        "kliniker",
        "clinics",
        "boards",
        "vårdgivare",
        "providers",
        "områden",
        "areas",
        "rcc",
        "sjukvårdsregioner",
    ]
)


def is_total_word(value: object, *, of_places: bool = False) -> bool:
    """Tell whether a value is one of the words for a total, as in Riket or All Cancer Types.

    ``of_places``: the value names a place, where "All Saints" is no total but "All units" is.
    """
    word = fold(value)
    if word in _TOTAL_WORDS:
        return True
    phrase = _TOTAL_PHRASE.fullmatch(word)
    if phrase is None:
        return False
    return not of_places or phrase["what"] is None or phrase["what"] in _PLACES
