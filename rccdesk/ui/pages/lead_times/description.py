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

_TEXT_WIDTH = 620  # px at 100 %: about 75 characters


def describe(
    answer: Answer, facts: list[tuple[str, str]], navigate: Callable[[str], object]
) -> QWidget:
    """Return the description of the chosen goal and pathways, in the three parts of a card."""
    translate = QCoreApplication.translate
    goal = answer.goal
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(16, 12, 16, 16)
    column.setSpacing(4)
    width = round(_TEXT_WIDTH * theme.current().text_scale)

    def say(words: str, kind: str = "body", role: str = "text") -> None:
        label = Label(words, kind, role, wraps=True)
        label.setMaximumWidth(width)
        column.addWidget(label)

    def head(words: str) -> None:
        column.addSpacing(10)
        column.addWidget(rule())
        column.addSpacing(4)
        say(words, "h2")

    say(goal.full_name, "h2")
    say(goal.status_line, "small", "text2")
    head(translate("LeadTimes", "Om indikatorn"))
    rows = fact_rows([*facts, (translate("LeadTimes", "Källa"), goal.source)], width)
    rows.setMaximumWidth(width)
    column.addWidget(rows)
    links = FlowLayout(gap=8)
    for key, icon, words in (
        ("limits", "limit", translate("LeadTimes", "Öppna Ledtidskatalogen")),
        ("goals", "compare", translate("LeadTimes", "Jämför målmodellerna")),
    ):
        links.addWidget(Button(words, "secondary", partial(navigate, key), icon=icon, small=True))
    column.addSpacing(6)
    column.addLayout(links)
    head(translate("LeadTimes", "Att tänka på vid tolkning"))
    for sentence in (*answer.warnings, *answer.remarks):
        say(sentence)
    if goal.status == GoalStatus.PROPOSED:
        say(text("charts.sentence.proposed"))
    say(text("charts.sentence.context"))
    head(translate("LeadTimes", "Teknisk beskrivning"))
    say(goals.population_words(goal))
    for key in _METHOD.get(
        Goal.INCLUSION if goal.is_inclusion else goal.key, ("interval", "calendar")
    ):
        say(text(f"packs.method.{key}") if key != "calendar" else text("figures.calendar"))
    if not goal.is_inclusion and goal.fixed_days is None:
        column.addSpacing(8)
        say(translate("LeadTimes", "Ledtidsgränser"), "h3")
        if answer.limits:
            column.addWidget(_limit_table(answer.limits))
        elif answer.question.svf:
            say(text("figures.limit_missing") + ".")
        else:
            say(translate("LeadTimes", "Välj ett vårdförlopp för att se dess ledtidsgränser."))
    column.addStretch(1)
    return page


_METHOD: dict[str, tuple[str, ...]] = {
    Goal.LEAD_TIME: ("share", "period", "interval"),
    Goal.INCLUSION: ("inclusion", "interval"),
}


def _limit_table(limits: tuple[LimitRow, ...]) -> QWidget:
    translate = QCoreApplication.translate
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
    translate = QCoreApplication.translate
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
