"""The sections "Källa" and "Datatvivel" of a right panel, and what has changed in its figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog

from rccdesk.services import provenance, since_last
from rccdesk.ui import messages
from rccdesk.ui.dialogs.provenance_dialog import ProvenanceDialog
from rccdesk.ui.doubts.doubt_acts import DoubtActs
from rccdesk.ui.doubts.doubt_cards import DoubtCards
from rccdesk.ui.pages.side_panel import FigureHead, Section, fact_rows
from rccdesk.ui.widgets.buttons import Button

if TYPE_CHECKING:
    from rccdesk.services.database import Database
    from rccdesk.services.provenance import Provenance
    from rccdesk.ui.pages.page import Context, Page
    from rccdesk.ui.pages.panel_words import FigureNotes


class FigureNotesView(QObject):
    """Fills ``source`` and ``doubts``, which the page puts in its panel, and the last of ``head``.

    What a figure was before its newest extract is read after the figure is shown, so that no
    page waits for it.
    """

    def __init__(self, context: Context, head: FigureHead, page: Page) -> None:
        super().__init__(page)
        self._tasks, self._page, self._head = context.tasks, page, head
        self._notes: FigureNotes | None = None
        self.source = Section(self.tr("Källa"), is_open=True)
        self.doubts = Section(self.tr("Datatvivel"))
        self._cards = DoubtCards(DoubtActs(context.tasks, context.window, self))
        self.doubts.column.addWidget(self._cards)
        self._more = Button("", "link", lambda: page.navigate("imports", tab="doubts"))
        self.doubts.column.addWidget(self._more)
        self._doubt_link = Button("", "link", self.doubts.go_to)
        head.add_link(Button(self.tr("Visa källan…"), "link", self.show_source))
        head.add_link(self._doubt_link)

    def show_notes(self, notes: FigureNotes | None) -> None:
        """Show what belongs to a figure; nothing for None."""
        before, self._notes = self._notes, notes
        self._head.show_links(shown=notes is not None and not notes.row.hidden)
        self.source.setVisible(notes is not None)
        self.doubts.setVisible(notes is not None)
        is_same = before is not None and notes is not None and before.row == notes.row
        if not is_same:
            self._head.set_change("")
        if notes is not None:
            self._show_source(notes)
            self._show_doubts(notes)
            self._read_revision(notes)

    def show_source(self) -> None:
        """Show the files and cells of the figure."""
        notes = self._notes
        if notes is not None:
            self._tasks.run_latest(self, _read_provenance, notes).then(
                lambda found: self.make_dialog(found).open()
            ).catch(self._fail)

    def make_dialog(self, found: Provenance) -> QDialog:
        """Return the dialog of a source."""
        return ProvenanceDialog(
            found,
            self._page.window(),
            show_import=lambda batch_id: self._page.navigate("imports", batch=batch_id),
        )

    def _show_source(self, notes: FigureNotes) -> None:
        names = {
            "file": self.tr("Fil"),
            "sheet": self.tr("Blad"),
            "cell": self.tr("Cell"),
            "extract": self.tr("Uttag"),
        }
        self.source.clear()
        column = self.source.column
        column.addWidget(fact_rows([(names[key], words) for key, words in notes.source]))

    def _show_doubts(self, notes: FigureNotes) -> None:
        found = notes.doubts
        count = len(notes.codes) + found.count - found.dismissed_count
        is_empty = not notes.codes and not found.count
        sentences = (self.tr("Inga datatvivel."),) if is_empty else notes.codes
        self._cards.show_doubts(sentences, found.listed)
        left = found.count - len(found.listed)
        self._more.setText(self.tr("Visa alla {count} i Import").format(count=found.count))
        self._more.setVisible(left > 0)
        self.doubts.set_count(count)
        self._doubt_link.setText(self.tr("Datatvivel: {count}").format(count=count))
        self._doubt_link.setVisible(bool(count))
        if any(one.is_waiting for one in found.listed):
            self.doubts.open_once()

    def _read_revision(self, notes: FigureNotes) -> None:
        if notes.row.hidden or notes.row.value is None:
            return
        self._tasks.run_latest(self, _read_change, notes).then(self._show_change).catch(self._fail)

    def _show_change(self, found: tuple[FigureNotes, str]) -> None:
        notes, sentence = found
        if notes is self._notes:
            self._head.set_change(sentence)

    def _fail(self, error: Exception) -> None:
        if not messages.report_bug(error, self._page):
            self._page.toast(messages.sentence(error))


def _read_provenance(database: Database, notes: FigureNotes) -> Provenance:
    return provenance.get_provenance(database, notes.table, notes.row)


def _read_change(database: Database, notes: FigureNotes) -> tuple[FigureNotes, str]:
    found = since_last.get_revision(database, notes.query, notes.row.value_key)
    if found is None:
        return notes, ""
    return notes, since_last.revision_sentence(found, notes.table.is_proportion)
