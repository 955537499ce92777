"""Charts from the window on their way to paper and slides, where no region is the reader's own."""

from __future__ import annotations

import dataclasses

from rccdesk.services.charts.spec import ChartSpec


def without_own(spec: ChartSpec) -> ChartSpec:
    """Return the chart with no unit set apart as the user's own."""
    replace = dataclasses.replace
    return replace(
        spec,
        bars=tuple(
            replace(bar, is_own=False, sublabel="") if bar.is_own else bar for bar in spec.bars
        ),
        dots=tuple(replace(dot, is_own=False) if dot.is_own else dot for dot in spec.dots),
        stacks=tuple(replace(one, is_own=False) if one.is_own else one for one in spec.stacks),
        lines=tuple(replace(line, is_own=False) if line.is_own else line for line in spec.lines),
    )
