"""The measures that an initiative is meant to move, with their frozen figures."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from rccdesk import models
from rccdesk.enums import Topic
from rccdesk.errors import NotFoundError, RccdeskError
from rccdesk.periods import parse_period
from rccdesk.services.frozen_figures import FrozenCount, find_hidden, hidden_words
from rccdesk.services.initiatives.model import FrozenValue, OutcomeRow
from rccdesk.services.initiatives.rows import (
    MOMENTS,
    fill_outcome,
    find_initiative,
    now,
    outcome_row,
    today,
    write_selection,
)
from rccdesk.services.remembering import remembered
from rccdesk.services.store_settings import get_small_number_limits
from rccdesk.services.typed_texts import refuse_persons
from rccdesk.texts import language

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy.orm import Session

    from rccdesk.services.database import Database
    from rccdesk.services.store_settings import SmallNumberLimits

_OF_THE_SAME = ("before", "after", "durable")
_OF_THE_COMPARED = ("compared_before", "compared_after")


def list_outcomes(database: Database, initiative_uuid: str | None = None) -> tuple[OutcomeRow, ...]:
    """Return the outcomes of an initiative, or of all, in their order.

    A frozen figure that the small-number limits of today hide is hidden here.
    """
    known = outcomes_by_initiative(database)
    if initiative_uuid is not None:
        return known.get(initiative_uuid, ())
    return tuple(outcome for outcomes in known.values() for outcome in outcomes)


def outcomes_by_initiative(database: Database) -> Mapping[str, tuple[OutcomeRow, ...]]:
    """Return the outcomes of every initiative that has any, by its uuid; as `list_outcomes`."""
    return _outcomes_by_initiative(database, language())


@remembered
def _outcomes_by_initiative(
    database: Database, _of_language: str
) -> Mapping[str, tuple[OutcomeRow, ...]]:
    query = (
        select(models.InitiativeOutcome)
        .where(models.InitiativeOutcome.deleted_at.is_(None))
        .order_by(
            models.InitiativeOutcome.initiative_uuid,
            models.InitiativeOutcome.position,
            models.InitiativeOutcome.uuid,
        )
    )
    with database.read() as session:
        stored = [outcome_row(row) for row in session.scalars(query)]
    found: dict[str, list[OutcomeRow]] = {}
    for outcome in under_limits(stored, get_small_number_limits(database)):
        found.setdefault(outcome.initiative_uuid, []).append(outcome)
    return {uuid: tuple(rows) for uuid, rows in found.items()}


def set_outcome(database: Database, outcome: OutcomeRow) -> OutcomeRow:
    """Save an outcome, new or changed by its uuid, and return it.

    Figures that were frozen for another measure or selection are no figures of this one: where
    those change, what stood there before is let go. A figure that only the limits of today hide
    is kept as it was frozen. Raises NotFoundError ``initiative_missing``,
    ``outcome_missing``, RccdeskError ``outcome_measure_missing``, as `check_periods`,
    PersonalTextError.
    """
    outcome = replace(outcome, measure=outcome.measure.strip(), note=outcome.note.strip())
    if not outcome.measure:
        raise RccdeskError("outcome_measure_missing")
    chosen = (write_selection(outcome.selection), write_selection(outcome.compared_with))
    refuse_persons(outcome, *chosen)  # the name of a unit may be anybody's words
    with database.read() as session:
        title = find_initiative(session, outcome.initiative_uuid).title
        if outcome.uuid:
            standing = outcome_row(_find(session, outcome.uuid))
            outcome = _with_kept(outcome, _find_shown(database, standing), standing)
            outcome = without_foreign_figures(outcome, standing)
    check_periods(outcome)
    with database.write(
        Topic.INITIATIVES, act="history.act.outcome_set", values={"title": title}
    ) as session:
        if outcome.uuid:
            found = _find(session, outcome.uuid)
        else:
            found = models.InitiativeOutcome(initiative_uuid=outcome.initiative_uuid)
            outcome = replace(outcome, position=_next(session, outcome.initiative_uuid))
            session.add(found)
        fill_outcome(found, outcome)
        find_initiative(session, outcome.initiative_uuid).touched_on = today()
        session.flush()
        saved = outcome_row(found)
    return _find_shown(database, saved)


def delete_outcome(database: Database, uuid: str) -> None:
    """Put an outcome in the Papperskorg; NotFoundError ``outcome_missing``."""
    with database.read() as session:
        found = _find(session, uuid)
        title = find_initiative(session, found.initiative_uuid).title
    with database.write(
        Topic.INITIATIVES, act="history.act.outcome_deleted", values={"title": title}
    ) as session:
        _find(session, uuid).deleted_at = now()


def without_foreign_figures(outcome: OutcomeRow, standing: OutcomeRow) -> OutcomeRow:
    """Return an outcome without the figures of the measure or selection that it had before."""
    is_other = outcome.measure != standing.measure or write_selection(
        outcome.selection
    ) != write_selection(standing.selection)
    is_other_comparison = outcome.measure != standing.measure or write_selection(
        outcome.compared_with
    ) != write_selection(standing.compared_with)
    gone: tuple[str, ...] = _OF_THE_SAME if is_other else ()
    gone += _OF_THE_COMPARED if is_other_comparison else ()
    old = {name for name in gone if getattr(outcome, name) == getattr(standing, name)}
    return replace(outcome, **dict.fromkeys(old))  # type: ignore[arg-type]


def under_limits(
    outcomes: Sequence[OutcomeRow], limits: SmallNumberLimits
) -> tuple[OutcomeRow, ...]:
    """Return outcomes with the figures hidden that the limits do not let out.

    All that go out together are to be given together: one may tell of another.
    """
    places = [
        (number, moment)
        for number, outcome in enumerate(outcomes)
        for moment in MOMENTS
        if (value := getattr(outcome, moment)) is not None and not value.hidden
    ]
    counts = [_count(outcomes[number], moment) for number, moment in places]
    rows = list(outcomes)
    for (number, moment), reason in zip(places, find_hidden(counts, limits), strict=True):
        if reason is not None:
            shown: FrozenValue = getattr(rows[number], moment)
            hidden = FrozenValue(
                period=shown.period,
                value=None,
                numerator=None,
                denominator=None,
                words=hidden_words(reason),
                extract_date=shown.extract_date,
                hidden=str(reason),
            )
            rows[number] = replace(rows[number], **{moment: hidden})  # type: ignore[arg-type]
    return tuple(rows)


def _count(outcome: OutcomeRow, moment: str) -> FrozenCount:
    value: FrozenValue = getattr(outcome, moment)
    selection = outcome.compared_with if moment in _OF_THE_COMPARED else outcome.selection
    return FrozenCount(outcome.measure, selection, value.period, value.numerator, value.denominator)


def _find_shown(database: Database, stored: OutcomeRow) -> OutcomeRow:
    """Return an outcome as `list_outcomes` shows it."""
    known = list_outcomes(database, stored.initiative_uuid)
    return next((each for each in known if each.uuid == stored.uuid), stored)


def _with_kept(outcome: OutcomeRow, shown: OutcomeRow, standing: OutcomeRow) -> OutcomeRow:
    """Return an outcome with the stored figure wherever it bears the one that is shown."""
    kept = {
        moment: getattr(standing, moment)
        for moment in MOMENTS
        if getattr(outcome, moment) == getattr(shown, moment)
    }
    return replace(outcome, **kept)


def check_periods(outcome: OutcomeRow) -> None:
    """Raise RccdeskError where frozen periods do not stand in the order of their names.

    ``outcome_periods_reversed``: the period after begins before the one before has ended, or the
    durable one before the one after has. ``outcome_compared_period``: a comparison is of another
    period than what it is compared with.
    """
    ends = [value for value in (outcome.before, outcome.after, outcome.durable) if value]
    for first, later in pairwise(ends):
        if parse_period(later.period).first <= parse_period(first.period).last:
            raise RccdeskError(
                "outcome_periods_reversed",
                first=parse_period(first.period).label(),
                later=parse_period(later.period).label(),
            )
    pairs = ((outcome.before, outcome.compared_before), (outcome.after, outcome.compared_after))
    for own, compared in pairs:
        if own is not None and compared is not None and own.period != compared.period:
            raise RccdeskError(
                "outcome_compared_period",
                period=parse_period(own.period).label(),
                compared=parse_period(compared.period).label(),
            )


def _find(session: Session, uuid: str) -> models.InitiativeOutcome:
    found = session.get(models.InitiativeOutcome, uuid)
    if found is None or found.deleted_at is not None:
        raise NotFoundError("outcome_missing")
    return found


def _next(session: Session, initiative_uuid: str) -> int:
    last = session.scalar(
        select(func.max(models.InitiativeOutcome.position)).where(
            models.InitiativeOutcome.initiative_uuid == initiative_uuid
        )
    )
    return 0 if last is None else last + 1
