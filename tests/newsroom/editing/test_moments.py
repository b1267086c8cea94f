"""Dates in the editor's forms: the day comes first, in Vietnamese and in English."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from wagtail.admin.forms.account import LocalePreferencesForm
from wagtail.admin.widgets import AdminDateInput

from diemcau.newsroom.models import Article
from diemcau.people.api import Role, User
from tests.newsroom.editing.conftest import Newsroom
from tests.newsroom.editing.test_workflow import CMS, FIELDS

pytestmark = pytest.mark.django_db
Member = Callable[..., User]
SignIn = Callable[[User], Client]
LANGUAGES = ["vi", "en"]
MEANT = datetime(2026, 12, 5, 16, 10)  # noqa: DTZ001


@pytest.fixture
def editor(newsroom: Newsroom, member: Member, as_: SignIn) -> Client:
    return as_(member(Role.EDITOR, newsroom.north))


@pytest.mark.parametrize("written", ["05/12/2026 16:10", "2026-12-05 16:10", "2026-12-05T16:10"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_schedule_is_read_and_shown_with_the_day_first(
    newsroom: Newsroom, editor: Client, language: str, written: str
) -> None:
    editor.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    address = f"{CMS}pages/add/newsroom/article/{newsroom.sections['north'].pk}/"
    answer = editor.post(address, FIELDS | {"go_live_at": written, "dateline_at": written})
    assert answer.status_code == 302, answer.context["form"].errors
    article = Article.objects.latest("pk")
    draft = article.get_latest_revision_as_object()
    meant = timezone.make_aware(MEANT)
    assert (draft.go_live_at, draft.dateline_at) == (meant, meant)
    page = editor.get(f"{CMS}pages/{article.pk}/edit/").content.decode()
    shown = page.split("<form", 1)[1]
    assert shown.count('value="05/12/2026 16:10"') == 2
    assert "2026-12-05 16:10" not in shown


def test_days_are_shown_as_moments_are() -> None:
    assert AdminDateInput().format_value(MEANT.date()) == "05/12/2026"


def test_account_offers_only_languages_whose_dates_are_read_so(member: Member, newsroom: Newsroom) -> None:
    form = LocalePreferencesForm(instance=None)
    assert {code for code, _ in form.fields["preferred_language"].choices} == {"", *LANGUAGES}
