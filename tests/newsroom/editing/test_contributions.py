"""The register of contributions: who is counted for what, who may see it, the workbook."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from PIL import Image

from diemcau.newsroom.editing.contributions import make_register
from diemcau.newsroom.editing.contributions_names import credited
from diemcau.newsroom.models import Article, Picture
from diemcau.people.api import Role, User
from tests.newsroom.editing.conftest import Newsroom

APRIL = date(2022, 4, 1)
Member = Callable[..., User]
As = Callable[[User], Client]


@pytest.mark.parametrize(
    ("author", "photographer", "authors", "photographers"),
    [
        ("Hoàng Tùng", "", ("Hoàng Tùng",), ()),
        ("Hoàng Tùng - Trần Bình", "", ("Hoàng Tùng", "Trần Bình"), ()),
        ("Hoàng Tùng – Trần Bình", "Lê Minh", ("Hoàng Tùng", "Trần Bình"), ("Lê Minh",)),
        ("Bài: Hoàng Tùng, ảnh: Trần Bình", "", ("Hoàng Tùng",), ("Trần Bình",)),
        ("Bài: Hoàng Tùng; Ảnh: Trần Bình, Lê Minh", "", ("Hoàng Tùng",), ("Trần Bình", "Lê Minh")),
        ("Tin, ảnh: Hoàng Tùng", "", ("Hoàng Tùng",), ("Hoàng Tùng",)),
        ("Bài và ảnh: Hoàng Tùng", "Hoàng Tùng", ("Hoàng Tùng",), ("Hoàng Tùng",)),
        ("", "Ảnh: Lê Minh", (), ("Lê Minh",)),
        ("", "", (), ()),
    ],
)
def test_everyone_named_is_credited(
    author: str, photographer: str, authors: tuple[str, ...], photographers: tuple[str, ...]
) -> None:
    found = credited(author, photographer)
    assert (found.authors, found.photographers) == (authors, photographers)


def _picture(credit: str = "") -> Picture:
    out = BytesIO()
    Image.new("RGB", (40, 30)).save(out, "PNG")
    made: Picture = Picture.objects.create(
        title="x", file=ContentFile(out.getvalue(), "x.png"), description="x", credit=credit
    )
    return made


def _publish(article: Article, at: datetime, **facts: Any) -> Article:
    for name, value in facts.items():
        setattr(article, name, value)
    article.first_published_at, article.live = at, True
    article.save()
    return article


@pytest.fixture
def april(newsroom: Newsroom) -> Newsroom:
    """Two articles of the north in April by the organisation's clock, one of May, one that was taken over."""
    section = newsroom.sections["north"]
    one, other = _picture(), _picture("Lê Minh")
    image = {"image": {"image": other.pk, "decorative": False, "alt_text": "x"}, "caption": "", "credit": ""}
    body = [
        {"type": "text", "value": "<p>Năm chữ ở đây</p>", "id": "a"},
        {"type": "picture", "value": image, "id": "b"},
    ]
    _publish(
        newsroom.articles["north"], datetime(2022, 3, 31, 17, 0, tzinfo=UTC),
        lead="Đoạn dẫn", author="Bài: Hoàng Tùng; ảnh: Trần Bình", picture=one, body=json.dumps(body),
    )  # fmt: skip
    for slug, at, facts in (
        ("hai", datetime(2022, 4, 30, 16, 59, tzinfo=UTC), {"author": "HOÀNG TÙNG - =NOW()"}),
        ("thang-nam", datetime(2022, 4, 30, 17, 0, tzinfo=UTC), {"author": "Người tháng Năm"}),
        ("lay-lai", datetime(2022, 4, 5, tzinfo=UTC), {"author": "Người khác", "taken_from": newsroom.articles["south"]}),
    ):  # fmt: skip
        added = section.add_child(instance=Article(title=slug, slug=slug, lead="abc", locale=section.locale))
        _publish(added, at, **facts)
    return newsroom


def test_articles_pictures_and_characters_are_counted(april: Newsroom) -> None:
    register = make_register(april.portals["north"], APRIL)
    rows = {
        row.name: (row.articles, row.characters, row.pictured_articles, row.pictures) for row in register.rows
    }
    letters = len("Đoạndẫn") + len("Nămchữởđây")
    assert rows == {
        "Hoàng Tùng": (2, letters + 3, 0, 0),
        "=NOW()": (1, 3, 0, 0),
        "Lê Minh": (0, 0, 1, 1),
        "Trần Bình": (0, 0, 1, 1),
    }
    total = register.total
    assert (total.articles, total.characters, total.pictured_articles, total.pictures) == (
        2,
        letters + 3,
        1,
        2,
    )


def test_workbook_says_the_same(april: Newsroom, member: Member, as_: As) -> None:
    client = as_(member(Role.EDITOR, april.north))
    address = f"{reverse('contributions_workbook')}?portal={april.portals['north'].pk}&month=2022-04"
    answer = client.get(address, headers={"accept-language": "vi"})
    assert answer["Content-Disposition"] == 'attachment; filename="nhuan-but-north-2022-04.xlsx"'
    book = load_workbook(BytesIO(answer.content))
    sheet = book.worksheets[0]
    assert sheet["A1"].value == "Bảng kê tin, bài tháng 04/2022"
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5)]
    assert rows[-1][2:] == [2, 20, 1, 2]
    assert [row[0] for row in rows[:-1]] == [1, 2, 3, 4]
    formula = next(cell for row in sheet.iter_rows() for cell in row if cell.value == "=NOW()")
    assert formula.data_type in {"s", "inlineStr"}
    assert sheet["D5"].number_format == "#,##0"
    assert book.worksheets[1]["A2"].value == datetime(2022, 4, 1, 0, 0)  # noqa: DTZ001 - a cell knows no zone


def test_page_shows_the_table_and_the_way_to_the_workbook(april: Newsroom, member: Member, as_: As) -> None:
    client = as_(member(Role.APPROVER, april.centre))
    page = client.get(f"{reverse('contributions')}?portal={april.portals['north'].pk}&month=2022-04")
    assert page.status_code == 200
    text = page.content.decode()
    assert "Hoàng Tùng" in text
    assert "Người khác" not in text
    assert reverse("contributions_workbook") in text
    assert "month=2022-03" in text
    assert "month=2022-05" in text


@pytest.mark.parametrize("name", ["contributions", "contributions_workbook"])
def test_neighbour_and_those_who_do_not_edit_are_refused(
    april: Newsroom, member: Member, as_: As, name: str
) -> None:
    address = f"{reverse(name)}?portal={april.portals['north'].pk}&month=2022-04"
    assert as_(member(Role.EDITOR, april.south)).get(address).status_code == 403
    assert as_(member(Role.EDITOR, april.district)).get(address).status_code == 403
    for role in (Role.REPORTER, Role.VIEWER, Role.ORGANISER):
        assert as_(member(role, april.north)).get(address).status_code == 403
    assert Client().get(address).status_code == 302
    assert as_(member(Role.ADMINISTRATOR, april.north)).get(address).status_code == 200


@pytest.mark.parametrize("month", ["2022-13", "x", "2022", "0000-01", "0001-01", "9999-12"])
def test_what_is_no_month_is_told(april: Newsroom, member: Member, as_: As, month: str) -> None:
    client = as_(member(Role.EDITOR, april.north))
    assert client.get(reverse("contributions"), {"month": month}).status_code == 422
