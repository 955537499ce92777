"""Packs as pictures and on paper: the pages that the PDF has, of a stored pack or of a live one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPainter

from rccdesk.errors import RccdeskError
from rccdesk.services import progress as reporting
from rccdesk.services.packs import content, issuing, pdf
from rccdesk.services.packs.templates_then import templates_of

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
    """A pack, its pages as PNG, and the logo (PNG) on them; stored: it lies in the archive."""

    pack: Pack
    pages: list[bytes]
    is_stored: bool
    logo: bytes = b""


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
    return _preview(database, pack, progress, press, is_stored=True)


def draw_live(
    database: Database,
    request: PackRequest,
    progress: Progress = reporting.ignore,
    press: Press | None = None,
) -> Preview:
    """Return the pages of a pack as it would be now; nothing is stored and no file written."""
    assemble = press.assemble if press is not None else content.assemble_pack
    pack = assemble(database, request, progress)
    return _preview(database, pack, progress, press, is_stored=False)


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
    shown: Preview,
    printer: QPrinter,
    progress: Progress = reporting.ignore,
    press: Press | None = None,
) -> int:
    """Print every page of a pack and return how many; RccdeskError ``print_failed``."""
    pages = _draw(shown.pack, _PAPER_PPI, shown.logo, progress, press)
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


def _preview(
    database: Database, pack: Pack, progress: Progress, press: Press | None, *, is_stored: bool
) -> Preview:
    template = templates_of(database, pack, ("pdf",)).get("pdf")
    logo = template.content if template is not None else b""
    pages = _draw(pack, _SCREEN_PPI, logo, progress, press)
    return Preview(pack, pages, is_stored=is_stored, logo=logo)


def _draw(
    pack: Pack, ppi: float, logo: bytes, progress: Progress, press: Press | None
) -> list[bytes]:
    progress(0, 0)
    if press is not None:
        return press.draw(pack, ppi, logo, progress)
    pages = pdf.preview_pages(pack, ppi=ppi, logo=logo)
    progress(0, 0)
    return pages
