"""What people paste and send that must not come in as it is."""

import unicodedata
from collections.abc import Callable
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import ExifTags, Image
from wagtail.documents import get_document_model

from diemcau.newsroom.editing.tidy import tidy
from diemcau.newsroom.models import Article, Picture, Portal
from diemcau.people.api import Role, User
from tests.newsroom.editing.conftest import Newsroom
from tests.newsroom.editing.test_workflow import FIELDS

pytestmark = pytest.mark.django_db
Member = Callable[..., User]
SignIn = Callable[[User], Client]
CMS = "/app/cms/"

# As Word puts it into the clipboard.
WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal{mso-style-parent:"";}</style>
</head><body><!--StartFragment--><p class=MsoNormal style='mso-margin-top-alt:auto;font-family:"Times New Roman"'><b
style='mso-bidi-font-weight:normal'>Sáng 28/4</b><span style='mso-spacerun:yes'>  </span>hội nghị khai mạc.<o:p></o:p></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p><script>alert(1)</script><p class=MsoNormal onclick="alert(2)">Đoạn hai
<a href="javascript:alert(3)">xem</a> và <a href="https://example.vn/a">nguồn</a>.</p><img src=x onerror=alert(4)>
<!--EndFragment--></body></html>"""


def _stored(article: Article, html: str) -> str:
    article.body = [("text", html)]
    article.save()
    return "".join(block["value"] for block in Article.objects.get(pk=article.pk).body.raw_data)


def test_text_from_word_is_stored_bare(newsroom: Newsroom) -> None:
    stored = _stored(newsroom.articles["north"], WORD)
    assert stored.count("<p>") == 2
    assert "Sáng 28/4" in stored
    assert "<b>" in stored
    assert 'href="https://example.vn/a"' in stored
    for rest in ("mso", "style", "class", "script", "alert", "onclick", "<img", "o:p", "javascript"):
        assert rest not in stored.lower()


@pytest.mark.parametrize(
    "html", ["<p></p>", "<p>&nbsp;</p>", "<p> </p><p>Một.</p><p></p>", "<p>\u200b</p><p><b></b></p>"]
)
def test_empty_paragraphs_are_not_kept(newsroom: Newsroom, html: str) -> None:
    stored = _stored(newsroom.articles["north"], html)
    assert stored.count("<p") == stored.count("Một.")


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "JAVASCRIPT:alert(1)", "data:text/html,x", "ftp://example.vn/a"]
)
def test_source_address_is_of_the_web(newsroom: Newsroom, address: str) -> None:
    article = newsroom.articles["north"]
    article.source_url = address
    with pytest.raises(ValidationError) as fault:
        article.full_clean()
    assert "source_url" in fault.value.message_dict


def test_script_in_a_link_does_not_reach_readers(newsroom: Newsroom) -> None:
    html = '<p><a href="java&#9;script:alert(1)">xem</a> <script>alert(2)</script>Một.</p>'
    assert _stored(newsroom.articles["north"], html) == "<p>xem Một.</p>"


@pytest.mark.parametrize(
    "html",
    [
        '<p data-block-key="ab1">Một &amp; <b>hai</b><br/>ba <a href="/vi/x#figures">759</a></p>',
        '<ul><li>Một</li></ul><h2>Hai</h2><p><a linktype="page" id="3">ba</a> m<sup>2</sup></p>',
        "<p>Một &lt; hai</p>",
    ],
)
def test_tidy_text_stays_as_it_is(html: str) -> None:
    assert tidy(html) == html


def test_text_is_stored_composed() -> None:
    assert tidy("<p>" + unicodedata.normalize("NFD", "Điểm cầu") + "</p>") == "<p>Điểm cầu</p>"


def test_title_is_stored_composed(newsroom: Newsroom) -> None:
    title = unicodedata.normalize("NFD", "Điểm cầu Đà Nẵng  họp")
    article = newsroom.sections["north"].add_child(instance=Article(title=title))
    assert article.title == "Điểm cầu Đà Nẵng họp"
    assert article.slug == "diem-cau-da-nang-hop"


def test_second_article_of_one_title_gets_a_free_address(newsroom: Newsroom) -> None:
    section = newsroom.sections["north"]
    slugs = [section.add_child(instance=Article(title="Đêm đông")).slug for _ in range(3)]
    assert slugs == ["dem-dong", "dem-dong-2", "dem-dong-3"]


def test_address_that_is_taken_is_said_at_its_field(newsroom: Newsroom, member: Member, as_: SignIn) -> None:
    client = as_(member(Role.REPORTER, newsroom.north))
    address = f"{CMS}pages/add/newsroom/article/{newsroom.sections['north'].pk}/"
    answer = client.post(address, FIELDS | {"slug": "tin"})
    assert "đã được dùng" in str(answer.context["form"].errors["slug"])


def _upload(client: Client, data: bytes, name: str, collection_id: int) -> dict[str, object]:
    sent = {"title": "Hình", "files[]": SimpleUploadedFile(name, data), "collection": collection_id}
    answer = client.post(f"{CMS}images/multiple/add/", sent, headers={"X-Requested-With": "XMLHttpRequest"})
    found: dict[str, object] = answer.json()
    return found


def _photo(size: tuple[int, int]) -> bytes:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6
    exif.get_ifd(ExifTags.IFD.GPSInfo).update({1: "N", 2: (10.0, 46.0, 30.0)})
    out = BytesIO()
    Image.new("RGB", size, "green").save(out, "JPEG", exif=exif.tobytes())
    return out.getvalue()


def test_picture_of_forty_megapixels_comes_in_reduced_without_its_place(
    newsroom: Newsroom, member: Member, as_: SignIn
) -> None:
    collection = Portal.objects.get(pk=newsroom.portals["north"].pk).collection_id
    answer = _upload(as_(member(Role.REPORTER, newsroom.north)), _photo((7728, 5152)), "a.jpg", collection)
    assert answer["success"], answer
    picture = Picture.objects.latest("pk")
    assert (picture.width, picture.height) == (4000, 6000)
    with picture.file.open() as file:
        assert dict(Image.open(file).getexif().get_ifd(ExifTags.IFD.GPSInfo)) == {}
    assert picture.get_rendition("width-600").file.name.endswith(".webp")
    assert picture.get_rendition("width-600|format-avif").file.name.endswith(".avif")


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "a.svg"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "a.png"),
        (b"GIF89a\x01\x00\x01\x00\x00\x00\x00;", "a.gif"),
    ],
)
def test_drawing_with_script_is_no_picture(
    newsroom: Newsroom, member: Member, as_: SignIn, data: bytes, name: str
) -> None:
    collection = Portal.objects.get(pk=newsroom.portals["north"].pk).collection_id
    answer = _upload(as_(member(Role.REPORTER, newsroom.north)), data, name, collection)
    assert not answer["success"]
    assert not Picture.objects.exists()


@pytest.mark.parametrize("name", ["a.svg", "a.html", "a.exe", "a.js", "a.xml"])
def test_document_of_a_kind_that_runs_is_refused(
    newsroom: Newsroom, member: Member, as_: SignIn, name: str
) -> None:
    collection = Portal.objects.get(pk=newsroom.portals["north"].pk).collection_id
    client = as_(member(Role.EDITOR, newsroom.north))
    sent = {"title": "x", "file": SimpleUploadedFile(name, b"x"), "collection": collection}
    assert client.post(f"{CMS}documents/add/", sent).status_code == 200
    assert not get_document_model().objects.exists()
    sent["file"] = SimpleUploadedFile("a.pdf", b"%PDF-1.7")
    client.post(f"{CMS}documents/add/", sent)
    assert get_document_model().objects.count() == 1


def test_document_is_handed_out_and_may_do_nothing(newsroom: Newsroom, client: Client) -> None:
    document = get_document_model().objects.create(
        title="x", file=ContentFile(b"<svg><script>alert(1)</script></svg>", "a.svg")
    )
    answer = client.get(document.url)
    assert b"script" in b"".join(answer.streaming_content)
    answer.close()
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert "default-src 'none'" in answer["Content-Security-Policy"]
