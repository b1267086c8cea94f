"""The form with which editors send pictures."""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail.images.forms import BaseImageForm

from diemcau.newsroom.pictures import intake
from diemcau.newsroom.pictures.errors import PictureRefused


class PictureForm(BaseImageForm):  # type: ignore[misc]
    """A picture; its file goes through the one way in, which takes away where it was taken."""

    def clean_file(self) -> Any:
        """Put the cleaned picture in the place of what was sent."""
        file = self.cleaned_data["file"]
        if not file or "file" not in self.changed_data:
            return file
        try:
            return intake.clean(file, file.name)
        except PictureRefused as fault:
            raise ValidationError(fault.message, code=fault.reason) from fault
