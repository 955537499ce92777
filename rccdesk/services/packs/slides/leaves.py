"""A slide of texts and tables before it is drawn: what stands where, its sources and notes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from rccdesk.services.packs.slides.own_slides import Area
from rccdesk.services.packs.slides.paragraphs import HEADING, RUNNING, Words, words_height
from rccdesk.services.packs.slides.tables import TablePart

TOP, FOOT = 10.0, 4.0  # px free under the title and over the foot


@dataclass(frozen=True, slots=True)
class Placed:
    """What stands at ``y``, in px of the slide."""

    item: Words | TablePart
    y: float
    height: float
    name: str = ""


@dataclass
class Leaf:
    """One slide of texts and tables."""

    title: str
    area: Area
    role: str
    placed: list[Placed] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    number: tuple[int, int] = (1, 1)
    told: tuple[str, ...] = ()  # what the notes of the last table say of what it shows

    @property
    def y(self) -> float:
        """Return where the next thing would stand, px."""
        if not self.placed:
            return self.area.top + TOP
        return self.placed[-1].y + self.placed[-1].height

    @property
    def room(self) -> float:
        """Return the free height in px."""
        return self.area.foot - FOOT - self.y

    @property
    def is_running(self) -> bool:
        """Tell whether nothing but running text stands on the slide."""
        return all(
            isinstance(each.item, Words) and each.item.style in RUNNING for each in self.placed
        )

    @property
    def spoken(self) -> tuple[str, ...]:
        """Return the paragraphs, for the notes of a slide without others."""
        words = [each.item for each in self.placed if isinstance(each.item, Words)]
        return tuple(f"{each.label} {each.words}".strip() for each in words)

    def say(self, notes: Iterable[str], sources: Iterable[str] = ()) -> None:
        """Add to the notes and the foot what is not there."""
        self.notes += [each for each in notes if each and each not in self.notes]
        self.sources += [each for each in sources if each and each not in self.sources]


def balance(before: Leaf, last: Leaf) -> None:
    """Move the texts under the last table of a slide to a last slide that says little.

    Both are about as full then; a section is never parted from its heading.
    """
    tables = [n for n, each in enumerate(before.placed) if isinstance(each.item, TablePart)]
    if last.number != (1, 1) or not tables or not _is_text(last.placed):
        return
    starts = [n for n in range(tables[-1] + 1, len(before.placed)) if _is_heading(before.placed[n])]
    title = Words(last.title, style="heading", size=HEADING)
    under = Placed(title, 0.0, words_height(title, last.area.width), last.title)
    for start in starts:
        moved = before.placed[start:]
        placed = [*moved[1:], under, *last.placed]
        needed = _height(placed)
        kept = _height(before.placed[:start])
        if needed <= kept and needed <= last.area.foot - FOOT - last.area.top - TOP:
            last.title = moved[0].name
            before.placed, last.placed = before.placed[:start], []
            for each in placed:
                last.placed.append(replace(each, y=last.y))
            return


def share(before: Leaf, last: Leaf) -> None:
    """Move paragraphs of a text to its last slide, until both are about as full."""
    if not (_is_text(before.placed) and _is_text(last.placed)):
        return
    kept, moved = list(before.placed), list(last.placed)
    while len(kept) > 1 and _height(moved) + kept[-1].height <= _height(kept[:-1]):
        moved.insert(0, kept.pop())
    before.placed, last.placed = kept, []
    for each in moved:
        last.placed.append(replace(each, y=last.y))


def _height(placed: Iterable[Placed]) -> float:
    return sum(each.height for each in placed)


def _is_text(placed: Iterable[Placed]) -> bool:
    return all(isinstance(each.item, Words) for each in placed)


def _is_heading(placed: Placed) -> bool:
    return isinstance(placed.item, Words) and placed.item.style == "heading"


AreaOf = Callable[[str, str], Area]
"""The room of a slide with a title and a role."""
