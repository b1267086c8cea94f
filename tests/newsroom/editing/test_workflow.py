"""Draft, editor, approver, published; and what is published by the clock."""

import json
import re
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core import mail
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone
from django.utils.html import strip_tags
from PIL import Image
from wagtail.models import GroupApprovalTask, PageSubscription

from diemcau.core.errors import Refused
from diemcau.newsroom.editing.rounds import publish_due
from diemcau.newsroom.models import Article, Picture
from diemcau.people.api import Role, User
from tests.newsroom.editing.conftest import Newsroom

pytestmark = pytest.mark.django_db
Member = Callable[..., User]
SignIn = Callable[[User], Client]
Commits = Callable[..., object]
CMS = "/app/cms/"
ENGLISH = {
    "the", "has", "been", "page", "you", "your", "here", "hello", "by", "rejected", "comments", "new", "edit",
}  # fmt: skip
FIELDS = {
    "title": "Tin mới", "slug": "tin-moi", "lead": "", "body-count": "0", "dateline_at": "2022-04-28 16:10",
    "corrections-TOTAL_FORMS": "0", "corrections-INITIAL_FORMS": "0", "corrections-MIN_NUM_FORMS": "0",
    "corrections-MAX_NUM_FORMS": "9", "comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0",
    "comments-MIN_NUM_FORMS": "0", "comments-MAX_NUM_FORMS": "",
}  # fmt: skip


def _written_by(client: Client, newsroom: Newsroom, **fields: str) -> Article:
    address = f"{CMS}pages/add/newsroom/article/{newsroom.sections['north'].pk}/"
    answer = client.post(address, FIELDS | fields)
    assert answer.status_code == 302, answer.context["form"].errors
    return Article.objects.latest("pk")


def _send(client: Client, article: Article, **fields: str) -> object:
    return client.post(f"{CMS}pages/{article.pk}/edit/", FIELDS | fields)


def _decide(client: Client, article: Article, deed: str) -> None:
    task = Article.objects.get(pk=article.pk).current_workflow_task_state
    client.post(
        f"{CMS}pages/workflow/action/{article.pk}/{deed}/{task.pk if task else 0}/", {"comment": "Xem lại."}
    )


def _fresh(article: Article) -> Article:
    return Article.objects.get(pk=article.pk)


def test_portal_has_two_steps_with_vietnamese_names(newsroom: Newsroom) -> None:
    names = [task.name for task in newsroom.articles["north"].get_workflow().tasks]
    assert names == ["Biên tập – Cổng north", "Duyệt – Cổng north"]
    assert newsroom.articles["north"].get_workflow() != newsroom.articles["south"].get_workflow()
    ours = GroupApprovalTask.objects.filter(groups__name__startswith="news-").distinct()
    assert ours.count() == 8


def test_article_goes_from_reporter_to_editor_to_approver(
    newsroom: Newsroom, member: Member, as_: SignIn, django_capture_on_commit_callbacks: Commits
) -> None:
    reporter, editor, approver = (
        as_(member(role, newsroom.north)) for role in (Role.REPORTER, Role.EDITOR, Role.APPROVER)
    )
    with django_capture_on_commit_callbacks(execute=True):
        article = _written_by(reporter, newsroom, **{"action-submit": "1"})
    assert not article.live
    assert article.current_workflow_task.name.startswith("Biên tập")
    assert [letter.to for letter in mail.outbox].count([]) == 0
    assert mail.outbox
    _decide(reporter, article, "approve")
    assert _fresh(article).current_workflow_task.name.startswith("Biên tập")
    _decide(editor, article, "approve")
    assert _fresh(article).current_workflow_task.name.startswith("Duyệt")
    _decide(editor, article, "approve")
    assert not _fresh(article).live
    _decide(approver, article, "approve")
    assert _fresh(article).live


def test_letters_of_the_workflow_are_vietnamese(
    newsroom: Newsroom,
    member: Member,
    as_: SignIn,
    settings: Any,
    django_capture_on_commit_callbacks: Commits,
) -> None:
    settings.WAGTAILADMIN_NOTIFICATION_USE_HTML = True
    reporter, editor, approver = (
        as_(member(role, newsroom.north)) for role in (Role.REPORTER, Role.EDITOR, Role.APPROVER)
    )
    with django_capture_on_commit_callbacks(execute=True):
        article = _written_by(reporter, newsroom, **{"action-submit": "1"})
        _decide(editor, article, "reject")
        _send(reporter, article, **{"action-submit": "1"})
        _decide(editor, article, "approve")
        _decide(approver, article, "approve")
    assert {letter.subject for letter in mail.outbox} == {
        "Trang “Tin mới” chờ duyệt ở bước “Biên tập – Cổng north”",
        "Trang “Tin mới” chờ duyệt ở bước “Duyệt – Cổng north”",
        "Trang “Tin mới” bị trả lại trong “Bài viết của Cổng north”.",
        "Trang “Tin mới” đã được duyệt trong “Bài viết của Cổng north”.",
    }
    assert [_english_in(letter) for letter in mail.outbox] == [set()] * len(mail.outbox)


