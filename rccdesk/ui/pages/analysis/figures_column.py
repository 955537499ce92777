"""The left side of the page: the figures that the text is about, frozen, and how to add one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from rccdesk import formats
from rccdesk.ui.icons import icon_side, set_icon
from rccdesk.ui.pages.analysis.figure_cards import FigureCard
from rccdesk.ui.pages.analysis.menu_link import MenuLink
from rccdesk.ui.widgets.clearing import clear
from rccdesk.ui.widgets.labels import Label, rule

if TYPE_CHECKING:
    from rccdesk.services.analyses import AnalysisSheet, FrozenFigure
    from rccdesk.services.improvements import FigureOrigin
    from rccdesk.ui.tasks import TaskRunner


class FiguresColumn(QFrame):
    """Shows the frozen figures, or the one that will be frozen with the first words written.

    ``said`` carries what happened to a chart in words, as that it was copied.
    """

    said = Signal(str)

    def __init__(
        self,
        add: Callable[[FigureOrigin], object],
        remove: Callable[[str], object],
        tasks: TaskRunner,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("card", True)  # noqa: FBT003 - Qt's own order
        self._add, self._remove, self._tasks = add, remove, tasks
        self._shown: object = None
        self.cards: list[FigureCard] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 10)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(14, 8, 14, 8)
        head.addWidget(Label(self.tr("Siffrorna texten handlar om"), "h2", wraps=True), 1)
        self.add_link = MenuLink(self.tr("Lägg till siffra"))
        head.addWidget(self.add_link)
        column.addLayout(head)
        column.addWidget(rule("h"))
        note = QHBoxLayout()
        note.setContentsMargins(14, 8, 14, 8)
        note.setSpacing(8)
        icon = Label()
        icon.setFixedWidth(icon_side(16))
        set_icon(icon, "frozen", "text2", 16)
        note.addWidget(icon)
        self._note = Label("", "small", "text2", wraps=True)
        note.addWidget(self._note, 1)
        column.addLayout(note)
        self._list = QVBoxLayout()
        self._list.setContentsMargins(12, 0, 12, 0)
        self._list.setSpacing(8)
        column.addLayout(self._list)
        self._source = Label("", "caption", "text3", wraps=True)
        self._source.setContentsMargins(14, 8, 14, 0)
        column.addWidget(self._source)
        column.addStretch(1)

    def show_sheet(self, sheet: AnalysisSheet, *, can_write: bool) -> None:
        """Show what the analysis has; the same again changes nothing."""
        given = (sheet.figures, sheet.preview, can_write)
        self.add_link.offer(
            [(_offer(origin), partial(self._add, origin)) for origin in sheet.candidates]
            if can_write
            else []
        )
        if given == self._shown:
            return
        self._shown = given
        clear(self._list)
        remove = self._remove if can_write else None
        tasks = self._tasks
        self.cards = [FigureCard(each.content, each, remove, tasks=tasks) for each in sheet.figures]
        if not sheet.figures and sheet.preview is not None:
            self.cards = [FigureCard(sheet.preview, tasks=tasks)]
        for card in self.cards:
            card.said.connect(self.said)
            self._list.addWidget(card)
        self._note.setText(self._words(sheet))
        contents = [each.content for each in sheet.figures]
        if not contents and sheet.preview is not None:
            contents = [sheet.preview]
        files = list(dict.fromkeys(each.source for each in contents if each.source))
        parts = [self.tr("Källa: {files}").format(files=", ".join(files))] if files else []
        if any(each.is_example for each in contents):
            parts.append(self.tr("EXEMPELDATA"))
        self._source.setText(" · ".join(parts))
        self.fit()

    def fit(self) -> None:
        """Take the width there is."""
        for card in self.cards:
            card.fit()

    def _words(self, sheet: AnalysisSheet) -> str:
        if sheet.figures:
            return " ".join(
                (*(self._frozen(*each) for each in _days(sheet.figures)),
                 self.tr("Ändras inte av nya uttag."))
            )  # fmt: skip
        if sheet.preview is not None:
            return self.tr("Inte fryst än. Siffran fryses när du börjar skriva.")
        return self.tr("Inga siffror i urvalet. Välj en annan process eller period.")

    def _frozen(self, frozen_on: str, extract: str) -> str:
        if not extract:
            return self.tr("Frysta {date}.").format(date=frozen_on)
        words = self.tr("Frysta {date} ur uttag {extract}.")
        return words.format(date=frozen_on, extract=extract)


def _offer(origin: FigureOrigin) -> str:
    value, *_rest = origin.figure.split(" · ")
    return f"{origin.title}: {value}"


def _days(figures: tuple[FrozenFigure, ...]) -> list[tuple[str, str]]:
    """Return the days on which figures were frozen with the dates of their extracts."""
    days = (
        (
            formats.iso_date(each.frozen_on),
            formats.iso_date(each.extract_date) if each.extract_date else "",
        )
        for each in figures
    )
    return list(dict.fromkeys(days))
