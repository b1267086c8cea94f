"""The collection in which a portal keeps its pictures."""

from django.db import transaction
from wagtail.models import Collection

from diemcau.newsroom.models import Portal


@transaction.atomic
def collection_of(portal: Portal) -> Collection:
    """Return the portal's collection, made where it is not there; the portals of one unit share it."""
    root = Collection.objects.select_for_update().get(depth=1)
    name = f"portal-{portal.unit_id}"
    return root.get_children().filter(name=name).first() or root.add_child(name=name)
