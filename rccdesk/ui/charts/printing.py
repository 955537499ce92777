"""A chart on paper: the picture that a document gets, as large as the sheet lets it be."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from rccdesk.errors import RccdeskError
from rccdesk.services.charts.spec import ChartSpec
from rccdesk.ui.tasks import TaskRunner

_SCALE = 4.0  # pixels per px of the picture: some 400 to an inch of paper


def print_chart(
    tasks: TaskRunner, owner: QWidget, spec: ChartSpec, said: Callable[[str], object]
) -> None:
    """Ask for a printer and print the chart on it; ``said`` is told when it has been sent."""
    translate = QCoreApplication.translate
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setPageOrientation(QPageLayout.Orientation.Landscape)
    printer.setDocName(spec.title)
    dialog = QPrintDialog(printer, owner.window())
    dialog.setWindowTitle(translate("printing", "Skriv ut diagrammet"))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    sent = translate("printing", "Diagrammet är skickat till skrivaren.")
    dialog.accepted.connect(
        lambda: tasks.run_alone(owner, print_on, spec, printer).then(lambda _done: said(sent))
    )
    QDialog.open(dialog)  # its own asks for a slot by name


def print_on(spec: ChartSpec, printer: QPrinter) -> None:
    """Print the chart on one sheet, in its own proportions; RccdeskError ``print_failed``."""
    from rccdesk.services.charts.svg import chart_png

    image = QImage.fromData(chart_png(spec, scale=_SCALE))
    painter = QPainter()
    if not painter.begin(printer):
        raise RccdeskError("print_failed")
    paper = QRectF(painter.viewport())
    size = image.size().scaled(paper.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
    left = (paper.width() - size.width()) / 2
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(QRectF(left, 0, size.width(), size.height()), image)
    if not painter.end():
        raise RccdeskError("print_failed")
