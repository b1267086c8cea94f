"""An article as A4 pages, typeset by typst: the same words and pictures as on its page."""

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.utils.formats import localize
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.images.models import SourceImageIOError
from wagtail.rich_text import expand_db_html

from diemcau.core.templatetags.diemcau import duration
from diemcau.newsroom.models import Article
from diemcau.newsroom.reading import dates
from diemcau.newsroom.reading.article import updated_at
from diemcau.newsroom.reading.qr import qr_svg
from diemcau.newsroom.reading.typesetting import typeset

_TEMPLATE = Path(__file__).parent / "article.typ"
_PICTURE = "max-1400x1400|format-jpeg"


def article_pdf(page: Article, *, address: str, portal: str) -> bytes:
    """Return an article as PDF; `address` stands on it, in words and as a QR code.

    Raises: typst.TypstError.
    """
    with TemporaryDirectory(prefix="diemcau-pdf-") as name:
        folder = Path(name)
        (folder / "qr.svg").write_text(qr_svg(address, inline=False))
        return typeset(_TEMPLATE, _Content(folder).of(page, address, portal), folder)


class _Content:
    """What the template typesets: plain data, and pictures as files beside it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._pictures = 0

    def of(self, page: Article, address: str, portal: str) -> dict[str, Any]:
        changed = updated_at(page)
        return {
            "language": (get_language() or "vi")[:2],
            "portal": portal,
            "title": page.title,
            "dateline": dates.dateline(page.dateline_at),
            "updated": f"{_('updated')} {dates.short_date(changed)}" if changed else "",
            "lead": page.lead,
            "main": self._picture(page.picture, page.picture_caption, ""),
            "blocks": [made for block in page.body for made in self._block(block.block_type, block.value)],
            "author": page.author,
            "photographer": _("Pictures: %(who)s") % {"who": page.photographer} if page.photographer else "",
            "corrections": [f"{dates.short_date(one.at)}: {one.text}" for one in page.corrections.all()],
            "words": {
                "source": _("Source"),
                "address": _("Address of the article"),
                "corrections": _("Corrections"),
            },
            "source": page.source_name or portal,
            "source_url": page.source_url,
            "address": address,
        }

    def _block(self, kind: str, value: Any) -> Iterator[dict[str, Any]]:
        makers = {
            "text": self._text,
            "picture": self._pictures_of,
            "gallery": self._gallery,
            "quotation": self._quotation,
            "table": self._table,
            "document": self._document,
            "recording": self._recording,
            "figures": self._figures,
        }
        if kind in makers:
            yield from makers[kind](value)

    def _text(self, value: Any) -> Iterator[dict[str, Any]]:
        reader = _Reader()
        reader.feed(expand_db_html(value.source))
        reader.close()
        yield from reader.parts

    def _pictures_of(self, value: Any) -> Iterator[dict[str, Any]]:
        made = self._picture(value["image"], value["caption"], value["credit"])
        if made:
            yield {"kind": "picture", **made}

    def _gallery(self, value: Any) -> Iterator[dict[str, Any]]:
        if value["title"]:
            yield {"kind": "heading", "level": 2, "runs": [_run(value["title"])]}
        for picture in value["pictures"]:
            yield from self._pictures_of(picture)

    def _quotation(self, value: Any) -> Iterator[dict[str, Any]]:
        who = ", ".join(part for part in (value["who"], value["post"]) if part)
        yield {"kind": "quotation", "text": value["text"], "who": who}

    def _table(self, value: Any) -> Iterator[dict[str, Any]]:
        yield {
            "kind": "table",
            "caption": value.caption or "",
            "head": [column["heading"] or "" for column in value.columns],
            "rows": [[str(cell.value or "") for cell in row] for row in value.rows],
        }

    def _document(self, value: Any) -> Iterator[dict[str, Any]]:
        if value["document"]:
            words = f"{_('Document')}: {value['title'] or value['document'].title}"
            yield {"kind": "paragraph", "runs": [_run(words)]}

    def _recording(self, value: Any) -> Iterator[dict[str, Any]]:
        yield {
            "kind": "paragraph",
            "runs": [_run(f"{_('Recording')}: {value['title']} ({duration(value['from_s'])})")],
        }

    def _figures(self, value: Any) -> Iterator[dict[str, Any]]:
        items = [
            [
                _run(f"{figure['label']}: {_number(figure['value'])}"),
                _run(f" ({_('provisional')})" * figure["provisional"]),
            ]
            for figure in value["figures"]
        ]
        yield {"kind": "list", "ordered": False, "items": items}

    def _picture(self, picture: Any, caption: str, credit: str) -> dict[str, Any] | None:
        if picture is None:
            return None
        try:
            with picture.get_rendition(_PICTURE).file.open("rb") as file:
                data = file.read()
        except (SourceImageIOError, OSError):
            return None
        self._pictures += 1
        name = f"picture-{self._pictures}.jpg"
        (self._folder / name).write_bytes(data)
        credit = credit or picture.credit
        return {
            "file": name,
            "alt": picture.default_alt_text,
            "caption": caption or picture.caption,
            "credit": _("Picture: %(who)s") % {"who": credit} if credit else "",
        }


def _number(value: int) -> str:
    return str(localize(value))


def _run(
    text: str, *, bold: bool = False, italic: bool = False, shift: str = "", href: str = ""
) -> dict[str, Any]:
    return {"text": text, "bold": bold, "italic": italic, "shift": shift, "href": href}


class _Reader(HTMLParser):
    """Turns rich text into paragraphs, headings and lists of runs."""

    _LEVELS = {"h2": 2, "h3": 3}

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[dict[str, Any]] = []
        self._runs: list[dict[str, Any]] | None = None
        self._open: dict[str, int] = {}
        self._href = ""
        self._list: dict[str, Any] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open[tag] = self._open.get(tag, 0) + 1
        if tag in {"ul", "ol"}:
            self._list = {"kind": "list", "ordered": tag == "ol", "items": []}
            self.parts.append(self._list)
        elif tag == "li" and self._list is not None:
            self._runs = []
            self._list["items"].append(self._runs)
        elif tag == "p" and not self._open.get("li"):
            self._begin({"kind": "paragraph"})
        elif tag in self._LEVELS:
            self._begin({"kind": "heading", "level": self._LEVELS[tag]})
        elif tag == "a":
            href = dict(attrs).get("href") or ""
            self._href = href if href.startswith(("http://", "https://", "mailto:")) else ""
        elif tag == "br":
            self.handle_data("\n")

    def handle_endtag(self, tag: str) -> None:
        self._open[tag] = max(0, self._open.get(tag, 0) - 1)
        if tag == "a":
            self._href = ""
        elif tag in {"p", "li", "h2", "h3"} and not (tag == "p" and self._open.get("li")):
            self._runs = None
        elif tag in {"ul", "ol"}:
            self._list = None

    def handle_data(self, data: str) -> None:
        if self._runs is None:
            if not data.strip():
                return
            self._begin({"kind": "paragraph"})
        if self._runs is not None:
            shift = "super" if self._open.get("sup") else "sub" if self._open.get("sub") else ""
            bold = bool(self._open.get("b") or self._open.get("strong"))
            italic = bool(self._open.get("i") or self._open.get("em"))
            self._runs.append(_run(data, bold=bold, italic=italic, shift=shift, href=self._href))

    def _begin(self, part: dict[str, Any]) -> None:
        self._runs = []
        self.parts.append(part | {"runs": self._runs})
