from django.apps import AppConfig


class NewsroomConfig(AppConfig):
    name = "diemcau.newsroom"
    label = "newsroom"
