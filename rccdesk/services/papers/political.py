"""The report to the political body as a document: results before activities (R-C17)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rccdesk.services import decisions, organisation
from rccdesk.services.charts.spec import TableColumn, TableSpec
from rccdesk.services.packs.model import Pack, Section
from rccdesk.services.papers.assembling import paper, write_paper
from rccdesk.texts import text

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from rccdesk.services.database import Database
    from rccdesk.services.decisions import PoliticalRegion, PoliticalReport, PoliticalRow

FORMATS = ("docx", "pdf", "xlsx")


def write_political_report(database: Database, first: dt.date, last: dt.date, target: Path) -> Path:
    """Write the report of the days from ``first`` to ``last`` as .docx, .pdf or .xlsx.

    Returns where it lies. RccdeskError ``paper_format``, FileWriteError.
    """
    return write_paper(database, make_political_report(database, first, last), target, FORMATS)


def make_political_report(database: Database, first: dt.date, last: dt.date) -> Pack:
    """Return the report: a goal with its result, what was done, what remains; then by region."""
    report = decisions.get_political_report(database, first, last)
    body = organisation.get_terms(database)["political_body"].definite
    title = text("papers.political.title", body=body) if body else text("papers.political.plain")
    span = text("papers.political.span", first=first, last=last)
    sections = [
        Section(
            heading=text("papers.political.overview"),
            tables=_overview(report),
        ),
        *(_goal(row) for row in report.rows),
        *(_region(each) for each in report.regions),
        Section(heading=text("papers.political.decisions"), tables=_decisions(report)),
        Section(
            heading=text("packs.chapter.method"),
            paragraphs=(report.note, text("packs.paragraph.activities")),
        ),
    ]
    return paper(
        database,
        "political",
        title,
        sections,
        subtitle=", ".join(part for part in (report.plan_name, span) if part),
        state="draft",
        summary=tuple(line for line in (report.sentence,) if line),
    )


def _overview(report: PoliticalReport) -> tuple[TableSpec, ...]:
    if not report.rows:
        return ()
    columns = ("goal", "result", "state")
    return (
        TableSpec(
            title="",
            columns=tuple(TableColumn(text(f"papers.political.column.{key}")) for key in columns),
            rows=tuple((row.goal, row.result, row.state_words) for row in report.rows),
        ),
    )


def _goal(row: PoliticalRow) -> Section:
    return Section(
        chapter=text("papers.political.goals"),
        heading=row.goal,
        facts=_facts(
            ("result", (row.result,)),
            ("state", (row.state_words,)),
            ("done", row.done),
            ("remaining", row.remaining),
        ),
    )


def _region(each: PoliticalRegion) -> Section:
    return Section(
        chapter=text("papers.political.regions"),
        heading=each.name,
        facts=_facts(
            ("result", each.results),
            ("done", each.done),
            ("remaining", each.remaining),
            ("answers", (each.decisions_words,)),
        ),
    )


def _facts(*lines: tuple[str, tuple[str, ...]]) -> tuple[tuple[str, str], ...]:
    """Return facts; a thing with several lines has its name beside the first."""
    return tuple(
        (text(f"papers.political.{key}") if number == 0 else "", words)
        for key, told in lines
        for number, words in enumerate(told)
        if words
    )


def _decisions(report: PoliticalReport) -> tuple[TableSpec, ...]:
    if not report.decisions:
        return ()
    columns = ("place", "kind", "decision", "standing")
    return (
        TableSpec(
            title="",
            columns=tuple(TableColumn(text(f"papers.political.column.{key}")) for key in columns),
            rows=tuple(
                (line.place_words, line.kind_words, line.decision.text, line.standing_words)
                for line in report.decisions
            ),
        ),
    )
