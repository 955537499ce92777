"""The invented tables of the example: expected cases, indicators, and one value typed by hand.

The doubts are found by the rules of the import in figures that disagree; none is written here.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from sqlalchemy import select

from rccdesk.enums import Grain, Profile
from rccdesk.models import ExpectedCase, ImportBatch, Indicator, IndicatorLevel, Measurement
from rccdesk.periods import Period, list_periods
from rccdesk.services.doubts import replace_doubts
from rccdesk.services.example_data import plan, sheets
from rccdesk.services.imports.columns import column_letter
from rccdesk.services.imports.coverage import update_states
from rccdesk.services.imports.doubt_rules import keep_doubts
from rccdesk.services.imports.several_indicators import PROPORTION
from rccdesk.services.imports.stored_figures import find_doubts_of_stored
from rccdesk.services.imports.typed_checking import check_typed
from rccdesk.services.imports.typed_storing import store_typed
from rccdesk.services.imports.typed_values import TypedValue
from rccdesk.services.store_settings import read_small_number_limits

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_SHEET = "Utfall"
_NUMERATOR = sheets.place_of(sheets.FIGURES, "numerator")
_DENOMINATOR = sheets.place_of(sheets.FIGURES, "denominator")
_FIRST_ROW = 2  # under the headers


@dataclass(frozen=True, slots=True)
class _Count:
    """A figure of a sheet: numerator of denominator, of a region or of all."""

    period: str
    unit: str
    numerator: int
    denominator: int
    group: str = ""
    sex: str = ""

    @property
    def place(self) -> tuple[str, ...]:
        """Whose figure it is, in which period."""
        return (self.period, self.unit, self.group, self.sex)

    @property
    def is_total(self) -> bool:
        """Tell whether it is that of all regions."""
        return self.unit == plan.TOTAL_UNIT


def add_expected(session: Session, patients: int) -> None:
    """Add the expected cases of all SVF that lead to treatment, by region and year."""
    years = range(plan.FIRST_DAY.year, plan.EXTRACT_DATE.year + 1)
    span = (plan.EXTRACT_DATE - plan.FIRST_DAY).days / 365.25
    batch = sheets.make_batch(
        Profile.EXPECTED,
        "expected",
        "vantat_antal_exempel.xlsx",
        "Väntat",
        plan.EXTRACT_DATE,
        sheets.EXPECTED,
    )
    batch.first_day = dt.date(years[0], 1, 1)
    batch.last_day = dt.date(years[-1], 12, 31)
    regions = [r for r in plan.REGIONS if r.code != plan.EXPECTED_MISSING_REGION]
    batch.covered_places = json.dumps([r.code for r in regions])
    session.add(batch)
    session.flush()
    weights = sum(s.weight for s in plan.SVFS)
    row = 1
    for svf in plan.SVFS:
        if not svf.treated:
            continue
        for region in regions:
            for year in years:
                row += 1
                yearly = patients / span * svf.weight / weights * svf.treated * region.share
                session.add(
                    ExpectedCase(
                        batch_id=batch.batch_id,
                        svf=svf.prefix,
                        region=region.code,
                        period=str(year),
                        expected=float(max(1, round(yearly / region.inclusion))),
                        sheet="Väntat",
                        row=row,
                    )
                )
    batch.rows_read = batch.rows_imported = row - 1


def add_indicators(session: Session) -> None:
    """Add the indicators with their levels, without figures."""
    for example in plan.INDICATORS:
        _add_indicator(session, example)


def add_earlier_figures(session: Session, seed: int) -> None:
    """Add the earlier extract of the one indicator that has one."""
    drawn = _draw_all(seed)[plan.REVISED_INDICATOR]
    before = _earlier(drawn, seed)
    _add_figures(session, plan.REVISED_INDICATOR, before, (), plan.EARLIER_FIGURES_DATE)


def add_figures(session: Session, seed: int, extracts: int) -> None:
    """Add the newest figures of all indicators, and the one that is typed by hand."""
    for key, counts in _draw_all(seed).items():
        is_revised = extracts > 1 and key == plan.REVISED_INDICATOR
        before = _earlier(counts, seed) if is_revised else ()
        _add_figures(session, key, counts, before, plan.EXTRACT_DATE)
        if key == plan.TYPED_INDICATOR:
            _type_in(session, next(c for c in reversed(counts) if c.unit == plan.TYPED_UNIT))


def _draw_all(seed: int) -> dict[str, list[_Count]]:
    rng = np.random.default_rng(seed + 1)
    periods = list_periods(plan.FIRST_DAY, plan.LAST_DAY, Grain.QUARTER)
    return {example.key: _draw(example, periods, rng) for example in plan.INDICATORS}


def _add_indicator(session: Session, example: plan.ExampleIndicator) -> None:
    """Add the measure, unless it ships: then the invented figures and levels are put on it."""
    indicator = session.scalar(select(Indicator).where(Indicator.key == example.key))
    if indicator is None:
        indicator = Indicator(
            key=example.key,
            title=example.title,
            population=example.population,
            direction=example.direction,
            source=plan.SOURCE,
        )
        session.add(indicator)
        session.flush()
    session.add_all(
        IndicatorLevel(
            indicator_uuid=indicator.uuid,
            value=value,
            name=name,
            valid_from=plan.FIRST_DAY,
            is_own=True,
            source=plan.SOURCE,
        )
        for value, name in example.levels
    )


def _draw(
    example: plan.ExampleIndicator, periods: Sequence[Period], rng: np.random.Generator
) -> list[_Count]:
    """Return the figures by quarter and region, with the total of each quarter for one of them."""
    region_offset = rng.normal(0, example.spread, len(plan.REGIONS))
    found: list[_Count] = []
    for number, period in enumerate(periods):
        parts = []
        for index, region in enumerate(plan.REGIONS):
            for code, more in example.parts:
                share = example.base + more + region_offset[index] + example.drift * number / 4
                expected = example.denominator * region.share * len(plan.REGIONS)
                denominator = int(max(1, rng.poisson(expected)))
                numerator = int(rng.binomial(denominator, min(max(share, 0.01), 0.99)))
                count = _Count(period.key, region.code, numerator, denominator)
                if example.divided_by == "sex":
                    count = replace(count, sex=code)
                elif example.divided_by == "group":
                    count = replace(count, group=code)
                parts.append(count)
        found += parts
        if example.key == plan.TOTALLED_INDICATOR:
            # In the last quarter the total holds cases that no region has: the rules doubt it.
            more = plan.CASES_OF_NO_REGION if number == len(periods) - 1 else 0
            numerators, denominators = (
                sum(part.numerator for part in parts),
                sum(part.denominator for part in parts),
            )
            found.append(
                _Count(period.key, plan.TOTAL_UNIT, numerators + more, denominators + more)
            )
    return found


def _earlier(counts: Sequence[_Count], seed: int) -> list[_Count]:
    """Return the figures before late registrations of the two last quarters had come in."""
    rng = np.random.default_rng(seed + 2)
    late = sorted({count.period for count in counts})[-2:]
    return [
        replace(count, numerator=count.numerator - int(rng.binomial(count.numerator, 0.05)))
        if count.period in late
        else count
        for count in counts
    ]


def _add_figures(
    session: Session, key: str, counts: Sequence[_Count], before: Sequence[_Count], day: dt.date
) -> None:
    batch = sheets.make_batch(
        Profile.AGGREGATED,
        f"indicator:{key}",
        f"{key}_exempel_{day}.xlsx",
        _SHEET,
        day,
        (*sheets.FIGURES, *sheets.divisions(counts[0].group, counts[0].sex)),
    )
    batch.indicator = key
    batch.first_day, batch.last_day = plan.FIRST_DAY, plan.LAST_DAY
    batch.covered_places = json.dumps(sorted({count.unit for count in counts}))
    _count_rows(batch, counts, before)
    session.add(batch)
    session.flush()
    session.add_all(
        Measurement(
            batch_id=batch.batch_id,
            indicator=key,
            period=count.period,
            unit=count.unit,
            group=count.group,
            sex=count.sex,
            numerator=float(count.numerator),
            denominator=float(count.denominator),
            value=count.numerator / count.denominator,
            is_total=count.is_total,
            sheet=_SHEET,
            row=row,
            column=column_letter(_NUMERATOR),
        )
        for row, count in enumerate(counts, start=_FIRST_ROW)
    )
    small = read_small_number_limits(session)
    doubts = find_doubts_of_stored(
        key,
        [
            (
                (count.period, count.unit, "", count.group, count.sex, ""),
                (float(count.numerator), float(count.denominator), None, None),
                count.is_total,
            )
            for count in counts
        ],
        sheet=_SHEET,
        unit_of_measure=PROPORTION,
        few=max(small.group, small.month),
        columns={"numerator": _NUMERATOR, "denominator": _DENOMINATOR},
        first_row=_FIRST_ROW,
    )
    replace_doubts(session, batch.batch_id, keep_doubts(doubts))
    session.flush()
    update_states(session, batch.dataset)


def _count_rows(batch: ImportBatch, counts: Sequence[_Count], before: Sequence[_Count]) -> None:
    old = {count.place: count for count in before}
    known = [count for count in counts if count.place in old]
    batch.rows_read = len(counts)
    batch.rows_unchanged = sum(old[count.place] == count for count in known)
    batch.rows_changed = len(known) - batch.rows_unchanged
    batch.rows_imported = len(counts) - batch.rows_unchanged


def _type_in(session: Session, count: _Count) -> None:
    """Type one figure in anew: one more was invited, as a letter says."""
    typed = TypedValue(
        indicator=plan.TYPED_INDICATOR,
        period=count.period,
        unit=count.unit,
        numerator=str(count.numerator),
        denominator=str(count.denominator + 1),
        source=plan.TYPED_SOURCE,
        date=plan.EXTRACT_DATE.isoformat(),
    )
    # The invented day may lie ahead of the computer's, which alone would be wrong with it.
    checked = replace(check_typed(session, typed), extract_date=plan.EXTRACT_DATE, problems=())
    batch_id, _ = store_typed(session, checked, typed)
    session.get_one(ImportBatch, batch_id).imported_at = sheets.imported_at(plan.EXTRACT_DATE)
