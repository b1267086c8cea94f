"""Labels of a page's tools and boxes: told from text, even where they run into it or into each other."""

import re
from dataclasses import dataclass, replace

from diemcau.newsroom.importing.dates import FoundDate, find_date
from diemcau.newsroom.importing.letters import bare
from diemcau.newsroom.importing.lines import Kind, Line, Marker

# Labels that are labels wherever they stand at a line's edge; the longer ones first.
_STRONG: tuple[tuple[Marker, str], ...] = (
    (Marker.TOOLS, r"in (?:trang nay|trang|bai viet|bai nay|bai|tin nay|tin)|ban in|print"),
    (Marker.TOOLS, r"gui (?:e-?mail|mail|bai viet|bai|tin nay|cho ban be|ban be)(?: cho ban be)?|e-?mail"),
    (
        Marker.TOOLS,
        r"(?:tang|giam|phong to|thu nho)?\s*(?:co chu|kich thuoc chu|kich co chu|font size)|"
        r"xem co chu|xem co\s*:?(?=\s*[aA][-–−+])",
    ),
    (Marker.TOOLS, r"[aA] ?[-–−]|[aA] ?\+|[aA]{2,3}(?![^\W\d_])"),
    (
        Marker.TOOLS,
        r"(?:chia se|share)(?: (?:len|qua|bai viet|tin|tren))?(?: (?:facebook|zalo|twitter|link|"
        r"mang xa hoi))*",
    ),
    (
        Marker.TOOLS,
        r"sao chep (?:lien ket|link|duong dan)|copy link|nghe doc bai|nghe bai viet|doc bai viet|"
        r"luu bai viet|luu tin",
    ),
    (
        Marker.TOOLS,
        r"(?:so )?(?:luot (?:xem|doc|truy cap|view)|luot|da xem|xem|views?)\s*:\s*[\d.,]+|"
        r"[\d.,]+ (?:luot (?:xem|doc)|views?)",
    ),
    (Marker.CODE, r"(?:ma )?qr[ -]?code(?: bai viet)?|ma qr(?: bai viet| cua bai viet)?"),
    (Marker.BOX, r"tien ich thong tin|thong tin tien ich|tien ich(?! [a-z])"),
    (
        Marker.SOCIAL,
        r"(?:ket noi voi )?chung toi tren (?:cac )?(?:mang )?(?:trang )?(?:mang )?xa hoi|"
        r"theo doi chung toi(?: tren (?:mang xa hoi|facebook|zalo))?|ket noi voi chung toi",
    ),
    (
        Marker.OTHER,
        r"(?:cac )?(?:tin tuc|tin bai|bai viet|tin|bai|thong tin)(?: bai)? (?:khac|lien quan|"
        r"cung chuyen muc|moi hon|cu hon|moi nhat|da dua|doc nhieu|noi bat|xem nhieu)(?: nhat)?",
    ),
    (
        Marker.COMMENTS,
        r"binh luan(?: \(\d+\)|\s*:)?|y kien (?:ban doc|phan hoi|binh luan)|gui (?:binh luan|"
        r"y kien|phan hoi)",
    ),
)
# Words that are a label only where a line has nothing else.
_WEAK: tuple[tuple[Marker, str], ...] = (
    (
        Marker.TOOLS,
        r"in|goc|co chu|facebook|zalo|twitter|x|youtube|tiktok|instagram|telegram|google|linkedin|"
        r"pinterest|messenger|fanpage|like|thich|gui|luu|nghe|email|mail|aa|a",
    ),
    (
        Marker.TOOLS,
        r"quay lai|tro ve|tro lai|ve trang truoc|len dau trang|dau trang|dong|xem them|xem tiep|"
        r"doc tiep|dang nhap|dang ky|tim kiem|menu|bo qua|skip to (?:main )?content",
    ),
    (
        Marker.TOOLS,
        r"trang chu|home|gioi thieu|lien he|so do (?:trang|site|cong)(?: thong tin)?|site ?map|"
        r"rss|hoi dap|tieng viet|english|vietnamese|vi|en|vie|eng|print|share|copy",
    ),
    (
        Marker.TOOLS,
        r"danh gia(?: bai viet)?|cam xuc|like \d+|thich \d+|theo doi|truoc|sau|tiep|next|"
        r"prev(?:ious)?|bai truoc|bai sau|tu viet tat|tai ve|download",
    ),
    (Marker.SOURCE, r"nguon(?: tin)?"),
    (
        Marker.OTHER,
        r"cung chuyen muc|lien quan|doc nhieu(?: nhat)?|xem nhieu(?: nhat)?|tin moi|tin tuc moi|"
        r"co the ban quan tam|doc them|tags?|tu khoa|chu de|noi bat|tin anh|related (?:news|"
        r"articles|posts)",
    ),
    (
        Marker.COMMENTS,
        r"binh luan|phan hoi|ho (?:va )?ten|noi dung binh luan|ma (?:xac nhan|bao mat)|comments?",
    ),
)
_SEPARATORS = r"[\s|,;:.•·/›»>«<\-–—\[\]()*_+#]*"
_STRONG_AT = [(marker, re.compile(pattern)) for marker, pattern in _STRONG]
_WEAK_AT = [(marker, re.compile(rf"(?:{pattern})")) for marker, pattern in _WEAK]
_SKIP = re.compile(_SEPARATORS)
_FOOT = re.compile(
    r"ban quyen|copyright|©|giay phep (?:so|thiet lap|xuat ban|hoat dong)|co quan chu quan|"
    r"chiu trach nhiem (?:chinh|noi dung|xuat ban)|"
    r"truong ban bien tap|tong bien tap|dia chi\s*:|dien thoai\s*:|thiet ke (?:boi|va)|"
    r"phat trien boi|ghi ro nguon|(?:tong )?(?:so )?luot truy cap|dang truy cap"
)
_CRUMB = re.compile(r"\s*(?:[›»>→]|\s/\s|::)+\s*")
_SHORT_CRUMB_WORDS = 6
_DIGITS_ONLY = re.compile(r"[\W\d_]*")


