"""Run one command: parse, call the service, print, return the exit code."""

from __future__ import annotations

import argparse
import io
import sys
import traceback
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

from rccdesk import texts
from rccdesk.cli import (
    agenda_command,
    commands,
    doubt_commands,
    enter_command,
    framework_command,
    mapping_command,
    origin_command,
    plan_command,
    profile_commands,
    series_command,
    store_commands,
)
from rccdesk.cli.arguments import build_parser
from rccdesk.cli.output import UsageError, print_json, sentence
from rccdesk.cli.streams import mask_persons, say
from rccdesk.errors import Cancelled, FileRefusedError, RccdeskError
from rccdesk.settings import Settings

if TYPE_CHECKING:
    from rccdesk.services.imports import Problem

DONE, REFUSED, USAGE, BUG = 0, 1, 2, 3


def main(arguments: list[str]) -> int:
    """Run the command line and return its exit code (0 done, 1 refused, 2 usage, 3 a bug)."""
    _speak_utf8()
    texts.use_language(_wanted_language(arguments))
    try:
        options = build_parser().parse_args(arguments)
    except SystemExit as stop:
        return int(stop.code or 0)
    if options.command is None:
        from rccdesk import app

        return app.run(options.store, options.lang)
    return _run(options)


def _run(options: argparse.Namespace) -> int:
    as_json = bool(options.json) or getattr(options, "format", None) == "json"
    try:
        return _COMMANDS[options.command](options, as_json)
    except UsageError as error:
        say(mask_persons(texts.text("cli.usage_error", problem=error)), file=sys.stderr)
        return USAGE
    except RccdeskError as error:
        _report(error, as_json=as_json)
        return REFUSED
    except (Cancelled, KeyboardInterrupt):
        say(texts.text("cli.cancelled"), file=sys.stderr)
        return REFUSED
    except Exception as error:  # noqa: BLE001 - the one place where a bug is reported
        _report_bug(error)
        return BUG


_COMMANDS: dict[str, Callable[[argparse.Namespace, bool], int]] = {
    "demo": commands.demo,
    "import": commands.import_,
    "imports": commands.imports,
    "doubts": doubt_commands.doubts,
    "enter": enter_command.enter,
    "origin": origin_command.origin,
    "profiles": profile_commands.profiles,
    "lead-times": commands.lead_times,
    "indicators": commands.indicators,
    "series": series_command.series,
    "framework": framework_command.framework,
    "mapping75": mapping_command.mapping75,
    "plan": plan_command.plan,
    "agenda": agenda_command.agenda,
    "pack": commands.pack,
    "export": store_commands.export,
    "check": store_commands.check,
    "backup": store_commands.backup,
    "restore": store_commands.restore,
    "screenshots": commands.screenshots,
    "version": commands.version,
}


def _wanted_language(arguments: list[str]) -> str:
    """Find --lang before parsing, because the parser's own words depend on it."""
    for name, value in zip(arguments, [*arguments, ""][1:], strict=True):
        chosen = name.removeprefix("--lang=") if name.startswith("--lang=") else value
        if name.startswith("--lang") and chosen in texts.LANGUAGES:
            return chosen
    saved = Settings.load().language
    return saved if saved in texts.LANGUAGES else "sv"


def _report(error: RccdeskError, *, as_json: bool) -> None:
    message = sentence(error)
    number = error.number if isinstance(error, FileRefusedError) else None
    if number is not None:  # its name may point out a person
        message = texts.text("cli.file_of_several", number=number, message=message)
    say(message, file=sys.stderr)
    if as_json:
        shape: dict[str, Any] = {
            "code": error.code,
            "message": message,
            "sheet": error.sheet,
            "cell": error.cell,
        }
        if isinstance(error, FileRefusedError):
            found = cast("tuple[Problem, ...]", error.problems)
            if number is not None:
                shape["file_number"] = number
            shape["problems"] = [commands.problem_shape(problem) for problem in found]
        print_json({"error": shape})


def _report_bug(error: Exception) -> None:
    """Print where it happened, never a value: the texts of exceptions may hold data."""
    say(texts.text("cli.bug", kind=type(error).__name__), file=sys.stderr)
    for frame in traceback.extract_tb(error.__traceback__):
        place = f"  {frame.filename}:{frame.lineno} {frame.name}"
        say(place, file=sys.stderr)


def _speak_utf8() -> None:
    """Print UTF-8 whatever the console's code page; a windowed build has no streams at all."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
