"""A problem of a file as a card: what, how many, where, how grave, and what can be done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from rccdesk import formats
from rccdesk.enums import Severity
from rccdesk.texts import text
from rccdesk.ui import theme
from rccdesk.ui.imports.cells import CellLinks, ExampleTable, Go, TightLabel
from rccdesk.ui.imports.severity import SeverityChip, SeverityMark
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.flow import FlowLayout
from rccdesk.ui.widgets.labels import Label

if TYPE_CHECKING:
    from rccdesk.services.imports import Problem

_FIRST_CELLS, _FIRST_EXAMPLES = 4, 3
_TOP = Qt.AlignmentFlag.AlignTop
Act = tuple[str, str, str, Callable[[], object]]  # words, kind, icon, what to call


class ProblemCard(QFrame):
    """One problem; "Visa alla" lists its cells, up to the hundred that are kept.

    ``acts`` are buttons (words, kind, icon, what to call), the proposed one first. ``go`` shows
    the cell of an address, where the file is at hand.
    """

    def __init__(
        self,
        problem: Problem,
        where: str = "",
        acts: Sequence[Act] = (),
        go: Go | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("edge", problem.severity.value)
        self._problem, self._go = problem, go
        self._is_open = False
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 9, 14, 9)
        column.setSpacing(8)
        # An information with a link of its own has no room for a list of its cells.
        self._has_list = problem.severity is not Severity.INFO or not acts
        self._all = Button("", "flat", self._toggle, self, small=True)
        self._table: ExampleTable | None = None
        self._cells = CellLinks(go, self.tr("Celler"))
        if problem.severity is Severity.INFO:
            self._fill_line(column, acts)
        else:
            self._fill_card(column, acts)
        if where:
            column.addWidget(Label(where, "caption", "text3", wraps=True))
        self._show_places()
        self.setAccessibleName(
            f"{text(f'imports.severity.{problem.severity.value}')}. "
            f"{problem.message} {self._place(_FIRST_CELLS)}"
        )

    # ------------------------------------------------------------------------------ layout

    def _fill_line(self, column: QVBoxLayout, acts: Sequence[Act]) -> None:
        """Show an information as one line: title, chip, the rest, and links."""
        head = self._head()
        rest = Label(self._problem.rest, "small", "text2", wraps=True)
        head.addWidget(_at_chip(rest), 1, _TOP)
        for words, _kind, _icon, act in acts:
            head.addWidget(Button(words, "flat", act, small=True))
        head.addWidget(self._all)
        column.addLayout(head)
        column.addWidget(self._cells)

    def _fill_card(self, column: QVBoxLayout, acts: Sequence[Act]) -> None:
        problem = self._problem
        head = self._head()
        head.addStretch(1)
        head.addWidget(self._beside(), 0, _TOP)
        column.addLayout(head)
        is_masked = problem.code == "personal_identifier"
        said = self._rest()
        if is_masked:
            column.addWidget(self._masked_place(said))
        elif said:
            column.addWidget(Label(said, "table", wraps=True))
        if problem.examples and not is_masked:
            self._table = ExampleTable(self._go)
            column.addWidget(self._table)
        column.addWidget(self._cells)
        row = FlowLayout(gap=8)
        for words, kind, icon, act in acts:
            row.addWidget(Button(words, kind, act, icon=icon, small=True))
        row.addWidget(self._all)
        column.addLayout(row)

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(10)
        severity = self._problem.severity
        head.addWidget(SeverityMark(severity), 0, _TOP)
        title = TightLabel(self._problem.title, "table_strong")
        head.addWidget(_at_chip(title), 0, _TOP)
        head.addWidget(SeverityChip(severity), 0, _TOP)
        return head

    def _beside(self) -> QWidget:
        """Return what stands at the right: the proposal, the cells, or that nothing is read."""
        problem = self._problem
        if problem.severity is Severity.STOP:
            kept = text("imports.nothing_read").rstrip(".")
            return _at_chip(TightLabel(kept, "small", "text2"))
        if problem.proposal is not None:
            return _at_chip(TightLabel(problem.proposal.words, "small", "text2"))
        if problem.cells and not problem.examples:
            cells = CellLinks(self._go, self.tr("Celler"), wraps=False)
            more = " …" if len(problem.cells) > _FIRST_CELLS else ""
            cells.show_cells("", problem.cells[:_FIRST_CELLS], more)
            return _at_chip(cells)
        return QLabel()

    def _rest(self) -> str:
        """Return what follows from the problem; that nothing is read stands beside the title."""
        rest = self._problem.rest
        if self._problem.severity is Severity.STOP:
            rest = rest.removeprefix(text("imports.nothing_read")).strip()
        return rest

    def _masked_place(self, said: str) -> CellLinks:
        """Return where something stands that may point out a person, which is never shown."""
        problem = self._problem
        line = CellLinks(self._go, self.tr("Plats"))
        header = str(problem.values.get("header", ""))
        after = self.tr(", kolumn {header}").format(header=header) if header else ""
        mask = f": {problem.examples[0].written}" if problem.examples else ""
        line.show_cells(
            self._before(), problem.cells[:_FIRST_CELLS], f"{after}{mask}. {said}".lstrip(". ")
        )
        return line

    # ------------------------------------------------------------------------------- cells

    @property
    def _is_long(self) -> bool:
        first = _FIRST_EXAMPLES if self._table is not None else _FIRST_CELLS
        if self._problem.severity is Severity.INFO:
            first = 0
        return self._has_list and len(self._problem.cells) > first

    def _toggle(self) -> None:
        self._is_open = not self._is_open
        self._show_places()

    def _show_places(self) -> None:
        """Show the first places, or all that are kept."""
        problem = self._problem
        examples = problem.examples
        if self._table is not None:
            most = len(examples) if self._is_open else _FIRST_EXAMPLES
            self._table.show_examples(examples, most)
        told = {one.cell for one in examples} if self._table is not None else set()
        left = [cell for cell in problem.cells if cell not in told]
        more = problem.count - len(problem.cells)
        after = self.tr(" och {count} till").format(count=formats.number(more)) if more > 0 else ""
        self._cells.show_cells(self._before(), left, after)
        self._cells.setVisible(self._is_open and bool(left))
        self._all.setVisible(self._is_long)
        count = len(problem.cells)
        if self._is_open:
            words = self.tr("Visa färre")
        elif more > 0:
            words = self.tr("Visa de första {count}").format(count=formats.number(count))
        elif count == 1:
            words = self.tr("Visa cellen")
        else:
            words = self.tr("Visa alla {count}").format(count=formats.number(count))
        self._all.setText(words)
        self._all.setAccessibleName(f"{words}: {problem.title}")

    def _before(self) -> str:
        sheet = self._problem.sheet
        if not self._problem.cells:
            return self.tr("Blad {sheet}").format(sheet=sheet) if sheet else ""
        if sheet:
            return self.tr("Blad {sheet}, cell ").format(sheet=sheet)
        return self.tr("Cell ")

    def _place(self, most: int) -> str:
        cells = self._problem.cells[:most]
        more = " …" if len(cells) < self._problem.count else ""
        return self._before() + ", ".join(cells) + more if cells else ""


def _at_chip(label: QLabel) -> QLabel:
    """Return a label whose first line stands beside the word of a chip."""
    label.setMinimumHeight(theme.current().size("chip"))
    return label
