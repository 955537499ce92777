"""Any sequence of acts by the services, against plain dicts that tell the rules again.

Short in the suite; ``--long`` runs as many as ``RCCDESK_ROUNDS`` says (2 000) of 50 acts.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from rccdesk.services.database import recording
from rccdesk.services.imports.reading import client
from tests.rigs import stateful
from tests.rigs.forking import ForkedReader
from tests.rigs.stateful_mission import Mission
from tests.rigs.stateful_plans import Planning
from tests.rigs.stateful_pool import PLACES, TEXTS

# Without the phase that explains: on Python 3.11 it traces every line.
PHASES = (Phase.generate, Phase.shrink)
ROUNDS = int(os.environ.get("RCCDESK_ROUNDS", "2000"))
# A fork of a process with threads is warned of from Python 3.12 on; the child only reads.
pytestmark = pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")


OF_ALL = ("undo_last", "redo_last", "undo_entry", "bring_back", "remove_for_good", "erase_person",
          "add_improvement", "delete_improvement")  # fmt: skip


class MissionMachine(stateful.StoreMachine):
    """Acts on the mission and the plan alone, and what all acts have, from a plan with goals."""

    def __init__(self) -> None:
        super().__init__()
        self.add_plan("Cancerplan")
        for number in (0, 1, 4):
            self.add_goal(number, "Kortare väntan", "not_started", "", "")
        self.add_initiative("Snabbspår", "idea", None, "")
        for of in ("goal", "both"):
            self.add_activity(1, of, "Dialogmöte", "not_started", None, None)


for _name in dir(MissionMachine):
    _is_rule = hasattr(getattr(MissionMachine, _name), "hypothesis_stateful_rule")
    if _is_rule and _name not in (*vars(Planning), *vars(Mission), *OF_ALL):
        setattr(MissionMachine, _name, None)


def make_machine(
    folder: Path, every: int, kind: type[stateful.StoreMachine] = stateful.StoreMachine
) -> type[stateful.StoreMachine]:
    """Return the machine; every service is asked, and the file checked, each so many acts."""
    machine = type("Machine", (kind,), {})
    machine.template, machine.parent = stateful.new_store(folder), folder
    machine.ask_every, machine.check_every = every, 2 * every if every > 1 else 1
    return machine


def run(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    rounds: int,
    steps: int,
    every: int,
    kind: type[stateful.StoreMachine] = stateful.StoreMachine,
) -> None:
    monkeypatch.setattr(client, "start", ForkedReader)
    # The model knows no clock: on a busy machine two acts can be more than 30 s apart.
    monkeypatch.setattr(recording, "TYPING_SECONDS", 1e9)
    stateful.counts = stateful.Counts()
    run_state_machine_as_test(
        make_machine(folder, every, kind),
        settings=settings(
            max_examples=rounds,
            stateful_step_count=steps,
            deadline=None,
            database=None,
            phases=PHASES,
            print_blob=True,
            derandomize=os.environ.get("RCCDESK_SEED") is None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_any_sequence_of_acts_says_what_plain_dicts_say(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(tmp_path, monkeypatch, rounds=5, steps=12, every=4)
    assert stateful.counts.acts >= 50


def test_any_sequence_of_acts_on_plans_says_what_plain_dicts_say(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(tmp_path, monkeypatch, rounds=4, steps=9, every=9, kind=MissionMachine)
    assert stateful.counts.acts >= 45


FIGURES = ("import_figures", {"key": "provmatt", "first": 1, "length": 2, "units": {0}, "seed": 0})
OTHERS = ("import_figures", {"key": "provmatt", "first": 1, "length": 2, "units": {0}, "seed": 1})
TITLE = ("update_indicator", {"key": "provmatt", "title": "Provmått"})
AWAY = ("turn_batch", {"number": 0, "undone": True})
BACK = ("turn_batch", {"number": 0, "undone": False})
TRASHED = ("delete_indicator", {"key": "provmatt"})
WRITTEN = ("write_analysis", {"place": PLACES[0], "name": "finding", "is_done": False,
                              "text": TEXTS[2]})  # fmt: skip


def levels(*values: float) -> tuple[str, dict[str, object]]:
    return "update_levels", {"key": "provmatt", "values": set(values)}


def limit(days: int) -> tuple[str, dict[str, object]]:
    return "add_limit", {
        "treatment": "surgery", "days": days, "first": 2016, "last": 2019, "note": "",
    }  # fmt: skip


def undo(back: int) -> tuple[str, dict[str, object]]:
    return "undo_entry", {"back": back}


# What sequences have found; each was once accepted, or left something that the check warns of.
FOUND = {
    "a restore of a store without history": [("back_up", {}), ("restore", {"number": 0})],
    "two limits at once by an undo": [
        limit(21), ("delete_limit", {"number": 0}), limit(35), undo(1),
    ],
    "a level of a deleted indicator by an undo": [
        FIGURES, TITLE, levels(0.5, 0.6), levels(0.5), AWAY, TRASHED, undo(2),
    ],
    "three levels by an undo": [
        FIGURES, TITLE, levels(0.5, 0.6), levels(0.5), levels(0.5, 0.7), undo(1),
    ],
    "a correction of a person": [WRITTEN, ("correct_person", {})],
    "an import onto a deleted indicator, undone": [
        FIGURES, TITLE, AWAY, TRASHED, OTHERS, ("turn_batch", {"number": 1, "undone": True}),
        ("turn_batch", {"number": 1, "undone": False}), ("undo_last", {"times": 2}),
    ],
    "a redone import of a deleted indicator": [FIGURES, TITLE, AWAY, TRASHED, BACK],
}  # fmt: skip


@pytest.mark.parametrize("name", FOUND)
def test_what_sequences_have_found_stays_mended(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "start", ForkedReader)
    # The model knows no clock: on a busy machine two acts can be more than 30 s apart.
    monkeypatch.setattr(recording, "TYPING_SECONDS", 1e9)
    machine = make_machine(tmp_path, every=1)()
    try:
        for act, values in FOUND[name]:
            getattr(machine, act)(**values)
            machine.says_the_same()
    finally:
        machine.teardown()


@pytest.mark.long
@pytest.mark.timeout(3 * 3600)
@pytest.mark.parametrize("kind", [stateful.StoreMachine, MissionMachine])
def test_thousands_of_sequences_of_acts_say_what_plain_dicts_say(
    kind: type[stateful.StoreMachine],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    try:
        run(
            tmp_path,
            monkeypatch,
            rounds=ROUNDS,
            steps=50,
            every=10,
            kind=kind,
        )
    finally:
        told = stateful.counts
        rules = ", ".join(f"{name} {count}" for name, count in sorted(told.by_rule.items()))
        with capsys.disabled():
            sys.stdout.write(
                f"\n{told.runs} runs, {told.acts} acts ({told.refused} refused alike), "
                f"{told.dumps} domain dumps equal in the same state\n{rules}\n"
            )
    assert told.runs >= ROUNDS
