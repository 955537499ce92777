"""What two extracts say differently, in the words and formats of the pages.

Of tables of figures each difference is told; of lists of cases, whose rows are patients, how many
rows differ, and the share within the lead time of each pathway in the state after either extract.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rccdesk import formats
from rccdesk.enums import CASE_LEVEL, Profile
from rccdesk.errors import NotComputableError
from rccdesk.periods import parse_period
from rccdesk.services import imports, indicators, lead_times
from rccdesk.services.batch_comparison import Difference, DifferenceKind, compare_batches
from rccdesk.services.charts.spec import TableColumn, TableSpec
from rccdesk.services.coverage import LIVE
from rccdesk.services.labels import get_labels
from rccdesk.services.lead_times import LeadTimeQuery
from rccdesk.services.value_keys import FIGURE_FIELDS
from rccdesk.texts import has_text, text

if TYPE_CHECKING:
    from rccdesk.services.batch_comparison import BatchComparison
    from rccdesk.services.charts.labels import Labels
    from rccdesk.services.database import Database
    from rccdesk.services.imports import BatchRow
    from rccdesk.services.indicators import IndicatorRow
    from rccdesk.services.publishing import PublishableRow

_PROPORTION = "proportion"
_EXPECTED_FIELDS = ("svf", "region", "period")
_FINEST = 4  # decimals, where fewer show no difference
_LARGE = 1000  # from here a number needs no decimals


@dataclass(frozen=True, slots=True)
class ExtractComparison:
    """Two extracts side by side, the one imported first before the other.

    ``table`` has the largest differences first and those that are hidden last; None where there
    is nothing to list. ``remarks`` say what it is about, and what is left out.
    """

    before: BatchRow
    after: BatchRow
    content: str
    sentence: str
    table: TableSpec | None
    remarks: tuple[str, ...] = ()


def compare_extracts(database: Database, before: int, after: int) -> ExtractComparison:
    """Return in words what differs between two batches of the same dataset.

    Raises as `compare_batches`.
    """
    found = compare_batches(database, before, after, largest_first=True)
    batches = {batch.batch_id: batch for batch in imports.list_batches(database)}
    old, new = batches[before], batches[after]
    indicator = (
        indicators.get_indicator_row(database, new.indicator) if new.indicator is not None else None
    )
    if new.profile in CASE_LEVEL:
        table, remarks = _share_table(database, old, new)
    else:
        table, remarks = _difference_table(database, found, old, new, indicator)
    return ExtractComparison(
        old,
        new,
        content=indicator.title if indicator else text(f"imports.profile.{new.profile.value}"),
        sentence=_sentence(found, is_cases=new.profile in CASE_LEVEL),
        table=table,
        remarks=remarks,
    )


def _sentence(found: BatchComparison, *, is_cases: bool) -> str:
    """Return the counts in words, as in "12 siffror skiljer sig: 9 ändrade, 2 nya, 1 saknas."."""
    kind = "row" if is_cases else "figure"
    counts = {"changed": found.changed, "added": found.added, "removed": found.removed}
    count = sum(counts.values())
    if not count:
        return text("snapshots.same")
    parts = [
        text(f"snapshots.part.{key}", count=number) for key, number in counts.items() if number
    ]
    differing = text(f"snapshots.unit.{kind}", count=count)
    alike = f" {text('snapshots.alike', count=found.same)}" if found.same else ""
    return f"{differing}: {', '.join(parts)}.{alike}"


def _columns(
    first: str, old: BatchRow, new: BatchRow, *, is_share: bool
) -> tuple[TableColumn, ...]:
    difference = text("snapshots.column.points" if is_share else "snapshots.column.difference")
    return (
        TableColumn(first),
        TableColumn(
            text("snapshots.column.before", date=formats.iso_date(old.extract_date)), numeric=True
        ),
        TableColumn(
            text("snapshots.column.after", date=formats.iso_date(new.extract_date)), numeric=True
        ),
        TableColumn(difference, numeric=True),
    )


# Tables of figures ----------------------------------------------------------------------------


def _difference_table(
    database: Database,
    found: BatchComparison,
    old: BatchRow,
    new: BatchRow,
    indicator: IndicatorRow | None,
) -> tuple[TableSpec | None, tuple[str, ...]]:
    if not found.differences:
        return None, ()
    labels = get_labels(database)
    is_share = indicator is not None and indicator.unit_of_measure == _PROPORTION
    rows = tuple(
        (_key_words(each, new.profile, labels), *_cells(each, is_share=is_share))
        for each in found.differences
    )
    count = found.added + found.removed + found.changed
    listed = len(found.differences)
    hidden = tuple(n for n, each in enumerate(found.differences) if each.hidden)
    remarks = [text("snapshots.too_many", listed=listed, count=count)] if listed < count else []
    remarks += [text("snapshots.hidden")] if hidden else []
    title = text("snapshots.title")
    columns = _columns(text("snapshots.column.figure"), old, new, is_share=is_share)
    return TableSpec(title, columns, rows, hidden_rows=hidden), tuple(remarks)


def _key_words(difference: Difference, profile: Profile, labels: Labels) -> str:
    """Return which figure a row is about, in the names of the pages."""
    if profile is Profile.LIMITS:
        return _limit_words(difference.key, labels)
    fields = _EXPECTED_FIELDS if profile is Profile.EXPECTED else FIGURE_FIELDS
    named = zip(fields, difference.key, strict=True)
    return " · ".join(labels.name(name, code) for name, code in named if code)


def _limit_words(key: tuple[str, ...], labels: Labels) -> str:
    """Return a limit: pathway, treatment, variant, the event it ends with, its first day."""
    prefix, treatment, variant, _from_event, to_event, valid_from = key
    words = [labels.name("svf", prefix), labels.name("treatment", treatment)]
    words += [labels.name("variant", variant)] if variant else []
    event = f"figures.event.{to_event}"
    words.append(text(event) if has_text(event) else to_event)
    words += [valid_from] if valid_from not in {"", "None"} else []
    return " · ".join(words)


def _cells(difference: Difference, *, is_share: bool) -> tuple[str, str, str]:
    """Return a figure in either extract, and how much it differs."""
    if difference.hidden:
        return formats.HIDDEN, formats.HIDDEN, formats.HIDDEN
    before, after = difference.before, difference.after
    denominators = (difference.before_denominator, difference.after_denominator)
    decimals = _decimals((before, after), denominators, is_share=is_share)
    shown = (
        _value(before, decimals, is_share=is_share, is_there=difference.kind != "added"),
        _value(after, decimals, is_share=is_share, is_there=difference.kind != "removed"),
    )
    if difference.kind is not DifferenceKind.CHANGED:
        words = text(f"snapshots.kind.{difference.kind}")
    elif before is not None and after is not None and before != after:
        words = _change((after - before) * (100 if is_share else 1), decimals)
    else:
        words = _alike_words(difference)
    return (
        _with_counts(shown[0], difference.before_numerator, difference.before_denominator),
        _with_counts(shown[1], difference.after_numerator, difference.after_denominator),
        words,
    )


def _decimals(
    values: tuple[float | None, float | None],
    denominators: tuple[float | None, float | None],
    *,
    is_share: bool,
) -> int:
    """Return how many decimals the pages would give, or as many as tell the values apart."""
    known = [value for value in values if value is not None]
    if is_share:
        counts = [int(each) for each in denominators if each]
        decimals = formats.share_decimals(min(counts, default=None))
        known = [value * 100 for value in known]
    else:
        is_whole = all(float(value).is_integer() for value in known)
        is_large = max(map(abs, known), default=0.0) >= _LARGE
        decimals = 0 if is_whole or is_large else 1
    if len(known) == 2 and known[0] != known[1]:
        while decimals < _FINEST and len({formats.number(each, decimals) for each in known}) == 1:
            decimals += 1
    return decimals


def _value(value: float | None, decimals: int, *, is_share: bool, is_there: bool) -> str:
    """Return a value; what the source masks is hidden, and what it has not is missing."""
    if value is None:
        return formats.HIDDEN if is_there else formats.MISSING
    return formats.percent(value, decimals) if is_share else formats.number(value, decimals)


def _change(change: float, decimals: int) -> str:
    """Return a difference with its sign, and with as many decimals as tell it from none."""
    while decimals < _FINEST and formats.number(change, decimals) == formats.number(0, decimals):
        decimals += 1
    return f"{formats.MINUS if change < 0 else '+'}{formats.number(abs(change), decimals)}"


def _alike_words(difference: Difference) -> str:
    """Say of a value that is the same whether its counts are too; else something else differs."""
    was = (difference.before_numerator, difference.before_denominator)
    now = (difference.after_numerator, difference.after_denominator)
    if None in (*was, *now):
        return text("snapshots.kind.otherwise")
    return text("snapshots.kind.same" if was == now else "snapshots.kind.counts")


def _with_counts(words: str, numerator: float | None, denominator: float | None) -> str:
    if numerator is None or denominator is None:
        return words
    return f"{words} ({formats.of(numerator, denominator)})"


# Lists of cases -------------------------------------------------------------------------------


def _share_table(
    database: Database, old: BatchRow, new: BatchRow
) -> tuple[TableSpec | None, tuple[str, ...]]:
    """Return the share within the lead time of each pathway as after either extract."""
    if old.state not in LIVE or new.state not in LIVE:
        return None, (text("snapshots.no_shares"),)
    period = _common_months(old, new)
    query = LeadTimeQuery(by=("svf",), period=period)
    try:
        then, now = (
            lead_times.get_lead_times(database, dataclasses.replace(query, snapshot=each.batch_id))
            for each in (old, new)
        )
    except NotComputableError:
        return None, ()
    labels = get_labels(database)
    states = [{row.get("svf") or "": row for row in table.rows} for table in (then, now)]
    codes = sorted({*states[0], *states[1]}, key=lambda code: labels.name("svf", code))
    pairs = [(labels.name("svf", code), states[0].get(code), states[1].get(code)) for code in codes]
    pairs = [pair for pair in pairs if not _is_same(pair[1], pair[2])]
    pairs.sort(key=lambda pair: _order(pair[1], pair[2]))
    if then.whole is not None or now.whole is not None:
        pairs.append((text("charts.all.svf"), then.whole, now.whole))
    what = text("snapshots.shares")
    about = (
        text("snapshots.common_span", period=parse_period(period).label())
        if period
        else text("snapshots.whole_extract")
    )
    if not pairs:
        return None, ()
    rows = tuple((name, *_share_cells(was, now)) for name, was, now in pairs)
    whole = tuple(n for n, pair in enumerate(pairs) if pair[0] == text("charts.all.svf"))
    hidden = tuple(n for n, row in enumerate(rows) if formats.HIDDEN in row)
    remarks = [about, text("snapshots.rules_of_today")]
    remarks += [text("snapshots.hidden")] if hidden else []
    return (
        TableSpec(
            what,
            _columns(text("charts.heading.svf"), old, new, is_share=True),
            rows,
            whole_rows=whole,
            hidden_rows=hidden,
        ),
        tuple(remarks),
    )


def _common_months(old: BatchRow, new: BatchRow) -> str | None:
    """Return the months that both extracts hold; None where they share none."""
    if not (old.first_day and old.last_day and new.first_day and new.last_day):
        return None
    first, last = max(old.first_day, new.first_day), min(old.last_day, new.last_day)
    return f"{first:%Y-%m}:{last:%Y-%m}" if first <= last else None


def _is_same(then: PublishableRow | None, now: PublishableRow | None) -> bool:
    """Tell whether both states publish the same figure."""
    if then is None or now is None or then.hidden or now.hidden:
        return False
    return (then.numerator, then.denominator) == (now.numerator, now.denominator)


def _order(then: PublishableRow | None, now: PublishableRow | None) -> tuple[int, float]:
    """Sort the largest differences first, and last what either state hides."""
    if (then is not None and then.hidden) or (now is not None and now.hidden):
        return 2, 0.0
    if then is None or now is None or then.value is None or now.value is None:
        return 1, 0.0
    return 0, -abs(now.value - then.value)


def _share_cells(then: PublishableRow | None, now: PublishableRow | None) -> tuple[str, str, str]:
    """Return a share in either state, and how much it differs; hidden where one hides it."""
    if then is None and now is None:
        return formats.MISSING, formats.MISSING, ""
    kind = DifferenceKind.ADDED if then is None else DifferenceKind.CHANGED
    kind = DifferenceKind.REMOVED if now is None else kind
    return _cells(
        Difference(
            (),
            then.value if then else None,
            now.value if now else None,
            hidden=bool((then and then.hidden) or (now and now.hidden)),
            kind=kind,
            before_numerator=then.numerator if then else None,
            before_denominator=then.denominator if then else None,
            after_numerator=now.numerator if now else None,
            after_denominator=now.denominator if now else None,
        ),
        is_share=True,
    )
