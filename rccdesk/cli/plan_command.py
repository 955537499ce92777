"""The plans with their goals and activities, out as JSON or a workbook, and in from a workbook."""

from __future__ import annotations

import argparse
import sys
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rccdesk.cli import shapes, tables
from rccdesk.cli.commands import problem_shape
from rccdesk.cli.opening import OpenStore, store_path
from rccdesk.cli.output import UsageError, json_value, print_json
from rccdesk.cli.streams import mask_persons, say
from rccdesk.texts import text

if TYPE_CHECKING:
    from rccdesk.services.database import Database
    from rccdesk.services.plan_workbook import PlanImport
    from rccdesk.services.plans import ActivityRow, ItemRegionRow, PlanItemRow, PlanRow

_REFERENCES = frozenset(("plan_uuid", "parent_uuid", "replaces_uuid", "plan_item_uuid"))


def add_arguments(parser: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    """Add the arguments of ``plan`` and ``plan import``."""
    _add_output(parser, ("json", "xlsx"), None)
    parser.add_argument("--out", type=Path, metavar="FILE")
    acts = parser.add_subparsers(dest="act", metavar="import", parser_class=type(parser))
    taken = acts.add_parser("import", parents=[common], help=text("plan_workbook.help.import"))
    _add_output(taken, ("json",), argparse.SUPPRESS)
    taken.add_argument("file", type=Path, metavar="FILE")
    taken.add_argument("--dry-run", action="store_true")


def _add_output(parser: argparse.ArgumentParser, forms: tuple[str, ...], default: Any) -> None:
    parser.add_argument("--format", choices=forms, default=default)


def plan(options: argparse.Namespace, as_json: bool) -> int:
    """Print the plans, write them to a file, or read a workbook into the store."""
    if options.act == "import":
        return _import(options, as_json=as_json)
    form = "json" if as_json else options.format
    if form is None and options.out is not None:
        form = "xlsx" if options.out.suffix.lower() == ".xlsx" else "json"
    if form == "xlsx" and options.out is None:
        raise UsageError(text("cli.value.out_required"))
    with OpenStore(store_path(options), reading=True) as database:
        if form == "xlsx":
            from rccdesk.services.plan_workbook import export_workbook

            export_workbook(database, options.out)
            say(text("cli.written", path=options.out), file=sys.stderr)
            return 0
        found = {"plans": _read_plans(database)}
    if form is None:
        _print(found["plans"])
        return 0
    if options.out is None:
        print_json(found)
        return 0
    import json

    from rccdesk.files import write_atomic

    spelled = json.dumps(found, ensure_ascii=False, indent=2) + "\n"
    write_atomic(options.out, spelled.encode("utf-8"))
    say(text("cli.written", path=options.out), file=sys.stderr)
    return 0


def _read_plans(database: Database) -> list[shapes.Shape]:
    from rccdesk.services import plans as service

    activities: dict[str, list[ActivityRow]] = {}
    for activity in service.list_activities(database):
        activities.setdefault(activity.plan_item_uuid, []).append(activity)
    rows = service.list_plans(database)
    names = {row.uuid: row.name for row in rows}
    found = []
    for row in rows:
        regions = service.list_plan_regions(database, row.uuid)
        items = service.list_items(database, row.uuid)
        states: dict[str, list[ItemRegionRow]] = {}
        for each in service.list_item_regions(database, row.uuid):
            states.setdefault(each.item_uuid, []).append(each)
        codes = {item.uuid: item for item in items}
        found.append(
            {
                **_fields(row),
                "parent": names.get(row.parent_uuid),
                "replaces": names.get(row.replaces_uuid),
                "state_words": service.plan_state_words(row, regions),
                "regions": [_fields(each) for each in regions],
                "items": [
                    _item(item, codes, states.get(item.uuid, []), activities.get(item.uuid, []))
                    for item in items
                ],
            }
        )
    return found


def _item(
    item: PlanItemRow,
    known: dict[str, PlanItemRow],
    states: list[ItemRegionRow],
    activities: list[ActivityRow],
) -> shapes.Shape:
    from rccdesk.services.plans import missing_parts

    parent = known.get(item.parent_uuid)
    return {
        **_fields(item),
        "parent_code": (parent.code or None) if parent else None,
        "parent": parent.name if parent else None,
        "missing": list(missing_parts(item)),
        "region_states": {each.region: str(each.state) for each in states},
        "activities": [_fields(each) for each in activities],
    }


def _fields(row: PlanRow | PlanItemRow | ActivityRow | Any) -> shapes.Shape:
    """Return the fields of a row for JSON: codes, ISO dates, without what points at others."""
    return {
        field.name: json_value(getattr(row, field.name))
        for field in fields(row)
        if field.name not in _REFERENCES
    }


def _print(plans: list[shapes.Shape]) -> None:
    if not plans:
        say(text("plan_workbook.cli.none"))
    for number, each in enumerate(plans):
        if number:
            say("")
        say(f"{each['name']}: {each['state_words']}")
        rows = [
            {
                "code": item["code"] or None,
                "title": item["title"],
                "state": text(f"plans.state.{item['state']}"),
                "responsible": item["responsible"] or None,
                "target_date": item["target_date"],
                "activities": len(item["activities"]),
                "missing": len(item["missing"]),
            }
            for item in each["items"]
        ]
        tables.print_rows(rows, empty=text("plan_workbook.cli.no_goals"))


def _import(options: argparse.Namespace, *, as_json: bool) -> int:
    from rccdesk.services.plan_workbook import import_workbook

    trial = options.dry_run
    with OpenStore(store_path(options), create=True, reading=trial, is_trial=trial) as database:
        found = import_workbook(database, options.file, dry_run=trial)
    if as_json:
        print_json(_shape(found))
        return 0
    key = "dry_run" if trial else "done"
    say(
        text(
            f"plan_workbook.cli.{key}",
            added=found.added,
            changed=found.changed,
            unchanged=found.unchanged,
            skipped=found.skipped,
        )
    )
    if found.plan:
        told = "plan_workbook.cli.plan_trial" if trial else "plan_workbook.cli.plan"
        say(text(told, name=mask_persons(found.plan)))
    for problem in found.problems:
        say(mask_persons(problem.message))
    return 0


def _shape(found: PlanImport) -> shapes.Shape:
    return {
        "plan": found.plan or None,
        "added": found.added,
        "changed": found.changed,
        "unchanged": found.unchanged,
        "skipped": found.skipped,
        "problems": [problem_shape(problem) for problem in found.problems],
    }
