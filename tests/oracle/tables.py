"""Random aggregated tables from a plain model: what the figures are, and a sheet that says them.

A model is drawn first: keys and figures as they are meant. Then it is written in one of the ways
that registers, regions and colleagues write: long or wide, with headings in one or two rows,
totals, masks, percentages on either scale, decimal commas, spaces between thousands, titles above
and notes below. Whatever the way, the import must give back the model.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

Key = tuple[str, str, str, str, str]  # period, unit, group, sex, age group
# Unit as it is stored -> the ways to write it.
UNITS = {
    "12": ("Skåne", "Region Skåne", "SKÅNE", "Skåne län", " Skåne ", "Ska\u030ane"),
    "13": ("Halland", "Region Halland", "Hallands län", "Landstinget Halland"),
    "01": ("Stockholm", "Region Stockholm", "Stockholms läns landsting", "Stockholms  län"),
    "14": ("Västra Götaland", "Västra Götalandsregionen"),
    "Lunds lasarett": ("Lunds lasarett", "Lunds\u00a0lasarett", "Lunds lasarett "),
    "Ängö sjukhus": ("Ängö sjukhus", "A\u0308ngo\u0308 sjukhus"),
    "Hedby": ("Hedby",),
    "Åkerö": ("Åkerö",),
}
PERIODS = {
    "year": {"2022": ("2022", "År 2022", "helår 2022"), "2023": ("2023",), "2024": ("2024",)},
    "quarter": {
        "2024-Q1": ("2024-Q1", "Q1 2024", "2024 kv 1", "kvartal 1 2024", "jan-mar 2024"),
        "2024-Q2": ("2024-Q2", "2024Q2", "K2 2024", "apr–jun 2024"),
        "2024-Q3": ("2024-Q3", "2024 Q3", "3:e kvartalet 2024"),
    },
    "month": {
        "2024-01": ("2024-01", "januari 2024", "jan 2024", "202401", "Jan-24"),
        "2024-02": ("2024-02", "feb. 2024", "2024-02-01", "2024/02"),
        "2024-03": ("2024-03", "mars 2024", "Mars, 2024"),
    },
    "week": {"2024-W05": ("2024-W05", "v. 5 2024", "2024v05"), "2024-W06": ("vecka 6 2024",)},
    "tertial": {"2024-T1": ("2024-T1", "T1 2024", "tertial 1 2024"), "2024-T2": ("2024 T2",)},
    "half": {"2024-H1": ("2024-H1", "H1 2024", "1:a halvåret 2024"), "2024-H2": ("halvår 2 2024",)},
}
SEXES = {
    "female": ("Kvinna", "Kvinnor", "K", "female"),
    "male": ("Man", "Män", "M", "male"),
    "Totalt": ("Totalt", "Båda könen", "T"),
}
GROUPS = {"Bröst": ("Bröst",), "Kolorektalcancer": ("Kolorektalcancer", "Kolektoralcancer")}
AGES = {"18-39": ("18-39", "18–39 år"), "40-64": ("40-64",), "80+": ("80+", "80 år och äldre")}
TOTALS = ("Totalt", "Riket", "Samtliga", "Summa", "Hela riket")
MASKS = ("UNK", "MSK", "INV", "-", "–", ".", "..", "<5", "(otillräcklig data)", "x", "…", "saknas")
SYNONYMS = {
    "period": ("Period", "Mätperiod", "period", "Tidsperiod"),
    "unit": ("Enhet", "Region", "Sjukhus", "Landsting", "unit"),
    "group": ("Grupp", "Diagnos", "group"),
    "sex": ("Kön", "gender", "Kön/Totalt"),
    "age_group": ("Åldersgrupp", "Ålder"),
    "numerator": ("Täljare", "Antal inom ledtid", "numerator"),
    "denominator": ("Nämnare", "Antal fall", "n", "Nämnare/antal fall"),
    "value": ("Andel", "Andel (%)", "Procent", "Värde"),
}
FIGURES = ("numerator", "denominator", "value")
LAYOUTS = (
    *("long", "long", "long", "wide_period", "wide_unit", "two_rows", "one_row"),
    *("merged_units", "sex_over_period"),
)
QUALIFIED = ("ca 64", "över 80", ">95", "minst 70", "64 (prel.)", "drygt 50")


@dataclass(frozen=True)
class Figure:
    """What is meant by a row: counts, a share from 0 to 1, what the source hides it with."""

    numerator: int | None = None
    denominator: int | None = None
    value: float | None = None
    masked: str | None = None
    is_total: bool = False


@dataclass(frozen=True)
class Table:
    """A model, the rows of the sheet that say it, and what the request must tell."""

    figures: dict[Key, Figure]
    rows: list[list[object]]
    layout: str
    options: dict[str, object] = field(default_factory=dict)
    fixes: dict[str, str] = field(default_factory=dict)


def make_table(rng: random.Random) -> Table:
    """Draw a model and write it."""
    layout = rng.choice(LAYOUTS)
    named = _draw_dimensions(rng, layout)
    shown = _draw_figures(rng, layout)
    figures = _draw_model(rng, named, shown)
    style = _Style(rng, shown, figures)
    write = {
        "long": _write_long,
        "wide_period": _write_wide,
        "wide_unit": _write_wide,
        "two_rows": _write_two_rows,
        "one_row": _write_one_row,
        "merged_units": _write_merged,
        "sex_over_period": _write_sexes,
    }[layout]
    rows = write(rng, layout, named, shown, figures, style)
    options: dict[str, object] = {}
    # Headers are known as units where the store knows them all; else the user says it.
    are_known = set(named["unit"]) <= {"12", "13", "01", "14"}
    if layout == "wide_unit" and (not are_known or rng.random() < 0.5):
        options["wide"] = "unit"
    elif layout == "wide_period" and rng.random() < 0.5:
        options["wide"] = "period"
    fixes = {"missing_value": "fill_down"} if layout == "merged_units" else {}
    return Table(figures, _around(rng, rows, style), layout, options, fixes)


def _draw_dimensions(rng: random.Random, layout: str) -> dict[str, dict[str, tuple[str, ...]]]:
    """Return the dimensions that occur, each with its words and how they are written."""
    grain = rng.choice(list(PERIODS))
    periods = dict(list(PERIODS[grain].items())[: rng.randint(2, 3)])
    if layout == "long" and rng.random() < 0.2:
        periods |= {"2023": ("2023",)}  # a year beside its parts
    units = {key: UNITS[key] for key in rng.sample(list(UNITS), rng.randint(2, 5))}
    named = {"period": periods, "unit": units}
    if rng.random() < 0.25:
        named["group"] = GROUPS
    if layout == "sex_over_period":
        named["sex"] = SEXES
    elif rng.random() < 0.25:
        sexes = SEXES if rng.random() < 0.4 else {k: SEXES[k] for k in ("female", "male")}
        named["sex"] = sexes
    elif rng.random() < 0.2:
        named["age_group"] = AGES
    return named


def _draw_figures(rng: random.Random, layout: str) -> tuple[str, ...]:
    if layout in {"wide_period", "wide_unit", "sex_over_period"}:
        return ("value",)
    return rng.choice(
        (("numerator", "denominator"), FIGURES, ("value",), ("denominator", "value"))
        if layout in {"long", "merged_units"}
        else (("numerator", "denominator"), FIGURES)
    )


def _draw_model(
    rng: random.Random, named: dict[str, dict[str, tuple[str, ...]]], shown: tuple[str, ...]
) -> dict[Key, Figure]:
    figures: dict[Key, Figure] = {}
    has_totals = rng.random() < 0.4 and "numerator" in shown
    total, chance = rng.choice(TOTALS), rng.choice((0, 0, 1))
    empty = {"": ("",)}
    for period in named["period"]:
        for group in named.get("group", empty):
            for age in named.get("age_group", empty):
                for sex in named.get("sex", empty):
                    parts = []
                    for unit in named["unit"]:
                        key = (period, unit, group, sex, age)
                        figures[key] = _draw_figure(rng, shown, is_total=sex == "Totalt")
                        parts.append(figures[key])
                    if shown == ("value",) and rng.random() < chance:
                        share = round(rng.uniform(0.1, 1), 3)
                        key = (period, total, group, sex, age)
                        figures[key] = Figure(value=share, is_total=True)
                    elif has_totals and not any(part.masked for part in parts):
                        n = sum(part.numerator or 0 for part in parts)
                        d = sum(part.denominator or 0 for part in parts)
                        value = _share(n, d) if "value" in shown else None
                        figures[period, total, group, sex, age] = Figure(n, d, value, is_total=True)
    return figures


def _share(numerator: int, denominator: int) -> float:
    return round(numerator / denominator, 3)


def _draw_figure(rng: random.Random, shown: tuple[str, ...], *, is_total: bool) -> Figure:
    d = rng.choice((rng.randint(31, 997), rng.randint(1003, 98_765)))
    n = rng.randint(max(d // 20, 2), d)
    kept = {"numerator": n, "denominator": d, "value": _share(n, d)}
    figure = Figure(**{name: kept[name] for name in shown}, is_total=is_total)  # type: ignore[arg-type]
    if rng.random() < 0.08:
        mask = rng.choice(MASKS if rng.random() < 0.7 else QUALIFIED)
        if shown == ("numerator", "denominator"):
            return replace(figure, numerator=None, masked=mask)
        if shown == FIGURES:
            return replace(figure, numerator=None, value=None, masked=mask)
        return replace(figure, value=None, masked=mask)
    return figure


class _Style:
    """How one writer writes: numbers as numbers or texts, signs, the scale of shares."""

    def __init__(
        self, rng: random.Random, shown: Sequence[str], figures: dict[Key, Figure]
    ) -> None:
        self.rng = rng
        self.as_text = rng.random() < 0.4
        self.decimal = rng.choice(",.")
        self.between = rng.choice(["", " ", "\u00a0", "\u2009", "\u202f", "'"])
        self.percent = rng.choice(("share", "percent", "sign"))
        self.minus_rows = rng.randint(0, 2)
        self.words: dict[tuple[str, str], str] = {}

    def number(self, value: int) -> object:
        if not self.as_text:
            return value
        return f"{value:,}".replace(",", self.between)

    def share(self, value: float) -> object:
        if self.percent == "share":
            number: object = value
            text = f"{value:.3f}"
        else:
            number = round(100 * value, 1)
            text = f"{number:.1f}"
        if not self.as_text and self.percent != "sign":
            return number
        text = text.replace(".", self.decimal)
        return text + self.rng.choice((" %", "%", "\u00a0%")) if self.percent == "sign" else text

    def figure(self, name: str, figure: Figure) -> object:
        value = getattr(figure, name)
        if value is None:
            return figure.masked
        return self.share(value) if name == "value" else self.number(value)

    def word(self, named: dict[str, dict[str, tuple[str, ...]]], name: str, key: str) -> str:
        """Return one way to write a word; a sheet need not be of one mind."""
        return self.rng.choice(named[name].get(key, (key,)))

    def header(self, name: str) -> str:
        return self.rng.choice(SYNONYMS[name])


NAMES = ("period", "unit", "group", "sex", "age_group")
Named = dict[str, dict[str, tuple[str, ...]]]


def _write_long(
    rng: random.Random, layout: str, named: Named, shown: tuple[str, ...],
    figures: dict[Key, Figure], style: _Style,
) -> list[list[object]]:  # fmt: skip
    used = [name for name in NAMES if name in named]
    columns = [*used, *shown]
    order = rng.sample(columns, len(columns))
    extra = rng.random() < 0.3
    rows: list[list[object]] = [[style.header(name) for name in order]]
    lines = list(figures.items())
    if rng.random() < 0.4:
        rng.shuffle(lines)
    for key, figure in lines:
        words = dict(zip(NAMES, key, strict=True))
        meant = {name: style.word(named, name, words[name]) for name in used}
        cells: dict[str, object] = {**meant, **{n: style.figure(n, figure) for n in shown}}
        rows.append([cells[name] for name in order])
    if extra:
        rows[0].append("Kommentar")
        for number, row in enumerate(rows[1:]):
            row.append("se not" if number % 3 == 0 else None)
    return rows


def _lines(figures: dict[Key, Figure], across: Sequence[int]) -> dict[Key, dict[Key, Figure]]:
    """Return the figures by what stands down the side and, within that, across."""
    lines: dict[Key, dict[Key, Figure]] = {}
    for key, figure in figures.items():
        side = tuple("" if place in across else word for place, word in enumerate(key))
        top = tuple(word if place in across else "" for place, word in enumerate(key))
        lines.setdefault(side, {})[top] = figure  # type: ignore[index,arg-type]
    return lines


def _tops(lines: dict[Key, dict[Key, Figure]]) -> list[Key]:
    return list(dict.fromkeys(top for line in lines.values() for top in line))


def _side(named: Named, style: _Style, names: Sequence[str], side: Key) -> list[object]:
    words = dict(zip(NAMES, side, strict=True))
    return [style.word(named, name, words[name]) for name in names]


def _write_wide(
    rng: random.Random, layout: str, named: Named, shown: tuple[str, ...],
    figures: dict[Key, Figure], style: _Style,
) -> list[list[object]]:  # fmt: skip
    over = "period" if layout == "wide_period" else "unit"
    place = NAMES.index(over)
    lines = _lines(figures, [place])
    tops = _tops(lines)
    down = [name for name in NAMES if name in named and name != over]
    rows: list[list[object]] = [
        [*(style.header(n) for n in down), *(style.word(named, over, top[place]) for top in tops)]
    ]
    for side, line in lines.items():
        cells = [style.figure("value", line[top]) if top in line else None for top in tops]
        rows.append([*_side(named, style, down, side), *cells])
    return rows


def _write_two_rows(
    rng: random.Random, layout: str, named: Named, shown: tuple[str, ...],
    figures: dict[Key, Figure], style: _Style,
) -> list[list[object]]:  # fmt: skip
    over = rng.choice(("period", "unit"))
    if over == "unit" and not set(named["unit"]) & {"12", "13", "01", "14"}:
        over = "period"
    place = NAMES.index(over)
    lines = _lines(figures, [place])
    tops = _tops(lines)
    down = [name for name in NAMES if name in named and name != over]
    lower = [style.header(name) for name in shown]
    upper: list[object] = [None] * len(down)
    for top in tops:
        upper += [style.word(named, over, top[place]), *[None] * (len(shown) - 1)]
    rows = [upper, [*(style.header(n) for n in down), *lower * len(tops)]]
    for side, line in lines.items():
        cells = [
            style.figure(name, line[top]) if top in line else None for top in tops for name in shown
        ]
        rows.append([*_side(named, style, down, side), *cells])
    return rows


def _write_one_row(
    rng: random.Random, layout: str, named: Named, shown: tuple[str, ...],
    figures: dict[Key, Figure], style: _Style,
) -> list[list[object]]:  # fmt: skip
    place = NAMES.index("period")
    lines = _lines(figures, [place])
    tops = _tops(lines)
    down = [name for name in NAMES if name in named and name != "period"]
    headers = {name: rng.choice(SYNONYMS[name][:2]) for name in shown}
    is_first = rng.random() < 0.5
    parts = [(headers[name], top[place]) for top in tops for name in shown]
    heads = [f"{p} {h}" if is_first else f"{h} {p}" for h, p in parts]
    rows: list[list[object]] = [[*(style.header(n) for n in down), *heads]]
    for side, line in lines.items():
        cells = [
            style.figure(name, line[top]) if top in line else None for top in tops for name in shown
        ]
        rows.append([*_side(named, style, down, side), *cells])
    return rows


def _write_merged(
    rng: random.Random, layout: str, named: Named, shown: tuple[str, ...],
    figures: dict[Key, Figure], style: _Style,
) -> list[list[object]]:  # fmt: skip
    """Write a long table whose units stand only in the first of their rows, as merged cells do."""
    used = ["unit", *(name for name in NAMES if name in named and name != "unit")]
    rows: list[list[object]] = [[style.header(name) for name in (*used, *shown)]]
    before = ""
    for key, figure in sorted(figures.items(), key=lambda item: (item[0][1], item[0])):
        words = dict(zip(NAMES, key, strict=True))
        meant: list[object] = [style.word(named, name, words[name]) for name in used]
        if words["unit"] == before:
            meant[0] = None
        before = words["unit"]
        rows.append([*meant, *(style.figure(name, figure) for name in shown)])
    return rows


def _write_sexes(
    rng: random.Random, layout: str, named: Named, shown: tuple[str, ...],
    figures: dict[Key, Figure], style: _Style,
) -> list[list[object]]:  # fmt: skip
    """Write the sexes over their periods in two rows of headings."""
    lines = _lines(figures, [NAMES.index("sex"), NAMES.index("period")])
    tops = sorted(_tops(lines), key=lambda top: (list(SEXES).index(top[3]), top[0]))
    down = [name for name in NAMES if name in named and name not in {"sex", "period"}]
    upper: list[object] = [None] * len(down)
    lower: list[object] = [style.header(name) for name in down]
    before = ""
    for top in tops:
        upper.append(None if top[3] == before else rng.choice(SEXES[top[3]][:2]))
        before = top[3]
        lower.append(style.word(named, "period", top[0]))
    rows = [upper, lower]
    for side, line in lines.items():
        cells = [style.figure("value", line[top]) if top in line else None for top in tops]
        rows.append([*_side(named, style, down, side), *cells])
    return rows


def _around(rng: random.Random, rows: list[list[object]], style: _Style) -> list[list[object]]:
    """Put a title above, notes below, empty rows between and columns to the left."""
    width = len(rows[0])
    if rng.random() < 0.3:
        body = len(rows) // 2 + 2
        rows = [*rows[:body], [None] * width, *rows[body:]]
    above: list[list[object]] = []
    if rng.random() < 0.4:
        above = [["Uttag ur registret"], *[[None]] * rng.randint(0, 2)]
    below: list[list[object]] = []
    if rng.random() < 0.4:
        below = [[None], ["Källa: påhittade uppgifter"]]
    left = [None] * rng.choice((0, 0, 0, 1, 2))
    return [[*left, *row] for row in (*above, *rows, *below)]
