"""A field for a care unit: one of a region's units, or the name of another."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox

from rccdesk.ui.widgets.choice_box import ChoiceBox


class UnitField(ChoiceBox):
    """A unit of a region: one that is known, or the name of another."""

    def __init__(self, units: Sequence[tuple[str, str]], whole: str) -> None:
        super().__init__()
        self._units, self._whole = tuple(units), whole
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        line = self.lineEdit()
        assert line is not None
        line.setPlaceholderText(whole)
        line.setAccessibleName(whole)

    def offer(self, units: Sequence[tuple[str, str]]) -> None:
        """Know other units, as (region, name), from the next region that is shown."""
        self._units = tuple(units)

    def show_region(self, region: str) -> None:
        """Offer the units of a region."""
        typed = self.currentText()
        self.clear()
        self.addItems([name for code, name in self._units if code == region])
        self.setCurrentText(typed if typed in self._names(region) else "")

    @property
    def unit(self) -> str:
        """The unit; "" for the region as a whole."""
        return " ".join(self.currentText().split())

    def _names(self, region: str) -> list[str]:
        return [name for code, name in self._units if code == region]
