"""The commands about the store as a file: export, check, backup, restore."""

from __future__ import annotations

import argparse
import hashlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from rccdesk.cli import shapes, tables
from rccdesk.cli.opening import OpenStore, store_path
from rccdesk.cli.output import UsageError, print_json, sentence
from rccdesk.cli.streams import say
from rccdesk.enums import BackupReason
from rccdesk.errors import NotFoundError, StoreError
from rccdesk.settings import Settings, installation_id
from rccdesk.texts import text

if TYPE_CHECKING:
    from rccdesk.services.backups import BackupRow
    from rccdesk.services.checks import CheckResult, Finding

DONE, REFUSED = 0, 1
# What is no damage: there is nothing to look into.
_NOT_LOOKED_INTO = frozenset(
    (
        "store_not_found",
        "store_folder_missing",
        "store_newer",
        "store_locked",
        "store_on_share",
        "store_hard_linked",
        "store_is_backup",
        "sqlite_too_old",
    )
)


def export(options: argparse.Namespace, as_json: bool) -> int:
    """Write everything in the store to a file in an open format."""
    from rccdesk.services.export import export_store

    target: Path = options.out
    if target.absolute() == store_path(options).absolute():
        raise UsageError(text("cli.value.same_file"))
    with OpenStore(store_path(options), reading=True) as database:
        written = export_store(database, target, case_level=options.case_level)
    if as_json:
        print_json({"path": str(written), "bytes": written.stat().st_size})
    else:
        say(text("cli.written", path=written))
    return DONE


def check(options: argparse.Namespace, as_json: bool) -> int:
    """Check the store, and with ``--repair`` mend what needs no guess; 1 unless all is well."""
    from rccdesk.services import checks

    if not store_path(options).exists():
        raise NotFoundError("store_not_found", path=store_path(options).name)
    repairs: list[shapes.Shape] = []
    backup: Path | None = None
    result: CheckResult
    try:
        with OpenStore(store_path(options), reading=not options.repair) as database:
            result = checks.check_store(database)
            if options.repair:
                rules = tuple(found.rule for found in result.findings if found.can_repair)
                repaired = checks.repair_store(database, rules)
                repairs = [
                    {"rule": mended.rule, "count": mended.count} for mended in repaired.repairs
                ]
                result, backup = repaired, repaired.backup
    except StoreError as error:
        if error.code in _NOT_LOOKED_INTO:
            raise
        return _report_damaged(store_path(options), error, as_json=as_json)
    shape = _check_shape(result)
    if options.repair:
        shape |= {"repaired": repairs, "backup": None if backup is None else str(backup)}
    _report_check(result, shape, as_json=as_json)
    return DONE if result.ok else REFUSED


def _report_damaged(store: Path, error: StoreError, *, as_json: bool) -> int:
    """Say what can be said of a store that does not open."""
    from rccdesk.services import checks

    result = checks.check_file(store)
    shape = _check_shape(result)
    message = sentence(error)
    shape["error"] = {"code": error.code, "message": message, "sheet": None, "cell": None}
    if as_json:
        print_json(shape)
    else:
        _print_findings(result)
    say(message, file=sys.stderr)
    return REFUSED


def _report_check(result: CheckResult, shape: shapes.Shape, *, as_json: bool) -> None:
    if as_json:
        print_json(shape)
    else:
        _print_findings(result)
        for repair in shape.get("repaired", ()):
            say(text("cli.repaired", **repair))
        if shape.get("backup"):
            say(text("cli.backup_made", path=shape["backup"]))
    serious = sum(finding.severity != "info" for finding in result.findings)
    if result.ok:
        if not as_json:
            say(text("cli.check_ok"))
    else:
        say(text("cli.check_found", count=max(serious, 1)), file=sys.stderr)


def _print_findings(result: CheckResult) -> None:
    for finding in result.findings:
        severity = text(f"imports.severity.{finding.severity}")
        say(f"{finding.rule}  {severity}: {finding.message} {finding.remedy}")


def _check_shape(result: CheckResult) -> shapes.Shape:
    return {
        "ok": result.ok,
        "integrity": result.integrity,
        "findings": [_finding_shape(finding) for finding in result.findings],
    }


def _finding_shape(finding: Finding) -> shapes.Shape:
    return {
        "rule": finding.rule,
        "severity": str(finding.severity),
        "count": finding.count,
        "message": finding.message,
        "remedy": finding.remedy,
        "can_repair": finding.can_repair,
    }


def backup(options: argparse.Namespace, as_json: bool) -> int:
    """Make a backup, or list those there are."""
    from rccdesk.services import backups

    store = store_path(options)
    if options.list:
        listed = [_backup_shape(row) for row in backups.list_backups(store)]
        if as_json:
            print_json({"backups": listed})
        else:
            tables.print_rows(listed, empty=text("cli.no_backups"))
        return DONE
    if not store.exists():
        raise NotFoundError("store_not_found", path=store.name)
    if options.out is not None and options.out.absolute() == store.absolute():
        raise UsageError(text("cli.value.same_file"))
    made = backups.make_backup(store, BackupReason.MANUAL, target=options.out)
    if as_json:
        print_json(_file_shape(made.path))
    else:
        say(text("cli.backup_made", path=made.path))
    return DONE


def _file_shape(path: Path) -> shapes.Shape:
    """Return what a script needs to prove the file whole with its own means."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return {"path": str(path), "sha256": digest, "bytes": path.stat().st_size}


def _backup_shape(row: BackupRow) -> shapes.Shape:
    return {
        "path": str(row.path),
        "made_at": row.made_at.isoformat(),
        "reason": str(row.reason),
        "bytes": row.bytes,
        "schema": row.schema,
        "version": row.version,
        "last_entry_at": None if row.last_entry_at is None else row.last_entry_at.isoformat(),
        "is_damaged": row.is_damaged,
    }


def restore(options: argparse.Namespace, as_json: bool) -> int:
    """Put a backup in the place of the store; the file that was there is set aside."""
    from rccdesk.services.restoring import restore_backup

    restored = restore_backup(
        store_path(options),
        options.file,
        who=Settings.load().history_name,
        installation=installation_id(),
    )
    if as_json:
        print_json(
            {
                "path": str(restored.path),
                "replaced": None if restored.replaced is None else str(restored.replaced),
                "backup": _backup_shape(restored.backup),
            }
        )
    else:
        say(text("cli.restored", path=restored.path, backup=options.file))
        if restored.replaced is not None:
            say(text("cli.set_aside", path=restored.replaced))
    return DONE