@dataclass(frozen=True, slots=True)
class _Cut:
    start: int
    end: int
    marker: Marker


def pieces(line: Line) -> list[Line]:
    """Cut a line into what is a label, what is a date and what is text, in its order."""
    crumbs = _crumbs(line)
    if crumbs:
        return crumbs
    whole = _all_labels(line.text)
    if whole is not None:
        return [replace(line, kind=Kind.LABEL, marker=whole)]
    date = find_date(line.text)
    if date is not None:
        parts = _around_date(line, date)
        if parts:
            return parts
    return _without_edges(line)


def _around_date(line: Line, date: FoundDate) -> list[Line]:
    """Cut a line that is a date with labels or a few words beside it; nothing, where the date stands in prose."""
    before, after = line.text[: date.start], line.text[date.end :]
    sides = [_side(line, before), _side(line, after)]
    rest = " ".join(part.text for side in sides for part in side if part.kind is Kind.TEXT)
    if len(rest.split()) > (12 if date.has_time else 4) or rest.endswith((".", "…", "!", "?")):
        return []
    with_tools = any(part.kind is Kind.LABEL for side in sides for part in side)
    stamp = replace(
        line, text=line.text[date.start : date.end].strip(), kind=Kind.DATE, with_tools=with_tools
    )
    return [*sides[0], stamp, *sides[1]]


def _side(line: Line, text: str) -> list[Line]:
    if not text.strip() or (not re.search(r"\w", text) and "A" not in text):
        return []
    marker = _all_labels(text)
    if marker is not None:
        return [replace(line, text=text.strip(), kind=Kind.LABEL, marker=marker)]
    inner = text.strip(" |,;:•·-–—/()[]\t")
    return _without_edges(replace(line, text=inner)) if inner else []


def _all_labels(text: str) -> Marker | None:
    """Return the weightiest marker of a text that is nothing but labels; None for any other text."""
    flat, place, found = bare(text), 0, Marker.NONE
    place = _skip(flat, place)
    if place == len(flat):
        return Marker.NONE if _DIGITS_ONLY.fullmatch(flat) else None
    while place < len(flat):
        cut = _label_at(text, place, weak=True)
        if cut is None:
            return None
        found = max(found, cut.marker, key=list(Marker).index)
        place = _skip(flat, cut.end)
    return found


