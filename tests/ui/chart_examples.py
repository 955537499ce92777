"""Charts made by hand with the numbers of the design's pictures, for tests and for looking."""

from __future__ import annotations

import dataclasses

from rccdesk.services.charts.spec import (
    Annotation,
    Bar,
    Bin,
    Break,
    ChartKind,
    ChartSpec,
    Dot,
    Doubt,
    FunnelLimit,
    HeatCell,
    Line,
    Mark,
    Phase,
    Point,
    Stack,
    Stage,
    Step,
    TableColumn,
    TableSpec,
    Target,
)

NB = "\u00a0"


def comparison() -> ChartSpec:
    """Return picture 02: seven regions, three states of inclusion, two hidden, the whole."""
    rows = [
        ("Region Norrsjö", 41, 47, 0.7516, 0.9406, 0.74, Doubt.NONE),
        ("Region Ekmark", 45, 70, 0.5262, 0.7449, 0.67, Doubt.NOT_REPRESENTATIVE),
        ("Region Sydvall", 162, 204, 0.7337, 0.8440, 0.78, Doubt.NONE),
        ("Region Storåsen", 64, 78, 0.7209, 0.8898, 0.73, Doubt.NONE),
        ("Region Vikmarken", 44, 62, 0.5873, 0.8081, None, Doubt.UNKNOWN),
    ]
    bars = [
        Bar(
            label=label,
            count_text=f"{a}{NB}av{NB}{n}",
            value=a / n,
            low=low,
            high=high,
            value_text=f"{a / n * 100:.0f}{NB}%",
            side_text="–" if side is None else f"{side * 100:.0f}{NB}%",
            sublabel="din region" if label == "Region Ekmark" else "",
            doubt=doubt,
            is_own=label == "Region Ekmark",
            value_key=f"svf_lead_time|{label}",
            spoken=f"{label}: {a} av {n}, {a / n * 100:.0f} procent.",
        )
        for label, a, n, low, high, side, doubt in rows
    ]
    for label, why in (
        ("Region Mellanå", "(otillräcklig data)"),
        ("Region Österhed", "Visas inte, för att en annan dold uppgift annars kan räknas ut."),
    ):
        bars.append(
            Bar(label, "", None, None, None, "..", "..", hidden_text=why, spoken=f"{label}: {why}")
        )
    bars.append(
        Bar(
            "Alla i uttaget",
            f"383{NB}av{NB}496",
            383 / 496,
            0.7334,
            0.8069,
            f"77{NB}%",
            "–",
            sublabel="(7 av 7 regioner)",
            doubt=Doubt.UNKNOWN,
            is_whole=True,
            value_key="svf_lead_time|all",
            spoken="Alla i uttaget: 383 av 496, 77 procent.",
        )
    )
    return ChartSpec(
        kind=ChartKind.BARS,
        title="Andel inom ledtiden per region, kvartal 3 2026",
        subtitle="Bröstcancer, alla behandlingar · av dem som börjat behandling "
        "juli–september 2026",
        finding=f"Region Ekmark: 45 av 70 (64{NB}%), 95{NB}% intervall 53–74{NB}%. "
        f"16 procentenheter kvar till 80{NB}%.",
        explanation=(f"11 fler av 70 inom ledtiden hade motsvarat 80{NB}%.",),
        context="Regionerna har olika förutsättningar. Ordningen säger inte vem som arbetar bäst.",
        foot=(
            "◆ heldragen kant: ej representativ. ◇ streckad kant: representativitet okänd. "
            f"Streck: 95{NB}% intervall (Wilson). .. visas inte · – uppgift saknas",
            "Ledtidsgränsen är inte bekräftad. Alla i uttaget: 7 av 7 regioner. Detta är inte "
            "riket. Källa: SVF-uttag 2026-11-20, 496 förlopp · EXEMPELDATA",
        ),
        alt="Andel inom ledtiden per region.",
        table=TableSpec(
            "Andel inom ledtiden per region, kvartal 3 2026",
            (
                TableColumn("Region"),
                TableColumn("Inom / alla", numeric=True),
                TableColumn("Andel", numeric=True),
                TableColumn("Inklusion", numeric=True),
            ),
            tuple((b.label, b.count_text or "..", b.value_text, b.side_text) for b in bars),
        ),
        bars=tuple(bars),
        bar_headings=("Patientens hemregion", "inom / alla", "Andel", "Inklusion"),
        targets=(Target(0.8, f"Mål 80{NB}%"),),
        is_example=True,
    )


