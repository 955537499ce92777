"""The Beskrivning tab: the goal, whom it is about, how it is counted, and every dated limit."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rccdesk import formats
from rccdesk.enums import Goal, GoalStatus
from rccdesk.services.charts.spec import TableColumn
from rccdesk.services.pathways import goals
from rccdesk.services.pathways.catalogue import LimitRow
from rccdesk.texts import text
from rccdesk.ui import theme
from rccdesk.ui.pages.lead_times.answers import Answer
from rccdesk.ui.pages.lead_times.panel import treatment_words
from rccdesk.ui.pages.side_panel import fact_rows
from rccdesk.ui.tables.table_view import RowTableView
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.flow import FlowLayout
from rccdesk.ui.widgets.labels import Label, rule

translate = QCoreApplication.translate
_TEXT_WIDTH = 620  # px at 100 %: about 75 characters


def describe(
    answer: Answer, facts: list[tuple[str, str]], navigate: Callable[[str], object]
) -> tuple[QWidget, tuple[Callable[[], object], ...]]:
    """Return the card of the chosen goal and pathways, still empty, and the parts that fill it."""
    page = QWidget()
    text_of = _Description(page, answer)
    return page, (
        lambda: text_of.add_goal(facts),
        lambda: text_of.add_links(navigate),
        text_of.add_remarks,
        text_of.add_method,
        text_of.add_limits,
    )


class _Description:
    """Fills ``page`` from the top."""

    def __init__(self, page: QWidget, answer: Answer) -> None:
        self._answer, self._goal = answer, answer.goal
        self._column = QVBoxLayout(page)
        self._column.setContentsMargins(16, 12, 16, 16)
        self._column.setSpacing(4)
        self._width = round(_TEXT_WIDTH * theme.current().text_scale)

    def add_goal(self, facts: list[tuple[str, str]]) -> None:
        """Add what the goal is."""
        goal = self._goal
        self._say(goal.full_name, "h2")
        self._say(goal.status_line, "small", "text2")
        self._head(translate("LeadTimes", "Om indikatorn"))
        rows = fact_rows([*facts, (translate("LeadTimes", "Källa"), goal.source)], self._width)
        rows.setMaximumWidth(self._width)
        self._column.addWidget(rows)

    def add_links(self, navigate: Callable[[str], object]) -> None:
        """Add the ways to the limits and the goals."""
        links = FlowLayout(gap=8)
        self._column.addSpacing(6)
        self._column.addLayout(links)
        for key, icon, words in (
            ("limits", "limit", translate("LeadTimes", "Öppna Ledtidskatalogen")),
            ("goals", "compare", translate("LeadTimes", "Jämför målmodellerna")),
        ):
            act = partial(navigate, key)
            links.addWidget(Button(words, "secondary", act, icon=icon, small=True))

    def add_remarks(self) -> None:
        """Add what to think of when the figures are read."""
        self._head(translate("LeadTimes", "Att tänka på vid tolkning"))
        for sentence in (*self._answer.warnings, *self._answer.remarks):
            self._say(sentence)
        if self._goal.status == GoalStatus.PROPOSED:
            self._say(text("charts.sentence.proposed"))
        self._say(text("charts.sentence.context"))

    def add_method(self) -> None:
        """Add how the figures are counted."""
        goal = self._goal
        self._head(translate("LeadTimes", "Teknisk beskrivning"))
        self._say(goals.population_words(goal))
        for key in _METHOD.get(
            Goal.INCLUSION if goal.is_inclusion else goal.key, ("interval", "calendar")
        ):
            method = text("figures.calendar") if key == "calendar" else text(f"packs.method.{key}")
            self._say(method)

    def add_limits(self) -> None:
        """Add every dated limit, where the goal has them."""
        answer, goal = self._answer, self._goal
        if not goal.is_inclusion and goal.fixed_days is None:
            self._column.addSpacing(8)
            self._say(translate("LeadTimes", "Ledtidsgränser"), "h3")
            if answer.limits:
                self._column.addWidget(_limit_table(answer.limits))
            elif answer.question.svf:
                self._say(text("figures.limit_missing") + ".")
            else:
                words = translate(
                    "LeadTimes", "Välj ett vårdförlopp för att se dess ledtidsgränser."
                )
                self._say(words)
        self._column.addStretch(1)

    def _say(self, words: str, kind: str = "body", role: str = "text") -> None:
        label = Label(words, kind, role, wraps=True)
        label.setMaximumWidth(self._width)
        self._column.addWidget(label)

    def _head(self, words: str) -> None:
        self._column.addSpacing(10)
        self._column.addWidget(rule())
        self._column.addSpacing(4)
        self._say(words, "h2")


_METHOD: dict[str, tuple[str, ...]] = {
    Goal.LEAD_TIME: ("share", "period", "interval"),
    Goal.INCLUSION: ("inclusion", "interval"),
}


def _limit_table(limits: tuple[LimitRow, ...]) -> QWidget:
    view = RowTableView(dense=True)
    view.setAccessibleName(translate("LeadTimes", "Ledtidsgränser"))
    view.show_rows(
        (
            TableColumn(translate("LeadTimes", "Behandling")),
            TableColumn(translate("LeadTimes", "Till")),
            TableColumn(translate("LeadTimes", "Dagar"), numeric=True),
            TableColumn(translate("LeadTimes", "Gäller från")),
            TableColumn(translate("LeadTimes", "Gäller till")),
            TableColumn(translate("LeadTimes", "Bekräftad")),
            TableColumn(translate("LeadTimes", "Källa")),
        ),
        tuple(_limit_cells(limit) for limit in limits),
    )
    sizes = theme.current()
    rows = min(len(limits), 10)
    view.setMinimumHeight(sizes.size("table_head") + rows * sizes.size("table_row_dense") + 16)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
    return view


def _limit_cells(limit: LimitRow) -> tuple[str, ...]:
    name = treatment_words(limit)
    return (
        f"{name}, {limit.variant}" if limit.variant else name,
        text(f"figures.event.{limit.to_event}"),
        formats.MISSING if limit.days is None else formats.number(limit.days),
        formats.MISSING if limit.valid_from is None else formats.iso_date(limit.valid_from),
        translate("LeadTimes", "tills vidare")
        if limit.valid_to is None
        else formats.iso_date(limit.valid_to),
        translate("LeadTimes", "Ja") if limit.is_confirmed else translate("LeadTimes", "Nej"),
        limit.source,
    )
