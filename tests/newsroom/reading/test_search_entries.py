import pytest
from django.core.management import call_command
from django.db import connection
from wagtail.models import PageViewRestriction

from diemcau.newsroom.models import SearchEntry
from diemcau.newsroom.reading import search_entries
from tests.newsroom.reading.portals import make_article, make_portal, make_section

pytestmark = pytest.mark.django_db


def _titles() -> list[str]:
    return sorted(SearchEntry.objects.values_list("title", flat=True))


def test_entry_holds_folded_words_and_the_spelled_title() -> None:
    make_article(make_section(make_portal("a.test")), "Biển, đảo – 28/04!", text="Đường tới Trường Sa")
    entry = SearchEntry.objects.get()
    assert (entry.title, entry.text) == ("bien dao 28 04", "bien dao 28 04 duong toi truong sa")
    assert entry.spelled == " biển đảo 28 04 "


def test_entry_follows_publishing_and_never_shows_a_draft() -> None:
    section = make_section(make_portal("a.test"))
    article = make_article(section, "Bản nháp", live=False)
    assert _titles() == []
    article.save_revision().publish()
    assert _titles() == ["ban nhap"]
    article.refresh_from_db()
    article.title = "Chưa ai được biết"
    article.save_revision()
    assert _titles() == ["ban nhap"]
    article.get_latest_revision().publish()
    assert _titles() == ["chua ai duoc biet"]
    article.refresh_from_db()
    article.unpublish()
    assert _titles() == []


def test_entry_goes_with_its_page() -> None:
    article = make_article(make_section(make_portal("a.test")), "Sẽ xóa")
    article.delete()
    assert _titles() == []
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM newsroom_search WHERE newsroom_search MATCH 'xoa'")
            assert cursor.fetchone() == (0,)


def test_entries_follow_a_move() -> None:
    first, second = make_section(make_portal("a.test")), make_section(make_portal("b.test"))
    article = make_article(first, "Bài đi")
    article.move(second, pos="last-child")
    article.refresh_from_db()
    assert SearchEntry.objects.get().path == article.path


def test_entries_follow_when_a_neighbour_pushes_them_aside() -> None:
    portal = make_portal("a.test")
    first, second = make_section(portal, "Một"), make_section(portal, "Hai")
    make_article(first, "Bài một")
    second.refresh_from_db()
    second.move(first, pos="left")
    assert list(SearchEntry.objects.values_list("path")) == list(
        SearchEntry.objects.values_list("page__path")
    )


def test_entries_of_a_section_that_is_shut_are_gone_until_it_is_opened() -> None:
    section = make_section(make_portal("a.test"))
    make_article(section, "Kín")
    shut = PageViewRestriction.objects.create(page=section, restriction_type=PageViewRestriction.LOGIN)
    assert _titles() == []
    shut.delete()
    assert _titles() == ["kin"]


def test_refresh_makes_everything_anew() -> None:
    section = make_section(make_portal("a.test"))
    for number in range(3):
        make_article(section, f"Bài {number}")
    SearchEntry.objects.all().delete()
    assert search_entries.refresh() == 3
    assert _titles() == ["bai 0", "bai 1", "bai 2"]


def test_command_makes_the_index_anew(capsys: pytest.CaptureFixture[str]) -> None:
    make_article(make_section(make_portal("a.test")), "Bài một")
    SearchEntry.objects.all().delete()
    call_command("rebuild_portal_search")
    assert capsys.readouterr().out == "1 pages can be found.\n"
    assert _titles() == ["bai mot"]
