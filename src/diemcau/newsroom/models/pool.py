"""How pictures come into the pool: photographers' links, and what was sent with them."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images import get_image_model_string

from diemcau.core.clock import now
from diemcau.core.ids import new_id


class PhotographerLink(models.Model):
    """The right of one photographer to send pictures of one conference to a portal's pool.

    No usable secret is stored: the link is the signed `key`. `venue` is a venue's key, blank for the whole conference.
    """

    key = models.CharField(max_length=12, unique=True, default=new_id, editable=False)
    portal = models.ForeignKey("newsroom.Portal", on_delete=models.CASCADE, related_name="+")
    conference = models.CharField(max_length=50, db_index=True)
    venue = models.CharField(max_length=12, blank=True)
    name = models.CharField(_("name of the photographer"), max_length=120)
    made_at = models.DateTimeField(default=now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-made_at", "-id"]

    def __str__(self) -> str:
        return self.name


class Delivery(models.Model):
    """One file that came with a link, whether it became a picture or was refused; counted to hold back floods."""

    link = models.ForeignKey(PhotographerLink, on_delete=models.CASCADE, related_name="deliveries")
    picture = models.ForeignKey(
        get_image_model_string(), on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField(default=now)

    class Meta:
        indexes = [models.Index(fields=["link", "at"], name="delivery_by_link")]

    def __str__(self) -> str:
        return f"{self.link_id} {self.at:%Y-%m-%d %H:%M}Z"
