from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from diemcau.conferences.api import Conference, Status, Venue
from diemcau.newsroom.models import EventPage, Portal, Section
from diemcau.room import api as room
from tests.factories.rooms import World, make_world, open_and_start
from tests.newsroom.reading.portals import make_article, make_portal, make_section

pytestmark = pytest.mark.django_db
ADDRESS = "/vi/hoi-nghi/"


@pytest.fixture
def world(settings: Settings, tmp_path: Path) -> World:
    """A conference that everyone may follow, with people's names and phones that nobody may learn."""
    settings.FEEDS_ROOT = tmp_path
    found = make_world()
    Conference.objects.update(open_to_public=True)
    Venue.objects.update(chair_name="Nguyễn Văn Kín", phone="0912345678", operator_name="Trần Kín")
    return found


@pytest.fixture
def portal(world: World) -> Portal:
    """A portal with the page of that conference."""
    portal = make_portal("testserver")
    page = EventPage(title="Hội nghị", slug="hoi-nghi", conference=world.slug, locale=portal.locale)
    portal.add_child(instance=page)
    return portal


def _page() -> str:
    answer = Client().get(ADDRESS)
    assert answer.status_code == 200
    return str(answer.content.decode())


def _lay_feed(world: World, folder: Path, playlist: str, *, public: bool = True) -> None:
    (folder / world.slug).mkdir(exist_ok=True)
    (folder / world.slug / playlist).touch()
    if public:
        (folder / world.slug / ".public").touch()


def test_page_tells_programme_and_figures_of_a_public_conference(world: World, portal: Portal) -> None:
    html = _page()
    assert 'id="programme"' in html
    assert 'id="figures"' in html
    assert "provisional" in html
    assert not [secret for secret in ("Kín", "0912345678") if secret in html]


@pytest.mark.parametrize("shut", [{"open_to_public": False}, {"status": Status.DRAFT}])
def test_page_of_a_conference_that_is_not_public_tells_no_fact(
    world: World, portal: Portal, tmp_path: Path, shut: dict[str, object]
) -> None:
    _lay_feed(world, tmp_path, "recording.m3u8")
    Conference.objects.update(**shut)
    html = _page()
    assert "chưa được công khai" in html
    assert not [part for part in ("programme", "figures", "recordings", "live") if f'id="{part}"' in html]


def test_page_says_that_there_is_no_recording_yet(world: World, portal: Portal, tmp_path: Path) -> None:
    _lay_feed(world, tmp_path, "recording.m3u8", public=False)
    assert "Chưa có bản ghi." in _page()
    _lay_feed(world, tmp_path, "recording.m3u8")
    assert f'data-recording="/feed/{world.slug}/hls/recording.m3u8"' in _page()


def test_page_shows_the_live_picture_only_while_the_conference_is_held(
    world: World, portal: Portal, tmp_path: Path
) -> None:
    _lay_feed(world, tmp_path, "master.m3u8")
    Conference.objects.update(status=Status.ANNOUNCED)
    assert "Xem trực tiếp" not in _page()
    Conference.objects.update(status=Status.OPEN)
    assert f'data-recording="/feed/{world.slug}/hls/master.m3u8" data-from="-1"' in _page()
    Conference.objects.update(status=Status.ENDED)
    assert "Xem trực tiếp" not in _page()


