"""A unit's portal: the root of one Wagtail site."""

from django.core.validators import RegexValidator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.blocks import CharBlock, StructBlock, URLBlock
from wagtail.fields import StreamField
from wagtail.images import get_image_model_string
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from diemcau.core.text import clean

_COLOUR = RegexValidator(r"^#[0-9a-fA-F]{6}\Z", _("Give a colour like #0b6a69."))


class Portal(Page):  # type: ignore[misc]
    """The home page of a unit's portal, with what every page of it shows: name, colour, fanpage, who answers for it.

    `unit` is the unit whose editors may change it. Trees of other languages repeat it. Its pictures lie in `collection`.
    """

    unit = models.ForeignKey(
        "units.Unit", on_delete=models.PROTECT, related_name="+", null=True, editable=False
    )
    collection = models.ForeignKey(
        "wagtailcore.Collection",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
    )
    name = models.CharField(_("name"), max_length=120)
    motto = models.CharField(_("motto"), max_length=160, blank=True)
    colour = models.CharField(_("colour"), max_length=7, blank=True, validators=[_COLOUR])
    logo = models.ForeignKey(
        get_image_model_string(),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("logo"),
    )
    fanpage_name = models.CharField(_("name of the fanpage"), max_length=120, blank=True)
    fanpage_url = models.URLField(_("address of the fanpage"), blank=True)
    social = StreamField(
        [("link", StructBlock([("name", CharBlock(max_length=40)), ("url", URLBlock())], icon="link"))],
        blank=True,
        verbose_name=_("social networks"),
    )
    address = models.CharField(_("address"), max_length=200, blank=True)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    responsible = models.CharField(_("responsible for the content"), max_length=160, blank=True)
    licence = models.CharField(_("licence"), max_length=200, blank=True)

    content_panels = [
        *Page.content_panels,
        MultiFieldPanel(
            [FieldPanel("name"), FieldPanel("motto"), FieldPanel("colour"), FieldPanel("logo")],
            heading=_("Looks"),
        ),
        MultiFieldPanel(
            [FieldPanel("fanpage_name"), FieldPanel("fanpage_url"), FieldPanel("social")],
            heading=_("Social networks"),
        ),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("address", "phone", "email", "responsible", "licence")],
            heading=_("Foot of every page"),
        ),
    ]
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["newsroom.Section", "newsroom.EventPage", "newsroom.ContactsPage"]
    template = "newsroom/home.html"

    class Meta:
        verbose_name = _("portal")

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Find a page by its whole address at once; step by step only where that finds nothing."""
        if path_components:
            there = {"slug": path_components[-1], "depth": self.depth + len(path_components)}
            url_path = f"{self.url_path}{'/'.join(path_components)}/"
            page = Page.objects.filter(**there, url_path=url_path, path__startswith=self.path).first()
            if page is not None:
                return page.specific.route(request, [])
        return super().route(request, path_components)

    def clean(self) -> None:
        """Normalise the name, then let Wagtail look at the rest."""
        self.name = clean(self.name)
        super().clean()
