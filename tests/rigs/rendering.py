"""Render files by LibreOffice and read where every word came out, to find what covers what."""

from __future__ import annotations

import html
import re
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

CAN_RENDER = bool(shutil.which("soffice") and shutil.which("pdftotext"))
_LEAST, _PART = 1.0, 0.3  # pt across, and part of the lower word's height, that are no overlap
_EDGE = 2.0  # pt that the box of a word may reach over the edge of a page
_PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', re.DOTALL)
_WORD = re.compile(
    r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>'
)


@dataclass(frozen=True)
class Word:
    """A word with its box in pt from the top left."""

    left: float
    top: float
    right: float
    foot: float
    words: str

    @property
    def height(self) -> float:
        return self.foot - self.top

    def covers(self, other: Word) -> bool:
        """Tell whether two words lie over each other by more than their boxes' edges."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.foot, other.foot) - max(self.top, other.top)
        return across > _LEAST and down > _PART * min(self.height, other.height)


@dataclass(frozen=True)
class Page:
    """A page with its words."""

    width: float
    height: float
    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        return " ".join(word.words for word in self.words)

    def faults(self) -> list[str]:
        """Return words over each other, and words outside of the page."""
        found = []
        for number, word in enumerate(self.words):
            if (
                min(word.left, word.top) < -_EDGE
                or word.right > self.width + _EDGE
                or word.foot > self.height + _EDGE
            ):
                found.append(f"outside: {word.words}")
            found += [
                f"{word.words} over {other.words} at {word.left:.0f}, {word.top:.0f}"
                for other in self.words[number + 1 :]
                if word.covers(other)
            ]
        return found


def render(paths: Sequence[Path], folder: Path) -> list[Path]:
    """Return the PDFs that LibreOffice makes of files in one start, its profile in ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless",
         "--convert-to", "pdf", "--outdir", str(folder), *map(str, paths)],
        capture_output=True, timeout=240, check=True,
    )  # fmt: skip
    return [folder / f"{path.stem}.pdf" for path in paths]


def read_pages(pdf: Path) -> list[Page]:
    """Return the pages of a PDF with the places of their words."""
    made = subprocess.run(
        ["pdftotext", "-bbox", str(pdf), "-"], capture_output=True, timeout=60, check=True
    ).stdout.decode("utf-8", "replace")
    pages = []
    for width, height, body in _PAGE.findall(made):
        words = tuple(
            Word(float(left), float(top), float(right), float(foot), html.unescape(said))
            for left, top, right, foot, said in _WORD.findall(body)
        )
        pages.append(Page(float(width), float(height), words))
    return pages
