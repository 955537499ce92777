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
    Doubt,
    Point,
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
