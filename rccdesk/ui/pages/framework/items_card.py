"""The table of items with the panel beside it, and what can be done with the chosen one."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout

from rccdesk.enums import LinkRole
from rccdesk.services.framework import AREAS, Gap
from rccdesk.texts import text
from rccdesk.ui import theme
from rccdesk.ui.pages.framework.items_view import ItemsView
from rccdesk.ui.pages.framework.lines import make_lines
from rccdesk.ui.pages.framework.near import read_near
from rccdesk.ui.pages.framework.panel import ItemPanel, PanelItem
from rccdesk.ui.turns import Turns
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.labels import Label
from rccdesk.ui.widgets.page_scroll import TwoColumns

if TYPE_CHECKING:
    from rccdesk.services.framework import FrameworkView, ItemView
    from rccdesk.services.links import Neighbour
    from rccdesk.ui.pages.framework.acts import FrameworkActs
    from rccdesk.ui.tasks import TaskRunner

_PANEL, _WIDE_PANEL = 290, 420  # px at 100 % text
_LEAST_HEIGHT = 320


class ItemsCard(TwoColumns):
    """Shows the items of a framework; ``gap_pressed`` gives the item and what it lacks."""

    gap_pressed = Signal(object, object)  # FrameworkItemRow, Gap

    def __init__(self, tasks: TaskRunner, acts: FrameworkActs) -> None:
        self._tasks, self._acts = tasks, acts
        self._view: FrameworkView | None = None
        self.near: tuple[Neighbour, ...] = ()  # what the chosen item is linked to
        card = QFrame()
        card.setProperty("card", "true")
        column = QVBoxLayout(card)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        self.table = ItemsView()
        column.addWidget(self.table, 1)
        self._foot = Label("", "caption", "text3", wraps=True)
        self._foot.setContentsMargins(14, 4, 14, 6)
        column.addWidget(self._foot)
        self._card = card
        self.assess, self.sheet = self._make_buttons()
        self.panel = ItemPanel((self.assess, self.sheet))
        self.panel.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        super().__init__(card, self.panel, narrow=self.panel, width=_PANEL, wide=_WIDE_PANEL)
        theme.current().changed.connect(self._take_heights)
        self._take_heights()
        self._turns = Turns(self)
        self.table.chosen.connect(lambda _uuid: self._show_panel())
        self.table.opened.connect(lambda _uuid: self._assess())
        self.assess.clicked.connect(lambda _on=False: self._assess())
        self.sheet.clicked.connect(lambda _on=False: self._save_sheet())
        self._connect_panel()

    @property
    def chosen(self) -> ItemView | None:
        """The item chosen in the table."""
        uuid = self.table.current_uuid
        rows = self._view.rows if self._view is not None else ()
        return next((row for row in rows if row.item.uuid == uuid), None)

    def show_view(self, view: FrameworkView, item_word: str, *, can_write: bool) -> None:
        """Show a framework, whose items are called ``item_word``."""
        self._view = view
        self.table.setAccessibleName(view.framework.title)
        self.assess.setEnabled(can_write)
        foot = [self.tr("Bedömningarna gäller hela området. – inte bedömt eller uppgift saknas.")]
        if any(row.item.asks_for_plan for row in view.rows):
            words = self.tr("Där en plan krävs visas genomförandet först och själva planen under.")
            foot.append(words)
        self._foot.setText(" ".join(foot))
        with QSignalBlocker(self.table):
            self.table.show_lines(make_lines(view), item_word)
        self._show_panel()

    def _take_heights(self) -> None:
        """Keep room for some rows and sections, however large the text is."""
        least = round(_LEAST_HEIGHT * theme.current().text_scale)
        self._card.setMinimumHeight(least)
        self.panel.setMinimumHeight(least)

    def _make_buttons(self) -> tuple[Button, Button]:
        translate = QCoreApplication.translate
        assess = Button(translate("ItemsCard", "Bedöm"), "primary", icon="write")
        assess.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        return assess, Button(translate("ItemsCard", "Skriv ut blad"))

    def _connect_panel(self) -> None:
        self.panel.gap_pressed.connect(self._fill_gap)
        self.panel.link_shown.connect(self._acts.show_link)
        self.panel.link_confirmed.connect(self._acts.confirm_link)
        self.panel.more_wanted.connect(self._link)
        self.panel.assessment_pressed.connect(lambda row: self._acts.assess("", row=row))
        self.panel.item_edited.connect(self._edit)

    def _show_panel(self) -> None:
        row = self.chosen
        if self._view is None or row is None:
            return
        shown = PanelItem(
            row.item,
            self._trail(row),
            self._view.scales,
            row.latest,
            row.history,
            row.gaps,
            can_write=self.assess.isEnabled(),
        )
        self.panel.hold()  # laid out and painted once, not after every part
        self._turns.run(*self.panel.show_parts(shown), self._release_panel)
        for button in (self.assess, self.sheet):
            button.setAccessibleName(f"{button.text()}: {row.item.name}")
        task = self._tasks.run_latest(
            self.panel, read_near, row.item.uuid, dt.datetime.now().astimezone().date()
        )
        task.then(self._show_links).catch(self._acts.refuse)

    def _trail(self, row: ItemView) -> str:
        """Return the item's code and the area that it belongs to, or else its framework."""
        area = next((each for each in row.linked if each.framework_key == AREAS), None)
        if self._view is None or area is None or self._view.framework.key == AREAS:
            title = self._view.framework.title if self._view is not None else ""
            return f"{row.item.code} · {title}"
        words = self.tr("{code} · område {area}").format(code=row.item.code, area=area.name)
        return words if area.is_confirmed else f"{words} ({text('links.unconfirmed')})"

    def _show_links(self, near: tuple[Neighbour, ...]) -> None:
        self.near = near
        self.panel.hold()
        rest = () if self._turns.is_working else (self._release_panel,)
        self._turns.run_next(*self.panel.link_parts(near), *rest)

    def _release_panel(self) -> None:
        self.panel.release()
        self.panel.restore_place()

    def _assess(self) -> None:
        if self.assess.isEnabled() and self.table.current_uuid:
            self._acts.assess(self.table.current_uuid)

    def _save_sheet(self) -> None:
        row = self.chosen
        if row is not None:
            self._acts.save_sheet(row.item)

    def _link(self, role: LinkRole) -> None:
        self._acts.make_links(self.table.current_uuid, (role,)).open()

    def _fill_gap(self, gap: Gap) -> None:
        row = self.chosen
        if row is not None:
            self.gap_pressed.emit(row.item, gap)

    def _edit(self) -> None:
        row = self.chosen
        if row is not None and self._view is not None:
            self._acts.make_item(row.item, is_own=self._view.framework.is_own).open()
