"""Insatser: what is tried, where it stands, and what is known of the result of each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from rccdesk.enums import InitiativeState, LinkRole, Thing, Topic
from rccdesk.services import initiatives
from rccdesk.services.initiatives.model import InitiativeRow
from rccdesk.ui import messages, theme
from rccdesk.ui.dialogs.initiative_dialog import InitiativeDialog
from rccdesk.ui.dialogs.initiative_state_dialog import InitiativeStateDialog
from rccdesk.ui.dialogs.link_dialog import LinkDialog
from rccdesk.ui.pages.initiatives.filters import Filters
from rccdesk.ui.pages.initiatives.foot import ChosenCard
from rccdesk.ui.pages.initiatives.lines import (
    Answer,
    Found,
    Listing,
    columns_of,
    make_lines,
    read,
)
from rccdesk.ui.pages.page import Context, Page
from rccdesk.ui.tables.line_view import LineView
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.labels import Label
from rccdesk.ui.widgets.page_scroll import PageScroll

if TYPE_CHECKING:
    from rccdesk.services.initiatives import CardImport

_LEAST_ROWS = 4


class InitiativesPage(Page):
    """A table of the initiatives in four listings, with the chosen one in words under it."""

    topics: ClassVar[frozenset[Topic]] = frozenset(
        {Topic.INITIATIVES, Topic.PLANS, Topic.FRAMEWORK, Topic.ORGANISATION, Topic.PATHWAYS}
    )
    views: ClassVar[tuple[str, ...]] = tuple(Listing)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._context = context
        self._answer: Answer | None = None
        self._wanted = ""  # an initiative that was just added
        self.head.set_title(self.tr("Insatser"))
        self.import_ = Button(self.tr("Läs in resultatkort…"), act=self._import, icon="imports")
        self.export = Button(self.tr("Exportera resultatkort…"), act=self._export, icon="save")
        self.add = Button(self.tr("Lägg till insats"), "primary", self._add, icon="add")
        for button in (self.import_, self.export, self.add):
            self.head.add_action(button)
        self.set_head_gap(4)
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # a click leaves what it hides
        self.tabs.setExpanding(False)
        self.tabs.setElideMode(Qt.TextElideMode.ElideNone)
        self.tabs.setAccessibleName(self.tr("Listor av insatser"))
        for _listing in Listing:
            self.tabs.addTab("")
        self.tabs.currentChanged.connect(self._show_listing)
        self.filters = Filters()
        self.filters.changed.connect(self._fill)
        self.filters.process_chosen.connect(self._choose_process)
        self.table = LineView(columns_of(Listing.ALL), several=True)
        self.table.setAccessibleName(self.tr("Insatser"))
        self.table.opened.connect(self.open_initiative)
        self.table.chosen.connect(lambda _key: self._show_chosen())
        self.table.removed.connect(lambda: self._delete(self.table.current_key))
        self.count = Label("", "caption", "text3", wraps=True)
        self.chosen = ChosenCard()
        self.chosen.opened.connect(self.open_initiative)
        self.chosen.acted.connect(self._act)
        self.chosen.removed.connect(self._delete)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._build_card(), 1)
        column.addWidget(self.chosen)
        self.finding = Label("", "body", "text2", wraps=True)
        self.finding.hide()
        self.body.addWidget(self.finding)
        self.body.addWidget(self.tabs)
        self.body.addWidget(PageScroll(inside, self), 1)
        self._name_tabs()

    def arrive(self, arguments: Mapping[str, object]) -> None:
        """Show the listing that another page asks for, or the form of a new initiative."""
        view = arguments.get("view")
        if isinstance(view, str):
            self.show_view(view)
        if arguments.get("add"):
            self._add()

    def refresh(self) -> None:
        """Read the initiatives."""
        if self._answer is None:
            self.show_busy()
        self._tasks.run_latest(self, read).then(self._show).catch(self.show_error)

    def show_view(self, view: str) -> None:
        """Show a listing."""
        if view in self.views:
            self.tabs.setCurrentIndex(self.views.index(view))

    def list_dialogs(self) -> Mapping[str, Callable[[], QDialog]]:
        """Return the dialogs of a new initiative and of a new state."""
        found = self._found(self.table.current_key)
        dialogs: dict[str, Callable[[], QDialog]] = {"add_initiative": self.make_add_dialog}
        if found is not None:
            dialogs["state"] = partial(self.make_state_dialog, found.row)
        return dialogs

    def theme_changed(self) -> None:
        """Let the table have the rows of the text size in use."""
        self._fit_table()
        self._show_finding()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say the finding in the head where there is room for all of it, else under it."""
        super().resizeEvent(event)
        self._show_finding()

    def _show_finding(self) -> None:
        words = self.finding.text()
        metrics = QFontMetrics(theme.font("body"))
        title = QFontMetrics(theme.font("h1")).horizontalAdvance(self.head.title)
        buttons = (self.import_, self.export, self.add)
        taken = title + sum(each.sizeHint().width() + 8 for each in buttons) + 48
        room = self.width() - 2 * theme.current().size("page_side") - taken
        has_room = metrics.horizontalAdvance(words) <= room
        self.head.set_line(words if has_room else "")
        self.finding.setVisible(bool(words) and not has_room)

    @property
    def listing(self) -> Listing:
        """The listing shown."""
        return tuple(Listing)[max(0, self.tabs.currentIndex())]

    # Building

    def _build_card(self) -> QWidget:
        card = QFrame()
        card.setProperty("card", "true")
        column = QVBoxLayout(card)
        column.setContentsMargins(1, 10, 1, 6)
        column.setSpacing(8)
        holder = QWidget()
        inside = QHBoxLayout(holder)
        inside.setContentsMargins(13, 0, 13, 0)
        inside.addWidget(self.filters, 1)
        self.print_ = Button(
            self.tr("Skriv ut resultatkort…"), "flat", self._print, icon="document_pdf", small=True
        )
        inside.addWidget(self.print_, 0, Qt.AlignmentFlag.AlignTop)
        column.addWidget(holder)
        column.addWidget(self.table, 1)
        self.nothing = Label("", "body", "text2", wraps=True)
        self.nothing.setContentsMargins(14, 4, 14, 8)
        column.addWidget(self.nothing)
        self.count.setContentsMargins(14, 0, 14, 0)
        column.addWidget(self.count)
        return card

    def _name_tabs(self) -> None:
        answer = self._answer
        words = {
            Listing.ALL: self.tr("Alla"),
            Listing.NO_PLAN: self.tr("Utan koppling till plan"),
            Listing.TO_END: self.tr("Avsluta?"),
            Listing.DURABILITY: self.tr("Hållbarhet"),
        }
        for number, listing in enumerate(Listing):
            count = len(answer.listed(listing)) if answer is not None else 0
            self.tabs.setTabText(number, f"{words[listing]} ({count})" if count else words[listing])

    # Showing

    def _show(self, answer: Answer) -> None:
        self._answer = answer
        self.head.set_trail(self.tr("{plan} / Insatser").format(plan=answer.plan_title))
        self.finding.setText(answer.results.sentence)
        self._show_finding()
        can_write = self._can_write()
        for button in (self.add, self.import_):
            button.setEnabled(can_write)
        self.export.setEnabled(bool(answer.found))
        self._name_tabs()
        self.tabs.setVisible(bool(answer.found))
        self.add.setVisible(bool(answer.found))  # else it stands under the words
        if not answer.found:
            self.show_empty(
                "initiative",
                self.tr("Här samlas det ni prövar"),
                self.tr(
                    "En insats är något som prövas för att vården ska bli bättre. Lägg till den "
                    "första: bara namnet behövs. Sedan syns vad som är mätt och vad som saknas."
                ),
                self.tr("Lägg till insats") if can_write else "",
                self._add if can_write else None,
            )
            return
        self.filters.offer(
            answer.results.by_level, self.selection.values.processes, self.selection.svf
        )
        self._fill()
        if self._wanted and self.table.choose(self._wanted):
            self._wanted = ""
        self.show_content()

    def _show_listing(self, _index: int = 0) -> None:
        self.table.model_.set_columns(columns_of(self.listing))
        self._fill()

    def _fill(self) -> None:
        answer = self._answer
        if answer is None:
            return
        listing, svf = self.listing, self.selection.svf
        listed = answer.listed(listing)
        shown = [each for each in listed if self.filters.fits(each, svf)]
        self.table.show_lines(make_lines(answer, listing, shown))
        self.table.setVisible(bool(shown))
        self.nothing.setVisible(not shown)
        self.nothing.setText(self._nothing_words(has_any=bool(listed)))
        self.count.setVisible(bool(shown))
        words = self.tr("Visar {shown} av {total} insatser. – uppgift saknas")
        said = [words.format(shown=len(shown), total=len(listed))]
        if listing is Listing.ALL and answer.participation:
            said.append(" ".join(answer.participation))
        self.count.setText("\n".join(said))
        self.print_.setEnabled(bool(shown))
        self._fit_table()
        self._show_chosen()

    def _nothing_words(self, *, has_any: bool) -> str:
        if has_any:
            return self.tr("Ingen insats i urvalet. Välj fler processer, lägen eller resultat.")
        return {
            Listing.ALL: self.tr("Ingen insats finns."),
            Listing.NO_PLAN: self.tr("Alla insatser är kopplade till planen."),
            Listing.TO_END: self.tr(
                "Ingen insats väntar på svar: alla har resultatmått, är uppdaterade och visar "
                "ingen säker försämring."
            ),
            Listing.DURABILITY: self.tr(
                "Ingen insats ska prövas nu. Tolv månader efter slutet kommer den tillbaka hit."
            ),
        }[self.listing]

    def _fit_table(self) -> None:
        self.table.setMinimumHeight(self.table.natural_height(_LEAST_ROWS))

    def _show_chosen(self) -> None:
        if self._answer is not None:
            found = self._found(self.table.current_key) if not self.table.isHidden() else None
            self.chosen.show_found(found, self._answer, self.listing, can_write=self._can_write())

    def _found(self, uuid: str) -> Found | None:
        answer = self._answer
        every = answer.found if answer is not None else ()
        return next((each for each in every if each.row.uuid == uuid), None)

    def _can_write(self) -> bool:
        database = self._tasks.database
        return database is not None and not database.is_reading

    # Acts

    def open_initiative(self, uuid: str) -> None:
        """Show the page of an initiative."""
        self.navigate("initiative", initiative=uuid)

    def make_add_dialog(self) -> InitiativeDialog:
        """Return the form of a new initiative, of the process that is chosen."""
        row = InitiativeRow(title="", svf=self.selection.svf[:1])
        dialog = InitiativeDialog(self._context, row, self.window())
        dialog.saved.connect(self._added)
        return dialog

    def make_state_dialog(
        self, row: InitiativeRow, state: InitiativeState | None = None
    ) -> InitiativeStateDialog:
        """Return the question of where an initiative stands."""
        return InitiativeStateDialog(self._context, row, self.window(), state=state)

    def _add(self) -> None:
        self.make_add_dialog().open()

    def _added(self, row: InitiativeRow) -> None:
        self._wanted = row.uuid

    def _act(self, uuid: str) -> None:
        found = self._found(uuid)
        if found is None:
            return
        if self.listing is Listing.NO_PLAN:
            LinkDialog(
                self._context, Thing.INITIATIVE, uuid, self.window(), roles=(LinkRole.SERVES,)
            ).open()
        elif self.listing is Listing.DURABILITY:
            self.navigate("initiative", initiative=uuid, tab="outcomes")
        else:
            state = InitiativeState.ENDED if self.listing is Listing.TO_END else None
            self.make_state_dialog(found.row, state).open()

    def _delete(self, uuid: str) -> None:
        if uuid and self._can_write():
            said = self.tr("Insatsen är flyttad till Papperskorgen.")
            self._tasks.run_write(self, initiatives.delete_initiative, uuid).then(
                lambda _done: self.toast(said, self.window_actions.undo)
            ).catch(self._refuse)

    def _choose_process(self, key: str) -> None:
        self.selection.set_svf(*([key] if key else []))
        self._fill()

    def _export(self) -> None:
        """Write the cards of the chosen initiatives, else of those worth spreading."""
        uuids = self.table.chosen_keys
        if len(uuids) < 2 and self._answer is not None:
            rows = (each.row for each in self._answer.found)
            uuids = tuple(row.uuid for row in rows if row.is_worth_spreading)
        if not uuids:
            self.toast(
                self.tr(
                    "Ingen insats är märkt som värd att sprida. Märk den under Utvärdering, eller "
                    "välj flera rader i tabellen."
                )
            )
            return
        name = str(Path.home() / self.tr("Spridningsförslag.json"))
        path, _kind = QFileDialog.getSaveFileName(
            self, self.tr("Exportera %n resultatkort", "", len(uuids)), name, "*.json"
        )
        if path:
            said = self.tr("%n resultatkort är exporterade: {file}", "", len(uuids))
            self._tasks.run_file(self, initiatives.export_cards, uuids, Path(path)).then(
                lambda made: self.toast(said.format(file=made.name))
            ).catch(self._refuse)

    def _print(self) -> None:
        """Write the cards of the chosen initiatives, else of all shown, as one PDF by area."""
        uuids = self.table.chosen_keys
        if len(uuids) < 2:
            uuids = tuple(line.key for line in self.table.model_.lines)
        title = self.tr("Skriv ut %n resultatkort", "", len(uuids))
        name = str(Path.home() / self.tr("Resultatkort.pdf"))
        path, _kind = QFileDialog.getSaveFileName(self, title, name, "*.pdf")
        if path:
            said = self.tr("%n resultatkort är sparade: {file}", "", len(uuids))
            self._tasks.run_file(self, initiatives.write_cards, uuids, Path(path)).then(
                lambda made: self.toast(said.format(file=made.name))
            ).catch(self._refuse)

    def _import(self) -> None:
        path, _kind = QFileDialog.getOpenFileName(
            self, self.tr("Läs in resultatkort från ett annat RCC"), str(Path.home()), "*.json"
        )
        if path:
            self._tasks.run_write(self, initiatives.import_cards, Path(path)).then(
                self._imported
            ).catch(self._refuse)

    def _imported(self, found: CardImport) -> None:
        said = self.tr("%n resultatkort är inlästa som idéer.", "", len(found.added))
        if found.skipped:
            said += " " + self.tr("%n fanns redan.", "", len(found.skipped))
        undo = self.window_actions.undo if found.added else None
        self.toast(said, undo)

    def _refuse(self, error: Exception) -> None:
        if not messages.report_bug(error, self):
            self.toast(messages.sentence(error))
        self.refresh()
