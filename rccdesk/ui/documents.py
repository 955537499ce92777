"""Going to a document that is linked as evidence, without the program reaching the network.

A link may come from another's workbook: only files of kinds that hold no program are opened.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

_KINDS = frozenset(
    (".pdf", ".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp", ".txt", ".csv", ".png", ".jpg")
)


def open_document(place: str) -> str:
    """Open a local document, or do what is safe with its place; return a sentence to say, or "".

    A web address or a place on a share is copied; of a file of another kind the folder is shown.
    """
    translate = QCoreApplication.translate
    if "://" in place or place.startswith(("\\\\", "//")):
        QGuiApplication.clipboard().setText(place)
        words = translate("Documents", "Platsen är kopierad: {place}. Klistra in den där du läser.")
        return words.format(place=place)
    path = Path(place)
    if not path.is_absolute() or not path.is_file():
        words = translate("Documents", "Dokumentet hittas inte på den här datorn: {place}.")
        return words.format(place=place)
    if path.suffix.lower() in _KINDS:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
        return ""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))
    words = translate("Documents", "Mappen visas. Öppna {name} därifrån om du litar på filen.")
    return words.format(name=path.name)
