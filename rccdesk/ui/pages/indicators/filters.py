"""What is chosen above the figures of a measure: compared per what, which period, which codes."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from rccdesk.ui.pages.figure_page import DESCRIPTION, TABLE, TREND
from rccdesk.ui.pages.indicators.answers import EVERY_PERIOD, Answer
from rccdesk.ui.pages.indicators.views import COMPARES, FIGURES, LEGS, OVER_TIME, gap_field
from rccdesk.ui.widgets.choice_button import ChoiceButton, Entry


class FilterRow(QWidget):
    """Buttons with what is chosen of a measure; ``changed`` when the user has chosen."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.per = ""
        self.period: str | None = None  # None: that of the shared selection, else the newest
        self._filters: dict[str, str] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self._buttons: dict[str, ChoiceButton] = {}
        for key, label in self._labels().items():
            button = ChoiceButton(label)
            button.hide()
            self._buttons[key] = button
            row.addWidget(button)

    @property
    def chosen(self) -> tuple[tuple[str, str], ...]:
        """The code that is chosen of each field."""
        return tuple(self._filters.items())

    def forget(self) -> None:
        """Choose nothing, as for another measure."""
        self.per, self.period, self._filters = "", None, {}

    def choose(self, key: str, code: str) -> None:
        """Choose a code of a field, the period, or what is compared; empty for all."""
        if key == "per":
            self.per = code
        elif key == "period":
            self.period = code
        elif code:
            self._filters[key] = code
        else:
            self._filters.pop(key, None)
        self.changed.emit()

    def show_answer(self, answer: Answer) -> None:
        """Show what is chosen, and what can be."""
        tab, view = answer.question.tab, answer.question.view
        several = [d for d in answer.dimensions if len(d.codes) > 1]
        names = self._labels()
        side_by_side = view in COMPARES | OVER_TIME
        is_alone = tab == DESCRIPTION or view == LEGS
        per = self._buttons["per"]
        per.setVisible(side_by_side and len(several) > 1)
        per.set_value(names.get(answer.per, answer.per).lower())
        per.fill([[self._entry("per", d.name, names[d.name], answer.per) for d in several]])
        self._show_period(
            answer, shown=tab != TREND and not is_alone and view in COMPARES | {FIGURES}
        )
        for dimension in several:
            button = self._buttons[dimension.name]
            filtered = self._filters.get(dimension.name, "")
            is_side = side_by_side and dimension.name == answer.per
            is_side = is_side or gap_field(view) == dimension.name
            button.setVisible(not is_side and not is_alone)
            all_words = self.tr("alla")
            button.set_value(dict(dimension.codes).get(filtered, all_words))
            button.fill(
                [
                    [self._entry(dimension.name, "", all_words, filtered)],
                    [self._entry(dimension.name, c, w, filtered) for c, w in dimension.codes],
                ]
            )
        for name in set(self._buttons) - {"per", "period"} - {d.name for d in several}:
            self._buttons[name].hide()

    def _show_period(self, answer: Answer, *, shown: bool) -> None:
        button = self._buttons["period"]
        button.setVisible(shown and bool(answer.periods))
        every = self.tr("alla perioder")
        button.set_value(dict(answer.periods).get(answer.period, every))
        entries = [self._entry("period", k, w, answer.period) for k, w in answer.periods]
        if answer.question.tab == TABLE:
            entries.insert(0, self._entry("period", EVERY_PERIOD, every, answer.period))
        button.fill([entries])

    def _entry(self, key: str, code: str, words: str, chosen: str) -> Entry:
        return (words, code == chosen, lambda: self.choose(key, code))

    def _labels(self) -> dict[str, str]:
        return {
            "per": self.tr("Per"),
            "period": self.tr("Period"),
            "unit": self.tr("Enhet"),
            "home_unit": self.tr("Hemenhet"),
            "group": self.tr("Grupp"),
            "sex": self.tr("Kön"),
            "age_group": self.tr("Åldersgrupp"),
        }
