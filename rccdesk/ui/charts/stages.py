"""The parts of a pathway: median days as bars, the quartiles as whiskers."""

from __future__ import annotations

import dataclasses

from rccdesk.services.charts.spec import Bar, ChartSpec
from rccdesk.ui.charts.bars import BarsView


class StagesView(BarsView):
    """Draws the stages of a ChartSpec as bars."""

    label_part = 0.42

    def show_chart(self, spec: ChartSpec) -> None:
        """Draw ``spec``, with the heads of its table where it names none of its own."""
        if not spec.bar_headings:
            titles = [column.title for column in spec.table.columns]
            spec = dataclasses.replace(spec, bar_headings=tuple(titles[:3]))
        super().show_chart(spec)

    def bars_of(self, spec: ChartSpec) -> tuple[Bar, ...]:
        """Return one bar per part."""
        return tuple(
            Bar(
                label=stage.label,
                count_text=stage.count_text,
                value=stage.median,
                low=stage.lower_quartile,
                high=stage.upper_quartile,
                value_text=stage.value_text,
                hidden_text=stage.hidden_text,
                value_key=stage.value_key,
                spoken=stage.spoken,
            )
            for stage in spec.stages
        )
