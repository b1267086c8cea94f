"""Where imported articles go: a portal by its host, a section by its address."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from wagtail.models import Site

from diemcau.core.errors import Invalid
from diemcau.newsroom.models import Portal, Section


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A section of a portal, and the site whose host the portal has."""

    site: Site
    portal: Portal
    section: Section


def find_target(host: str, section: str) -> Target:
    """Return the section that was named; without names the portal that answers by default, and its only section.

    Raises:
        Invalid: there is none by that name, or more than one without a name.
    """
    site = _site(host)
    portal: Portal | None = Portal.objects.filter(pk=site.root_page_id).first()
    if portal is None:
        raise Invalid(_("The site %s has no portal. Name another with --portal.") % site.hostname)
    sections = list(Section.objects.descendant_of(portal).order_by("path"))
    named = [one for one in sections if one.slug == section] if section else sections
    if len(named) != 1:
        known = ", ".join(sorted(one.slug for one in sections)) or "–"
        raise Invalid(_("Name one of the portal's sections with --section: %s.") % known)
    return Target(site=site, portal=portal, section=named[0])


def _site(host: str) -> Site:
    sites = Site.objects.select_related("root_page")
    found = (
        sites.filter(hostname=host.lower()).first() if host else sites.filter(is_default_site=True).first()
    )
    if found is None and not host and sites.count() == 1:
        found = sites.first()
    if found is None:
        known = ", ".join(sites.order_by("hostname").values_list("hostname", flat=True)) or "–"
        raise Invalid(_("Name one of the portals with --portal: %s.") % known)
    return found
