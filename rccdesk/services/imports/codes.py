"""Words and codes for sex, age, yes and no, variants and totals."""

from __future__ import annotations

import math
import re

from rccdesk.enums import AgeGroup, Sex
from rccdesk.services.imports.values import MINUS, fold, read_number

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
    word = fold(value).translate(MINUS)
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
