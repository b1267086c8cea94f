"""Pictures of the pool that an article may show: accepted, and with a caption."""

from diemcau.newsroom.drafting.facts import PictureFacts
from diemcau.newsroom.models import Draft, Picture, PoolState
from diemcau.newsroom.pool.collections import collection_of

MOST = 12


def pictures_for(draft: Draft) -> list[PictureFacts]:
    """Return the pictures of the draft's portal, the oldest first; for a venue its own and those of no venue."""
    found = Picture.objects.filter(
        state=PoolState.ACCEPTED, conference=draft.conference, collection=collection_of(draft.portal)
    ).exclude(caption="")
    if draft.venue:
        found = found.filter(venue__in=["", draft.venue])
    return [
        PictureFacts(
            id=picture.pk,
            caption=picture.caption,
            credit=picture.credit,
            alternative=picture.description,
        )
        for picture in found.order_by("created_at", "id")[:MOST]
    ]
