"""Saved pages in which labels, dateline, lead, author and title run together, as text and as HTML."""

import unicodedata

import pytest

from diemcau.newsroom.importing.htmllines import read_html
from diemcau.newsroom.importing.place import Found, place
from diemcau.newsroom.importing.textlines import read_text

TITLE = "Hải Phòng dự hội nghị trực tuyến toàn quốc về công tác thư viện cơ sở năm 2022"
LEAD = "Chiều 28/4, Thư viện Quốc gia mở hội nghị trực tuyến toàn quốc. Tại điểm cầu Hải Phòng có lãnh đạo ngành văn hóa."
CAPTIONS = ("Quang cảnh điểm cầu Hải Phòng", "Các đại biểu dự hội nghị tại điểm cầu Hải Phòng")
BODY = (
    "Tại hội nghị, TS. Lê Thị Mai giới thiệu ba cách tổ chức phòng đọc; đồng thời hướng dẫn việc ghi sổ ở cơ sở.",
    "Hội nghị đã thảo luận những khó khăn của thư viện xã và nêu việc phải làm trong thời gian tới.",
)
OWNER = "Cổng tin tức Thành phố Hải Phòng"
HEAD = ("In trang", "Thứ Năm, 28/04/2022 16:10", "A-", "Gốc", "A+")
BOX = ("Tiện ích thông tin", "Nguồn tin", "QR Code", TITLE, "Chúng tôi trên Mạng Xã hội", OWNER, "Tin khác")
MIDDLE = (CAPTIONS[0], BODY[0], CAPTIONS[1], BODY[1])


def _check(found: Found, author: str = "Hoàng Tùng", source: str = "", body: tuple[str, ...] = BODY) -> None:
    assert found.title == TITLE
    assert found.published_at is not None
    assert found.published_at.isoformat() == "2022-04-28T16:10:00+07:00"
    assert found.lead == LEAD
    assert found.captions == CAPTIONS
    assert (found.author, found.source) == (author, source)
    assert found.body == "\n\n".join(body)
    assert set(found.unplaced) <= {OWNER}


def _text(join: str, tail: str = "Hoàng Tùng", head: tuple[str, ...] = HEAD) -> str:
    return "\n\n".join([join.join([*head, LEAD]), *MIDDLE, join.join([tail, *BOX])])


@pytest.mark.parametrize("join", [" ", "", " | "])
def test_everything_on_the_first_and_the_last_line(join: str) -> None:
    _check(place(read_text(_text(join))))
    _check(place(read_text(unicodedata.normalize("NFD", _text(join)))))


@pytest.mark.parametrize("join", [" ", ""])
def test_menu_breadcrumb_and_title_before_the_dateline(join: str) -> None:
    for head in (
        ("Trang chủ", "Giới thiệu", "Tin tức", "Liên hệ", *HEAD),
        ("Trang chủ » Tin tức » " + TITLE, *HEAD),
        ("Trang chủ", "Giới thiệu", "Tin tức", "Liên hệ", TITLE, *HEAD),
        ("In bài", "Chia sẻ", "Facebook", "Zalo", HEAD[1], "Cỡ chữ", "Đọc bài", "Nghe", "Gửi email", "Bản in", "Lượt xem: 123"),
    ):  # fmt: skip
        _check(place(read_text(_text(join, head=head))))


@pytest.mark.parametrize("join", [" ", ""])
@pytest.mark.parametrize(
    ("tail", "author", "source"),
    [
        ("HOÀNG TÙNG", "HOÀNG TÙNG", ""),
        ("(Hải Âu)", "Hải Âu", ""),
        ("Hoàng Tùng (Hải Âu)", "Hoàng Tùng (Hải Âu)", ""),
        ("Hoàng Tùng – Hải Yến", "Hoàng Tùng – Hải Yến", ""),
        ("Tin, ảnh: Hoàng Tùng", "Hoàng Tùng", ""),
        ("Tác giả: Hoàng Tùng", "Hoàng Tùng", ""),
        ("(Theo Báo Hải Phòng)", "", "Báo Hải Phòng"),
        ("Nguồn: Báo Hải Phòng", "", "Báo Hải Phòng"),
        ("Tác giả: Hoàng Tùng Nguồn: Báo Hải Phòng", "Hoàng Tùng", "Báo Hải Phòng"),
    ],
)
def test_last_line_names_author_or_source(tail: str, author: str, source: str, join: str) -> None:
    _check(place(read_text(_text(join, tail))), author, source)


@pytest.mark.parametrize("join", [" ", ""])
def test_article_without_an_author(join: str) -> None:
    last = "Hội nghị kết thúc vào cuối buổi chiều cùng ngày."
    _check(place(read_text(_text(join, last))), "", body=(*BODY, last))


@pytest.mark.parametrize("join", [" ", ""])
def test_author_behind_the_last_sentence(join: str) -> None:
    text = _text(join).replace(f"{BODY[1]}\n\n", f"{BODY[1]} ")
    _check(place(read_text(text)))


def test_caption_at_the_very_end() -> None:
    for tail in (f"Hoàng Tùng\n\n{CAPTIONS[1]}", f"{CAPTIONS[1]}\n\nHoàng Tùng"):
        lines = [" ".join([*HEAD, LEAD]), CAPTIONS[0], *BODY, tail, " ".join(BOX)]
        _check(place(read_text("\n\n".join(lines))))


def _html(inner: str) -> Found:
    return place(read_html(f"<html><head><title>{OWNER}</title></head><body>{inner}</body></html>"))


@pytest.mark.parametrize("join", [" ", ""])
@pytest.mark.parametrize("tag", ["td", "div"])
@pytest.mark.parametrize("gap", ["<br>", "<br><br>\n"])
def test_one_box_with_bare_text_and_breaks(tag: str, join: str, gap: str) -> None:
    lines = gap.join([join.join([*HEAD, LEAD]), *MIDDLE, join.join(["Hoàng Tùng", *BOX])])
    outer = ("<table><tr>", "</tr></table>") if tag == "td" else ("", "")
    _check(_html(f"{outer[0]}<{tag}>{lines}</{tag}>{outer[1]}"))


@pytest.mark.parametrize("join", [" ", "", "\n"])
@pytest.mark.parametrize("tag", ["span", "a href='#'", "b"])
def test_inline_elements_in_the_paragraph(tag: str, join: str) -> None:
    def inline(texts: tuple[str, ...]) -> str:
        return join.join(f"<{tag}>{text}</{tag.split(maxsplit=1)[0]}>" for text in texts)

    paragraphs = [f"{inline(HEAD)}{join}{LEAD}", *MIDDLE, f"Hoàng Tùng{join}{inline(BOX)}"]
    _check(_html("".join(f"<p>{text}</p>" for text in paragraphs)))


def test_body_in_one_box_below_the_tools() -> None:
    tools = "".join(f"<span>{text}</span>" for text in HEAD)
    lines = "<br><br>".join([LEAD, *MIDDLE, "<i>Hoàng Tùng</i>"])
    box = "".join(f"<span>{text}</span>" for text in BOX)
    _check(_html(f"<div>{tools}</div><div>{lines}</div><div>{box}</div>"))
