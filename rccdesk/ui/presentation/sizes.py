"""How large everything is in a presentation: read from the far end of a meeting room."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSize

from rccdesk.ui import theme

_FACTOR = 1.65  # of the type of the window
_OWN_FACTOR = 1.2  # of the type that the user has chosen, where that is larger
_WIDTH, _HEIGHT = 1366, 768  # px of a screen where the factor is as it stands
_LARGEST = 1.6  # of that, on a large screen
_BARS = 1.16  # of the type of head and foot: they are for who presents
_TYPES = (
    "display", "value", "h1", "h2", "h3", "body", "table", "table_strong", "small",
    "small_strong", "caption", "caption_strong", "axis",
)  # fmt: skip
_LESS = {"h2": 0.85, "small": 0.82, "caption": 0.82, "axis": 0.82}  # of the factor: what surrounds
_WEIGHTED = {"table_strong": "table", "small_strong": "small", "caption_strong": "caption"}


@dataclass(frozen=True, slots=True)
class Step:
    """How densely a point is set: ``heading`` and ``choice`` are parts of the type at ease.

    ``chart`` is the chart's part of the width, ``gap`` px between the texts. The text of the
    question, the background and the proposal is as large as at ease, except where the user has
    chosen larger text: ``is_least`` gives them no more than the 18 pt a room needs.
    """

    heading: float
    choice: float
    chart: float
    gap: int
    has_title: bool  # over the question; else it stands in the head
    is_least: bool = False


STEPS = (
    Step(1.0, 1.0, 0.45, 8, has_title=True),
    Step(0.8, 0.9, 0.43, 8, has_title=False),
    Step(0.7, 0.8, 0.4, 6, has_title=False),
    Step(11 / 18, 0.75, 0.36, 4, has_title=False),  # as large as the text under it, and 14 pt
    Step(11 / 18, 0.75, 0.36, 4, has_title=False, is_least=True),
)


def growth(size: QSize) -> float:
    """Return how much larger a screen is than the smallest one."""
    return max(1.0, min(size.width() / _WIDTH, size.height() / _HEIGHT, _LARGEST))


def factor(size: QSize) -> float:
    """Return how many times larger than at 100 % text everything is read."""
    return max(_FACTOR * growth(size), _OWN_FACTOR * theme.current().text_scale)


def chart_factor(size: QSize) -> float:
    """Return how many times larger a chart is drawn: more type than that leaves it no room."""
    return _FACTOR * growth(size)


def bar_factor(size: QSize) -> float:
    """Return how many times larger head and foot are, which never take much of the screen."""
    return max(_BARS * growth(size), min(theme.current().text_scale, 1.5))


def px(length: float, size: QSize) -> int:
    """Return a length of the picture at 100 % on this screen."""
    return round(length * growth(size))


def style_sheet(size: QSize) -> str:
    """Return the style of the presentation: type, kinds of decision, boxes."""
    big, bars = factor(size), bar_factor(size)
    now = theme.current()

    control = round(36 * bars)
    rules = [
        *_types(big),
        *_step_rules(big),
        *(
            f'QFrame[shown="bar"] *[type="{name}"] '
            f"{{ font-size: {_pt(_WEIGHTED.get(name, name), bars)}; }}"
            for name in ("body", "h3", "small", "small_strong")
        ),
        f"QLineEdit, QPlainTextEdit {{ font-size: {_pt('body', big * 0.88)}; "
        f"min-height: {round(26 * big * 0.8)}px; }}",
        f"QListWidget {{ font-size: {_pt('table', big * 0.88)}; }}",
        f"QPushButton {{ font-size: {_pt('button', bars)}; min-height: {control - 2}px; }}",
        f'QPushButton[small="true"] {{ min-height: {round(26 * bars)}px; }}',
        f'QPushButton[segment="true"] {{ font-size: {_pt("button", bars)}; '
        f"min-height: {control - 2}px; padding: 0 {round(10 * bars)}px; font-weight: 600; }}",
        f'QPushButton[segment="true"]:checked {{ background: {now.hex("pri")}; '
        f"color: {now.hex('on_pri')}; }}",
        f'QFrame[shown="bar"] {{ background: {now.hex("surface")}; border: none; '
        f"border-bottom: 1px solid {now.hex('line')}; }}",
        f'QFrame[shown="bar"][foot="true"] {{ background: {now.hex("surface2")}; '
        f"border-bottom: none; border-top: 1px solid {now.hex('line')}; }}",
        f'QFrame[box="proposal"] {{ border-left-width: {round(6 * growth(size))}px; }}',
        f'QFrame[box="recorded"] {{ background: {now.hex("surface2")}; '
        f"border: 1px solid {now.hex('line2')}; "
        f"border-left: {round(6 * growth(size))}px solid {now.hex('ok')}; border-radius: 4px; }}",
        f'QLabel[tag="demo"] {{ font-size: {_pt("axis", bars)}; '
        f"max-height: {round(24 * bars)}px; }}",
    ]
    return "\n".join(rules)


def steps(size: QSize) -> tuple[Step, ...]:
    """Return the steps that differ on this screen."""
    return tuple(step for step in STEPS if not step.is_least or factor(size) > chart_factor(size))


def least_style(size: QSize) -> str:
    """Return the style of a point and its chart in the least type of a room."""
    return "\n".join((*_types(chart_factor(size)), *_step_rules(chart_factor(size))))


def _types(times: float) -> list[str]:
    bases = {name: _WEIGHTED.get(name, name) for name in _TYPES}
    return [
        f'*[type="{name}"] {{ font-size: {_pt(base, times * _LESS.get(base, 1.0))}; }}'
        for name, base in bases.items()
    ]


def _step_rules(times: float) -> list[str]:
    """Return the rules of headings and ways to go at each step."""
    return [
        f'*[slide="{part}"][step="{number}"] {{ font-size: {_pt(name, times * share)}; }}'
        for number, step in enumerate(STEPS)
        for part, name, share in (
            ("heading", "h1", step.heading),
            ("choice", "body", step.choice),
        )
    ]


def _pt(name: str, times: float) -> str:
    points = float(str(theme.read_tokens()["type"][name]["pt"]))
    return f"{points * times:.2f}pt"
