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

from rccdesk.services.imports.reading import client
from tests.rigs import stateful
from tests.rigs.forking import ForkedReader

# Without the phase that explains: on Python 3.11 it traces every line.
PHASES = (Phase.generate,) if os.environ.get("NOSHRINK") else (Phase.generate, Phase.shrink)
ROUNDS = int(os.environ.get("RCCDESK_ROUNDS", "2000"))
# A fork of a process with threads is warned of from Python 3.12 on; the child only reads.
pytestmark = pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")


def run(folder: Path, monkeypatch: pytest.MonkeyPatch, rounds: int, steps: int, every: int) -> None:
    monkeypatch.setattr(client, "start", ForkedReader)
    machine = type("Machine", (stateful.StoreMachine,), {})
    machine.template = stateful.new_store(folder)
    machine.parent = folder
    machine.ask_every, machine.check_every = every, 2 * every
    stateful.counts = stateful.Counts()
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


def test_any_sequence_of_acts_says_what_plain_dicts_say(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(tmp_path, monkeypatch, rounds=15, steps=12, every=4)
    assert stateful.counts.acts >= 100


@pytest.mark.long
@pytest.mark.timeout(3 * 3600)
def test_thousands_of_sequences_of_acts_say_what_plain_dicts_say(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        run(
            tmp_path,
            monkeypatch,
            rounds=ROUNDS,
            steps=int(os.environ.get("RCCDESK_STEPS", "50")),
            every=10,
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
