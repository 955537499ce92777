"""How much of all that is recommended is introduced, and the reasons where it is not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from rccdesk import formats
from rccdesk.services import decisions
from rccdesk.ui import messages
from rccdesk.ui.dialogs.scrolled import fill_dialog, find_room
from rccdesk.ui.tables.line_table import Cell, Column, Line
from rccdesk.ui.tables.line_view import LineView
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.labels import Label

if TYPE_CHECKING:
    from rccdesk.services.database import Database
    from rccdesk.services.decisions import AdoptionShare, ReasonLine, Share
    from rccdesk.ui.dialogs.saving_dialog import DialogContext

_WIDTH = 760  # px at 100 % text
_SIDE = 24
_MOST_ROWS = 8


@dataclass(frozen=True, slots=True)
class _Found:
    share: AdoptionShare
    reasons: tuple[ReasonLine, ...]


def _read(database: Database) -> _Found:
    return _Found(decisions.adoption_share(database), decisions.sum_reasons(database))


class AdoptionDialog(QDialog):
    """Shares by region and by unit, then reasons by class; nobody is ranked."""

    def __init__(self, context: DialogContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        title = self.tr("Införande av besluten, och skäl")
        self.setWindowTitle(title)
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(_SIDE, 20, _SIDE, 12)
        self._column.setSpacing(8)
        self._column.addWidget(Label(title, "h2", wraps=True))
        self.whole = Label("", "body", "text2", wraps=True)
        self._column.addWidget(self.whole)
        share = (
            Column(self.tr("Införd"), 110, numeric=True),
            Column(self.tr("Andel"), 90, numeric=True),
        )
        named = (Column(self.tr("Orsak"), 200, 2), Column(self.tr("Regioner"), 90, numeric=True))
        self.regions = self._add(self.tr("Per region"), (Column(self.tr("Region"), 260, 3), *share))
        self.units = self._add(
            self.tr("Per verksamhet"), (Column(self.tr("Verksamhet"), 260, 3), *share)
        )
        self.reasons = self._add(
            self.tr("Skäl när en region har avböjt eller en verksamhet inte inför"),
            (
                *named,
                Column(self.tr("Verksamheter"), 110, numeric=True),
                Column(self.tr("Skäl"), 240, 4),
            ),
        )
        self._column.addStretch(1)
        foot = QHBoxLayout()
        foot.setContentsMargins(_SIDE, 12, _SIDE, 16)
        foot.addStretch(1)
        self.leave = Button(self.tr("Stäng"), act=self.accept)
        foot.addWidget(self.leave)
        fill_dialog(self, inside, foot)
        room = find_room(self, _WIDTH)
        self.resize(room.width(), min(room.height(), round(room.width() * 0.85)))
        context.tasks.run_latest(self, _read).then(self._show).catch(self._refuse)

    def _add(self, heading: str, columns: Sequence[Column]) -> LineView:
        self._column.addWidget(Label(heading, "h3", wraps=True))
        table = LineView(columns)
        table.setAccessibleName(heading)
        self._column.addWidget(table)
        return table

    def _show(self, found: _Found) -> None:
        whole = found.share.whole
        said = self.tr("Införd: {words} svar från verksamheter.").format(words=whole.words)
        none = self.tr("Ingen verksamhet är kontaktad om något beslut än.")
        self.whole.setText(said if whole.total else none)
        for table, shares in (
            (self.regions, found.share.regions),
            (self.units, found.share.units),
        ):
            table.show_lines([_share_line(share) for share in shares])
        self.reasons.show_lines([_reason_line(line) for line in found.reasons])
        for table in (self.regions, self.units, self.reasons):
            table.be_as_high_as(_MOST_ROWS)

    def _refuse(self, error: BaseException) -> None:
        self.whole.setText(messages.sentence(error))


def _share_line(share: Share) -> Line:
    percent = formats.MISSING if share.proportion is None else formats.percent(share.proportion)
    cells = (
        Cell(share.name, strong=True),
        Cell(share.words, order=share.introduced),
        Cell(percent, order=-1.0 if share.proportion is None else share.proportion),
    )
    return Line(share.key, cells)


def _reason_line(line: ReasonLine) -> Line:
    reasons = " · ".join(line.reasons) or formats.MISSING
    return Line(
        line.cause,
        (
            Cell(line.name, strong=True),
            Cell(formats.number(line.regions), order=line.regions),
            Cell(formats.number(line.units), order=line.units),
            Cell(reasons),
        ),
    )
