"""Ledtider: how many come to treatment in time, where, for whom, and over time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from functools import partial
from typing import ClassVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QWidget

from rccdesk import formats
from rccdesk.enums import Goal, GoalStatus, Grain, Topic
from rccdesk.services.pathways.goals import GoalRow
from rccdesk.services.value_keys import read_key
from rccdesk.texts import text
from rccdesk.ui import theme
from rccdesk.ui.dialogs.chart_event_dialog import ChartEventDialog, MarkedSeries, new_event
from rccdesk.ui.pages.figure_page import (
    COMPARISON,
    DESCRIPTION,
    DISTRIBUTION,
    TABLE,
    TREND,
    FigurePage,
)
from rccdesk.ui.pages.lead_times.acts import LeadTimesActs
from rccdesk.ui.pages.lead_times.answers import Answer, Question
from rccdesk.ui.pages.lead_times.description import describe
from rccdesk.ui.pages.lead_times.more_views import MoreViews
from rccdesk.ui.pages.lead_times.nothing import show_nothing
from rccdesk.ui.pages.lead_times.options import LeadTimesOptions
from rccdesk.ui.pages.lead_times.reading import read
from rccdesk.ui.pages.lead_times.side import LeadTimesSide
from rccdesk.ui.pages.lead_times.summary import SummaryLine
from rccdesk.ui.pages.lead_times.summary_table import SummaryCard
from rccdesk.ui.pages.lead_times.views import CONTROL, HEATMAP, NUMBERS, SUMMARY, page_views
from rccdesk.ui.pages.page import Context
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.labels import Label

_GOAL_WIDTH, _NARROW_GOAL = 420, 250  # px at 100 % text
_ROOM_FOR_LABEL, _ROOM_FOR_LINE = 1200, 1700
_TIGHT = 900
_TOOLS = 200  # px at 100 % text of the tools at the end of the tabs


class LeadTimesPage(FigurePage):
    """The goal models over the shared selection."""

    views: ClassVar[tuple[str, ...]] = page_views()
    topics: ClassVar[frozenset[Topic]] = frozenset(
        {
            Topic.LEAD_TIMES,
            Topic.PATHWAYS,
            Topic.ORGANISATION,
            Topic.SETTINGS,
            Topic.IMPORTS,
            Topic.CHART_EVENTS,
        }
    )

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._goal = Goal.LEAD_TIME.value
        self._answer: Answer | None = None
        self._drawn_svf: tuple[str, ...] | None = None
        self._is_tight = False  # no room for the goal's share and standing in the head
        self.head.set_title(self.tr("Ledtider"))
        self.acts = LeadTimesActs(context, self)
        self._context = context
        self.build_in_turns(
            self._build_head,
            self._build_choices,
            self._build_marks,
            self._build_summary,
            self._build_side,
            self._build_foot,
            self._name_tabs,
        )

    @property
    def question(self) -> Question:
        """What the page asks now."""
        return Question(
            tab=self.tab,
            goal=self._goal,
            svf=self.selection.svf,
            area_kind=self.selection.area.kind,
            area=self.selection.area.key,
            period=self.selection.period,
            per=self.choices.chosen_per,
            order=self.choices.chosen_order,
            grain=self.choices.chosen_grain,
            snapshot=self.snapshots.wanted,
            view=self.choices.shown_as,
            days=self.choices.chosen_days,
        )

    @property
    def answer(self) -> Answer | None:
        """What the page shows; None before the first answer."""
        return self._answer

    def arrive(self, arguments: Mapping[str, object]) -> None:
        """Choose the tab, the goal or the state that another page asks for."""
        goal, tab = arguments.get("goal"), arguments.get("tab")
        snapshot, view = arguments.get("snapshot"), arguments.get("view")
        if isinstance(goal, str):
            self._goal = goal
            self.mark_stale()
        if view == SUMMARY:
            self._show_all_svf()
        elif isinstance(view, str):
            self.choices.choose(view)
            self.mark_stale()
        if isinstance(tab, str):
            self.show_tab(tab)
        if isinstance(snapshot, int):
            self.snapshots.choose(snapshot)

    def show_view(self, view: str) -> None:
        """Choose a tab and how it is shown, to be drawn; the summary is of all SVF."""
        tab, _, shown = view.partition(".")
        if self._drawn_svf is None:
            self._drawn_svf = self.selection.svf
        self.selection.set_svf(*(() if shown == SUMMARY else self._drawn_svf))
        self.show_tab(tab)
        if shown:
            self.choices.choose(shown)
            self.mark_stale()

    def list_dialogs(self) -> Mapping[str, Callable[[], QDialog]]:
        """Return the dialog that marks something in a control chart."""
        words = self.selection.process_label() or text("charts.all.svf")
        series = MarkedSeries(self._goal, (), words)
        today = dt.datetime.now().astimezone().date()
        return {"mark": lambda: ChartEventDialog(series, new_event(series, today), self.window())}

    def refresh(self) -> None:
        """Ask for what the tab shows."""
        if self._answer is None:
            self.show_busy()
        self.tab_changed()
        self._tasks.run_latest(self, read, self.question).then(self._show_answer).catch(
            self.show_error
        )

    def tab_changed(self) -> None:
        """Show the options of the tab."""
        self.choices.show_tab(self.tab, shows_all=not self.selection.svf)
        self._place_options()

    def copy_table(self) -> None:
        """Copy the summary or the numbers, whichever is shown."""
        is_summary = self.stack.currentWidget() is self.summary
        (self.summary if is_summary else self.table_card).copy()

    # Building

    def _build_choices(self) -> None:
        self._options_row = QWidget(self._content)  # takes the choices where the tabs leave no room
        row = QHBoxLayout(self._options_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        self._options_row.hide()
        self.body.insertWidget(1, self._options_row)
        self.choices = LeadTimesOptions(self.settings, self._content)
        self.choices.changed.connect(self.mark_stale)
        self.options.addWidget(self.choices)

    def _build_marks(self) -> None:
        self.frame.add_tool(self.choices.order)
        self.frame.days_chosen.connect(self.choices.set_days)
        self.frame.mark_chosen.connect(self._choose_mark)
        for words, act in (
            (self.tr("Skapa förbättringsområde"), self.acts.improve_mark),
            (self.tr("Markera händelse…"), self.acts.mark_at),
            (self.tr("Visa raderna"), self.acts.show_rows),
        ):
            self.frame.add_mark_action(words, act)

    def _build_summary(self) -> None:
        self.summary = SummaryCard(self.toast, self.stack)
        self.summary.view.opened.connect(self._open_line)
        self.stack.addWidget(self.summary)

    def _build_side(self) -> None:
        self.panel = LeadTimesSide(
            self._context,
            self,
            self.side,
            confirm=self.acts.confirm,
            edit_mark=self.acts.edit_mark,
            delete_mark=self.acts.delete_mark,
        )
        self.notes = self.panel.notes

    def _build_foot(self) -> None:
        self.panel.build_foot(mark=self.acts.mark, improve=self.acts.improve)

    def _name_tabs(self) -> None:
        self.set_tabs(
            (
                (COMPARISON, self.tr("Jämförelse")),
                (TREND, self.tr("Trend")),
                (DISTRIBUTION, self.tr("Fördelning")),
                (TABLE, self.tr("Tabell")),
                (DESCRIPTION, self.tr("Beskrivning")),
            )
        )

    def _build_head(self) -> None:
        self._goals = QComboBox()
        self._goals.setAccessibleName(self.tr("Målmodell"))
        self._goals.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._goals.activated.connect(self._choose_goal)
        self._goals_line = Label(self.tr("Målmodell"), "small", "text2")
        self._goals_line.setBuddy(self._goals)
        self.more = MoreViews(self._show_all_svf, self.navigate)
        self.write = Button(
            self.tr("Skriv analys"), "primary", self.acts.write_analysis, icon="write"
        )
        for widget in (
            self.snapshots.button,
            self._goals_line,
            self._goals,
            self.more,
            self.write,
        ):
            self.head.add_action(widget)
        for widget in (self._goals_line, self._goals, self.write):
            widget.hide()  # empty until the first answer

    # Acting

    def _choose_goal(self, index: int) -> None:
        self._goal = str(self._goals.itemData(index))
        self.mark_stale()

    def _show_all_svf(self) -> None:
        self.choices.choose(SUMMARY)
        self.show_tab(TABLE)
        self.selection.set_svf()
        self.mark_stale()

    def _open_svf(self, prefix: str) -> None:
        self.choices.choose(CONTROL)
        self.show_tab(TREND)
        self.selection.set_svf(prefix)

    def _choose_grain(self, grain: Grain) -> None:
        self.choices.choose_grain(grain)
        self.mark_stale()

    def _open_line(self, line: SummaryLine) -> None:
        """Open the trend that says what the row says: by its grain, over its months."""
        if line.grain is not None:
            self.choices.choose_grain(line.grain)
        summary = None if self._answer is None else self._answer.summary
        if summary is not None and summary.span:
            self.selection.set_period(summary.span)
        self._open_svf(line.svf)

    def _choose_mark(self, value_key: str, index: int) -> None:
        """Open the pathway of a cell of the heat map; show the rows behind any other figure."""
        if self._answer is None or self.frame.spec is None:
            return
        svf = read_key(value_key).fields.get("svf", "") if value_key else ""
        if self._answer.question.view == HEATMAP and svf:
            self._open_svf(svf)
        else:
            self.acts.show_rows(self.frame.spec, index)

    # Showing

    def _show_answer(self, answer: Answer) -> None:
        self._answer = self.acts.answer = answer
        self._goal = answer.question.goal
        self.snapshots.show_states(answer.states, answer.question.snapshot)
        self._remember_seen(answer)
        for widget in (self._goals, self.write):
            widget.setVisible(answer.has_data)
        self._place_head()
        if not answer.has_data:
            self.show_empty(
                "lead_times",
                self.tr("Här visas ledtiderna när ett uttag är inläst"),
                self.tr(
                    "Läs in en händelselista för SVF. Programmet räknar dagarna från "
                    "välgrundad misstanke till start av behandling och jämför dem med målet."
                ),
                self.tr("Läs in uttag…"),
                lambda: self.navigate("imports"),
            )
            return
        self.show_content()
        self._show_goals(answer)
        database = self._tasks.database
        can_write = database is not None and not database.is_reading
        facts = self._named(tuple(fact for fact in answer.facts if fact[0] != "extract"))
        parts = self.panel.parts(answer, facts, can_write=can_write)
        self.show_beside(lambda: self._show_main(answer), *parts)

    def _remember_seen(self, answer: Answer) -> None:
        """Note that the newest extract has been looked at: a step of the loop."""
        database = self._tasks.database
        shows_it = answer.newest_batch and answer.shown_count and answer.state is None
        if database is None or not shows_it:
            return
        store = str(database.path)
        if self.settings.seen_batches.get(store, 0) < answer.newest_batch:
            self.settings.seen_batches[store] = answer.newest_batch
            self.settings.save()

    def _show_goals(self, answer: Answer) -> None:
        self._goals.clear()
        for goal in answer.goals:
            is_plain = goal.status != GoalStatus.PROPOSED and not goal.is_own
            is_short = self._is_tight and is_plain  # a proposed goal is called so every time
            words = goal.short_name if is_short else self._goal_words(goal)
            self._goals.addItem(words, goal.key)
            self._goals.setItemData(
                self._goals.count() - 1, goal.full_name, Qt.ItemDataRole.ToolTipRole
            )
        self._goals.setCurrentIndex(self._goals.findData(self._goal))
        self._goals.setToolTip(self._goal_words(answer.goal))

    def _goal_words(self, goal: GoalRow) -> str:
        if goal.is_own:
            state = (
                self.tr("Eget mål, föreslaget")
                if goal.status == GoalStatus.PROPOSED
                else self.tr("Eget mål")
            )
        else:
            state = (
                self.tr("Föreslaget") if goal.status == GoalStatus.PROPOSED else self.tr("Gällande")
            )
        return f"{goal.short_name}: {formats.level(goal.target)} · {state}"

    def _show_main(self, answer: Answer) -> None:
        if self.tab == DESCRIPTION:
            page, parts = describe(answer, self._named(answer.facts), self.navigate)
            self.show_description(page, *parts)
        elif answer.problem:
            proposed = answer.goal.status == GoalStatus.PROPOSED
            more = f" {text('charts.sentence.proposed')}" if proposed else ""
            is_of_chart = answer.notes is not None  # the goal itself has a figure
            title = self.tr("Kan inte visas") if is_of_chart else self._goal_words(answer.goal)
            needed = text("lead_times_page.needs_list")
            self.show_message(
                "note",
                title,
                f"{answer.problem} {needed}{more}",
                self.tr("Läs in uttag…"),
                lambda: self.navigate("imports"),
            )
        elif answer.summary is not None:
            self.show_next(
                partial(self.summary.show_summary, answer.summary),
                lambda: self._show(self.summary, has_table=True),
            )
        elif answer.spec is None:
            return
        elif not answer.shown_count:
            show_nothing(self, answer, self._choose_grain)
        elif answer.question.view == NUMBERS:
            self.show_table(answer.spec.table, answer.spec.subtitle, answer.spec.foot[-1:])
        else:
            self.show_chart(answer.spec)

    def _named(self, facts: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
        names = {
            "limit": self.tr("Ledtidsgräns"),
            "goal": self.tr("Mål"),
            "direction": self.tr("Riktning"),
            "population": self.tr("Gäller"),
            "extract": self.tr("Uttag"),
        }
        return [(names[key], words) for key, words in facts]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Answer the page's question in the head where there is room for all of it."""
        super().resizeEvent(event)
        line = self.tr(
            "Hur stor andel kommer till behandling inom ledtiden, var, för vilka, "
            "och är förändringen säker?"
        )
        self.head.set_line(line if self.has_room_for_line(_ROOM_FOR_LINE) else "")
        self._place_head()
        self._place_options()

    def _place_head(self) -> None:
        """Name the goals where there is room; the box alone says enough where there is none."""
        has_data = self._answer is not None and self._answer.has_data
        has_room = self.width() >= _ROOM_FOR_LABEL * theme.current().text_scale
        self._goals_line.setVisible(has_data and has_room)
        width = _GOAL_WIDTH if has_room else _NARROW_GOAL
        self._goals.setMaximumWidth(round(width * theme.current().text_scale))
        is_tight = self.width() < _TIGHT * theme.current().text_scale
        self.snapshots.button.show_label(shown=not is_tight)
        if is_tight != self._is_tight:
            self._is_tight = is_tight
            if has_data and self._answer is not None:
                self._show_goals(self._answer)

    def _place_options(self) -> None:
        """Put the choices beside the tabs where both have room, else under them."""
        tools = _TOOLS * theme.current().text_scale
        wanted = self.tabs.sizeHint().width() + self.choices.sizeHint().width() + tools
        under = wanted > self.width() - 2 * theme.current().size("page_side")
        if under == self._options_row.isHidden():
            row = self._options_row.layout()
            place = row if under else self.options
            if place is not None:
                place.addWidget(self.choices)
            self._options_row.setVisible(under)

    def changeEvent(self, event: QEvent) -> None:
        """Let the combo of goals follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self.is_built:
            self._goals.updateGeometry()
