"""Portals of units: one action makes a portal with its address, sections, groups, workflow and place for pictures."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page, Site

from diemcau.core.errors import NotAllowed
from diemcau.newsroom.editing.errors import HasPortal
from diemcau.newsroom.editing.rules import may_make_portal
from diemcau.newsroom.models import ContactsPage, Portal, Section
from diemcau.newsroom.models.slugs import slug_of
from diemcau.people import api as people
from diemcau.people.api import User

_ENGLISH = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Looks:
    """What a portal is called and where it stands. `host` is a host name in lower case, `colour` like `#0b6a69`."""

    host: str
    name: str
    motto: str = ""
    colour: str = ""
    english: bool = False


@transaction.atomic
def make_portal(*, by: User, unit_id: int, looks: Looks) -> Portal:
    """Make the portal of a unit in the installation's language, and in English where that is wanted.

    Raises:
        NotAllowed: the unit is not in the branch that the person administers.
        HasPortal: the unit has a portal.
    """
    _need_administrator(by, unit_id)
    root = Page.objects.select_for_update(of=("self",)).get(depth=1)
    if Portal.objects.filter(unit_id=unit_id).exists():
        raise HasPortal(_("This unit has a portal already. Change that one."))
    portal = _add_portal(root, unit_id, looks)
    site = Site.objects.create(
        hostname=looks.host,
        port=_port(),
        site_name=looks.name,
        root_page=portal,
        is_default_site=not Site.objects.filter(is_default_site=True).exists(),
    )
    _add_pages(portal)
    if looks.english:
        add_english(portal)
    _record(by, "news.portal.made", portal, host=site.hostname, name=looks.name)
    return portal


@transaction.atomic
def change_portal(*, by: User, portal: Portal, looks: Looks) -> None:
    """Change how a portal is called and where it stands, in all its languages.

    Raises:
        NotAllowed: the portal's unit is not in the branch that the person administers.
    """
    _need_administrator(by, portal.unit_id)
    for tree in Portal.objects.filter(unit_id=portal.unit_id):
        tree.name, tree.motto, tree.colour = looks.name, looks.motto, looks.colour
        if tree.pk == portal.pk:
            tree.title = looks.name
        tree.save()
        if tree.latest_revision_id:  # the editor goes on from the newest revision, not from what is shown
            tree.save_revision(user=by)
    Site.objects.filter(root_page=portal).update(hostname=looks.host, site_name=looks.name)
    Site.clear_site_root_paths_cache()
    portal.refresh_from_db()
    if looks.english and not portal.has_translation(_english()):
        add_english(portal)
    _record(by, "news.portal.changed", portal, host=looks.host, name=looks.name)


def add_english(portal: Portal) -> Portal:
    """Give a portal its English tree: home page, sections and contacts, published; articles come one by one."""
    locale = _english()
    translated: Portal = portal.copy_for_translation(locale)
    with translation.override(_ENGLISH):
        _publish(translated, portal.name)
        for page in portal.get_children().type(Section, ContactsPage).specific():
            copy = page.copy_for_translation(locale)
            _publish(copy, _standard_title(page))
    return translated


def _publish(page: Page, title: str) -> None:
    page.title = title
    page.save_revision().publish()


def _standard_title(page: Page) -> str:
    """Return the title of a standard page in the language in force; that of others stays for an editor to translate."""
    with translation.override(settings.LANGUAGE_CODE):
        known = {str(title): title for title in (*_sections(), _contacts())}
    number = list(known).index(page.title) if page.title in known else -1
    return str(page.title) if number < 0 else (*_sections(), _contacts())[number]


def _sections() -> tuple[str, ...]:
    return (_("Current affairs"), _("Direction and administration"), _("Economy and society"), _("Notices"))


def _contacts() -> str:
    return _("Contact us")


def _add_portal(root: Page, unit_id: int, looks: Looks) -> Portal:
    taken = set(root.get_children().values_list("slug", flat=True))
    base = slug_of(looks.host.replace(".", "-"))
    slug = next(one for one in (base, f"{base}-{unit_id}") if one not in taken)
    portal: Portal = root.add_child(
        instance=Portal(
            title=looks.name,
            slug=slug,
            name=looks.name,
            motto=looks.motto,
            colour=looks.colour,
            unit_id=unit_id,
            locale=_locale(settings.LANGUAGE_CODE),
        )
    )
    return portal


def _add_pages(portal: Portal) -> None:
    with translation.override(settings.LANGUAGE_CODE):
        for title in _sections():
            portal.add_child(instance=Section(title=title, locale=portal.locale, show_in_menus=True))
        contacts = _contacts()
        portal.add_child(instance=ContactsPage(title=contacts, slug=slug_of(contacts), locale=portal.locale))


def _locale(language: str) -> Locale:
    return Locale.objects.get_or_create(language_code=language)[0]


def _english() -> Locale:
    return _locale(_ENGLISH)


def _port() -> int:
    public = urlsplit(settings.PUBLIC_URL)
    return public.port or (80 if public.scheme == "http" else 443)


def _need_administrator(by: User, unit_id: int | None) -> None:
    if unit_id is None or not may_make_portal(by, unit_id):
        raise NotAllowed(_("Portals are made and changed by administrators of the unit's branch."))


def _record(by: User, action: str, portal: Portal, **details: str) -> None:
    people.record(actor=people.actor_of(by), action=action, target=portal, unit_id=portal.unit_id, **details)
