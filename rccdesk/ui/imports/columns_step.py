"""What a file is as a whole, how its columns are read, and what its words stand for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rccdesk.ui.imports.columns_card import ColumnsCard
from rccdesk.ui.imports.file_card import FileCard
from rccdesk.ui.imports.values_card import ValuesCard
from rccdesk.ui.widgets.page_scroll import PageScroll

if TYPE_CHECKING:
    from rccdesk.services.imports import ImportPreview
    from rccdesk.services.imports.value_matching import ValueMatch


class ColumnsStep(PageScroll):
    """The cards of the step where columns and values are matched.

    ``ask`` gets the fields of the request that the user changed, ``tell`` what words stand for
    (fix -> code, None for one taken back), ``forget`` a remembered word.
    """

    def __init__(
        self,
        ask: Callable[..., object],
        tell: Callable[[Mapping[str, str | None]], object],
        forget: Callable[[ValueMatch], object],
        page: QWidget,
    ) -> None:
        self.file = FileCard(ask)
        self.columns = ColumnsCard(self._map)
        self.values = ValuesCard(tell, forget)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for card in (self.file, self.columns, self.values):
            column.addWidget(card)
        column.addStretch(1)
        super().__init__(inside, page)
        self._ask = ask
        self._preview: ImportPreview | None = None

    def begin(self) -> None:
        """Forget the file before."""
        self._preview = None
        self.file.begin()
        self.values.begin()

    def list_turns(self, preview: ImportPreview) -> tuple[Callable[[], object], ...]:
        """Return what shows how the file is read now, in parts for `Turns`."""
        match = preview.match if preview.profile_key else None
        name = match.profile.name if match else ""
        return (
            partial(self._show_file, preview),
            partial(self._show_columns, preview),
            partial(self.values.setVisible, bool(preview.values.matches)),
            *self.values.list_turns(preview.values, name),
        )

    def _show_file(self, preview: ImportPreview) -> None:
        self._preview = preview
        self.file.show_preview(preview)

    def _show_columns(self, preview: ImportPreview) -> None:
        self.columns.setVisible(bool(preview.columns) and preview.profile is not None)
        if preview.profile is not None:
            self.columns.show_columns(preview.profile, preview.columns)

    def first_field(self, *, lacks_indicator: bool) -> QWidget | None:
        """Return the field without which the file cannot be read; None where there is none."""
        if self._preview is not None and self._preview.profile is None:
            return self.file.profile
        return self.file.indicator if lacks_indicator else None

    def show_values(self) -> None:
        """Go to the first word that is not recognised."""
        place = self.values.first_open or self.values.show_all
        place.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, self._scroll_to_values)  # when the step has been laid out

    def _scroll_to_values(self) -> None:
        self.verticalScrollBar().setValue(self.values.y())

    def _map(self, mapping: dict[str, str]) -> None:
        preview = self._preview
        if preview is not None:
            self._ask(
                mapping=mapping,
                only_mapping=True,
                profile=preview.profile,
                sheet=preview.sheet,
                header_row=preview.header_row,
            )
