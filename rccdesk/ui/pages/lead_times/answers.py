"""What the Ledtider page asks, and everything that it shows for an answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rccdesk.enums import Goal, Grain
from rccdesk.services.charts import build
from rccdesk.services.snapshots import find_snapshot
from rccdesk.ui.pages.lead_times.views import BARS
from rccdesk.ui.selection import ALL

if TYPE_CHECKING:
    import datetime as dt

    from rccdesk.services.chart_events import ChartEventRow
    from rccdesk.services.charts.spec import ChartSpec
    from rccdesk.services.improvements import FigureOrigin
    from rccdesk.services.pathways.catalogue import LimitRow
    from rccdesk.services.pathways.goals import GoalRow
    from rccdesk.services.series import Series
    from rccdesk.services.snapshots import Snapshot
    from rccdesk.ui.pages.lead_times.summary import SummaryTable
    from rccdesk.ui.pages.panel_words import FigureNotes
    from rccdesk.ui.pages.side_panel import PanelFigure

PER = ("region", "home_region", "unit", "treatment", "sex", "age_group", "svf")


@dataclass(frozen=True, slots=True)
class Question:
    """The shared selection and the page's own choices; ``snapshot`` None is as now."""

    tab: str
    goal: str = Goal.LEAD_TIME
    svf: tuple[str, ...] = ()
    area_kind: str = ALL
    area: str = ""
    period: str = ""
    per: str = "region"
    order: str = build.ORGANISATION
    grain: Grain = Grain.QUARTER
    snapshot: int | None = None
    view: str = BARS
    days: int | None = None  # of "within so many days"; None: the limit


@dataclass(frozen=True, slots=True)
class Answer:
    """Everything that the page shows. ``problem`` says why the goal cannot be computed."""

    question: Question
    goals: tuple[GoalRow, ...]
    has_data: bool
    problem: str = ""
    spec: ChartSpec | None = None
    shown_count: int = 0
    hidden_count: int = 0
    figure: PanelFigure | None = None
    facts: tuple[tuple[str, str], ...] = ()
    limits: tuple[LimitRow, ...] = ()  # of the chosen SVF, all versions
    unconfirmed: tuple[LimitRow, ...] = ()  # in force in the period
    notes: FigureNotes | None = None
    excluded: tuple[tuple[str, str], ...] = ()
    remarks: tuple[str, ...] = ()
    svf_name: str = ""
    floor: int = 5  # groups with fewer cases are hidden
    limit_is_missing: bool = False  # for some of the chosen pathways
    newest_batch: int = 0  # the newest event list of the store
    states: tuple[Snapshot, ...] = ()  # that can be chosen
    series: Series | None = None  # of a control chart
    series_selection: tuple[tuple[str, str], ...] = ()  # that its marks are kept with
    series_words: str = ""
    last_day: dt.date | None = None  # of the newest period with a figure
    events: tuple[ChartEventRow, ...] = ()
    summary: SummaryTable | None = None
    origin: FigureOrigin | None = None  # of the panel's figure
    warnings: tuple[str, ...] = ()  # about what was read, beside the figure

    @property
    def state(self) -> Snapshot | None:
        """Return the state that the figures are shown in; None for now."""
        return find_snapshot(self.states, self.question.snapshot)

    @property
    def goal(self) -> GoalRow:
        """Return the chosen goal."""
        return next(goal for goal in self.goals if goal.key == self.question.goal)
