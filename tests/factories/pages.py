"""What Wagtail's own migrations leave in a database, for tests that run without them."""

from wagtail.models import Collection, Locale, Page


def make_beginnings() -> None:
    """Make the root of all pages, the root of all collections, and the locale of the main language."""
    Locale.objects.get_or_create(language_code="vi")
    if not Page.objects.filter(depth=1).exists():
        Page.add_root(instance=Page(title="Root", slug="root"))
    if not Collection.objects.filter(depth=1).exists():
        Collection.add_root(name="Root")
