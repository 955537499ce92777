"""Any sequence of acts on groups and meetings, against plain dicts that tell the rules again.

Short in the suite; ``--long`` runs as many as ``RCCDESK_ROUNDS`` says (500) of 50 acts.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from rccdesk.services.database import Database, engines, recording
from tests.rigs.stateful_meetings import MeetingsMachine

# Without the phase that explains: on Python 3.11 it traces every line.
PHASES = (Phase.generate, Phase.shrink)
ROUNDS = int(os.environ.get("RCCDESK_ROUNDS", "500"))


def run(
    folder: Path, monkeypatch: pytest.MonkeyPatch, rounds: int, steps: int, every: int
) -> type[MeetingsMachine]:
    # What more typing in a text does to a step is tried elsewhere: here each act is one.
    monkeypatch.setattr(recording, "TYPING_SECONDS", -1)
    plain = [s for s in engines._SETTINGS if not s.startswith("synchronous=")]
    monkeypatch.setattr(engines, "_SETTINGS", (*plain, "synchronous=OFF"))
    template = folder / "ny.rccdesk"
    Database.open(template, create=True, who="Anna").close()
    machine = type("Machine", (MeetingsMachine,), {})
    machine.template, machine.parent, machine.check_every = template, folder, every
    run_state_machine_as_test(
        machine,
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
    return machine


def test_any_sequence_of_acts_on_meetings_says_what_plain_dicts_say(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine = run(tmp_path, monkeypatch, rounds=4, steps=14, every=30)
    assert machine.acts >= 50


@pytest.mark.long
@pytest.mark.timeout(3 * 3600)
def test_hundreds_of_sequences_of_acts_on_meetings_say_what_plain_dicts_say(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    machine = run(tmp_path, monkeypatch, rounds=ROUNDS, steps=50, every=10)
    with capsys.disabled():
        sys.stdout.write(f"\n{machine.acts} acts, {machine.refused} refused alike\n")
