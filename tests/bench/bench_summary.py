"""The table of all SVF with their control charts, against pandas: 31 SVF, 60 months.

Half a million pathways of the example generator, spread over all SVF of the catalogue and over 60
months. Ours is all that the page asks for: figures, inclusion, the rules of few, control charts
and outlook. pandas computes what of that is made of pathways: per SVF the figures, per SVF and
month the counts; the charts are then drawn from these by the same function on both sides. Warm
means, as in the program: the columns are in memory, and so are the counts of all pathways by SVF,
and by SVF, region and month; the first line of the table is without these.
"""

from __future__ import annotations

import itertools
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from rccdesk.enums import Grain
from rccdesk.services.database import Database
from rccdesk.services.example_data.store import make_example_store
from rccdesk.services.lead_times import LeadTimeQuery, get_summary
from rccdesk.services.pathways import cache, catalogue
from rccdesk.services.pathways.columns import REASONS, LeadTimeColumns
from rccdesk.services.pathways.measuring import LEAD_TIME
from rccdesk.services.statistics.p_chart import p_charts
from tests.bench.measuring import Claim, Measured, interleaved, median_call, print_table

PATHWAYS = 500_000
_MONTHS = 60
_RUNS = 9
_DAYS_OF_MONTH = 30.436875


def run(folder: Path, pathways: int = PATHWAYS) -> list[Claim]:
    """Measure and return the claims; ``folder`` takes the store."""
    path = folder / "summary.rccdesk"
    make_example_store(path, patients=pathways, seed=1, extracts=1)
    with Database.open(path) as database:
        columns = _spread(database, pathways)
        versions = tuple(database.data_version(topic) for topic in cache._TOPICS)
        get_summary(database, LeadTimeQuery())
        cache._caches[database][None, LEAD_TIME] = (versions, columns)
        _check(database, columns)
        return [*_times(database, columns), *_against_pandas(database, columns)]


def _spread(database: Database, count: int) -> LeadTimeColumns:
    """Return the store's pathways as ``count`` over all SVF and 60 months."""
    real = cache.get_columns(database)
    labels = tuple(sorted(svf.kva_prefix for svf in catalogue.list_svf(database)))
    index = np.resize(np.arange(len(real)), count)
    rng = np.random.default_rng(4)
    # As unlike in size as the real ones: the largest has some twenty times the smallest.
    weight = np.geomspace(20, 1, len(labels))
    svf = rng.choice(len(labels), count, p=weight / weight.sum())
    outside = [labels.index(code) for code in real.catalogue.without_treatment_goal]
    order = np.argsort(np.isin(svf, outside), kind="stable")
    svf, index = svf[order], index[order]
    last = int(real.end.max())
    end = last - rng.integers(0, int(_MONTHS * _DAYS_OF_MONTH) - 1, count)
    waits = real.waits.take(index)
    return replace(
        real,
        dimensions={name: codes[index] for name, codes in real.dimensions.items()}
        | {"svf": svf.astype(np.int8)},
        labels=real.labels | {"svf": labels},
        start=(end - waits.kinds.days[waits.kind]).astype(np.int32),
        end=end.astype(np.int32),
        waits=waits,
        count_in_sums=count - int(np.isin(svf, outside).sum()),
        excluded=np.zeros((len(labels), len(REASONS)), np.int64),
        started=np.zeros((len(labels), *real.started.shape[1:]), np.int32),
        groupings=type(real.groupings)(),
        selections=type(real.selections)(),
        counted={},
        lock=threading.Lock(),
        _in_sums=None,
        _periods={},
    )


def _times(database: Database, columns: LeadTimeColumns) -> list[Claim]:
    regions = itertools.cycle(code for code in columns.regions)
    years = itertools.cycle(("2024", "2025", "rolling-12"))
    sexes = itertools.cycle(("female", "male"))

    def first() -> None:
        columns.counted.clear()
        columns.selections.clear()
        get_summary(database, LeadTimeQuery())

    calls: dict[tuple[str, float], Callable[[], object]] = {
        ("cache loaded, nothing counted yet", 40.0): first,
        ("the next region", 15.0): lambda: get_summary(
            database, LeadTimeQuery(region=(next(regions),))
        ),
        ("the next period", 15.0): lambda: get_summary(database, LeadTimeQuery(period=next(years))),
        ("the other sex", 40.0): lambda: get_summary(
            database, LeadTimeQuery(where=(("sex", (next(sexes),)),))
        ),
    }
    name = f"summary of 31 SVF x 60 months over {len(columns)}"
    return [_quick(f"{name}, {what}", call, goal) for (what, goal), call in calls.items()]