def test_letters_about_comments_are_vietnamese(
    newsroom: Newsroom, member: Member, as_: SignIn, django_capture_on_commit_callbacks: Commits
) -> None:
    editor, article = member(Role.EDITOR, newsroom.north), newsroom.articles["north"]
    PageSubscription.objects.create(page=article, user=editor, comment_notifications=True)
    comment = {
        "comments-TOTAL_FORMS": "1", "comments-0-text": "Xem lại.", "comments-0-contentpath": "title",
        "comments-0-position": "", "comments-0-id": "", "comments-0-replies-TOTAL_FORMS": "0",
        "comments-0-replies-INITIAL_FORMS": "0", "comments-0-replies-MIN_NUM_FORMS": "0",
        "comments-0-replies-MAX_NUM_FORMS": "0",
    }  # fmt: skip
    with django_capture_on_commit_callbacks(execute=True):
        _send(as_(member(Role.APPROVER, newsroom.north)), article, **comment)
    assert [letter.to for letter in mail.outbox] == [[editor.email]]
    assert "Góp ý mới:" in mail.outbox[0].body
    assert _english_in(mail.outbox[0]) == set()


def _english_in(letter: Any) -> set[str]:
    """Return the English words in a letter's subject, text and HTML."""
    parts = [letter.subject, letter.body, *(strip_tags(content) for content, _ in letter.alternatives)]
    words = re.findall(r"[a-z]+", re.sub(r"https?://\S+", "", " ".join(parts).lower()))
    return ENGLISH & set(words)


def test_article_sent_back_goes_to_its_writer(newsroom: Newsroom, member: Member, as_: SignIn) -> None:
    reporter, editor = (as_(member(role, newsroom.north)) for role in (Role.REPORTER, Role.EDITOR))
    article = _written_by(reporter, newsroom, **{"action-submit": "1"})
    _decide(editor, article, "reject")
    assert _fresh(article).current_workflow_state.status == "needs_changes"
    assert _send(reporter, article, title="Tin đã sửa").status_code == 302


def test_neighbours_editor_decides_nothing(newsroom: Newsroom, member: Member, as_: SignIn) -> None:
    article = _written_by(as_(member(Role.REPORTER, newsroom.north)), newsroom, **{"action-submit": "1"})
    _decide(as_(member(Role.APPROVER, newsroom.south)), article, "approve")
    assert _fresh(article).current_workflow_task.name.startswith("Biên tập")


def test_approver_publishes_at_once(newsroom: Newsroom, member: Member, as_: SignIn) -> None:
    article = _written_by(as_(member(Role.APPROVER, newsroom.north)), newsroom, **{"action-publish": "1"})
    assert article.live


@pytest.mark.parametrize("chosen_days", [None, -40, 2])
def test_date_is_that_of_publishing_unless_somebody_chose_one(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch, chosen_days: int | None
) -> None:
    begun = timezone.now()
    article = Article(title="Tin mới", slug="tin-moi", locale=newsroom.portals["north"].locale)
    if chosen_days is not None:
        article.dateline_at = begun + timedelta(days=chosen_days)
    newsroom.sections["north"].add_child(instance=article)
    revision = article.save_revision()
    later = begun + timedelta(minutes=45)
    monkeypatch.setattr("diemcau.newsroom.models.article.now", lambda: later)
    revision.publish()
    wanted = later if chosen_days is None else article.dateline_at
    assert _fresh(article).dateline_at == wanted
    monkeypatch.setattr("diemcau.newsroom.models.article.now", lambda: later + timedelta(hours=1))
    _fresh(article).save_revision().publish()
    assert _fresh(article).dateline_at == wanted


def test_scheduled_article_comes_when_its_time_has_come(
    newsroom: Newsroom, member: Member, as_: SignIn
) -> None:
    soon = timezone.localtime() + timedelta(hours=1)
    article = _written_by(
        as_(member(Role.APPROVER, newsroom.north)),
        newsroom,
        **{"action-publish": "1", "go_live_at": soon.strftime("%Y-%m-%d %H:%M")},
    )
    publish_due()
    assert not _fresh(article).live
    past = timezone.now() - timedelta(seconds=5)
    revision = article.revisions.get()
    revision.content["go_live_at"] = past.isoformat()
    revision.approved_go_live_at = past
    revision.save()
    publish_due()
    assert _fresh(article).live


