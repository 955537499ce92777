"""What is written of a rolling year is kept under its months, and stays with them.

Frozen once released: imports sqlalchemy and alembic only, never the models.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

# The year is that of the extract of the figure beside the words; without one, of the newest extract
# that was there when the words were begun, which their UUIDv7 tells, else of the newest of all.
EXTRACT_THEN = sa.text(
    "SELECT max(extract_date) FROM import_batch WHERE dataset = 'events' AND imported_at <= "
    "strftime('%Y-%m-%d %H:%M:%f', :seconds, 'unixepoch')"
)
EXTRACT_NOW = sa.text("SELECT max(extract_date) FROM import_batch WHERE dataset = 'events'")
# Twelve whole months that end with the last whole one: the month of the extract on its last day.
MONTHS = sa.text(
    "WITH newest(month) AS (SELECT date(:day, '+1 day', 'start of month', '-1 month')) "
    "SELECT strftime('%Y-%m', month, '-11 months') || ':' || strftime('%Y-%m', month) FROM newest"
)


def upgrade() -> None:
    """Spell the rolling years of analyses and areas to improve by their months."""
    texts = (
        "SELECT uuid, (SELECT max(extract_date) FROM analysis_figure"
        " WHERE analysis_uuid = analysis.uuid) FROM analysis"
    )
    spell_months("analysis", texts)
    spell_months("improvement_area", "SELECT uuid, extract_date FROM improvement_area")


def spell_months(table: str, rows: str) -> None:
    """Spell the rolling years of a table; ``rows`` selects its UUIDs and days of extracts."""
    connection = op.get_bind()
    for row, told in connection.execute(sa.text(f"{rows} WHERE period = 'rolling-12'")).all():
        day = told or extract_of(row)
        if day is None:  # nothing has ever told which year it is
            continue
        months = connection.execute(MONTHS, {"day": day}).scalar()
        connection.execute(
            sa.text(f"UPDATE {table} SET period = :months WHERE uuid = :row"),
            {"months": months, "row": row},
        )


def extract_of(row: str) -> str | None:
    """Return the day of the newest extract as of the making of a row; None without extracts."""
    connection = op.get_bind()
    seconds = int(row.replace("-", "")[:12], 16) / 1000
    then = connection.execute(EXTRACT_THEN, {"seconds": seconds}).scalar()
    return then or connection.execute(EXTRACT_NOW).scalar()
