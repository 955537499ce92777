"""Lists by title stand in the Swedish order, where å, ä and ö come last."""

from __future__ import annotations

from pathlib import Path

from rccdesk.enums import InitiativeState, Origin
from rccdesk.services import initiatives
from rccdesk.services.database import Database


def test_initiatives_stand_in_the_swedish_order(tmp_path: Path) -> None:
    titles = ["Ändrad kallelse", "Åtgärd i tid", "Édition", "Översyn", "Zonindelning", "Arbetssätt"]
    with Database.open(tmp_path / "prov.rccdesk", create=True) as database:
        for title in titles:
            row = initiatives.InitiativeRow(
                title, InitiativeState.ONGOING, Origin.REGISTER, "Väntan", patient_reason="Schema."
            )
            initiatives.add_initiative(database, row)
        found = [row.title for row in initiatives.list_initiatives(database)]
    assert found == [
        *("Arbetssätt", "Édition", "Zonindelning"),
        *("Åtgärd i tid", "Ändrad kallelse", "Översyn"),
    ]