def trend() -> ChartSpec:
    """Return picture 03 in its form without control limits: targets in steps, a break, doubt."""
    first = [42, 56, 48, 50, 48, 48, 45, 54, 49, 42, 44, 50, 43, 55, 43, 46, 55]
    second = [57, 57, 43, 52, 58, 58, 48, 59, 51, 54, 57, 51, 52, 61, 44, 60, 57, 57, 50, 56, 51]
    third = [59, 67, 60, 64, 67, 65, 67, 80, 92]
    values = [*first, *second, *third]
    names = ["jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec"]
    points = []
    for i, percent in enumerate(values):
        year, month = 2023 + i // 12, i % 12
        hidden = i == 5
        points.append(
            Point(
                label=names[month] if month % 3 == 0 else "",
                period=f"{year}-{month + 1:02d}",
                value=None if hidden else percent / 100,
                low=None if hidden else max(0.0, percent / 100 - 0.1),
                high=None if hidden else min(1.0, percent / 100 + 0.09),
                value_text=".." if hidden else f"{percent}{NB}%",
                count_text="" if hidden else f"{percent}{NB}av{NB}100",
                preliminary=i >= 45,
                hidden_text="Månaden visas inte." if hidden else "",
                spoken=f"{names[month]} {year}: {percent} procent.",
            )
        )
    return ChartSpec(
        kind=ChartKind.TREND,
        title="Andel inom ledtiden per månad, januari 2023–november 2026",
        subtitle="Urinblåsa och urinvägar, kirurgi · av dem som börjat behandling under månaden "
        "· hemregion",
        finding=f"September 2026: 67{NB}% (51 av 76).",
        explanation=(f"13 procentenheter kvar till 80{NB}%.",),
        context="",
        foot=("Streckat område: preliminärt, räknas inte in.", "Källa: SVF-uttag · EXEMPELDATA"),
        alt="Andel inom ledtiden per månad.",
        table=TableSpec(
            "Andel inom ledtiden per månad",
            (TableColumn("Period"), TableColumn("Andel", numeric=True)),
            tuple((p.period, p.value_text) for p in points),
        ),
        points=tuple(points),
        year_marks=((0, "2023"), (12, "2024"), (24, "2025"), (36, "2026")),
        targets=(
            Target(0.7, f"Eget delmål 70{NB}%", 0, 23),
            Target(0.75, f"Eget delmål 75{NB}%", 24, 35),
            Target(0.8, f"Mål 80{NB}%", 36, 46),
        ),
        breaks=(Break(17, "Ledtidsgränsen ändrades 2024-05-14 (37 → 42 dagar)"),),
        annotations=(
            Annotation(
                36,
                "Insats: direktbokad cystoskopi",
                "januari 2026 · samvariation, inte bevisad orsak",
            ),
        ),
        preliminary_from=45,
        is_example=True,
    )


def quarters() -> ChartSpec:
    """Return a short trend: eleven quarters, the last two preliminary."""
    values = [48, 47, 50, 49, 52, 55, 54, 57, 58, 66, 71]
    points = tuple(
        Point(
            label=f"kv{NB}{i % 4 + 1}",
            period=f"{2024 + i // 4}-Q{i % 4 + 1}",
            value=v / 100,
            low=v / 100 - 0.07,
            high=v / 100 + 0.07,
            value_text=f"{v}{NB}%",
            count_text=f"{v * 2}{NB}av{NB}200",
            preliminary=i >= 9,
            spoken=f"kvartal {i % 4 + 1} {2024 + i // 4}: {v} procent",
        )
        for i, v in enumerate(values)
    )
    return dataclasses.replace(
        trend(),
        title="Andel inom ledtiden per kvartal, 2024–2026",
        points=points,
        table=TableSpec(
            "Andel inom ledtiden per kvartal",
            (TableColumn("Period"), TableColumn("Andel", numeric=True)),
            tuple((p.period, p.value_text) for p in points),
        ),
        year_marks=((0, "2024"), (4, "2025"), (8, "2026")),
        targets=(Target(0.8, f"Mål 80{NB}%", 0, 10),),
        breaks=(),
        annotations=(),
        preliminary_from=9,
    )


