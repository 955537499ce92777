"""Shares of an aggregated table: on which scale they are written, and whether the parts agree."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from rccdesk.enums import Severity
from rccdesk.services.imports.columns import column_letter
from rccdesk.services.imports.figures import Figures, Ints, Mask, Numbers
from rccdesk.services.imports.fixes import Fixes
from rccdesk.services.imports.problems import Proposal
from rccdesk.services.imports.table_problems import TableProblems
from rccdesk.services.imports.values import read_number
from rccdesk.texts import text

# From here on a share is plainly written as a percentage, and one under 1 beside it is odd.
_LIKE_PERCENT = 5
ROUNDING = 0.00501  # a percentage without decimals is half a unit off at most


def scale_shares(
    figures: Figures,
    values: Numbers,
    faulty: Mask,
    problems: TableProblems,
    fixes: Fixes,
    fault: Callable[..., None],
    skipped: Callable[[str, Ints, Mask], bool],
) -> None:
    """Bring shares to 0-1, leave those over 1 out, and compare them with their parts."""
    _scale(figures, values, ~faulty, problems, fixes, fault)
    fault("value_over_100", figures.column, figures.figures["value"] > 1)
    _compare(figures, ~faulty, problems, skipped)


def _scale(
    f: Figures,
    values: Numbers,
    good: Mask,
    problems: TableProblems,
    fixes: Fixes,
    fault: Callable[..., None],
) -> None:
    """Decide the scale for the whole column; name it in an information."""
    value = f.figures["value"]
    known = good & ~np.isnan(value)
    if not known.any():
        return
    is_percent = bool(values.is_percent[known].any() or (value[known] > 1).any())
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = f.figures["numerator"] / f.figures["denominator"]
    comparable = known & np.isfinite(ratio) & (ratio > 0)
    if not is_percent and comparable.any():
        is_percent = bool(np.median(value[comparable] / ratio[comparable]) > 10)
    scale = "0–100" if is_percent else "0–1"
    if is_percent:
        odd = _find_odd(value, values, known & ~comparable)
        f.figures["value"] = value / 100
        _settle_odd(f, value, odd, problems, fixes, fault, scale)
    problems.warn("percent_scale", f.column[known], f.row[known], Severity.INFO, scale=scale)


def _find_odd(value: np.ndarray, values: Numbers, known: Mask) -> Mask:
    """Return the shares that look as if written on the scale 0-1 among percentages.

    0.85 beside 85 or "85 %" is odd, 0.5 beside 1.2 is not: its hundredfold must fit among the
    others.
    """
    small = known & (value > 0) & (value <= 1) & ~values.is_percent
    others = known & ~small & (value > 0)
    if not small.any() or not others.any():
        return small & False
    least = value[others].min()
    if least < _LIKE_PERCENT:
        return small & False
    fits: Mask = small & (value * 100 >= least / 2)
    return fits


def _settle_odd(
    f: Figures,
    value: np.ndarray,
    odd: Mask,
    problems: TableProblems,
    fixes: Fixes,
    fault: Callable[..., None],
    scale: str,
) -> None:
    for index in np.unique(f.column[odd]).tolist():
        here = odd & (f.column == index)
        answer = fixes.of("percent_mixed", index)
        if answer == "share":
            f.figures["value"][here] = value[here]
        elif answer == "skip":
            fault("percent_mixed", index, here)
        elif answer is None:
            problems.warn(
                "percent_mixed",
                index,
                f.row[here],
                reading=lambda v: f"{read_number(v) or 0:g} %".replace(".", ","),
                proposal=Proposal(
                    text("imports.proposal.percent_mixed"),
                    f"percent_mixed:{column_letter(index)}",
                    "share",
                ),
                scale=scale,
            )


def _compare(
    f: Figures,
    good: Mask,
    problems: TableProblems,
    skipped: Callable[[str, Ints, Mask], bool],
) -> None:
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = f.figures["numerator"] / f.figures["denominator"]
        differs = good & (np.abs(f.figures["value"] - ratio) > ROUNDING)
    if differs.any() and not skipped("percent_mismatch", f.column, differs):
        first = int(np.flatnonzero(differs)[0])
        problems.warn(
            "percent_mismatch",
            f.column[differs],
            f.row[differs],
            stated=f"{100 * f.figures['value'][first]:.1f}".replace(".", ","),
            computed=f"{100 * ratio[first]:.1f}".replace(".", ","),
        )
