"""Every form of date that portals write, read as wall clock of Hà Nội."""

import pytest

from diemcau.newsroom.importing.dates import find_date

FULL = "2022-04-28T16:10:00+07:00"
DAY = "2022-04-28T00:00:00+07:00"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Thứ Năm, 28/04/2022 16:10", FULL),
        ("Thứ năm - 28/04/2022 16:10", FULL),
        ("Thứ 5, ngày 28 tháng 4 năm 2022, 16h10", FULL),
        ("Thứ Năm, 28/04/2022, 16:10 (GMT+7)", FULL),
        ("28/04/2022 | 16:10", FULL),
        ("28/04/2022 lúc 16:10", FULL),
        ("28/04/202216:10", FULL),
        ("28-04-2022 16:10:55", FULL),
        ("28.04.2022 04:10 CH", FULL),
        ("28/4/2022 4:10:33 PM", FULL),
        ("28/04/2022 16 giờ 10 phút", FULL),
        ("16:10 28/4/2022", FULL),
        ("16:10 | 28/04/2022", FULL),
        ("16:10' Ngày 28/4/2022", FULL),
        ("Cập nhật lúc 16:10, Thứ Năm, 28/04/2022", FULL),
        ("2022-04-28T16:10:00+07:00", FULL),
        ("2022-04-28T09:10:00Z", FULL),
        ("2022-04-28T09:10:00.123Z", "2022-04-28T16:10:00.123000+07:00"),
        ("2022-04-28 16:10", FULL),
        ("Ngày đăng: 28-04-2022", DAY),
        ("28 Tháng Tư 2022", DAY),
        ("Hải Phòng, ngày 28 tháng 4 năm 2022", DAY),
        ("Chủ nhật, 05/06/2022", "2022-06-05T00:00:00+07:00"),
    ],
)
def test_date_is_read(text: str, said: str) -> None:
    found = find_date(text)
    assert found is not None
    assert found.at.isoformat() == said


@pytest.mark.parametrize(
    "text", ["31/02/2022", "0225 000 000", "28/4", "Nghị quyết số 35-NQ/TW", "1.234.567", ""]
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert find_date(text) is None
