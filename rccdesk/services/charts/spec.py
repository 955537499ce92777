"""What a chart shows, as frozen plain data that JSON can hold. Every renderer reads the same.

All values of shares are proportions 0-1; days are days. Texts are finished, in the language in
use. A ChartSpec is built from a `PublishableTable` only (see `build`).
"""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass
from enum import StrEnum


class ChartKind(StrEnum):
    """The kinds of charts."""

    BARS = "bars"  # comparison of units, horizontal
    TREND = "trend"  # one measure over time
    HISTOGRAM = "histogram"  # days
    ECDF = "ecdf"  # share within any number of days
    FUNNEL = "funnel"  # units by their number of cases
    HEATMAP = "heatmap"  # rows by periods
    OVERTIME = "overtime"  # how much longer than the limit, in groups
    STAGES = "stages"  # median days of each part of a pathway
    LINES = "lines"  # several units over time


class Doubt(StrEnum):
    """How the bar of a figure is drawn for its representativeness."""

    NONE = "none"
    NOT_REPRESENTATIVE = "not_representative"  # solid outline, half-filled diamond
    UNKNOWN = "unknown"  # dashed outline, empty diamond


@dataclass(frozen=True, slots=True)
class Bar:
    """One unit in a comparison. ``hidden_text`` is set, and every number None, when hidden."""

    label: str
    count_text: str
    value: float | None
    low: float | None
    high: float | None
    value_text: str
    side_text: str = ""  # the inclusion
    sublabel: str = ""
    doubt: Doubt = Doubt.NONE
    is_own: bool = False
    is_whole: bool = False
    is_nation: bool = False
    hidden_text: str = ""
    value_key: str = ""
    spoken: str = ""  # the row in one sentence, for screen readers


@dataclass(frozen=True, slots=True)
class Point:
    """One period of a trend; ``value`` None is a gap.

    ``lower`` and ``upper`` are the control limits; ``signals`` the special causes of the contract
    (outside, shift, trend, two_of_three, run, crossings) and ``run`` how the point is drawn for
    them: "improvement", "concern", "neutral", or "" for common cause.
    """

    label: str  # short, for the axis
    period: str  # spelling of the contract
    value: float | None
    low: float | None = None
    high: float | None = None
    value_text: str = ""
    count_text: str = ""
    preliminary: bool = False
    hidden_text: str = ""
    value_key: str = ""
    spoken: str = ""
    lower: float | None = None
    upper: float | None = None
    signals: tuple[str, ...] = ()
    run: str = ""


@dataclass(frozen=True, slots=True)
class Phase:
    """Points ``start`` to ``stop`` (both included) that have one centre line.

    ``is_trial`` where it rests on fewer than 12 points; ``label`` as in "medel 56 %".
    """

    start: int
    stop: int
    centre: float
    label: str = ""
    is_trial: bool = False


@dataclass(frozen=True, slots=True)
class Dot:
    """One unit of a funnel: ``value`` over ``count`` cases; both None when hidden.

    ``outside`` is "" within the limits, else "95" or "99.8": the limit it lies beyond.
    """

    label: str
    count: int | None
    value: float | None
    value_text: str = ""
    count_text: str = ""
    outside: str = ""
    is_own: bool = False
    hidden_text: str = ""
    value_key: str = ""
    spoken: str = ""


@dataclass(frozen=True, slots=True)
class FunnelLimit:
    """The limits of a funnel at ``count`` cases, as proportions."""

    count: int
    low_95: float
    high_95: float
    low_998: float
    high_998: float


@dataclass(frozen=True, slots=True)
class Step:
    """``share`` of the cases took ``days`` or fewer."""

    days: int
    share: float


@dataclass(frozen=True, slots=True)
class Mark:
    """A named place on a distribution: ``share`` of the cases took ``days`` or fewer."""

    days: float
    share: float
    label: str


@dataclass(frozen=True, slots=True)
class HeatCell:
    """One cell of a heat map. ``tone`` 0-4 is its strength in the one hue; None: no colour."""

    row: int
    column: int
    value: float | None
    value_text: str
    tone: int | None = None
    hidden_text: str = ""
    preliminary: bool = False
    value_key: str = ""
    spoken: str = ""
    doubt: Doubt = Doubt.NONE


@dataclass(frozen=True, slots=True)
class Stack:
    """One row of stacked shares; ``parts`` sum to 1 and follow the chart's ``part_labels``."""

    label: str
    parts: tuple[float, ...]
    part_texts: tuple[str, ...]
    count_text: str = ""
    side_text: str = ""
    hidden_text: str = ""
    is_own: bool = False
    is_whole: bool = False
    value_key: str = ""
    spoken: str = ""


