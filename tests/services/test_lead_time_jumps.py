"""A lead time far from the quarters before it is doubted when its extract comes in."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from rccdesk.services import imports
from rccdesk.services.database import Database
from rccdesk.services.doubt_listing import list_doubts_by_rule
from rccdesk.services.imports import ImportRequest, import_files
from rccdesk.services.lead_times import LeadTimeQuery, get_lead_times

RULE = "jump_beyond_limits"
FIRST = 2022  # the first of fourteen quarters


def write_events(path: Path, within: dict[tuple[str, int], int], count: int = 20) -> Path:
    """Write ``count`` pathways of each region and quarter, ``within`` of them within 28 days."""
    lines = ["pathway_id;kva_code;event_date;region"]
    for (region, quarter), good in within.items():
        ends = dt.date(FIRST + quarter // 4, quarter % 4 * 3 + 2, 10)
        for number in range(count):
            start = ends - dt.timedelta(days=20 if number < good else 45)
            name = f"{region}-{quarter}-{number}"
            lines.append(f"{name};VG910;{start};{region}")
            lines.append(f"{name};VG950;{ends};{region}")
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def waiting(database: Database) -> list[tuple[str, str]]:
    return [
        (one.doubt.value_key, one.doubt.values["side"])
        for group in list_doubts_by_rule(database)
        if group.rule == RULE
        for one in group.doubts
        if one.is_waiting
    ]


def history(last: int) -> dict[tuple[str, int], int]:
    return {(region, n): 15 + n % 3 for region in ("01", "12") for n in range(last)}


def test_a_planted_jump_is_doubted_undone_and_doubted_again(tmp_path: Path) -> None:
    key = "svf_lead_time|svf=VG9|region=01|period=2025-Q2"
    with Database.open(tmp_path / "prov.rccdesk", create=True) as database:
        before = write_events(tmp_path / "before.csv", history(13))
        import_files(database, ImportRequest((before,), extract_date=dt.date(2025, 5, 2)))
        assert waiting(database) == []
        planted = history(14) | {("01", 13): 2}
        path = write_events(tmp_path / "now.csv", planted)
        day = dt.date(2025, 8, 1)
        (result,) = import_files(database, ImportRequest((path,), extract_date=day))
        assert result.batch_id is not None
        assert waiting(database) == [(key, "below")]
        # The key is that of the figure.
        rows = get_lead_times(
            database, LeadTimeQuery(svf=("VG9",), region=("01",), period="2025-Q2")
        ).rows
        assert [(row.value_key, row.numerator, row.denominator) for row in rows] == [(key, 2, 20)]
        imports.undo_batch(database, result.batch_id)
        assert waiting(database) == []
        import_files(database, ImportRequest((path,), extract_date=day))
        assert waiting(database) == [(key, "below")]


def test_few_cases_and_quarters_that_still_fill_up_are_not_doubted(tmp_path: Path) -> None:
    with Database.open(tmp_path / "prov.rccdesk", create=True) as database:
        path = write_events(tmp_path / "now.csv", history(14) | {("01", 13): 2})
        import_files(database, ImportRequest((path,), extract_date=dt.date(2025, 7, 15)))
        assert waiting(database) == []  # the second quarter is preliminary
    with Database.open(tmp_path / "few.rccdesk", create=True) as database:
        few = write_events(tmp_path / "few.csv", history(14) | {("01", 13): 0}, count=9)
        import_files(database, ImportRequest((few,), extract_date=dt.date(2025, 8, 1)))
        assert waiting(database) == []
