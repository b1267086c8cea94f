"""DOCX: headings, lists and captions in Word's own styles, pictures with their alternative text."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override
from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm
from docx.table import _Row
from docx.text.paragraph import Paragraph
from PIL import Image

from diemcau.newsroom.exporting.docx_text import add_rich, link
from diemcau.newsroom.exporting.html import caption_of, figure_lines
from diemcau.newsroom.exporting.piece import (
    Block,
    Figures,
    Gallery,
    Link,
    Piece,
    Quotation,
    Shot,
    Table,
    Text,
)

_WIDEST_CM = 15.0
_LONGEST_PX = 1600


def to_docx(piece: Piece) -> bytes:
    """Return an article as a Word document."""
    document = Document()
    _describe(document, piece)
    files = {picture.name: picture.data for picture in piece.pictures}
    with override(piece.language):
        document.add_paragraph(piece.title, style="Title")
        document.add_paragraph(piece.dateline, style="Subtitle")
        if piece.lead:
            document.add_paragraph().add_run(piece.lead).bold = True
        for block in (*([piece.picture] if piece.picture else []), *piece.blocks):
            _add(document, block, files)
        _sign(document, piece)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _describe(document: WordDocument, piece: Piece) -> None:
    facts = document.core_properties
    facts.title, facts.author, facts.language = piece.title[:255], piece.author[:255], piece.language
    facts.comments = piece.address[:255]
    properties = document.styles["Normal"].element.get_or_add_rPr()
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "vi-VN" if piece.language == "vi" else piece.language)
    properties.append(language)


def _sign(document: WordDocument, piece: Piece) -> None:
    if piece.author:
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        paragraph.add_run(piece.author).bold = True
    if piece.photographer:
        document.add_paragraph(_("Pictures: %s") % piece.photographer)
    if piece.source_name or piece.source_url:
        paragraph = document.add_paragraph(_("Source:") + " ")
        words = piece.source_name or piece.source_url
        if piece.source_url:
            link(paragraph, words, piece.source_url)
        else:
            paragraph.add_run(words)
    if piece.corrections:
        document.add_heading(_("Corrections"), 2)
        for at, text in piece.corrections:
            document.add_paragraph(f"{at}: {text}", style="List Bullet")


def _add(document: WordDocument, block: Block, files: dict[str, bytes]) -> None:
    if isinstance(block, Shot):
        _picture(document, block, files)
    elif isinstance(block, Gallery):
        if block.title:
            document.add_heading(block.title, 2)
        for shot in block.shots:
            _picture(document, shot, files)
    else:
        _WRITERS[type(block)](document, block)


def _text(document: WordDocument, block: Text) -> None:
    add_rich(document, block.html)


def _quotation(document: WordDocument, block: Quotation) -> None:
    document.add_paragraph(block.text, style="Quote")
    said = ", ".join(part for part in (block.who, block.post) if part)
    if said:
        document.add_paragraph(f"– {said}")


def _link(document: WordDocument, block: Link) -> None:
    paragraph = document.add_paragraph()
    if block.address:
        link(paragraph, block.words, block.address)
    else:
        paragraph.add_run(block.words)


def _figures(document: WordDocument, block: Figures) -> None:
    for line in figure_lines(block):
        document.add_paragraph(line, style="List Bullet")


def _picture(document: WordDocument, shot: Shot, files: dict[str, bytes]) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    data, width = _for_word(files[shot.file])
    drawn = paragraph.add_run().add_picture(data, width=Cm(min(_WIDEST_CM, width * 2.54 / 96)))
    drawn._inline.docPr.set("descr", shot.alt)  # noqa: SLF001 - the library has no door to the alternative text
    caption = caption_of(shot)
    if caption:
        paragraph.paragraph_format.keep_with_next = True
        below = document.add_paragraph(caption, style="Caption")
        below.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _for_word(data: bytes) -> tuple[BytesIO, int]:
    """Return a picture as Word knows it (JPEG, or PNG where it has transparency), and its width in pixels."""
    image = Image.open(BytesIO(data))
    image.thumbnail((_LONGEST_PX, _LONGEST_PX))
    out = BytesIO()
    if image.mode in {"RGBA", "LA", "P"}:
        image.convert("RGBA").save(out, "PNG")
    else:
        image.convert("RGB").save(out, "JPEG", quality=88)
    out.seek(0)
    return out, image.width


def _table(document: WordDocument, block: Table) -> None:
    if block.caption:
        document.add_paragraph(block.caption, style="Caption").paragraph_format.keep_with_next = True
    width = max([len(block.headings), *map(len, block.rows)], default=0)
    if not width:
        return
    table = document.add_table(rows=0, cols=width, style="Table Grid")
    _fill(table.add_row(), block.headings, head=True)
    for row in block.rows:
        _fill(table.add_row(), row)
    document.add_paragraph()


def _fill(row: _Row, cells: tuple[str, ...], *, head: bool = False) -> None:
    for cell, text in zip(row.cells, cells, strict=False):
        paragraph: Paragraph = cell.paragraphs[0]
        paragraph.add_run(text).bold = head
    if head:
        row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001 - it has no door to this either


_WRITERS: dict[type, Callable[[WordDocument, Any], None]] = {
    Text: _text,
    Quotation: _quotation,
    Table: _table,
    Link: _link,
    Figures: _figures,
}
