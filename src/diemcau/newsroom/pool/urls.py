"""Addresses of the pool: under /app/news/ for editors, under /anh/ for photographers."""

from django.urls import path

from diemcau.newsroom.pool import phone, views

urlpatterns = [
    path("pool/", views.pool, name="pool"),
    path("pool/<int:picture_id>/", views.picture_change, name="pool_picture"),
    path("pool/still/", views.still, name="pool_still"),
    path("photographers/", views.photographer_list, name="photographer_list"),
    path("photographers/make/", views.photographer_make, name="photographer_make"),
    path("photographers/<int:link_id>/revoke/", views.photographer_revoke, name="photographer_revoke"),
]

phone_urlpatterns = [
    path("anh/", phone.send, name="photographer"),
    path("anh/chu-thich/", phone.caption, name="photographer_caption"),
    path("anh/<str:token>", phone.enter, name="photographer_enter"),
]
