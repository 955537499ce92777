"""A chart dragged to another program: a picture as a file, and the numbers that it shows.

The picture is drawn as soon as the drag has begun and handed over when it is ready, so that the
window never waits for it.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QByteArray, QEvent, QMimeData, QObject, QPoint, Qt, QUrl
from PySide6.QtGui import QDrag, QGuiApplication, QImage, QMouseEvent, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from rccdesk.files import DRAFT_PREFIX, safe_name
from rccdesk.services.charts.spec import ChartSpec
from rccdesk.ui.charts import pictures
from rccdesk.ui.tables.table_view import plain_rows
from rccdesk.ui.tasks import TaskRunner

_PREVIEW = 240  # px, the greatest side of the picture under the pointer
_folders: list[tempfile.TemporaryDirectory[str]] = []


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart as it is dragged: its file, the picture in it, the same as SVG, and a small one."""

    path: Path
    image: QImage
    svg: bytes
    preview: QImage


class ChartDrag(QObject):
    """Lets the chart of ``spec_of`` be dragged out of the widgets that are `watched <watch>`."""

    def __init__(
        self, tasks: TaskRunner, owner: QWidget, spec_of: Callable[[], ChartSpec | None]
    ) -> None:
        super().__init__(owner)
        self._tasks, self._owner, self._spec_of = tasks, owner, spec_of
        self._pressed: QPoint | None = None

    def watch(self, widget: QWidget, *, shows_hand: bool = False) -> None:
        """Begin a drag where ``widget`` is pressed and the pointer moved."""
        widget.installEventFilter(self)
        if shows_hand:
            widget.setCursor(Qt.CursorShape.OpenHandCursor)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the left button; nothing is kept from the widget."""
        del watched
        if not isinstance(event, QMouseEvent):
            return False
        kind = event.type()
        if kind == QEvent.Type.MouseButtonPress:
            is_left = event.button() == Qt.MouseButton.LeftButton
            self._pressed = event.globalPosition().toPoint() if is_left else None
        elif kind in (QEvent.Type.MouseButtonRelease, QEvent.Type.MouseButtonDblClick):
            self._pressed = None
        elif kind == QEvent.Type.MouseMove and self._pressed is not None:
            moved = event.globalPosition().toPoint() - self._pressed
            if moved.manhattanLength() >= QApplication.startDragDistance():
                self._pressed = None
                self._begin()
        return False

    def _begin(self) -> None:
        spec = self._spec_of()
        if spec is not None:
            ratio = self._owner.devicePixelRatioF()
            self._tasks.run_alone(self, _draw, spec, _next_folder(), ratio).then(
                lambda drawn: self._drag(spec, drawn)
            )

    def _drag(self, spec: ChartSpec, drawn: Drawn) -> None:
        if not QGuiApplication.mouseButtons() & Qt.MouseButton.LeftButton:
            return  # let go before the picture was ready
        drag = QDrag(self._owner)
        drag.setMimeData(mime_of(spec, drawn))
        drag.setPixmap(QPixmap.fromImage(drawn.preview))
        drag.exec(Qt.DropAction.CopyAction)


def mime_of(spec: ChartSpec, drawn: Drawn) -> QMimeData:
    """Return what a dragged chart offers: its file, its picture in two forms, and its numbers."""
    content = QMimeData()
    content.setUrls([QUrl.fromLocalFile(str(drawn.path))])
    content.setImageData(drawn.image)
    content.setData("image/svg+xml", QByteArray(drawn.svg))
    numbers = plain_rows(spec.table.columns, list(spec.table.rows))
    content.setText(numbers)
    content.setData("text/tab-separated-values", QByteArray(numbers.encode("utf-8")))
    return content


def forget_files() -> None:
    """Remove the files of every drag, as when the program ends."""
    while _folders:
        _folders.pop().cleanup()


def _next_folder() -> Path:
    """Return a folder for the file of one drag, that the user alone may read.

    A receiver may copy the file late, so it is kept until the program ends. After a crash the next
    start knows it by its name and removes it.
    """
    if not _folders:
        application = QApplication.instance()
        assert application is not None
        application.aboutToQuit.connect(forget_files)
    _folders.append(tempfile.TemporaryDirectory(prefix=DRAFT_PREFIX, ignore_cleanup_errors=True))
    return Path(_folders[-1].name)


def _draw(spec: ChartSpec, folder: Path, ratio: float) -> Drawn:
    """Write the picture to ``folder`` and return it in every form; ``ratio`` is of the screen."""
    from rccdesk.services.charts.svg import chart_svg

    path = folder / f"{safe_name(spec.title)}.png"
    pictures.write(spec, path)
    image, side = QImage(str(path)), round(_PREVIEW * ratio)
    smooth = Qt.TransformationMode.SmoothTransformation
    preview = image.scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio, smooth)
    preview.setDevicePixelRatio(ratio)
    return Drawn(path, image, chart_svg(spec).encode("utf-8"), preview)
