"""One initiative: its effect chain with the gaps, results, answers, work and result card."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QDialog, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from rccdesk.enums import LinkRole, Topic
from rccdesk.ui import theme
from rccdesk.ui.dialogs.initiative_dialog import InitiativePart
from rccdesk.ui.pages.initiatives.acts import Acts
from rccdesk.ui.pages.initiatives.answers_tab import AnswersTab
from rccdesk.ui.pages.initiatives.card_tab import CardTab, draw_card
from rccdesk.ui.pages.initiatives.outcomes_tab import OutcomesTab
from rccdesk.ui.pages.initiatives.overview_tab import OverviewTab
from rccdesk.ui.pages.initiatives.sheet import Sheet, read_sheet
from rccdesk.ui.pages.initiatives.state_line import StateLine
from rccdesk.ui.pages.initiatives.work_tab import WorkTab
from rccdesk.ui.pages.page import Context, Page
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.kept_place import KeptPlace
from rccdesk.ui.widgets.page_scroll import PageScroll

CHAIN, OUTCOMES, ANSWERS, WORK, CARD = "chain", "outcomes", "answers", "work", "card"
_LEAST_TITLE = 260  # px at 100 % text


class InitiativePage(Page):
    """Tabs over one initiative, with where it stands above them."""

    topics: ClassVar[frozenset[Topic]] = frozenset(
        {
            Topic.INITIATIVES,
            Topic.PLANS,
            Topic.FRAMEWORK,
            Topic.ORGANISATION,
            Topic.PATHWAYS,
            Topic.MAPPING,
        }
    )
    uses_selection: ClassVar[bool] = False
    views: ClassVar[tuple[str, ...]] = (CHAIN, OUTCOMES, ANSWERS, WORK, CARD)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._uuid = ""
        self.sheet: Sheet | None = None
        self._drawn: object = None  # the card that the pictures are of
        self._stale_tabs: set[str] = set()
        self.acts = Acts(self, context, lambda: self.sheet)
        self.back = Button(
            self.tr("Alla insatser"), act=lambda: self.navigate("initiatives"), icon="back"
        )
        self.change = Button(
            self.tr("Ändra läge…"), "primary", lambda: self.acts.make_state_dialog().open()
        )
        self.head.add_action(self.back)
        self.head.add_action(self.change)
        self.set_head_gap(4)
        self.line = StateLine()
        self.body.setSpacing(4)
        self.body.addWidget(self.line)
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # a click leaves what it hides
        self.tabs.setExpanding(False)
        self.tabs.setElideMode(Qt.TextElideMode.ElideNone)
        self.tabs.setAccessibleName(self.tr("Delar av insatsen"))
        for words in (
            self.tr("Effektkedja"),
            self.tr("Resultatmått"),
            self.tr("Förankring"),
            self.tr("Aktiviteter och kopplingar"),
            self.tr("Resultatkort"),
        ):
            self.tabs.addTab(words)
        self.body.addWidget(self.tabs)
        self.overview, self.outcomes = OverviewTab(), OutcomesTab()
        self.answers, self.work, self.card = AnswersTab(), WorkTab(), CardTab()
        self.stack = QStackedWidget()
        self._places: list[PageScroll] = []  # Qt's binding may lose the hold of what had the focus
        for tab in (self.overview, self.outcomes, self.answers, self.work, self.card):
            inside = QWidget()
            column = QVBoxLayout(inside)
            column.setContentsMargins(0, 8, 0, 0)
            column.addWidget(tab)
            self._places.append(PageScroll(inside, self))
            self.stack.addWidget(self._places[-1])
        self.body.addWidget(self.stack, 1)
        self.tabs.currentChanged.connect(self._show_tab)
        self._connect()

    def arrive(self, arguments: Mapping[str, object]) -> None:
        """Show the initiative, and the tab, that another page asks for."""
        uuid, tab = arguments.get("initiative"), arguments.get("tab")
        if isinstance(uuid, str) and uuid != self._uuid:
            self._uuid = uuid
            self.sheet = None
            self.show_busy()
            self.tabs.setCurrentIndex(0)
            self.mark_stale()
        if isinstance(tab, str):
            self.show_view(tab)

    def refresh(self) -> None:
        """Read the initiative."""
        if self.sheet is None:
            self.show_busy()
        self._tasks.run_latest(self, read_sheet, self._uuid).then(self._show).catch(self.show_error)

    def show_view(self, view: str) -> None:
        """Show a tab."""
        if view in self.views:
            self.tabs.setCurrentIndex(self.views.index(view))

    def list_dialogs(self) -> Mapping[str, Callable[[], QDialog]]:
        """Return the dialogs of the page."""
        sheet = self.sheet
        if sheet is None:
            return {}
        dialogs: dict[str, Callable[[], QDialog]] = {
            part: partial(self.acts.make_edit_dialog, part) for part in InitiativePart
        }
        dialogs["state"] = self.acts.make_state_dialog
        dialogs["outcome"] = self.acts.make_outcome_dialog
        dialogs["answer"] = self.acts.make_answer_dialog
        dialogs["obstacle"] = self.acts.make_obstacle_dialog
        dialogs["activity"] = self.acts.make_activity_dialog
        if sheet.outcomes:
            dialogs["measure"] = partial(self.acts.make_measure_dialog, sheet.outcomes[0], "after")
        return dialogs

    def theme_changed(self) -> None:
        """Lay everything out for the new text size."""
        self._fill()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the title and place the cards for the new width."""
        super().resizeEvent(event)
        self._show_title()
        if self.sheet is not None:
            self.overview.place(self._room)

    @property
    def can_write(self) -> bool:
        """Whether the store takes changes."""
        database = self._tasks.database
        return database is not None and not database.is_reading

    @property
    def _room(self) -> int:
        return self.width() - 2 * theme.current().size("page_side")

    def _connect(self) -> None:
        """Answer what the tabs ask for."""
        acts = self.acts
        self.overview.edit.connect(lambda part: acts.make_edit_dialog(part).open())
        self.overview.describe.connect(lambda: acts.make_change_dialog().open())
        self.overview.choose_outcome.connect(lambda: acts.make_outcome_dialog().open())
        self.overview.link.connect(lambda kind: acts.link(LinkRole.SERVES, kind))
        self.overview.go.connect(acts.go)
        self.outcomes.add.connect(lambda: acts.make_outcome_dialog().open())
        self.outcomes.edit.connect(lambda row: acts.make_outcome_dialog(row).open())
        self.outcomes.measure.connect(
            lambda row, moment: acts.make_measure_dialog(row, moment).open()
        )
        self.outcomes.remove.connect(acts.remove_outcome)
        self.outcomes.show_chart.connect(acts.show_chart)
        self.answers.answered.connect(acts.answer)
        self.answers.typed.connect(acts.type_answer)
        self.answers.add.connect(lambda: acts.make_answer_dialog().open())
        self.answers.edit.connect(lambda uuid: acts.make_answer_dialog(uuid).open())
        self.answers.remove.connect(acts.remove_answer)
        self.work.edit_activity.connect(lambda row: acts.make_activity_dialog(row).open())
        self.work.remove_activity.connect(acts.remove_activity)
        self.work.edit_obstacle.connect(lambda row: acts.make_obstacle_dialog(row).open())
        self.work.raise_obstacle.connect(acts.raise_obstacle)
        self.work.remove_obstacle.connect(acts.remove_obstacle)
        self.work.link.connect(acts.link)
        self.work.confirm.connect(acts.confirm)
        self.work.unlink.connect(acts.unlink)
        self.work.go.connect(acts.go)
        self.card.print_.connect(acts.print_card)
        self.card.export.connect(acts.export_card)

    # Showing

    def _show(self, sheet: Sheet | None) -> None:
        self.sheet = sheet
        self.change.setVisible(sheet is not None)
        if sheet is None:
            self.head.set_title(self.tr("Insats"))
            self.show_empty(
                "initiative",
                self.tr("Ingen insats finns än"),
                self.tr("Lägg till den första under Insatser. Bara namnet behövs."),
                self.tr("Visa insatser"),
                lambda: self.navigate("initiatives"),
            )
            return
        if self._uuid and sheet.row.uuid != self._uuid:
            self.toast(self.tr("Insatsen finns inte längre. Den senast ändrade visas i stället."))
        self._uuid = sheet.row.uuid
        self.head.set_trail(self.tr("{plan} / Insatser / Insats").format(plan=sheet.plan_title))
        self._show_title()
        kept = KeptPlace(self.stack)
        self._fill()
        self.show_content()
        QTimer.singleShot(0, self, kept.restore)  # when what is new can take the focus

    def _show_title(self) -> None:
        sheet = self.sheet
        if sheet is None:
            return
        scale = theme.current().text_scale
        taken = self.back.sizeHint().width() + self.change.sizeHint().width() + 48
        room = max(self._room - taken, round(_LEAST_TITLE * scale))
        metrics = QFontMetrics(theme.font("h1"))
        shown = metrics.elidedText(sheet.row.title, Qt.TextElideMode.ElideRight, room)
        if shown != self.head.title:
            self.head.set_title(shown)
        self.head.setToolTip(sheet.row.title if shown != sheet.row.title else "")

    def _fill(self) -> None:
        """Fill the tab in view now, the others when they are looked at."""
        sheet = self.sheet
        if sheet is None:
            return
        self.change.setEnabled(self.can_write)
        self.line.show_sheet(sheet)
        self._stale_tabs = set(self.views)
        self._fill_tab()

    def _fill_tab(self) -> None:
        sheet, view = self.sheet, self.views[self.tabs.currentIndex()]
        if sheet is None or view not in self._stale_tabs:
            return
        self._stale_tabs.discard(view)
        can_write = self.can_write
        if view == CHAIN:
            self.overview.show_sheet(sheet, can_write=can_write, width=self._room)
        elif view == OUTCOMES:
            self.outcomes.show_sheet(sheet, can_write=can_write, width=self._room)
        elif view == ANSWERS:
            self.answers.show_sheet(sheet, can_write=can_write)
        elif view == WORK:
            self.work.show_sheet(sheet, can_write=can_write)
        else:
            self.card.show_card(sheet.card)
            self._draw_card(sheet)

    def _show_tab(self, index: int) -> None:
        self.stack.setCurrentIndex(index)
        self._fill_tab()

    def _draw_card(self, sheet: Sheet) -> None:
        """Draw the card where it is looked at: typesetting takes a moment."""
        if self._drawn != sheet.card:
            self._drawn = sheet.card
            self._tasks.run_file(self, draw_card, sheet.card).then(self.card.show_pages).catch(
                self.acts.refuse
            )
