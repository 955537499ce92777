"""The parts of a pathway: median days as bars, the quartiles as whiskers."""

from __future__ import annotations

from rccdesk.services.charts.spec import Bar, ChartSpec
from rccdesk.ui.charts.bars import BarsView


class StagesView(BarsView):
    """Draws the stages of a ChartSpec as bars."""

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
                spoken=stage.spoken,
            )
            for stage in spec.stages
        )
