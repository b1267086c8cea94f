"""Pictures: what Wagtail keeps of an image, and what a newsroom has to know about one."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.search import index

from diemcau.newsroom.pictures import intake
from diemcau.newsroom.pictures.intake import CleanPicture


class PoolState(models.TextChoices):
    """How far a picture has come that was sent in for a conference; blank for all others."""

    WAITING = "waiting", _("waiting")
    ACCEPTED = "accepted", _("accepted")
    DECLINED = "declined", _("declined")


class Picture(AbstractImage):  # type: ignore[misc]
    """An image with caption and credit; `description` is its alternative text.

    `conference` is a conference's slug and `venue` a venue's key; both are blank for pictures of no conference.
    `fingerprint` is the SHA-256 of the file as it was sent, in hex.
    """

    file: Any  # Wagtail's own field
    caption = models.CharField(_("caption"), max_length=300, blank=True)
    credit = models.CharField(_("credit"), max_length=120, blank=True)
    taken_at = models.DateTimeField(_("taken at"), null=True, blank=True)
    conference = models.CharField(max_length=50, blank=True, db_index=True)
    venue = models.CharField(max_length=12, blank=True)
    state = models.CharField(_("state"), max_length=8, choices=PoolState.choices, blank=True)
    sent_by = models.CharField(_("sent by"), max_length=120, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True, editable=False)
    fingerprint = models.CharField(max_length=64, blank=True, db_index=True)

    admin_form_fields = (
        "title",
        "file",
        "description",
        "caption",
        "credit",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )
    search_fields = [
        *AbstractImage.search_fields,
        index.SearchField("caption"),
        index.FilterField("caption"),
        index.FilterField("state"),
        index.FilterField("conference"),
    ]

    class Meta(AbstractImage.Meta):  # type: ignore[misc]
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Send a new file through the way in for pictures, whoever brings it.

        Raises:
            PictureRefused: it is no picture that can be kept.
        """
        if self.file and not self.file._committed and not isinstance(self.file.file, CleanPicture):  # noqa: SLF001
            self.file = intake.clean(self.file.file, self.file.name)
            self._set_image_file_metadata()
        super().save(*args, **kwargs)

    @property
    def default_alt_text(self) -> str:
        """Return the alternative text; a file's name is none."""
        return str(self.description)


class PictureRendition(AbstractRendition):  # type: ignore[misc]
    """A picture in one size and format."""

    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="rendition_once")
        ]
