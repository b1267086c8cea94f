"""Saved pages of several portals: each part found, nothing lost."""

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diemcau.core.text import clean
from diemcau.newsroom.importing.dates import find_date
from diemcau.newsroom.importing.files import read_page
from diemcau.newsroom.importing.htmllines import read_html
from diemcau.newsroom.importing.labels import pieces
from diemcau.newsroom.importing.lines import Kind, Line
from diemcau.newsroom.importing.place import Found, place
from diemcau.newsroom.importing.textlines import read_text
from diemcau.newsroom.importing.vocabulary import whole_label

PAGES = Path(__file__).parent / "pages"
TITLE = "Hội nghị trực tuyến toàn quốc tập huấn, giao ban công tác giáo dục lý luận chính trị năm 2022"


def _read(name: str) -> Found:
    return read_page(PAGES / name)


def test_whole_page_copied_as_text() -> None:
    found = _read("whole-page.txt")
    assert found.title == TITLE
    assert found.published_at is not None
    assert found.published_at.isoformat() == "2022-04-28T16:10:00+07:00"
    assert found.lead.startswith("Sáng 28/4, cơ quan")
    assert found.captions == (
        "Quang cảnh điểm cầu Hải Phòng",
        "Các đại biểu dự hội nghị tại điểm cầu Hải Phòng",
    )
    assert (found.author, found.source) == ("Hoàng Tùng", "")
    assert found.body.count("\n\n") == 3
    assert found.body.startswith("Tại điểm cầu thành phố")
    assert found.body.endswith("trong giảng dạy.")
    assert "Cổng tin tức Thành phố Hải Phòng" in found.unplaced
    assert not {"In trang", "QR Code", "Tin khác", "Nguồn tin"} & set(found.unplaced)


def test_decomposed_page_is_read_alike() -> None:
    text = (PAGES / "whole-page.txt").read_text("utf-8")
    assert place(read_text(unicodedata.normalize("NFD", text))) == place(read_text(text))


_LAYOUTS = {
    "simple.txt": (
        "Tập huấn nghiệp vụ cho cán bộ thư viện cấp huyện",
        ("2022-04-28T16:10:00+07:00", "Lê Minh Thu", "", 0),
    ),
    "tabs.txt": (
        "Hội nghị trực tuyến toàn quốc tập huấn lý luận chính trị",
        ("2022-04-28T16:10:00+07:00", "Hoàng Tùng", "Cổng tin tức Thành phố Hải Phòng", 2),
    ),
    "table-layout.html": (
        "Điểm cầu Hải Phòng dự hội nghị tập huấn lý luận chính trị",
        ("2022-04-28T16:10:00+07:00", "Hoàng Tùng", "Báo Hải Phòng", 1),
    ),
    "paragraphs.html": (
        "Hội nghị trực tuyến tập huấn lý luận chính trị 2022",
        ("2022-04-28T16:10:00+07:00", "Hoàng Tùng", "", 2),
    ),
    "party-portal.txt": (
        "Tập huấn báo cáo viên cấp huyện",
        ("2022-04-28T16:10:00+07:00", "Nguyễn Thị Hồng Hạnh", "Trang thông tin Ban Tuyên giáo", 1),
    ),
    "columns.html": ("Huyện X sơ kết sáu tháng", ("2021-07-10T08:00:00+07:00", "Văn Nam", "", 1)),
    "div-soup.html": (
        "Ngày hội đọc sách thu hút hàng nghìn học sinh vùng cao",
        ("2022-04-21T09:30:00+07:00", "Giàng A Sử - Lò Thị Mai", "", 1),
    ),
    "word.htm": (
        "Xã Đông Hải khánh thành nhà văn hóa thôn Bình Minh",
        ("2022-04-28T00:00:00+07:00", "Đỗ Văn Hùng", "", 1),
    ),
    "only-title-tag.html": (
        "Bộ đội biên phòng giúp dân thu hoạch lúa chạy lũ",
        ("2021-09-12T00:00:00+07:00", "", "Báo Biên Giới", 0),
    ),
    "city-one-line.txt": (
        "Quận Ngô Quyền mở lớp dạy bơi miễn phí cho học sinh",
        ("2023-06-14T09:05:00+07:00", "Đỗ Hiền", "", 1),
    ),
    "ministry-capitals.txt": (
        "BỘ TRƯỞNG KIỂM TRA CÔNG TÁC CHỐNG HẠN Ở MIỀN TRUNG",
        ("2023-06-30T15:42:00+07:00", "PHẠM QUANG MINH (Tổng hợp)", "", 1),
    ),
    "cell-of-spans.html": (
        "Bình Minh phát động tháng thanh niên đọc sách",
        ("2021-03-20T07:30:00+07:00", "Ngọc Lan - Văn Tú", "", 1),
    ),
    "glued-district.txt": (
        "Huyện Sông Mã tổng kết chiến dịch xóa nhà tạm",
        ("2023-12-12T08:15:00+07:00", "", "Báo Sơn La", 1),
    ),
    "tools-in-lead.html": (
        "Sở Y tế tập huấn phòng sốt xuất huyết",
        ("2022-08-17T14:30:00+07:00", "", "Trung tâm Kiểm soát bệnh tật tỉnh", 1),
    ),
    "caption-below-box.txt": (
        "Xã Tân Lập đón chuẩn nông thôn mới nâng cao",
        ("2022-11-05T00:00:00+07:00", "", "", 0),
    ),
    "words-of-labels.html": (
        "Nhà máy nước Bến Gốc vận hành trở lại",
        ("2022-02-09T10:20:00+07:00", "TRẦN ĐỨC", "", 1),
    ),
    "spans-in-capitals.html": (
        "Trường Chính trị tỉnh khai giảng lớp kỹ năng số cho cán bộ xã",
        ("2023-02-24T08:00:00+07:00", "LÊ THU", "", 1),
    ),
    "tabs-beside-date.txt": (
        "Cục Đường bộ thông xe cầu tạm trên quốc lộ 7",
        ("2022-10-11T16:20:00+07:00", "Văn Thắng/Báo Giao thông", "", 0),
    ),
}


