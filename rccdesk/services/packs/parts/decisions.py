"""One page for each item that asks for a decision: the matter, the ways to go, the proposal."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from rccdesk import formats
from rccdesk.enums import PointKind
from rccdesk.services import meetings
from rccdesk.services.packs.model import PackFigure, Section
from rccdesk.services.packs.parts.agenda import agenda_lines, title_of
from rccdesk.services.packs.parts.asking import Material, lines_of, listed
from rccdesk.services.packs.parts.point import read_content
from rccdesk.services.packs.together import hide_groups
from rccdesk.texts import text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rccdesk.services.charts.spec import TableSpec
    from rccdesk.services.meetings import PointView
    from rccdesk.services.packs.parts.point import PointContent
    from rccdesk.services.publishing import PublishableTable


def make_decisions(material: Material) -> tuple[Section, ...]:
    """Return the items for decision in the order of the agenda; nothing where none asks for one.

    Of a confidential item only its number stands there.
    """
    if material.view is None:
        return ()
    sections: list[Section] = []

    def hiding(table: PublishableTable) -> PublishableTable:
        return hide_groups(table, material.hidden)

    for number, line in enumerate(agenda_lines(material.view), 1):
        point = line.point
        if point.kind is not PointKind.DECISION:
            continue
        title = title_of(point.title, is_left_out=point.is_confidential)
        heading = text("packs.steering.point", number=number, title=title)
        if point.is_confidential:
            words = (text("papers.left_out_words"),)
            sections.append(Section(heading=heading, paragraphs=words))
            continue
        view = meetings.get_point_view(material.database, point.uuid)
        content = read_content(material.database, view, hiding)
        sections += _sections(heading, view, content)
    return tuple(sections)


def _sections(heading: str, view: PointView, content: PointContent) -> list[Section]:
    """Return what is to be decided first, then the ways to go, the regions and the figures."""
    made = [Section(heading=heading, paragraphs=_paragraphs(view, content))]
    for key, tables in (("alternatives", content.alternatives), ("answers", content.regions)):
        told, notes = _without_empty(tables)
        if told or notes:
            made.append(Section(heading=_under(heading, key), tables=told, paragraphs=notes))
    if content.charts or view.figures:
        made.append(
            Section(
                heading=_under(heading, "figures"),
                paragraphs=tuple(figure.words for figure in view.figures),
                remarks=tuple(("", words) for words in view.doubts),
                charts=content.charts,
                figures=tuple(
                    PackFigure(figure.value_key, figure.words, figure.words)
                    for figure in view.figures
                ),
                notes=tuple(dict.fromkeys(line for spec in content.charts for line in spec.foot)),
            )
        )
    return made


def _paragraphs(view: PointView, content: PointContent) -> tuple[str, ...]:
    point = view.point
    said = [
        *_labelled("proposal", lines_of(point.proposal)),
        *_labelled("matter", lines_of(point.matter)),
        *_labelled("background", lines_of(point.background)),
        *_labelled("areas", (listed(content.areas),)),
        *_labelled("goals", (listed(content.goals),)),
        *_labelled("patient_view", lines_of(content.patient_view)),
        *(f"{body}: {words}" for body, words in content.councils),
        *_labelled("next_decider", lines_of(point.next_decider)),
        *_labelled("history", content.history),
    ]
    return (*said, *_labelled("missing", (_missing(view, content),)))


def _missing(view: PointView, content: PointContent) -> str:
    """Return what is missing in one sentence, each thing once; "" for nothing."""
    named = [
        text("packs.steering.consequences" if key == "consequences" else f"papers.point.{key}")
        for key in content.missing
    ]
    found = {words.rstrip(".").casefold(): words.rstrip(".") for words in (*named, *view.missing)}
    listing = "; ".join(f"{words[:1].lower()}{words[1:]}" for words in found.values())
    return f"{listing}." if listing else ""


def _without_empty(
    tables: Iterable[TableSpec],
) -> tuple[tuple[TableSpec, ...], tuple[str, ...]]:
    """Return tables without the columns that nobody has filled in, and those columns in words.

    Single cells that nobody has filled in are a dash.
    """
    unknown = text("papers.unknown")
    made, notes = [], []
    for table in tables:
        empty = [
            number
            for number in range(1, len(table.columns))
            if all(row[number] == unknown for row in table.rows)
        ]
        kept = [number for number in range(len(table.columns)) if number not in empty]
        rows = tuple(
            tuple(formats.MISSING if row[n] == unknown else row[n] for n in kept)
            for row in table.rows
        )
        if len(kept) > 1:
            columns = tuple(table.columns[number] for number in kept)
            made.append(dataclasses.replace(table, columns=columns, rows=rows))
        if empty:
            names = listed(table.columns[number].title.lower() for number in empty)
            key = "unsaid" if len(kept) > 1 else "unsaid_all"
            notes.append(text(f"packs.steering.{key}", names=names))
    return tuple(made), tuple(notes)


def _labelled(key: str, lines: tuple[str, ...]) -> tuple[str, ...]:
    """Return lines with what they are before the first; nothing where nothing is said."""
    told = [line for line in lines if line]
    if not told:
        return ()
    first = text("packs.steering.labelled", label=text(f"papers.point.{key}"), words=told[0])
    return (first, *told[1:])


def _under(heading: str, key: str) -> str:
    return text("packs.steering.under", heading=heading, part=text(f"packs.steering.part_{key}"))
