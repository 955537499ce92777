"""What is said of a doubt of data: its title, its sentence with figures, and what to do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from rccdesk import formats
from rccdesk.periods import parse_period
from rccdesk.services.value_keys import read_key
from rccdesk.texts import has_text, text

if TYPE_CHECKING:
    from rccdesk.services.doubts import DoubtRow, NewDoubt

RULES = (
    "parts_not_total",
    "share_not_quotient",
    "unit_missing",
    "duplicate_key",
    "negative_lead_time",
    "long_lead_time",
    "future_date",
    "start_before_svf",
    "missing_share",
    "coverage_low",
    "jump_beyond_limits",
)
_UNKNOWN = "other"


def title(rule: str) -> str:
    """Return the name of a rule in a few words."""
    return text(f"doubts.title.{_known(rule)}")


def remedy(rule: str) -> str:
    """Return what to do about a doubt."""
    return text(f"doubts.remedy.{_known(rule)}")


def sentence(doubt: DoubtRow | NewDoubt) -> str:
    """Return what the rule found, with its figures; those that are too small are not said."""
    rule, values = _known(doubt.rule), doubt.values
    write = _SENTENCES.get(rule)
    return write(values) if write else text(f"doubts.sentence.{rule}")


def subject(
    doubt: DoubtRow | NewDoubt, names: Mapping[str, Mapping[str, str]] | None = None
) -> str:
    """Return what a doubt is about, as in "Norrbotten, kvartal 3 2026"; empty for a whole batch.

    ``names`` are field -> code -> name, as of `rccdesk.services.labels.get_labels`.
    """
    parts, period = [], ""
    for name, code in read_key(doubt.value_key).fields.items():
        said = (names or {}).get(name, {}).get(code, code)
        if name == "period":
            period = _period(code)
        elif name == "column":
            parts.append(text("doubts.column", header=doubt.values.get("header") or code))
        elif name == "home_unit":  # told apart from the unit that gave the care
            parts.append(text("doubts.home_unit", name=said))
        else:
            parts.append(said)
    return ", ".join(part for part in (*parts, period) if part)


def _known(rule: str) -> str:
    return rule if has_text(f"doubts.title.{rule}") else _UNKNOWN


def _period(key: str) -> str:
    try:
        return parse_period(key).label()
    except ValueError:
        return key


def _counted(rule: str, values: Mapping[str, Any], **more: object) -> str:
    """Return the sentence of a number of pathways, of which a small one is not said."""
    count = values.get("count")
    if "from" in values:
        return text(f"doubts.sentence.{rule}_from", **{"from": values["from"]}, **more)
    if count is None:
        return text(f"doubts.sentence.{rule}_few", under=values.get("under", ""), **more)
    return text(f"doubts.sentence.{rule}", count=count, **more)


def _parts_not_total(values: Mapping[str, Any]) -> str:
    figure = text(f"doubts.figure.{values.get('figure', 'value')}")
    if "parts" not in values:
        return text("doubts.sentence.parts_not_total_few", figure=figure)
    return text(
        "doubts.sentence.parts_not_total",
        figure=figure,
        parts=_number(values["parts"]),
        total=_number(values["total"]),
    )


def _share_not_quotient(values: Mapping[str, Any]) -> str:
    difference = float(values.get("difference", 0))
    return text(
        f"doubts.sentence.share_not_quotient_{'higher' if difference > 0 else 'lower'}",
        points=formats.points(difference, 1),
    )


def _unit_missing(values: Mapping[str, Any]) -> str:
    unit = values.get("name") or values.get("unit", "")
    return text("doubts.sentence.unit_missing", unit=unit, period=_period(values["period"]))


def _duplicate_key(values: Mapping[str, Any]) -> str:
    kept = "_kept" if values.get("is_kept") else ""
    return text(f"doubts.sentence.duplicate_key{kept}", count=values.get("rows", 2))


def _missing_share(values: Mapping[str, Any]) -> str:
    # As many decimals as the limit has: rounded, the two shares differ by no less than it.
    decimals = 0 if round(values["limit"] * 100, 6).is_integer() else 1
    header, before = values.get("header", ""), formats.percent(values["before"], decimals)
    if values.get("is_gone"):
        return text("doubts.sentence.missing_share_gone", header=header, before=before)
    return text(
        "doubts.sentence.missing_share",
        header=header,
        before=before,
        now=formats.percent(values["now"], decimals),
        limit=formats.points(values["limit"], decimals),
    )


def _coverage_low(values: Mapping[str, Any]) -> str:
    under = values.get("under", values["target"])
    return text(
        "doubts.sentence.coverage_low",
        under=formats.percent(under),
        target=formats.level(values["target"]),
    )


def _jump(values: Mapping[str, Any]) -> str:
    side = "above" if values.get("side") == "above" else "below"
    count = values.get("periods", 0)
    return text(f"doubts.sentence.jump_beyond_limits_{side}", periods=formats.number(count))


def _number(value: float) -> str:
    return formats.number(value, 0 if float(value).is_integer() else 2)


_SENTENCES = {
    "parts_not_total": _parts_not_total,
    "share_not_quotient": _share_not_quotient,
    "unit_missing": _unit_missing,
    "duplicate_key": _duplicate_key,
    "negative_lead_time": lambda values: _counted("negative_lead_time", values),
    "long_lead_time": lambda values: _counted("long_lead_time", values, days=values["days"]),
    "future_date": lambda values: _counted("future_date", values),
    "start_before_svf": lambda values: _counted("start_before_svf", values),
    "missing_share": _missing_share,
    "coverage_low": _coverage_low,
    "jump_beyond_limits": _jump,
}