def _label_at(text: str, place: int, *, weak: bool) -> _Cut | None:
    """Return the longest label that begins at a place and ends with a word, or where a capital is glued to it."""
    patterns = (*_STRONG_AT, *_WEAK_AT) if weak else _STRONG_AT
    flat = bare(text)
    forms = [(form.end(), marker) for marker, pattern in patterns if (form := pattern.match(flat, place))]
    ends = [(end, marker) for end, marker in forms if end > place and _word_ends(text, end)]
    if not ends:
        return None
    end, marker = max(ends, key=lambda form: form[0])
    return _Cut(place, end, marker)


def _word_ends(text: str, end: int) -> bool:
    return (
        end >= len(text) or not text[end].isalpha() or (text[end].isupper() and not text[end - 1].isupper())
    )


def _skip(flat: str, place: int) -> int:
    form = _SKIP.match(flat, place)
    return form.end() if form else place


def _without_edges(line: Line) -> list[Line]:
    """Cut labels off both ends of a line that has text beside them."""
    front, start = _front(line)
    back, end = _back(line, start)
    text = line.text[start:end].strip()
    middle = [replace(line, text=text, marker=_foot(text))] if text else []
    return [*front, *middle, *back]


def _front(line: Line) -> tuple[list[Line], int]:
    flat, place, cuts = bare(line.text), 0, []
    while True:
        begin = _skip(flat, place)
        cut = _label_at(line.text, begin, weak=bool(cuts))
        if cut is None or not line.text[begin].isupper() or not _text_begins(line.text, cut.end):
            break
        cuts.append(replace(line, text=line.text[begin : cut.end], kind=Kind.LABEL, marker=cut.marker))
        place = cut.end
    if cuts:
        place = _skip(flat, place)
    return cuts, place


def _text_begins(text: str, end: int) -> bool:
    """Say whether what stands after a label begins anew: a capital or a figure, glued to it or after a sign."""
    after = text[end:]
    inner = after.lstrip(' |,;:•·-–—/()[]“"›»')
    return bool(inner) and (inner[0].isupper() or inner[0].isdigit())


def _back(line: Line, start: int) -> tuple[list[Line], int]:
    """Cut labels off the end: glued to the text, a box's name, or several in a row."""
    flat = bare(line.text)
    for place in range(start + 1, len(flat)):
        if not line.text[place].isupper() or _all_labels(line.text[place:]) is None:
            continue
        glued = line.text[place - 1].isalnum() or line.text[place - 1] in '.!?”"):'
        apart = line.text[:place].rstrip().endswith((".", "!", "?", "…", "|", "/."))
        cut = _label_at(line.text, place, weak=False)
        boxed = cut is not None and cut.marker in {Marker.BOX, Marker.SOCIAL, Marker.OTHER}
        several = cut is not None and _skip(flat, cut.end) < len(flat)
        if cut is not None and (glued or apart or boxed or several):
            marker = _all_labels(line.text[place:]) or Marker.NONE
            return [replace(line, text=line.text[place:], kind=Kind.LABEL, marker=marker)], place
    return [], len(flat)


def _foot(text: str) -> Marker:
    return Marker.FOOT if _FOOT.search(bare(text)) and len(text) < 400 else Marker.NONE


def _crumbs(line: Line) -> list[Line]:
    """Return a breadcrumb as a label, and its last part as text where that is long enough for a title."""
    parts = _CRUMB.split(line.text)
    if len(parts) < 2 or bare(parts[0]) not in {"trang chu", "home", "trang nhat", ""}:
        return []
    if any(len(part.split()) > _SHORT_CRUMB_WORDS for part in parts[:-1]):
        return []
    last = parts[-1]
    if len(last.split()) <= _SHORT_CRUMB_WORDS:
        return [replace(line, kind=Kind.LABEL, marker=Marker.TOOLS)]
    label = line.text[: len(line.text) - len(last)].strip()
    return [
        replace(line, text=label, kind=Kind.LABEL, marker=Marker.TOOLS),
        replace(line, text=last, role="crumb"),
    ]
