"""Step 5 of an import: what would happen to the rows and to the figures; nothing is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from rccdesk import formats
from rccdesk.enums import Goal
from rccdesk.periods import parse_period
from rccdesk.services.charts.spec import TableColumn
from rccdesk.texts import text
from rccdesk.ui import theme
from rccdesk.ui.tables.table_view import RowTableView
from rccdesk.ui.widgets.labels import Label

if TYPE_CHECKING:
    from rccdesk.services.dry_run import Effect, Trial

_ROWS_WIDTH, _EFFECTS_WIDTH = 460, 760  # px at 100 % text
_ROW_NAMES = ("new", "changed", "unchanged", "skipped", "missing")


class TrialStep(QFrame):
    """Two tables: the rows, and the newest shares before and after."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", "true")
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 12)
        column.setSpacing(8)
        column.addWidget(Label(self.tr("Så här blir det"), "h2"))
        column.addWidget(
            Label(self.tr("Inget är sparat än. Provet är gjort på en kopia."), "small", "text2")
        )
        self.rows = RowTableView(dense=True)
        self.rows.setAccessibleName(self.tr("Rader"))
        self.effects = RowTableView(dense=True)
        self.effects.setAccessibleName(self.tr("Siffror före och efter"))
        self._title = Label(self.tr("Siffror före och efter"), "h3")
        self._sentence = Label("", "table_strong", wraps=True)
        self._note = Label("", "small", "text2", wraps=True)
        for widget in (self.rows, self._title, self._sentence, self.effects, self._note):
            column.addWidget(widget)
        column.addStretch(1)
        theme.current().changed.connect(self._fit)
        self._fit()

    def show_trial(self, trial: Trial) -> None:
        """Show what came of a dry run."""
        counts = {
            "new": sum(r.rows_imported - r.rows_changed for r in trial.results),
            "changed": sum(r.rows_changed for r in trial.results),
            "unchanged": sum(r.rows_unchanged for r in trial.results),
            "skipped": sum(r.rows_skipped for r in trial.results),
            "missing": sum(r.rows_missing_since_last for r in trial.results),
        }
        self.rows.show_rows(
            (TableColumn(self.tr("Rader")), TableColumn(self.tr("Antal"), numeric=True)),
            tuple(
                (text(f"imports.rows.{name}"), formats.number(counts[name])) for name in _ROW_NAMES
            ),
        )
        self.rows.fit_rows()
        self.effects.show_rows(
            (
                TableColumn(self.tr("Uppgift")),
                TableColumn(self.tr("Före"), numeric=True),
                TableColumn(self.tr("Efter"), numeric=True),
                TableColumn(self.tr("Fall före"), numeric=True),
                TableColumn(self.tr("Fall efter"), numeric=True),
            ),
            tuple(self._effect(one) for one in trial.effects),
        )
        self.effects.fit_rows()
        self.effects.setVisible(bool(trial.effects))
        self._sentence.setText(self._say_change(trial))
        self._sentence.setVisible(bool(self._sentence.text()))
        if not trial.effects:
            words = self.tr("Inga andelar att visa för de här uppgifterna, eller för få fall.")
        elif not any(one.is_changed for one in trial.effects):
            words = self.tr("De senaste perioderna ändras inte.")
        else:
            words = self.tr("De senaste perioderna, alla i uttaget tillsammans.")
        self._note.setText(words)

    def _say_change(self, trial: Trial) -> str:
        """Say the newest share that changes: before and after."""
        for one in trial.effects:
            if one.is_changed and one.before is not None and one.after is not None:
                after = _value(one.after, is_proportion=one.is_proportion)
                before = _value(one.before, is_proportion=one.is_proportion)
                if one.is_proportion:
                    before = before.removesuffix("%").rstrip()
                return self.tr("{figure}: {before} → {after}").format(
                    figure=self._name(one), before=before, after=after
                )
        return ""

    def _name(self, one: Effect) -> str:
        period = parse_period(one.period).label()
        name = (
            self.tr("Andel inom ledtiden, {period}")
            if one.measure == Goal.LEAD_TIME
            else "{period}"
        )
        return name.format(period=period)

    def _fit(self) -> None:
        self.rows.setMaximumWidth(round(_ROWS_WIDTH * theme.current().text_scale))
        self.effects.setMaximumWidth(round(_EFFECTS_WIDTH * theme.current().text_scale))

    def _effect(self, one: Effect) -> tuple[str, ...]:
        return (
            self._name(one),
            _value(one.before, is_proportion=one.is_proportion),
            _value(one.after, is_proportion=one.is_proportion),
            formats.MISSING if one.before_number is None else formats.number(one.before_number),
            formats.MISSING if one.after_number is None else formats.number(one.after_number),
        )


def _value(value: float | None, *, is_proportion: bool) -> str:
    if value is None:
        return formats.MISSING
    return formats.percent(value) if is_proportion else formats.number(value, 1)
