"""The title: chosen by what speaks for each line, or taken from the page's head."""

import re
from collections import Counter

from diemcau.newsroom.importing.captions import is_caption_like
from diemcau.newsroom.importing.letters import bare
from diemcau.newsroom.importing.lines import Kind, Line, Marker, Region
from diemcau.newsroom.importing.sheet import Place, Sheet, ends_fully, is_prose, words

_CUT = re.compile(r"\s+[|–—»›•·-]+\s+|\s*\|\s*|\s+::\s+|\s*»\s*|\s+-\s+")
_OWNER = re.compile(
    r"\b(?:cong (?:tin tuc|thong tin|ttdt|giao tiep)|trang (?:thong tin|tin|chu|thanh phan|"
    r"nhat)|bao (?:dien tu|[a-z]+ ?[a-z]*$)|dien tu|website|portal|"
    r"thong tan xa|dai phat thanh|so [a-z]+ va|uy ban nhan dan|ubnd|online|chi tiet (?:tin|"
    r"bai)|tin tuc$|news)\b|\.(?:vn|com|net|org)\b"
)
_AUTHORITY = re.compile(
    r"(?:so|bo|cuc|tong cuc|chi cuc|ban|vien|truong|tinh|thanh pho|quan|huyen|xa|phuong|uy ban|ubnd) [^,]{3,60}$"
)
_PREFIX = re.compile(r"^(?:tieu de|tua de|title)\s*:\s*")
_ENOUGH = 4
_CODE_BOX = 3


def find_title(sheet: Sheet) -> str:
    """Return the title, and claim every line that repeats it; an empty text where nothing speaks clearly for one."""
    named = head_titles(sheet)
    owners = _owners(sheet, named)
    repeated = Counter(_key(line.text) for line in sheet.lines if line.kind is Kind.TEXT)
    scored = [
        (_score(sheet, line, named, repeated, owners), -line.number, line)
        for line in sheet.free()
        if line.kind is Kind.TEXT
    ]
    best = max(scored, default=None, key=lambda entry: entry[:2])
    if best is not None and best[0] >= _ENOUGH:
        text = _without_prefix(best[2].text)
    else:
        text = next((title for title in named if _key(title) not in owners and len(words(title)) >= 3), "")
    for line in sheet.free():
        if text and line.kind is Kind.TEXT and _key(_without_prefix(line.text)) == _key(text):
            sheet.claim(line.number, Place.TITLE)
    return text


def head_titles(sheet: Sheet) -> list[str]:
    """Return the titles that the page's head names, without the portal's name."""
    page = sheet.page
    found = [_without_owner(text, page.site_name, sheet) for text in (page.og_title, page.title_tag) if text]
    return [text for text in found if text]


def _without_owner(text: str, site: str, sheet: Sheet) -> str:
    """Take the portal's name off a title: what the site calls itself, what sounds like a portal, or the last part."""
    parts = _parts(text)
    lines = {_key(line.text) for line in sheet.lines}
    while len(parts) > 1:
        whole = _key(_joined(text, parts))
        if whole in lines:
            break
        if _is_owner(parts[-1], site):
            parts.pop()
        elif _is_owner(parts[0], site):
            parts.pop(0)
        elif "|" in text and (len(words(parts[-1])) <= 4 or _AUTHORITY.match(bare(parts[-1]))):
            parts.pop()
        else:
            break
    joined = _joined(text, parts)
    return (
        ""
        if len(parts) == 1
        and _is_owner(joined, site)
        and _key(joined) not in lines
        and len(words(joined)) < 9
        else joined
    )


def _parts(text: str) -> list[str]:
    return [part.strip() for part in _CUT.split(text) if part.strip()]


def _joined(text: str, parts: list[str]) -> str:
    """Return the parts as they stand in the text, with the signs between them."""
    if not parts:
        return ""
    start = text.index(parts[0])
    return text[start : text.rindex(parts[-1]) + len(parts[-1])]


def _is_owner(part: str, site: str) -> bool:
    return _key(part) == _key(site) or bool(_OWNER.search(bare(part)))


def _owners(sheet: Sheet, named: list[str]) -> set[str]:
    """Return how the page names its portal."""
    page = sheet.page
    parts = [
        part
        for text in (page.title_tag, page.og_title)
        for part in _parts(text)
        if _is_owner(part, page.site_name)
    ]
    return {_key(text) for text in (page.site_name, *parts) if text} - {_key(title) for title in named}


def _key(text: str) -> str:
    return " ".join(words(text))


