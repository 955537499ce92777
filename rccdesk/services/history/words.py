"""What was done, in words."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from rccdesk.enums import Topic
from rccdesk.models import HistoryEntry
from rccdesk.periods import period_words
from rccdesk.texts import text

UNDO = "history.act.undo"
REDO = "history.act.redo"
UNDO_ENTRY = "history.act.undo_entry"
REPEATS = (UNDO, REDO, UNDO_ENTRY)  # acts that name another act


def step_words(step: Sequence[HistoryEntry]) -> str:
    """Return what a step did, as in "ändra ledtidsgränsen för Lungcancer"."""
    return act_words(step[-1].act, json.loads(step[-1].values))


def act_words(act: str, values: dict[str, Any]) -> str:
    """Return the act in words.

    An act of another version of the program, or one whose values have been erased at a person's
    request, has no words of its own any more.
    """
    try:
        if act in REPEATS:
            return text(act, act=act_words(values["act"], values["values"]))
        return text(act, **_said(values))
    except (KeyError, TypeError):
        return text("history.unnamed_change")


def _said(values: dict[str, Any]) -> dict[str, Any]:
    """Return the values with what is a code in words."""
    if "period" not in values:
        return values
    return values | {"period": period_words(str(values["period"]))}


def step_topics(step: Sequence[HistoryEntry]) -> tuple[Topic, ...]:
    """Return what a step changed."""
    known = set(Topic)
    return tuple(dict.fromkeys(Topic(t) for e in step for t in e.topics.split() if t in known))


def step_batches(step: Sequence[HistoryEntry]) -> tuple[int, ...]:
    """Return the imports that a step brought in or took away."""
    return tuple(int(b) for e in step for b in e.batch_ids.split())
