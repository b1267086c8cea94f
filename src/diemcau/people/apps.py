from django.apps import AppConfig
from django.contrib.admin import apps as admin


class PeopleConfig(AppConfig):
    default = True
    name = "diemcau.people"
    label = "people"

    def ready(self) -> None:
        from diemcau.people import receivers, rules  # noqa: F401, PLC0415
        from diemcau.units import rules as units  # noqa: PLC0415

        units.register(may_change=rules.administers_root, may_read=rules.has_post)


class SiteConfig(admin.AdminConfig):
    """Puts our own site in the place of Django's admin."""

    default = False
    default_site = "diemcau.people.adminsite.Site"
