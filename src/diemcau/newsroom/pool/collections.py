"""The collection in which a portal keeps its pictures."""

from django.db import transaction
from wagtail.models import Collection

from diemcau.newsroom.models import Portal


@transaction.atomic
def collection_of(portal: Portal) -> Collection:
    """Return the portal's collection, made where it is not there; the portals of one unit share it."""
    Portal.objects.select_for_update(of=("self",)).get(pk=portal.pk)
    root = Collection.objects.select_for_update().get(depth=1)
    shared = Portal.objects.filter(unit=portal.unit_id).exclude(collection=None).select_related("collection")
    known = shared.order_by("path").first()
    collection = known.collection if known else root.add_child(name=portal.name)
    Portal.objects.filter(unit=portal.unit_id, collection=None).update(collection=collection)
    return collection
