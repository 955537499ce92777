"""Målmodeller: every goal beside the others on one extract, and the user's own goals."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QDialog, QGridLayout, QWidget

from rccdesk.enums import GoalStatus, Topic
from rccdesk.services import lead_times, organisation
from rccdesk.services.pathways import goals
from rccdesk.services.pathways.goals import GoalRow
from rccdesk.texts import text
from rccdesk.ui import messages, theme
from rccdesk.ui.dialogs.goal_dialog import GoalDialog
from rccdesk.ui.pages.goals.card import GoalCard
from rccdesk.ui.pages.page import Context, Page
from rccdesk.ui.selection import HEALTH_CARE_REGION, REGION
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.clearing import clear
from rccdesk.ui.widgets.labels import Label
from rccdesk.ui.widgets.page_scroll import PageScroll

if TYPE_CHECKING:
    from rccdesk.services.database import Database
    from rccdesk.services.lead_times import GoalFigure

_LEAST_CARD = 340  # px at 100 % text


@dataclass(frozen=True, slots=True)
class _Question:
    svf: tuple[str, ...]
    area_kind: str
    area: str
    period: str


def _read(database: Database, question: _Question) -> tuple[GoalFigure, ...]:
    region: tuple[str, ...] = ()
    if question.area_kind == REGION:
        region = (question.area,)
    elif question.area_kind == HEALTH_CARE_REGION:
        rccs = organisation.list_rccs(database)
        region = next((rcc.region_codes for rcc in rccs if rcc.key == question.area), ())
    query = lead_times.LeadTimeQuery(
        svf=question.svf, region=region, period=question.period or None
    )
    return lead_times.compare_goals(database, query)


class GoalsPage(Page):
    """A card for each goal model, in as many columns as there is room for."""

    topics: ClassVar[frozenset[Topic]] = frozenset(
        {Topic.PATHWAYS, Topic.LEAD_TIMES, Topic.SETTINGS, Topic.ORGANISATION, Topic.IMPORTS}
    )

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._was_read = False
        self._columns = 0
        self.cards: tuple[GoalCard, ...] = ()
        self._coming: list[GoalCard] = []  # made so far of those that will take their place
        self.head.set_trail(self.tr("Ledtider / Målmodeller"))
        self.head.set_title(self.tr("Målmodeller"), self.tr("Vad säger varje mål om samma uttag?"))
        self.add = Button(self.tr("Lägg till eget mål…"), act=self._add, icon="add")
        self.head.add_action(self.add)
        self.build_in_turns(self._build_room)

    def refresh(self) -> None:
        """Compute every goal over the shared selection."""
        if not self._was_read:
            self.show_busy()
        area = self.selection.area
        question = _Question(self.selection.svf, area.kind, area.key, self.selection.period)
        self._tasks.run_latest(self, _read, question).then(self._show).catch(self.show_error)

    def list_dialogs(self) -> Mapping[str, Callable[[], QDialog]]:
        """Return the dialogs of a new goal and of a copy."""
        if not self.cards:
            return {}
        last = self.cards[-1].found.goal
        return {
            "add_goal": lambda: self.make_dialog(_empty_goal()),
            "copy_goal": lambda: self.make_dialog(self.copy_of(last)),
        }

    def theme_changed(self) -> None:
        """Lay the cards out for the new text size."""
        self._columns = 0
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use as many columns as there is room for."""
        super().resizeEvent(event)
        self._place()

    def copy_of(self, goal: GoalRow) -> GoalRow:
        """Return an own goal with the meaning of another, not saved yet."""
        name = text("lead_times.goal.copy", name=goal.short_name)
        return replace(goal, key="", short_name=name, is_own=True)

    def make_dialog(self, goal: GoalRow) -> GoalDialog:
        """Return the dialog that adds or changes an own goal."""
        dialog = GoalDialog(goal, self.window())
        call = goals.update_goal if goal.key else goals.add_goal

        def saved(row: GoalRow) -> None:
            dialog.accept()
            words = self.tr("Målet är sparat: {name}.").format(name=row.short_name)
            self.toast(words, self.window_actions.undo)

        def save(wanted: GoalRow) -> None:
            self._tasks.run_write(dialog, call, wanted).then(saved).catch(dialog.refuse)

        dialog.wanted.connect(save)
        return dialog

    # Showing

    def _build_room(self) -> None:
        self._note = Label("", "small", "text2", wraps=True)
        self._note.setText(
            self.tr(
                "Målen gäller olika patienter och räknas från olika händelser. Jämför varje mål "
                "med sitt eget mått, inte målen med varandra."
            )
        )
        self.body.addWidget(self._note)
        self._holder = QWidget()
        self._grid = QGridLayout(self._holder)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.current().size("card_gap"))
        self.body.addWidget(PageScroll(self._holder, self), 1)

    def _show(self, found: tuple[GoalFigure, ...]) -> None:
        self._was_read = True
        database = self._tasks.database
        can_write = database is not None and not database.is_reading
        self.add.setEnabled(can_write)
        for card in self._coming:  # a later answer has come before they were shown
            card.deleteLater()
        self._coming = []
        makes = (partial(self._make_card, figure, can_write=can_write) for figure in found)
        self.show_in_turns(*makes, self._take_cards, self.show_content)

    def _make_card(self, figure: GoalFigure, *, can_write: bool) -> None:
        """Make a card, hidden until all of them take the place of those shown."""
        card = GoalCard(
            figure,
            open_goal=lambda key: self.navigate("lead_times", goal=key),
            copy=lambda goal: self.make_dialog(self.copy_of(goal)).open(),
            edit=lambda goal: self.make_dialog(goal).open(),
            delete=self._delete,
            can_write=can_write,
            parent=self._holder,
        )
        self._coming.append(card)
        for widget in (card, *card.findChildren(QWidget)):
            widget.ensurePolished()

    def _take_cards(self) -> None:
        clear(self._grid)
        self.cards, self._coming = tuple(self._coming), []
        self._columns = 0
        self._place()

    def _place(self) -> None:
        scale = theme.current().text_scale
        room = max(self._content.width(), 1)
        columns = max(1, min(4, int(room // (_LEAST_CARD * scale))))
        self._even_heads(columns)
        if columns == self._columns or not self.cards:
            return
        self._columns = columns
        for number, card in enumerate(self.cards):
            self._grid.addWidget(card, number // columns, number % columns)
        for column in range(4):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        rows = -(-len(self.cards) // columns)
        for row in range(len(self.cards) + 1):
            self._grid.setRowStretch(row, 1 if row == rows else 0)

    def _even_heads(self, columns: int) -> None:
        """Let the figures of cards beside each other begin at the same height."""
        gaps = (columns - 1) * self._grid.spacing()
        width = (self._grid.parentWidget().width() - gaps) // columns
        for start in range(0, len(self.cards), columns):
            beside = self.cards[start : start + columns]
            height = max(card.head_height(width) for card in beside)
            for card in beside:
                card.head.setMinimumHeight(height)

    # Acts

    def _add(self) -> None:
        self.make_dialog(_empty_goal()).open()

    def _delete(self, goal: GoalRow) -> None:
        said = self.tr("Målet är flyttat till Papperskorgen: {name}.").format(name=goal.short_name)
        self._tasks.run_write(self, goals.delete_goal, goal.key).then(
            lambda _done: self.toast(said, self.window_actions.undo)
        ).catch(self._refuse)

    def _refuse(self, error: Exception) -> None:
        if not messages.report_bug(error, self):
            self.toast(messages.sentence(error))
        self.refresh()


def _empty_goal() -> GoalRow:
    """Return a goal like the one in force, without a name, that is not saved yet."""
    return GoalRow(
        key="",
        short_name="",
        full_name="",
        status_line="",
        status=GoalStatus.IN_FORCE,
        population="treated_in_svf",
        from_event=goals.EVENTS[0],
        to_event=goals.EVENTS[-1],
        fixed_days=None,
        target=0.0,  # no number is proposed
        is_reported=False,
        is_own=True,
    )
