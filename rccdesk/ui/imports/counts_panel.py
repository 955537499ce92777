"""What an import of the file would do, in numbers, and what recognition added by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from rccdesk import formats
from rccdesk.enums import Severity
from rccdesk.texts import text
from rccdesk.ui.imports.severity import SeverityMark
from rccdesk.ui.widgets.labels import Label, rule

if TYPE_CHECKING:
    from rccdesk.services.imports import ImportPreview
    from rccdesk.services.imports.profile_facts import ProfileFacts

_ROWS = ("new", "changed", "unchanged", "same_key", "skipped_else", "missing")
_SAME_KEY = ("duplicate_identical", "duplicate_conflict")
_MOST_WORDS = 3


class CountsPanel(QFrame):
    """Rows of the file, problems by severity, rows by what happens to them, facts."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", True)  # noqa: FBT003 - Qt's own order
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 12)
        column.setSpacing(6)
        self._rows = Label("", "h2", wraps=True)
        self._left_over = Label("", "small", "text2", wraps=True)
        column.addWidget(self._rows)
        column.addWidget(self._left_over)
        column.addWidget(rule("h"))
        self._severities: dict[Severity, Label] = {}
        for severity in Severity:
            line = QHBoxLayout()
            line.addWidget(SeverityMark(severity))
            line.addWidget(Label(text(f"imports.severity.{severity.value}"), "table"), 1)
            self._severities[severity] = Label("", "table_strong")
            line.addWidget(self._severities[severity])
            column.addLayout(line)
        column.addWidget(rule("h"))
        self._title = Label("", "h3", wraps=True)
        column.addWidget(self._title)
        self._counts: dict[str, tuple[QWidget, Label]] = {}
        for key in _ROWS:
            holder = QWidget()
            line = QHBoxLayout(holder)
            line.setContentsMargins(0, 0, 0, 0)
            line.addWidget(Label(text(f"imports.rows.{key}"), "table", wraps=True), 1)
            number = Label("", "table")
            line.addWidget(number, 0, Qt.AlignmentFlag.AlignTop)
            self._counts[key] = holder, number
            column.addWidget(holder)
        self._facts_rule = rule("h")
        self._facts_title = Label(self.tr("Ur profilen"), "h3", wraps=True)
        self._facts = Label("", "small", "text2", wraps=True)
        for widget in (self._facts_rule, self._facts_title, self._facts):
            column.addWidget(widget)
        column.addStretch(1)
        column.addWidget(rule("h"))
        words = self.tr(
            "Inget sparas förrän du importerar. Hela importen kan ångras. Förlopps-id sparas "
            "bara som en kod som inte kan läsas tillbaka."
        )
        column.addWidget(Label(words, "caption", "text2", wraps=True))

    def show_counts(self, preview: ImportPreview) -> None:
        """Show the numbers of a preview; what is unknown while it is stopped has none."""
        count = formats.number(preview.rows_read)
        self._rows.setText(
            self.tr("1 rad i filen")
            if preview.rows_read == 1
            else self.tr("{count} rader i filen").format(count=count)
        )
        found = {
            severity: sum(1 for problem in preview.problems if problem.severity is severity)
            for severity in Severity
        }
        for severity, label in self._severities.items():
            label.setText(formats.number(found[severity]))
        is_stopped = preview.is_stopped
        self._left_over.setText(self._sentence(preview, found[Severity.STOP]))
        stopped = (
            self.tr("När spärren är löst")
            if found[Severity.STOP] == 1
            else self.tr("När spärrarna är lösta")
        )
        self._title.setText(stopped if is_stopped else self.tr("Det här händer med raderna"))
        counts = preview.counts
        same_key = min(
            sum(p.count for p in preview.problems if p.code in _SAME_KEY), preview.rows_skipped
        )
        is_known = not is_stopped or counts.new + counts.changed + counts.unchanged > 0
        values = (
            counts.new,
            counts.changed,
            counts.unchanged,
            same_key,
            preview.rows_skipped - same_key,
            counts.missing,
        )
        for key, value in zip(_ROWS, values, strict=True):
            holder, label = self._counts[key]
            label.setText(formats.number(value) if is_known else formats.MISSING)
            holder.setVisible(key != "skipped_else" or value > 0)
        self._show_facts(preview)

    def _sentence(self, preview: ImportPreview, stops: int) -> str:
        """Say how many stops are left and how many rows have a warning."""
        warned = _count_rows(preview)
        rows = (
            self.tr("1 rad har en varning")
            if warned == 1
            else self.tr("{count} rader har en varning").format(count=formats.number(warned))
        )
        if not stops and preview.same_batch_id is not None:
            return self.tr("Filen är redan inläst.")
        if not stops:
            return (
                self.tr("{rows}. Filen kan importeras.").format(rows=rows)
                if warned
                else (self.tr("Filen kan importeras."))
            )
        left = (
            self.tr("1 spärr återstår")
            if stops == 1
            else self.tr("{count} spärrar återstår").format(count=formats.number(stops))
        )
        return f"{left}, {rows}" if warned else left

    def _show_facts(self, preview: ImportPreview) -> None:
        words = " ".join(self._list_facts(preview.profile_facts))
        self._facts.setText(words)
        self._facts_title.setText(
            self.tr("Ur profilen") if preview.profile_key else self.tr("Så läses filen")
        )
        for widget in (self._facts_rule, self._facts_title, self._facts):
            widget.setVisible(bool(words))

    def _list_facts(self, facts: ProfileFacts) -> list[str]:
        """Return in sentences how surely the columns are matched and what words stand for."""
        parts = [
            (facts.sure, self.tr("1 säker"), self.tr("{count} säkra")),
            (facts.likely, self.tr("1 trolig"), self.tr("{count} troliga")),
            (facts.chosen, self.tr("1 vald"), self.tr("{count} valda")),
            (facts.unused, self.tr("1 används inte"), self.tr("{count} används inte")),
        ]
        shown = [
            one if count == 1 else many.format(count=formats.number(count))
            for count, one, many in parts
            if count
        ]
        found = [self.tr("Kolumner: {parts}.").format(parts=", ".join(shown))] if shown else []
        for word in facts.words[:_MOST_WORDS]:
            rows = (
                self.tr("1 rad")
                if word.rows == 1
                else self.tr("{count} rader").format(count=formats.number(word.rows))
            )
            found.append(
                self.tr("”{written}” läses som {name} ({rows}).").format(
                    written=word.written, name=word.name, rows=rows
                )
            )
        for letter, sign in facts.decimals:
            found.append(
                self.tr("Decimalkomma tolkat i kolumn {letter}.").format(letter=letter)
                if sign == "comma"
                else self.tr("Decimalpunkt tolkad i kolumn {letter}.").format(letter=letter)
            )
        return found


def _count_rows(preview: ImportPreview) -> int:
    """Return how many rows have a warning; of a long list only the first cells are known."""
    warnings = [p for p in preview.problems if p.severity is Severity.WARNING and p.cells]
    rows = {cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") for p in warnings for cell in p.cells}
    beyond = sum(max(problem.count - len(problem.cells), 0) for problem in warnings)
    return min(len(rows) + beyond, preview.rows_read)
