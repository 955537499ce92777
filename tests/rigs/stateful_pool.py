"""What the acts of the stateful machine choose from."""

from __future__ import annotations

import datetime as dt

from hypothesis import strategies as st

EXTRACT = dt.date(2024, 12, 31)
WHO = "Anna"
KEYS = ("provmatt", "annat_matt")
UNITS = ("Lund", "Malmö", "Ystad")
NAME, OTHER_NAME = "Berit Ek", "Bodil Alm"
TEXTS = ("", "Sju av tio når målet.", f"{NAME} ser över remisserna.", "Väntetiden ökar; ingen vet.")
PLACES = tuple((("VG9",), area, period) for area in ("12", "") for period in ("2024-Q3", "2024"))
small = st.integers(0, 30)


def today() -> str:
    """Return the day as the store writes it."""
    return str(dt.datetime.now().astimezone().date())
