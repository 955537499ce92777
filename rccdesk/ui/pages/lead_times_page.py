"""Ledtider: how many come to treatment in time, where, for whom, and over time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from rccdesk import formats
from rccdesk.enums import Goal, GoalStatus, Grain, Topic
from rccdesk.services.charts import build
from rccdesk.services.pathways import catalogue
from rccdesk.services.pathways.catalogue import LimitRow
from rccdesk.services.pathways.goals import GoalRow
from rccdesk.texts import text
from rccdesk.ui import messages, theme
from rccdesk.ui.pages.figure_notes import FigureNotesView
from rccdesk.ui.pages.figure_page import (
    COMPARISON,
    DESCRIPTION,
    DISTRIBUTION,
    TABLE,
    TREND,
    FigurePage,
)
from rccdesk.ui.pages.lead_times.answers import PER, Answer, Question
from rccdesk.ui.pages.lead_times.description import describe
from rccdesk.ui.pages.lead_times.panel import limit_words
from rccdesk.ui.pages.lead_times.reading import read
from rccdesk.ui.pages.page import Context
from rccdesk.ui.pages.side_panel import FigureHead, Section, doubt_box, fact_rows
from rccdesk.ui.widgets.buttons import Segment
from rccdesk.ui.widgets.labels import Label

_MOST_BOXES = 3


class LeadTimesPage(FigurePage):
    """The goal models over the shared selection."""

    views: ClassVar[tuple[str, ...]] = (COMPARISON, TREND, DISTRIBUTION, TABLE, DESCRIPTION)
    topics: ClassVar[frozenset[Topic]] = frozenset(
        {Topic.LEAD_TIMES, Topic.PATHWAYS, Topic.ORGANISATION, Topic.SETTINGS, Topic.IMPORTS}
    )

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._goal = Goal.LEAD_TIME.value
        self._per: str | None = None  # the user's own choice; None follows the selection
        self._answer: Answer | None = None
        self.head.set_title(self.tr("Ledtider"))
        self._goals = QComboBox()
        self._goals.setAccessibleName(self.tr("Målmodell"))
        self._goals.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._goals.setMaximumWidth(420)
        self._goals.activated.connect(self._choose_goal)
        self._goals_line = Label(self.tr("Målmodell"), "small", "text2")
        self._goals_line.setBuddy(self._goals)
        self.head.add_action(self.snapshots.button)
        self.head.add_action(self._goals_line)
        self.head.add_action(self._goals)
        self._make_options()
        self._fill_side(context)
        self.set_tabs(
            (
                (COMPARISON, self.tr("Jämförelse")),
                (TREND, self.tr("Trend")),
                (DISTRIBUTION, self.tr("Fördelning")),
                (TABLE, self.tr("Tabell")),
                (DESCRIPTION, self.tr("Beskrivning")),
            )
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
            per=self._chosen_per(),
            order=str(self._order.currentData()),
            grain=Grain(self._grain.current),
            snapshot=self.snapshots.wanted,
        )

    @property
    def answer(self) -> Answer | None:
        """What the page shows; None before the first answer."""
        return self._answer

    def arrive(self, arguments: Mapping[str, object]) -> None:
        """Choose the tab, the goal or the state that another page asks for."""
        goal, tab = arguments.get("goal"), arguments.get("tab")
        snapshot = arguments.get("snapshot")
        if isinstance(goal, str):
            self._goal = goal
            self.mark_stale()
        if isinstance(tab, str):
            self.show_tab(tab)
        if isinstance(snapshot, int):
            self.snapshots.choose(snapshot)

    def refresh(self) -> None:
        """Ask for what the tab shows."""
        if self._answer is None:
            self.show_busy()
        self._tasks.run_latest(self, read, self.question).then(self._show_answer).catch(
            self.show_error
        )

    def tab_changed(self) -> None:
        """Show the options of the tab."""
        self._grain_row.setVisible(self.tab == TREND)
        self._per_choice.setVisible(self.tab in (COMPARISON, TABLE))
        self._order.setVisible(self.tab == COMPARISON)

    # building

    def _make_options(self) -> None:
        self._per_choice = QComboBox()
        self._per_choice.setProperty("small", True)  # noqa: FBT003 - Qt's signature
        self._per_choice.setAccessibleName(self.tr("Jämför per"))
        for key in PER:
            words = "SVF" if key == "svf" else self._per_words(key)
            self._per_choice.addItem(self.tr("Per: {what}").format(what=words), key)
        self._per_choice.activated.connect(self._choose_per)
        self._order = QComboBox()
        self._order.setProperty("small", True)  # noqa: FBT003 - Qt's signature
        self._order.setAccessibleName(self.tr("Ordning"))
        self._order.addItem(self.tr("Ordning: organisationen"), build.ORGANISATION)
        self._order.addItem(self.tr("Ordning: värde"), build.VALUE)
        self._order.activated.connect(self.mark_stale)
        self._grain = Segment(
            (
                (Grain.MONTH.value, self.tr("Månad")),
                (Grain.QUARTER.value, self.tr("Kvartal")),
                (Grain.YEAR.value, self.tr("År")),
            ),
            Grain.QUARTER.value,
            small=True,
        )
        self._grain.setAccessibleName(self.tr("Visa per"))
        self._grain.chosen.connect(self.mark_stale)
        self._grain_row = QWidget()
        row = QHBoxLayout(self._grain_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(Label(self.tr("Visa per"), "small", "text2"))
        row.addWidget(self._grain)
        self.options.addWidget(self._grain_row)
        self.options.addWidget(self._per_choice)
        self.frame.add_tool(self._order)

    def _per_words(self, key: str) -> str:
        return {
            "region": self.tr("region"),
            "home_region": self.tr("hemregion"),
            "unit": self.tr("enhet"),
            "treatment": self.tr("behandling"),
            "sex": self.tr("kön"),
            "age_group": self.tr("åldersgrupp"),
        }[key]

    def _fill_side(self, context: Context) -> None:
        self._figure = FigureHead()
        self._about = Section(self.tr("Om indikatorn"), is_open=True)
        self._remarks = Section(self.tr("Att tänka på vid tolkning"))
        self.notes = FigureNotesView(context, self._figure, self)
        self._excluded = Section(self.tr("Exkluderade"))
        column = self.side.column
        source, doubts = self.notes.source, self.notes.doubts
        for widget in (self._figure, self._about, source, doubts, self._remarks, self._excluded):
            column.addWidget(widget)
        column.addStretch(1)

    # acting

    def _chosen_per(self) -> str:
        if self._per is not None:
            return self._per
        return "region" if self.selection.svf else "svf"

    def _choose_per(self) -> None:
        self._per = str(self._per_choice.currentData())
        self.mark_stale()

    def _choose_goal(self, index: int) -> None:
        self._goal = str(self._goals.itemData(index))
        self.mark_stale()

    def _confirm(self, limit: LimitRow) -> None:
        def confirmed(_row: LimitRow) -> None:
            self.toast(
                self.tr("Ledtidsgränsen är bekräftad: {limit}.").format(limit=limit_words(limit)),
                self.window_actions.undo,
            )

        self._tasks.run_write(self, catalogue.confirm_limit, limit.uuid).then(confirmed).catch(
            lambda error: self.toast(messages.sentence(error))
        )

    # showing

    def _show_answer(self, answer: Answer) -> None:
        self._answer = answer
        self.snapshots.show_states(answer.states, answer.question.snapshot)
        self._remember_seen(answer)
        for widget in (self._goals_line, self._goals):
            widget.setVisible(answer.has_data)
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
        index = self._per_choice.findData(answer.question.per)
        self._per_choice.setCurrentIndex(index)
        self._show_side(answer)
        self._show_main(answer)

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
            self._goals.addItem(self._goal_words(goal), goal.key)
            self._goals.setItemData(
                self._goals.count() - 1, goal.full_name, Qt.ItemDataRole.ToolTipRole
            )
        self._goals.setCurrentIndex(self._goals.findData(self._goal))
        self._goals.setToolTip(self._goals.currentText())

    def _goal_words(self, goal: GoalRow) -> str:
        share = formats.percent(goal.target)
        if goal.status == GoalStatus.PROPOSED:
            return self.tr("{name}: {share} · Föreslaget").format(name=goal.short_name, share=share)
        return self.tr("{name}: {share} · Gällande").format(name=goal.short_name, share=share)

    def _show_main(self, answer: Answer) -> None:
        if self.tab == DESCRIPTION:
            self.description.clear()
            self.description.column.addWidget(describe(answer, self._named(answer.facts)))
            self.show_description()
        elif answer.problem:
            proposed = answer.goal.status == GoalStatus.PROPOSED
            more = f" {text('charts.sentence.proposed')}" if proposed else ""
            self.show_message("note", self._goal_words(answer.goal), answer.problem + more)
        elif answer.spec is None:
            return
        elif not answer.shown_count:
            self._show_nothing(answer)
        elif self.tab == TABLE:
            self.show_table(answer.spec.table, answer.spec.subtitle, answer.spec.foot[-1:])
        else:
            self.show_chart(answer.spec)

    def _show_nothing(self, answer: Answer) -> None:
        if answer.hidden_count:
            self.show_message(
                "hide",
                self.tr("För få fall"),
                text("figures.insufficient", count=answer.floor),
            )
            return
        goal = answer.goal
        is_part = goal.to_event not in ("", "treatment_start")
        if answer.limit_is_missing and (answer.svf_name or is_part):
            self.show_message(
                "limit",
                self.tr("Ledtidsgräns saknas"),
                self.tr(
                    "Ledtidsgräns saknas för {svf}. Patienterna räknas inte in i andelen. "
                    "Gränsen skrivs in under Inställningar när den är känd."
                ).format(svf=answer.svf_name or text("charts.all.svf")),
                self.tr("Öppna Inställningar"),
                lambda: self.navigate("settings"),
            )
            return
        if answer.state is not None:
            self.show_message(
                "filter",
                self.tr("Inget i urvalet"),
                self.tr(
                    "Efter uttaget {date} fanns inga förlopp som målet gäller för: {what}. Välj "
                    "en tidigare period, eller se siffrorna som nu."
                ).format(
                    date=formats.iso_date(answer.state.extract_date), what=self._selection_words()
                ),
                self.tr("Visa som nu"),
                self.snapshots.show_now,
            )
            return
        resets = self.selection.can_reset
        self.show_message(
            "filter",
            self.tr("Inget i urvalet"),
            (
                self.tr("Inga avslutade förlopp med start av behandling finns för: {what}.")
                if not is_part and goal.fixed_days is None
                else self.tr("Inga förlopp som målet gäller finns för: {what}.")
            ).format(what=self._selection_words()),
            self.tr("Återställ urvalet") if resets else "",
            self.selection.reset if resets else None,
        )

    def _selection_words(self) -> str:
        words = (
            self.selection.process_label() or text("charts.all.svf"),
            self.selection.area_label() or text("charts.everyone"),
            self.selection.period_label(),
        )
        return ", ".join(word for word in words if word)

    def _named(self, facts: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
        names = {
            "limit": self.tr("Ledtidsgräns"),
            "goal": self.tr("Mål"),
            "direction": self.tr("Riktning"),
            "population": self.tr("Gäller"),
            "extract": self.tr("Uttag"),
        }
        return [(names[key], words) for key, words in facts]

    def _show_side(self, answer: Answer) -> None:
        self._figure.setVisible(answer.figure is not None)
        if answer.figure is not None:
            self._figure.show_figure(answer.figure)
        self._about.clear()
        facts = self._named(tuple(fact for fact in answer.facts if fact[0] != "extract"))
        first = facts[:1] if answer.unconfirmed else []
        if first:
            self._about.column.addWidget(fact_rows(first))
        for limit in answer.unconfirmed[:_MOST_BOXES]:
            self._about.column.addWidget(self._limit_box(limit, answer))
        more = len(answer.unconfirmed) - _MOST_BOXES
        if more > 0:
            self._about.column.addWidget(
                Label(
                    self.tr(
                        "{count} gränser till är inte bekräftade. De finns i Beskrivning."
                    ).format(count=more),
                    "small",
                    "text2",
                    wraps=True,
                )
            )
        rest = facts[len(first) :]
        if rest:
            self._about.column.addWidget(fact_rows(rest))
        self._about.setVisible(bool(facts))
        self._remarks.set_sentences(answer.remarks)
        self._remarks.setVisible(bool(answer.remarks))
        self.notes.show_notes(answer.notes)
        self._excluded.setVisible(not answer.problem)
        self._excluded.clear()
        if answer.excluded:
            self._excluded.column.addWidget(fact_rows(answer.excluded))
        else:
            self._excluded.set_sentences((self.tr("Inga förlopp är exkluderade."),))
        self._excluded.set_count(len(answer.excluded))

    def _limit_box(self, limit: LimitRow, answer: Answer) -> QWidget:
        several = len(answer.unconfirmed) > 1
        strong = self.tr("Ledtidsgränsen är inte bekräftad")
        if several:
            strong = f"{limit_words(limit).capitalize()}: {strong[:1].lower()}{strong[1:]}"
        decided = (
            formats.MISSING if limit.decided_on is None else formats.iso_date(limit.decided_on)
        )
        rest = self.tr("mot gällande vårdförlopp. Källa: {source}, fastställd {date}.").format(
            source=limit.source, date=decided
        )
        return doubt_box(
            strong, rest, self.tr("Bekräfta ledtidsgränsen"), lambda: self._confirm(limit)
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Answer the page's question in the head where there is room for all of it."""
        super().resizeEvent(event)
        line = self.tr(
            "Hur stor andel kommer till behandling inom ledtiden, var, för vilka, "
            "och är förändringen säker?"
        )
        self.head.set_line(line if self.has_room_for_line() else "")
        self._goals.setMaximumWidth(round(420 * theme.current().text_scale))

    def changeEvent(self, event: QEvent) -> None:
        """Let the combo of goals follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._goals.updateGeometry()
