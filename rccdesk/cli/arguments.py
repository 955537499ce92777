"""The arguments of every command."""

from __future__ import annotations

import argparse
import datetime as dt
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

from rccdesk.cli import (
    agenda_command,
    doubt_commands,
    enter_command,
    framework_command,
    mapping_command,
    origin_command,
    plan_command,
    series_command,
)
from rccdesk.cli.streams import mask_persons, say
from rccdesk.enums import Goal, Grain
from rccdesk.periods import ROLLING, parse_period
from rccdesk.services.packs.request import DEFAULT_FORMATS
from rccdesk.services.packs.writers import FORMATS
from rccdesk.services.value_keys import OWN_GOAL, is_goal_key
from rccdesk.texts import text

LEAD_TIME_FIELDS = (
    "svf",
    "region",
    "home_region",
    "health_care_region",
    "unit",
    "treatment",
    "variant",
    "sex",
    "age_group",
    "recurrence",
    "period",
    "start_period",
)
INDICATOR_FIELDS = ("period", "unit", "home_unit", "group", "sex", "age_group")
TABLE_FORMATS = ("json", "csv", "xlsx")
PACK_KINDS = (
    "steering",
    "quarterly",
    "indicator-sheet",
    "unit",
    "year-text",
    "result-card",
    "svf-report",
    "yearly",
)
YEARLY_OUTPUTS = ("area", "plan", "process", "framework")
_MOST_DIGITS = 18


class Parser(argparse.ArgumentParser):
    """An argument parser that says in the user's language what is wrong, and exits with 2."""

    def __init__(self, **options: Any) -> None:
        super().__init__(allow_abbrev=False, **options)  # a script must not rest on half a name

    def error(self, message: str) -> NoReturn:
        """Print the usage and one sentence; exit with 2."""
        self.print_usage(sys.stderr)
        say(mask_persons(text("cli.usage_error", problem=_in_words(message))), file=sys.stderr)
        raise SystemExit(2)


_PROBLEMS = (
    (r"unrecognized arguments: (.*)", "cli.unknown_argument"),
    (r"argument (\S+?):? .*invalid choice: (.*?) \(choose from (.*)\)", "cli.invalid_choice"),
    (r"argument (\S+): expected .*argument.*", "cli.value_missing"),
    (r"argument (\S+): (.*)", "cli.invalid_value"),
    (r"the following arguments are required: (.*)", "cli.required"),
)


def _in_words(message: str) -> str:
    for pattern, key in _PROBLEMS:
        match = re.fullmatch(pattern, message, re.DOTALL)
        if match:
            parts = [part.replace("', '", ", ").strip("'") for part in match.groups()]
            return text(key, **{f"part{n}": part for n, part in enumerate(parts, 1)})
    return message


