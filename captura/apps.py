from django.apps import AppConfig


class CapturaConfig(AppConfig):
    name = "captura"
    verbose_name = "captura"
