"""Who gets in by link and code, who is put out, and what the cookie says."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from diemcau.conferences import access as doors
from diemcau.conferences import tokens
from diemcau.conferences.access import access_revoked, venue_of
from diemcau.conferences.errors import (
    BadCode,
    BadLink,
    ConferenceEnded,
    ExpiredLink,
    NotYet,
    RevokedLink,
    TooManyCodes,
)
from diemcau.conferences.guessing import MISSES_IN_ALL, MISSES_PER_ADDRESS
from diemcau.conferences.models import CodeMiss, Conference, Status, VenueAccess, VenueDevice
from diemcau.core.clock import now
from diemcau.people.api import SYSTEM
from tests.factories.conferences import (
    CHROME_109,
    Tree,
    code,
    enter,
    fill,
    make_access,
    make_conference,
    token,
)


def request(address: str = "10.0.0.1", **cookies: str):
    """Return a request from an address, with cookies."""
    made = RequestFactory().get("/", REMOTE_ADDR=address, headers={"User-Agent": CHROME_109})
    made.COOKIES.update(cookies)
    return made


def test_token_lets_its_own_venue_in(conference: Conference) -> None:
    first, second = conference.venues.all()[:2]
    make_access(second)
    device = doors.enter_by_token(token(make_access(first)), request())
    assert device.access.venue == first
    assert device.label == "Chrome 109 · Windows 7"


def test_code_lets_its_own_venue_in_however_it_is_grouped(conference: Conference) -> None:
    venue = conference.venues.first()
    access = make_access(venue)
    digits = code(access)
    for typed in (digits, tokens.grouped(digits), f" {digits[:4]}-{digits[4:]} "):
        assert doors.enter_by_code(typed, request()).access.venue == venue


@pytest.mark.parametrize(
    "spoil",
    [
        lambda t: t[:-1],
        lambda t: t[:12],
        lambda t: ("b" if t[0] == "a" else "a") + t[1:],
        lambda _: "",
        lambda t: t + "x",
    ],
)
def test_forged_token_is_refused(conference: Conference, spoil) -> None:
    good = token(make_access(conference.venues.first()))
    with pytest.raises(BadLink):
        doors.enter_by_token(spoil(good), request())
    assert not VenueDevice.objects.exists()


def test_token_of_another_access_cannot_be_put_together(conference: Conference) -> None:
    one, two = (make_access(venue) for venue in conference.venues.all()[:2])
    signature = token(two).split(".", 1)[1]
    with pytest.raises(BadLink):
        doors.enter_by_token(f"{one.key}.{signature}", request())


def test_link_opens_its_own_conference_only(conference: Conference, tree: Tree) -> None:
    other = make_conference(tree.root, "hoi-nghi-khac")
    fill(other)
    make_access(other.venues.first())
    client = enter(make_access(conference.venues.first()))
    made = request(dc_venue=client.cookies["dc_venue"].value)
    assert venue_of(made).slug == conference.slug


def test_expired_revoked_draft_and_ended_are_told_apart(conference: Conference) -> None:
    access = make_access(conference.venues.first())
    good = token(access)
    VenueAccess.objects.update(expires_at=now() - timedelta(seconds=1))
    with pytest.raises(ExpiredLink) as expired:
        doors.enter_by_token(good, request())
    assert expired.value.desk_phone == "0225384200"
    VenueAccess.objects.update(expires_at=now() + timedelta(days=1))
    Conference.objects.update(status=Status.DRAFT)
    with pytest.raises(NotYet):
        doors.enter_by_token(good, request())
    Conference.objects.update(status=Status.ENDED, ended_at=now() - timedelta(hours=1))
    assert doors.enter_by_token(good, request())
    Conference.objects.update(ended_at=now() - timedelta(hours=3))
    with pytest.raises(ConferenceEnded):
        doors.enter_by_token(good, request())
    doors.revoke(access, SYSTEM)
    with pytest.raises(RevokedLink):
        doors.enter_by_token(good, request())
    with pytest.raises(RevokedLink):
        doors.enter_by_code(code(access), request())


def test_revoking_ends_sessions_and_tells_the_live_part(
    conference: Conference, django_capture_on_commit_callbacks
) -> None:
    venue = conference.venues.first()
    access = make_access(venue)
    client = enter(access)
    cookie = client.cookies["dc_venue"].value
    assert venue_of(request(dc_venue=cookie)).venue_key == venue.key
    heard = []
    receiver = lambda accesses, **_: heard.extend(accesses)  # noqa: E731
    access_revoked.connect(receiver)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            doors.revoke(access, SYSTEM)
            doors.revoke(access, SYSTEM)
    finally:
        access_revoked.disconnect(receiver)
    assert [(ref.access_key, ref.venue_key, ref.slug) for ref in heard] == [
        (access.key, venue.key, conference.slug)
    ]
    assert venue_of(request(dc_venue=cookie)) is None


def test_session_ends_with_the_conference_and_not_within_the_grace(conference: Conference) -> None:
    cookie = enter(make_access(conference.venues.first())).cookies["dc_venue"].value
    Conference.objects.update(status=Status.ENDED, ended_at=now() - doors.GRACE + timedelta(minutes=1))
    assert venue_of(request(dc_venue=cookie)) is not None
    Conference.objects.update(ended_at=now() - doors.GRACE - timedelta(minutes=1))
    assert venue_of(request(dc_venue=cookie)) is None


def test_reissued_link_replaces_the_old_one(conference: Conference) -> None:
    venue = conference.venues.first()
    old = make_access(venue)
    new = doors.reissue(venue, SYSTEM)
    with pytest.raises(RevokedLink):
        doors.enter_by_token(token(old), request())
    assert doors.enter_by_token(token(new), request()).access == new
    assert code(old) != code(new)


def test_cookie_is_out_of_reach_of_scripts_and_secure_by_https(conference: Conference) -> None:
    access = make_access(conference.venues.first())
    plain = enter(access).cookies["dc_venue"]
    assert (plain["httponly"], plain["samesite"], plain["secure"]) == (True, "Lax", "")
    client = Client()
    client.post("/v", {"token": token(access)}, secure=True)
    assert client.cookies["dc_venue"]["secure"] is True


def test_forged_cookie_is_nobody(conference: Conference) -> None:
    client = enter(make_access(conference.venues.first()))
    device = VenueDevice.objects.get()
    good = client.cookies["dc_venue"].value
    assert venue_of(request(dc_venue=device.key)) is None
    assert venue_of(request(dc_venue=good[:-2])) is None
    assert venue_of(request()) is None


def test_venue_of_asks_the_database_once(conference: Conference) -> None:
    cookie = enter(make_access(conference.venues.first())).cookies["dc_venue"].value
    made = request(dc_venue=cookie)
    with CaptureQueriesContext(connection) as queries:
        venue_of(made)
        venue_of(made)
    assert len(queries) == 1


def test_second_entry_of_a_browser_is_the_same_device(conference: Conference) -> None:
    access = make_access(conference.venues.first())
    enter(access, enter(access))
    assert VenueDevice.objects.count() == 1
    enter(access)
    assert VenueDevice.objects.count() == 2


def test_seen_is_written_once_a_minute(conference: Conference) -> None:
    cookie = enter(make_access(conference.venues.first())).cookies["dc_venue"].value
    session = venue_of(request(dc_venue=cookie))
    doors.note_seen(session, "hall")
    first = VenueDevice.objects.get()
    assert first.face == "hall"
    doors.note_seen(session, "hall")
    assert VenueDevice.objects.get().last_seen_at == first.last_seen_at
    VenueDevice.objects.update(last_seen_at=now() - timedelta(minutes=2))
    doors.note_seen(session, "hall")
    assert VenueDevice.objects.get().last_seen_at > first.last_seen_at


def test_wrong_codes_are_held_back_per_address(conference: Conference) -> None:
    right = code(make_access(conference.venues.first()))
    wrong = f"{(int(right) + 1) % 10**8:08d}"
    for _ in range(MISSES_PER_ADDRESS):
        with pytest.raises(BadCode):
            doors.enter_by_code(wrong, request("10.0.0.9"))
    with pytest.raises(TooManyCodes):
        doors.enter_by_code(right, request("10.0.0.9"))
    assert doors.enter_by_code(right, request("10.0.0.10"))
    CodeMiss.objects.update(at=now() - timedelta(minutes=11))
    assert doors.enter_by_code(right, request("10.0.0.9"))


def test_wrong_codes_of_one_ipv6_network_are_counted_together(conference: Conference) -> None:
    right = code(make_access(conference.venues.first()))
    wrong = f"{(int(right) + 1) % 10**8:08d}"
    for number in range(MISSES_PER_ADDRESS):
        with pytest.raises(BadCode):
            doors.enter_by_code(wrong, request(f"2001:db8:1:2::{number:x}"))
    with pytest.raises(TooManyCodes):
        doors.enter_by_code(right, request("2001:db8:1:2:ffff::1"))
    assert doors.enter_by_code(right, request("2001:db8:1:3::1"))


def test_one_address_cannot_close_the_codes_for_all(conference: Conference) -> None:
    right = code(make_access(conference.venues.first()))
    wrong = f"{(int(right) + 1) % 10**8:08d}"
    for _ in range(MISSES_IN_ALL):
        with pytest.raises((BadCode, TooManyCodes)):
            doors.enter_by_code(wrong, request("10.0.0.9"))
    assert doors.enter_by_code(right, request("::ffff:10.0.0.10"))


def test_wrong_codes_are_held_back_in_all(conference: Conference) -> None:
    access = make_access(conference.venues.first())
    CodeMiss.objects.bulk_create(CodeMiss(address_hash=f"{n}") for n in range(MISSES_IN_ALL))
    with pytest.raises(TooManyCodes):
        doors.enter_by_code(code(access), request("10.1.1.1"))
    assert doors.enter_by_token(token(access), request("10.1.1.1"))


def test_no_address_is_kept_with_a_miss(conference: Conference) -> None:
    with pytest.raises(BadCode):
        doors.enter_by_code("00000000", request("10.9.8.7"))
    assert "10.9.8.7" not in CodeMiss.objects.get().address_hash


def test_two_accesses_never_share_a_code(conference: Conference, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tokens, "code_of", lambda _key, code_round: f"{code_round:08d}")
    made = doors.issue(conference.venues.all(), conference=conference, issued_by_id=None)
    assert sorted(access.code_round for access in made) == list(range(len(made)))
    assert len({access.code_hash for access in made}) == len(made)


def test_database_holds_neither_token_nor_code(conference: Conference) -> None:
    access = make_access(conference.venues.first())
    row = VenueAccess.objects.filter(pk=access.pk).values().get()
    held = " ".join(str(value) for value in row.values())
    assert code(access) not in held
    assert token(access).split(".")[1] not in held
