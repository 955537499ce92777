"""The sheets of the workbook: every table of the mission and the plan, wholes before parts."""

from __future__ import annotations

from rccdesk.services.plan_workbook.model import Column, Form, Sheet
from rccdesk.texts import text_in

LANGUAGE = "sv"  # the words of the workbook, whatever the window speaks
ID = "uuid"
MARKS = "marks"  # what the row held when it was written


def _sheet(table: str, *columns: Column | str) -> Sheet:
    return Sheet(table, tuple(Column(c) if isinstance(c, str) else c for c in columns))


def _need(field: str, form: Form = Form.TEXT, of: str = "") -> Column:
    return Column(field, form, of, is_needed=True)


def _code(field: str, of: str) -> Column:
    return Column(field, Form.CODE, of)


def _day(field: str) -> Column:
    return Column(field, Form.DATE)


def _row(field: str, of: str) -> Column:
    return Column(field, Form.ROW, of)


def _flag(field: str) -> Column:
    return Column(field, Form.FLAG)


_POSITION = Column("position", Form.WHOLE)
_SVF = Column("svf", Form.PATHWAYS)
_TOUCHED = _day("touched_on")
_ABOUT = (
    _need("subject_kind", Form.CODE, "thing"),
    _need("subject_key", Form.THING, "subject_kind"),
)