def build_parser() -> Parser:
    """Return the parser of the whole command line."""
    common = Parser(add_help=False)
    _add_common(common, argparse.SUPPRESS)
    parser = Parser(prog="rccdesk", description=text("cli.description"))
    _add_common(parser, None)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=Parser)
    _add_demo(commands.add_parser("demo", parents=[common], help=text("cli.help.demo")))
    _add_import(commands.add_parser("import", parents=[common], help=text("cli.help.import")))
    imports = commands.add_parser("imports", parents=[common], help=text("cli.help.imports"))
    acts = imports.add_subparsers(dest="act", metavar="undo|compare|receipt", parser_class=Parser)
    undo = acts.add_parser("undo", parents=[common], help=text("cli.help.undo"))
    undo.add_argument("batch_id", metavar="ID", type=_positive)
    compare = acts.add_parser("compare", parents=[common], help=text("cli.help.compare"))
    compare.add_argument("first_id", metavar="ID", type=_positive)
    compare.add_argument("second_id", metavar="ID", type=_positive)
    receipt = acts.add_parser("receipt", parents=[common], help=text("cli.help.receipt"))
    receipt.add_argument("batch_id", metavar="ID", type=_positive)
    receipt.add_argument("file", type=Path, metavar="FILE")
    doubt_commands.add_arguments(
        commands.add_parser("doubts", parents=[common], help=text("doubts.help.doubts")),
        common,
        _positive,
    )
    origin_command.add_arguments(
        commands.add_parser("origin", parents=[common], help=text("provenance.help.origin"))
    )
    enter_command.add_arguments(
        commands.add_parser("enter", parents=[common], help=text("typing_in.help"))
    )
    _add_profiles(
        commands.add_parser("profiles", parents=[common], help=text("cli.help.profiles")), common
    )
    _add_lead_times(
        commands.add_parser("lead-times", parents=[common], help=text("cli.help.lead_times"))
    )
    _add_indicators(
        commands.add_parser("indicators", parents=[common], help=text("cli.help.indicators"))
    )
    series_command.add_arguments(
        commands.add_parser("series", parents=[common], help=text("series.help")),
        goal=_goal,
        names=_names,
        period=_period,
        batch=_positive,
    )
    mapping_command.add_arguments(
        commands.add_parser("mapping75", parents=[common], help=text("mapping75.help.mapping75")),
        _names,
        _period,
        TABLE_FORMATS,
    )
    framework_command.add_arguments(
        commands.add_parser("framework", parents=[common], help=text("framework.help.framework")),
        common,
    )
    plan_command.add_arguments(
        commands.add_parser("plan", parents=[common], help=text("plan_workbook.help.plan")), common
    )
    agenda_command.add_arguments(
        commands.add_parser("agenda", parents=[common], help=text("meetings.help.agenda"))
    )
    _add_pack(commands.add_parser("pack", parents=[common], help=text("cli.help.pack")))
    _add_store_commands(commands, common)
    _add_screenshots(
        commands.add_parser("screenshots", parents=[common], help=text("cli.help.screenshots"))
    )
    commands.add_parser("version", parents=[common], help=text("cli.help.version"))
    return parser


def _add_store_commands(commands: Any, common: Parser) -> None:
    export = commands.add_parser("export", parents=[common], help=text("cli.help.export"))
    export.add_argument("--out", type=Path, required=True, metavar="FILE")
    export.add_argument("--case-level", action="store_true")
    check = commands.add_parser("check", parents=[common], help=text("cli.help.check"))
    check.add_argument("--repair", action="store_true")
    backup = commands.add_parser("backup", parents=[common], help=text("cli.help.backup"))
    what = backup.add_mutually_exclusive_group()
    what.add_argument("--out", type=Path, metavar="FILE")
    what.add_argument("--list", action="store_true")
    restore = commands.add_parser("restore", parents=[common], help=text("cli.help.restore"))
    restore.add_argument("file", type=Path, metavar="FILE")
    for parser in (export, check, backup, restore):
        parser.add_argument("--format", choices=("json",))


def _add_common(parser: argparse.ArgumentParser, default: object) -> None:
    parser.add_argument("--store", type=Path, metavar="FILE", default=default)
    parser.add_argument("--lang", choices=("sv", "en"), default=default)
    parser.add_argument("--json", action="store_true", default=default)


