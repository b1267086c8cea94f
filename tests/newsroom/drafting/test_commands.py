"""A draft is made once, follows its event, never overwrites an editor and never publishes."""

import json

import pytest
from django.utils import timezone
from wagtail.models import Page

from diemcau.newsroom.drafting.commands import (
    get_draft,
    lock_figures,
    make_draft,
    update_draft,
)
from diemcau.newsroom.drafting.errors import (
    AlreadyLocked,
    MayNotDraft,
    NoPortal,
    NoSection,
    NoSuchDraft,
    PageLocked,
    StillRunning,
)
from diemcau.newsroom.models import Article, Draft, EventPage, Portal, Section
from diemcau.people.api import Role, User
from diemcau.people.models import AuditEntry
from tests.factories.rooms import World, make_user
from tests.newsroom.drafting.conftest import make_portal
from tests.newsroom.drafting.play import begin, count, do, go_through

DRAFTERS = [Role.REPORTER, Role.EDITOR, Role.APPROVER, Role.ORGANISER, Role.ADMINISTRATOR]


@pytest.fixture
def reporter(world: World) -> User:
    """A reporter of the centre."""
    return make_user(Role.REPORTER, world.root)


def _newest(draft: Draft) -> Article:
    article: Article = Article.objects.get(pk=draft.article_id).get_latest_revision_as_object()
    return article


def _text(draft: Draft) -> str:
    return json.dumps(_newest(draft).body.get_prep_value(), ensure_ascii=False)


def _edit(draft: Draft, editor: User, was: str, now: str) -> None:
    """Change a word as an editor does: a new revision."""
    article = _newest(draft)
    article.body = json.dumps(article.body.get_prep_value(), ensure_ascii=False).replace(was, now)
    article.save_revision(user=editor)


def test_draft_is_an_unpublished_article_of_the_national_portal(
    world: World, national: Portal, of_city: Portal, reporter: User
) -> None:
    draft, is_new = make_draft(actor=reporter, slug=world.slug)
    article = Article.objects.get(pk=draft.article_id)
    assert is_new
    assert article.is_descendant_of(national)
    assert (article.live, article.conference, article.venue) == (False, world.slug, "")
    assert (article.title, article.slug, article.owner) == (
        "Hội nghị tập huấn",
        "hoi-nghi-tap-huan",
        reporter,
    )
    assert "Trung ương sẽ tổ chức Hội nghị tập huấn" in article.lead
    assert "4</a> điểm cầu" not in _text(draft)
    assert "kết nối 4 điểm cầu" in _text(draft)
    article.get_latest_revision().publish()  # what is drafted can be published as it is


def test_draft_of_a_venue_goes_to_the_nearest_portal_above_it(
    world: World, national: Portal, of_city: Portal
) -> None:
    editor = make_user(Role.EDITOR, world.south)
    draft, _new = make_draft(actor=editor, slug=world.slug, venue=world.venues["anlao"].key)
    article = Article.objects.get(pk=draft.article_id)
    assert article.is_descendant_of(of_city)
    assert article.title == "Điểm cầu anlao tham dự Hội nghị tập huấn"
    centre = make_user(Role.REPORTER, world.root)
    elsewhere, _new = make_draft(actor=centre, slug=world.slug, venue=world.venues["hoabinh"].key)
    assert elsewhere.portal == national


def test_english_portal_gets_an_english_draft(world: World, national: Portal, reporter: User) -> None:
    english = make_portal(world.root, "en.example.vn", "National news", "en")
    draft, _new = make_draft(actor=reporter, slug=world.slug, language="en")
    assert draft.portal == english
    assert "The conference was held online" in _text(draft)


@pytest.mark.parametrize("role", DRAFTERS)
def test_drafters_of_the_branch_draft_and_neighbours_do_not(
    world: World, national: Portal, of_city: Portal, role: Role
) -> None:
    venue = world.venues["haiphong"].key
    for unit_id in (world.north, world.venues["anlao"].unit_id):
        with pytest.raises(MayNotDraft):
            make_draft(actor=make_user(role, unit_id), slug=world.slug, venue=venue)
    draft, _new = make_draft(actor=make_user(role, world.south), slug=world.slug, venue=venue)
    neighbour = make_user(role, world.north, "hang-xom@example.vn")
    for deed in (update_draft, lock_figures):
        with pytest.raises(MayNotDraft):
            deed(actor=neighbour, draft_id=draft.pk)
    with pytest.raises(MayNotDraft):
        make_draft(actor=make_user(role, world.south, "thanh-pho@example.vn"), slug=world.slug)


