"""The loop as five steps, and where in it the user is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rccdesk import formats
from rccdesk.services import analyses
from rccdesk.services.analyses import WritingState
from rccdesk.services.overview.model import LoopStep, OverviewQuery, StepState
from rccdesk.services.packs import archive
from rccdesk.texts import text

if TYPE_CHECKING:
    from rccdesk.services.analyses import AnalysisText, TopicRow
    from rccdesk.services.database import Database
    from rccdesk.services.imports import BatchRow
    from rccdesk.services.improvements import ImprovementRow
    from rccdesk.services.overview.mission import MissionFacts
    from rccdesk.services.packs.archive import PackRow


def list_steps(
    database: Database,
    query: OverviewQuery,
    batches: list[BatchRow],
    newest_events: int,
    texts: tuple[TopicRow, ...],
    improvements: tuple[ImprovementRow, ...],
    facts: MissionFacts,
) -> tuple[LoopStep, ...]:
    """Return the five steps; ``newest_events`` is the newest batch of events, 0 for none.

    ``texts`` are those of the period, ``improvements`` the open areas of the selection. The
    writing is done when lead time and inclusion has a text and none is left as a draft: the
    other topics are there to be chosen from. Acts are decided when a done text says what to do,
    or when there is an area to improve, or, once all is written, an activity that is new since the
    period began; they lead to the plan where there is one.
    """
    rank = {batch.batch_id: batch for batch in batches}
    newest = rank.get(newest_events) or rank.get(max(rank, default=0))
    every = analyses.list_analyses(database, query.period, svf=query.svf, area=query.area)
    first = next((row for row in every if not row.topic), None)
    is_written = first is not None and first.is_done and bool(first.finding)
    is_written = is_written and all(row.is_done for row in every)
    made = archive.list_packs(database, period=query.period) if query.period else ()
    seen = newest_events > 0 and query.seen_batch >= newest_events
    done = (
        newest is not None,
        seen,
        is_written,
        any(row.is_done and row.actions for row in every)
        or bool(improvements)
        or (is_written and facts.new_activities > 0),
        bool(made),
    )
    lines = (
        _import_lines(newest),
        (text("overview.loop.seen" if seen else "overview.loop.not_seen"),),
        (_texts_line(texts),),
        _acts_lines(every, len(improvements), facts),
        _pack_lines(made),
    )
    now = next((number for number, is_done in enumerate(done) if not is_done), None)
    return tuple(
        LoopStep(
            key,
            text(f"overview.loop.{key}"),
            StepState.NOW if n == now else StepState.DONE if done[n] else StepState.LATER,
            (*((text("overview.loop.here"),) if n == now else ()), *lines[n]),
            "plan" if key == "decide" and facts.has_plan else page,
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


def _texts_line(texts: tuple[TopicRow, ...]) -> str:
    if all(row.state is WritingState.NOT_STARTED for row in texts):
        return text("overview.loop.nothing_written")
    done = sum(row.state is WritingState.DONE for row in texts)
    if len(texts) == 1:
        return text("overview.loop.written_done" if done else "overview.loop.written_draft")
    return text("overview.loop.texts_done", done=done, count=len(texts))


def _acts_lines(
    written: tuple[AnalysisText, ...],
    improvements: int,
    facts: MissionFacts,
) -> tuple[str, ...]:
    """Return the new activities first: of the lines of the step under way one is shown."""
    line = _acts_line(written, improvements)
    if not facts.new_activities:
        return (line,)
    new = text("overview.loop.activities", count=facts.new_activities, month=facts.new_since)
    return (new, line) if improvements or any(row.actions for row in written) else (new,)


def _acts_line(written: tuple[AnalysisText, ...], improvements: int) -> str:
    if improvements:
        return text("overview.loop.improvements", count=improvements)
    acts = [row for row in written if row.actions]
    if not acts:
        return text("overview.loop.nothing_written")
    is_done = any(row.is_done for row in acts)
    return text("overview.loop.written_done" if is_done else "overview.loop.written_draft")


def _pack_lines(made: tuple[PackRow, ...]) -> tuple[str, ...]:
    if not made:
        return (text("overview.loop.no_pack"),)
    newest = max(made, key=lambda pack: pack.made_at)
    return (text("overview.loop.pack", date=formats.iso_date(newest.made_at.date())),)