def _without_prefix(text: str) -> str:
    form = _PREFIX.match(bare(text))
    return text[form.end() :] if form else text


def _score(sheet: Sheet, line: Line, named: list[str], repeated: Counter[str], owners: set[str]) -> int:
    key = _key(line.text)
    many = len(key.split())
    score = _marked(line) + _placed(sheet, line) + _formed(line, many)
    if any(key == _key(title) for title in named):
        score += 6
    elif many >= 5 and any(_key(title).startswith(key) or key.startswith(_key(title)) for title in named):
        score += 3
    if key in owners or (_OWNER.search(bare(line.text)) and many <= 8 and not line.heading):
        score -= 6
    if repeated[key] > 1 and many >= 5:
        score += 2
    return score


def _marked(line: Line) -> int:
    score = {1: 4, 2: 3, 3: 2, 4: 1}.get(line.heading, 0)
    score += {
        "headline": 3,
        "crumb": 1,
        "section": -4,
        "lead": -3,
        "caption": -6,
        "author": -6,
        "date": -3,
        "source": -4,
    }.get(line.role, 0)
    score += 6 if _PREFIX.match(bare(line.text)) else 0
    score += 1 if line.bold and not line.heading else 0
    score -= 3 if line.link and line.role != "headline" else 0
    score -= 5 if line.region is not Region.MAIN or line.marker is Marker.FOOT else 0
    return score - (6 if line.row or line.item else 0)


def _formed(line: Line, many: int) -> int:
    if many < 2 or many > 45:
        return -6
    score = -1 if many < 4 else 1 if many >= 5 else 0
    if ends_fully(line.text) and not line.text.endswith(("?", "!", '"', "”")):
        score -= 2
    return score


def _placed(sheet: Sheet, line: Line) -> int:
    """Weigh where a line stands: beside the date, beside the QR code, first on the page, or below the article."""
    labels_before = _labels(sheet, line.number, -1)
    if is_caption_like(line) and _in_code_box(sheet, line.number):
        return 0  # a last picture below the box
    if Marker.CODE in labels_before:
        return 5
    if _in_code_box(sheet, line.number):
        return 4
    if labels_before & {Marker.SOCIAL, Marker.OTHER, Marker.COMMENTS}:
        return -5
    score = 0
    dates = sheet.at(Place.DATE)
    if dates:
        score += _beside_date(sheet, line, dates[0])
    elif line.number == next((free.number for free in sheet.free() if free.kind is Kind.TEXT), -1):
        score += 0 if ends_fully(line.text) else 3
    if (
        Marker.CODE in _labels(sheet, line.number, 1)
        and labels_before & {Marker.BOX, Marker.SOURCE}
        and not is_prose(line)
    ):
        score += 2
    if any(ends_article(other) for other in _before(sheet, line.number)):
        score -= 5
    return score


def _in_code_box(sheet: Sheet, number: int) -> bool:
    """Say whether a line is one of the first after the QR code's label, with no label between."""
    for line in reversed(sheet.lines[max(0, number - _CODE_BOX) : number]):
        if line.kind is Kind.LABEL:
            return line.marker is Marker.CODE
    return False


def _beside_date(sheet: Sheet, line: Line, date: Line) -> int:
    if line.number < date.number:
        near = [other for other in sheet.lines[line.number + 1 : date.number] if other.kind is Kind.TEXT]
        return 3 if not near else 1 if len(near) == 1 and len(words(near[0].text)) <= 6 else 0
    after = sheet.next_text(date.number)
    if after is None or after.number != line.number or ends_fully(line.text):
        return 0
    following = sheet.next_text(line.number)
    return 3 if following is not None and len(words(line.text)) <= 30 and is_prose(following) else 1


def ends_article(line: Line) -> bool:
    """Say whether a label stands only below articles."""
    return line.marker in {Marker.OTHER, Marker.COMMENTS}


def _before(sheet: Sheet, number: int) -> list[Line]:
    """Return the lines between the first paragraph of some length and this one."""
    start = next((line.number for line in sheet.lines if is_prose(line)), number)
    return list(sheet.lines[start:number])


def _labels(sheet: Sheet, number: int, step: int) -> set[Marker]:
    """Return the markers of the labels right beside a line."""
    found: set[Marker] = set()
    place = number + step
    while 0 <= place < len(sheet.lines) and sheet.lines[place].kind is Kind.LABEL:
        found.add(sheet.lines[place].marker)
        place += step
    return found
