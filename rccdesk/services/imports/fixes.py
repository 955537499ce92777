"""What the user says about values that an import cannot settle alone: one answer per fix.

A fix is a key and a value, as in ``date_without_year=2026``. The key may end in the letter of a
column (``decimal:F=comma``), and then holds for that column alone; or it is a field and a word
of the file (``unit:Norrboten=25``), and says what the word stands for. ``skip`` as the value of
any problem code leaves its rows out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from rccdesk.services.imports.columns import column_letter
from rccdesk.services.imports.values import clean_text, fold

SKIP = "skip"
ALIAS_FIELDS = (
    "unit",
    "home_unit",
    "region",
    "home_region",
    "svf",
    "kva_prefix",
    "group",
    "sex",
    "age_group",
    "kva_code",
    "treatment",
    "variant",
    "closing_code",
    "recurrence",
    "in_svf",
    "treatment_recommended",
)
_VALUES = {
    "decimal": r"comma|point",
    "date_without_year": r"(?:19|20|21)\d\d",
    "date_order": r"dmy|mdy|ymd",
    "date_number": r"1900|1904",
    "percent_mixed": r"share|percent",
    "qualified_value": r"number",
    "missing_value": r"fill_down",
    "period": r".+",
}
_CODE = re.compile(r"[a-z][a-z_0-9]*")


class Fixes:
    """The fixes of one import. ``date1904``: day numbers count from 1904 in this workbook."""

    def __init__(self, given: Mapping[str, str] | None = None, *, date1904: bool = False) -> None:
        """Take the fixes as given, key -> value."""
        self.date1904 = date1904
        self._given = {_fold_key(key): clean_text(value) for key, value in (given or {}).items()}

    def of(self, code: str, column: int | None = None) -> str | None:
        """Return the answer for a column (from 0), else that for all columns; None without."""
        own = None if column is None else self._given.get(f"{code}:{column_letter(column)}")
        return self._given.get(code) if own is None else own

    def skips(self, code: str, column: int | None = None) -> bool:
        """Tell whether rows with this problem are to be left out."""
        return self.of(code, column) == SKIP

    def aliases(self, *fields: str) -> dict[str, str]:
        """Return folded word -> code, as told for any of the fields."""
        found = {}
        for key, value in self._given.items():
            field, colon, word = key.partition(":")
            if colon and field in fields:
                found[fold(word)] = value
        return found

    def find_unknown(self) -> list[str]:
        """Return the fixes that mean nothing, as ``key=value``."""
        unknown = []
        for key, value in self._given.items():
            name, colon, rest = key.partition(":")
            if colon and name in ALIAS_FIELDS:
                is_known = bool(value)
            else:
                is_known = bool(re.fullmatch(_VALUES.get(name, SKIP) + f"|{SKIP}", value))
                is_known &= bool(_CODE.fullmatch(name))
                is_known &= not colon or bool(re.fullmatch(r"[A-Z]{1,3}", rest))
            if not is_known:
                unknown.append(f"{key}={value}")
        return unknown


def _fold_key(key: str) -> str:
    name, colon, rest = clean_text(key).partition(":")
    name = name.strip().casefold()
    if name not in ALIAS_FIELDS:
        rest = rest.strip().upper()
    return f"{name}{colon}{rest}"