@pytest.mark.parametrize("role", sorted(set(Role) - set(DRAFTERS)))
def test_other_roles_do_not_draft(world: World, national: Portal, role: Role) -> None:
    with pytest.raises(MayNotDraft):
        make_draft(actor=make_user(role, world.root), slug=world.slug)
    assert not Draft.objects.exists()


def test_second_press_of_the_button_finds_the_first_draft(
    world: World, national: Portal, reporter: User
) -> None:
    first, _new = make_draft(actor=reporter, slug=world.slug)
    again, is_new = make_draft(actor=make_user(Role.EDITOR, world.root), slug=world.slug)
    assert (again, is_new) == (first, False)
    assert Article.objects.count() == 1


def test_draft_that_was_deleted_in_the_editor_can_be_made_again(
    world: World, national: Portal, reporter: User
) -> None:
    first, _new = make_draft(actor=reporter, slug=world.slug)
    Page.objects.get(pk=first.article_id).delete()
    with pytest.raises(NoSuchDraft):
        get_draft(reporter, first.pk)
    again, is_new = make_draft(actor=reporter, slug=world.slug)
    assert is_new
    assert Article.objects.get().pk == again.article_id


def test_two_articles_with_one_title_have_two_addresses(
    world: World, national: Portal, reporter: User
) -> None:
    section = Section.objects.child_of(national).get()
    section.add_child(instance=Article(title="Cũ", slug="hoi-nghi-tap-huan"))
    draft, _new = make_draft(actor=reporter, slug=world.slug)
    assert Article.objects.get(pk=draft.article_id).slug == "hoi-nghi-tap-huan-2"


def test_without_portal_or_section_nothing_is_made(world: World, reporter: User) -> None:
    with pytest.raises(NoPortal):
        make_draft(actor=reporter, slug=world.slug)
    portal = make_portal(world.root, "trung-uong.example.vn", "Cổng")
    Section.objects.child_of(portal).get().delete()
    with pytest.raises(NoSection):
        make_draft(actor=reporter, slug=world.slug)
    assert not Draft.objects.exists()


def test_update_follows_the_event_and_publishes_nothing(
    world: World, national: Portal, reporter: User
) -> None:
    draft, _new = make_draft(actor=reporter, slug=world.slug)
    begin(world)
    go_through(world)
    done = update_draft(actor=reporter, draft_id=draft.pk)
    assert done.changed
    assert done.kept == 0
    assert "Kinh nghiệm mở lớp" in _text(draft)
    assert "126 đại biểu" in _text(draft)
    assert "(số liệu tạm tính)" in _text(draft)
    assert not Article.objects.get(pk=draft.article_id).live
    assert not update_draft(actor=reporter, draft_id=draft.pk).changed
    assert AuditEntry.objects.filter(action="newsroom.draft.updated", conference=world.slug).count() == 2


def test_update_leaves_readers_with_what_was_published(
    world: World, national: Portal, reporter: User
) -> None:
    draft, _new = make_draft(actor=reporter, slug=world.slug)
    _newest(draft).get_latest_revision().publish()
    begin(world)
    count(world, world.venues["haiphong"].key, 86)
    update_draft(actor=reporter, draft_id=draft.pk)
    seen = Article.objects.get(pk=draft.article_id)
    assert seen.has_unpublished_changes
    assert "86" not in json.dumps(seen.body.get_prep_value())
    assert "86" in _text(draft)


