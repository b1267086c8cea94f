"""The labels of Vietnamese portals: tools, boxes, menus; what each says of what follows, and how far it can be trusted."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from diemcau.newsroom.importing.letters import bare
from diemcau.newsroom.importing.lines import Marker
from diemcau.newsroom.importing.seams import is_seam


class Weight(IntEnum):
    """How much a label's words prove, from words of any sentence to words that stand in no sentence."""

    MENU = 0
    WEAK = 1
    STRONG = 2
    SURE = 3


@dataclass(frozen=True, slots=True)
class Label:
    """A label in a text, folded or not."""

    start: int
    end: int
    marker: Marker
    weight: Weight


_WORDS: tuple[tuple[Weight, Marker, str], ...] = (
    (Weight.SURE, Marker.TOOLS, r"in (?:trang nay|trang|bai viet|bai nay|tin nay)|ban (?:de )?in trang nay"),
    (
        Weight.SURE,
        Marker.TOOLS,
        r"gui (?:e-?mail|mail|cho ban be|ban be|bai viet cho ban be)(?: cho ban be)?|copy link|"
        r"sao chep (?:lien ket|link|duong dan)",
    ),
    (
        Weight.SURE,
        Marker.TOOLS,
        r"(?:so )?(?:luot (?:nguoi )?(?:xem|doc|truy cap|view)|lan (?:xem|doc)|luot|da xem|xem|views?)\s*:\s*[\d.,]*\d|"
        r"[\d.,]+ (?:luot (?:xem|doc)|views?)",
    ),
    (
        Weight.SURE,
        Marker.TOOLS,
        r"(?:tang|giam|phong to|thu nho)?\s*(?:co chu|kich thuoc chu|kich co chu|font size)"
        r"(?:\s*:?\s*(?:giam\s*tang|tang\s*giam))?|"
        r"xem (?:voi )?co chu|xem co\s*:?(?=\s*a[-–−+])",
    ),
    (Weight.SURE, Marker.CODE, r"qr[ -]?code(?: bai viet)?"),
    (Weight.SURE, Marker.BOX, r"tien ich thong tin"),
    (
        Weight.SURE,
        Marker.SOCIAL,
        r"(?:ket noi voi )?chung toi tren (?:cac )?(?:mang )?(?:trang )?(?:mang )?xa hoi|"
        r"theo doi chung toi tren (?:mang xa hoi|facebook|zalo|google news)",
    ),
    (Weight.SURE, Marker.FOOT, r"thong ke truy cap|dang (?:online|truy cap)\s*:\s*[\d.,]*\d"),
    (
        Weight.STRONG,
        Marker.TOOLS,
        r"in (?:bai|tin)|ban (?:de )?in|print|gui (?:bai viet|bai|tin nay)|e-?mail",
    ),
    (Weight.STRONG, Marker.TOOLS, r"a ?[-–−]|a ?\+|a{2,3}(?![^\W\d_])"),
    (
        Weight.STRONG,
        Marker.TOOLS,
        r"(?:chia se|share)(?: (?:len|qua|bai viet|tin|tren))?(?: (?:facebook|zalo|twitter|link|mang xa hoi))*",
    ),
    (
        Weight.STRONG,
        Marker.TOOLS,
        r"nghe doc bai|nghe bai viet|doc bai viet|doc bai|luu bai viet|luu tin|tuong phan(?: cao)?|che do doc",
    ),
    (Weight.STRONG, Marker.CODE, r"ma qr(?: code)?(?: bai viet| cua bai viet)?"),
    (Weight.STRONG, Marker.BOX, r"thong tin tien ich|tien ich(?! [a-z])"),
    (Weight.STRONG, Marker.SOCIAL, r"theo doi chung toi|ket noi voi chung toi"),
    (
        Weight.STRONG,
        Marker.OTHER,
        r"(?:cac )?(?:tin tuc|tin bai|bai viet|tin|bai|thong tin)(?: bai)? (?:khac|lien quan|"
        r"cung chuyen muc|moi hon|cu hon|moi nhat|da dua|doc nhieu|noi bat|xem nhieu)(?: nhat)?",
    ),
    (
        Weight.STRONG,
        Marker.COMMENTS,
        r"binh luan(?: \(\d+\)|\s*:)?|y kien (?:ban doc|phan hoi|binh luan)|gui (?:binh luan|y kien|phan hoi)",
    ),
    # Words that are a label only where a line has nothing else, or among other labels.
    (
        Weight.WEAK,
        Marker.TOOLS,
        r"in|goc|co chu|mac dinh|facebook|zalo|twitter|tweet|x|youtube|tiktok|instagram|telegram|google|linkedin|"
        r"pinterest|messenger|fanpage|like|thich|gui|luu|nghe|email|mail|aa|a|phong to|thu nho",
    ),
    (
        Weight.WEAK,
        Marker.TOOLS,
        r"quay lai|tro ve|tro lai|ve trang truoc|(?:len|ve) dau trang|dau trang|dong|xem them|xem tiep|"
        r"doc tiep|dang nhap|dang ky|tim kiem|menu|bo qua|skip to (?:main )?content",
    ),
    (
        Weight.WEAK,
        Marker.TOOLS,
        r"trang chu|trang nhat|home|gioi thieu|lien he|so do (?:trang|site|cong)(?: thong tin)?|site ?map|"
        r"rss|hoi dap|tieng viet|english|vietnamese|vi|en|vie|eng|print|share|copy",
    ),
    (
        Weight.WEAK,
        Marker.TOOLS,
        r"danh gia(?: bai viet)?|cam xuc|like \d+|thich \d+|theo doi|truoc|sau|tiep|next|"
        r"prev(?:ious)?|bai truoc|bai sau|tu viet tat|tai ve|download",
    ),
    (Weight.WEAK, Marker.SOURCE, r"nguon(?: tin)?"),
    (
        Weight.WEAK,
        Marker.OTHER,
        r"cung chuyen muc|lien quan|doc nhieu(?: nhat)?|xem nhieu(?: nhat)?|tin moi|tin tuc moi|"
        r"co the ban quan tam|doc them|tags?|tu khoa|chu de|noi bat|tin anh|related (?:news|articles|posts)",
    ),
    (
        Weight.WEAK,
        Marker.COMMENTS,
        r"binh luan|phan hoi|ho (?:va )?ten|noi dung binh luan|ma (?:xac nhan|bao mat)|comments?",
    ),
    # Entries of menus: headings of articles as well, so they count among other entries only.
    (
        Weight.MENU,
        Marker.TOOLS,
        r"tin tuc(?: ?[-–&] ?su kien)?|su kien|thoi su|chinh tri|kinh te|xa hoi|van hoa(?: ?[-–] ?xa hoi)?|giao duc|"
        r"y te|the thao|phap luat|quoc phong(?: ?[-–] ?an ninh)?|du lich|doi song|quoc te|trong nuoc",
    ),
    (
        Weight.MENU,
        Marker.TOOLS,
        r"van ban(?: phap (?:luat|quy))?|thong bao|thu vien(?: anh| video)?|dich vu cong(?: truc tuyen)?|"
        r"(?:bo may )?to chuc(?: bo may)?|cong dan|doanh nghiep|chinh quyen|du an|hinh anh|video|media|gop y|"
        r"thu tuc hanh chinh|lich cong tac|lien ket(?: website)?|chuyen muc",
    ),
)
_PATTERNS = tuple((weight, marker, re.compile(pattern)) for weight, marker, pattern in _WORDS)
_SEPARATORS = re.compile(r"[\s|,;:.•·/›»>«<\-–—\[\]()*_+#]*")
_HOME = re.compile(r"\b(?:trang chu|trang nhat|home|lien he|so do)\b")
_DIGITS_ONLY = re.compile(r"[\W\d_]*")
_MENUS_AT_LEAST = 3


