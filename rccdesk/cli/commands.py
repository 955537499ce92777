"""One function per command: call the service, print its result."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from rccdesk import __version__, paths
from rccdesk.cli import origin_command, shapes, tables
from rccdesk.cli.opening import OpenStore, store_path
from rccdesk.cli.output import UsageError, json_value, output_table, plain, print_json
from rccdesk.cli.streams import mask_persons, say
from rccdesk.texts import text

if TYPE_CHECKING:
    from rccdesk.services.database import Database
    from rccdesk.services.imports import BatchRow, ImportRequest, ImportResult, Problem
    from rccdesk.services.imports.value_matching import ValueMatch


def demo(options: argparse.Namespace, as_json: bool) -> int:
    """Make the example store; open it, or draw every page where there is no display."""
    from rccdesk.services import example_data

    store = options.store or paths.example_store()
    made = example_data.make_example_store(
        store,
        **{
            name: value
            for name, value in (("patients", options.patients), ("seed", options.seed))
            if value is not None
        },
    )
    headless = options.no_window or not _has_display()
    if not headless and not as_json:
        from rccdesk import app

        return app.run(store)
    out = options.out or Path("exempeldata")
    files = _draw_everything(store, out)
    shape = {
        "store": str(store),
        "out": str(out),
        "patients": made.patients,
        "seed": made.seed,
        "files": [str(file) for file in files],
    }
    if as_json:
        print_json(shape)
    else:
        say(text("cli.demo_drawn", count=len(files), out=out.resolve(), store=store))
    return 0


def _draw_everything(store: Path, out: Path) -> list[Path]:
    from rccdesk import app
    from rccdesk.services.packs.content import PackRequest, make_pack

    drawn: list[Path] = []
    for theme in ("light", "dark"):
        drawn += [shot.path for shot in app.render_pages(store, out / "sidor" / theme, theme=theme)]
    with OpenStore(store) as database:
        result = make_pack(database, PackRequest(kind="steering", out_dir=out / "underlag"))
    return drawn + [Path(file.path) for file in result.files]


def import_(options: argparse.Namespace, as_json: bool) -> int:
    """Import files as one transaction."""
    from rccdesk.services.reader import launch

    # The file is parsed while the libraries of the store are loaded: a second for both.
    launch.start_ahead(options.files[0])
    try:
        return _import_files(options, as_json)
    finally:
        launch.give_up()


def _import_files(options: argparse.Namespace, as_json: bool) -> int:
    from rccdesk.services import imports as service

    request = reading_request(tuple(options.files), options, dry_run=options.dry_run)
    trial = options.dry_run
    with OpenStore(store_path(options), create=True, reading=trial, is_trial=trial) as database:
        results = service.import_files(database, request)
        if options.remember and not trial:
            _remember(database, request, results)
    made = [_import_shape(result) for result in results]
    if as_json:
        print_json(made[0] if len(made) == 1 else {"imports": made})
    else:
        for each, result in zip(results, made, strict=True):
            key = "cli.dry_run" if options.dry_run else "cli.imported"
            name = f"{each.path.name} ({each.indicator})" if each.indicator else each.path.name
            say(text(key, file=name, **_numbers(result)))
            for problem in result["problems"]:
                say("  " + tables.problem_line(problem))
    return 0


def _remember(
    database: Database, request: ImportRequest, results: tuple[ImportResult, ...]
) -> None:
    """Remember what the fixes say that words stand for: in the profile in use, or everywhere."""
    from rccdesk.services.imports import profiles

    words = profiles.words_of(request.fixes)
    for key in dict.fromkeys(r.profile_key or "" for r in results if r.batch_id is not None):
        if words:
            profiles.remember_aliases(database, words, key)


def _value_shape(match: ValueMatch) -> shapes.Shape:
    """Return what a word of a file is read as."""
    return {
        "field": match.field,
        "written": match.written,
        "code": match.code,
        "name": match.name,
        "how": str(match.how),
        "count": match.rows,
        "cells": list(match.cells),
        "proposals": [choice.code for choice in match.proposals],
        "fix": match.key,
    }


def reading_request(
    paths: tuple[Path, ...], options: argparse.Namespace, *, dry_run: bool = False
) -> ImportRequest:
    """Return the request that the options of a command say; its profile is ours or a saved one."""
    from rccdesk.enums import Profile
    from rccdesk.services import imports as service
    from rccdesk.services.imports.layouts import fields_of

    known = dict.fromkeys(name for profile in Profile for name, _ in fields_of(profile))
    for name, _ in options.map:
        if name not in known or [field for field, _ in options.map].count(name) > 1:
            raise UsageError(text("cli.value.field", value=name, known=", ".join(known)))
    is_ours = options.profile in set(Profile)
    return service.ImportRequest(
        paths=paths,
        profile=Profile(options.profile) if is_ours else None,
        profile_key=None if is_ours else options.profile,
        mapping=dict(options.map),
        sheet=options.sheet,
        header_row=options.header_row,
        indicator=options.indicator,
        extract_date=options.extract_date,
        wide=options.wide,
        duplicates=options.duplicates,
        accept_ids=tuple(options.accept_ids),
        leave_out=tuple(options.leave_out),
        dry_run=dry_run,
        fixes=dict(options.fix) | ({"decimal": options.decimal} if options.decimal else {}),
    )


_IMPORT_KEYS = (
    "batch_id",
    "profile",
    "indicator",
    "sheet",
    "header_row",
    "rows_read",
    "rows_imported",
    "rows_unchanged",
    "rows_changed",
    "rows_skipped",
    "rows_missing_since_last",
    "extract_date",
    "problems",
    "file_sha256",
    "seconds",
)


def _import_shape(result: ImportResult) -> shapes.Shape:
    shape = {name: json_value(getattr(result, name)) for name in _IMPORT_KEYS}
    shape["profile"] = result.profile_key or str(result.profile)
    shape["problems"] = [problem_shape(problem) for problem in result.problems]
    if result.values:
        shape["values"] = [_value_shape(match) for match in result.values]
    return shape


def problem_shape(problem: Problem) -> shapes.Shape:
    """Return a problem as in the contract; its cells are at most 100."""
    return {
        "severity": str(problem.severity),
        "code": problem.code,
        "sheet": problem.sheet,
        "cell": problem.cell,
        "cells": list(problem.cells),
        "count": problem.count,
        "message": mask_persons(problem.message),
        "fix": f"{problem.proposal.fix}={problem.proposal.value}" if problem.proposal else None,
    }


def _numbers(shape: shapes.Shape) -> shapes.Shape:
    return {name: value for name, value in shape.items() if name.startswith("rows_")}


def imports(options: argparse.Namespace, as_json: bool) -> int:
    """List batches, undo one, compare two, or save the receipt of one."""
    from rccdesk.services import imports as service
    from rccdesk.services.batch_comparison import compare_batches

    batches: list[shapes.Shape] = []
    shape: shapes.Shape
    with OpenStore(store_path(options), reading=options.act != "undo") as database:
        if options.act == "undo":
            undone = service.undo_batch(database, options.batch_id)
            shape = {
                "batch_id": undone.batch_id,
                "rows_removed": undone.rows,
                "state": undone.state,
            }
        elif options.act == "compare":
            shape = plain(compare_batches(database, options.first_id, options.second_id))
        elif options.act == "receipt":
            path = service.save_receipt(database, (options.batch_id,), options.file)
            shape = {"batch_id": options.batch_id, "path": str(path)}
        else:
            batches = [_batch_shape(batch) for batch in service.list_batches(database)]
            shape = {"batches": batches}
    if as_json:
        print_json(shape)
    elif options.act is None:
        tables.print_rows(batches, empty=text("cli.no_batches"))
    else:
        tables.print_rows([shape], empty="")
    return 0


def _batch_shape(batch: BatchRow) -> shapes.Shape:
    names = (
        "batch_id",
        "imported_at",
        "profile",
        "indicator",
        "file_name",
        "file_sha256",
        "extract_date",
        "rows",
        "state",
        "kind",
    )
    shape = {name: json_value(getattr(batch, name)) for name in names}
    return shape | {"profile": batch.profile_key or str(batch.profile)}


def lead_times(options: argparse.Namespace, as_json: bool) -> int:
    """Print goal fulfilment."""
    from rccdesk.enums import Grain
    from rccdesk.services import lead_times as service

    if "period" in options.by and "start_period" in options.by:
        raise UsageError(text("cli.value.two_periods"))
    query = service.LeadTimeQuery(
        goal=options.goal,
        svf=options.svf,
        region=options.region,
        by=options.by,
        grain=Grain(options.grain),
        period=options.period,
        snapshot=options.snapshot,
    )
    with OpenStore(store_path(options), reading=True) as database:
        table = service.get_lead_times(database, query)
        shape = shapes.lead_times(table)
        if options.since_last:
            origin_command.add_since_last(database, query, table, shape)
    return output_table(shape, options, as_json=as_json)


def indicators(options: argparse.Namespace, as_json: bool) -> int:
    """Print an indicator, or the list of indicators where none is named."""
    from rccdesk.services import indicators as service

    with OpenStore(store_path(options), reading=True) as database:
        if options.indicator is None:
            listed = [plain(row) for row in service.list_indicators(database)]
            if as_json:
                print_json({"indicators": listed})
            else:
                tables.print_rows(listed, empty=text("cli.no_indicators"))
            return 0
        query = service.IndicatorQuery(
            indicator=options.indicator, by=options.by, period=options.period
        )
        table = service.get_indicator(database, query)
        shape = shapes.indicators(table)
        if options.since_last:
            origin_command.add_since_last(database, query, table, shape)
    return output_table(shape, options, as_json=as_json)


def pack(options: argparse.Namespace, as_json: bool) -> int:
    """Make a pack."""
    from rccdesk.cli.agenda_command import find_meeting
    from rccdesk.services.packs.content import PackRequest, make_pack

    with OpenStore(store_path(options)) as database:
        meeting = find_meeting(database, options.meeting).uuid if options.meeting else ""
        request = PackRequest(
            kind=options.kind,
            svf=options.svf,
            region=options.region,
            period=options.period,
            formats=options.formats,
            unit=options.unit,
            indicator=options.indicator,
            process=options.process,
            by=options.by,
            framework=options.framework,
            meeting_uuid=meeting,
            out_dir=options.out,
        )
        result = make_pack(database, request)
    shape = plain(result)
    shape["files"] = [
        {"format": f.format, "path": str(f.path), "sha256": f.sha256} for f in result.files
    ]
    if as_json:
        print_json(shape)
    else:
        for file in shape["files"]:
            say(file["path"])
    return 0


def screenshots(options: argparse.Namespace, as_json: bool) -> int:
    """Draw pages and dialogs as PNG."""
    from rccdesk import app

    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    shots = app.render_pages(
        options.store,
        options.out,
        pages=tuple(options.page),
        size=options.size,
        theme=options.theme,
        text_scale=options.text_scale,
    )
    shape = {
        "files": [
            {"page": s.page, "path": str(s.path), "width": s.width, "height": s.height}
            for s in shots
        ]
    }
    if as_json:
        print_json(shape)
    else:
        for file in shape["files"]:
            say(str(file["path"]))
    return 0


def version(options: argparse.Namespace, as_json: bool) -> int:  # noqa: ARG001
    """Print versions and licences."""
    from rccdesk.cli.versions import collect_versions

    shape = {"version": __version__, **collect_versions()}
    if as_json:
        print_json(shape)
    else:
        licences = shape.pop("licences")
        for name, value in shape.items():
            say(f"{name} {value}")
        tables.print_rows(licences, empty="")
    return 0


def _has_display() -> bool:
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
