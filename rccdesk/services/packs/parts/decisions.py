"""One page for each item that asks for a decision: the matter, the ways to go, the proposal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rccdesk.enums import PointKind
from rccdesk.services import meetings
from rccdesk.services.packs.model import PackFigure, Section
from rccdesk.services.packs.parts.agenda import agenda_lines, title_of
from rccdesk.services.packs.parts.asking import Material, lines_of, listed
from rccdesk.services.packs.parts.point import missing_words, read_content
from rccdesk.texts import text

if TYPE_CHECKING:
    from rccdesk.services.meetings import PointView
    from rccdesk.services.packs.parts.point import PointContent


def make_decisions(material: Material) -> tuple[Section, ...]:
    """Return the items for decision in the order of the agenda; nothing where none asks for one.

    Of a confidential item only its number stands there.
    """
    if material.view is None:
        return ()
    sections: list[Section] = []
    for number, line in enumerate(agenda_lines(material.view), 1):
        point = line.point
        if point.kind is not PointKind.DECISION:
            continue
        title = title_of(point.title, is_left_out=point.is_confidential)
        heading = text("papers.agenda.point", number=number, title=title)
        if point.is_confidential:
            words = (text("papers.left_out_words"),)
            sections.append(Section(heading=heading, paragraphs=words))
            continue
        view = meetings.get_point_view(material.database, point.uuid)
        sections += _sections(heading, view, read_content(material.database, view))
    return tuple(sections)


def _sections(heading: str, view: PointView, content: PointContent) -> list[Section]:
    """Return what is to be decided first, then the ways to go, the regions and the figures."""
    made = [Section(heading=heading, paragraphs=_paragraphs(view, content))]
    for key, tables in (("alternatives", content.alternatives), ("consequences", content.regions)):
        if tables:
            made.append(Section(heading=_under(heading, key), tables=tables))
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
    missing = listed((missing_words(content.missing).rstrip("."), *view.missing))
    return (*said, *_labelled("missing", (f"{missing}." if missing else "",)))


def _labelled(key: str, lines: tuple[str, ...]) -> tuple[str, ...]:
    """Return lines with what they are before the first; nothing where nothing is said."""
    told = [line for line in lines if line]
    if not told:
        return ()
    first = text("packs.steering.labelled", label=text(f"papers.point.{key}"), words=told[0])
    return (first, *told[1:])


def _under(heading: str, key: str) -> str:
    return text("packs.steering.under", heading=heading, part=text(f"papers.point.{key}").lower())
