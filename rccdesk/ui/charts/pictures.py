"""Pictures and workbooks of charts for the clipboard and for files, never grabbed off the screen.

What leaves the program carries title, selection, foot and EXEMPELDATA, in the light colours.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QMimeData
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QWidget

from rccdesk.files import safe_name, write_atomic
from rccdesk.services.charts.spec import ChartSpec
from rccdesk.services.charts.symbols import without_marks
from rccdesk.ui.tasks import Task, TaskRunner


def copy(tasks: TaskRunner, owner: QWidget, spec: ChartSpec) -> Task:
    """Put the picture on the clipboard when it has been drawn."""

    def put(content: bytes) -> None:
        clip = QMimeData()
        clip.setImageData(QImage.fromData(content))
        clip.setText(words(spec))
        QGuiApplication.clipboard().setMimeData(clip)

    return tasks.run_alone(owner, _png, spec).then(put)


def copy_words(spec: ChartSpec) -> None:
    """Put the chart's words on the clipboard."""
    QGuiApplication.clipboard().setText(words(spec))


def words(spec: ChartSpec) -> str:
    """Return title, selection, sentences and foot as plain text."""
    lines = (
        spec.title,
        spec.subtitle,
        " ".join((spec.finding, *spec.explanation)),
        spec.context,
        *spec.foot,
    )
    return "\n".join(without_marks(line) for line in lines if line)


def save(tasks: TaskRunner, owner: QWidget, spec: ChartSpec, said: Callable[[str], object]) -> None:
    """Ask for a file name and write the chart as PNG or SVG."""
    translate = QCoreApplication.translate
    png, svg = "PNG (*.png)", "SVG (*.svg)"
    name, chosen = QFileDialog.getSaveFileName(
        owner,
        translate("pictures", "Spara bild"),
        f"{safe_name(spec.title)}.png",
        f"{png};;{svg}",
    )
    if not name:
        return
    path = Path(name)
    if path.suffix.lower() not in (".png", ".svg"):
        path = path.with_name(path.name + (".svg" if chosen == svg else ".png"))
    saved = translate("pictures", "Bilden är sparad: {name}").format(name=path.name)
    tasks.run_alone(owner, write, spec, path).then(lambda _result: said(saved))


def save_workbook(
    tasks: TaskRunner, owner: QWidget, spec: ChartSpec, said: Callable[[str], object]
) -> None:
    """Ask for a file name and write the chart as a workbook with its numbers."""
    translate = QCoreApplication.translate
    name, _chosen = QFileDialog.getSaveFileName(
        owner,
        translate("pictures", "Spara som Excel"),
        f"{safe_name(spec.title)}.xlsx",
        "Excel (*.xlsx)",
    )
    if not name:
        return
    path = Path(name)
    if path.suffix.lower() != ".xlsx":
        path = path.with_name(path.name + ".xlsx")
    saved = translate("pictures", "Diagrammet är sparat: {name}").format(name=path.name)
    tasks.run_alone(owner, _write_workbook, spec, path).then(lambda _result: said(saved))


def write(spec: ChartSpec, path: Path) -> None:
    """Write the chart to ``path``, SVG or PNG by its suffix; FileWriteError if that fails."""
    if path.suffix.lower() == ".svg":
        from rccdesk.services.charts.svg import chart_svg

        write_atomic(path, chart_svg(spec).encode("utf-8"))
    else:
        write_atomic(path, _png(spec))


def _write_workbook(spec: ChartSpec, path: Path) -> None:
    # The writer of workbooks is imported with the first one and not with the window.
    from rccdesk.services.charts.workbook import write_chart_workbook

    write_chart_workbook(spec, path)


def _png(spec: ChartSpec) -> bytes:
    # typst, which rasterises, is imported with the first picture and not with the window.
    from rccdesk.services.charts.svg import chart_png

    return chart_png(spec)
