"""The page of drafts: who comes in, what it offers, and what its buttons do."""

import pytest
from django.test import Client

from diemcau.newsroom.drafting.rules import DRAFTERS
from diemcau.newsroom.models import Article, Draft, Portal
from diemcau.people.api import Role
from tests.factories.rooms import World, make_user
from tests.newsroom.drafting.play import begin, do


def _client(role: Role, unit_id: int) -> Client:
    client = Client()
    client.force_login(make_user(role, unit_id))
    return client


def _page(client: Client, world: World) -> str:
    answer = client.get(f"/app/news/drafts/?conference={world.slug}")
    assert answer.status_code == 200
    return answer.content.decode()


def _make(client: Client, world: World, **more: str) -> str:
    answer = client.post("/app/news/drafts/make/", {"conference": world.slug, **more}, follow=True)
    return answer.content.decode()


def test_strangers_are_led_to_the_log_in() -> None:
    for path in ("/app/news/drafts/", "/app/news/pool/", "/app/news/photographers/"):
        answer = Client().get(path)
        assert (answer.status_code, answer["Location"].split("?")[0]) == (302, "/app/accounts/login/")


@pytest.mark.parametrize("role", sorted(Role))
def test_page_is_for_those_who_draft(world: World, national: Portal, role: Role) -> None:
    answer = _client(role, world.root).get("/app/news/drafts/")
    assert answer.status_code == (200 if role in DRAFTERS else 403)


def test_conferences_to_choose_from_are_those_of_the_portal(
    world: World, national: Portal, of_city: Portal
) -> None:
    assert "Hội nghị tập huấn" in _client(Role.REPORTER, world.root).get("/app/news/drafts/").content.decode()
    city = _client(Role.REPORTER, world.south)
    assert "Hội nghị tập huấn" in city.get("/app/news/drafts/").content.decode()
    district = _client(Role.REPORTER, world.venues["anlao"].unit_id)
    assert "Hội nghị tập huấn" not in district.get("/app/news/drafts/").content.decode()
    assert district.get(f"/app/news/drafts/?conference={world.slug}").status_code == 404


def test_page_offers_what_the_portal_tells(world: World, national: Portal, of_city: Portal) -> None:
    centre = _page(_client(Role.REPORTER, world.root), world)
    assert "Tạo bản nháp về toàn hội nghị" in centre
    assert world.venues["hoabinh"].key in centre
    city = _page(_client(Role.REPORTER, world.south), world)
    assert "Tạo bản nháp về toàn hội nghị" not in city
    assert world.venues["anlao"].key in city
    assert world.venues["hoabinh"].key not in city


def test_draft_is_made_updated_and_locked_by_buttons(
    world: World, national: Portal, django_capture_on_commit_callbacks: object
) -> None:
    client = _client(Role.REPORTER, world.root)
    assert "Đã tạo bản nháp" in _make(client, world)
    assert "đã có" in _make(client, world)
    draft = Draft.objects.get()
    assert f"/app/cms/pages/{draft.article_id}/edit/" in _page(client, world)
    begin(world)
    said = client.post(f"/app/news/drafts/{draft.pk}/update/", follow=True).content.decode()
    assert "Đã cập nhật bản nháp" in said
    refused = client.post(f"/app/news/drafts/{draft.pk}/lock/", follow=True).content.decode()
    assert "Hội nghị chưa kết thúc" in refused
    do(world, "end")
    done = client.post(f"/app/news/drafts/{draft.pk}/lock/", follow=True).content.decode()
    assert "Đã chốt số liệu" in done


def test_draft_without_a_portal_is_refused_in_words(world: World) -> None:
    assert "chưa có cổng tin" in _make(_client(Role.REPORTER, world.root), world)


def test_neighbour_s_buttons_do_nothing(world: World, national: Portal, of_city: Portal) -> None:
    _make(_client(Role.REPORTER, world.south), world, venue=world.venues["haiphong"].key)
    draft = Draft.objects.get()
    neighbour = _client(Role.EDITOR, world.north)
    for deed in ("update", "lock"):
        assert neighbour.post(f"/app/news/drafts/{draft.pk}/{deed}/").status_code == 403
    answer = neighbour.post(
        "/app/news/drafts/make/", {"conference": world.slug, "venue": world.venues["anlao"].key}
    )
    assert answer.status_code == 403
    assert Article.objects.count() == 1


def test_part_that_an_editor_changed_is_named(world: World, national: Portal) -> None:
    client = _client(Role.REPORTER, world.root)
    _make(client, world)
    article = Article.objects.get().get_latest_revision_as_object()
    raw = article.body.get_prep_value()
    assert "4 điểm cầu" in raw[0]["value"]
    raw[0]["value"] = "<p>Lời của biên tập viên.</p>"
    article.body = raw
    article.save_revision()
    world.venues["anlao"].delete()
    said = client.post(f"/app/news/drafts/{Draft.objects.get().pk}/update/", follow=True).content.decode()
    assert "Giữ nguyên 1 phần" in said
    assert "Lời của biên tập viên." in said


def test_page_leads_to_the_pool_only_those_who_keep_it(world: World, national: Portal) -> None:
    for role, leads in ((Role.REPORTER, False), (Role.EDITOR, True)):
        client = _client(role, world.root)
        for page in (_page(client, world), client.get(f"/app/conferences/{world.slug}/").content.decode()):
            assert ("/app/news/pool/" in page) is leads, role


def test_conference_s_page_leads_those_who_draft_to_the_news(world: World, national: Portal) -> None:
    path = f"/app/conferences/{world.slug}/"
    assert "/app/news/drafts/" in _client(Role.EDITOR, world.root).get(path).content.decode()
    assert "/app/news/drafts/" not in _client(Role.CHAIR, world.root).get(path).content.decode()
