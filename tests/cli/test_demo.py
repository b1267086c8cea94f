"""`diemcau demo`: what it seeds, and that a repeat changes nothing."""

import json
from typing import Any

import pytest
from click.testing import CliRunner

from diemcau.cli.demo import command
from diemcau.conferences.api import get_conference
from diemcau.conferences.models import VenueAccess
from diemcau.config import env
from diemcau.people.models import AuditEntry
from diemcau.room import api as room
from diemcau.units import api as units
from tests.factories.pages import make_beginnings


def seed() -> dict[str, Any]:
    """Run `diemcau demo --json`."""
    result = CliRunner().invoke(command, ["--json"], catch_exceptions=False)
    assert result.exit_code == 0
    facts: dict[str, Any] = json.loads(result.output)
    return facts


@pytest.mark.django_db
def test_demonstration_is_live_at_once_and_a_repeat_changes_nothing() -> None:
    make_beginnings()
    first = seed()
    conference = get_conference("demo")
    state = room.state_of(conference.pk)
    assert (first["conference"], first["venues"], first["links"]) == ("demo", 759, 759)
    assert state.phase == "live"
    assert (conference.open_to_public, conference.status) == (True, "open")
    assert 9 <= conference.agenda_items.count() <= 12
    body = units.find_by_code("P31-KCQ")
    assert body is not None
    assert [node.code for node in units.as_of().path(body.id)] == ["TW", "P31", "P31-KCQ"]
    kept = (env.DATA / "run" / "demonstration.txt").read_text()
    assert "bantochuc@demo.invalid" in kept
    assert (env.DATA / "run" / "demonstration.txt").stat().st_mode & 0o077 == 0

    before = (AuditEntry.objects.count(), VenueAccess.objects.count(), room.state_of(conference.pk))
    again = seed()
    assert {**again, "seconds": 0} == {**first, "seconds": 0}
    assert (AuditEntry.objects.count(), VenueAccess.objects.count(), room.state_of(conference.pk)) == before


@pytest.mark.django_db
def test_units_of_ones_own_are_left_alone() -> None:
    root = units.found(
        actor="tests", name="Tập đoàn", code="G", level="central", parent_id=None, on=units.BEGINNING
    )
    units.found(
        actor="tests", name="Công ty A", code="A", level="province", parent_id=root.id, on=units.BEGINNING
    )
    facts = seed()
    assert facts["venues"] == 1
    assert len(units.as_of()) == 2
