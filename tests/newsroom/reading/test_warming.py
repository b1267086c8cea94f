from io import BytesIO

import pytest
from django.core.files.images import ImageFile
from django_tasks_db.models import DBTaskResult
from PIL import Image

from diemcau.newsroom.models import Picture
from diemcau.newsroom.reading import pictures, warming
from tests.newsroom.reading.portals import make_article, make_portal, make_section

pytestmark = pytest.mark.django_db


def _picture() -> Picture:
    out = BytesIO()
    Image.new("RGB", (900, 600), "#224488").save(out, "JPEG")
    picture = Picture(
        title="anh", file=ImageFile(BytesIO(out.getvalue()), "anh.jpg"), description="Hội trường"
    )
    picture.save()
    return picture


def test_publishing_orders_the_sizes_of_its_pictures(django_capture_on_commit_callbacks: object) -> None:
    section = make_section(make_portal("a.test"))
    plain, shown = make_article(section, "Bài một"), make_article(section, "Bài hai", picture=_picture())
    before = DBTaskResult.objects.filter(task_path__endswith="make_sizes").count()
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        for article in (plain, shown):
            article.save_revision().publish()
    ordered = DBTaskResult.objects.filter(task_path__endswith="make_sizes")
    assert ordered.count() == before + 1


def test_every_size_that_pages_ask_for_is_made() -> None:
    section = make_section(make_portal("a.test"))
    picture = _picture()
    article = make_article(section, "Bài", picture=picture)
    warming.make_sizes.func(article.pk)
    made = set(picture.renditions.values_list("filter_spec", flat=True))
    for sizes in (pictures.CARD, pictures.MAIN, pictures.TEXT):
        assert set(pictures.specs(sizes)) <= made


def test_article_that_is_gone_needs_no_sizes() -> None:
    warming.make_sizes.func(10**9)
