from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class CapturaConfig(AppConfig):
    name = "captura"
    verbose_name = "captura"

    def ready(self):
        # Cada app registra en su módulo `trabajos` lo que el trabajador sabe hacer por ella.
        autodiscover_modules("trabajos")
