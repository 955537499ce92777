"""What a single figure of a table is called, with its value and where it belongs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rccdesk import formats
from rccdesk.services.charts import figures
from rccdesk.services.charts.labels import Labels, chosen_period

if TYPE_CHECKING:
    from rccdesk.services.publishing import PublishableRow, PublishableTable

_PERIODS = ("period", "start_period")


def figure_words(table: PublishableTable, row: PublishableRow | None, labels: Labels) -> str:
    """Return what a figure is, as in "74 % · 28 av 38 · Region Ekmark, kvartal 3 2026"."""
    codes: dict[str, list[str | None]] = {}
    for name, code in table.selection:
        codes.setdefault(name, []).append(code)
    codes.pop("snapshot", None)
    codes |= {name: [code] for name, code in (row.fields if row else ())}
    period = chosen_period(table)
    chosen = [codes.pop(name, None) for name in _PERIODS]
    names = [labels.name(name, code) for name, each in codes.items() for code in each if code]
    key = next((key[0] for key in chosen if key and key[0]), None)
    if key and not key.startswith("rolling"):
        names.append(labels.name("period", key))
    elif key and period is not None:
        names.append(period.label())
    value = count = ""
    if row is not None:
        value = figures.value_text(row, figures.column_for(table, (row,)))
        count = "" if row.hidden or row.masked else figures.count_text(row)
    unit = "" if table.is_proportion or not value else f"{formats.NBSP}{table.unit_of_measure}"
    return " · ".join(part for part in (value + unit, count, ", ".join(names)) if part)
