"""Two provinces with a portal each, one below the central portal, and people with every role."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.utils import timezone
from wagtail.models import Collection, Locale, Page, Site

from diemcau.newsroom.models import Article, Portal, Section
from diemcau.people.api import Role, User
from diemcau.people.models import Post
from diemcau.units import api as units


@dataclass(frozen=True)
class Newsroom:
    """The ids of units: centre, north with a district, south; the portals of three of them, with a section and an article."""

    centre: int
    north: int
    district: int
    south: int
    portals: dict[str, Portal]
    sections: dict[str, Section]
    articles: dict[str, Article]


_numbers = count(1)


def found(name: str, code: str, level: str, parent_id: int | None) -> int:
    return units.found(
        actor="test", name=name, code=code, level=level, parent_id=parent_id, on=date(2019, 1, 1)
    ).id


def _index() -> None:
    """Make SQLite's search as Wagtail's migrations do; a test that begins without them has a plain table instead."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT sql FROM sqlite_master WHERE name = 'wagtailsearch_indexentry_fts'")
        if "VIRTUAL" in cursor.fetchone()[0]:
            return
        cursor.execute("DROP TABLE wagtailsearch_indexentry_fts")
        cursor.execute(
            "CREATE VIRTUAL TABLE wagtailsearch_indexentry_fts USING fts5(autocomplete, body, title)"
        )
        cursor.execute(
            "CREATE TRIGGER insert_fts AFTER INSERT ON wagtailsearch_indexentry BEGIN "
            "INSERT INTO wagtailsearch_indexentry_fts(title, body, autocomplete, rowid) "
            "VALUES (NEW.title, NEW.body, NEW.autocomplete, NEW.id); END"
        )


@pytest.fixture
def newsroom(db: None) -> Newsroom:
    """Found the units and open the portals."""
    cache.clear()
    _index()
    centre = found("Trung ương", "TW", "central", None)
    north = found("Tỉnh Lạng Sơn", "P20", "province", centre)
    south = found("Tỉnh Cà Mau", "P96", "province", centre)
    district = found("Huyện Bắc Sơn", "D185", "district", north)
    Site.objects.all().delete()
    vi = Locale.objects.get_or_create(language_code="vi")[0]
    root = Page.objects.filter(depth=1).first() or Page.add_root(instance=Page(title="Root", slug="root"))
    if not Collection.objects.filter(depth=1).exists():
        Collection.add_root(name="Root")
    portals, sections, articles = {}, {}, {}
    for name, unit_id in (("centre", centre), ("north", north), ("south", south), ("district", district)):
        portal = Portal(title=f"Cổng {name}", slug=name, name=f"Cổng {name}", unit_id=unit_id, locale=vi)
        portals[name] = root.add_child(instance=portal)
        Site.objects.create(hostname=f"{name}.test", root_page=portal, is_default_site=name == "centre")
        sections[name] = portal.add_child(instance=Section(title="Thời sự", slug="thoi-su", locale=vi))
        article = Article(title=f"Tin của {name}", slug="tin", lead="Một đoạn dẫn.", locale=vi)
        articles[name] = sections[name].add_child(instance=article)
    return Newsroom(centre, north, district, south, portals, sections, articles)


@pytest.fixture
def member() -> Callable[..., User]:
    """Make a person with a role in a unit, from a year ago until a day."""

    def make(role: Role, unit_id: int, until: date | None = None) -> User:
        user = User.objects.create_user(email=f"p{next(_numbers)}@news.test", full_name=str(role.value))
        user.is_demonstration = True  # without a second factor
        user.save()
        since = timezone.localdate() - timedelta(days=365)
        Post.objects.create(user=user, unit_id=unit_id, role=role, since=since, until=until)
        return user

    return make


@pytest.fixture
def as_() -> Callable[[User], Client]:
    """Sign a person in."""

    def sign_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return sign_in
