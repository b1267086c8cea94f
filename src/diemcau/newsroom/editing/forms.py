"""What the form of an article asks for beside what its model does."""

from typing import Any

from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm


class ArticleForm(WagtailAdminPageForm):  # type: ignore[misc]
    """An article; what is sent to review or published needs words for who cannot see its picture."""

    def clean(self) -> dict[str, Any]:
        """Ask for the main picture's alternative text; drafts may wait for it."""
        cleaned: dict[str, Any] = super().clean()
        picture = cleaned.get("picture")
        if not self.is_deferred_validation and picture is not None and not picture.description.strip():
            self.add_error("picture", without_alternative())
        return cleaned


def without_alternative() -> str:
    """Return what is said where a main picture cannot be published."""
    return _(
        "This picture has no alternative text. Open it under “Pictures” and write in its description what it shows, "
        "for readers who cannot see it."
    )
