"""Frozen minutes as a document: a head, a § for each point, and lines to sign on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rccdesk.enums import DocumentState, MinutesKind
from rccdesk.services.packs.model import SIGNATURE, Pack, Section
from rccdesk.services.papers.assembling import listed, paper
from rccdesk.services.papers.content import MinutedDecision, MinutedPoint, read_content
from rccdesk.services.papers.heads import presence_facts
from rccdesk.texts import text

if TYPE_CHECKING:
    from rccdesk.services.database import Database
    from rccdesk.services.meetings import MinutesRow
    from rccdesk.services.papers.content import MinutesContent

_STATES = {
    DocumentState.DRAFT: "draft",
    DocumentState.ISSUED: "issued",
    DocumentState.APPROVED: "approved",
    DocumentState.REPLACED: "replaced",
}


def make_minutes_paper(database: Database, row: MinutesRow, *, with_confidential: bool) -> Pack:
    """Return minutes or notes as they were made; ``with_confidential`` with all of them."""
    content = read_content(row.content)
    is_minutes = content.kind is MinutesKind.MINUTES
    sections = [
        Section(heading=text("papers.head.meeting"), facts=_head(content, row)),
        Section(heading=text("papers.head.present"), facts=presence_facts(content.presences)),
        *(
            _point_section(point, is_minutes=is_minutes, whole=with_confidential)
            for point in content.points
        ),
    ]
    if is_minutes:
        sections.append(_signing(content, row))
    left_out = not with_confidential and _has_confidential(content)
    return paper(
        database,
        content.kind.value,
        text(f"papers.minutes.title_{content.kind}", meeting=content.meeting),
        sections,
        subtitle=text("papers.minutes.left_out_some") if left_out else "",
        state=_STATES[row.state],
        made_on=row.made_on,
        pack_id=text("papers.minutes.version", number=row.version),
    )


def _head(content: MinutesContent, row: MinutesRow) -> tuple[tuple[str, str], ...]:
    approved = ""
    if row.approved_on is not None:
        approved = f"{row.approved_on.isoformat()}, {listed(row.approvers)}"
    rest = (("approved", approved), ("diary", row.diary_number))
    return (
        *content.head,
        *((text(f"papers.head.{key}"), words) for key, words in rest if words),
    )


def _has_confidential(content: MinutesContent) -> bool:
    return any(
        point.is_confidential or any(each.is_confidential for each in point.decisions)
        for point in content.points
    )


def _point_section(point: MinutedPoint, *, is_minutes: bool, whole: bool) -> Section:
    hidden = point.is_confidential and not whole
    title = text("papers.left_out") if hidden else point.title
    heading = f"{point.number}. {title}"
    if is_minutes and point.paragraph is not None:
        heading = f"§ {point.paragraph} {title}"
    if hidden:
        return Section(heading=heading, paragraphs=(text("papers.left_out_words"),))
    paragraphs = [line for words in (point.matter, point.said) for line in _lines(words)]
    if point.rapporteur:
        paragraphs.insert(0, text("papers.minutes.rapporteur", name=point.rapporteur))
    if point.became:
        paragraphs.append(point.became)
    facts: list[tuple[str, str]] = []
    if point.patient_view:
        facts.append((text("papers.point.patient_view"), point.patient_view))
    for each in point.decisions:
        facts += _decision_facts(each, whole=whole)
    actions = (*point.actions, *(point.confidential_actions if whole else ()))
    facts += [(text("papers.minutes.action"), words) for words in actions]
    if not (point.matter or point.said or point.became or facts):
        paragraphs.append(text("papers.minutes.nothing_noted"))
    return Section(heading=heading, paragraphs=tuple(paragraphs), facts=tuple(facts))


def _decision_facts(each: MinutedDecision, *, whole: bool) -> list[tuple[str, str]]:
    if each.is_confidential and not whole:
        return [(each.kind, text("papers.left_out_decision"))]
    lines = (
        ("responsible", each.responsible),
        ("due", each.due_on.isoformat() if each.due_on else ""),
        ("regions", listed(each.regions)),
        ("next_decider", each.next_decider),
    )
    return [
        (each.kind, each.text),
        *((text(f"papers.decision.{key}"), words) for key, words in lines if words),
        *([("", each.fixed_line)] if each.fixed_line else []),
    ]


def _signing(content: MinutesContent, row: MinutesRow) -> Section:
    """Return lines for who wrote it, who chaired, and those who approve, each with a name."""
    lines: list[str] = []
    names = [("secretary", content.secretary)]
    if content.chair:
        names.append(("chair", content.chair))
    names += [("approver", name) for name in (row.approvers or content.approvers or ("",))]
    for key, name in names:
        role = text(f"papers.sign.{key}")
        lines += [SIGNATURE, f"{name}, {role[:1].lower()}{role[1:]}" if name else role]
    return Section(heading=text("papers.sign.heading"), paragraphs=tuple(lines))


def _lines(words: str) -> list[str]:
    return [line.strip() for line in words.splitlines() if line.strip()]
