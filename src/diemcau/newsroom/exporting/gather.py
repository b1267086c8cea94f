"""The one adapter between an article of Wagtail and the formats that it is handed over in."""

from collections.abc import Callable
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.utils import timezone, translation
from wagtail.documents import get_document_model

from diemcau.newsroom.exporting.piece import (
    Block,
    Figures,
    Gallery,
    Link,
    PictureFile,
    Piece,
    Quotation,
    Shot,
    Table,
    Text,
)
from diemcau.newsroom.exporting.rich import clean_html
from diemcau.newsroom.models import Article, Picture, Portal
from diemcau.newsroom.reading.dates import dateline


def gather(article: Article) -> Piece:
    """Return an article as plain data, in its own language. A picture whose file is gone is left out."""
    with translation.override(article.locale.language_code):
        return _Gathering(article).piece()


class _Gathering:
    """One article on its way; keeps each picture once, under a name of its own."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.base = str(article.full_url or settings.PUBLIC_URL)
        self.files: dict[int, PictureFile] = {}

    def piece(self) -> Piece:
        article = self.article
        portal = Portal.objects.ancestor_of(article).last()
        main = (
            self._shot(article.picture_id, None, article.picture_caption, "") if article.picture_id else None
        )
        blocks = tuple(block for raw in article.body.raw_data if (block := self._block(raw)) is not None)
        return Piece(
            stem=article.slug,
            language=article.locale.language_code,
            address=self.base,
            portal=portal.name if portal else "",
            section=article.get_parent().title,
            title=article.title,
            lead=article.lead,
            at=article.dateline_at,
            dateline=dateline(article.dateline_at),
            author=article.author,
            photographer=article.photographer,
            source_name=article.source_name,
            source_url=article.source_url,
            picture=main,
            blocks=blocks,
            corrections=tuple(
                (f"{timezone.localtime(one.at):%d/%m/%Y}", one.text) for one in article.corrections.all()
            ),
            pictures=tuple(self.files.values()),
            tags=tuple(sorted(tag.name for tag in article.tags.all())),
            raw=list(article.body.raw_data),
        )

    def _block(self, raw: dict[str, Any]) -> Block | None:
        makers: dict[str, Callable[[Any], Block | None]] = {
            "text": lambda value: Text(html=clean_html(value, self.base)),
            "picture": self._picture,
            "gallery": self._gallery,
            "quotation": lambda value: Quotation(
                text=value.get("text", ""), who=value.get("who") or "", post=value.get("post") or ""
            ),
            "table": _table,
            "document": self._document,
            "recording": lambda value: Link(words=value.get("title", ""), address=self.base),
            "figures": _figures,
        }
        maker = makers.get(raw["type"])
        return maker(raw["value"]) if maker else None

    def _picture(self, value: dict[str, Any]) -> Shot | None:
        image = value.get("image") or {}
        alt = "" if image.get("decorative") else image.get("alt_text") or None
        return self._shot(image.get("image"), alt, value.get("caption") or "", value.get("credit") or "")

    def _gallery(self, value: dict[str, Any]) -> Gallery:
        entries = map(_item, value.get("pictures", []))
        shots = tuple(shot for entry in entries if (shot := self._picture(entry)) is not None)
        return Gallery(title=value.get("title") or "", shots=shots)

    def _shot(self, picture_id: int | None, alt: str | None, caption: str, credit: str) -> Shot | None:
        picture = Picture.objects.filter(pk=picture_id).first()
        file = self._file(picture) if picture is not None else None
        if picture is None or file is None:
            return None
        return Shot(
            file=file.name,
            alt=picture.description if alt is None else alt,
            caption=caption or picture.caption,
            credit=credit or picture.credit,
        )

    def _file(self, picture: Picture) -> PictureFile | None:
        if picture.pk not in self.files:
            try:
                with picture.file.open("rb") as opened:
                    data = opened.read()
            except OSError:
                return None
            suffix = PurePosixPath(picture.file.name).suffix.lower()
            name = f"{len(self.files) + 1:02d}-{self.article.slug[:40]}{suffix}"
            facts = {
                name: getattr(picture, name)
                for name in ("title", "description", "caption", "credit", "width", "height")
            }
            self.files[picture.pk] = PictureFile(name=name, data=data, facts=facts)
        return self.files[picture.pk]

    def _document(self, value: dict[str, Any]) -> Link | None:
        document = get_document_model().objects.filter(pk=value.get("document")).first()
        if document is None:
            return None
        return Link(words=value.get("title") or document.title, address=urljoin(self.base, document.url))


def _item(entry: dict[str, Any]) -> dict[str, Any]:
    """Return an entry of a list, which Wagtail stores with or without a frame of its own."""
    inner: dict[str, Any] = entry["value"] if entry.get("type") == "item" else entry
    return inner


def _table(value: dict[str, Any]) -> Table:
    return Table(
        caption=value.get("caption") or "",
        headings=tuple(str(column.get("heading") or "") for column in value.get("columns", [])),
        rows=tuple(tuple(str(cell or "") for cell in row.get("values", [])) for row in value.get("rows", [])),
    )


def _figures(value: dict[str, Any]) -> Figures:
    entries = map(_item, value.get("figures", []))
    return Figures(
        entries=tuple(
            (entry["label"], int(entry["value"]), bool(entry.get("provisional"))) for entry in entries
        )
    )