@pytest.mark.parametrize("name", _LAYOUTS)
def test_layout_is_understood(name: str) -> None:
    found = _read(name)
    assert found.published_at is not None
    facts = (found.published_at.isoformat(), found.author, found.source, len(found.captions))
    assert (found.title, facts) == _LAYOUTS[name]
    assert found.lead
    assert found.body


def test_words_of_labels_within_sentences_stay() -> None:
    body = _read("words-of-labels.html").body
    assert "Nguồn tin từ công ty" in body
    assert "ở mục Tin khác trên trang của công ty, hoặc qua Facebook, Zalo của phường." in body


def test_text_broken_at_a_width_is_put_together() -> None:
    assert _read("simple.txt").lead.endswith("thư viện tỉnh, dành cho những người làm ở cấp huyện.")


def test_table_of_figures_stays_in_the_body() -> None:
    assert "Nhân dân | 420\n\nNgân sách xã | 310" in _read("word.htm").body


def test_sidebar_and_related_news_are_not_the_body() -> None:
    found = _read("div-soup.html")
    assert found.body.endswith("luân phiên ở từng cụm xã.")
    assert "Sách về với bản" in found.body
    assert "Cô giáo mười năm góp sách cho bản" in found.unplaced
    assert "Thông báo: Lịch tiếp công dân" in " ".join(_read("table-layout.html").unplaced)


def test_address_of_the_saved_page_is_known() -> None:
    assert _read("div-soup.html").address == "https://vungcao.example/van-hoa/ngay-hoi-doc-sach-77.html"
    assert _read("table-layout.html").address == "http://haiphong.example/tin-tuc/hoi-nghi-tap-huan-1234.aspx"


@pytest.mark.parametrize(
    "tail", ["Hoàng Tùng", "HOÀNG TÙNG", "Bài, ảnh: Hoàng Tùng", "Tác giả: Hoàng Tùng", "(Hoàng Tùng)"]
)
def test_last_line_names_the_author(tail: str) -> None:
    body = "Đoạn một của bài kể lại buổi sáng hôm ấy.\nĐoạn hai của bài nói về việc đã làm được."
    found = place(read_text(f"Một buổi sáng ở thư viện huyện\n28/04/2022\n{body}\n{tail}\n"))
    assert found.author.title() == "Hoàng Tùng"
    assert found.unplaced == ()


