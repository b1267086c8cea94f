"""Labels that run into text: cut at what is certain, never in a sentence."""

import pytest

from diemcau.newsroom.importing.labels import pieces
from diemcau.newsroom.importing.lines import Kind, Line

LABEL, DATE, TEXT = Kind.LABEL, Kind.DATE, Kind.TEXT
STAMP = (DATE, "Thứ Năm, 28/04/2022 16:10")
LEAD = "Chiều 28/4, cơ quan chuyên môn mở hội nghị trực tuyến tại nhiều điểm cầu."
TITLE = "Hải Phòng dự hội nghị trực tuyến toàn quốc về giáo dục lý luận năm 2022"


def _cut(text: str) -> list[tuple[Kind, str]]:
    return [(piece.kind, piece.text) for piece in pieces(Line(text=text))]


def _kept(text: str) -> list[str]:
    """Return what is no label: the dates and the text."""
    return [piece.text for piece in pieces(Line(text=text)) if piece.kind is not LABEL]


@pytest.mark.parametrize(
    "head",
    [
        "In trang Thứ Năm, 28/04/2022 16:10 A- Gốc A+ ",
        "In trangThứ Năm, 28/04/2022 16:10A-GốcA+",
        "Thứ Năm, 28/04/2022 16:10 In bài Gửi email Cỡ chữ A- A A+ ",
        "Thứ Năm, 28/04/2022 16:10 | Lượt xem: 1.234 | A− A+ ",
        "Thứ Năm, 28/04/2022 16:10 Đọc bài Nghe Chia sẻ Facebook Zalo Bản in ",
        "Thứ Năm, 28/04/2022 16:10",
        "Thứ Năm, 28/04/2022 16:10 ",
        "Gửi email In trang Thứ Năm, 28/04/2022 16:10 ",
        "Trang chủGiới thiệuTin tứcLiên hệThứ Năm, 28/04/2022 16:10Cỡ chữ",
    ],
)
def test_lead_behind_the_dateline_is_cut_free(head: str) -> None:
    assert _kept(head + LEAD) == [STAMP[1], LEAD]


def test_dateline_in_capitals_is_cut_free() -> None:
    assert _kept("IN TRANGTHỨ NĂM, 28/04/2022 16:10A-GỐCA+CHIỀU 28/4, HỘI NGHỊ MỞ.") == [
        "THỨ NĂM, 28/04/2022 16:10",
        "CHIỀU 28/4, HỘI NGHỊ MỞ.",
    ]


@pytest.mark.parametrize(
    "head", ["", "Trang chủ » Tin tức » ", "Trang chủ / Tin tức / ", "Trang chủGiới thiệuTin tứcLiên hệ"]
)
@pytest.mark.parametrize("join", [" ", ""])
def test_title_before_the_dateline_is_cut_free(head: str, join: str) -> None:
    text = f"{head}{TITLE}{join}Thứ Năm, 28/04/2022 16:10{join}A-{join}Gốc{join}A+{join}{LEAD}"
    assert _kept(text) == [TITLE, STAMP[1], LEAD]


@pytest.mark.parametrize("join", [" ", ""])
@pytest.mark.parametrize(
    "name", ["Hoàng Tùng", "Hoàng Tùng – Hải Yến", "Tin, ảnh: Hoàng Tùng", "(Theo Báo Hải Phòng)"]
)
def test_boxes_behind_the_author_are_cut_off(name: str, join: str) -> None:
    owner = "Cổng tin tức Thành phố Hải Phòng"
    labels = ("Tiện ích thông tin", "Nguồn tin", "QR Code")
    text = join.join([name, *labels, TITLE, "Chúng tôi trên Mạng Xã hội", owner, "Tin khác"])
    assert _kept(text) == [name, TITLE, owner]


def test_boxes_in_capitals_are_cut_off() -> None:
    assert _kept("HOÀNG TÙNGTIỆN ÍCH THÔNG TINNGUỒN TINQR CODEHẢI PHÒNG DỰ HỘI NGHỊ") == [
        "HOÀNG TÙNG",
        "HẢI PHÒNG DỰ HỘI NGHỊ",
    ]