SHEETS: tuple[Sheet, ...] = (
    _sheet(
        "plan",
        _need("name"),
        _code("kind", "plan_kind"),
        _code("state", "plan_state"),
        _row("parent_uuid", "plan"),
        _row("replaces_uuid", "plan"),
        Column("region", Form.REGION),
        _SVF,
        _day("valid_from"),
        _day("valid_to"),
        "vision",
        "owner_role",
        Column("level_names", Form.LINES),
        "note",
        _POSITION,
    ),
    _sheet(
        "plan_region",
        _need("plan_uuid", Form.ROW, "plan"),
        _need("region", Form.REGION),
        _code("approval", "approval"),
        _day("decided_on"),
        "condition",
        "struck",
        _code("own_plan", "own_plan"),
    ),
    _sheet(
        "plan_item",
        _need("plan_uuid", Form.ROW, "plan"),
        "code",
        _need("title"),
        _row("parent_uuid", "plan_item"),
        _code("state", "item_state"),
        "state_reason",
        "responsible",
        _day("target_date"),
        "description",
        "measure",
        Column("measure_key", Form.MEASURE),
        "definition",
        _code("goal_shape", "goal_shape"),
        _code("direction", "direction"),
        Column("level", Form.NUMBER),
        Column("higher_level", Form.NUMBER),
        "unit_of_measure",
        Column("baseline_value", Form.NUMBER),
        Column("baseline_period", Form.PERIOD),
        Column("follow_up_months", Form.WHOLE),
        _flag("is_overall"),
        "data_source",
        "problem",
        "expected_effect",
        Column("priority", Form.WHOLE),
        "priority_reason",
        "budget",
        "risk",
        Column("risk_likelihood", Form.WHOLE),
        Column("risk_consequence", Form.WHOLE),
        "risk_measure",
        _code("scope", "scope"),
        _TOUCHED,
        _POSITION,
    ),
    _sheet(
        "plan_item_region",
        _need("item_uuid", Form.ROW, "plan_item"),
        _need("region", Form.REGION),
        _need("state", Form.CODE, "item_state"),
        "note",
        "responsible",
        _day("told_on"),
    ),
    _sheet(
        "initiative",
        _need("title"),
        _code("state", "initiative_state"),
        _code("origin", "origin"),
        "problem",
        "target_group",
        "work_change",
        _SVF,
        Column("area", Form.AREA),
        "owner_role",
        _day("starts_on"),
        _day("ends_on"),
        "funding",
        _day("funding_ends_on"),
        "cost",
        _code("patient_entry", "patient_entry"),
        "patient_reason",
        "patient_form",
        Column("patient_changed", Form.MAYBE),
        "patient_change",
        Column("output_count", Form.WHOLE),
        "output",
        _code("evaluation_kind", "evaluation_kind"),
        _code("evaluation_by", "evaluation_by"),
        "evaluation_plan",
        _day("evaluated_on"),
        "evaluation",
        _code("conclusion", "conclusion"),
        "conclusion_reason",
        _flag("is_worth_spreading"),
        _day("durability_on"),
        "durability",
        "came_from",
        _day("created_on"),
        _TOUCHED,
    ),
    _sheet(
        "activity",
        _row("plan_item_uuid", "plan_item"),
        _row("initiative_uuid", "initiative"),
        _need("title"),
        _code("state", "item_state"),
        "state_reason",
        "responsible",
        _day("starts_on"),
        _day("due_on"),
        _day("done_on"),
        "next_step",
        Column("region", Form.REGION),
        _code("channel", "channel"),
        _flag("needs_decision"),
        _TOUCHED,
        _POSITION,
    ),
    _sheet(
        "initiative_outcome",
        _need("initiative_uuid", Form.ROW, "initiative"),
        _need("measure", Form.MEASURE),
        "selection",
        Column("before_period", Form.PERIOD),
        "before",
        Column("after_period", Form.PERIOD),
        "after",
        "compared_with",
        "compared_before",
        "compared_after",
        Column("durable_period", Form.PERIOD),
        "durable",
        "note",
        _POSITION,
    ),
    _sheet(
        "initiative_unit",
        _need("initiative_uuid", Form.ROW, "initiative"),
        _need("region", Form.REGION),
        "unit",
        _need("answer", Form.CODE, "answer"),
        "reason",
        _day("day"),
    ),
    _sheet("guideline", _need("title"), _SVF, "source", "note"),
    _sheet(
        "guideline_version",
        _need("guideline_uuid", Form.ROW, "guideline"),
        _need("version"),
        _day("published_on"),
        "changes",
        "regional_title",
        _day("regional_on"),
        _POSITION,
    ),
    _sheet(
        "guideline_adoption",
        _need("version_uuid", Form.ROW, "guideline_version"),
        _need("region", Form.REGION),
        "unit",
        _need("state", Form.CODE, "adoption"),
        Column("cause_uuid", Form.CAUSE),
        "reason",
        _day("day"),
        _flag("is_carried"),
    ),
    _sheet(
        "knowledge_support",
        _need("day", Form.DATE),
        _code("kind", "support_kind"),
        _need("text"),
        "audience",
        _SVF,
        _row("guideline_uuid", "guideline"),
    ),
    _sheet(
        "framework",
        _need("key"),
        _need("title"),
        "source",
        "standing",
        "lead_in",
        "note",
        Column("valid_from_year", Form.WHOLE),
        Column("valid_to_year", Form.WHOLE),
        _row("replaces_uuid", "framework"),
        _flag("is_own"),
        _flag("is_shown"),
        _POSITION,
    ),
    _sheet(
        "framework_item",
        _need("framework_uuid", Form.ROW, "framework"),
        _need("code"),
        _need("title"),
        "text",
        _row("parent_uuid", "framework_item"),
        _flag("asks_for_plan"),
        "owner_role",
        "note",
        _POSITION,
    ),
    _sheet(
        "scale_level",
        _need("scale", Form.CODE, "scale"),
        _need("level", Form.WHOLE),
        _need("name"),
        "source",
    ),
    _sheet(
        "assessment",
        _need("item_uuid", Form.ROW, "framework_item"),
        _need("body"),
        Column("area", Form.AREA),
        _need("day", Form.DATE),
        Column("progress", Form.LEVEL, "progress"),
        Column("challenge", Form.LEVEL, "challenge"),
        Column("plan_progress", Form.LEVEL, "progress"),
        "reason",
        "owner_role",
        _day("next_review"),
        "author",
    ),
    _sheet(
        "strategic_factor",
        _need("kind", Form.CODE, "factor_kind"),
        _code("theme", "theme"),
        _need("text"),
        "strategy",
        "source",
        _day("noted_on"),
        _POSITION,
    ),
    _sheet(
        "follow_up",
        *_ABOUT,
        _need("period", Form.PERIOD),
        _day("day"),
        _need("state", Form.CODE, "item_state"),
        "text",
        "action",
        "value_key",
        "figure",
        "author",
    ),
    _sheet(
        "obstacle",
        *_ABOUT,
        "text",
        Column("cause_uuid", Form.CAUSE),
        _code("level", "obstacle_level"),
        _code("state", "obstacle_state"),
        Column("region", Form.REGION),
        _day("noted_on"),
        _day("raised_on"),
        _day("settled_on"),
        "answer",
    ),
    _sheet(
        "responsibility",
        *_ABOUT,
        _need("actor"),
        _need("share", Form.CODE, "share"),
        _code("channel", "channel"),
        "note",
    ),
    _sheet(
        "link",
        _need("from_kind", Form.CODE, "thing"),
        _need("from_key", Form.THING, "from_kind"),
        _need("role", Form.CODE, "link_role"),
        _need("to_kind", Form.CODE, "thing"),
        _need("to_key", Form.THING, "to_kind"),
        "title",
        "note",
        "source",
        _flag("is_confirmed"),
        _flag("is_secondary"),
        _day("added_on"),
    ),
    _sheet(
        "period_lock",
        *_ABOUT,
        _need("period", Form.PERIOD),
        _day("locked_on"),
        "note",
        "author",
    ),
    _sheet(
        "plan_baseline",
        _need("plan_uuid", Form.ROW, "plan"),
        _need("name"),
        _day("saved_on"),
        "author",
        "content",
    ),
)
BY_TABLE = {sheet.table: sheet for sheet in SHEETS}


def sheet_title(table: str) -> str:
    """Return the name of a sheet, as in "Mål i planer"."""
    return text_in(LANGUAGE, f"export.sheet.{table}")


def header(table: str, field: str) -> str:
    """Return the head of a column; ``id`` for what tells rows apart."""
    if field == ID:
        return "id"
    if field == MARKS:
        return text_in(LANGUAGE, "plan_workbook.marks")
    for area in (table, "every"):
        try:
            return text_in(LANGUAGE, f"fields.{area}.{field}")
        except KeyError:
            continue
    return field


def id_header(table: str, field: str) -> str:
    """Return the head of the column with the id of another row."""
    return f"id {header(table, field)}"
