"""One goal model with its figure over the selection, whom it is about and what it lacks."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from rccdesk import formats
from rccdesk.enums import GoalStatus
from rccdesk.periods import parse_period
from rccdesk.services.charts import figures, sentences
from rccdesk.texts import text
from rccdesk.ui.tables.limits_table import event_words
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.figures import StatusChip
from rccdesk.ui.widgets.flow import FlowLayout
from rccdesk.ui.widgets.labels import Label, rule

if TYPE_CHECKING:
    from rccdesk.services.lead_times import GoalFigure
    from rccdesk.services.pathways.goals import GoalRow
    from rccdesk.services.publishing import Level, PublishableRow, PublishableTable

_FROM_DECISION = "treatment_decision"


class GoalCard(QFrame):
    """Shows a `GoalFigure`; the page gives what its buttons do."""

    def __init__(
        self,
        found: GoalFigure,
        *,
        open_goal: Callable[[str], object],
        copy: Callable[[GoalRow], object],
        edit: Callable[[GoalRow], object],
        delete: Callable[[GoalRow], object],
        can_write: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.found = found
        goal = found.goal
        self.setProperty("card", True)  # noqa: FBT003 - Qt's own order
        self.setAccessibleName(f"{goal.short_name}, {found.status_words}")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 12, 16, 14)
        self._column.setSpacing(4)
        self.head = QWidget()
        self._head_column = QVBoxLayout(self.head)
        self._head_column.setContentsMargins(0, 0, 0, 0)
        self._head_column.setSpacing(4)
        for words, kind, role in (
            (goal.short_name, "h2", "text"),
            (goal.status_line or found.status_words, "small_strong", "text2"),
            (goal.full_name, "small", "text2"),
        ):
            if words:
                self._head_column.addWidget(Label(words, kind, role, wraps=True))
        self._head_column.addStretch(1)
        self._column.addWidget(self.head)
        self._column.addSpacing(4)
        self._column.addWidget(rule())
        self._column.addSpacing(4)
        self._show_figure()
        self._column.addStretch(1)
        self._say(self._whom(), "caption", "text2")
        buttons = FlowLayout(gap=8)
        buttons.addWidget(
            self._button(self.tr("Visa i Ledtider"), lambda: open_goal(goal.key), icon="chart")
        )
        acts: list[tuple[str, Callable[[GoalRow], object], str]] = [
            (self.tr("Kopiera till eget mål…"), copy, "copy")
        ]
        if goal.is_own:
            acts.append((self.tr("Ändra…"), edit, "write"))
            acts.append((self.tr("Flytta till Papperskorgen"), delete, "trash"))
        for words, act, icon in acts:
            button = self._button(words, partial(act, goal), icon=icon)
            button.setEnabled(can_write)
            buttons.addWidget(button)
        self._column.addSpacing(6)
        self._column.addLayout(buttons)

    def head_height(self, width: int) -> int:
        """Return the height that name, standing and wording need in a card of ``width`` px."""
        margins = self._column.contentsMargins()
        inner = width - margins.left() - margins.right() - 2  # its border
        return self._head_column.heightForWidth(inner)

    def _button(self, words: str, act: Callable[[], object], *, icon: str) -> Button:
        button = Button(words, "secondary", act, icon=icon, small=True)
        button.setAccessibleName(f"{words} {self.found.goal.short_name}")
        return button

    def _say(self, words: str, kind: str = "body", role: str = "text") -> None:
        if words:
            self._column.addWidget(Label(words, kind, role, wraps=True))

    def _show_figure(self) -> None:
        found = self.found
        row, table = found.table_row, found.table
        if row is None or table is None or row.value is None:
            words = found.reason[:1].upper() + found.reason[1:]
            hidden = row is not None and row.hidden is not None
            self._column.addWidget(Label(formats.HIDDEN if hidden else formats.MISSING, "value"))
            self._say(words if words.endswith(".") else f"{words}.", "small")
            return
        column = figures.column_for(table, (row,))
        self._value_row(row, table, column)
        lines = []
        if figures.has_interval(row):
            interval = column.interval(row.ci_low, row.ci_high)
            lines.append(f"{text('figures.interval', interval=interval)}.")
        levels = self._levels(table)
        if found.goal.status != GoalStatus.PROPOSED:
            lines.append(sentences.distance_sentence(row, table, levels, column))
        self._say("\n".join(line for line in lines if line), "small")
        if found.goal.from_event == _FROM_DECISION:
            days = found.recommendation_to_decision_median_days
            words = (
                text("lead_times_page.goal.no_median")
                if days is None
                else text("lead_times_page.goal.median", days=formats.number(days))
            )
            self._say(words, "small_strong")
        if found.reason:
            self._say(found.reason[:1].upper() + found.reason[1:] + ".", "small")

    def _value_row(
        self, row: PublishableRow, table: PublishableTable, column: figures.Column
    ) -> None:
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(Label(figures.value_text(row, column), "value"))
        count = Label(figures.count_text(row), "small", "text2")
        line.addWidget(count, 0, Qt.AlignmentFlag.AlignBottom)
        line.addStretch(1)
        if self.found.goal.status == GoalStatus.PROPOSED:
            self._column.addLayout(line)
            would = self.found.would_be_met
            if would is not None:
                key = "would_reach" if would else "would_not_reach"
                target = formats.level(self.found.goal.target)
                verdict = text(f"lead_times_page.goal.{key}", target=target)
                self._say(verdict, "small_strong", "text2")
            self._say(text("charts.sentence.proposed"), "small")
            return
        status = figures.status_of(row, table, self._levels(table))
        chip = StatusChip()
        chip.show_status(status, sentences.status_words(status, table))
        chip.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        line.addWidget(chip)
        self._column.addLayout(line)

    def _levels(self, table: PublishableTable) -> tuple[Level, ...]:
        period = dict(table.selection).get("period", "")
        day = None
        if period and not period.startswith("rolling"):
            day = parse_period(period).last
        return figures.valid_levels(table, day)

    def _whom(self) -> str:
        found, goal = self.found, self.found.goal
        limit = ""
        if goal.from_event:
            span = text(
                "lead_times_page.goal.span",
                first=event_words(goal.from_event),
                last=event_words(goal.to_event),
            )
            days = (
                text("lead_times_page.goal.own_limit")
                if goal.fixed_days is None
                else text("figures.calendar_days", days=goal.fixed_days)
            )
            limit = f"{span}: {days}."
        period = found.period_words[:1].upper() + found.period_words[1:]
        parts = [f"{period}." if period else "", found.population_words, limit]
        if not goal.is_reported:
            parts.append(text("lead_times_page.goal.internal"))
        return " ".join(part for part in parts if part)