def _quick(what: str, call: Callable[[], object], goal: float) -> Claim:
    """Time a call by the clock, and beside it the processor's time, which other work leaves alone.

    Both are medians of `_RUNS`.
    """
    call()
    wall, processor = [], []
    for _ in range(_RUNS):
        started, used = time.perf_counter(), time.thread_time()
        call()
        wall.append((time.perf_counter() - started) * 1000)
        processor.append((time.thread_time() - used) * 1000)
    took = statistics.median(wall)
    ours = f"{took:.1f} ms (processor {statistics.median(processor):.1f})"
    return Claim(what, ours, "", "", f"< {goal:.0f} ms", took < goal)


def _against_pandas(database: Database, columns: LeadTimeColumns) -> list[Claim]:
    claims = []
    for keys, goal in (("text keys", 15), ("category codes", 5)):
        frame = _frame(columns, categories=keys == "category codes")

        def ours() -> None:
            get_summary(database, LeadTimeQuery())

        sides: dict[str, Callable[[], Measured]] = {
            "ours": partial(median_call, ours, 1),
            "pandas": partial(median_call, partial(_pandas, frame), 1),
        }
        found = interleaved(sides, 5)
        ratio = found["pandas"].seconds / found["ours"].seconds
        claims.append(
            Claim(
                f"summary over {len(columns)} against pandas groupby, {keys}",
                f"{found['ours'].seconds * 1000:.1f} ms",
                f"pandas {found['pandas'].seconds * 1000:.0f} ms",
                f"{ratio:.0f} x faster",
                f"≥ {goal} x",
                ratio >= goal,
            )
        )
    return claims


def _frame(columns: LeadTimeColumns, *, categories: bool) -> pd.DataFrame:
    month, first = columns.periods(Grain.MONTH, by_start=False)
    names = [f"{(first + n) // 12 + 1970}-{(first + n) % 12 + 1:02}" for n in range(month.size)]
    frame = pd.DataFrame({
        "svf": pd.Categorical.from_codes(
            columns.dimensions["svf"], [label or "" for label in columns.labels["svf"]]
        ),
        "month": pd.Categorical.from_codes(month.codes, names),
    })  # fmt: skip
    if not categories:
        frame = frame.astype(object)
    waits = columns.waits
    frame["days"] = waits.kinds.days.astype(np.int16)[waits.kind]
    frame["within"] = waits.kinds.is_within[waits.kind]
    frame["over"] = waits.kinds.days_over.astype(np.int16)[waits.kind]
    frame["far"] = waits.kinds.is_far_over[waits.kind]
    frame["limit"] = waits.kinds.limit_days.astype(np.int16)[waits.kind]
    frame["confirmed"] = waits.kinds.is_confirmed[waits.kind]
    return frame


def _pandas(frame: pd.DataFrame) -> tuple[pd.DataFrame, Any]:
    groups = frame.groupby("svf", observed=True, sort=True)
    figures = groups["within"].agg(["sum", "count"])
    figures["median"] = groups["days"].median()
    figures["p80"] = groups["days"].quantile(0.8)
    figures["over"] = groups["over"].sum()
    figures["far"] = groups["far"].sum()
    figures["smallest"] = groups["limit"].min()
    figures["largest"] = groups["limit"].max()
    figures["confirmed"] = groups["confirmed"].min()
    counts = frame.groupby(["svf", "month"], observed=True, sort=True)["within"].agg(
        ["sum", "count"]
    )
    within = counts["sum"].unstack(fill_value=0).to_numpy(float)
    every = counts["count"].unstack(fill_value=0).to_numpy(float)
    return figures, p_charts(within, every, every >= 10)


def _check(database: Database, columns: LeadTimeColumns) -> None:
    """Compare with pandas, so that speed is not bought with wrong figures."""
    summary = get_summary(database, LeadTimeQuery())
    figures, _ = _pandas(_frame(columns, categories=True))
    assert len(summary.rows) == len(figures) == 31
    for row in summary.rows:
        theirs = figures.loc[row.svf]
        assert row.row is not None and row.grain is not None
        assert (row.row.numerator, row.row.denominator) == (theirs["sum"], theirs["count"])
        assert np.isclose(row.row.median_days or 0, theirs["median"])
        assert np.isclose(row.row.p80_days or 0, theirs["p80"])
        assert row.row.over_75_percent_count == theirs["far"]


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as temporary:
        everything_holds = print_table(run(Path(temporary)))
    sys.exit(0 if everything_holds else 1)
