"""Packs as pictures and on paper: the pages that the PDF has, of a stored pack or of a live one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter

from rccdesk.errors import RccdeskError
from rccdesk.services import progress as reporting
from rccdesk.services.packs import content, issuing, pdf

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from rccdesk.services.database import Database
    from rccdesk.services.packs.content import PackRequest
    from rccdesk.services.packs.model import Pack
    from rccdesk.services.progress import Progress

_SCREEN_PPI, _PAPER_PPI = 110.0, 220.0


@dataclass(frozen=True, slots=True)
class Preview:
    """A pack and the pictures of its pages; ``is_stored`` tells that it lies in the archive."""

    pack: Pack
    pictures: list[QImage]
    is_stored: bool


def draw_stored(database: Database, pack_id: str, progress: Progress = reporting.ignore) -> Preview:
    """Return the pages of a pack of the archive, from the numbers it was made with.

    They can be printed: a draft that may not leave the program any more is refused.
    """
    pack = issuing.get_printable(database, pack_id)
    progress(0, 0)
    return Preview(pack, _pictures(pack), is_stored=True)


def draw_live(
    database: Database, request: PackRequest, progress: Progress = reporting.ignore
) -> Preview:
    """Return the pages of a pack as it would be now; nothing is stored and no file written."""
    pack = content.assemble_pack(database, request, progress)
    progress(0, 0)
    made = Preview(pack, _pictures(pack), is_stored=False)
    progress(0, 0)
    return made


def print_pages(pack: Pack, printer: QPrinter, progress: Progress = reporting.ignore) -> int:
    """Print every page of a pack and return how many; RccdeskError ``print_failed``."""
    progress(0, 0)
    pages = pdf.preview_pages(pack, ppi=_PAPER_PPI)
    first, last = printer.fromPage() or 1, printer.toPage() or len(pages)
    chosen = pages[first - 1 : last]
    painter = QPainter()
    if not chosen or not painter.begin(printer):
        raise RccdeskError("print_failed")
    try:
        for number, page in enumerate(chosen):
            progress(number, len(chosen))
            if number and not printer.newPage():
                raise RccdeskError("print_failed")
            _paint(painter, QImage.fromData(page))
    finally:
        ended = painter.end()
    if not ended:
        raise RccdeskError("print_failed")
    return len(chosen)


def _paint(painter: QPainter, image: QImage) -> None:
    paper = QRectF(painter.viewport())
    room = QSize(round(paper.width()), round(paper.height()))
    size = image.size().scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
    left = (paper.width() - size.width()) / 2
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(QRectF(left, 0, size.width(), size.height()), image)


def _pictures(pack: Pack) -> list[QImage]:
    return [QImage.fromData(page) for page in pdf.preview_pages(pack, ppi=_SCREEN_PPI)]