@pytest.mark.parametrize(
    "tail", ["Tin khác", "Chia sẻ Facebook Zalo", "In trang Gửi email", "Lượt xem: 123", "FacebookZalo"]
)
@pytest.mark.parametrize("join", [" ", ""])
def test_labels_behind_a_paragraph_are_cut_off(tail: str, join: str) -> None:
    assert _kept(f"{LEAD}{join}{tail}") == [LEAD]


def test_name_between_paragraph_and_box_is_cut_free() -> None:
    assert _kept(f"{LEAD} Hoàng Tùng Tiện ích thông tin QR Code {TITLE}") == [LEAD, "Hoàng Tùng", TITLE]


def test_fields_on_one_line_are_parted() -> None:
    text = "Tác giả: Hoàng Tùng Nguồn: Báo Hải Phòng Lượt xem: 123 In trang"
    assert _kept(text) == ["Tác giả: Hoàng Tùng", "Nguồn: Báo Hải Phòng"]
    assert _kept(text.replace(" Nguồn", "Nguồn").replace(" Lượt", "Lượt")) == _kept(text)


@pytest.mark.parametrize(
    "text",
    [
        "Mời bạn đọc xem thêm ở mục Tin khác của trang này.",
        "Bạn đọc xem tiếp ở mục Tin khác.",
        "Bạn đọc xem tiếp ở mục Tin khác",
        "Nhấn vào chữ In trang để có bản giấy, vào A+ để xem chữ to hơn.",
        "Chữ Gốc trên thanh công cụ trả lại cỡ ban đầu.",
        "Theo Nguồn tin Chính phủ, nước đã rút.",
        "Bình luận Hiến pháp Việt Nam qua các thời kỳ",
        "Chia sẻ Facebook Zalo là việc làm mỗi ngày của lớp trẻ.",
        "Người dân theo dõi trên Facebook, Zalo, YouTube của huyện.",
        "Huyện mở trang Facebook Zalo Hải Phòng để báo tin.",
        "Ông Chia sẻ: “Tin khác nhau thì phải kiểm tra.”",
        "Ngày 28/4/2022, Ban Tuyên giáo mở lớp học.",
        "Thứ Năm, 28/04/2022, Ban Tuyên giáo mở lớp học.",
        "16:10 ngày 28/4/2022 Ban Tuyên giáo mở lớp học.",
        "Hội nghị sẽ bế mạc vào Thứ Năm, ngày 28/04/2022 tại Hải Phòng.",
        "ZaloPay Việt Nam mở cửa hàng ở phố cổ",
        "Giới thiệu Văn bản Luật Đất đai cho cán bộ xã",
        "Quang cảnh hội nghị. Ảnh: Hoàng Tùng",
        "Quang cảnh hội nghị. Nguồn: TTXVN",
        "PGS.TS Nguyễn Viết Thông, TP.Hải Phòng, trao quà.",
    ],
)
def test_prose_with_the_words_of_labels_stays_whole(text: str) -> None:
    assert _cut(text) == [(TEXT, text)]


@pytest.mark.parametrize(
    "text",
    [
        "Trang chủGiới thiệuTin tứcLiên hệ", "Trang chủ Giới thiệu Tin tức Văn bản Liên hệ",
        "TRANG CHỦ GIỚI THIỆU TIN TỨC LIÊN HỆ",
        "Đọc bài", "Nghe", "In bài", "Bản in", "A−A+", "Chia sẻFacebookZalo", "Cỡ chữ A- Mặc định A+",
    ],
)  # fmt: skip
def test_row_of_labels_is_labels(text: str) -> None:
    assert {kind for kind, _text in _cut(text)} == {LABEL}


def test_what_is_glued_to_a_paragraph_without_a_full_stop_is_its_own() -> None:
    for tail in ("Hoàng Tùng", "Lãnh đạo ngành trao sách cho thư viện xã", "(Theo Báo Hải Phòng)"):
        assert _kept(LEAD + tail) == [LEAD, tail]


def test_section_glued_to_the_title_is_its_own() -> None:
    assert _cut(f"Tin tức{TITLE}") == [(TEXT, "Tin tức"), (TEXT, TITLE)]
    assert _cut("Tin tức Hải Phòng hôm nay") == [(TEXT, "Tin tức Hải Phòng hôm nay")]