_WORD = st.integers(0, 99_999).map(lambda number: f"mốc{number}")
_LINE = st.builds(
    lambda start, words, end: f"{start.capitalize()} {' '.join(words)}{end}",
    _WORD, st.lists(_WORD, min_size=0, max_size=30), st.sampled_from(["", ".", ":", "?"]),
)  # fmt: skip
_LABELS = st.sampled_from(
    [
        "In trang",
        "QR Code",
        "Tiện ích thông tin",
        "Tin khác",
        "A- Gốc A+",
        "Thứ Năm, 28/04/2022 16:10",
        "Nguồn tin",
        "",
    ]
)
_TAGS = st.sampled_from(
    [
        "p",
        "div",
        "td",
        "h1",
        "h2",
        "li",
        "b",
        "figcaption",
        "span class=sapo",
        "a href=x",
        "div class=author",
        "aside",
    ]
)


def _texts_of(found: Found) -> list[str]:
    return [found.lead, *found.captions, found.author, found.source, found.body, *found.unplaced]


def _words_of(texts: list[str]) -> list[str]:
    return [word.lower() for text in texts for word in re.findall(r"[Mm]ốc\d+", text)]


def _everything(found: Found) -> list[str]:
    texts = _texts_of(found)
    return sorted(word.strip(".:?;") for text in texts for word in text.split() if "mốc" in word.lower())


def _expected(lines: list[str], title: str) -> list[str]:
    wanted = [line for line in lines if line.rstrip(".:?") != title.rstrip(".:?")]
    return sorted(word.strip(".:?") for line in wanted for word in line.split() if "mốc" in word.lower())


@given(st.lists(_LINE | _LABELS, max_size=14, unique=True))
def test_no_line_of_a_text_is_lost_or_doubled(lines: list[str]) -> None:
    found = place(read_text("\n\n".join(lines)))
    assert _everything(found) == _expected(lines, found.title)


@given(st.lists(st.tuples(_TAGS, _LINE | _LABELS), max_size=14, unique_by=lambda pair: pair[1]))
def test_no_line_of_a_page_is_lost_or_doubled(parts: list[tuple[str, str]]) -> None:
    html = "".join(f"<{tag}>{line}</{tag.split()[0]}><br>" for tag, line in parts)
    found = place(read_html(f"<html><body>{html}</body></html>"))
    assert _everything(found) == _expected([line for _tag, line in parts], found.title)


_GLUED = st.tuples(st.lists(_LABELS | _LINE, min_size=1, max_size=6), st.sampled_from(["", " ", " | ", ": "]))


@given(st.lists(_GLUED, max_size=8))
def test_no_word_of_a_glued_line_is_lost_or_doubled(lines: list[tuple[list[str], str]]) -> None:
    text = "\n\n".join(join.join(parts) for parts, join in lines)
    found = place(read_text(text))
    assert set(_words_of([text])) == set(_words_of([*_texts_of(found), found.title]))


_ANY_WORD = st.sampled_from(
    [
        "In trang", "in", "Gốc", "A-", "A+", "Tin khác", "Nguồn tin", "Nguồn: ", "QR Code", "Chia sẻ", "Facebook", "Zalo",
        "Trang chủ", "»", "Tin tức", "Liên hệ", "Tiện ích thông tin", "Cỡ chữ", "Ngày đăng:", "Tác giả:", "Ảnh:",
        "(Theo Báo Hải)", "Hải Phòng", "Hoàng Tùng", "và của người dân", "mở sổ.", "28/04/2022", "16:10", "lúc", "Thứ Năm,",
        "2022", "|", ".", "Sa Pa",
    ]
)  # fmt: skip


@given(st.lists(st.tuples(_ANY_WORD, st.sampled_from([" ", " ", " ", ""])), min_size=1, max_size=25))
def test_pieces_of_a_line_are_its_letters_in_order(words: list[tuple[str, str]]) -> None:
    text = clean("".join(word + gap for word, gap in words))
    cut = pieces(Line(text=text))
    assert _letters("".join(piece.text for piece in cut)) == _letters(text)
    for piece in cut:
        if piece.kind is Kind.LABEL and "»" not in text:
            assert whole_label(piece.text) is not None, piece
        if piece.kind is Kind.DATE:
            assert find_date(piece.text) is not None


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))
