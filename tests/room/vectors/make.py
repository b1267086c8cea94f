"""Write the golden vectors: `python -m tests.room.vectors.make`. The Python and the TypeScript reducer both pass them.

For each viewer: the snapshot `before`, then every `envelope` with the fields of the snapshot that it `changed`; for the
staff also the `seats` as they are fetched, where it changed them.
"""

import json
from pathlib import Path
from typing import Any

from diemcau.room.evolve import evolve
from diemcau.room.state import EMPTY
from diemcau.room.visibility import PUBLIC, STAFF, Viewer, envelope, snapshot
from diemcau.room.wire import encode
from tests.room.script import play

FILE = Path(__file__).with_name("conference.json")
VIEWERS = {
    "public": PUBLIC,
    "staff": STAFF,
    "venue hoabinh": Viewer(venue="hoabinh"),
    "venue anlao": Viewer(venue="anlao"),
}


def vectors() -> dict[str, Any]:
    """Return the vectors of the story in `script.py` for each kind of viewer."""
    found: dict[str, Any] = {}
    for name, viewer in VIEWERS.items():
        state, steps, shown = EMPTY, [], snapshot(EMPTY, viewer)
        for now, _command, caused, _after in play():
            for event in caused:
                seats = state.venues
                state = evolve(state, event)
                after = snapshot(state, viewer)
                changed = {name: value for name, value in after.items() if value != shown[name]}
                step = {"envelope": envelope(state.seq, now.at, event, viewer), "changed": changed}
                if viewer.staff and state.venues != seats:
                    step["seats"] = [encode(seat) for seat in state.venues.values()]
                steps.append(step)
                shown = after
        found[name] = {"before": snapshot(EMPTY, viewer), "steps": steps}
    return found


def written(found: dict[str, Any]) -> str:
    """Return the vectors as JSON with one line per step, so that a change can be read in a diff."""
    parts = []
    for name, vector in found.items():
        steps = ",\n".join(json.dumps(step, ensure_ascii=False) for step in vector["steps"])
        before = json.dumps(vector["before"], ensure_ascii=False)
        parts.append(f'{json.dumps(name)}: {{"before": {before},\n"steps": [\n{steps}\n]}}')
    return "{\n" + ",\n".join(parts) + "\n}\n"


if __name__ == "__main__":
    FILE.write_text(written(vectors()), encoding="utf-8")
