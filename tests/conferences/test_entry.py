"""`/v` for people with and without JavaScript, and for programs."""

from django.test import Client

from diemcau.conferences.access import revoke
from diemcau.conferences.models import Conference, VenueDevice
from diemcau.people.api import SYSTEM
from tests.factories.conferences import code, enter, make_access, token


def test_short_code_leads_to_the_choice_of_faces(conference: Conference) -> None:
    venue = conference.venues.first()
    browser = Client()
    form = browser.get("/v").content.decode()
    assert 'name="code"' in form
    page = browser.post("/v", {"code": code(make_access(venue))}, follow=True).content.decode()
    assert venue.name in page
    assert "/live/hoi-nghi/hall" in page
    assert "/live/hoi-nghi/remote" in page


def test_program_gets_json(conference: Conference) -> None:
    venue = conference.venues.first()
    answer = Client().post("/v", {"token": token(make_access(venue))}, headers={"Accept": "application/json"})
    assert answer.json() == {
        "conference": "hoi-nghi",
        "venue": {"key": venue.key, "name": venue.name},
        "hall": "/live/hoi-nghi/hall",
        "remote": "/live/hoi-nghi/remote",
    }
    assert "dc_venue" in answer.cookies


def test_refusal_says_what_to_do_and_whom_to_call(conference: Conference) -> None:
    access = make_access(conference.venues.first())
    browser = enter(access)
    revoke(access, SYSTEM)
    page = browser.get("/v").content.decode()
    assert "0225384200" in page
    assert "/live/" not in page
    answer = browser.post("/v", {"token": token(access)}, headers={"Accept": "application/json"})
    assert (answer.status_code, answer.json()["error"], answer.json()["desk_phone"]) == (
        409,
        "revoked",
        "0225384200",
    )


def test_wrong_code_is_said_in_the_form(conference: Conference) -> None:
    answer = Client().post("/v", {"code": "1234"})
    assert answer.status_code == 409
    assert 'role="alert"' in answer.content.decode()
    assert not VenueDevice.objects.exists()


def test_page_of_another_host_puts_no_browser_into_a_venue(conference: Conference) -> None:
    good = token(make_access(conference.venues.first()))
    for headers in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}):
        assert Client().post("/v", {"token": good}, headers=headers).status_code == 409
    assert Client().post("/v", {"token": good}, headers={"Origin": "http://testserver"}).status_code == 302


def test_entry_is_never_cached(conference: Conference) -> None:
    assert "no-store" in Client().get("/v")["Cache-Control"]
