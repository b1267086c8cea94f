"""An article of a portal."""

from datetime import timedelta
from typing import Any

from django.core.validators import URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import TaggedItemBase
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.images import get_image_model_string
from wagtail.models import Orderable, Page
from wagtail.rich_text import RichText
from wagtail.search import index

from diemcau.core.clock import now
from diemcau.core.errors import Refused
from diemcau.core.text import clean, fold
from diemcau.newsroom.blocks.body import Body
from diemcau.newsroom.blocks.plain import plain_text
from diemcau.newsroom.editing.alternatives import lacks_alternatives
from diemcau.newsroom.editing.forms import ArticleForm, without_alternative
from diemcau.newsroom.editing.tidy import tidy
from diemcau.newsroom.models.slugs import give_slug

# From opening the form to keeping the first version.
_BEGUN_WITHIN = timedelta(minutes=30)


class ArticleTag(TaggedItemBase):  # type: ignore[misc]
    """A tag of an article."""

    content_object = ParentalKey("newsroom.Article", on_delete=models.CASCADE, related_name="tagged_items")


class Article(Page):  # type: ignore[misc]
    """A piece of news: lead, picture, body in blocks, who wrote it and where it comes from.

    `dateline_at` is the date that readers see. `conference` is a conference's slug and `venue` a venue's key, both blank
    for other news. `taken_from` is the article of another portal of this installation that it was taken over from.
    """

    title: str  # Wagtail's own field
    lead = models.TextField(_("lead"), max_length=800, blank=True)
    body = StreamField(Body(), blank=True, verbose_name=_("body"))
    dateline_at = models.DateTimeField(
        _("date"), default=now, db_index=True, help_text=_("The date that readers see.")
    )
    picture = models.ForeignKey(
        get_image_model_string(), on_delete=models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("picture"),
    )  # fmt: skip
    picture_caption = models.CharField(_("caption"), max_length=300, blank=True)
    author = models.CharField(
        _("author"), max_length=160, blank=True, help_text=_("Pen name; several are divided by –.")
    )
    photographer = models.CharField(_("photographer"), max_length=160, blank=True)
    source_name = models.CharField(_("source"), max_length=160, blank=True)
    source_url = models.URLField(
        _("address of the original"), max_length=500, blank=True, validators=[URLValidator(["http", "https"])]
    )
    conference = models.CharField(_("conference"), max_length=50, blank=True, db_index=True)
    venue = models.CharField(max_length=12, blank=True, editable=False)
    taken_from = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="taken_over", editable=False
    )
    taken_at = models.DateTimeField(null=True, blank=True, editable=False)
    tags = ClusterTaggableManager(through=ArticleTag, blank=True, verbose_name=_("tags"))
    search_title = models.CharField(max_length=600, blank=True, editable=False)
    search_text = models.TextField(blank=True, editable=False)

    content_panels = [
        *Page.content_panels,
        FieldPanel("lead"),
        FieldPanel("dateline_at"),
        MultiFieldPanel([FieldPanel("picture"), FieldPanel("picture_caption")], heading=_("Main picture")),
        FieldPanel("body"),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("author", "photographer", "source_name", "source_url")],
            heading=_("Author and source"),
        ),
        InlinePanel("corrections", label=_("Corrections")),
    ]
    promote_panels = [
        *Page.promote_panels,
        MultiFieldPanel([FieldPanel("tags"), FieldPanel("conference")], heading=_("Belongs to")),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("search_title", boost=4),
        index.SearchField("search_text"),
        index.FilterField("dateline_at"),
        index.FilterField("conference"),
    ]
    base_form_class = ArticleForm
    parent_page_types = ["newsroom.Section"]
    subpage_types: list[str] = []
    template = "newsroom/article.html"

    class Meta:
        verbose_name = _("article")

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """Make the address out of the title where there is none."""
        give_slug(self)
        super().full_clean(*args, **kwargs)

    def clean(self) -> None:
        """Normalise what people paste, then let Wagtail look at the rest."""
        self._normalise()
        super().clean()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the texts that are searched in step with the article."""
        self._normalise()
        self.search_title = fold(self.title)
        self.search_text = fold(f"{self.lead} {plain_text(self.body)}")
        super().save(*args, **kwargs)

    def publish(self, revision: Any, user: Any = None, **options: Any) -> None:
        """Publish a revision; somebody who does so is refused where a picture has no words for who cannot see it.

        Raises:
            Refused: a picture lacks its alternative text.
        """
        article = revision.as_object()
        if user is not None and lacks_alternatives(article):
            raise Refused(without_alternative())
        if self._is_first_out(article) and not self._has_date_of_its_own(article):
            revision.content["dateline_at"] = now().isoformat()
            revision.save(update_fields=["content"])
        super().publish(revision, user=user, **options)

    def _is_first_out(self, article: Any) -> bool:
        """Tell whether readers see the article now for the first time; one that is only scheduled is not seen yet."""
        return self.first_published_at is None and not (article.go_live_at and article.go_live_at > now())

    def _has_date_of_its_own(self, article: Any) -> bool:
        """Tell whether somebody chose the date: otherwise it is that of the moment when the article was begun."""
        began = self.revisions.order_by("created_at").values_list("created_at", flat=True).first()
        return began is None or not timedelta(0) <= began - article.dateline_at <= _BEGUN_WITHIN

    def _normalise(self) -> None:
        self.title, self.lead = clean(self.title), clean(self.lead)
        self.author, self.photographer = clean(self.author), clean(self.photographer)
        for number, block in enumerate(self.body.raw_data):
            if block["type"] == "text" and (text := tidy(block["value"])) != block["value"]:
                self.body[number] = ("text", RichText(text), block.get("id"))


class Correction(Orderable):  # type: ignore[misc]
    """What was wrong and has been put right, for readers to see."""

    page = ParentalKey(Article, on_delete=models.CASCADE, related_name="corrections")
    at = models.DateTimeField(_("corrected at"), default=now)
    text = models.CharField(_("what was corrected"), max_length=400)

    panels = [FieldPanel("at"), FieldPanel("text")]
