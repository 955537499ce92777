"""The view of the lead-time limits: whole rows, several at a time, cells that are typed in."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QFrame, QSizePolicy, QTableView, QWidget

from rccdesk.services.pathways.catalogue import LimitRow
from rccdesk.ui import theme
from rccdesk.ui.tables.limits_table import (
    CONFIRMED,
    DAYS,
    DECIDED,
    EVENT,
    FROM,
    SOURCE,
    START,
    SVF,
    TO,
    TREATMENT,
    VARIANT,
    LimitsTableModel,
)

_WIDTHS = {  # px at 100 % text
    SVF: 276,
    TREATMENT: 126,
    VARIANT: 68,
    DAYS: 58,
    FROM: 88,
    TO: 88,
    CONFIRMED: 132,
    START: 150,
    EVENT: 150,
    DECIDED: 92,
    SOURCE: 420,
}
_SVF_WITH_VARIANT = 216
_LEAST = 200


class LimitsView(QTableView):
    """Shows a `LimitsTableModel`; ``delete`` is called for the key Delete."""

    def __init__(
        self,
        model: LimitsTableModel,
        delete: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._limits = model
        self.setModel(model)
        self.setAccessibleName(self.tr("Ledtidsgränser"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.setMinimumHeight(_LEAST)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSortIndicatorClearable(True)
        head.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setSortingEnabled(True)
        shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(delete)
        self.fit()

    @property
    def chosen(self) -> tuple[LimitRow, ...]:
        """The limits of the chosen rows, in the order shown."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        found = (self._limits.limit(row) for row in rows)
        return tuple(limit for limit in found if limit is not None)

    def choose(self, limits: Sequence[LimitRow]) -> None:
        """Choose the rows of ``limits`` and bring the first into view."""
        model = self.selectionModel()
        flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        rows = [row for row in range(self._limits.rowCount()) if self._limits.limit(row) in limits]
        if rows:
            self.setCurrentIndex(self._limits.index(rows[0], DAYS))
            self.scrollTo(self._limits.index(rows[0], SVF))
        for row in rows:
            model.select(self._limits.index(row, DAYS), flags)

    def hide_what_says_nothing(self, limits: Sequence[LimitRow], *, has_one_svf: bool) -> None:
        """Hide the columns that are the same in every row; the panel says them too."""
        self.setColumnHidden(SVF, has_one_svf)
        self.setColumnHidden(VARIANT, not any(limit.variant for limit in limits))
        self.fit()
        for column, name in ((START, "from_event"), (EVENT, "to_event")):
            self.setColumnHidden(column, len({getattr(each, name) for each in limits}) <= 1)

    def fit(self) -> None:
        """Take the widths and heights of the text size in use."""
        self.verticalHeader().setDefaultSectionSize(theme.current().size("table_row"))
        for section, width in _WIDTHS.items():
            self.setColumnWidth(section, round(width * theme.current().text_scale))
        if not self.isColumnHidden(VARIANT):  # the confirmation stays in view
            self.setColumnWidth(SVF, round(_SVF_WITH_VARIANT * theme.current().text_scale))
