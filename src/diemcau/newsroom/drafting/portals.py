"""Which portal tells of what: that of a unit, or the nearest above it that has one."""

from django.db.models import QuerySet

from diemcau.newsroom.drafting.errors import NoPortal, NoSection
from diemcau.newsroom.drafting.rules import DRAFTERS
from diemcau.newsroom.models import EventPage, Portal, Section
from diemcau.people import api as people
from diemcau.people.api import Person
from diemcau.units import api as units


def portal_for(unit_id: int, language: str) -> Portal:
    """Return the portal of the unit, or of the nearest unit above it, in the language.

    Raises:
        NoPortal: there is none up to the root.
    """
    upwards = units.ancestor_ids(unit_id)
    there = Portal.objects.filter(unit_id__in=upwards, locale__language_code=language).select_related(
        "locale"
    )
    portals: dict[int, Portal] = {portal.unit_id: portal for portal in there}
    for step in upwards:
        if step in portals:
            return portals[step]
    raise NoPortal


def portals_of(user: Person) -> QuerySet[Portal]:
    """Return the portals that a person may draft for."""
    tree = units.as_of()
    held = {unit_id for root in people.units_where(user, DRAFTERS) for unit_id in tree.branch_ids(root)}
    portals: QuerySet[Portal] = (
        Portal.objects.filter(unit_id__in=held).select_related("locale").order_by("path")
    )
    return portals


def first_section(portal: Portal) -> Section:
    """Return the section in which a draft begins its life: the portal's first.

    Raises:
        NoSection: the portal has none.
    """
    found: Section | None = Section.objects.child_of(portal).order_by("path").first()
    if found is None:
        raise NoSection
    return found


def record_address(portal: Portal, conference: str) -> str:
    """Return the address of the public page of a conference as the portal links it; empty where there is none.

    A page of the portal's own is preferred to another portal's.
    """
    pages = EventPage.objects.live().public().filter(conference=conference, locale=portal.locale)
    page = pages.descendant_of(portal).first() or pages.first()
    there, here = page.get_url_parts() if page else None, portal.get_url_parts()
    if not (there and there[2]):
        return ""
    same_site = here is not None and here[0] == there[0]
    return str(there[2]) if same_site else f"{there[1]}{there[2]}"
