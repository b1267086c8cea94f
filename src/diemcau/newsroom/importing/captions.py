"""Captions: told from paragraphs and from headings by where they stand and how they end."""

import re

from diemcau.newsroom.importing.letters import bare
from diemcau.newsroom.importing.lines import Kind, Line
from diemcau.newsroom.importing.sheet import Place, Sheet, ends_fully, is_prose, words

_SURE = re.compile(
    r"(?:quang|toan) canh\b|(?:anh|hinh)(?: \d+| minh hoa| tu lieu)?\s*[:.]|mot goc\b|hinh anh\b"
)
_LIKELY = re.compile(
    r"(?:cac |nhieu |dong dao )?(?:dong chi )?(?:dai bieu|can bo|giang vien|hoc vien|lanh dao|"
    r"bao cao vien)\b.{0,40}\b(?:du|tham du|tham gia|theo doi|nghe|chup anh|tai (?:diem cau|hoi nghi|buoi))\b"
    r"|.{3,90}\b(?:phat bieu|trao|chu tri|ket luan|trinh bay|bao cao|khai mac|dieu hanh|"
    r"gioi thieu|quan triet|chup anh)\b.{0,60}(?:tai|luu niem|hoi nghi)"
    r"|.*\bảnh\s*:"
)
_CREDIT = re.compile(r"\banh\s*:\s*\S")
_NUMBERED = re.compile(r"^(?:\d{1,2}[.)]|[IVX]{1,4}[.)]|[a-zđ][.)]|[-–—•*+]\s)")
_AT_MOST = 260
_SHORT = 150
_HEADING_WORDS = 6
_PLAIN_CAPTION_WORDS = 12
_SENTENCE_WORDS = 12


def find_captions(sheet: Sheet) -> None:
    """Claim the lines of the article that are captions."""
    known = {None, Place.LEAD, Place.CAPTION}
    lines = sheet.lines[sheet.first : sheet.end]
    zone = [line for line in lines if line.kind is Kind.TEXT and sheet.places.get(line.number) in known]
    pictured = any(line.since_picture == 1 for line in sheet.lines[sheet.first : sheet.end])
    for place, line in enumerate(zone):
        before = zone[place - 1] if place else None
        after = zone[place + 1] if place + 1 < len(zone) else None
        if sheet.is_free(line.number) and _is_caption(sheet, line, before, after, pictured=pictured):
            sheet.claim(line.number, Place.CAPTION)


def is_caption_like(line: Line) -> bool:
    """Say whether a line's own words and form are a caption's, wherever it stands."""
    text = bare(line.text)
    return len(line.text) <= _AT_MOST and (
        line.role == "caption"
        or (bool(_SURE.match(text)) and len(line.text) <= _SHORT)
        or (bool(_CREDIT.search(text)) and len(line.text) <= _SHORT)
    )


def _is_caption(sheet: Sheet, line: Line, before: Line | None, after: Line | None, *, pictured: bool) -> bool:
    if (
        len(line.text) > _AT_MOST
        or line.row
        or line.item
        or line.heading
        or _NUMBERED.match(line.text)
        or line.link
    ):
        return False
    if is_caption_like(line):
        return True
    if pictured:
        return _follows_picture(sheet, line, before) or (_says_so(line) and not ends_fully(line.text))
    return _stands_bare(sheet, line, before, after)


def _follows_picture(sheet: Sheet, line: Line, before: Line | None) -> bool:
    """Say whether a line stands right after a picture, or after a caption that does, and looks unlike a paragraph."""
    again = before is not None and sheet.places.get(before.number) is Place.CAPTION
    if line.since_picture != 1 and not (line.since_picture == 2 and again and (line.italic or line.centred)):
        return False
    if not ends_fully(line.text) or len(words(line.text)) <= _PLAIN_CAPTION_WORDS:
        return True
    alone = bool(line.path) and sum(1 for other in sheet.lines if line.path[-1] in other.path) <= 2
    return len(line.text) <= _SHORT and (line.italic or line.centred or alone or _says_so(line))


def _says_so(line: Line) -> bool:
    return bool(_LIKELY.match(bare(line.text))) and len(line.text) <= _SHORT


def _stands_bare(sheet: Sheet, line: Line, before: Line | None, after: Line | None) -> bool:
    """Say whether a short line between paragraphs, without a full stop, is a caption rather than a heading."""
    if ends_fully(line.text):
        return _says_so(line) and "," not in line.text and len(line.text) <= _SHORT * 2 // 3
    many = len(words(line.text))
    if line.text.endswith((",", ";", "-")) or many < 3 or line.text.isupper() or line.bold:
        return False
    if before is None or not (is_prose(before) or _is_settled(sheet, before)):
        return False
    if many >= _SENTENCE_WORDS and "," in line.text and not _says_so(line):
        return False
    after_head = sheet.places.get(before.number) in {Place.LEAD, Place.CAPTION} or _is_only_head(sheet, line)
    if many <= _HEADING_WORDS and not after_head and not _says_so(line):
        return False
    return after is not None or _says_so(line)


def _is_settled(sheet: Sheet, line: Line) -> bool:
    return sheet.places.get(line.number) in {Place.LEAD, Place.CAPTION}


def _is_only_head(sheet: Sheet, line: Line) -> bool:
    """Say whether nothing but the lead and captions stands before a line."""
    body = [other for other in sheet.lines[sheet.first : line.number] if sheet.is_free(other.number)]
    return not body and bool(sheet.at(Place.LEAD))
