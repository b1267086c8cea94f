"""Clean HTML: semantic, by itself, no classes and no styles; pictures lie beside it in `pictures/`."""

from collections.abc import Callable, Iterator
from typing import Any

from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import override

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

FOLDER = "pictures"


def to_html(piece: Piece) -> str:
    """Return an article as a whole HTML page, in UTF-8."""
    with override(piece.language):
        body = "\n".join(part for part in _parts(piece) if part)
    address = f'<link rel="canonical" href="{escape(piece.address)}">\n' if piece.address else ""
    return (
        f'<!doctype html>\n<html lang="{escape(piece.language)}">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{escape(piece.title)}</title>\n{address}</head>\n<body>\n<article>\n{body}\n</article>\n</body>\n</html>\n"
    )


def _parts(piece: Piece) -> Iterator[str]:
    yield f"<h1>{escape(piece.title)}</h1>"
    yield f'<p><time datetime="{piece.at.isoformat()}">{escape(piece.dateline)}</time></p>'
    if piece.lead:
        yield f"<p><strong>{escape(piece.lead)}</strong></p>"
    if piece.picture is not None:
        yield _block(piece.picture)
    yield from map(_block, piece.blocks)
    yield from _credits(piece)


def _credits(piece: Piece) -> Iterator[str]:
    if piece.author:
        yield f"<p><b>{escape(piece.author)}</b></p>"
    if piece.photographer:
        yield f"<p>{escape(_('Pictures: %s') % piece.photographer)}</p>"
    if piece.source_name or piece.source_url:
        words = escape(piece.source_name or piece.source_url)
        named = f'<a href="{escape(piece.source_url)}">{words}</a>' if piece.source_url else words
        yield f"<p>{escape(_('Source:'))} {named}</p>"
    if piece.corrections:
        entries = "".join(f"<li>{escape(at)}: {escape(text)}</li>" for at, text in piece.corrections)
        yield f"<h2>{escape(_('Corrections'))}</h2>\n<ul>{entries}</ul>"


def _block(block: Block) -> str:
    return _WRITERS[type(block)](block)


def _link(block: Link) -> str:
    words = escape(block.words)
    return f'<p><a href="{escape(block.address)}">{words}</a></p>' if block.address else f"<p>{words}</p>"


def _figures(block: Figures) -> str:
    return f"<ul>{''.join(f'<li>{escape(line)}</li>' for line in figure_lines(block))}</ul>"


def _gallery(block: Gallery) -> str:
    heading = f"<h2>{escape(block.title)}</h2>\n" if block.title else ""
    return heading + "\n".join(map(_figure, block.shots))


def figure_lines(figures: Figures) -> Iterator[str]:
    """Return figures with their labels; those that may still change say so."""
    for label, value, provisional in figures.entries:
        yield f"{value} {label}" + (f" ({_('provisional')})" if provisional else "")


def caption_of(shot: Shot) -> str:
    """Return a picture's caption with its credit."""
    credit = _("Picture: %s") % shot.credit if shot.credit else ""
    return " ".join(part for part in (shot.caption, credit) if part)


def _figure(shot: Shot) -> str:
    caption = caption_of(shot)
    below = f"<figcaption>{escape(caption)}</figcaption>" if caption else ""
    return f'<figure><img src="{FOLDER}/{escape(shot.file)}" alt="{escape(shot.alt)}">{below}</figure>'


def _quotation(block: Quotation) -> str:
    paragraphs = "".join(f"<p>{escape(part)}</p>" for part in block.text.splitlines() if part.strip())
    said = ", ".join(part for part in (block.who, block.post) if part)
    below = f"<figcaption>{escape(said)}</figcaption>" if said else ""
    return f"<figure><blockquote>{paragraphs}</blockquote>{below}</figure>"


def _table(block: Table) -> str:
    caption = f"<caption>{escape(block.caption)}</caption>" if block.caption else ""
    head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in block.headings)
    rows = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in block.rows
    )
    return f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


_WRITERS: dict[type, Callable[[Any], str]] = {
    Text: lambda block: str(block.html),
    Shot: _figure,
    Gallery: _gallery,
    Quotation: _quotation,
    Table: _table,
    Link: _link,
    Figures: _figures,
}
