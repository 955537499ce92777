"""A goal and its figure now against its level, with n; or why there is none."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from rccdesk import formats
from rccdesk.ui.pages.plan_item.section import Section
from rccdesk.ui.plan_state import StateMark
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.figures import StatusChip
from rccdesk.ui.widgets.labels import Label

if TYPE_CHECKING:
    from rccdesk.services.plans import ItemFigure, ItemPage


class GoalCard(Section):
    """State and completeness, the measure, the figure, what it is measured against."""

    def __init__(self, show_place: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.title.setText(self.tr("Läget nu"))
        self.setAccessibleName(self.title.text())
        marks = QHBoxLayout()
        marks.setSpacing(8)
        self.state = StateMark()
        self.complete = Label("", "small_strong", "text2", wraps=True)
        marks.addWidget(self.state)
        marks.addWidget(self.complete, 1)
        self.body.addLayout(marks)
        self.reason = Label("", "small", "text2", wraps=True)
        self.body.addWidget(self.reason)
        self.measure = Label("", "table_strong", wraps=True)
        self.body.addWidget(self.measure)
        line = QHBoxLayout()
        line.setSpacing(10)
        self.value = Label("", "value")
        self.count = Label("", "small", "text2", wraps=True)
        self.status = StatusChip()
        line.addWidget(self.value)
        line.addWidget(self.status)
        line.addWidget(self.count, 1)
        self.body.addLayout(line)
        self.words = Label("", "table", wraps=True)
        self.foot = Label("", "caption", "text2", wraps=True)
        self.body.addWidget(self.words)
        self.body.addWidget(self.foot)
        self.place = Button(self.tr("Visa siffran"), "link", show_place, small=True)
        self.add_act(self.place)

    def show_page(self, page: ItemPage) -> None:
        """Show the goal of a page."""
        item, figure = page.item, page.figure
        self.state.show_state(item.state)
        self.complete.setText(page.completeness)
        parts = [item.state_reason]
        if page.is_overdue and item.target_date is not None:
            day = formats.iso_date(item.target_date)
            parts.append(self.tr("Skulle vara klart {day}.").format(day=day))
        self.reason.setText(" ".join(part for part in parts if part))
        self.reason.setVisible(bool(self.reason.text()))
        for widget in (self.value, self.count, self.status, self.words, self.foot):
            widget.setVisible(figure is not None)
        self.place.setVisible(figure is not None and bool(figure.place))
        if figure is None:
            self.measure.setText(
                item.measure or ("" if page.is_heading else self.tr("Målet har inget mått."))
            )
            self.measure.setVisible(bool(self.measure.text()))
            return
        self.measure.show()
        self._show_figure(figure)

    def _show_figure(self, figure: ItemFigure) -> None:
        where = ", ".join(part for part in (figure.place_words, figure.period_words) if part)
        self.measure.setText(f"{figure.measure}: {where}" if where else figure.measure)
        self.value.setText(figure.value_text)
        self.value.setVisible(bool(figure.value_text))
        self.count.setText(figure.count_text)
        self.status.show_status(figure.status, figure.status_words)
        aims = []
        if figure.level_text:
            aims.append(self.tr("Mål: {level}.").format(level=figure.level_text))
        if figure.baseline_text:
            aims.append(self.tr("Utgångsvärde: {words}.").format(words=figure.baseline_text))
        self.words.setText(" ".join((*aims, figure.reason)).strip())
        self.words.setVisible(bool(self.words.text()))
        self.foot.setText(" ".join(figure.lines))
        self.foot.setVisible(bool(figure.lines))
