"""The command that enters one value by hand."""

from __future__ import annotations

import argparse
import time
from typing import TYPE_CHECKING

from rccdesk.cli import shapes
from rccdesk.cli.commands import problem_shape
from rccdesk.cli.opening import OpenStore, store_path
from rccdesk.cli.output import UsageError, json_value, print_json
from rccdesk.cli.streams import say
from rccdesk.texts import text

if TYPE_CHECKING:
    from rccdesk.services.imports import Problem
    from rccdesk.services.typing_in import StandingValue, Typed, TypedPreview

_FIGURE = ("indicator", "unit", "home_unit", "group", "sex", "age_group", "numerator",
           "denominator", "value", "masked")  # fmt: skip
_EXPECTED = ("expected", "svf", "region")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what a value of an indicator, or an expected number, is made of: texts as in a cell."""
    parser.add_argument("--indicator", metavar="KEY")
    parser.add_argument("--expected", metavar="N")
    parser.add_argument("--period", required=True, metavar="P")
    parser.add_argument("--unit", metavar="U")
    parser.add_argument("--home-unit", metavar="U")
    parser.add_argument("--group", metavar="G")
    parser.add_argument("--sex", metavar="S")
    parser.add_argument("--age-group", metavar="A")
    parser.add_argument("--numerator", metavar="N")
    parser.add_argument("--denominator", metavar="N")
    parser.add_argument("--value", metavar="V")
    parser.add_argument("--masked", metavar="CODE")
    parser.add_argument("--svf", metavar="PREFIX")
    parser.add_argument("--region", metavar="CODE")
    parser.add_argument("--source", required=True, metavar="TEXT")
    parser.add_argument("--date", required=True, metavar="DATE")
    parser.add_argument("--dry-run", action="store_true")
    parser.add_argument("--format", choices=("json",))


def enter(options: argparse.Namespace, as_json: bool) -> int:
    """Enter one value of an indicator, or an expected number, by hand."""
    from rccdesk.services import typing_in as service

    begun = time.perf_counter()
    typed = _typed(options)
    trial = options.dry_run
    batch_id, problems = None, None
    with OpenStore(store_path(options), create=True, reading=trial, is_trial=trial) as database:
        if trial:
            preview = service.preview_typed(database, typed)
            service.refuse_stopped(preview)
        else:
            result = service.enter_typed(database, typed)
            preview, batch_id = result.preview, result.batch_id
            problems = result.problems
    shape = _shape(preview, batch_id, problems or preview.problems, time.perf_counter() - begun)
    if as_json:
        print_json(shape)
    else:
        say(preview.sentence)
        for problem in problems or preview.problems:
            say("  " + _line(problem))
        if trial:
            say(text("typing_in.nothing_saved"))
    return 0


def _typed(options: argparse.Namespace) -> Typed:
    from rccdesk.services.typing_in import TypedExpected, TypedValue

    is_expected = options.expected is not None
    others = [name for name in (_FIGURE if is_expected else _EXPECTED) if getattr(options, name)]
    if others:
        raise UsageError(text("typing_in.usage.other_kind", option=_option(others[0])))
    given = {name: value or "" for name, value in vars(options).items()}
    origin = {"source": given["source"], "date": given["date"], "period": given["period"]}
    if is_expected:
        return TypedExpected(**{name: given[name] for name in _EXPECTED}, **origin)
    if options.indicator is None:
        raise UsageError(text("typing_in.usage.indicator"))
    forms = (options.numerator or options.denominator, options.value, options.masked)
    if sum(form is not None for form in forms) != 1:
        raise UsageError(text("typing_in.usage.one_form"))
    named = {name: given[name] for name in _FIGURE if name != "masked"}
    if options.masked is not None:
        named["value"] = options.masked
    return TypedValue(**named, **origin, is_masked=options.masked is not None)


def _line(problem: Problem) -> str:
    """Return a problem with its field, and the option that would settle it."""
    field = problem.values.get("field")
    line = f"{text(f'typing_in.field.{field}')}: {problem.message}" if field else problem.message
    if problem.proposal is None:
        return line
    return f"{line} {_option(problem.proposal.fix)} {problem.proposal.value}"


def _option(name: str) -> str:
    return "--" + name.replace("_", "-")


def _shape(
    preview: TypedPreview, batch_id: int | None, problems: tuple[Problem, ...], seconds: float
) -> shapes.Shape:
    """Return the shape of ``import``, with kind, what stood there and what stands there now."""
    changed = int(preview.was is not None and not preview.is_unchanged)
    unchanged = int(preview.is_unchanged)
    return {
        "batch_id": batch_id,
        "kind": "typed",
        "profile": str(preview.profile),
        "indicator": preview.indicator,
        "sheet": None,
        "header_row": 0,
        "rows_read": 1,
        "rows_imported": 1 - unchanged,
        "rows_unchanged": unchanged,
        "rows_changed": changed,
        "rows_skipped": 0,
        "rows_missing_since_last": 0,
        "extract_date": json_value(preview.extract_date),
        "problems": [
            {**problem_shape(problem), "field": problem.values.get("field")} for problem in problems
        ],
        "file_sha256": "",
        "seconds": seconds,
        "was": _figure(preview.was),
        "becomes": _figure(preview.becomes),
    }


def _figure(figure: StandingValue | None) -> shapes.Shape | None:
    if figure is None:
        return None
    return {
        "numerator": _count(figure.numerator),
        "denominator": _count(figure.denominator),
        "value": figure.value,
        "masked": figure.masked,
        "hidden": figure.is_hidden,
        "batch_id": figure.batch_id,
    }


def _count(value: float | None) -> float | int | None:
    return int(value) if value is not None and value.is_integer() else value