def label_at(text: str, flat: str, place: int, least: Weight) -> Label | None:
    """Return the longest label that begins at a place, and ends with a word or where another is glued to it."""
    found = [
        Label(place, end, marker, weight)
        for weight, marker, pattern in _PATTERNS
        if weight >= least and (form := pattern.match(flat, place)) and (end := form.end()) > place
    ]
    ends = [label for label in found if _word_ends(text, label.end)]
    return max(ends, key=lambda label: (label.end, label.weight), default=None)


def entry_end(text: str) -> int:
    """Return where a section's name ends that is glued to a line's text: `Tin tứcHải Phòng …`; 0 where none is."""
    label = label_at(text, bare(text), 0, Weight.MENU)
    glued = label is not None and label.weight is Weight.MENU and is_seam(text, label.end)
    return label.end if label is not None and glued and " " in text[: label.end] else 0


def whole_label(text: str) -> Marker | None:
    """Return the weightiest marker of a text that is nothing but labels; None for any other text."""
    flat, found, menus, count = bare(text), Marker.NONE, 0, 0
    place = _skip(flat, 0)
    if place == len(flat):
        return Marker.NONE if _DIGITS_ONLY.fullmatch(flat) else None
    while place < len(flat):
        label = label_at(text, flat, place, Weight.MENU)
        if label is None:
            return None
        found = weightiest((found, label.marker))
        menus, count = menus + (label.weight is Weight.MENU), count + 1
        place = _skip(flat, label.end)
    return None if menus and not is_menu(flat, count) else found


def weightiest(markers: Iterable[Marker]) -> Marker:
    """Return the marker that says most of what follows."""
    return max(markers, key=list(Marker).index)


def is_menu(flat: str, count: int) -> bool:
    """Say whether entries in a row are a menu: many, or one of them leads home."""
    return count >= _MENUS_AT_LEAST or (count > 1 and bool(_HOME.search(flat)))


def _skip(flat: str, place: int) -> int:
    form = _SEPARATORS.match(flat, place)
    return form.end() if form else place


def _word_ends(text: str, end: int) -> bool:
    if end >= len(text) or not text[end].isalpha() or not text[end - 1].isalpha():
        return end >= len(text) or not text[end].isalpha() or text[end].isupper()
    return is_seam(text, end)
