"""Addresses of the live screens, and of the public view that the front door keeps."""

from django.urls import path

from diemcau.room import views
from diemcau.room.http import reading, stream

urlpatterns = [
    path("live/<slug:slug>/control", views.control, name="live_control"),
    path("live/<slug:slug>/hall", views.hall, name="live_hall"),
    path("live/<slug:slug>/remote", views.remote, name="live_remote"),
    path("live/<slug:slug>/stage", views.stage, name="live_stage"),
    path("feed/<slug:slug>/snapshot.json", reading.feed_snapshot, name="feed_snapshot"),
    path("feed/<slug:slug>/events", reading.feed_events, name="feed_events"),
    path("api/conferences/<slug:slug>/stream", stream.stream, name="live_stream"),
]