def test_update_keeps_what_an_editor_wrote_and_says_so(
    world: World, national: Portal, reporter: User
) -> None:
    editor = make_user(Role.EDITOR, world.root)
    draft, _new = make_draft(actor=reporter, slug=world.slug)
    begin(world)
    count(world, world.venues["haiphong"].key, 86)
    update_draft(actor=reporter, draft_id=draft.pk)
    _edit(draft, editor, "Theo báo cáo bước đầu của", "Theo thống kê nhanh của")
    count(world, world.venues["haiphong"].key, 90)
    assert update_draft(actor=reporter, draft_id=draft.pk).kept == 1
    assert "Theo thống kê nhanh của" in _text(draft)
    assert '"value": 90' in _text(draft)
    article = _newest(draft)
    article.title = "Nhan đề của biên tập viên"
    article.save_revision(user=editor)
    update_draft(actor=reporter, draft_id=draft.pk)
    assert _newest(draft).title == "Nhan đề của biên tập viên"


def test_window_that_stood_open_through_an_update_freezes_nothing(
    world: World, national: Portal, reporter: User
) -> None:
    draft, _new = make_draft(actor=reporter, slug=world.slug)
    begin(world)
    count(world, world.venues["haiphong"].key, 86)
    update_draft(actor=reporter, draft_id=draft.pk)
    stale = _newest(draft)
    count(world, world.venues["haiphong"].key, 87)
    update_draft(actor=reporter, draft_id=draft.pk)
    stale.save_revision(user=make_user(Role.EDITOR, world.root))
    count(world, world.venues["haiphong"].key, 88)
    assert update_draft(actor=reporter, draft_id=draft.pk).kept == 0
    assert "88 đại biểu" in _text(draft)


def test_locked_figures_stay(world: World, national: Portal, reporter: User) -> None:
    draft, _new = make_draft(actor=reporter, slug=world.slug)
    begin(world)
    count(world, world.venues["haiphong"].key, 86)
    with pytest.raises(StillRunning):
        lock_figures(actor=reporter, draft_id=draft.pk)
    assert "(số liệu tạm tính)" in Article.objects.get(pk=draft.article_id).lead
    lock_figures(actor=reporter, draft_id=draft.pk, before_the_end=True)
    assert "tạm tính" not in _text(draft)
    assert '"provisional": true' not in _text(draft)
    assert "86 đại biểu" in _text(draft)
    count(world, world.venues["haiphong"].key, 99)
    update_draft(actor=reporter, draft_id=draft.pk)
    assert "86 đại biểu" in _text(draft)
    assert "99 đại biểu" not in _text(draft)
    with pytest.raises(AlreadyLocked):
        lock_figures(actor=reporter, draft_id=draft.pk)


def test_figures_are_locked_without_asking_once_the_room_has_ended(
    world: World, national: Portal, reporter: User
) -> None:
    draft, _new = make_draft(actor=reporter, slug=world.slug)
    begin(world)
    go_through(world)
    do(world, "end")
    lock_figures(actor=reporter, draft_id=draft.pk)
    draft.refresh_from_db()
    assert draft.locked_at is not None
    assert {figure["name"]: figure["value"] for figure in draft.figures}["delegates"] == 126
    assert "Hội nghị kết thúc lúc" in _text(draft)


def test_locked_article_is_not_written(world: World, national: Portal, reporter: User) -> None:
    draft, _new = make_draft(actor=reporter, slug=world.slug)
    Page.objects.filter(pk=draft.article_id).update(
        locked=True, locked_at=timezone.now(), locked_by=make_user(Role.EDITOR, world.root)
    )
    with pytest.raises(PageLocked):
        update_draft(actor=reporter, draft_id=draft.pk)


def test_figures_link_to_the_public_event_page_only_where_it_is(
    world: World, national: Portal, reporter: User
) -> None:
    draft, _new = make_draft(actor=reporter, slug=world.slug)
    page = EventPage(
        title="Sự kiện", slug="su-kien", conference=world.slug, live=False, locale=national.locale
    )
    national.add_child(instance=page)
    update_draft(actor=reporter, draft_id=draft.pk)
    assert "su-kien" not in _text(draft)
    page.save_revision().publish()
    update_draft(actor=reporter, draft_id=draft.pk)
    address = page.get_url_parts()[2]
    assert f'<a href=\\"{address}#figures\\">4</a> điểm cầu' in _text(draft)
    assert f'"record": "{address}#figures"' in _text(draft)
