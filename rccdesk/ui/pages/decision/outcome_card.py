"""What became of a decision: its measures before and after, and what it hangs together with."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from rccdesk.texts import text
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.clearing import clear
from rccdesk.ui.widgets.labels import Label

if TYPE_CHECKING:
    from rccdesk.services.decisions import DecisionOutcome, FigureMove
    from rccdesk.services.links import Neighbour


class OutcomeCard(QFrame):
    """Figures with the line that they prove no cause, then links both ways.

    ``place_wanted`` gives a page and its arguments, ``link_wanted`` asks for the links' dialog.
    """

    place_wanted = Signal(str, object)
    link_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = self.tr("Vad det blev av beslutet")
        self.setProperty("card", "true")
        self.setAccessibleName(title)
        column = QVBoxLayout(self)
        column.setContentsMargins(15, 8, 13, 10)
        column.setSpacing(6)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Label(title, "h2"), 1)
        self.link = Button(self.tr("Koppla…"), act=self.link_wanted.emit, icon="link", small=True)
        head.addWidget(self.link)
        column.addLayout(head)
        self.body = QVBoxLayout()
        self.body.setSpacing(6)
        column.addLayout(self.body)

    def show_outcome(
        self, outcome: DecisionOutcome, neighbours: tuple[Neighbour, ...], *, can_write: bool
    ) -> None:
        """Show what is told of a decision afterwards."""
        clear(self.body)
        self.link.setEnabled(can_write)
        told = " · ".join(part for part in (outcome.standing, outcome.actions_words) if part)
        self.body.addWidget(Label(told, "body", wraps=True))
        for move in outcome.figures:
            self._add_line(self.body, self._figure_words(move), move.place, self.tr("Visa siffran"))
        if outcome.note:
            self.body.addWidget(Label(outcome.note, "small", "text2", wraps=True))
        else:
            none = self.tr(
                "Inget mått är kopplat till beslutet. Koppla ett mått eller ett mål i planen för "
                "att se siffran före och efter."
            )
            self.body.addWidget(Label(none, "small", "text2", wraps=True))
        if neighbours:
            self.body.addWidget(Label(self.tr("Hänger ihop med"), "h3"))
        for near in neighbours:
            kind = text(f"links.kind.{near.kind}")
            words = " · ".join(part for part in (f"{kind}: {near.name}", near.gone) if part)
            place = (near.place.page, near.place.arguments) if near.place is not None else None
            self._add_line(self.body, words, None if near.is_gone else place, self.tr("Visa"))

    def _figure_words(self, move: FigureMove) -> str:
        """Return a measure with its figure of the last period before, and of the latest after."""
        none = self.tr("ingen hel period än")
        before = f"{move.was_period}: {move.was}" if move.was else none
        after = f"{move.now_period}: {move.now}" if move.now else none
        return "\n".join(
            (
                move.name,
                self.tr("Före beslutet, {figure}").format(figure=before),
                self.tr("Efter beslutet, {figure}").format(figure=after),
            )
        )

    def _add_line(
        self,
        column: QVBoxLayout,
        words: str,
        place: tuple[str, object] | None,
        act: str,
    ) -> None:
        box = QWidget()
        line = QHBoxLayout(box)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        line.addWidget(Label(words, "table", wraps=True), 1)
        if place is not None:
            show = Button(act, "link", partial(self.place_wanted.emit, *place), small=True)
            show.setAccessibleName(f"{act}: {words.splitlines()[0]}")
            line.addWidget(show, 0, Qt.AlignmentFlag.AlignTop)
        column.addWidget(box)
