"""Lay the bare page beside the demonstration's portal; prints the addresses as JSON. Run with the bench's settings."""

import json

import django


def main() -> None:
    """Make the table and the page; say where page and article are."""
    django.setup()
    from django.core.management import call_command  # noqa: PLC0415
    from wagtail.models import Site  # noqa: PLC0415

    from bench.bare.models import BarePage  # noqa: PLC0415
    from diemcau.newsroom.models import Article  # noqa: PLC0415

    call_command("migrate", run_syncdb=True, verbosity=0)
    portal = Site.objects.get(is_default_site=True).root_page.specific
    text = "<p>" + "Một đoạn văn của trang trơn, dài như một đoạn văn thường. " * 12 + "</p>"
    page = BarePage(title="Trang trơn", slug="trang-tron", body=text * 4, locale=portal.locale)
    portal.add_child(instance=page)
    article = Article.objects.descendant_of(portal).live().filter(conference="demo").first()
    print(
        json.dumps(
            {"article": article.get_url(), "bare": page.get_url(), "pk": article.pk, "home": portal.get_url()}
        )
    )


if __name__ == "__main__":
    main()
