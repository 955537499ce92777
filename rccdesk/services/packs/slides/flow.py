"""What stands on which slide: texts and tables in their order, as few slides as they have room on.

Sections that belong together share a slide where they fit whole. Nothing is cut: a text or table
that is higher than a slide goes on on the next.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from rccdesk.services.charts.labels import capital
from rccdesk.services.charts.spec import TableSpec
from rccdesk.services.charts.symbols import MARKS
from rccdesk.services.packs.comment_words import comment_words
from rccdesk.services.packs.model import Section
from rccdesk.services.packs.slides.folds import folds
from rccdesk.services.packs.slides.leaves import FOOT, TOP, AreaOf, Leaf, Placed, balance, share
from rccdesk.services.packs.slides.paragraphs import (
    GAP,
    HEADING,
    PADDING,
    PROPOSAL,
    Words,
    gap_under,
    labelled,
    words_height,
    words_width,
)
from rccdesk.services.packs.slides.parts import SMALLEST
from rccdesk.services.packs.slides.sections import groups, with_leads
from rccdesk.services.packs.slides.tables import (
    TablePart,
    count_details,
    table_parts,
    without_details,
    without_missing,
    without_quiet,
)
from rccdesk.services.packs.slides.text import LINE, wrap
from rccdesk.services.packs.slides.words import tied, tied_table
from rccdesk.texts import text

_LARGE, _SIZES = (24.0, 22.0), (20.0, SMALLEST)  # pt of running text: the largest with room
_SPARSE = 0.5  # of a slide, for the large
_UNDER_TABLE, _CLEAR = 12.0, 4.0  # px, under a table and between a text and the foot
LISTED = "slides"  # part of a section whose paragraphs are a list
_HALF, _LITTLE = 0.5, 0.2
_LEAST_PART = 0.35  # of a slide, for a table that begins on it
_SIGNS = ("..", "\u00b9", "\u00b2", "\u00b3", *MARKS)  # what notes explain under a table


Parts = tuple[tuple[TablePart, ...], tuple[str, ...]]
"""The parts of a table, and what of it is left to the notes."""


def plan_leaves(
    sections: Sequence[Section], area_of: AreaOf, *, bullets: bool = False, is_paper: bool = False
) -> list[Leaf]:
    """Return the slides of sections without charts; ``bullets`` before their paragraphs.

    All sections of a paper may share a slide, of another pack those of one part.
    """
    leaves: list[Leaf] = []
    for group in groups(with_leads(sections), is_paper=is_paper):
        leaves += _Flow(group, area_of, bullets=bullets).leaves()
    return leaves


def one_leaf(section: Section, area_of: AreaOf, more: str, under: Sequence[Section] = ()) -> Leaf:
    """Return one slide of a text: what it has no room for stands in the notes, as ``more`` says.

    The short sections ``under`` it stand there whole.
    """
    whole = _Flow([section, *under], area_of).leaves()
    if len(whole) == 1:
        return whole[0]
    flow = _Flow([section, *under], area_of)
    last: list[Words] = [Words(more, size=SMALLEST)]
    for each in under:
        last += [Words(each.heading, style="heading", size=HEADING)]
        last += [item for item in flow.items(each, SMALLEST) if isinstance(item, Words)]
    needed = sum(map(flow.height, last))
    leaf = flow.begin(section.heading)
    for item in flow.items(section, SMALLEST):
        height = flow.height(item)
        if leaf.room < height + needed or not isinstance(item, Words):
            break
        leaf.placed.append(Placed(item, leaf.y, height, section.heading))
    for item in last:
        leaf.placed.append(Placed(item, leaf.y, flow.height(item)))
    leaf.say((*section.paragraphs, *section.notes))
    return leaf


class _Flow:
    """The slides of sections that belong together."""

    def __init__(self, group: Sequence[Section], area_of: AreaOf, *, bullets: bool = False) -> None:
        self._group = group
        self._bullets = bullets
        self._area_of = area_of
        self._is_plain = len(group) == 1 and not group[0].tables
        self._role = "figure" if any(section.tables for section in group) else "text"
        self._width = area_of(group[0].heading, self._role).width
        self._leaves: list[Leaf] = []

    def leaves(self) -> list[Leaf]:
        for section in self._group:
            items = self._fitting(section, list(self.items(section, *self._sizes(section))))
            if not items:
                continue
            if not self._append(section, items):
                if self._leaves and self._saves_one(items):
                    self._begin_under(section, items)
                else:
                    self._begin_with(section, items)
            last = self._leaves[-1]
            last.say(_notes_of(section), _sources_of(section))
            last.told = _told_of(section)
        for before, last in pairwise(self._leaves[-2:]):
            balance(before, last)
        for leaf in self._leaves:
            self._tell(leaf)
        return self._leaves

    def _tell(self, leaf: Leaf) -> None:
        """Write under the last table what its notes say of it, where there is room."""
        above = [each.item.words for each in leaf.placed if isinstance(each.item, Words)]
        told = [each for each in leaf.told if each not in above]
        said = Words(tied(" ".join(told)))
        height = self.height(said)
        if told and height <= leaf.room:
            leaf.placed.append(Placed(said, leaf.y, height))
            leaf.sources = [each for each in leaf.sources if each not in leaf.told]

    def begin(self, title: str) -> Leaf:
        """Return a new slide with a title, which may get its number."""
        longest = text("packs.part", title=title, part=1, parts=2)
        leaf = Leaf(title, self._area_of(longest, self._role), self._role)
        self._leaves.append(leaf)
        return leaf

    def items(
        self, section: Section, size: float, proposal: float = PROPOSAL
    ) -> Iterator[Words | TableSpec]:
        """Return what a section says, in order."""
        asked = f"{text('papers.point.proposal')}: "
        asks = section.part == "summary" and not section.tables
        plain = "item" if section.part == LISTED else "plain"
        for paragraph in map(tied, section.paragraphs):
            label, words = labelled(paragraph)
            if self._bullets:
                yield Words(paragraph, "", "bullet", size)
                continue
            if label and (paragraph.startswith(asked) or asks):
                yield Words(words, label, "proposal", proposal)
            elif section.part == LISTED:
                yield Words(paragraph, "", "item", size)
            else:
                yield Words(words, label, "plain", size)
        for what, words in section.facts:
            yield Words(tied(words), f"{what}:", plain, size)
        for table in section.tables:
            shown, quiet = without_quiet(tied_table(table))
            shown, missing = without_missing(shown, self._width)
            for words in missing:
                label, rest = labelled(words)
                yield Words(rest, label)
            if not section.heading.casefold().endswith(table.title.casefold()):
                yield Words(table.title, style="caption")
            if shown.rows:
                yield shown
            else:
                yield Words(text("packs.table.no_figures"), size=SMALLEST)
            for words in quiet:
                label, rest = labelled(words)
                yield Words(rest, label)

    def height(self, item: Words | TableSpec, *, is_tight: bool = False) -> float:
        """Return the height in px of an item in one piece."""
        if isinstance(item, Words):
            return words_height(item, self._width)
        return self._whole(item, is_tight=is_tight).height + _UNDER_TABLE

    def _whole(self, table: TableSpec, *, is_tight: bool = False) -> TablePart:
        return table_parts(table, self._width, 1e6, 1e6, is_tight=is_tight)[0]

    def _sizes(self, section: Section) -> tuple[float, float]:
        """Return the largest sizes of text and of proposals that have room on one slide."""
        area = self._area_of(section.heading, self._role)
        room = area.foot - FOOT - area.top - TOP
        texts = (*_LARGE, *_SIZES) if self._is_plain else (SMALLEST,)
        for size in texts:
            for proposal in (PROPOSAL, SMALLEST):
                needed = sum(self.height(item) for item in self.items(section, size, proposal))
                if needed <= room * (_SPARSE if size in _LARGE else 1.0):
                    return size, proposal
        return SMALLEST, SMALLEST

    def _fitting(self, section: Section, items: list[Words | TableSpec]) -> list[Words | TableSpec]:
        """Return the paragraphs of a text closer together where it has room on a slide so."""
        area = self._area_of(section.heading, self._role)
        room = area.foot - FOOT - area.top - TOP
        closer = [
            replace(item, style="item")
            if isinstance(item, Words) and item.style == "plain"
            else item
            for item in items
        ]
        is_over = sum(map(self.height, items)) > room >= sum(map(self.height, closer))
        return closer if is_over and not section.tables else items

    def _append(self, section: Section, items: Sequence[Words | TableSpec]) -> bool:
        """Place a whole section under what stands on the last slide, if there is room."""
        if not self._leaves:
            return False
        leaf, lower = self._leaves[-1], self._lower(self._leaves[-1])
        heading = Words(self._below(section.heading), style="heading", size=HEADING)
        for count, is_tight in _ways(items):
            fitting = [heading, *(_brief(item, count)[0] for item in items)]
            needed = sum(self.height(item, is_tight=is_tight) for item in fitting)
            if needed > leaf.room and needed <= lower.room:
                leaf.placed = lower.placed
            if needed <= leaf.room:
                break
        else:
            return False
        leaf.say(said for item in items for said in _brief(item, count)[1])
        for item in fitting:
            height = self.height(item, is_tight=is_tight)
            placed = item if isinstance(item, Words) else self._whole(item, is_tight=is_tight)
            leaf.placed.append(Placed(placed, leaf.y, height, section.heading))
        return True

    def _lower(self, leaf: Leaf) -> Leaf:
        """Return a slide whose tables have lower rows."""
        lower = replace(leaf, placed=[])
        for each in leaf.placed:
            item, height = each.item, each.height
            if isinstance(item, TablePart):
                item = self._whole(item.table, is_tight=True)
                height = item.height + _UNDER_TABLE
            lower.placed.append(replace(each, item=item, y=lower.y, height=height))
        return lower

    def _below(self, heading: str) -> str:
        base = f"{self._group[0].heading}: "
        return capital(heading.removeprefix(base))

    def _begin_with(self, section: Section, items: Sequence[Words | TableSpec]) -> None:
        first = len(self._leaves)
        self.begin(section.heading)
        for item in items:
            if isinstance(item, Words):
                self._place_words(section, item)
            else:
                self._place_table(section, item)
        new = self._leaves[first:]
        if section is self._group[-1]:
            for before, last in pairwise(new[-2:]):
                share(before, last)
        for number, leaf in enumerate(new, 1):
            leaf.number = (number, len(new))
            leaf.say(_notes_of(section), _sources_of(section))

    def _place_words(self, section: Section, item: Words) -> None:
        for piece in self._pieces(item):
            height = words_height(piece, self._width)
            leaf = self._leaves[-1]
            if leaf.placed and height - gap_under(piece) + _CLEAR > leaf.room:
                leaf = self._next(section, leaf)
            leaf.placed.append(Placed(piece, leaf.y, height, section.heading))

    def _next(self, section: Section, leaf: Leaf) -> Leaf:
        """Return a new slide; the caption that stands last goes along."""
        caption = leaf.placed[-1]
        new = self.begin(section.heading)
        if _is_caption(caption) and len(leaf.placed) > 1:
            leaf.placed.pop()
            new.placed.append(replace(caption, y=new.y))
        return new

    def _pieces(self, item: Words) -> Iterator[Words]:
        """Return a paragraph, in pieces where it is higher than a slide."""
        area = self._area_of(self._group[0].heading, self._role)
        room = area.foot - area.top - TOP - FOOT
        if words_height(item, self._width) <= room:
            yield item
            return
        lines = wrap(item.words, words_width(item, self._width), item.size * 96 / 72)
        most = max(1, int((room - GAP - 3 * PADDING) / (item.size * 96 / 72 * LINE)) - 2)
        for start in range(0, len(lines), most):
            label = item.label if not start else ""
            yield replace(item, words=" ".join(lines[start : start + most]), label=label)

    def _place_table(self, section: Section, table: TableSpec, *, stays: bool = False) -> None:
        leaf = self._leaves[-1]
        full = leaf.area.foot - FOOT - leaf.area.top - TOP
        whole = self._whole(table)
        for count, is_tight in _ways([table]):
            whole = self._whole(without_details(table, count)[0], is_tight=is_tight)
            if whole.height <= leaf.room:
                break
        is_over = bool(leaf.placed) and whole.height > leaf.room and not stays
        if is_over and self._is_better_alone(whole, leaf, full - leaf.room):
            leaf = self._next(section, leaf)
        parts, said = self._fewest(table, leaf.room, full)
        parts, said = self._without_caption(table, leaf, full, (parts, said))
        leaf.say(said)
        for number, part in enumerate(parts):
            if number:
                leaf = self.begin(section.heading)
            leaf.placed.append(Placed(part, leaf.y, part.height + _UNDER_TABLE, section.heading))

    def _without_caption(self, table: TableSpec, leaf: Leaf, full: float, with_it: Parts) -> Parts:
        """Return the parts of a table, its caption in the notes where that saves a slide."""
        caption = leaf.placed[-1] if leaf.placed else None
        if len(with_it[0]) == 1 or caption is None or not _is_caption(caption):
            return with_it
        parts, said = self._fewest(table, leaf.room + caption.height, full)
        if len(parts) == len(with_it[0]):
            return with_it
        leaf.placed.pop()
        leaf.say([str(getattr(caption.item, "words", ""))])
        return parts, said

    def _fewest(self, table: TableSpec, room: float, full: float) -> Parts:
        """Return the parts of a table on as few slides as it can have, and what is left out."""
        best: Parts = ((), ())
        for count, is_tight in _ways([table]):
            brief, said = without_details(table, count)
            parts = table_parts(brief, self._width, room, full, is_tight=is_tight)
            if not best[0] or len(parts) < len(best[0]):
                best = parts, said
        return self._folded(table, room, full, best)

    def _folded(self, table: TableSpec, room: float, full: float, whole: Parts) -> Parts:
        """Return the parts of a table, with columns laid together where that saves slides."""
        parts, said = whole
        if len(parts) == 1:
            return whole
        for folded in folds(table):
            for count, is_tight in _ways([folded]):
                brief, left = without_details(folded, count)
                tried = table_parts(brief, self._width, room, full, is_tight=is_tight)
                if len(tried) < len(parts):
                    parts, said = tried, left
        return parts, said

    def _saves_one(self, items: Sequence[Words | TableSpec]) -> bool:
        """Tell whether a slide less is needed where a section begins on the last one."""
        leaf = self._leaves[-1]
        full = leaf.area.foot - FOOT - leaf.area.top - TOP
        *words, table = items
        if isinstance(table, Words) or not all(isinstance(item, Words) for item in words):
            return False
        lead = sum(map(self.height, words))
        room = leaf.room - lead - words_height(Words("A", style="heading", size=HEADING), 1e6)
        if room < full * _LEAST_PART:
            return False
        under, _said = self._fewest(table, room, full)
        alone, _said = self._fewest(table, full - lead, full)
        return len(under) - 1 < len(alone) and len(under[0].table.rows) > 1

    def _begin_under(self, section: Section, items: Sequence[Words | TableSpec]) -> None:
        """Begin a section under what stands on the last slide, and go on on the next."""
        leaf = self._leaves[-1]
        first = len(self._leaves)
        heading = Words(self._below(section.heading), style="heading", size=HEADING)
        leaf.placed.append(Placed(heading, leaf.y, words_height(heading, self._width)))
        for item in items:
            if isinstance(item, Words):
                self._place_words(section, item)
            else:
                self._place_table(section, item, stays=True)
        new = self._leaves[first:]
        for number, each in enumerate(new, 2):
            if len(new) == 1:
                each.title = text("packs.continued", title=section.heading)
            else:  # each has a title of its own
                each.number = (number, len(new) + 1)
        for each in self._leaves[first - 1 :]:
            each.say(_notes_of(section), _sources_of(section))

    def _is_better_alone(self, whole: TablePart, leaf: Leaf, lead: float) -> bool:
        full = leaf.room + lead
        if lead < full * _LITTLE:  # a caption, a sentence
            return False
        return leaf.room < full * _HALF or whole.height <= full


def _is_caption(placed: Placed) -> bool:
    return isinstance(placed.item, Words) and placed.item.style == "caption"


def _told_of(section: Section) -> tuple[str, ...]:
    """Return what the notes of a section's only table say of what it shows, not of its signs."""
    notes = section.tables[0].notes if len(section.tables) == 1 else ()
    return () if any(sign in note for note in notes for sign in _SIGNS) else notes


def _ways(items: Sequence[Words | TableSpec]) -> Iterator[tuple[int, bool]]:
    """Return how tables may be set: without so many columns of details, in lower rows or not."""
    tables = [item for item in items if not isinstance(item, Words)]
    for count in range(max(map(count_details, tables), default=0) + 1):
        yield from ((count, False), (count, True))


def _brief(item: Words | TableSpec, count: int) -> tuple[Words | TableSpec, tuple[str, ...]]:
    return (item, ()) if isinstance(item, Words) else without_details(item, count)


def _notes_of(section: Section) -> list[str]:
    notes = [*section.notes, *(note for table in section.tables for note in table.notes)]
    return [*notes, *(comment_words(comment) for comment in section.comments)]


def _sources_of(section: Section) -> list[str]:
    return [*section.notes[-1:], *(note for table in section.tables for note in table.notes)]