def test_programme_offers_each_part_that_was_recorded(
    world: World, portal: Portal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_and_start(world)
    first = world.conference.agenda_items.order_by("position")[0]
    room.dispatch(world.slug, "start_item", item=first.key)
    began = room.state_of(world.conference.pk).agenda[0].started_at
    assert began
    _lay_feed(world, tmp_path, "recording.m3u8")
    recorded_from = (began - timedelta(seconds=90)).isoformat()
    (tmp_path / world.slug / "recording.m3u8").write_text(
        f"#EXTM3U\n#EXT-X-PROGRAM-DATE-TIME:{recorded_from}\n" + "#EXTINF:2.0,\n720p/a.ts\n" * 200
    )
    html = _page()
    source = f'data-recording="/feed/{world.slug}/hls/recording.m3u8"'
    assert f'{source} data-from="90">\n<p class="programme-title recording-title">{first.title}' in html
    assert html.count("Xem phần này") == 1
    monkeypatch.setattr("diemcau.room.together.now", lambda: began + timedelta(seconds=60))
    for item in (world.conference.agenda_items.order_by("position")[1], first):  # by mistake, and back
        room.dispatch(world.slug, "start_item", item=item.key)
    assert f'{source} data-from="90">' in _page()
    (tmp_path / world.slug / ".public").unlink()
    assert "Xem phần này" not in _page()


def test_page_lists_articles_of_every_portal_with_their_addresses_and_names(
    world: World, portal: Portal
) -> None:
    elsewhere: Section = make_section(make_portal("city.test", name="Cổng thành phố"))
    make_article(elsewhere, "Tin của thành phố", conference=world.slug)
    make_article(elsewhere, "Bản nháp của thành phố", conference=world.slug, live=False)
    make_article(make_section(portal), "Tin của ta", conference=world.slug, minutes=5)
    make_article(make_section(portal, "Khác"), "Tin khác")
    html = _page()
    assert html.index("Tin của ta") < html.index("Tin của thành phố")
    assert 'href="http://city.test/vi/tin-tuc/tin-cua-thanh-pho/"' in html
    assert '<p class="card-section">Cổng thành phố</p>' in html
    assert "Bản nháp" not in html
    assert "Tin khác" not in html


def test_page_of_an_unknown_conference_is_calm(portal: Portal) -> None:
    EventPage.objects.update(conference="khong-co")
    assert "chưa được công khai" in _page()


def test_home_page_and_articles_lead_to_the_page_of_the_conference(
    world: World, portal: Portal, tmp_path: Path
) -> None:
    news = make_section(portal)
    make_article(news, "Tin của hội nghị", conference=world.slug)
    make_article(news, "Tin khác hẳn", minutes=-5)
    link = f'<a href="{ADDRESS}">Hội nghị</a>'
    home = Client().get("/vi/").content.decode()
    assert link in home
    assert "Hội nghị đang diễn ra" not in home
    assert link in Client().get("/vi/tin-tuc/tin-cua-hoi-nghi/").content.decode()
    assert link not in Client().get("/vi/tin-tuc/tin-khac-han/").content.decode()
    _lay_feed(world, tmp_path, "master.m3u8")
    Conference.objects.update(status=Status.OPEN)
    assert "Hội nghị đang diễn ra" in Client().get("/vi/").content.decode()


def test_home_page_leads_to_no_conference_that_is_not_published(world: World, portal: Portal) -> None:
    EventPage.objects.update(live=False)
    make_article(make_section(portal), "Tin của hội nghị", conference=world.slug)
    assert f'href="{ADDRESS}"' not in Client().get("/vi/").content.decode()
    assert f'href="{ADDRESS}"' not in Client().get("/vi/tin-tuc/tin-cua-hoi-nghi/").content.decode()


def test_page_names_an_article_once_that_another_portal_took_over(world: World, portal: Portal) -> None:
    own = make_article(make_section(portal), "Tin chung", conference=world.slug)
    elsewhere = make_section(make_portal("city.test", name="Cổng thành phố"))
    make_article(elsewhere, "Tin chung", conference=world.slug, taken_from=own)
    assert _page().count(">Tin chung</a>") == 1


def test_page_shows_every_figure_that_articles_cite(world: World, portal: Portal) -> None:
    html = _page()
    assert "điểm cầu cấp tỉnh" in html
    assert "tỉnh, thành phố" in html


def test_pages_tell_their_address_to_networks_and_search_engines(world: World, portal: Portal) -> None:
    make_section(portal)
    for path in ("/vi/", "/vi/tin-tuc/", ADDRESS):
        html = Client().get(path).content.decode()
        assert html.count('<link rel="canonical"') == 1
        assert f'<link rel="canonical" href="http://testserver{path}">' in html
        assert f'<meta property="og:url" content="http://testserver{path}">' in html
    assert 'rel="canonical"' not in Client().get("/vi/tin-tuc/?trang=1").content.decode()
