"""The tables of a goal: its activities, where it stands in the regions, and its follow-ups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from rccdesk import formats, periods
from rccdesk.enums import ItemState
from rccdesk.services import plans
from rccdesk.services.charts.spec import TableColumn
from rccdesk.ui.pages.plan_item.section import Section, StateTable
from rccdesk.ui.widgets.labels import Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rccdesk.services.plans import ItemPage


class ListCard(Section):
    """A table with states in its second column; ``opened`` tells which row is to be opened."""

    opened = Signal(int)

    def __init__(self, title: str, none: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self.table = StateTable(1)
        self.table.setAccessibleName(title)
        self.table.opened.connect(self.opened)
        self.body.setContentsMargins(0, 0, 0, 0)
        self._none = Label(none, "small", "text2", wraps=True)
        self._none.setContentsMargins(14, 0, 14, 0)
        self.body.addWidget(self._none)
        self.body.addWidget(self.table)

    def show_rows(
        self,
        heads: Sequence[str],
        rows: Sequence[tuple[str, ...]],
        states: Sequence[ItemState | None],
    ) -> None:
        """Show rows with their states, or that there are none."""
        self.table.show_states([TableColumn(head) for head in heads], rows, states)
        self._none.setVisible(not rows)


class ActivitiesCard(ListCard):
    """The activities of a goal."""

    def show_page(self, page: ItemPage) -> None:
        """Show the activities; a date that has passed says so."""
        late = self.tr("{day}, har passerat")
        rows = []
        for row in page.activities:
            day = "" if row.due_on is None else formats.iso_date(row.due_on)
            if row.uuid in page.overdue:
                day = late.format(day=day)
            words = plans.mark_words(row.state)
            rows.append((row.title, words, row.responsible, day, row.next_step or row.state_reason))
        heads = (
            self.tr("Aktivitet"),
            self.tr("Status"),
            self.tr("Ansvarig"),
            self.tr("Klar senast"),
            self.tr("Nästa steg"),
        )
        self.show_rows(heads, rows, [row.state for row in page.activities])


class RegionsCard(ListCard):
    """Where a goal stands in each region."""

    def show_page(self, page: ItemPage) -> None:
        """Show the regions; a heading that no region has said anything of has none."""
        states = [each.mark if isinstance(each.mark, ItemState) else None for each in page.regions]
        self.setVisible(not page.is_heading or any(state is not None for state in states))
        rows = [
            (
                each.name,
                each.words,
                each.note,
                each.responsible,
                "" if each.told_on is None else formats.iso_date(each.told_on),
            )
            for each in page.regions
        ]
        heads = (
            self.tr("Region"),
            self.tr("Status"),
            self.tr("Anteckning"),
            self.tr("Ansvarig"),
            self.tr("Uppgift från"),
        )
        self.show_rows(heads, rows, states)


class FollowUpsCard(ListCard):
    """What has been said of a goal, period by period."""

    def show_page(self, page: ItemPage) -> None:
        """Show the follow-ups, the newest first."""
        rows = [
            (
                periods.period_words(row.period),
                plans.mark_words(row.state),
                row.text,
                row.action,
                row.figure,
            )
            for row in page.follow_ups
        ]
        heads = (
            self.tr("Period"),
            self.tr("Status"),
            self.tr("Text"),
            self.tr("Vad som bestämdes"),
            self.tr("Siffran då"),
        )
        self.show_rows(heads, rows, [row.state for row in page.follow_ups])
