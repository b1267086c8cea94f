"""Labels of tools and boxes, told from text that they run into."""

import pytest

from diemcau.newsroom.importing.labels import pieces
from diemcau.newsroom.importing.lines import Kind, Line


def _texts(text: str) -> list[tuple[Kind, str]]:
    return [(piece.kind, piece.text) for piece in pieces(Line(text=text))]


@pytest.mark.parametrize(
    "text",
    [
        "In trang", "Gửi email", "A- A A+", "Cỡ chữ", "Gốc", "Chia sẻ", "Facebook", "FacebookZalo", "Gửi emailIn trangA-A+",
        "Tiện ích thông tin", "Nguồn tin", "QR Code", "Tiện ích thông tin Nguồn tin QR Code", "Chúng tôi trên Mạng Xã hội",
        "Tin khác", "Các tin đã đưa", "Bình luận (0)", "Lượt xem: 1.234", "Trang chủ › Tin tức", "Trang chủ > Tin tức > Giáo dục",
    ],
)  # fmt: skip
def test_label_is_a_label(text: str) -> None:
    assert {kind for kind, _text in _texts(text)} == {Kind.LABEL}


@pytest.mark.parametrize(
    "text",
    [
        "Chia sẻ kinh nghiệm trong công tác giáo dục",
        "Bình luận về kết quả của hội nghị",
        "Tin tức Hải Phòng trong ngày",
        "Nguồn nước sạch về với bản làng",
        "Gốc đa làng tôi",
        "Tiện ích cho người dùng thư viện",
        "Hội nghị diễn ra ngày 28/4/2022 tại Hải Phòng với sự tham gia của nhiều người.",
    ],
)
def test_sentence_that_begins_like_a_label_stays_whole(text: str) -> None:
    assert _texts(text) == [(Kind.TEXT, text)]


def test_labels_around_a_date_are_cut_off() -> None:
    assert _texts("In trangThứ Năm, 28/04/2022 16:10 A- Gốc A+") == [
        (Kind.LABEL, "In trang"),
        (Kind.DATE, "Thứ Năm, 28/04/2022 16:10"),
        (Kind.LABEL, "A- Gốc A+"),
    ]


@pytest.mark.parametrize(
    "text", ["QR CodeHội nghị tập huấn toàn quốc", "QR Code: Hội nghị tập huấn toàn quốc"]
)
def test_title_glued_to_the_code_is_cut_out(text: str) -> None:
    assert _texts(text)[1:] == [(Kind.TEXT, "Hội nghị tập huấn toàn quốc")]


def test_name_glued_to_a_box_is_cut_out() -> None:
    assert _texts("Hoàng TùngTiện ích thông tin")[0] == (Kind.TEXT, "Hoàng Tùng")


def test_short_title_at_the_end_of_a_breadcrumb_is_not_lost() -> None:
    cut = _texts("Trang chủ » Tin tức » Xã Đông Hải khánh thành cầu")
    assert cut[1] == (Kind.TEXT, "Xã Đông Hải khánh thành cầu")


def test_title_at_the_end_of_a_breadcrumb_is_kept() -> None:
    assert _texts("Trang chủ › Tin tức › Hội nghị tập huấn toàn quốc năm 2022")[1] == (
        Kind.TEXT,
        "Hội nghị tập huấn toàn quốc năm 2022",
    )