@dataclass(frozen=True, slots=True)
class Stage:
    """One part of a pathway: median and quartiles of its days, None where hidden or missing.

    ``value_key`` names the figure of the whole selection that the part belongs to.
    """

    label: str
    median: float | None
    lower_quartile: float | None = None
    upper_quartile: float | None = None
    value_text: str = ""
    count_text: str = ""
    hidden_text: str = ""
    value_key: str = ""
    spoken: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One unit over the periods of the chart; None is a gap or hidden.

    ``value_keys`` follow ``values``, empty where none is shown.
    """

    label: str
    values: tuple[float | None, ...]
    value_texts: tuple[str, ...]
    is_own: bool = False
    is_whole: bool = False
    spoken: str = ""
    value_keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bin:
    """One bar of a histogram: days from ``first`` up to and including ``last``."""

    first: int
    last: int
    count: int
    within: bool | None = None  # within the limit; None where limits are mixed
    height: float = 0.0  # what is drawn: the count per the narrowest bin's days


@dataclass(frozen=True, slots=True)
class Target:
    """A target line from point ``start`` to point ``stop`` (indices; for bars 0 and 0)."""

    value: float
    label: str
    start: int = 0
    stop: int = 0
    is_lower_level: bool = False


@dataclass(frozen=True, slots=True)
class Break:
    """A mark before point ``index``; with ``cuts`` the data on its sides are not comparable.

    New limits alone cut no line of data.
    """

    index: int
    label: str
    cuts: bool = True


@dataclass(frozen=True, slots=True)
class Annotation:
    """A dated event at point ``index``, as an initiative."""

    index: int
    label: str
    second_line: str = ""


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column of the table that repeats every number of the chart."""

    title: str
    numeric: bool = False
    is_detail: bool = False  # goes to the speaker's notes where a slide has no room for it


@dataclass(frozen=True, slots=True)
class TableSpec:
    """The chart's numbers as a table; cells are finished texts."""

    title: str
    columns: tuple[TableColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()
    row_symbols: tuple[tuple[str, str], ...] = ()  # per row: before and after the last cell
    whole_rows: tuple[int, ...] = ()  # rows of the whole, set apart
    hidden_rows: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ChartSpec:
    """A chart with all its words."""

    kind: ChartKind
    title: str
    subtitle: str
    finding: str  # first sentence, emphasised
    explanation: tuple[str, ...]  # further sentences
    context: str  # the sentence under a comparison; empty elsewhere
    foot: tuple[str, ...]
    alt: str
    table: TableSpec
    is_share: bool = True  # axis 0-100 %
    direction: str = "higher"  # side of a target its band lies on; neutral: no band
    axis_label: str = ""
    bars: tuple[Bar, ...] = ()
    bar_headings: tuple[str, ...] = ()  # unit, counts, value, side
    points: tuple[Point, ...] = ()
    year_marks: tuple[tuple[int, str], ...] = ()  # point index, year
    bins: tuple[Bin, ...] = ()
    limit_days: int | None = None
    targets: tuple[Target, ...] = ()
    breaks: tuple[Break, ...] = ()
    annotations: tuple[Annotation, ...] = ()
    preliminary_from: int | None = None  # point index
    phases: tuple[Phase, ...] = ()
    method: str = ""  # of a control chart: run, xmr, p
    change: str = ""  # improvement, concern, neutral_change, common_cause, too_few
    change_text: str = ""
    outlook: str = ""  # pass, fail, hit_or_miss
    outlook_text: str = ""
    centre: float | None = None  # of a funnel
    dots: tuple[Dot, ...] = ()
    funnel_limits: tuple[FunnelLimit, ...] = ()
    steps: tuple[Step, ...] = ()
    marks: tuple[Mark, ...] = ()  # median, p80 and the share within the marked days
    marked_days: int | None = None  # the X of "share within X days"
    row_labels: tuple[str, ...] = ()
    column_labels: tuple[str, ...] = ()
    cells: tuple[HeatCell, ...] = ()
    part_labels: tuple[str, ...] = ()
    stacks: tuple[Stack, ...] = ()
    stages: tuple[Stage, ...] = ()
    lines: tuple[Line, ...] = ()
    is_example: bool = False

    def to_json(self) -> str:
        """Return the whole chart as JSON, stable in its order."""
        return json.dumps(dataclasses.asdict(self), ensure_ascii=False, sort_keys=True)
