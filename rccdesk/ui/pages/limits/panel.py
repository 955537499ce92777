"""The right panel of Ledtidskatalog: a limit in full, its versions, and who changed what when."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from rccdesk import formats
from rccdesk.texts import text
from rccdesk.ui.pages.side_panel import Section, clear_column, fact_rows
from rccdesk.ui.tables.limits_table import event_words, treatment_words, variant_words
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.flow import FlowLayout
from rccdesk.ui.widgets.labels import Label, rule

if TYPE_CHECKING:
    from rccdesk.services.history import ChangedThing, HistoryRow
    from rccdesk.services.pathways.catalogue import LimitRow

_MOST = 20  # changes in the panel; Historik has them all


class LimitPanel(QWidget):
    """Shows one limit, with what can be done to it."""

    def __init__(
        self, open_history: Callable[[int], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._open_history = open_history
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._title = Label("", "h2", wraps=True)
        self._state = Label("", "small_strong", "text2", wraps=True)
        head = QVBoxLayout()
        head.setContentsMargins(14, 8, 14, 8)
        head.setSpacing(2)
        head.addWidget(self._title)
        head.addWidget(self._state)
        column.addLayout(head)
        column.addWidget(rule())
        self._facts = QWidget()
        self._fact_column = QVBoxLayout(self._facts)
        self._fact_column.setContentsMargins(14, 10, 14, 10)
        column.addWidget(self._facts)
        self.acts = QWidget()
        self._acts = QVBoxLayout(self.acts)
        self._acts.setContentsMargins(14, 0, 14, 12)
        self._acts.setSpacing(8)
        column.addWidget(self.acts)
        self._versions = Section(self.tr("Versioner"), is_open=True)
        self._history = Section(self.tr("Historik"), is_open=True)
        column.addWidget(self._versions)
        column.addWidget(self._history)
        column.addStretch(1)

    def set_acts(self, first: Button, pair: Sequence[Button], last: Button) -> None:
        """Put buttons under the facts: one, some beside each other, one."""
        row = FlowLayout(gap=8)
        for button in pair:
            row.addWidget(button)
        first.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._acts.addWidget(first)
        self._acts.addLayout(row)
        self._acts.addWidget(last)

    def show_limit(
        self, limit: LimitRow | None, name: str, state: str, versions: Sequence[LimitRow]
    ) -> None:
        """Show ``limit`` and its ``versions``, oldest first; None for no choice."""
        clear_column(self._fact_column, self._facts)
        has_limit = limit is not None and bool(limit.uuid)
        for part in (self._facts, self._versions, self._history):
            part.setVisible(has_limit)
        if limit is None:
            self._title.setText(self.tr("Ingen gräns vald"))
            self._state.setText(self.tr("Välj en rad i tabellen. Välj flera med Ctrl eller Skift."))
            return
        self._state.setText(state)
        if not limit.uuid:
            self._title.setText(name)
            self._state.setText(
                self.tr(
                    "Ledtidsgräns saknas. Patienterna räknas inte in i andelen förrän gränsen är "
                    "inlagd med sin källa."
                )
            )
            return
        self._title.setText(f"{name}, {treatment_words(limit.treatment)}")
        self._fact_column.addWidget(fact_rows(self._named(limit)))
        self._versions.clear()
        self._versions.set_count(len(versions))
        self._versions.column.addWidget(
            fact_rows([(span_words(each), days_words(each)) for each in versions])
        )
        self._history.clear()
        self._history.set_count(None)

    def show_history(self, changes: Sequence[tuple[HistoryRow, ChangedThing]]) -> None:
        """Show who changed the limit and its versions, newest first."""
        self._history.clear()
        self._history.set_count(len(changes))
        if not changes:
            self._history.set_sentences(
                (self.tr("Gränsen är som den följde med programmet. Ingen har ändrat den."),)
            )
            return
        for row, thing in changes[:_MOST]:
            self._history.column.addWidget(self._change(row, thing))
        newest = changes[0][0].entry_id
        self._history.column.addWidget(
            Button(self.tr("Visa i Historik"), "link", lambda: self._open_history(newest))
        )

    def _change(self, row: HistoryRow, thing: ChangedThing) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(0)
        who = row.who or self.tr("inget namn angivet")
        when = f"{row.at.astimezone():%Y-%m-%d %H:%M} · {who}"
        words = row.words[:1].upper() + row.words[1:]
        undone = self.tr(" (ångrat)") if row.is_undone else ""
        column.addWidget(Label(when, "caption", "text2", wraps=True))
        column.addWidget(Label(words + undone, "small", wraps=True))
        lines = [f"{each.label}: {each.old} → {each.new}" for each in thing.fields]
        if lines and thing.kind == "changed":
            column.addWidget(Label("\n".join(lines), "caption", "text2", wraps=True))
        return box

    def _named(self, limit: LimitRow) -> list[tuple[str, str]]:
        decided = (
            formats.MISSING if limit.decided_on is None else formats.iso_date(limit.decided_on)
        )
        facts = [
            (self.tr("Ledtidsgräns"), days_words(limit)),
            (self.tr("Variant"), variant_words(limit.variant) if limit.variant else ""),
            (self.tr("Från"), event_words(limit.from_event)),
            (self.tr("Till"), event_words(limit.to_event)),
            (self.tr("Gäller"), span_words(limit)),
            (self.tr("Fastställd"), decided),
            (self.tr("KVÅ-suffix"), " ".join(limit.suffixes)),
            (self.tr("Källa"), limit.source or formats.MISSING),
            (self.tr("Anmärkning"), limit.note),
        ]
        return [(name, words) for name, words in facts if words]


def span_words(limit: LimitRow) -> str:
    """Return the days that a limit is valid, as in "2018-10-30 till tills vidare"."""
    first = (
        text("limits.since_ever")
        if limit.valid_from is None
        else formats.iso_date(limit.valid_from)
    )
    if limit.valid_to is None:
        return text("limits.from", first=first)
    return text("limits.span", first=first, last=formats.iso_date(limit.valid_to))


def days_words(limit: LimitRow) -> str:
    """Return the days of a limit in words."""
    if limit.days is None:
        return text("limits.days_unknown")
    return text("figures.calendar_days", days=limit.days)
