"""The fold, and the rule that what a viewer is sent leads to what a viewer may see."""

import json

import pytest

from diemcau.room.evolve import evolve, fold
from diemcau.room.state import EMPTY
from diemcau.room.visibility import envelope, seen_state, snapshot
from diemcau.room.wire import decode, encode
from tests.room.script import play
from tests.room.vectors.make import FILE, VIEWERS, vectors, written


def test_vectors_are_those_of_today() -> None:
    assert FILE.read_text(encoding="utf-8") == written(vectors())


@pytest.mark.parametrize("name", VIEWERS)
def test_envelopes_of_a_viewer_lead_to_the_snapshot_of_that_viewer(name: str) -> None:
    vector = json.loads(FILE.read_text(encoding="utf-8"))[name]
    shown, state = vector["before"], EMPTY
    for step in vector["steps"]:
        row = step["envelope"]
        if row["data"]:
            state = evolve(state, decode(row["type"], row["version"], row["data"]))
        else:
            state = fold([], state)
            state = type(state)(**{**{f: getattr(state, f) for f in state.__slots__}, "seq": row["seq"]})
        shown = {**shown, **step["changed"]}
        assert snapshot(state, VIEWERS[name]) == shown


def test_fold_of_the_stored_rows_is_the_state_that_grew() -> None:
    steps = play()
    rows = [
        (event.TYPE, event.VERSION, json.loads(json.dumps(encode(event))))
        for _n, _c, caused, _s in steps
        for event in caused
    ]
    assert fold(decode(*row) for row in rows) == steps[-1][3]


def test_seen_state_of_staff_has_no_seats() -> None:
    state = play()[-1][3]
    assert state.venues
    assert not seen_state(state, VIEWERS["staff"]).venues


def test_restricted_rows_show_nothing_but_their_number_to_others() -> None:
    hidden = {"room.trouble.reported", "room.message.sent", "room.statement.registered", "room.trouble.taken"}
    for now, _command, caused, state in play():
        for event in caused:
            if event.TYPE in hidden:
                assert envelope(state.seq, now.at, event, VIEWERS["public"])["data"] == {}


def test_public_snapshot_names_no_phone_and_no_chair() -> None:
    text = json.dumps([snapshot(state, VIEWERS["public"]) for *_rest, state in play()], ensure_ascii=False)
    assert "0225000001" not in text
    assert "Phó Trưởng ban" not in text
    assert "Tiếng nhỏ" not in text
