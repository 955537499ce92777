"""The language of the window: Swedish in the source, English from a catalogue."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from rccdesk import texts
from rccdesk.paths import resource_dir

_LOCALES = {"sv": "sv_SE", "en": "en_GB"}
_installed: list[QTranslator] = []


def use_language(app: QApplication, language: str) -> None:
    """Speak ``language`` (sv or en) in new widgets, Qt's own dialogs, numbers and services."""
    language = language if language in texts.LANGUAGES else "sv"
    texts.use_language(language)
    QLocale.setDefault(QLocale(_LOCALES[language]))
    while _installed:
        app.removeTranslator(_installed.pop())
    own = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    for folder, name in ((own, f"qtbase_{language}"), (resource_dir() / "i18n", language)):
        translator = QTranslator(app)
        if translator.load(name, str(folder)):
            app.installTranslator(translator)
            _installed.append(translator)
