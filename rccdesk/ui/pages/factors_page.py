"""Strategiska faktorer: SWOT in four quadrants, and the critical factors, with their strategies."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QDialog, QGridLayout, QWidget

from rccdesk.enums import FactorKind, LinkRole, Theme, Thing, Topic
from rccdesk.services import framework, links
from rccdesk.services.framework.model import FactorRow
from rccdesk.texts import text
from rccdesk.ui import messages, theme
from rccdesk.ui.dialogs.factor_dialog import FactorDialog
from rccdesk.ui.dialogs.link_dialog import LinkDialog
from rccdesk.ui.pages.factors.quadrant import FactorLine, Quadrant
from rccdesk.ui.pages.page import Context, Page
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.choice_box import ChoiceBox
from rccdesk.ui.widgets.flow import FlowLayout
from rccdesk.ui.widgets.labels import Label
from rccdesk.ui.widgets.page_scroll import PageScroll

if TYPE_CHECKING:
    from rccdesk.services.database import Database

_LEAST_CARD = 360  # px at 100 % text


@dataclass(frozen=True, slots=True)
class _Found:
    lines: tuple[FactorLine, ...]


def _read(database: Database) -> _Found:
    rows = framework.list_factors(database)
    names: dict[str, list[str]] = {}
    for link in links.list_links(database, from_kind=Thing.FACTOR, role=LinkRole.SERVES):
        names.setdefault(link.from_key, []).append(
            links.name_of(database, link.to_kind, link.to_key, link.title)
        )
    return _Found(tuple(FactorLine(row, tuple(names.get(row.uuid, ()))) for row in rows))


class FactorsPage(Page):
    """Six cards: strengths and weaknesses within, opportunities and threats without, and two."""

    topics: ClassVar[frozenset[Topic]] = frozenset(
        {Topic.FRAMEWORK, Topic.PLANS, Topic.INITIATIVES}
    )
    uses_selection = False

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._context = context
        self._found: _Found | None = None
        self._columns = 0
        self.cards: tuple[Quadrant, ...] = ()
        self._wanted = ""  # a factor that another page asks for
        self.head.set_trail(self.tr("Uppdraget / Strategiska faktorer"))
        self.head.set_title(
            self.tr("Strategiska faktorer"),
            self.tr("Vad underlättar och vad försvårar, och hur möter vi det?"),
        )
        self.add = Button(
            self.tr("Lägg till faktor…"), act=lambda: self._add(FactorKind.STRENGTH), icon="add"
        )
        self.head.add_action(self.add)
        self.build_in_turns(self._build_tools, self._build_cards)

    def arrive(self, arguments: Mapping[str, object]) -> None:
        """Go to the factor that another page asks for."""
        self._wanted = str(arguments.get("factor") or "")
        if self._found is not None:
            self._go_to_wanted()

    def refresh(self) -> None:
        """Read the factors."""
        if self._found is None:
            self.show_busy()
        self._tasks.run_latest(self, _read).then(self._show).catch(self.show_error)

    def list_dialogs(self) -> Mapping[str, Callable[[], QDialog]]:
        """Return the dialogs that add, change and link a factor."""
        found: dict[str, Callable[[], QDialog]] = {
            "add": lambda: self.make_dialog(FactorRow(FactorKind.STRENGTH, ""))
        }
        if self._found is not None and self._found.lines:
            row = self._found.lines[0].row
            found["edit"] = lambda: self.make_dialog(row)
            found["link"] = lambda: LinkDialog(
                self._context,
                Thing.FACTOR,
                row.uuid,
                self.window(),
                roles=(LinkRole.SERVES, LinkRole.EVIDENCE),
            )
        return found

    def theme_changed(self) -> None:
        """Lay the cards out for the new text size."""
        self._columns = 0
        self._place()

    def make_dialog(self, row: FactorRow) -> FactorDialog:
        """Return the fields of a factor."""
        return FactorDialog(self._context, row, self.window())

    # Building

    def _build_tools(self) -> None:
        tools = FlowLayout(gap=8)
        label = Label(self.tr("Tema"), "small", "text2")
        self.themes = ChoiceBox()
        self.themes.setAccessibleName(self.tr("Tema"))
        self.themes.addItem(self.tr("Alla teman"), "")
        for each in Theme:
            self.themes.addItem(text(f"framework.theme.{each}"), str(each))
        label.setBuddy(self.themes)
        self.themes.activated.connect(lambda _at: self._fill())
        note = Label(
            self.tr("Temana är Socialstyrelsens från 2021. Skriv inga namn på personer."),
            "small",
            "text2",
        )
        for widget in (label, self.themes, note):
            tools.addWidget(widget)
        self.body.addLayout(tools)

    def _build_cards(self) -> None:
        inside = QWidget()
        self._grid = QGridLayout(inside)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(12)
        titles = {
            FactorKind.STRENGTH: (self.tr("Styrkor"), self.tr("Internt, underlättar")),
            FactorKind.WEAKNESS: (self.tr("Svagheter"), self.tr("Internt, försvårar")),
            FactorKind.OPPORTUNITY: (self.tr("Möjligheter"), self.tr("Externt, underlättar")),
            FactorKind.THREAT: (self.tr("Hot"), self.tr("Externt, försvårar")),
            FactorKind.SUCCESS_FACTOR: (
                self.tr("Framgångsfaktorer"),
                self.tr("Kritiska för ett framgångsrikt resultat"),
            ),
            FactorKind.CHALLENGE: (
                self.tr("Utmaningar"),
                self.tr("Viktigast att prioritera i arbetet"),
            ),
        }
        self.cards = tuple(Quadrant(kind, *words) for kind, words in titles.items())
        for card in self.cards:
            card.opened.connect(lambda row: self.make_dialog(row).open())
            card.delete_wanted.connect(self._delete)
            card.add_wanted.connect(self._add)
        self._scroll = PageScroll(inside, self)
        self.body.addWidget(self._scroll, 1)
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use two columns where there is room for both."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        if not self.cards:
            return
        scale = theme.current().text_scale
        columns = 2 if self.width() >= 2 * _LEAST_CARD * scale else 1
        if columns == self._columns:
            return
        self._columns = columns
        for number, card in enumerate(self.cards):
            self._grid.removeWidget(card)
            self._grid.addWidget(card, number // columns, number % columns)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1 if columns == 2 else 0)
        self._grid.setRowStretch(len(self.cards), 1)

    # Showing

    def _show(self, found: _Found) -> None:
        self._found = found
        self._fill()
        self.show_content()
        self._go_to_wanted()

    def _fill(self) -> None:
        found = self._found
        if found is None:
            return
        database = self._tasks.database
        can_write = database is not None and not database.is_reading
        self.add.setEnabled(can_write)
        wanted = str(self.themes.currentData() or "")
        for card in self.cards:
            lines = [
                line
                for line in found.lines
                if line.row.kind is card.kind and (not wanted or line.row.theme == wanted)
            ]
            card.show_factors(lines, can_write=can_write)

    def _go_to_wanted(self) -> None:
        for card in self.cards:
            for row in card.rows:
                if self._wanted and row.line.row.uuid == self._wanted:
                    self._wanted = ""
                    row.setFocus()
                    self._scroll.ensureWidgetVisible(row)
                    return

    # Acts

    def _add(self, kind: FactorKind) -> None:
        chosen = str(self.themes.currentData() or "")
        self.make_dialog(FactorRow(kind, "", Theme(chosen) if chosen else None)).open()

    def _delete(self, row: FactorRow) -> None:
        said = self.tr("Faktorn är flyttad till Papperskorgen.")
        task = self._tasks.run_write(self, framework.delete_factor, row.uuid)
        task.then(lambda _done: self.toast(said, self.window_actions.undo)).catch(self._refuse)

    def _refuse(self, error: Exception) -> None:
        if not messages.report_bug(error, self):
            self.toast(messages.sentence(error))
