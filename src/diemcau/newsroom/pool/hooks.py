"""What Wagtail's own pages may show of the pool."""

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from wagtail import hooks

from diemcau.newsroom.models import Picture, PoolState


@hooks.register("construct_image_chooser_queryset")  # type: ignore[untyped-decorator]
def only_usable(pictures: QuerySet[Picture], _request: HttpRequest) -> QuerySet[Picture]:
    """Let editors choose, of what was sent in, only what was accepted and has a caption."""
    return pictures.filter(Q(state="") | Q(state=PoolState.ACCEPTED) & ~Q(caption=""))
