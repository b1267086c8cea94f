"""Venues from the tree: once each, in order, as the tree is on the conference's day."""

import json
from datetime import date, timedelta

import pytest

from diemcau.conferences.commands.venues import add_venue, make_venues
from diemcau.conferences.errors import AlreadyOpened
from diemcau.conferences.models import Conference, Status
from diemcau.conferences.projection import freeze, mark_ended, mark_open
from diemcau.core.clock import now
from diemcau.core.errors import NotAllowed
from diemcau.people.api import SYSTEM, Actor, Role, actor_of
from diemcau.units import api as units
from tests.factories.conferences import Tree, at, fill, make_access, make_conference, make_item, make_unit
from tests.factories.people import make_holder


def test_repeat_adds_only_what_is_missing(conference: Conference, tree: Tree) -> None:
    again = make_venues(
        actor=SYSTEM, slug=conference.slug, branch_id=tree.root, levels=["province", "district"]
    )
    assert (again.made, again.already) == (0, 5)
    make_unit("Huyện An Lão", "D313", "district", tree.hai_phong)
    more = make_venues(
        actor=SYSTEM, slug=conference.slug, branch_id=tree.root, levels=["province", "district"]
    )
    assert (more.made, more.already) == (1, 5)


def test_venues_stand_by_branch_upper_levels_first(conference: Conference, tree: Tree) -> None:
    add_venue(actor=SYSTEM, slug=conference.slug, unit_id=tree.ministry)
    add_venue(actor=SYSTEM, slug=conference.slug, unit_id=tree.hai_phong_body)
    add_venue(actor=SYSTEM, slug=conference.slug, unit_id=tree.root, name="Điểm cầu chính", is_main=True)
    codes = list(conference.venues.order_by("position").values_list("code", flat=True))
    assert codes == ["TW", "B01", "P20", "D183", "P31", "D307", "D308", "K31"]


def test_units_without_territory_have_their_branch(conference: Conference, tree: Tree) -> None:
    body = add_venue(actor=SYSTEM, slug=conference.slug, unit_id=tree.hai_phong_body)
    ministry = add_venue(actor=SYSTEM, slug=conference.slug, unit_id=tree.ministry)
    assert (body.branch_id, body.branch_name) == (tree.hai_phong, "Thành phố Hải Phòng")
    assert (ministry.branch_id, ministry.branch_name) == (tree.root, "Ban Trung ương")


def test_second_venue_of_a_unit_has_its_own_code(conference: Conference, tree: Tree) -> None:
    second = add_venue(actor=SYSTEM, slug=conference.slug, unit_id=tree.hai_phong, name="Hội trường 2")
    third = add_venue(actor=SYSTEM, slug=conference.slug, unit_id=tree.hai_phong, name="Hội trường 3")
    assert (second.code, third.code) == ("P31-2", "P31-3")


def test_tree_of_the_conferences_day_is_meant(tree: Tree) -> None:
    units.rename(actor="tests", unit_id=tree.do_son, on=date(2025, 7, 1), name="Phường Đồ Sơn")
    old = make_conference(tree.hai_phong, "cu", starts_at=at(1), ends_at=at(4))
    new = make_conference(tree.hai_phong, "moi")
    assert {venue.name for venue in fill(old)} >= {"Quận Đồ Sơn"}
    assert {venue.name for venue in fill(new)} >= {"Phường Đồ Sơn"}


def test_frozen_place_stays_when_the_tree_changes(conference: Conference, tree: Tree) -> None:
    item = make_item(conference, "Khai mạc")
    agenda, venues = freeze(conference)
    json.dumps([agenda, venues])
    assert [row["key"] for row in agenda] == [item.key]
    do_son = next(row for row in venues if row["code"] == "D308")
    assert do_son["unit_path"] == [tree.root, tree.hai_phong, tree.do_son]
    assert (do_son["branch_id"], do_son["branch_code"], do_son["level"]) == (
        tree.hai_phong,
        "P31",
        "district",
    )
    assert "email" not in do_son
    conference.refresh_from_db()
    assert conference.status == Status.OPEN
    today = now().date()
    units.move(actor="tests", unit_id=tree.do_son, parent_id=tree.lang_son, on=today)
    assert conference.venues.get(code="D308").branch_name == "Thành phố Hải Phòng"
    with pytest.raises(AlreadyOpened):
        make_venues(actor=SYSTEM, slug=conference.slug, branch_id=tree.root, levels=["district"])


def test_freezing_takes_the_place_of_the_day(conference: Conference, tree: Tree) -> None:
    units.move(
        actor="tests", unit_id=tree.do_son, parent_id=tree.lang_son, on=now().date() - timedelta(days=1)
    )
    _, venues = freeze(conference)
    assert next(row for row in venues if row["code"] == "D308")["branch_name"] == "Tỉnh Lạng Sơn"


def test_status_follows_the_room_and_does_not_go_back(conference: Conference) -> None:
    mark_open(conference, at(1))
    mark_ended(conference, at(5))
    mark_open(conference, at(1))
    conference.refresh_from_db()
    assert (conference.status, conference.ended_at) == (Status.ENDED, at(5))


def test_one_venue_at_most_is_the_main_one(conference: Conference, tree: Tree) -> None:
    add_venue(actor=SYSTEM, slug=conference.slug, unit_id=tree.root, is_main=True)
    add_venue(actor=SYSTEM, slug=conference.slug, unit_id=tree.ministry, is_main=True)
    assert list(conference.venues.filter(is_main=True).values_list("unit_id", flat=True)) == [tree.ministry]


@pytest.mark.parametrize("role", [role for role in Role if role not in {Role.ADMINISTRATOR, Role.ORGANISER}])
def test_role_without_preparing_makes_no_venue(tree: Tree, role: Role) -> None:
    made = make_conference(tree.root)
    actor = actor_of(make_holder(tree.root, role))
    with pytest.raises(NotAllowed):
        make_venues(actor=actor, slug=made.slug, branch_id=tree.root, levels=["province"])
    assert not made.venues.exists()


def test_neighbour_and_venue_actors_make_no_venue(tree: Tree) -> None:
    made = make_conference(tree.hai_phong)
    neighbour = actor_of(make_holder(tree.lang_son, Role.ORGANISER))
    for actor in (
        neighbour,
        Actor("venue", "1", "x"),
        Actor("user", "999999", "x"),
        Actor("system", "1", "forged"),
    ):
        with pytest.raises(NotAllowed):
            make_venues(actor=actor, slug=made.slug, branch_id=tree.hai_phong, levels=["district"])


def test_removed_venue_ends_its_open_connections(
    conference: Conference, django_capture_on_commit_callbacks
) -> None:
    from diemcau.conferences.access import access_revoked  # noqa: PLC0415
    from diemcau.conferences.commands.venues import remove_venue  # noqa: PLC0415

    venue = conference.venues.first()
    access = make_access(venue)
    heard: list[str] = []

    def hear(accesses: list, **_kwargs: object) -> None:  # type: ignore[type-arg]
        heard.extend(ref.access_key for ref in accesses)

    access_revoked.connect(hear)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            remove_venue(actor=SYSTEM, slug=conference.slug, key=venue.key)
    finally:
        access_revoked.disconnect(hear)
    assert heard == [access.key]
