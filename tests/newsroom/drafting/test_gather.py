"""Facts come from the records of a conference that really happened; nothing that is not public is among them."""

import pytest

from diemcau.conferences.api import Conference, NoSuchVenue
from diemcau.conferences.commands.capacities import set_capacities
from diemcau.newsroom.drafting.compose import compose
from diemcau.newsroom.drafting.facts import EventFacts
from diemcau.newsroom.drafting.gather import gather
from diemcau.people.api import SYSTEM
from tests.factories.rooms import World
from tests.newsroom.drafting.play import begin, count, do, go_through, take_floor


def _values(facts: EventFacts) -> dict[str, int]:
    return {name: figure.value for name, figure in facts.figures.items()}


def test_facts_of_an_announced_conference_are_its_plan(world: World) -> None:
    facts = gather(world.conference)
    assert (facts.phase, facts.organiser, facts.title) == ("closed", "Trung ương", "Hội nghị tập huấn")
    assert [item.title for item in facts.items] == ["Khai mạc", "Chuyên đề 1", "Thảo luận"]
    assert _values(facts) == {
        "venues": 4,
        "venues-province": 2,
        "venues-district": 1,
        "venues-body": 1,
        "branches": 2,
        "reported": 0,
        "delegates": 0,
        "statements": 0,
        "floors": 0,
    }
    assert {branch.name: branch.venues for branch in facts.branches} == {
        "Tỉnh Hoà Bình": 1,
        "Thành phố Hải Phòng": 2,
    }


def test_facts_follow_the_room(world: World) -> None:
    begin(world)
    assert [item.status for item in gather(world.conference).items] == ["running", "waiting", "waiting"]
    go_through(world)
    facts = gather(world.conference)
    assert facts.phase == "live"
    assert [(found.venue_name, found.title) for found in facts.statements] == [
        ("haiphong", "Kinh nghiệm mở lớp")
    ]
    assert facts.speakers == ("anlao",)
    values = _values(facts)
    assert (values["reported"], values["delegates"], values["statements"], values["floors"]) == (2, 126, 1, 1)
    do(world, "end")
    ended = gather(Conference.objects.get(pk=world.conference.pk))
    assert ended.phase == "ended"
    assert ended.ended_at is not None


def test_facts_of_a_venue_are_its_own(world: World) -> None:
    begin(world)
    go_through(world)
    city = gather(world.conference, venue=world.venues["haiphong"].key)
    assert city.venue is not None
    assert (city.venue.name, city.venue.led_by) == ("haiphong", "Phó Trưởng ban")
    assert (city.figures["venue-delegates"].value, city.figures["venue-branch"].value) == (86, 2)
    assert city.figures["venue-floors"].value == 0
    district = gather(world.conference, venue=world.venues["anlao"].key)
    assert district.figures["venue-floors"].value == 1
    assert "venue-branch" not in district.figures
    assert "venue-delegates" not in gather(world.conference, venue=world.venues["bo"].key).figures


def test_capacities_are_those_of_the_conference_and_of_the_venue(world: World) -> None:
    begin(world)
    city = world.venues["haiphong"].key
    set_capacities(actor=SYSTEM, slug=world.slug, text="lãnh đạo các bộ\n giảng  viên")
    set_capacities(actor=SYSTEM, slug=world.slug, text="lãnh đạo thành phố", venue=city)
    facts = gather(Conference.objects.get(pk=world.conference.pk), venue=city)
    assert facts.capacities == ("lãnh đạo các bộ", "giảng viên")
    assert facts.venue is not None
    assert facts.venue.capacities == ("lãnh đạo thành phố",)


def test_newest_head_count_and_every_floor_count(world: World) -> None:
    begin(world)
    for delegates in (80, 90):
        count(world, world.venues["hoabinh"].key, delegates)
    take_floor(world, world.venues["hoabinh"].key)
    take_floor(world, world.venues["hoabinh"].key)
    values = _values(gather(world.conference))
    assert (values["delegates"], values["floors"]) == (90, 2)


def test_venue_of_another_conference_is_refused(world: World) -> None:
    with pytest.raises(NoSuchVenue):
        gather(world.conference, venue="khongcodau00")


def test_nothing_secret_is_among_the_facts(world: World) -> None:
    begin(world)
    go_through(world)
    for venue in ("", *(venue.key for venue in world.venues.values())):
        facts = gather(world.conference, venue=venue)
        told = f"{facts} {compose(facts, 'vi')} {compose(facts, 'en')}"
        for secret in ("0912345678", "0241234567", "Kín", "kín", "Bản bị từ chối"):
            assert secret not in told, secret
