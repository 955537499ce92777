"""The dialog of a bug: that the program failed, that the file is safe, what to send to whom."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from rccdesk.ui import theme
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.labels import Label

_MOST = 10  # different errors told in one dialog


class CrashDialog(QDialog):
    """Shows ``report``, which holds versions and places only. Further ones join it by `add`."""

    report_wanted = Signal(object)  # the dialog

    def __init__(self, report: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reports = [report]
        title = QCoreApplication.translate("CrashDialog", "Något gick fel i programmet")
        self.setWindowTitle(title)
        self.setMinimumWidth(round(640 * min(theme.current().text_scale, 1.6)))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(Label(title, "h2"))
        column.addWidget(
            Label(
                self.tr(
                    "Din fil är hel: en ändring sparas antingen helt eller inte alls. "
                    "Skapa en felrapport och skicka den till den som sköter programmet. "
                    "Den innehåller inga uppgifter ur filen, och inget skickas av sig självt."
                ),
                "body",
                "text2",
                wraps=True,
            )
        )
        self._box = QPlainTextEdit(report)
        self._box.setReadOnly(True)
        self._box.setAccessibleName(self.tr("Felrapport"))
        self._box.setMinimumHeight(180)
        column.addWidget(self._box)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(Button(self.tr("Kopiera texten"), "flat", self._copy))
        row.addStretch(1)
        self.save = Button(
            self.tr("Skapa felrapport…"), "primary", lambda: self.report_wanted.emit(self)
        )
        row.addWidget(self.save)
        row.addWidget(Button(self.tr("Stäng"), "secondary", self.accept))
        column.addLayout(row)

    @property
    def reports(self) -> tuple[str, ...]:
        """The errors it shows."""
        return tuple(self._reports)

    @property
    def report(self) -> str:
        """What the dialog shows."""
        return "\n\n".join(self._reports)

    def add(self, report: str) -> None:
        """Show another error; one that is shown already changes nothing."""
        if report not in self._reports and len(self._reports) < _MOST:
            self._reports.append(report)
            self._box.setPlainText(self.report)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report)
