"""Bring the catalogues of the window up to date: ``python -m tests.ui.translate``.

Swedish stands in the source; ``en.ts`` holds every text, ``sv.ts`` only those with a number. New
texts come in unfinished: translate them in the ``.ts`` (by hand or in Qt Linguist) and run again.
Both tools come with PySide6.
"""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import xml.etree.ElementTree as ET
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CATALOGUES = ROOT / "resources" / "i18n"
LANGUAGES = ("en", "sv")


def sources() -> list[str]:
    """Return the files with texts of the window, in a fixed order."""
    found = sorted((ROOT / "rccdesk" / "ui").rglob("*.py"))
    return [path.relative_to(ROOT).as_posix() for path in [ROOT / "rccdesk" / "app.py", *found]]


def update(folder: Path) -> None:
    """Merge the texts of the source into the catalogues in ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    for language in LANGUAGES:
        plural = ["-pluralonly"] if language == "sv" else []
        _run(
            "pyside6-lupdate",
            *("-extensions", "py", "-no-obsolete", "-locations", "none", "-silent"),
            *("-source-language", "sv_SE", "-target-language", f"{language}"),
            *plural,
            *sources(),
            "-ts",
            str(folder / f"{language}.ts"),
        )


def release(folder: Path) -> None:
    """Compile the catalogues in ``folder``."""
    for language in LANGUAGES:
        target = str(folder / f"{language}.qm")
        _run("pyside6-lrelease", "-silent", str(folder / f"{language}.ts"), "-qm", target)


def read(path: Path) -> dict[tuple[str, str, str], list[str]]:
    """Return (context, text, comment) → forms of the translation; empty forms are unfinished."""
    found: dict[tuple[str, str, str], list[str]] = {}
    for context in ET.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            key = tuple(
                (node.findtext(name) or "")
                for node, name in ((context, "name"), (message, "source"), (message, "comment"))
            )
            translation = message.find("translation")
            assert translation is not None
            forms = [form.text or "" for form in translation.iter("numerusform")]
            if translation.get("type") == "unfinished":
                found[key] = [""]  # type: ignore[index]
            else:
                found[key] = forms or [translation.text or ""]  # type: ignore[index]
    return found


def unfinished(folder: Path) -> list[tuple[str, str, str]]:
    """Return the texts that lack a translation."""
    return [
        key
        for language in LANGUAGES
        for key, forms in read(folder / f"{language}.ts").items()
        if not all(forms)
    ]


def _run(tool: str, *arguments: str) -> None:
    program = Path(sysconfig.get_path("scripts")) / tool
    subprocess.run([str(program), *arguments], cwd=ROOT, check=True, capture_output=True)


if __name__ == "__main__":
    update(CATALOGUES)
    release(CATALOGUES)
    missing = unfinished(CATALOGUES)
    for context, words, _comment in missing:
        print(f"{context}: {words}")  # noqa: T201 - a tool of the developer
    sys.exit(f"{len(missing)} texts are not translated yet." if missing else 0)
