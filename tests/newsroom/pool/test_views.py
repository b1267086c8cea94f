"""The pages of the pool: who comes in, deciding on pictures, photographers' links, stills."""

from pathlib import Path

import pytest
from django.test import Client
from django_tasks_db.models import DBTaskResult
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from diemcau.newsroom.models import PhotographerLink, Picture, Portal
from diemcau.newsroom.pool.commands import receive
from diemcau.newsroom.pool.rules import KEEPERS
from diemcau.newsroom.pool.tokens import token_of
from diemcau.people.api import Role
from tests.factories.rooms import World, make_user
from tests.newsroom.pool.files import draw, from_phone, save
from tests.newsroom.pool.test_stills import write_segment


def _client(role: Role, unit_id: int) -> Client:
    client = Client()
    client.force_login(make_user(role, unit_id, f"{role}-{unit_id}-trang@example.vn"))
    return client


@pytest.mark.parametrize("role", sorted(Role))
def test_pages_are_for_those_who_keep_pools(world: World, national: Portal, role: Role) -> None:
    client = _client(role, world.root)
    for path in ("/app/news/pool/", "/app/news/photographers/"):
        assert client.get(path).status_code == (200 if role in KEEPERS else 403)


def test_pool_shows_the_pictures_of_one_s_own_portals(
    world: World, of_city: Portal, link: PhotographerLink
) -> None:
    receive(link, from_phone())
    path = f"/app/news/pool/?conference={world.slug}"
    assert "Quang cảnh điểm cầu" in _client(Role.EDITOR, world.root).get(path).content.decode()
    assert "Quang cảnh điểm cầu" not in _client(Role.EDITOR, world.south).get(path).content.decode()


def test_picture_is_captioned_accepted_and_declined_by_buttons(
    world: World, link: PhotographerLink, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    picture = receive(link, save(draw())).picture
    client = _client(Role.EDITOR, world.root)
    path = f"/app/news/pool/{picture.pk}/"
    said = client.post(path, {"caption": "", "alternative": "", "decision": "accept"}, follow=True)
    assert "chưa có chú thích" in said.content.decode()
    here = f"/app/news/pool/?conference={world.slug}&state=accepted"
    said = client.post(path, {"caption": "Đại biểu", "alternative": "Người nghe", "next": here}, follow=True)
    assert said.redirect_chain[0][0] == here
    picture.refresh_from_db()
    assert (picture.caption, picture.description, picture.state) == ("Đại biểu", "Người nghe", "accepted")
    with django_capture_on_commit_callbacks(execute=True):
        client.post(
            path, {"caption": "Đại biểu", "decision": "decline", "next": "https://elsewhere.example/"}
        )
    picture.refresh_from_db()
    assert picture.state == "declined"
    assert DBTaskResult.objects.filter(task_path__endswith="pool.background.forget").count() == 1


def test_way_back_leads_to_no_other_host(world: World, link: PhotographerLink) -> None:
    picture = receive(link, save(draw())).picture
    client = _client(Role.EDITOR, world.root)
    for wanted in ("https://elsewhere.example/app/news/pool/", "//elsewhere.example", "/app/admin/"):
        answer = client.post(f"/app/news/pool/{picture.pk}/", {"caption": "", "next": wanted})
        assert answer["Location"] == "/app/news/pool/"


def test_neighbour_cannot_touch_picture_or_link(
    world: World, of_city: Portal, link: PhotographerLink
) -> None:
    picture = receive(link, save(draw())).picture
    neighbour = _client(Role.EDITOR, world.south)
    answer = neighbour.post(f"/app/news/pool/{picture.pk}/", {"caption": "x", "decision": "decline"})
    assert answer.status_code == 403
    assert neighbour.post(f"/app/news/photographers/{link.pk}/revoke/").status_code == 403
    picture.refresh_from_db()
    assert (picture.state, picture.caption) == ("waiting", "")


def test_link_is_made_shown_and_taken_back(world: World, national: Portal) -> None:
    client = _client(Role.EDITOR, world.root)
    form = {"conference": world.slug, "name": "Trần Ảnh", "venue": world.venues["haiphong"].key}
    page = client.post("/app/news/photographers/make/", form, follow=True).content.decode()
    link = PhotographerLink.objects.get()
    assert (link.name, link.venue, link.portal) == ("Trần Ảnh", world.venues["haiphong"].key, national)
    assert f"/anh/{token_of(link.key)}" in page
    assert "<svg" in page
    page = client.post(f"/app/news/photographers/{link.pk}/revoke/", follow=True).content.decode()
    assert f"/anh/{token_of(link.key)}" not in page
    assert "đã thu hồi" in page


def test_link_without_a_name_is_refused(world: World, national: Portal) -> None:
    client = _client(Role.EDITOR, world.root)
    client.post("/app/news/photographers/make/", {"conference": world.slug, "name": "  "})
    assert not PhotographerLink.objects.exists()


def test_still_is_taken_or_the_page_says_that_the_feed_is_away(
    world: World, national: Portal, tmp_path: Path, settings: Settings
) -> None:
    settings.FEEDS_ROOT = tmp_path
    client = _client(Role.EDITOR, world.root)
    form = {"conference": world.slug}
    assert "gián đoạn" in client.post("/app/news/pool/still/", form, follow=True).content.decode()
    write_segment(tmp_path / world.slug / "720p" / "0001-000001.ts", "red")
    assert "chờ duyệt" in client.post("/app/news/pool/still/", form, follow=True).content.decode()
    assert Picture.objects.get().state == "waiting"
    assert "đã có" in client.post("/app/news/pool/still/", form, follow=True).content.decode()
