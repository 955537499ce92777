"""How fast each kind of chart is drawn on new data, and how smoothly many lines are panned.

Measured without a display, in a process of its own: the pictures are painted by the same raster
engine that paints a window.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tests.bench.measuring import Claim, print_table

_RUNS = 15
_FRAMES = 90
_WIDTH, _HEIGHT = 1230, 620
_REDRAW_MS = 50.0
_FRAMES_PER_SECOND = 30.0


def run(folder: Path) -> list[Claim]:
    """Measure in a process of its own and return the claims; ``folder`` is not used."""
    del folder
    command = [sys.executable, "-m", "tests.bench.bench_charts", "--measure"]
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    found = json.loads(done.stdout.splitlines()[-1])
    claims = [
        Claim(
            f"redraw on new data: {name}",
            f"{took:.1f} ms",
            "",
            "",
            f"≤ {_REDRAW_MS:.0f} ms",
            took <= _REDRAW_MS,
        )
        for name, took in found["redraw_ms"].items()
    ]
    for name, frames in found["frames_per_second"].items():
        claims.append(
            Claim(
                f"pan of {name}",
                f"{frames:.0f} frames/s",
                "",
                "",
                f"≥ {_FRAMES_PER_SECOND:.0f} frames/s",
                frames >= _FRAMES_PER_SECOND,
            )
        )
    return claims


def measure() -> dict[str, dict[str, float]]:
    """Return ms per redraw of each kind and frames per second of a pan."""
    from PySide6.QtWidgets import QApplication

    from rccdesk.ui import theme, translation
    from tests.ui import chart_examples as examples

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    translation.use_language(app, "sv")
    theme.install(app, "light", 1.0)
    kinds: dict[str, Callable[[], object]] = {
        "comparison of 21 units": examples.many_bars,
        "trend of 47 months with limits": examples.controlled,
        "histogram": examples.histogram,
        "share within any number of days": examples.ecdf,
        "funnel": examples.funnel,
        "heat map, 31 SVF x 20 quarters": lambda: examples.heatmap(31, 20),
        "overtime": examples.overtime,
        "parts of the pathway": examples.stages,
        "21 lines x 60 months": examples.lines,
    }
    return {
        "redraw_ms": {name: _redraw(make()) for name, make in kinds.items()},
        "frames_per_second": {"21 lines x 60 months": _pan(examples.lines(21, 60))},
    }


def _view(spec: object):  # type: ignore[no-untyped-def]
    from PySide6.QtWidgets import QApplication

    from rccdesk.ui.charts.view import ChartView

    view = ChartView()
    view.resize(_WIDTH, _HEIGHT)
    view.show()
    view.show_chart(spec)  # type: ignore[arg-type]
    QApplication.processEvents()
    return view


def _redraw(spec: object) -> float:
    view = _view(spec)
    took = []
    for _ in range(_RUNS):
        started = time.perf_counter()
        view.show_chart(spec)
        view.canvas().viewport().repaint()
        took.append((time.perf_counter() - started) * 1000)
    view.close()
    return statistics.median(took)


def _pan(spec: object) -> float:
    """Drag to and fro as a hand does, every move painted; the median second of three."""
    from PySide6.QtCore import QEvent, QPointF, Qt
    from PySide6.QtGui import QMouseEvent
    from PySide6.QtWidgets import QApplication

    view = _view(spec)
    canvas = view.canvas()
    canvas.zoom(0.6, 0.5)
    viewport = canvas.viewport()

    def send(kind: QEvent.Type, x: float) -> None:
        button = Qt.MouseButton.LeftButton
        at = QPointF(x, _HEIGHT / 2)
        event = QMouseEvent(kind, at, at, button, button, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(viewport, event)

    rates = []
    for _ in range(3):
        middle = _WIDTH / 2
        send(QEvent.Type.MouseButtonPress, middle)
        started = time.perf_counter()
        for frame in range(_FRAMES):
            step = frame % 30
            send(QEvent.Type.MouseMove, middle + (step if step < 15 else 30 - step) * 7)
            viewport.repaint()
        rates.append(_FRAMES / (time.perf_counter() - started))
        send(QEvent.Type.MouseButtonRelease, middle)
    view.close()
    return statistics.median(rates)


if __name__ == "__main__":
    if "--measure" in sys.argv:
        print(json.dumps(measure()))
        sys.exit(0)
    sys.exit(0 if print_table(run(Path())) else 1)
