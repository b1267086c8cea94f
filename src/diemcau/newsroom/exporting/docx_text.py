"""Rich text into a Word document: paragraphs, headings, lists, bold, italic, raised, lowered, links."""

from dataclasses import dataclass, replace

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run

_HEADINGS = {"h2": 2, "h3": 3}
_LISTS = {"ul": "List Bullet", "ol": "List Number"}


@dataclass(frozen=True, slots=True)
class _Look:
    bold: bool = False
    italic: bool = False
    raised: bool = False
    lowered: bool = False


def add_rich(document: Document, html: str) -> None:
    """Add clean rich text at the end of a document."""
    for node in BeautifulSoup(html, "html.parser").children:
        if isinstance(node, Tag):
            _add_block(document, node)
        elif str(node).strip():
            document.add_paragraph(str(node).strip())


def link(paragraph: Paragraph, words: str, address: str, look: _Look | None = None) -> None:
    """Add words that lead to an address."""
    reference = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    element = OxmlElement("w:hyperlink")
    element.set(qn("r:id"), reference)
    paragraph._p.append(element)  # noqa: SLF001 - the library reads links, but does not write them
    run = paragraph.add_run(words)
    _dress(run, look or _Look())
    run.underline = True
    element.append(run._r)  # noqa: SLF001


def _add_block(document: Document, tag: Tag) -> None:
    if tag.name in _HEADINGS:
        document.add_heading(tag.get_text(), _HEADINGS[tag.name])
    elif tag.name in _LISTS:
        _add_list(document, tag, 1)
    else:
        _add_runs(document.add_paragraph(), tag, _Look())


def _add_list(document: Document, tag: Tag, depth: int) -> None:
    style = _LISTS[tag.name] + (f" {min(depth, 3)}" if depth > 1 else "")
    for item in tag.find_all("li", recursive=False):
        inner = [child.extract() for child in item.find_all(list(_LISTS), recursive=False)]
        _add_runs(document.add_paragraph(style=style), item, _Look())
        for one in inner:
            _add_list(document, one, depth + 1)


def _add_runs(paragraph: Paragraph, tag: Tag, look: _Look) -> None:
    for node in tag.children:
        if isinstance(node, NavigableString):
            _dress(paragraph.add_run(str(node)), look)
        elif isinstance(node, Tag) and node.name == "a" and node.get("href"):
            link(paragraph, node.get_text(), str(node["href"]), look)
        elif isinstance(node, Tag) and node.name == "br":
            paragraph.add_run().add_break()
        elif isinstance(node, Tag):
            _add_runs(paragraph, node, _look(look, node.name))


def _look(look: _Look, name: str) -> _Look:
    return replace(
        look,
        bold=look.bold or name in {"b", "strong"},
        italic=look.italic or name in {"i", "em"},
        raised=look.raised or name == "sup",
        lowered=look.lowered or name == "sub",
    )


def _dress(run: Run, look: _Look) -> None:
    run.bold, run.italic = look.bold or None, look.italic or None
    run.font.superscript, run.font.subscript = look.raised or None, look.lowered or None
