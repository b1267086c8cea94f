"""A conference with a portal of the centre and one of a city, for every test of drafts."""

from collections.abc import Iterator

import pytest
from wagtail.models import Collection, Locale, Page, Site

from diemcau.conferences.api import Venue
from diemcau.newsroom.models import Portal, Section
from diemcau.room.log import folds
from tests.factories.rooms import World, make_world


@pytest.fixture(autouse=True)
def _fresh_folds() -> Iterator[None]:
    folds.forget()
    yield
    folds.forget()


def _roots() -> Page:
    """Return the root of all pages, made with that of the collections where a test begins without migrations."""
    Locale.objects.get_or_create(language_code="vi")
    if not Collection.objects.filter(depth=1).exists():
        Collection.add_root(name="Root")
    return Page.objects.filter(depth=1).first() or Page.add_root(instance=Page(title="Root", slug="root"))


def make_portal(unit_id: int, host: str, name: str, language: str = "vi") -> Portal:
    """Make a portal with a site of its own and one section."""
    root = _roots()
    locale = Locale.objects.get_or_create(language_code=language)[0]
    portal = root.add_child(
        instance=Portal(
            title=name, name=name, slug=host.split(".", maxsplit=1)[0], unit_id=unit_id, locale=locale
        )
    )
    Site.objects.update_or_create(hostname=host, port=80, defaults={"root_page": portal, "site_name": name})
    portal.add_child(instance=Section(title="Tin tức", slug="tin-tuc", locale=locale))
    found: Portal = Portal.objects.get(pk=portal.pk)
    return found


@pytest.fixture
def world(db: None) -> World:
    """A conference that is announced, its venues' chairs with posts; nobody's phone may ever be told."""
    found = make_world()
    Venue.objects.filter(conference=found.conference).update(
        chair_name="Nguyễn Văn Kín", chair_post="Phó Trưởng ban", phone="0912345678", operator_name="Trần Kín"
    )
    return found


@pytest.fixture
def national(world: World) -> Portal:
    """The portal of the centre."""
    return make_portal(world.root, "trung-uong.example.vn", "Cổng tin Trung ương")


@pytest.fixture
def of_city(world: World, national: Portal) -> Portal:
    """The portal of the city whose venues take part."""
    return make_portal(world.south, "hai-phong.example.vn", "Cổng tin Hải Phòng")
