"""The blocks of an article's body, in one list; docs/contracts.md has their stored form."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.blocks import (
    BooleanBlock,
    CharBlock,
    IntegerBlock,
    ListBlock,
    RichTextBlock,
    StreamBlock,
    StructBlock,
    TextBlock,
)
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock

RICH_TEXT = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link", "superscript", "subscript"]


class PictureBlock(StructBlock):  # type: ignore[misc]
    """A picture with caption and credit; the alternative text is asked for, or that it is mere ornament."""

    image = ImageBlock(label=_("Picture"))
    caption = CharBlock(required=False, max_length=300, label=_("Caption"))
    credit = CharBlock(required=False, max_length=120, label=_("Credit"))

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "newsroom/blocks/picture.html"


class GalleryBlock(StructBlock):  # type: ignore[misc]
    """Some pictures together."""

    title = CharBlock(required=False, max_length=200, label=_("Title"))
    pictures = ListBlock(PictureBlock(), min_num=1, max_num=40, label=_("Pictures"))

    class Meta:
        icon = "image"
        label = _("Gallery")
        template = "newsroom/blocks/gallery.html"


class QuotationBlock(StructBlock):  # type: ignore[misc]
    """What somebody said, and who that was."""

    text = TextBlock(max_length=1500, label=pgettext_lazy("of a person", "Words"))
    who = CharBlock(required=False, max_length=120, label=_("Who said it"))
    post = CharBlock(required=False, max_length=200, label=_("Post"))

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        template = "newsroom/blocks/quotation.html"


class DocumentBlock(StructBlock):  # type: ignore[misc]
    """A document to read or take along."""

    document = DocumentChooserBlock(label=_("Document"))
    title = CharBlock(required=False, max_length=200, label=_("Title"))

    class Meta:
        icon = "doc-full"
        label = _("Document")
        template = "newsroom/blocks/document.html"


class RecordingBlock(StructBlock):  # type: ignore[misc]
    """A chapter of a conference's recording, in seconds from its beginning."""

    conference = CharBlock(max_length=50, label=_("Conference"))
    item = CharBlock(required=False, max_length=12, label=_("Agenda item"))
    title = CharBlock(max_length=300, label=_("Title"))
    from_s = IntegerBlock(min_value=0, default=0, label=_("From (seconds)"))
    until_s = IntegerBlock(required=False, min_value=1, label=_("To (seconds)"))

    class Meta:
        icon = "media"
        label = _("Chapter of the recording")
        template = "newsroom/blocks/recording.html"


class FigureBlock(StructBlock):  # type: ignore[misc]
    """One figure of a conference and where it stands recorded."""

    name = CharBlock(max_length=40, label=_("Name"))
    label = CharBlock(max_length=120, label=_("Label"))
    value = IntegerBlock(label=_("Value"))
    provisional = BooleanBlock(required=False, default=True, label=_("Provisional"))
    record = CharBlock(required=False, max_length=300, label=_("Record"))

    class Meta:
        icon = "order"
        label = _("Figure")


class FiguresBlock(StructBlock):  # type: ignore[misc]
    """Figures of a conference, taken from its records."""

    conference = CharBlock(max_length=50, label=_("Conference"))
    figures = ListBlock(FigureBlock(), min_num=1, max_num=8, label=_("Figures"))

    class Meta:
        icon = "order"
        label = _("Figures of the conference")
        template = "newsroom/blocks/figures.html"


class Body(StreamBlock):  # type: ignore[misc]
    """An article's body."""

    text = RichTextBlock(features=RICH_TEXT, label=_("Text"), icon="pilcrow")
    picture = PictureBlock()
    gallery = GalleryBlock()
    quotation = QuotationBlock()
    table = TypedTableBlock(
        [("text", CharBlock(required=False, label=_("Text")))],
        label=_("Table"),
        icon="table",
        template="newsroom/blocks/table.html",
    )
    document = DocumentBlock()
    recording = RecordingBlock()
    figures = FiguresBlock()

    class Meta:
        required: ClassVar[bool] = False
