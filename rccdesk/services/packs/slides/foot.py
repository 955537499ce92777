"""The foot of a slide: source, marks and page number; and what the speaker's notes say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from lxml import etree
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn

from rccdesk.services.charts.labels import capital
from rccdesk.services.charts.symbols import MARKS
from rccdesk.services.packs.model import Pack
from rccdesk.services.packs.slides.own_slides import Area
from rccdesk.services.packs.slides.parts import (
    SOURCE,
    add_line,
    add_rect,
    add_text,
    clean_text,
    write,
)
from rccdesk.services.packs.slides.text import SLACK, text_width, wrap
from rccdesk.texts import has_text, text

_SIZE = SOURCE * 96 / 72  # px
_LINES = 3
_ENDS = (".", "!", "?", ":")
_MARKED = re.compile(rf"(\. |)([{''.join(MARKS)}]) ([^.,]*)")
_FOOTNOTES = ("\u00b9", "\u00b2", "\u00b3")
SENTENCE = re.compile(r"(?<=[^.]\.) ")  # not after the sign of what is hidden


def draw_foot(
    slide: Any, pack: Pack, area: Area, sources: Sequence[str], *, has_number: bool
) -> None:
    """Draw the line, the source, what marks the pack, and the number unless the slide has it."""
    alt = text("packs.alt.foot")
    foot, x = area.foot, area.right
    add_line(slide, (area.left, foot), (area.right, foot), "line", 1.0, alt, alt)
    if not has_number:
        x -= 34
        _add_number(slide, (x, foot + 8, 34, 24))
    state = state_words(pack)
    if state:
        width = text_width(state, _SIZE, bold=True) * SLACK
        x -= width + 14
        add_text(slide, (x, foot + 8, width, 24), state, SOURCE, token="text2", bold=True)
    if pack.is_example:
        word = text("packs.example")
        width = text_width(word, _SIZE, bold=True) * SLACK + 22
        x -= width + 14
        badge = add_rect(slide, (x, foot + 5, width, 26), "demo", word, word)
        frame = badge.text_frame
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        frame.word_wrap = False
        write(frame, word, SOURCE, token="demo_text", bold=True, align=PP_ALIGN.CENTER)
    if sources:
        width = x - area.left - 24
        add_text(
            slide, (area.left, foot + 4, width, 58), _few_lines(sources, width, area), SOURCE,
            token="text2", name=text("packs.note_source"), wraps=True,
        )  # fmt: skip


def state_words(pack: Pack) -> str:
    """Return what a pack is marked as; "" for what is neither a draft nor issued."""
    if not pack.state:
        return ""
    return text("packs.draft" if pack.state == "draft" else "packs.issued")


def write_notes(slide: Any, pack: Pack, notes: Iterable[str]) -> None:
    """Write the speaker's notes: each thing once, then what marks the pack."""
    said = [clean_text(unmarked(line)) for line in dict.fromkeys(notes) if line]
    said += [w for w in (text("packs.example") if pack.is_example else "", state_words(pack)) if w]
    slide.notes_slide.notes_text_frame.text = "\n".join(said)


def without_marked(lines: Iterable[str]) -> list[str]:
    """Return the sentences that explain no symbol: the panel explains those in words."""
    example = f"{text('charts.separator')}{text('packs.example')}"  # the badge says it
    return [
        f"{sentence.replace(example, '').rstrip('.')}."
        for line in lines
        for sentence in SENTENCE.split(line)
        if sentence and not any(mark in sentence for mark in MARKS)
    ]


def source_first(line: str) -> list[str]:
    """Return the sentences of a source line with the source itself, its last, before the rest."""
    sentences = without_marked((line,))
    return [capital(each) for each in (*sentences[-1:], *sentences[:-1])]


def unmarked(line: str) -> str:
    """Return a line with the names of shapes for the characters that stand for them.

    "◇ streckad kant: okänd." becomes "Tom romb, streckad kant: okänd."; a slide draws the shapes,
    since its face may lack the characters.
    """
    return _MARKED.sub(_named, line)


def _named(found: re.Match[str]) -> str:
    start, mark, explained = found.groups()
    key = f"packs.shape.{MARKS[mark]}"
    words = explained
    if has_text(key):
        words = f"{text(key)}{',' if ':' in explained else ':'} {explained}"
    return f"{start}{capital(words) if start or not found.start() else words}"


def _few_lines(sentences: Sequence[str], width: float, area: Area) -> str:
    """Return as many sentences as the foot holds; all of them stand in the notes.

    After the source comes what explains the marks of a table: nothing else on the slide does.
    """
    first, *others = dict.fromkeys(
        each if each.endswith(_ENDS) else f"{each}." for each in sentences if each
    )
    kept = [first, *sorted(others, key=lambda sentence: not sentence.startswith(_FOOTNOTES))]
    most = _LINES if area.is_wide else _LINES - 1
    while len(kept) > 1 and len(wrap(" ".join(kept), width / SLACK, _SIZE)) > most:
        kept.pop()
    return " ".join(kept)


def _add_number(slide: Any, box: tuple[float, float, float, float]) -> None:
    """Add the page number as a field, so that it follows when slides move."""
    shape = add_text(slide, box, "", SOURCE, token="text2", align=PP_ALIGN.RIGHT)
    paragraph = shape.text_frame.paragraphs[0]._p
    for run in paragraph.findall(qn("a:r")):
        paragraph.remove(run)
    field = etree.SubElement(
        paragraph, qn("a:fld"), id="{7C0F3C5B-2E0A-4F0B-9D3E-5A9C6D1B2E4F}", type="slidenum"
    )
    etree.SubElement(field, qn("a:rPr"), lang="sv-SE", sz=str(round(SOURCE * 100)))
    etree.SubElement(field, qn("a:t")).text = "‹nr›"