def histogram() -> ChartSpec:
    """Return days from suspicion to treatment in bins of three days, the limit 28."""
    counts = [0, 1, 4, 11, 22, 31, 38, 40, 36, 22, 18, 14, 12, 8, 7, 5, 3, 3, 2, 1, 0, 1]
    bins = tuple(
        Bin(i * 4 + 1, i * 4 + 4, c, within=i * 4 + 4 <= 28, height=float(c))
        for i, c in enumerate(counts)
    )
    return dataclasses.replace(
        comparison(),
        kind=ChartKind.HISTOGRAM,
        title="Dagar från välgrundad misstanke till start av behandling, kvartal 3 2026",
        bars=(),
        bar_headings=(),
        targets=(Target(28.0, "Ledtidsgräns 28 dagar"),),
        bins=bins,
        limit_days=28,
        is_share=False,
        axis_label="Dagar",
        context="",
        table=TableSpec(
            "Dagar",
            (TableColumn("Dagar"), TableColumn("Förlopp", numeric=True)),
            tuple((f"{b.first}–{b.last}", str(b.count)) for b in bins),
        ),
    )


def many_bars(count: int = 21) -> ChartSpec:
    """Return a comparison with more rows than fit."""
    base = comparison()
    part = base.bars[0]
    bars = tuple(
        dataclasses.replace(part, label=f"Region {i:02d}", is_own=i == 3, value=0.5 + i / 60)
        for i in range(count)
    )
    return dataclasses.replace(base, bars=(*bars, base.bars[-1]))


def controlled() -> ChartSpec:
    """Return picture 03: a p-chart in two phases, a run that is an improvement, a concern."""
    base = trend()
    centres = [0.48] * 17 + [0.56] * 28
    points = []
    for i, point in enumerate(base.points):
        if point.preliminary or point.value is None:
            points.append(dataclasses.replace(point, low=None, high=None))
            continue
        n = 60 + 23 * ((i * 7) % 5 - 2) // 2
        spread = 3 * (centres[i] * (1 - centres[i]) / n) ** 0.5
        run = "improvement" if 38 <= i <= 44 else "concern" if i == 9 else ""
        points.append(
            dataclasses.replace(
                point,
                low=None,
                high=None,
                lower=centres[i] - spread,
                upper=centres[i] + spread,
                run=run,
                signals=("shift",) if run == "improvement" else ("outside",) if run else (),
                value_key=f"svf_lead_time|{point.period}",
            )
        )
    return dataclasses.replace(
        base,
        points=tuple(points),
        phases=(
            Phase(0, 16, 0.48, f"medel 48{NB}%, gränser 3 sigma"),
            Phase(17, 44, 0.56, f"medel 56{NB}%, gränser 3 sigma"),
        ),
        method="p",
        change="improvement",
        change_text="Förbättring, mer än slumpen",
    )


REGIONS = (
    "Region Norrsjö",
    "Region Ekmark",
    "Region Sydvall",
    "Region Storåsen",
    "Region Vikmarken",
    "Region Mellanå",
    "Region Österhed",
)


def _plain(kind: ChartKind, title: str, *, is_share: bool = True) -> ChartSpec:
    return dataclasses.replace(
        comparison(),
        kind=kind,
        title=title,
        bars=(),
        bar_headings=(),
        targets=(),
        is_share=is_share,
        direction="neutral",
        table=TableSpec(title, (TableColumn("Enhet"),), (("Alla",),)),
    )


def funnel() -> ChartSpec:
    """Return ten units around 72 %, one beyond each limit, one hidden, normal limits for show."""
    centre = 0.72
    units = [
        (*REGIONS[:1], 47, 41, "95"),
        (REGIONS[1], 70, 45, ""),
        (REGIONS[2], 204, 162, ""),
        (REGIONS[3], 78, 64, ""),
        (REGIONS[4], 62, 44, ""),
        ("Universitetssjukhuset i Sjukvårdsregion Exempel, Vikmarken", 310, 190, "99.8"),
        ("Ekmarks lasarett", 25, 18, ""),
        ("Sydvalls sjukhus", 33, 21, ""),
        ("Storåsens länssjukhus", 150, 113, ""),
    ]
    dots = [
        Dot(
            label,
            n,
            a / n,
            f"{a / n * 100:.0f}{NB}%",
            f"{a}{NB}av{NB}{n}",
            outside,
            is_own=label == "Region Ekmark",
            value_key=f"svf_lead_time|{label}",
            spoken=f"{label}: {a} av {n}.",
        )
        for label, n, a, outside in units
    ]
    dots.append(Dot(REGIONS[5], None, None, "..", hidden_text="(otillräcklig data)"))
    limits = []
    for n in range(10, 321, 5):
        sigma = (centre * (1 - centre) / n) ** 0.5
        low, high = (max(0, centre - z * sigma) for z in (1.96, 3.09))
        up, top = (min(1, centre + z * sigma) for z in (1.96, 3.09))
        limits.append(FunnelLimit(n, low, up, high, top))
    return dataclasses.replace(
        _plain(ChartKind.FUNNEL, "Andel inom ledtiden per enhet efter antal fall, 2026"),
        dots=tuple(dots),
        funnel_limits=tuple(limits),
        centre=centre,
        axis_label="Antal fall",
        targets=(Target(0.8, f"Mål 80{NB}%"),),
    )


