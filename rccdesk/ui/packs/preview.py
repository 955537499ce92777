"""Packs as pictures and on paper: the pages that the PDF has, of a stored pack or of a live one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPainter

from rccdesk.errors import RccdeskError
from rccdesk.services import progress as reporting
from rccdesk.services.packs import content, issuing, pdf

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from rccdesk.services.database import Database
    from rccdesk.services.packs.content import PackRequest
    from rccdesk.services.packs.model import Pack
    from rccdesk.services.packs.press import Press
    from rccdesk.services.progress import Progress

_SCREEN_PPI, _PAPER_PPI = 110.0, 220.0


@dataclass(frozen=True, slots=True)
class Preview:
    """A pack and its pages as PNG; ``is_stored`` tells that it lies in the archive."""

    pack: Pack
    pages: list[bytes]
    is_stored: bool


def draw_stored(
    database: Database,
    pack_id: str,
    progress: Progress = reporting.ignore,
    press: Press | None = None,
) -> Preview:
    """Return the pages of a pack of the archive, from the numbers it was made with.

    They can be printed: a draft that may not leave the program any more is refused.
    """
    get_printable = press.get_printable if press is not None else issuing.get_printable
    pack = get_printable(database, pack_id)
    return Preview(pack, _draw(pack, _SCREEN_PPI, progress, press), is_stored=True)


def draw_live(
    database: Database,
    request: PackRequest,
    progress: Progress = reporting.ignore,
    press: Press | None = None,
) -> Preview:
    """Return the pages of a pack as it would be now; nothing is stored and no file written."""
    assemble = press.assemble if press is not None else content.assemble_pack
    pack = assemble(database, request, progress)
    return Preview(pack, _draw(pack, _SCREEN_PPI, progress, press), is_stored=False)


def read_page(page: bytes, width: int = 0) -> QImage:
    """Return a page, ``width`` pixels wide where that is given.

    By the reader, which lets other threads run meanwhile; QImage's own way from bytes does not.
    """
    source = QBuffer()
    source.setData(QByteArray(page))
    source.open(QBuffer.OpenModeFlag.ReadOnly)
    read = QImageReader(source, QByteArray(b"png")).read()
    return read.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation) if width else read


def size_of(page: bytes) -> QSize:
    """Return the size of a page in its own pixels."""
    source = QBuffer()
    source.setData(QByteArray(page))
    source.open(QBuffer.OpenModeFlag.ReadOnly)
    return QImageReader(source, QByteArray(b"png")).size()


def print_pages(
    pack: Pack,
    printer: QPrinter,
    progress: Progress = reporting.ignore,
    press: Press | None = None,
) -> int:
    """Print every page of a pack and return how many; RccdeskError ``print_failed``."""
    pages = _draw(pack, _PAPER_PPI, progress, press)
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
            _paint(painter, read_page(page))
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


def _draw(pack: Pack, ppi: float, progress: Progress, press: Press | None) -> list[bytes]:
    progress(0, 0)
    if press is not None:
        return press.draw(pack, ppi, progress)
    pages = pdf.preview_pages(pack, ppi=ppi)
    progress(0, 0)
    return pages
