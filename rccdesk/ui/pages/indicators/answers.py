"""What the Indikatorer page asks, and everything that it shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rccdesk.services import snapshots
from rccdesk.services.charts.build import ORGANISATION

if TYPE_CHECKING:
    from rccdesk.services.chart_events import ChartEventRow
    from rccdesk.services.charts.labels import Labels
    from rccdesk.services.charts.spec import ChartSpec, TableSpec
    from rccdesk.services.improvements import FigureOrigin
    from rccdesk.services.indicators import IndicatorRow
    from rccdesk.services.publishing import PublishableRow, PublishableTable
    from rccdesk.services.series import Series
    from rccdesk.services.snapshots import Snapshot
    from rccdesk.ui.pages.indicators.leg_words import LegWords
    from rccdesk.ui.pages.panel_words import FigureNotes
    from rccdesk.ui.pages.side_panel import PanelFigure

Where = tuple[tuple[str, tuple[str, ...]], ...]
EVERY_PERIOD = ""


@dataclass(frozen=True, slots=True)
class Question:
    """The page's choices. ``filters`` keeps one code of a field; ``area`` is the own region."""

    tab: str
    indicator: str = ""
    per: str = ""
    period: str | None = None  # None: the newest; EVERY_PERIOD: all
    filters: tuple[tuple[str, str], ...] = ()
    area: str = ""
    wanted_period: str = ""  # of the shared selection, taken where the measure has it
    order: str = ORGANISATION
    view: str = ""  # how the tab shows its figures; empty: the first way
    svf: tuple[str, ...] = ()  # of the shared selection, for the three legs
    beside: str = ""  # a measure to set beside this one
    snapshot: int | None = None  # the batch whose state is shown; None: as now


@dataclass(frozen=True, slots=True)
class Dimension:
    """A field that occurs in the figures, and its codes with their names."""

    name: str
    codes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """What is said of the other measure; ``figures`` pairs of name and words, empty if refused."""

    title: str
    sentence: str
    figures: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """Everything that the page shows."""

    question: Question
    indicators: tuple[IndicatorRow, ...]
    indicator: IndicatorRow | None = None
    dimensions: tuple[Dimension, ...] = ()
    periods: tuple[tuple[str, str], ...] = ()  # key and words, newest first
    per: str = ""
    period: str = EVERY_PERIOD
    views: tuple[str, ...] = ()  # that the tab offers
    spec: ChartSpec | None = None
    published: PublishableTable | None = None  # what the chart is built from
    whole_rows: tuple[PublishableRow, ...] = ()  # of the whole in it, where they are beside it
    table: TableSpec | None = None
    legs: tuple[LegWords, ...] = ()
    legs_of: str = ""  # the selection in words
    foot: tuple[str, ...] = ()
    shown_count: int = 0
    hidden_count: int = 0
    figure: PanelFigure | None = None
    notes: FigureNotes | None = None
    change: tuple[str, ...] = ()  # of its series, and the outlook
    series: Series | None = None
    series_table: PublishableTable | None = None
    events: tuple[ChartEventRow, ...] = ()
    origin: FigureOrigin | None = None
    compared: Compared | None = None
    coverage_limit: float | None = None
    svf_names: tuple[tuple[str, str], ...] = ()  # prefix and name, for levels of one SVF
    unit_names: tuple[tuple[str, str], ...] = ()
    labels: Labels | None = None
    floor: int = 5
    states: tuple[Snapshot, ...] = ()  # that can be chosen

    @property
    def state(self) -> Snapshot | None:
        """Return the state that the figures are shown in; None for now."""
        return snapshots.find_snapshot(self.states, self.question.snapshot)

    @property
    def has_figures(self) -> bool:
        """Tell whether anything has been imported for any measure."""
        return any(row.figure_count for row in self.indicators)

    def where(self, *without: str) -> Where:
        """Return the filters that hold, without those of some fields."""
        known = {dimension.name: dict(dimension.codes) for dimension in self.dimensions}
        return tuple(
            (name, (code,))
            for name, code in self.question.filters
            if name not in without and code in known.get(name, {})
        )

    def own_where(self) -> Where:
        """Return the selection of the panel and the trend: the filters, else the own region."""
        where = self.where()
        units = next((d for d in self.dimensions if d.name == "unit"), None)
        filtered = {name for name, _ in where}
        if units is None or "unit" in filtered or self.question.area not in dict(units.codes):
            return where
        return (*where, ("unit", (self.question.area,)))
