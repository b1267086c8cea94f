"""Pictures come into the pool, are captioned and decided on, reach articles, and are forgotten."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.storage import default_storage
from django_tasks_db.models import DBTaskResult
from wagtail.models import Collection, ReferenceIndex

from diemcau.core.clock import now
from diemcau.newsroom.drafting.commands import make_draft, update_draft
from diemcau.newsroom.models import Article, Delivery, Draft, PhotographerLink, Picture, Portal
from diemcau.newsroom.pool import commands
from diemcau.newsroom.pool.collections import collection_of
from diemcau.newsroom.pool.commands import (
    DECLINED_KEPT,
    MOST_WITHIN,
    caption_own,
    decide,
    edit_picture,
    forget_declined,
    receive,
)
from diemcau.newsroom.pool.errors import MayNotKeepPool, NoSuchPicture, PictureRefused, TooManyPictures
from diemcau.newsroom.pool.links import make_link
from diemcau.newsroom.pool.rules import KEEPERS
from diemcau.people.api import Role, User
from tests.factories.rooms import World, make_user
from tests.newsroom.drafting.conftest import make_portal
from tests.newsroom.pool.files import draw, from_phone, save


def _body(draft: Draft) -> str:
    article = Article.objects.get(pk=draft.article_id).get_latest_revision_as_object()
    return json.dumps(article.body.get_prep_value(), ensure_ascii=False)


def test_picture_waits_in_the_portal_s_collection_with_what_its_file_said(
    world: World, national: Portal, link: PhotographerLink
) -> None:
    picture = receive(link, from_phone()).picture
    assert picture.collection == collection_of(national)
    assert picture.collection != Collection.objects.get(depth=1)
    assert (picture.state, picture.conference, picture.sent_by) == ("waiting", world.slug, "Trần Ảnh")
    assert (picture.caption, picture.title) == ("Quang cảnh điểm cầu", "Quang cảnh điểm cầu")
    assert picture.credit == "Trần Ảnh / Cổng tin"
    assert picture.taken_at == datetime(2022, 4, 28, 2, 30, tzinfo=UTC)
    assert picture.file.name.startswith("original_images/")
    with default_storage.open(picture.file.name) as file:
        assert b"GPS" not in file.read()


def test_picture_without_credit_bears_the_photographer_s_name(link: PhotographerLink) -> None:
    picture = receive(link, save(draw())).picture
    assert (picture.caption, picture.credit, picture.taken_at) == ("", "Trần Ảnh", None)


def test_same_file_is_kept_once_in_each_pool(
    world: World, link: PhotographerLink, of_city: Portal, editor: User
) -> None:
    first, again = receive(link, save(draw())), receive(link, save(draw()))
    assert (first.is_new, again.is_new, again.picture) == (True, False, first.picture)
    other = make_link(actor=editor, portal=of_city, slug=world.slug, name="Lê Ảnh")
    assert receive(other, save(draw())).is_new
    assert Picture.objects.count() == 2


def test_flood_is_held_back_and_what_is_refused_counts_too(
    link: PhotographerLink, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(PictureRefused):
        receive(link, b"no picture")
    Delivery.objects.bulk_create([Delivery(link=link) for _ in range(MOST_WITHIN - 1)])
    with pytest.raises(TooManyPictures):
        receive(link, save(draw()))
    Delivery.objects.update(at=now() - commands.WITHIN)
    assert receive(link, save(draw())).is_new


def test_photographer_captions_own_waiting_pictures_only(
    world: World, national: Portal, link: PhotographerLink, editor: User
) -> None:
    picture = receive(link, save(draw())).picture
    caption_own(link, picture.pk, "Đại  biểu tại điểm cầu ")
    picture.refresh_from_db()
    assert picture.caption == "Đại biểu tại điểm cầu"
    other = make_link(actor=editor, portal=national, slug=world.slug, name="Khác")
    with pytest.raises(NoSuchPicture):
        caption_own(other, picture.pk, "Lời của người khác")
    decide(actor=editor, picture_id=picture.pk, accept=True)
    with pytest.raises(NoSuchPicture):
        caption_own(link, picture.pk, "Sửa sau khi duyệt")


@pytest.mark.parametrize("role", sorted(Role))
def test_only_keepers_of_the_branch_decide(world: World, link: PhotographerLink, role: Role) -> None:
    picture = receive(link, save(draw())).picture
    elsewhere = make_user(role, world.south)
    for person in (elsewhere, make_user(role, world.root, "goc@example.vn")):
        if person is not elsewhere and role in KEEPERS:
            edit_picture(actor=person, picture_id=picture.pk, caption="A", alternative="B")
            assert decide(actor=person, picture_id=picture.pk, accept=True).state == "accepted"
        else:
            with pytest.raises(MayNotKeepPool):
                decide(actor=person, picture_id=picture.pk, accept=True)
            with pytest.raises(MayNotKeepPool):
                edit_picture(actor=person, picture_id=picture.pk, caption="A", alternative="B")


def test_picture_of_no_pool_is_not_decided_on(world: World, national: Portal, editor: User) -> None:
    made = Picture.objects.create(
        title="Ảnh khác", file="original_images/x.jpg", width=1, height=1, collection=collection_of(national)
    )
    with pytest.raises(NoSuchPicture):
        decide(actor=editor, picture_id=made.pk, accept=False)


def test_accepted_picture_with_a_caption_comes_into_the_draft(
    world: World, national: Portal, link: PhotographerLink, editor: User
) -> None:
    draft, _new = make_draft(actor=editor, slug=world.slug)
    waiting, unnamed = receive(link, from_phone()).picture, receive(link, save(draw())).picture
    decide(actor=editor, picture_id=unnamed.pk, accept=True)
    assert not update_draft(actor=editor, draft_id=draft.pk).added
    decide(actor=editor, picture_id=waiting.pk, accept=True)
    assert update_draft(actor=editor, draft_id=draft.pk).added == 1
    assert '"caption": "Quang cảnh điểm cầu"' in _body(draft)
    edit_picture(actor=editor, picture_id=unnamed.pk, caption="Đại biểu", alternative="Người ngồi nghe")
    update_draft(actor=editor, draft_id=draft.pk)
    assert '"alt_text": "Người ngồi nghe"' in _body(draft)
    decide(actor=editor, picture_id=waiting.pk, accept=False)
    assert update_draft(actor=editor, draft_id=draft.pk).removed == 1


def test_venue_s_draft_shows_its_own_pictures(world: World, national: Portal, editor: User) -> None:
    for venue in ("haiphong", "hoabinh"):
        key = world.venues[venue].key
        link = make_link(actor=editor, portal=national, slug=world.slug, name=venue, venue=key)
        picture = receive(link, save(draw(), quality=len(venue) * 10)).picture
        edit_picture(actor=editor, picture_id=picture.pk, caption=f"Ảnh {venue}", alternative="")
        decide(actor=editor, picture_id=picture.pk, accept=True)
    draft, _new = make_draft(actor=editor, slug=world.slug, venue=world.venues["hoabinh"].key)
    assert "Ảnh hoabinh" in _body(draft)
    assert "Ảnh haiphong" not in _body(draft)


def test_declined_picture_is_forgotten_after_thirty_days_unless_a_page_shows_it(
    world: World,
    link: PhotographerLink,
    editor: User,
    django_capture_on_commit_callbacks: object,
) -> None:
    gone, shown = receive(link, save(draw())).picture, receive(link, from_phone()).picture
    decide(actor=editor, picture_id=shown.pk, accept=True)
    draft, _new = make_draft(actor=editor, slug=world.slug)
    article = Article.objects.get(pk=draft.article_id)
    article.get_latest_revision().publish()
    ReferenceIndex.create_or_update_for_object(article)
    for picture in (gone, shown):
        decide(actor=editor, picture_id=picture.pk, accept=False)
    assert forget_declined() == 0
    Picture.objects.update(decided_at=now() - DECLINED_KEPT - timedelta(minutes=1))
    file = gone.file.name
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        assert forget_declined() == 1
    assert list(Picture.objects.all()) == [shown]
    for job in DBTaskResult.objects.filter(task_path__endswith="delete_file_from_storage_task"):
        job.task.func(*job.args_kwargs["args"], **job.args_kwargs["kwargs"])
    assert not default_storage.exists(file)
    assert Delivery.objects.filter(picture=None).count() == 1


def test_portals_of_one_unit_share_their_collection(world: World, national: Portal, of_city: Portal) -> None:
    english = make_portal(world.root, "en.example.vn", "National news", "en")
    assert collection_of(english) == collection_of(national)
    assert collection_of(of_city) != collection_of(national)
