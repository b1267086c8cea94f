"""HTML to lines: what a reader would see, line by line, with what the markup says about each."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from bs4 import BeautifulSoup, Comment, Tag
from bs4.element import NavigableString, PageElement, PreformattedString

from diemcau.core.text import clean
from diemcau.newsroom.importing.hints import region_of, role_of
from diemcau.newsroom.importing.lines import Line, Page, PageImage, Region
from diemcau.newsroom.importing.read import mend

_BLOCKS = frozenset(
    (  # noqa: SIM905
        "address article aside blockquote body br button caption center dd details div dl dt fieldset "
        "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol p pre "
        "section summary table tbody td tfoot th thead tr ul"
    ).split()
)
_CONTAINERS = frozenset(
    (  # noqa: SIM905
        "article aside body center div figure footer form header li main nav section table td tr"
    ).split()
)
_UNSEEN = frozenset(
    (  # noqa: SIM905
        "script style noscript template head select textarea svg math object iframe title"
    ).split()
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_SAVED_FROM = re.compile(r"saved from url=\(?\d*\)?(?P<address>https?://\S+)")
_ORNAMENT = re.compile(
    r"logo|icon|banner|qr|avatar|spacer|blank\.gif|pixel|print|mail|facebook|zalo|button|share", re.IGNORECASE
)
_SMALLEST_PX = 60
_NEAR_PICTURE = 6
_CELL_AT_MOST = 120


def read_html(text: str) -> Page:
    """Return an HTML page as lines and facts of its head."""
    soup = BeautifulSoup(text, "html.parser")
    walk = _Walk(total=len(soup.get_text()))
    walk.go(soup)
    lines = _mended(walk.lines)
    return Page(lines=tuple(lines), images=tuple(walk.images), **_head(soup))


def _mended(lines: list[Line]) -> list[Line]:
    """Mend letters that the page itself keeps wrongly (as entities too): all lines alike, or none."""
    joined = "\n".join(line.text for line in lines)
    mended = mend(joined)
    if mended == joined:
        return lines
    return [replace(line, text=clean(text)) for line, text in zip(lines, mended.split("\n"), strict=True)]


@dataclass(slots=True)
class _State:
    """What holds for the text inside an element."""

    path: tuple[int, ...] = ()
    heading: int = 0
    bold: bool = False
    italic: bool = False
    centred: bool = False
    link: bool = False
    item: bool = False
    role: str = ""
    region: Region = Region.MAIN
    stamp: str = ""


@dataclass(slots=True)
class _Walk:
    total: int
    lines: list[Line] = field(default_factory=list)
    images: list[PageImage] = field(default_factory=list)
    _run: list[tuple[str, _State]] = field(default_factory=list)
    _since_picture: int = 0

    def go(self, root: Tag) -> None:
        """Visit every node in the order of reading, without recursion: saved pages nest deeply."""
        stack: list[tuple[PageElement | None, _State]] = [(root, _State())]
        while stack:
            node, state = stack.pop()
            if node is None:
                self._break()
            elif isinstance(node, Tag):
                stack.extend(self._enter(node, state))
            elif isinstance(node, NavigableString) and not isinstance(node, (PreformattedString, Comment)):
                self._run.append((str(node), state))
        self._break()

    def _enter(self, tag: Tag, state: _State) -> list[tuple[PageElement | None, _State]]:
        """Return what to visit next, the last first."""
        if tag.name in _UNSEEN or _is_hidden(tag):
            return []
        if tag.name == "img":
            self._picture(tag)
            return []
        if tag.name == "table" and _is_data(tag):
            self._break()
            self._rows(tag, _inside(tag, state, self.total))
            return []
        inner = _inside(tag, state, self.total)
        children: list[tuple[PageElement | None, _State]] = [
            (child, inner) for child in reversed(tag.contents)
        ]
        if tag.name in _BLOCKS:
            self._break()
            return [(None, state), *children]
        return children

    def _picture(self, tag: Tag) -> None:
        src = str(tag.get("data-src") or tag.get("data-original") or tag.get("src") or "")
        sign = f"{src} {' '.join(tag.get_attribute_list('class'))} {tag.get('id') or ''}"
        if not src or _ORNAMENT.search(sign.rpartition("/")[2]) or _px(tag) < _SMALLEST_PX:
            return
        self._break()
        self._since_picture = 1
        self.images.append(PageImage(src=src, alt=clean(str(tag.get("alt") or "")), before=len(self.lines)))

    def _break(self) -> None:
        run, self._run = self._run, []
        text = clean("".join(part for part, _state in run))
        if text:
            self._add(_line(text, [(part, state) for part, state in run if part.strip()]))

    def _add(self, line: Line) -> None:
        self.lines.append(replace(line, number=len(self.lines), since_picture=self._since_picture))
        if self._since_picture:
            self._since_picture = (self._since_picture + 1) % _NEAR_PICTURE

    def _rows(self, table: Tag, state: _State) -> None:
        for row in table.find_all("tr"):
            text = " | ".join(clean(cell.get_text(" ")) for cell in row.find_all(["td", "th"]))
            if text.strip(" |"):
                self._add(Line(text=text, row=True, path=state.path, region=state.region, role=state.role))


def _line(text: str, run: list[tuple[str, _State]]) -> Line:
    first = run[0][1]

    def throughout(name: str) -> bool:
        return all(getattr(state, name) for _part, state in run)

    return Line(
        text=text,
        heading=first.heading if throughout("heading") else 0,
        bold=throughout("bold"),
        italic=throughout("italic"),
        centred=throughout("centred"),
        link=throughout("link"),
        item=first.item,
        role=next((state.role for _part, state in run if state.role), ""),
        region=first.region,
        path=first.path,
        stamp=next((state.stamp for _part, state in run if state.stamp), ""),
    )


def _inside(tag: Tag, state: _State, total: int) -> _State:
    style = re.sub(r"\s", "", str(tag.get("style") or "")).lower()
    heading = int(tag.name[1]) if re.fullmatch(r"h[1-6]", tag.name) else 0
    weight = re.search(r"font-weight:(\w+)", style)
    align = str(tag.get("align") or "").lower()
    region = state.region or region_of(tag)
    if region and not state.region and len(tag.get_text()) > total / 2:
        region = Region.MAIN  # a part of the page that is most of it is the page
    return _State(
        path=(*state.path, id(tag)) if tag.name in _CONTAINERS else state.path,
        heading=heading or state.heading,
        bold=(weight[1] in {"bold", "bolder", "600", "700", "800"})
        if weight
        else state.bold or tag.name in {"b", "strong", "th"} or bool(heading),
        italic=state.italic or tag.name in {"i", "em"} or "font-style:italic" in style,
        centred=state.centred
        or align in {"center", "right"}
        or "text-align:center" in style
        or "text-align:right" in style
        or tag.name == "center",
        link=state.link or (tag.name == "a" and tag.has_attr("href")),
        item=state.item or tag.name == "li",
        role=role_of(tag) or state.role,
        region=region,
        stamp=str(tag.get("datetime") or "") if tag.name == "time" else state.stamp,
    )


def _is_hidden(tag: Tag) -> bool:
    return tag.has_attr("hidden") or bool(_HIDDEN.search(str(tag.get("style") or "")))


def _px(tag: Tag) -> int:
    found = [re.match(r"\d+", str(tag.get(name) or "")) for name in ("width", "height")]
    sizes = [int(form[0]) for form in found if form is not None]
    return min(sizes, default=_SMALLEST_PX)


def _is_data(table: Tag) -> bool:
    """Say whether a table holds data: two rows or more of two short cells or more, nothing nested, no pictures."""
    if table.find(["table", "img", "h1", "h2", "p p", "form"]) is not None:
        return False
    rows = [row.find_all(["td", "th"]) for row in table.find_all("tr")]
    cells = [len(clean(cell.get_text(" "))) for row in rows for cell in row]
    wide = all(len(row) >= 2 or any(cell.has_attr("colspan") for cell in row) for row in rows)
    return len(rows) >= 3 and wide and max(cells, default=0) <= _CELL_AT_MOST and _lettered(rows)


def _lettered(rows: Sequence[Sequence[Tag]]) -> bool:
    """Say whether most cells have text of their own; tables that lay out a page have many links and empty cells."""
    cells = [cell for row in rows for cell in row]
    filled = [cell for cell in cells if cell.get_text().strip() and cell.find("a") is None]
    return len(filled) * 4 >= len(cells) * 3


def _head(soup: BeautifulSoup) -> dict[str, str]:
    title = soup.find("title")
    comment = next((form for form in map(_SAVED_FROM.search, _comments(soup)) if form), None)
    canonical = soup.find("link", rel="canonical")
    address = (
        _attribute(canonical, "href") or _meta(soup, "og:url") or (comment["address"] if comment else "")
    )
    facts = {
        "title_tag": title.get_text() if title else "",
        "og_title": _meta(soup, "og:title", "twitter:title", "dc.title"),
        "site_name": _meta(soup, "og:site_name", "application-name"),
        "published": _meta(
            soup,
            "article:published_time",
            "datepublished",
            "pubdate",
            "publishdate",
            "publish-date",
            "dc.date.issued",
            "dc.date",
            "date",
        )
        or _linked_data(soup, "datePublished"),
        "author": _meta(soup, "article:author", "author", "dc.creator"),
        "address": address,
    }
    return {name: mend(clean(value)) for name, value in facts.items()}


def _comments(soup: BeautifulSoup) -> Iterator[str]:
    return (str(text) for text in soup.find_all(string=lambda text: isinstance(text, Comment)))


def _meta(soup: BeautifulSoup, *names: str) -> str:
    for name in names:
        for meta in soup.find_all("meta"):
            keys = {str(meta.get(key) or "").lower() for key in ("name", "property", "itemprop")}
            if name in keys and (content := _attribute(meta, "content").strip()):
                return content
    return ""


def _attribute(tag: Any, name: str) -> str:
    return str(tag.get(name) or "") if isinstance(tag, Tag) else ""


def _linked_data(soup: BeautifulSoup, name: str) -> str:
    for script in soup.find_all("script", type="application/ld+json"):
        try:
            data = json.loads(script.get_text())
        except ValueError:
            continue
        entries = (
            data if isinstance(data, list) else data.get("@graph", [data]) if isinstance(data, dict) else []
        )
        for entry in entries:
            if isinstance(entry, dict) and isinstance(entry.get(name), str):
                return str(entry[name])
    return ""
