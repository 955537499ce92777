"""What is odd about a file beside the last one of its kind: far fewer rows, or other places.

What its single values are doubted for is found here too, once for the review and the store.
"""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
from sqlalchemy.orm import Session

from rccdesk.enums import Profile, Severity
from rccdesk.models import ImportBatch
from rccdesk.services.imports.aggregated import AggregatedRows
from rccdesk.services.imports.comparing import dataset_of
from rccdesk.services.imports.doubt_rules import find_doubts
from rccdesk.services.imports.earlier_batches import find_last_extract, list_other_readings
from rccdesk.services.imports.preparing import Prepared
from rccdesk.services.imports.problems import Problem, make_problem
from rccdesk.services.imports.spelled_periods import read_period
from rccdesk.services.imports.typed_replaced import find_replaced_typed

_LEAST_SHARE = 0.7  # of the rows of the last extract
_LEAST_ROWS = 20  # in the last extract: fewer say nothing


def with_last_extract(session: Session, file: Prepared) -> Prepared:
    """Return a file with its doubts, and the warnings of these and of the last of its kind."""
    found = file.found
    if found is None or file.rows is None or found.layout.profile is Profile.LIMITS:
        return file
    dataset = dataset_of(found.layout.profile, file.request.indicator)
    last = find_last_extract(session, dataset, file.head.sha256)
    doubts, told = find_doubts(session, file, last)
    problems = [
        *_find_later_periods(file),
        *find_replaced_typed(session, file),
        *_find_left_behind(session, file, dataset),
        *(_compare(file, last) if last else ()),
        *told,
    ]
    return replace(file, problems=(*file.problems, *problems), doubts=doubts)


def _find_later_periods(file: Prepared) -> list[Problem]:
    """Tell of figures for periods that had not begun when the extract was made."""
    day, rows = file.extract_date, file.rows
    if day is None or not isinstance(rows, AggregatedRows):
        return []
    codes = np.unique(rows.figures.codes["period"]).tolist()
    periods = (read_period(rows.figures.words["period"][code]) for code in codes)
    later = sorted({p for p in periods if p is not None and p.first > day}, key=lambda p: p.first)
    if not later:
        return []
    place = (file.sheet.name if file.sheet else "") or None
    return [
        make_problem(
            Severity.WARNING,
            "period_after_extract",
            place,
            (),
            len(later),
            period=later[0].key,
            date=day.isoformat(),
        )
    ]


def _find_left_behind(session: Session, file: Prepared, dataset: str) -> list[Problem]:
    """Tell of places that the same file brought when it was read in another way.

    A word that now means another unit leaves the one it meant before, and sums count both.
    """
    place = (file.sheet.name if file.sheet else "") or None
    problems: list[Problem] = []
    if not file.places:
        return problems  # those of events are decided where they are stored
    for batch in list_other_readings(session, dataset, file.head.sha256):
        left = set(json.loads(batch.covered_places)) - file.places
        if left and batch.sheet == (place or ""):
            problems.append(
                make_problem(
                    Severity.WARNING, "left_behind", place, (), len(left), batch=batch.batch_id
                )
            )
    return problems


def _compare(file: Prepared, last: ImportBatch) -> list[Problem]:
    assert file.rows is not None
    place = (file.sheet.name if file.sheet else "") or None
    problems = []
    rows, before = file.rows.rows_read, last.rows_read
    days = (file.first_day, file.last_day, last.first_day, last.last_day)
    # A file of a later quarter may be small; one that tells of the same days again should not be.
    is_again = None not in days and file.first_day <= last.first_day  # type: ignore[operator]
    if is_again and before >= _LEAST_ROWS and rows < _LEAST_SHARE * before:
        problems.append(
            make_problem(Severity.WARNING, "fewer_rows", place, (), rows, before=before)
        )
    places = frozenset(json.loads(last.covered_places))
    if places and file.places and not places & file.places:
        problems.append(make_problem(Severity.WARNING, "other_places", place, (), len(file.places)))
    return problems
