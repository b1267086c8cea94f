"""Server-Sent Events: who may follow is asked again by the clock."""

import pytest
from django.test import RequestFactory

from diemcau.conferences.access import COOKIE, revoke
from diemcau.conferences.models import VenueAccess
from diemcau.core.errors import NotSignedIn
from diemcau.people.api import SYSTEM
from diemcau.people.roles import Role
from diemcau.room.http import stream
from tests.factories.rooms import World, open_and_start
from tests.room.test_http import enter, signed_in


def test_reader_whose_access_is_revoked_is_not_welcome_any_more(world: World) -> None:
    open_and_start(world)
    request = RequestFactory().get("/")
    request.COOKIES[COOKIE] = enter(world, "anlao").cookies[COOKIE].value
    again = stream._afresh(request)
    assert f"conf.{world.slug}.venue.{world.venues['anlao'].key}" in stream._subjects(again, world.slug)
    revoke(VenueAccess.objects.get(venue=world.venues["anlao"]), SYSTEM)
    with pytest.raises(NotSignedIn):
        stream._subjects(stream._afresh(request), world.slug)


def test_staff_whose_post_has_ended_is_not_welcome_any_more(world: World) -> None:
    open_and_start(world)
    client = signed_in(Role.CHAIR, world.root)
    request = RequestFactory().get("/")
    request.COOKIES["dc_session"] = client.cookies["dc_session"].value
    assert f"conf.{world.slug}.staff" in stream._subjects(stream._afresh(request), world.slug)
    client.logout()
    with pytest.raises(NotSignedIn):
        stream._subjects(stream._afresh(request), world.slug)
