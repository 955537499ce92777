"""The loop as five steps, and where in it the user is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rccdesk import formats
from rccdesk.services import analyses
from rccdesk.services.overview.model import LoopStep, OverviewQuery, StepState
from rccdesk.services.packs import archive
from rccdesk.texts import text

if TYPE_CHECKING:
    from rccdesk.services.database import Database
    from rccdesk.services.imports import BatchRow
    from rccdesk.services.packs.archive import PackRow


def list_steps(
    database: Database, query: OverviewQuery, batches: list[BatchRow], newest_events: int
) -> tuple[LoopStep, ...]:
    """Return the five steps; ``newest_events`` is the newest batch of events, 0 for none."""
    rank = {batch.batch_id: batch for batch in batches}
    newest = rank.get(newest_events) or rank.get(max(rank, default=0))
    written = analyses.get_analysis(database, query.svf, query.area, query.period)
    made = archive.list_packs(database, period=query.period) if query.period else ()
    seen = newest_events > 0 and query.seen_batch >= newest_events
    done = (
        newest is not None,
        seen,
        written.is_done and bool(written.finding),
        written.is_done and bool(written.actions),
        bool(made),
    )
    lines = (
        _import_lines(newest),
        (text("overview.loop.seen" if seen else "overview.loop.not_seen"),),
        (_writing_line(written.finding, is_done=written.is_done),),
        (_writing_line(written.actions, is_done=written.is_done),),
        _pack_lines(made),
    )
    now = next((number for number, is_done in enumerate(done) if not is_done), None)
    return tuple(
        LoopStep(
            key,
            text(f"overview.loop.{key}"),
            StepState.NOW if n == now else StepState.DONE if done[n] else StepState.LATER,
            (*((text("overview.loop.here"),) if n == now else ()), *lines[n]),
            page,
        )
        for n, (key, page) in enumerate(_LOOP)
    )


_LOOP = (
    ("import", "imports"),
    ("look", "lead_times"),
    ("write", "analysis"),
    ("decide", "analysis"),
    ("report", "packs"),
)


def _import_lines(newest: BatchRow | None) -> tuple[str, ...]:
    if newest is None:
        return (text("overview.loop.no_extract"),)
    return (
        text("overview.loop.extract", date=formats.iso_date(newest.extract_date)),
        text(
            "overview.loop.rows",
            new=formats.number(newest.rows_imported - newest.rows_changed),
            changed=formats.number(newest.rows_changed),
        ),
    )


def _writing_line(words: str, *, is_done: bool) -> str:
    if not words:
        return text("overview.loop.nothing_written")
    return text("overview.loop.written_done" if is_done else "overview.loop.written_draft")


def _pack_lines(made: tuple[PackRow, ...]) -> tuple[str, ...]:
    if not made:
        return (text("overview.loop.no_pack"),)
    newest = max(made, key=lambda pack: pack.made_at)
    return (text("overview.loop.pack", date=formats.iso_date(newest.made_at.date())),)