def ecdf() -> ChartSpec:
    """Return the share within any number of days, read at 28, in pooled steps."""
    days = [6, 11, 14, 17, 19, 21, 23, 25, 28, 30, 33, 37, 41, 46, 52, 60, 75, 98]
    steps = tuple(Step(day, round((i + 1) / len(days), 4)) for i, day in enumerate(days))
    return dataclasses.replace(
        _plain(ChartKind.ECDF, "Andel som börjat behandling inom ett antal dagar, kvartal 3 2026"),
        steps=steps,
        marked_days=28,
        limit_days=28,
        axis_label="Dagar från välgrundad misstanke",
        marks=(
            Mark(28.0, 0.5, f"50{NB}% inom 28 dagar"),
            Mark(46.0, 0.8, f"80{NB}% inom 46 dagar"),
        ),
    )


def heatmap(rows: int = 12, columns: int = 11) -> ChartSpec:
    """Return shares of SVF by quarter, one hidden, the last two periods preliminary."""
    names = (
        "Bröstcancer",
        "Cancer i urinblåsa och övre urinvägar",
        "Prostatacancer",
        "Tjock- och ändtarmscancer",
        "Allvarliga ospecifika symtom som kan bero på cancer",
    )
    cells = []
    for row in range(rows):
        for column in range(columns):
            value = ((row * 13 + column * 7) % 100) / 100
            hidden = (row, column) == (1, 2)
            cells.append(
                HeatCell(
                    row,
                    column,
                    None if hidden else value,
                    ".." if hidden else f"{value * 100:.0f}{NB}%",
                    tone=None if hidden else min(4, int(value * 5)),
                    hidden_text="(otillräcklig data)" if hidden else "",
                    preliminary=column >= columns - 2,
                    value_key=f"svf_lead_time|{row}|{column}",
                    spoken=f"rad {row}, kolumn {column}: {value * 100:.0f} procent.",
                    doubt=Doubt.UNKNOWN if row == 2 else Doubt.NONE,
                )
            )
    return dataclasses.replace(
        _plain(ChartKind.HEATMAP, "Andel inom ledtiden per SVF och kvartal, 2024–2026"),
        row_labels=tuple(names[i % len(names)] for i in range(rows)),
        column_labels=tuple(f"kv{NB}{i % 4 + 1}" for i in range(columns)),
        year_marks=tuple((i, str(2024 + i // 4)) for i in range(0, columns, 4)),
        cells=tuple(cells),
        preliminary_from=columns - 2,
    )


def overtime() -> ChartSpec:
    """Return seven regions by how much longer than the limit, one hidden, and the whole."""
    parts = [
        (0.87, 0.05, 0.04, 0.02, 0.02),
        (0.64, 0.14, 0.09, 0.06, 0.07),
        (0.79, 0.11, 0.05, 0.03, 0.02),
        (0.50, 0.18, 0.14, 0.10, 0.08),
        (0.71, 0.0, 0.19, 0.0, 0.10),
        (1.0, 0.0, 0.0, 0.0, 0.0),
    ]
    stacks = [
        Stack(
            label,
            shares,
            tuple(f"{share * 100:.0f}{NB}%" for share in shares),
            f"{40 + 30 * i}",
            f"{6 + i}",
            is_own=i == 1,
            spoken=f"{label}: {shares[0] * 100:.0f} procent inom ledtiden.",
        )
        for i, (label, shares) in enumerate(zip(REGIONS, parts, strict=False))
    ]
    stacks.append(
        Stack(REGIONS[6], (), (), "..", "..", hidden_text="(otillräcklig data)", spoken="dold")
    )
    whole = (0.75, 0.1, 0.07, 0.04, 0.04)
    words = tuple(f"{share * 100:.0f}{NB}%" for share in whole)
    stacks.append(
        Stack("Alla i urvalet", whole, words, "496", "9", is_whole=True, spoken="Alla: 75 procent.")
    )
    return dataclasses.replace(
        _plain(ChartKind.OVERTIME, "Hur mycket längre än ledtiden, per region, kvartal 3 2026"),
        part_labels=(
            "inom ledtiden",
            f"0–25{NB}% längre",
            f"25–50{NB}% längre",
            f"50–75{NB}% längre",
            f"mer än 75{NB}% längre",
        ),
        bar_headings=("Patientens hemregion", "antal", "", "dagar över, medel"),
        stacks=tuple(stacks),
    )


def stages() -> ChartSpec:
    """Return the parts of a pathway, one of them hidden."""
    parts = [
        ("Välgrundad misstanke till första besök i specialiserad vård", 8.0, 5.0, 12.0),
        ("Första besök till behandlingsrekommendation på multidisciplinär konferens", 11, 7, 19),
        ("Behandlingsrekommendation till behandlingsbeslut tillsammans med patienten", 5, 2, 8),
        ("Behandlingsbeslut till start av behandling", 13.0, 8.0, 21.0),
    ]
    made = [
        Stage(
            label,
            median,
            low,
            high,
            f"{median:.0f} dagar",
            f"{120 - 10 * i}",
            spoken=f"{label}: median {median:.0f} dagar.",
        )
        for i, (label, median, low, high) in enumerate(parts)
    ]
    made.append(
        Stage("Remiss till mottagen remiss", None, hidden_text="(otillräcklig data)", spoken="dold")
    )
    return dataclasses.replace(
        _plain(ChartKind.STAGES, "Dagar i varje steg, median och kvartiler, 2026", is_share=False),
        bar_headings=("Steg", "antal", "Median", ""),
        stages=tuple(made),
        axis_label="Dagar",
    )


def lines(count: int = 21, periods: int = 60) -> ChartSpec:
    """Return several regions over the months, one own, and the whole."""
    months = ["jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec"]
    made = []
    for row in range(count):
        values: list[float | None] = [
            0.35 + 0.022 * row + 0.07 * (((row * 31 + i * 17) % 23) / 23) + i * 0.001
            for i in range(periods)
        ]
        if row == 4 and periods > 5:
            values[5] = None
        label = f"Region {row:02d}" if row >= len(REGIONS) else REGIONS[row]
        made.append(
            Line(
                "Alla i uttaget" if row == count - 1 else label,
                tuple(values),
                tuple(".." if v is None else f"{v * 100:.0f}{NB}%" for v in values),
                is_own=row == 1,
                is_whole=row == count - 1,
                spoken=f"{label}: hela raden.",
                value_keys=tuple(
                    "" if v is None else f"lead|{row}|{i}" for i, v in enumerate(values)
                ),
            )
        )
    return dataclasses.replace(
        _plain(ChartKind.LINES, "Andel inom ledtiden per region och månad, 2022–2026"),
        column_labels=tuple(months[i % 12] for i in range(periods)),
        year_marks=tuple((i, str(2022 + i // 12)) for i in range(0, periods, 12)),
        lines=tuple(made),
        targets=(Target(0.8, f"Mål 80{NB}%", 0, periods - 1),),
    )


def one_point() -> ChartSpec:
    """Return a trend of one period."""
    base = quarters()
    return dataclasses.replace(
        base,
        points=base.points[:1],
        year_marks=((0, "2024"),),
        targets=(Target(0.8, f"Mål 80{NB}%", 0, 0),),
        preliminary_from=None,
    )


def all_hidden(spec: ChartSpec) -> ChartSpec:
    """Return ``spec`` with every figure hidden."""
    why = "(otillräcklig data)"
    return dataclasses.replace(
        spec,
        finding="Otillräcklig data.",
        bars=tuple(
            dataclasses.replace(
                b, value=None, low=None, high=None, value_text="..", hidden_text=why
            )
            for b in spec.bars
        ),
        points=tuple(
            dataclasses.replace(
                p, value=None, low=None, high=None, lower=None, upper=None, run="", hidden_text=why
            )
            for p in spec.points
        ),
        phases=(),
        dots=tuple(
            dataclasses.replace(d, value=None, count=None, outside="", hidden_text=why)
            for d in spec.dots
        ),
        funnel_limits=(),
        centre=None,
        steps=(),
        marks=(),
        cells=tuple(
            dataclasses.replace(c, value=None, value_text="..", tone=None, hidden_text=why)
            for c in spec.cells
        ),
        stacks=tuple(
            dataclasses.replace(s, parts=(), part_texts=(), hidden_text=why) for s in spec.stacks
        ),
        stages=tuple(dataclasses.replace(s, median=None, hidden_text=why) for s in spec.stages),
        lines=tuple(
            dataclasses.replace(
                line,
                values=(None,) * len(line.values),
                value_texts=("..",) * len(line.value_texts),
            )
            for line in spec.lines
        ),
    )
