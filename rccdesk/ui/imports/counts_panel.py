"""What an import of the file would do, in numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from rccdesk import formats
from rccdesk.enums import Severity
from rccdesk.texts import text
from rccdesk.ui.imports.problem_card import SeverityMark
from rccdesk.ui.widgets.labels import Label, rule

if TYPE_CHECKING:
    from rccdesk.services.imports import ImportPreview

_ROWS = ("new", "changed", "unchanged", "skipped", "missing")


class CountsPanel(QFrame):
    """Rows of the file, problems by severity, rows by what happens to them."""

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
        self._counts: dict[str, Label] = {}
        for key in _ROWS:
            line = QHBoxLayout()
            line.addWidget(Label(text(f"imports.rows.{key}"), "table", wraps=True), 1)
            self._counts[key] = Label("", "table_strong")
            line.addWidget(self._counts[key], 0, Qt.AlignmentFlag.AlignTop)
            column.addLayout(line)
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
        if is_stopped:
            self._left_over.setText(self.tr("Filen kan inte importeras ännu."))
        elif found[Severity.WARNING]:
            self._left_over.setText(self.tr("Filen kan importeras. Läs varningarna först."))
        else:
            self._left_over.setText(self.tr("Filen kan importeras."))
        self._title.setText(
            self.tr("När spärren är löst") if is_stopped else self.tr("Det här händer med raderna")
        )
        counts = preview.counts
        values = (
            counts.new,
            counts.changed,
            counts.unchanged,
            preview.rows_skipped,
            counts.missing,
        )
        for key, value in zip(_ROWS, values, strict=True):
            self._counts[key].setText(formats.MISSING if is_stopped else formats.number(value))
