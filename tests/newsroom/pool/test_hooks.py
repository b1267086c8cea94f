"""Wagtail's chooser offers of the pool only what an article may show."""

from django.test import RequestFactory

from diemcau.newsroom.models import PhotographerLink, Picture
from diemcau.newsroom.pool.commands import decide, receive
from diemcau.newsroom.pool.hooks import only_usable
from diemcau.people.api import User
from tests.newsroom.pool.files import draw, from_phone, save


def test_chooser_offers_accepted_pictures_with_a_caption_and_all_others(
    link: PhotographerLink, editor: User
) -> None:
    named, unnamed = receive(link, from_phone()).picture, receive(link, save(draw())).picture
    other = Picture.objects.create(
        title="Ảnh khác", file="original_images/x.jpg", width=1, height=1, collection=named.collection
    )
    request = RequestFactory().get("/")
    assert list(only_usable(Picture.objects.all(), request)) == [other]
    for picture in (named, unnamed):
        decide(actor=editor, picture_id=picture.pk, accept=True)
    assert set(only_usable(Picture.objects.all(), request)) == {other, named}