def _add_demo(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", type=Path, metavar="DIR")
    parser.add_argument("--patients", type=_positive, metavar="N")
    parser.add_argument("--seed", type=_whole, metavar="N")
    parser.add_argument("--no-window", action="store_true")


def _add_import(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    _add_reading(parser)
    parser.add_argument("--dry-run", action="store_true")
    parser.add_argument("--remember", action="store_true")
    parser.add_argument("--format", choices=("json",))


def _add_reading(parser: argparse.ArgumentParser) -> None:
    """Add what says how a file is read; a profile is one of ours or a saved one."""
    parser.add_argument("--profile", metavar="KEY")
    parser.add_argument("--map", action="append", type=_mapping, default=[], metavar="FIELD=COLUMN")
    parser.add_argument("--sheet", metavar="NAME")
    parser.add_argument("--header-row", type=_positive, metavar="N")
    parser.add_argument("--indicator", metavar="KEY")
    parser.add_argument("--extract-date", type=_date, metavar="DATE")
    parser.add_argument("--wide", choices=("period", "unit"))
    parser.add_argument("--duplicates", choices=("skip", "stop", "first", "last"), default="skip")
    parser.add_argument("--accept-ids", action="append", default=[], metavar="COLUMN")
    parser.add_argument("--leave-out", action="append", default=[], metavar="COLUMN")
    parser.add_argument("--decimal", choices=("comma", "point"))
    parser.add_argument("--fix", action="append", type=_fix, default=[], metavar="KEY=VALUE")


def _add_profiles(parser: argparse.ArgumentParser, common: Parser) -> None:
    parser.add_argument("--format", choices=("json",))
    acts = parser.add_subparsers(
        dest="act", metavar="export|import|save|delete", parser_class=Parser
    )
    export = acts.add_parser("export", parents=[common], help=text("cli.help.profile_export"))
    export.add_argument("key", metavar="KEY")
    export.add_argument("file", type=Path, metavar="FILE")
    export.add_argument("--with-words", action="store_true")
    taken = acts.add_parser("import", parents=[common], help=text("cli.help.profile_import"))
    taken.add_argument("file", type=Path, metavar="FILE")
    taken.add_argument("--replace", action="store_true")
    save = acts.add_parser("save", parents=[common], help=text("cli.help.profile_save"))
    save.add_argument("key", metavar="KEY")
    save.add_argument("--from", dest="file", type=Path, required=True, metavar="FILE")
    save.add_argument("--name", metavar="NAME")
    save.add_argument("--note", metavar="TEXT")
    _add_reading(save)
    delete = acts.add_parser("delete", parents=[common], help=text("cli.help.profile_delete"))
    delete.add_argument("key", metavar="KEY")


def _add_lead_times(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--goal", type=_goal, default=str(Goal.LEAD_TIME), metavar="KEY")
    parser.add_argument("--svf", type=_names, default=(), metavar="PREFIX,…")
    parser.add_argument("--region", type=_names, default=(), metavar="CODE,…")
    parser.add_argument("--by", type=_fields(LEAD_TIME_FIELDS), default=(), metavar="FIELD,…")
    parser.add_argument("--grain", choices=[str(g) for g in Grain], default=str(Grain.QUARTER))
    parser.add_argument("--period", type=_period, metavar="P")
    parser.add_argument("--snapshot", type=_positive, metavar="ID")
    parser.add_argument(
        "--since-last", action="store_true", help=text("provenance.help.since_last")
    )
    _add_table_output(parser)


def _add_indicators(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--indicator", metavar="KEY")
    parser.add_argument("--by", type=_fields(INDICATOR_FIELDS), metavar="FIELD,…")
    parser.add_argument("--period", type=_period, metavar="P")
    parser.add_argument(
        "--since-last", action="store_true", help=text("provenance.help.since_last")
    )
    _add_table_output(parser)


def _add_pack(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--kind",
        required=True,
        choices=PACK_KINDS,
        metavar="KIND",
        help=text("cli.help.pack_kind", known=", ".join(PACK_KINDS)),
    )
    parser.add_argument("--meeting", metavar="ID|DATE", help=text("meetings.help.meeting"))
    for name, metavar in (("--svf", "PREFIX,…"), ("--region", "CODE,…")):
        words = text(f"cli.help.pack_{name.lstrip('-')}")
        parser.add_argument(name, type=_names, default=(), metavar=metavar, help=words)
    parser.add_argument("--unit", default="", metavar="UNIT", help=text("cli.help.pack_unit"))
    parser.add_argument(
        "--indicator", default="", metavar="KEY", help=text("cli.help.pack_indicator")
    )
    parser.add_argument("--process", default="", metavar="NAME", help=text("cli.help.pack_process"))
    parser.add_argument(
        "--by", choices=YEARLY_OUTPUTS, default="", help=text("cli.help.pack_output")
    )
    parser.add_argument(
        "--framework", default="", metavar="KEY", help=text("cli.help.pack_framework")
    )
    parser.add_argument("--period", type=_period, metavar="P", help=text("cli.help.pack_period"))
    parser.add_argument(
        "--formats",
        type=_names,
        default=DEFAULT_FORMATS,
        metavar="FORMAT,…",
        help=text("cli.help.pack_formats", formats=", ".join(FORMATS)),
    )
    parser.add_argument(
        "--out", type=Path, required=True, metavar="DIR", help=text("cli.help.pack_out")
    )
    parser.add_argument("--format", choices=("json",))


def _add_screenshots(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    parser.add_argument("--page", action="append", default=[], metavar="KEY")
    parser.add_argument("--size", type=_size, default=(1366, 768), metavar="1366x768")
    parser.add_argument("--theme", choices=("light", "dark", "contrast"), default="light")
    parser.add_argument("--text-scale", type=_text_scale, default=1.0, metavar="1.0")
    parser.add_argument("--format", choices=("json",))


def _add_table_output(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--format", choices=TABLE_FORMATS)
    parser.add_argument("--out", type=Path, metavar="FILE")


def _positive(value: str) -> int:
    # Longer numbers are more than the file can hold; there is nothing by them.
    number = min(int(value[: _MOST_DIGITS + 1]), 10**_MOST_DIGITS) if value.isdecimal() else 0
    if number < 1:
        raise argparse.ArgumentTypeError(text("cli.value.positive", value=value))
    return number


def _whole(value: str) -> int:
    try:
        return int(value)
    except ValueError:
        raise argparse.ArgumentTypeError(text("cli.value.whole", value=value)) from None


def _mapping(value: str) -> tuple[str, str]:
    field, separator, column = value.partition("=")
    if not (field.strip() and separator and column.strip()):
        raise argparse.ArgumentTypeError(text("cli.value.mapping", value=value))
    return field.strip(), column.strip()


def _fix(value: str) -> tuple[str, str]:
    key, separator, answer = value.partition("=")
    if not (key.strip() and separator and answer.strip()):
        raise argparse.ArgumentTypeError(text("cli.value.fix", value=value))
    return key.strip(), answer.strip()


def _date(value: str) -> dt.date:
    try:
        return dt.date.fromisoformat(value)
    except ValueError:
        raise argparse.ArgumentTypeError(text("cli.value.date", value=value)) from None


def _names(value: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in value.split(",") if part.strip())


def _fields(known: tuple[str, ...]) -> Callable[[str], tuple[str, ...]]:
    def parse(value: str) -> tuple[str, ...]:
        names = _names(value)
        for name in names:
            if name not in known or names.count(name) > 1:
                raise argparse.ArgumentTypeError(
                    text("cli.value.field", value=name, known=", ".join(known))
                )
        return names

    return parse


def _goal(value: str) -> str:
    if not is_goal_key(value):
        known = ", ".join([*map(str, Goal), f"{OWN_GOAL}…"])
        raise argparse.ArgumentTypeError(text("cli.value.goal", value=value, known=known))
    return value


def _period(value: str) -> str:
    if value != ROLLING:
        try:
            parse_period(value)
        except ValueError:
            raise argparse.ArgumentTypeError(text("cli.value.period", value=value)) from None
    return value


def _size(value: str) -> tuple[int, int]:
    match = re.fullmatch(r"(\d{3,5})x(\d{3,5})", value)
    if match is None:
        raise argparse.ArgumentTypeError(text("cli.value.size", value=value))
    return int(match[1]), int(match[2])


def _text_scale(value: str) -> float:
    try:
        scale = float(value.replace(",", "."))
    except ValueError:
        scale = 0.0
    if not 1.0 <= scale <= 2.0:
        raise argparse.ArgumentTypeError(text("cli.value.text_scale", value=value))
    return scale