def test_expired_article_is_taken_down(newsroom: Newsroom) -> None:
    Article.objects.filter(pk=newsroom.articles["north"].pk).update(
        expire_at=timezone.now() - timedelta(seconds=5)
    )
    publish_due()
    assert not _fresh(newsroom.articles["north"]).live
    assert _fresh(newsroom.articles["south"]).live


def _picture(newsroom: Newsroom, description: str = "") -> Picture:
    out = BytesIO()
    Image.new("RGB", (20, 20)).save(out, "PNG")
    return Picture.objects.create(
        title="Hội nghị", file=ContentFile(out.getvalue(), "a.png"), description=description
    )


def _block(picture: Picture, **alternative: str) -> dict[str, str]:
    begin = "body-0-value-image"
    return {
        "body-count": "1", "body-0-deleted": "", "body-0-order": "0", "body-0-type": "picture", "body-0-id": "",
        f"{begin}-image": str(picture.pk), f"{begin}-alt_text": "", "body-0-value-caption": "",
        "body-0-value-credit": "", **{f"{begin}-{name}": value for name, value in alternative.items()},
    }  # fmt: skip


def _faults(answer: Any) -> str:
    """Return all that the form complains about, also that within its blocks."""
    data = [fault for faults in answer.context["form"].errors.as_data().values() for fault in faults]
    told = [one.as_json_data() if hasattr(one, "as_json_data") else one.messages for one in data]
    return json.dumps(told, ensure_ascii=False)


@pytest.mark.parametrize("deed", ["action-publish", "action-submit"])
def test_picture_without_alternative_text_is_not_let_out(
    newsroom: Newsroom, member: Member, as_: SignIn, deed: str
) -> None:
    client = as_(member(Role.APPROVER, newsroom.north))
    address = f"{CMS}pages/add/newsroom/article/{newsroom.sections['north'].pk}/"
    for fields in ({"picture": str(_picture(newsroom).pk)}, _block(_picture(newsroom))):
        answer = client.post(address, FIELDS | fields | {deed: "1"})
        assert answer.status_code == 200
        assert "văn bản thay thế" in _faults(answer)
    assert not Article.objects.filter(slug="tin-moi").exists()


def test_words_at_the_picture_are_vietnamese(newsroom: Newsroom, member: Member, as_: SignIn) -> None:
    client = as_(member(Role.APPROVER, newsroom.north))
    address = f"{CMS}pages/add/newsroom/article/{newsroom.sections['north'].pk}/"
    answer = client.post(address, FIELDS | {"picture": str(_picture(newsroom).pk), "action-publish": "1"})
    assert "chưa có văn bản thay thế" in str(answer.context["form"].errors["picture"])
    answer = client.post(address, FIELDS | _block(_picture(newsroom)) | {"action-publish": "1"})
    assert "Hãy ghi văn bản thay thế cho ảnh" in _faults(answer)


def test_draft_may_wait_for_alternative_texts(newsroom: Newsroom, member: Member, as_: SignIn) -> None:
    client = as_(member(Role.REPORTER, newsroom.north))
    picture = str(_picture(newsroom).pk)
    article = _written_by(client, newsroom, **_block(_picture(newsroom)), picture=picture)
    assert article.get_latest_revision_as_object().picture_id == int(picture)


def test_picture_with_words_or_as_ornament_is_let_out(
    newsroom: Newsroom, member: Member, as_: SignIn
) -> None:
    client = as_(member(Role.APPROVER, newsroom.north))
    main = str(_picture(newsroom, "Toàn cảnh hội trường").pk)
    fields = _block(_picture(newsroom), alt_text="Đại biểu") | {"picture": main, "action-publish": "1"}
    assert _written_by(client, newsroom, **fields).live
    fields = _block(_picture(newsroom), decorative="on") | {"action-publish": "1", "slug": "khac"}
    assert _written_by(client, newsroom, **fields).live


def test_revision_without_alternative_is_not_published_by_hand(newsroom: Newsroom, member: Member) -> None:
    article = newsroom.articles["north"]
    article.picture = _picture(newsroom)
    revision = article.save_revision()
    with pytest.raises(Refused):
        revision.publish(user=member(Role.APPROVER, newsroom.north))
