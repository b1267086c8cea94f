"""A photographer's link is made by editors of the branch, ends by itself, and can be taken back."""

from datetime import timedelta

import pytest

from diemcau.core.clock import now
from diemcau.newsroom.models import PhotographerLink, Portal
from diemcau.newsroom.pool.errors import LinkRefused, MayNotKeepPool, NoPlace
from diemcau.newsroom.pool.links import LIFE_AFTER_END, ShownLink, link_in, make_link, revoke_link
from diemcau.newsroom.pool.rules import KEEPERS
from diemcau.newsroom.pool.tokens import key_in, token_of
from diemcau.people.api import Role, User
from diemcau.people.models import AuditEntry
from tests.factories.rooms import World, make_user


def _why(token: str) -> str:
    with pytest.raises(LinkRefused) as refused:
        link_in(token)
    return refused.value.reason


def test_link_opens_until_a_day_after_the_end(world: World, link: PhotographerLink) -> None:
    token = token_of(link.key)
    assert link_in(token) == link
    assert link.expires_at == world.conference.ends_at + LIFE_AFTER_END
    PhotographerLink.objects.update(expires_at=now() - timedelta(seconds=1))
    assert _why(token) == "link_expired"


def test_link_that_was_taken_back_or_forged_opens_nothing(link: PhotographerLink, editor: User) -> None:
    token = token_of(link.key)
    assert _why("") == "link_unknown"
    assert _why(link.key) == "link_forged"
    assert _why(token[:-1] + ("a" if token[-1] != "a" else "b")) == "link_forged"
    assert key_in(token_of("nosuchkey000")) == "nosuchkey000"
    assert _why(token_of("nosuchkey000")) == "link_forged"
    revoke_link(actor=editor, link_id=link.pk)
    assert _why(token) == "link_revoked"


def test_address_and_qr_code_carry_the_token_and_the_trail_does_not(link: PhotographerLink) -> None:
    shown = ShownLink(link)
    assert shown.url.endswith(f"/anh/{token_of(link.key)}")
    assert shown.qr.startswith("<svg")
    assert token_of(link.key) not in str(list(AuditEntry.objects.values()))


@pytest.mark.parametrize("role", sorted(Role))
def test_only_keepers_of_the_branch_make_and_take_back_links(
    world: World, national: Portal, of_city: Portal, link: PhotographerLink, role: Role
) -> None:
    own, neighbour = make_user(role, world.south), make_user(role, world.north)
    for person in (own, neighbour):
        with pytest.raises(MayNotKeepPool):
            revoke_link(actor=person, link_id=link.pk)
        if person is own and role in KEEPERS:
            assert make_link(actor=person, portal=of_city, slug=world.slug, name="A").portal == of_city
        else:
            with pytest.raises(MayNotKeepPool):
                make_link(actor=person, portal=of_city, slug=world.slug, name="A")


def test_portal_makes_links_for_venues_of_its_branch_only(world: World, of_city: Portal) -> None:
    editor = make_user(Role.EDITOR, world.south)
    own = world.venues["anlao"].key
    assert make_link(actor=editor, portal=of_city, slug=world.slug, name="A", venue=own).venue == own
    with pytest.raises(NoPlace):
        make_link(actor=editor, portal=of_city, slug=world.slug, name="A", venue=world.venues["hoabinh"].key)
