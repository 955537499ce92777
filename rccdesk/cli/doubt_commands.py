"""The command about doubts of data: list them, say what is known of one, change their limits."""

from __future__ import annotations

import argparse
from dataclasses import replace
from typing import TYPE_CHECKING

from rccdesk.cli import shapes, tables
from rccdesk.cli.opening import OpenStore, store_path
from rccdesk.cli.output import json_value, print_json
from rccdesk.cli.streams import say
from rccdesk.enums import DoubtState
from rccdesk.texts import text

if TYPE_CHECKING:
    from collections.abc import Callable

    from rccdesk.services.database import Database
    from rccdesk.services.doubts import DoubtRow

_KEYS = ("doubt_id", "batch_id", "rule", "value_key", "sheet", "cell")


def add_arguments(
    parser: argparse.ArgumentParser,
    common: argparse.ArgumentParser,
    number: Callable[[str], int],
) -> None:
    """Add the arguments of ``doubts`` and of its acts; ``number`` reads an id."""
    parser.add_argument("--indicator", metavar="KEY")
    parser.add_argument("--state", choices=[str(state) for state in DoubtState])
    parser.add_argument("--format", choices=("json",))
    acts = parser.add_subparsers(
        dest="act", metavar="explain|dismiss|reopen|limits", parser_class=type(parser)
    )
    for act in ("explain", "dismiss", "reopen"):
        one = acts.add_parser(act, parents=[common], help=text(f"doubts.help.{act}"))
        one.add_argument("doubt_id", metavar="ID", type=number)
        if act != "reopen":
            one.add_argument("--note", metavar="TEXT", default="", required=act == "explain")
    limits = acts.add_parser("limits", parents=[common], help=text("doubts.help.limits"))
    limits.add_argument("--long-lead-time-days", metavar="N", type=number)
    limits.add_argument("--missing-share-growth", metavar="SHARE", type=_share)


def _share(value: str) -> float:
    try:
        return float(value.replace(",", "."))
    except ValueError:
        raise argparse.ArgumentTypeError(text("doubts.not_a_share", value=value)) from None


def doubts(options: argparse.Namespace, as_json: bool) -> int:
    """List doubts of data; explain, dismiss or reopen one; show or change their limits."""
    from rccdesk.services import doubts as service

    if options.act == "limits":
        return _limits(options, as_json=as_json)
    with OpenStore(store_path(options), reading=options.act is None) as database:
        if options.act is None:
            return _print_list(_chosen(database, options), as_json=as_json)
        if options.act == "explain":
            row = service.explain_doubt(database, options.doubt_id, options.note)
        elif options.act == "dismiss":
            row = service.dismiss_doubt(database, options.doubt_id, options.note)
        else:
            row = service.reopen_doubt(database, options.doubt_id)
        said = text("doubts.decided", doubt=row.doubt_id, state=_state(row))
    if as_json:
        print_json(_shape(row))
    else:
        say(said)
    return 0


def _chosen(database: Database, options: argparse.Namespace) -> list[DoubtRow]:
    from rccdesk.services import doubts as service
    from rccdesk.services.indicators.catalogue import get_indicator_row
    from rccdesk.services.value_keys import is_goal_key, read_key

    found = list(service.list_doubts(database))
    if options.indicator is not None:
        if not is_goal_key(options.indicator):
            get_indicator_row(database, options.indicator)  # says so where there is none
        found = [row for row in found if read_key(row.value_key).measure == options.indicator]
    if options.state is not None:
        found = [row for row in found if row.state == options.state]
    return found


def _limits(options: argparse.Namespace, *, as_json: bool) -> int:
    from rccdesk.services import store_settings

    days, growth = options.long_lead_time_days, options.missing_share_growth
    is_reading = days is None and growth is None
    with OpenStore(store_path(options), reading=is_reading) as database:
        limits = store_settings.get_doubt_limits(database)
        if not is_reading:
            limits = replace(
                limits,
                long_lead_time_days=limits.long_lead_time_days if days is None else days,
                missing_share_growth=limits.missing_share_growth if growth is None else growth,
            )
            store_settings.update_doubt_limits(database, limits)
    shape: shapes.Shape = {
        "long_lead_time_days": limits.long_lead_time_days,
        "missing_share_growth": limits.missing_share_growth,
    }
    if as_json:
        print_json(shape)
    else:
        tables.print_rows([shape], empty="")
    return 0


def _print_list(rows: list[DoubtRow], *, as_json: bool) -> int:
    if as_json:
        print_json({"doubts": [_shape(row) for row in rows]})
        return 0
    brief = [
        {**_shape(row), "state": _state(row)}
        | {"cell": " ".join(part for part in (row.sheet, row.cell) if part)}
        for row in rows
    ]
    for each in brief:
        del each["values"], each["sheet"]
    tables.print_rows(brief, empty=text("doubts.none"))
    return 0


def _shape(row: DoubtRow) -> shapes.Shape:
    from rccdesk.services.doubt_words import sentence

    return {
        **{name: json_value(getattr(row, name)) for name in _KEYS},
        "values": dict(row.values),
        "state": str(row.state),
        "note": row.note,
        "message": sentence(row),
    }


def _state(row: DoubtRow) -> str:
    return text(f"doubts.state.{row.state}")
