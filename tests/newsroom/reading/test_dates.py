from datetime import UTC, datetime

from django.utils import translation

from diemcau.newsroom.reading.dates import dateline, short_date

_AT = datetime(2022, 4, 28, 9, 10, tzinfo=UTC)


def test_dateline_is_written_as_the_country_does() -> None:
    with translation.override("vi"):
        assert dateline(_AT) == "Thứ Năm, 28/04/2022 16:10"
        assert short_date(_AT) == "28/04/2022 16:10"
        assert dateline(datetime(2022, 4, 30, 18, 0, tzinfo=UTC)) == "Chủ Nhật, 01/05/2022 01:00"


def test_dateline_is_written_in_english() -> None:
    with translation.override("en"):
        assert dateline(_AT) == "Thursday, 28 April 2022, 16:10"
        assert short_date(_AT) == "28 April 2022, 16:10"
