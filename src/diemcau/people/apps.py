from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "diemcau.people"
    label = "people"
